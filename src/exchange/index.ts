export { importTaxonomy } from './commands/import-taxonomy';
export { exchangeRoutes } from './http/exchange-routes';
