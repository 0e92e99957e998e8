export * from './condition';
export * from './escalations-for';
export * from './evaluate-condition';
export { parseCondition } from './parse-condition';
export * from './print-condition';
export * from './trigger';
export * from './trigger-names';
export * from './working-hours';
