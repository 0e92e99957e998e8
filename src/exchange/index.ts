export { exchangeRoutes } from './http/exchange-routes';
