export * from './access-problems';
export * from './can';
export * from './identity-mapping';
export * from './principal';
export * from './signature-algorithm';
export { permissions, roles, isRole, type Permission, type Role } from './permissions';
