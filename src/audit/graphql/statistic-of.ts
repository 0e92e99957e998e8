import { AgreementStatisticType } from '../../agreement/graphql';
import type { WeightedEstimate } from '../../agreement/statistics';

/** A weighted estimate as the other numbers of agreement are shown. */
export const statisticOf = (name: string, estimate: WeightedEstimate): AgreementStatisticType =>
  new AgreementStatisticType({
    ...{ name, value: estimate.value, standardError: estimate.standardError, interval: estimate.interval },
    standardErrorMethod: 'jackknife' as const,
    ...{ undefinedBecause: estimate.undefinedBecause, items: estimate.units, ratings: 2 * estimate.units },
  });
