import type { AgreementCounts } from './agreement-counts';
import { undefinedBecause, defined, type Estimate } from './estimate';

/**
 * How much would Fleiss' kappa vary if all coders guessed? For the test of "no better than chance" only, never for an
 * interval: on Fleiss' own data it is 0.024 where the right standard error is 0.054.
 *
 * √{ 2 / (N r (r - 1)) x [(SUM p q)² - SUM p q (q - p)] } / SUM p q, q = 1 - p, over N units of r ratings each.
 *
 * Undefined: NO_PAIRABLE_UNIT; UNEQUAL_RATINGS_PER_UNIT; CHANCE_AGREEMENT_IS_ONE.
 *
 * Source: Fleiss, Nee & Landis 1979, Psych. Bull. 86:974-977.
 *
 * @example Fleiss 1971 diagnoses: kappa 0.430 / this = 17.65
 */
export function fleissErrorUnderIndependence(counts: AgreementCounts): Estimate {
  const [only, ...others] = counts.bySize;
  if (only === undefined || only.size < 2) return undefinedBecause('NO_PAIRABLE_UNIT');
  if (others.length > 0) return undefinedBecause('UNEQUAL_RATINGS_PER_UNIT');
  const ratings = only.units * only.size;
  let spread = 0;
  let skew = 0;
  for (const count of only.votes.values()) {
    const share = count / ratings;
    spread += share * (1 - share);
    skew += share * (1 - share) * (1 - 2 * share);
  }
  if (spread < 1e-12) return undefinedBecause('CHANCE_AGREEMENT_IS_ONE');
  const scale = 2 / (ratings * (only.size - 1));
  return defined(Math.sqrt(scale * Math.max(0, spread ** 2 - skew)) / spread);
}

/**
 * The same for Fleiss' kappa of a single category, all others merged: √{ 2 / (N r (r - 1)) }, whatever the category.
 *
 * @example Fleiss 1971 diagnoses, depression: 0.245 / this = 5.192
 */
export function fleissCategoryErrorUnderIndependence(counts: AgreementCounts): Estimate {
  const [only, ...others] = counts.bySize;
  if (only === undefined || only.size < 2) return undefinedBecause('NO_PAIRABLE_UNIT');
  if (others.length > 0) return undefinedBecause('UNEQUAL_RATINGS_PER_UNIT');
  return defined(Math.sqrt(2 / (only.units * only.size * (only.size - 1))));
}
