import fc from 'fast-check';
import {
  alphaJackknife,
  countAgreement,
  differenceOf,
  gwetAc,
  jackknife,
  krippendorffAlpha,
  nominalDistance,
  percentAgreement,
  singleUnits,
  specificAgreement,
  stratifiedError,
  stratifiedMean,
  unitCountsFrom,
  varianceStrata,
  weightedAgreement,
  weightedSpecificAgreement,
  wuPalmerDistance,
  type WeightedUnit,
} from '../../../src/agreement/statistics';
import { runs } from '../../support/properties';

const categories = 4;
const paths = [['a', 'b'], ['a', 'c'], ['d'], ['e', 'f']];
const distance = wuPalmerDistance(paths);
const code = fc.integer({ min: 0, max: categories - 1 });
const someUnits = fc.array(fc.tuple(code, code, fc.integer({ min: 0, max: 2 })), {
  minLength: 4,
  maxLength: 25,
});

const sampleOf = (units: readonly WeightedUnit[], populations: readonly number[] = [1e12, 1e12, 1e12]) => ({
  ...{ units, categories, declared: categories, distance },
  strata: populations.map((population) => ({ population })),
});

const alike = (drawn: readonly (readonly [number, number, number])[]): readonly WeightedUnit[] =>
  drawn.map(([one, other]) => ({ stratum: 0, weight: 7, codes: [one, other] }));

const countsOf = (units: readonly WeightedUnit[]) =>
  unitCountsFrom(
    units.map(({ codes }) =>
      Array.from({ length: categories }, (_, at) => codes.filter((own) => own === at).length),
    ),
    categories,
  );

const near = (one: number | null, other: number | null): void => {
  if (one === null || other === null) expect(one).toEqual(other);
  else expect(one).toBeCloseTo(other, 9);
};

test('with one weight and one stratum the weighted values and errors are the unweighted ones', () => {
  fc.assert(
    fc.property(someUnits, (drawn) => {
      const units = alike(drawn);
      const found = weightedAgreement(sampleOf(units));
      const counts = countsOf(units);
      const single = singleUnits(counts);
      const sums = countAgreement(counts);
      near(found.alpha.value, krippendorffAlpha(sums).value);
      near(found.alphaByDistance.value, krippendorffAlpha(sums, distance).value);
      near(found.percentAgreement.value, percentAgreement(sums).value);
      near(found.gwetAc.value, gwetAc(sums).value);
      if (found.alpha.value !== null) {
        near(
          found.alpha.standardError,
          alphaJackknife(counts, nominalDistance(categories), single).standardError,
        );
        near(found.alphaByDistance.standardError, alphaJackknife(counts, distance, single).standardError);
      }
      for (const { category, value } of weightedSpecificAgreement(units, sampleOf(units).strata))
        near(value, specificAgreement(sums, category).value);
    }),
    runs(60),
  );
});

const weightOf = [1, 4, 0.5];

test('a stratified error is the one of computing everything anew without each cluster', () => {
  fc.assert(
    fc.property(someUnits, (drawn) => {
      const units = drawn.map(([one, other, stratum], at) => ({
        ...{ stratum, weight: weightOf[stratum] ?? 1, codes: [one, other] },
        cluster: at % 3 === 0 ? null : at % 4,
      }));
      const populations = [40, 160, 30];
      const found = weightedAgreement(sampleOf(units, populations));
      const strata = varianceStrata(units, sampleOf(units, populations).strata);
      const anew = stratifiedError(
        strata.map((stratum) => ({
          stratum,
          values: stratum.clusters.map((left) => {
            const factor = stratum.clusters.length / (stratum.clusters.length - 1);
            const rest = units.flatMap((unit, at) => {
              if (left.includes(at)) return [];
              return [stratum.units.includes(at) ? { ...unit, weight: unit.weight * factor } : unit];
            });
            const whole = rest.reduce((sum, { weight }) => sum + weight, 0) / rest.length;
            return alphaByHand(rest.map((unit) => ({ ...unit, weight: unit.weight / whole })));
          }),
        })),
      );
      if (found.alpha.value !== null) near(found.alpha.standardError, anew);
    }),
    runs(60),
  );
});

test('clusters of one unit change nothing', () => {
  fc.assert(
    fc.property(someUnits, (drawn) => {
      const units = drawn.map(([one, other, stratum]) => ({ stratum, weight: 2, codes: [one, other] }));
      const own = units.map((unit, at) => ({ ...unit, cluster: at }));
      expect(weightedAgreement(sampleOf(own))).toEqual(weightedAgreement(sampleOf(units)));
      const { strata } = sampleOf(units);
      expect(weightedSpecificAgreement(own, strata)).toEqual(weightedSpecificAgreement(units, strata));
    }),
    runs(20),
  );
});

test('contacts that are all there twice, as clusters, are as uncertain as when they are there once', () => {
  const once = Array.from({ length: 60 }, (_, at) => ({
    ...{
      stratum: at % 2,
      weight: at % 2 === 0 ? 3 : 1,
      codes: [at % 4, at % 5 === 0 ? (at + 1) % 4 : at % 4],
    },
  }));
  const twice = once.flatMap((unit, at) => [1, 2].map(() => ({ ...unit, cluster: at })));
  const [found, doubled, unclustered] = [
    weightedAgreement(sampleOf(once)),
    weightedAgreement(sampleOf(twice)),
    weightedAgreement(sampleOf(twice.map((unit) => ({ ...unit, cluster: null })))),
  ];
  near(doubled.percentAgreement.standardError, found.percentAgreement.standardError);
  near(doubled.gwetAc.standardError, found.gwetAc.standardError);
  // Alpha's correction for few ratings is by their number: the same up to one of 240.
  expect((doubled.alpha.standardError ?? 0) / (found.alpha.standardError ?? 1)).toBeCloseTo(1, 2);
  const ratio = (unclustered.alpha.standardError ?? 0) / (found.alpha.standardError ?? 1);
  expect(ratio).toBeCloseTo(Math.SQRT1_2, 1);
  expect(doubled.alpha.degreesOfFreedom).toBe(found.alpha.degreesOfFreedom);
  expect([doubled.clusters, doubled.units]).toEqual([60, 120]);
  expect(doubled.percentAgreement.interval?.lower).toBeCloseTo(
    found.percentAgreement.interval?.lower ?? -1,
    9,
  );
  const reasons = weightedSpecificAgreement(once, sampleOf(once).strata);
  for (const [at, reason] of weightedSpecificAgreement(twice, sampleOf(twice).strata).entries())
    near(reason.standardError, reasons[at]?.standardError ?? -1);
  const values = once.map((_, at) => at % 3);
  const { strata } = sampleOf(once);
  near(
    stratifiedMean(
      twice,
      values.flatMap((value) => [value, value]),
      strata,
    ).standardError,
    stratifiedMean(once, values, strata).standardError,
  );
});

function alphaByHand(units: readonly WeightedUnit[]): number | null {
  const votes = Array.from({ length: categories }, () => 0);
  let apart = 0;
  for (const { weight, codes } of units) {
    for (const own of codes) votes[own] = (votes[own] ?? 0) + weight;
    if (codes[0] !== codes[1]) apart += 2 * weight;
  }
  const ratings = votes.reduce((sum, count) => sum + count, 0);
  const expected = ratings ** 2 - votes.reduce((sum, count) => sum + count ** 2, 0);
  return expected < 1e-9 ? null : 1 - ((ratings - 1) * apart) / expected;
}

test('weights stand for what was not drawn: a rare category that was drawn too often does not move the value', () => {
  // 100 contacts of which 90 agree, and 10 of which all disagree, of which 9 of 10 and 10 of 10 were drawn.
  const often = Array.from({ length: 9 }, () => ({ stratum: 0, weight: 10, codes: [0, 0] }));
  const rare = Array.from({ length: 10 }, () => ({ stratum: 1, weight: 1, codes: [1, 2] }));
  const { percentAgreement: share } = weightedAgreement(sampleOf([...often, ...rare], [90, 10]));
  expect(share.value).toBeCloseTo(0.9, 12);
});

test('a stratum that was drawn whole adds no error, and a unit that is alone in its stratum is taken with others', () => {
  const whole = Array.from({ length: 6 }, (_, at) => ({ stratum: 0, weight: 1, codes: [0, at % 2] }));
  const strata = [{ population: 6 }, { population: 50 }, { population: 80 }];
  expect(stratifiedMean(whole, [1, 0, 1, 0, 1, 0], strata)).toMatchObject({ value: 0.5, standardError: 0 });
  const alone = [
    { stratum: 1, weight: 50, codes: [0, 1] },
    { stratum: 2, weight: 80, codes: [1, 1] },
  ];
  expect(varianceStrata([...whole, ...alone], strata)).toEqual([
    expect.objectContaining({ units: [0, 1, 2, 3, 4, 5], unseen: 0 }),
    { units: [6, 7], clusters: [[6], [7]], unseen: 1 - 2 / 130 },
  ]);
  expect(varianceStrata([...whole, ...alone.slice(0, 1)], strata)).toEqual([
    expect.objectContaining({ units: [0, 1, 2, 3, 4, 5, 6], unseen: 1 - 7 / 56 }),
  ]);
});

test('a mean of one stratum has the error of the plain jackknife', () => {
  const values = [3, 1, 4, 1, 5];
  const units = values.map(() => ({ stratum: 0, weight: 2 }));
  const sum = 14;
  const plain = jackknife(values.map((value) => ({ value: (sum - value) / 4, times: 1 })));
  const found = stratifiedMean(units, values, [{ population: 1e12 }]);
  expect(found.value).toBeCloseTo(2.8, 12);
  expect(found.standardError).toBeCloseTo(plain.standardError ?? Number.NaN, 9);
});

test('where all agree the interval is that of Wilson on the effective units', () => {
  const units = Array.from({ length: 10 }, (_, at) => ({ stratum: 0, weight: 1, codes: [at % 2, at % 2] }));
  const found = weightedAgreement(sampleOf(units));
  expect(found).toMatchObject({ tooFew: true, effectiveUnits: 10, disagreeing: 0 });
  // N / (N + 3.84): Wilson 1927.
  expect(found.percentAgreement.interval?.lower).toBeCloseTo(10 / (10 + 1.959964 ** 2), 6);
  expect(found.alpha.interval?.method).toBe('wilson');
});

test('two audits are compared by t, with the degrees of freedom of Welch', () => {
  // By hand: SE = 0.05, df = 0.0025² / (0.0009² / 99 + 0.0016² / 99) = 183.6; R: 2 * pt(-2, 183.6) = 0.04696.
  const found = differenceOf(
    { value: 0.8, standardError: 0.03, units: 100 },
    { value: 0.7, standardError: 0.04, units: 100 },
  );
  expect(found?.t).toBeCloseTo(-2, 9);
  expect(found?.degreesOfFreedom).toBeCloseTo(183.605, 2);
  expect(found?.pValue).toBeCloseTo(0.047, 3);
  expect(
    differenceOf({ value: 1, standardError: 0, units: 9 }, { value: 1, standardError: 0, units: 9 }),
  ).toBeNull();
});
