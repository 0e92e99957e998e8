export { linkedDataOf } from './http/linked-data';
export { exchangeRoutes } from './http/exchange-routes';
export { problemAnswer as fileAnswer } from './http/import-answer';
export { strictParameters } from './http/import-parameters';
export { ExportedVersions } from './queries/exported-versions';
export { receivedBytes } from './http/request-body';
