import fc from 'fast-check';
import {
  agreementReport,
  brennanPrediger,
  congerKappa,
  countAgreement,
  distanceOf,
  entriesOf,
  fleissKappa,
  gwetAc,
  krippendorffAlpha,
  krippendorffMetrics,
  lightKappa,
  linearisedError,
  gwetPerUnit,
  mergeCounts,
  percentAgreement,
  positions,
  schemeWeights,
  unitCounts,
  unweighted,
  weightSchemes,
  withoutUnit,
  withUnit,
  type Distance,
  type Ratings,
} from '../../../src/agreement/statistics';
import { range, ratingsOfItem, reordered, someRatings } from './support/generated';

const countsOf = (ratings: Ratings) => countAgreement(unitCounts(ratings));

const someDistance = (size: number): fc.Arbitrary<Distance> =>
  fc
    .array(fc.integer({ min: 1, max: 9 }), { minLength: size * size, maxLength: size * size })
    .map((values) =>
      distanceOf(
        range(size).map((row) =>
          range(size).map((column) =>
            row === column ? 0 : (values[Math.min(row, column) * size + Math.max(row, column)] ?? 1) / 9,
          ),
        ),
      ),
    );

const withDistance = someRatings().chain((ratings) =>
  someDistance(ratings.categories).map((distance) => ({ ratings, distance })),
);

/** Alpha from its definition by pairs of ratings, without coincidences. */
function alphaByPairs(ratings: Ratings, distance: Distance): number | null {
  const units = range(ratings.items)
    .map((item) => ratingsOfItem(ratings, item))
    .filter((unit) => unit.length >= 2);
  const between = (one: number, other: number): number => distance.values[one * distance.size + other] ?? NaN;
  const all = units.flat();
  const sumOfPairs = (values: readonly number[]): number =>
    values.reduce(
      (sum, one, at) =>
        sum + values.reduce((own, other, index) => own + (at === index ? 0 : between(one, other)), 0),
      0,
    );
  const observed = units.reduce((sum, unit) => sum + sumOfPairs(unit) / (unit.length - 1), 0) / all.length;
  const expected = sumOfPairs(all) / (all.length * (all.length - 1));
  return units.length === 0 || expected === 0 ? null : 1 - observed / expected;
}

function expectSame(actual: number | null, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else expect(actual).toBeCloseTo(expected, 9);
}

const numbersIn = (value: unknown): number[] => {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
};

describe('agreement statistics obey their laws', () => {
  it('the order of units and of coders never matters, to the last bit', () => {
    const shuffledRatings = someRatings().chain((ratings) =>
      fc.record({
        ratings: fc.constant(ratings),
        items: fc.shuffledSubarray(range(ratings.items), { minLength: ratings.items }),
        coders: fc.shuffledSubarray(range(ratings.coders), { minLength: ratings.coders }),
      }),
    );
    fc.assert(
      fc.property(shuffledRatings, ({ ratings, items, coders }) => {
        const other = reordered(ratings, items, coders);
        expect(countsOf(other)).toEqual(countsOf(ratings));
        const weights = schemeWeights('quadratic', positions(ratings.categories));
        for (const coefficient of [percentAgreement, gwetAc, fleissKappa, brennanPrediger]) {
          expect(coefficient(countsOf(other), weights)).toEqual(coefficient(countsOf(ratings), weights));
        }
        expect(krippendorffAlpha(countsOf(other))).toEqual(krippendorffAlpha(countsOf(ratings)));
        expectSame(lightKappa(other).value, lightKappa(ratings).value);
        const observed = percentAgreement(countsOf(ratings)).value;
        expectSame(congerKappa(other, observed).value, congerKappa(ratings, observed).value);
      }),
    );
  });

  it('adding a unit and taking it out again restores the counts', () => {
    const unit = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(someRatings({ items: 8, coders: 4, categories: 4 }), unit, (ratings, amounts) => {
        const counts = countsOf({ ...ratings, categories: 4 });
        const entries = amounts.map((amount, category): [number, number] => [category, amount]);
        expect(withoutUnit(withUnit(counts, entries), entries)).toEqual(counts);
      }),
    );
  });

  it('counting unit by unit and counting at once give the same counts', () => {
    fc.assert(
      fc.property(someRatings(), (ratings) => {
        const units = unitCounts(ratings);
        const stepwise = range(units.units).reduce(
          (counts, unit) => withUnit(counts, entriesOf(units, unit)),
          countAgreement(unitCounts({ ...ratings, items: 0, codes: new Int32Array(0) })),
        );
        expect(stepwise).toEqual(countAgreement(units));
      }),
    );
  });

  it('merging categories never lowers percent agreement', () => {
    fc.assert(
      fc.property(
        someRatings(),
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 4 }),
        (ratings, target) => {
          const before = percentAgreement(countsOf(ratings)).value;
          const after = percentAgreement(mergeCounts(countsOf(ratings), target, 2)).value;
          if (before === null || after === null) expect(after).toBe(before);
          else expect(after).toBeGreaterThanOrEqual(before - 1e-12);
        },
      ),
    );
  });

  it('alpha from coincidences is alpha from its definition by pairs', () => {
    fc.assert(
      fc.property(withDistance, ({ ratings, distance }) => {
        expectSame(krippendorffAlpha(countsOf(ratings), distance).value, alphaByPairs(ratings, distance));
      }),
    );
  });

  it('the two linearised forms are equal where no unit is rated once', () => {
    fc.assert(
      fc.property(someRatings({ items: 12, coders: 3, categories: 3 }), (ratings) => {
        const units = unitCounts(ratings);
        if (units.sizes.some((size) => size < 2) || ratings.categories < 2) return;
        const weights = unweighted(ratings.categories);
        const chance = gwetPerUnit(units, weights);
        expectSame(
          linearisedError(units, weights, { ...chance, form: 'forSingletons' }),
          linearisedError(units, weights, { ...chance, form: 'asPublished' }),
        );
      }),
    );
  });

  it('no number of a report is NaN or infinite, and a missing one has its cause', () => {
    const methods = [
      'linearised',
      'linearisedForSingletons',
      'jackknife',
      'asymptotic',
      'bootstrap',
    ] as const;
    fc.assert(
      fc.property(
        someRatings({ items: 6, coders: 3, categories: 3 }),
        fc.constantFrom(...weightSchemes),
        fc.constantFrom(...methods),
        fc.constantFrom(undefined, ...krippendorffMetrics),
        (ratings, weights, standardError, metric) => {
          const names = range(ratings.categories).map(String);
          const data = {
            kind: 'ratings',
            ratings,
            items: range(ratings.items).map(String),
            coders: ['a', 'b', 'c'],
          } as const;
          const report = agreementReport(data, {
            categories: names,
            levels: range(ratings.categories),
            weights,
            standardError,
            ...(metric === undefined ? {} : { metric }),
            bootstrap: { seed: 1, resamples: 20, level: 0.95 },
          });
          if (!report.ok) throw new Error(JSON.stringify(report.problem));
          for (const statistic of report.value.statistics) {
            expect((statistic.value === null) === (statistic.undefinedBecause !== null)).toBe(true);
            for (const number of numbersIn(statistic)) expect(Number.isFinite(number)).toBe(true);
          }
        },
      ),
    );
  });
});
