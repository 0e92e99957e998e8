import fc from 'fast-check';
import {
  alphaJackknife,
  alphaOfRatings,
  alphaReplicatesRecomputed,
  brennanPrediger,
  chanceCorrectedJackknife,
  clustersOf,
  cohenKappa,
  congerJackknife,
  congerKappa,
  countAgreement,
  distanceOf,
  eachUnit,
  fleissKappa,
  gwetAc,
  jackknife,
  krippendorffAlpha,
  lightJackknife,
  lightKappa,
  nominalDistance,
  ordinalDistance,
  pairableVotes,
  pairTableJackknife,
  pairTableOf,
  percentAgreement,
  positions,
  schemeWeights,
  scottPi,
  singleUnits,
  specificAgreement,
  specificAgreementJackknife,
  unitCounts,
  type Distance,
  type Ratings,
} from '../../../src/agreement/statistics';
import { jackknifeByRecomputing, range, ratingsOfItem, someRatings } from './support/generated';

const countsOf = (ratings: Ratings) => countAgreement(unitCounts(ratings));

function expectSame(actual: number | null, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else expect(actual).toBeCloseTo(expected, 9);
}

const gradedDistance = (size: number): Distance =>
  distanceOf(range(size).map((row) => range(size).map((column) => Math.abs(row - column) / size)));

describe('the jackknife from sums is the jackknife', () => {
  it('alpha straight from the ratings is alpha from counts, with the same jackknife', () => {
    const manyCoders = someRatings({ items: 10, coders: 12, categories: 4 });
    fc.assert(
      fc.property(fc.oneof(someRatings(), manyCoders), (ratings) => {
        const units = unitCounts(ratings);
        for (const distance of [nominalDistance(ratings.categories), gradedDistance(ratings.categories)]) {
          const direct = alphaOfRatings(ratings, distance);
          const bySums = alphaJackknife(units, distance, singleUnits(units));
          expectSame(direct.value, krippendorffAlpha(countsOf(ratings), distance).value);
          if (direct.value !== null) expectSame(direct.standardError, bySums.standardError);
          expect(direct.units).toBe(bySums.replicates);
        }
      }),
    );
  });

  it('the jackknife by sums is the jackknife by recomputing', () => {
    fc.assert(
      fc.property(someRatings({ items: 9, coders: 3, categories: 3 }), (ratings) => {
        const units = unitCounts(ratings);
        const weights = schemeWeights('linear', positions(ratings.categories));
        const isPairable = (item: number): boolean => ratingsOfItem(ratings, item).length >= 2;
        const isRated = (item: number): boolean => ratingsOfItem(ratings, item).length >= 1;
        const design = { weights, groups: singleUnits(units) };
        const distance = gradedDistance(ratings.categories);
        expectSame(
          alphaJackknife(units, distance, singleUnits(units)).standardError,
          jackknifeByRecomputing(
            ratings,
            (left) => krippendorffAlpha(countsOf(left), distance).value,
            isPairable,
          ),
        );
        const shares = [
          ['gwet_ac', gwetAc],
          ['fleiss_kappa', fleissKappa],
          ['brennan_prediger', brennanPrediger],
        ] as const;
        for (const [name, coefficient] of shares) {
          expectSame(
            chanceCorrectedJackknife(name, units, design).standardError,
            jackknifeByRecomputing(ratings, (left) => coefficient(countsOf(left), weights).value, isRated),
          );
        }
        expectSame(
          specificAgreementJackknife(units, 0, singleUnits(units)).standardError,
          jackknifeByRecomputing(ratings, (left) => specificAgreement(countsOf(left), 0).value, isPairable),
        );
        const conger = (left: Ratings): number | null =>
          congerKappa(left, percentAgreement(countsOf(left), weights).value, weights).value;
        expectSame(
          congerJackknife(ratings, units, { weights, groups: eachUnit(units) }).standardError,
          jackknifeByRecomputing(ratings, conger, isRated),
        );
      }),
    );
  });

  it('the jackknife of two coders from their table is the jackknife by recomputing', () => {
    fc.assert(
      fc.property(someRatings({ items: 9, coders: 2, categories: 3 }), (ratings) => {
        if (ratings.coders < 2) return;
        const weights = schemeWeights('quadratic', positions(ratings.categories));
        const isCommon = (item: number): boolean => ratingsOfItem(ratings, item).length === 2;
        const table = pairTableOf(ratings, 0, 1);
        for (const [name, coefficient] of [
          ['cohen_kappa', cohenKappa],
          ['scott_pi', scottPi],
        ] as const) {
          expectSame(
            pairTableJackknife(name, table, weights).standardError,
            jackknifeByRecomputing(
              ratings,
              (left) => coefficient(pairTableOf(left, 0, 1), weights).value,
              isCommon,
            ),
          );
        }
        if (cohenKappa(table, weights).value === null) return;
        expectSame(
          lightJackknife(ratings, weights).standardError,
          jackknifeByRecomputing(ratings, (left) => lightKappa(left, weights).value, isCommon),
        );
      }),
    );
  });

  it('the jackknife of an ordinal alpha makes the distance anew for each replicate', () => {
    fc.assert(
      fc.property(someRatings({ items: 8, coders: 3, categories: 3 }), (ratings) => {
        const units = unitCounts(ratings);
        const ordinal = (left: Ratings): number | null => {
          const counts = countsOf(left);
          return krippendorffAlpha(counts, ordinalDistance(pairableVotes(counts))).value;
        };
        expectSame(
          jackknife(alphaReplicatesRecomputed(units, ordinalDistance, singleUnits(units))).standardError,
          jackknifeByRecomputing(ratings, ordinal, (item) => ratingsOfItem(ratings, item).length >= 2),
        );
      }),
    );
  });

  it('clusters of one unit each give the jackknife by unit', () => {
    fc.assert(
      fc.property(someRatings(), (ratings) => {
        const units = unitCounts(ratings);
        const distance = nominalDistance(ratings.categories);
        const clusters = clustersOf(units, range(ratings.items).map(String));
        expectSame(
          alphaJackknife(units, distance, clusters).standardError,
          alphaJackknife(units, distance, singleUnits(units)).standardError,
        );
      }),
    );
  });
});
