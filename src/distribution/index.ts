export { Consumers, type ConsumerRecord } from './queries/consumers';
export { PublishedVersions } from './queries/published-versions';
export { snapshotRoutes } from './http/snapshot-routes';
