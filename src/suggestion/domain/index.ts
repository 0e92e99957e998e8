export * from './suggestion-words';
export * from './suggestion';
export * from './suggestion-scene';
export * from './window';
export * from './listed-since';
export * from './decision';
export * from './plan-acceptance';
export { largestLeaves } from './rules/split';
export { suggest } from './suggest';
