export {
  AgreementIntervalType,
  AgreementResolver,
  AgreementStatisticType,
  UndefinedCauseEnum,
} from './agreement.resolver';
