export { exchangeRoutes } from './http/exchange-routes';
export { problemAnswer as fileAnswer } from './http/import-answer';
export { strictParameters } from './http/import-parameters';
export { receivedBytes } from './http/request-body';
