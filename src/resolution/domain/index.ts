export * from './resolution';
export * from './resolution-list';
export * from './resolution-problems';
