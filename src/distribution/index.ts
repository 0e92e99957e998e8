export { PublishedVersions } from './queries/published-versions';
export { snapshotRoutes } from './http/snapshot-routes';
