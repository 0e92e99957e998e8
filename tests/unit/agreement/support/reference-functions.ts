import {
  betaQuantile,
  brennanPrediger,
  chiSquareSurvival,
  clopperPearsonInterval,
  codeRatings,
  cohenKappa,
  congerKappa,
  countAgreement,
  fleissKappa,
  gwetAc,
  jensenShannonDivergence,
  krippendorffAlpha,
  normalQuantile,
  pairTableOf,
  percentAgreement,
  scottPi,
  tQuantile,
  unitCounts,
  unitsForKappaTest,
  unitsForKappaTestAtWorst,
  wilsonInterval,
  type Estimate,
  type Interval,
  type KappaHypotheses,
} from '../../../../src/agreement/statistics';
import type { EdgeCase, PrimitiveEntry } from './reference-files';

/** An edge case's statistic by its function. */
export function edgeEstimate(
  { ratings: rows, declared_categories: declared }: EdgeCase,
  statistic: string,
): Estimate {
  const coded = codeRatings(rows, declared);
  if (!coded.ok) throw new Error(JSON.stringify(coded.problem));
  const ratings = coded.value;
  const counts = countAgreement(unitCounts(ratings));
  switch (statistic) {
    case 'percent_agreement':
      return percentAgreement(counts);
    case 'krippendorff_alpha':
      return krippendorffAlpha(counts);
    case 'fleiss_kappa':
      return fleissKappa(counts);
    case 'gwet_ac':
      return gwetAc(counts);
    case 'brennan_prediger':
      return brennanPrediger(counts);
    case 'conger_kappa':
      return congerKappa(ratings, percentAgreement(counts).value);
    case 'cohen_kappa':
      return cohenKappa(pairTableOf(ratings, 0, 1));
    case 'scott_pi':
      return scottPi(pairTableOf(ratings, 0, 1));
    default:
      throw new Error(`no function for ${statistic}`);
  }
}

/** A numeric primitive by its function: one number, or the two limits of an interval. */
export function primitive({ fn, args }: PrimitiveEntry): readonly number[] {
  const compute = primitives[fn];
  if (compute === undefined) throw new Error(`no function for ${fn}`);
  return compute({
    number: (name) => args[name] as number,
    list: (name) => args[name] as readonly number[],
    isTrue: (name) => args[name] === true,
  });
}

interface Arguments {
  readonly number: (name: string) => number;
  readonly list: (name: string) => readonly number[];
  readonly isTrue: (name: string) => boolean;
}

const primitives: Readonly<Record<string, (given: Arguments) => readonly number[]>> = {
  t_quantile: ({ number }) => [tQuantile(number('p'), number('df'))],
  normal_quantile: ({ number }) => [normalQuantile(number('p'))],
  chi2_sf: ({ number }) => [chiSquareSurvival(number('x'), number('df'))],
  beta_quantile: ({ number }) => [betaQuantile(number('p'), number('a'), number('b'))],
  wilson_interval: ({ number }) => limits(wilsonInterval(number('x'), number('n'), number('conf'))),
  clopper_pearson_interval: ({ number }) =>
    limits(clopperPearsonInterval(number('x'), number('n'), number('conf'))),
  N_cohen_kappa: (given) =>
    sizeOf(unitsForKappaTest([given.number('rate1'), given.number('rate2')], hypotheses(given))),
  N2_cohen_kappa: (given) => sizeOf(unitsForKappaTestAtWorst(given.list('mrg'), hypotheses(given))),
  jensen_shannon_divergence: ({ list }) => [jensenShannonDivergence(list('p'), list('q')).value ?? NaN],
};

const hypotheses = ({ number, isTrue }: Arguments): KappaHypotheses => ({
  kappa: number('k1'),
  kappaUnderNull: number('k0'),
  alpha: number('alpha'),
  power: number('power'),
  twoSided: isTrue('twosided'),
});

const limits = ({ lower, upper }: Interval): readonly number[] => [lower, upper];

const sizeOf = (size: ReturnType<typeof unitsForKappaTest>): readonly number[] =>
  size.ok ? [size.value] : [];
