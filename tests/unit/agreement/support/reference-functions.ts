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
  const number = (name: string): number => args[name] as number;
  const list = (name: string): readonly number[] => args[name] as readonly number[];
  const hypotheses = {
    kappa: number('k1'),
    kappaUnderNull: number('k0'),
    alpha: number('alpha'),
    power: number('power'),
    twoSided: args['twosided'] === true,
  };
  switch (fn) {
    case 't_quantile':
      return [tQuantile(number('p'), number('df'))];
    case 'normal_quantile':
      return [normalQuantile(number('p'))];
    case 'chi2_sf':
      return [chiSquareSurvival(number('x'), number('df'))];
    case 'beta_quantile':
      return [betaQuantile(number('p'), number('a'), number('b'))];
    case 'wilson_interval': {
      const { lower, upper } = wilsonInterval(number('x'), number('n'), number('conf'));
      return [lower, upper];
    }
    case 'clopper_pearson_interval': {
      const { lower, upper } = clopperPearsonInterval(number('x'), number('n'), number('conf'));
      return [lower, upper];
    }
    case 'N_cohen_kappa':
      return sizeOf(unitsForKappaTest([number('rate1'), number('rate2')], hypotheses));
    case 'N2_cohen_kappa':
      return sizeOf(unitsForKappaTestAtWorst(list('mrg'), hypotheses));
    case 'jensen_shannon_divergence':
      return [jensenShannonDivergence(list('p'), list('q')).value ?? NaN];
    default:
      throw new Error(`no function for ${fn}`);
  }
}

const sizeOf = (size: ReturnType<typeof unitsForKappaTest>): readonly number[] =>
  size.ok ? [size.value] : [];
