export * from './resolution';
export * from './plan-resolutions';
export * from './resolution-list';
export * from './resolution-problems';
