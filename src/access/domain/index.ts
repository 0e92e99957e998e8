export * from './access-problems';
export * from './can';
export * from './principal';
export { roles, isRole, type Permission, type Role } from './permissions';
