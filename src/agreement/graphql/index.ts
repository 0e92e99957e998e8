export { AgreementResolver } from './agreement.resolver';
