export { AgreementIntervalType, AgreementResolver } from './agreement.resolver';
