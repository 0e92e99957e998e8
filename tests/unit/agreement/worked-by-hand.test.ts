import {
  conditionalAgreement,
  confusionShare,
  countAgreement,
  cutAtLevel,
  dawidSkene,
  distanceOfSets,
  fleissKappa,
  krippendorffAlpha,
  levelDistance,
  linearisedError,
  noChance,
  pairAgreement,
  percentAgreement,
  schemeWeights,
  specificAgreement,
  unitCountsFrom,
  unweighted,
  wuPalmerDistance,
} from '../../../src/agreement/statistics';

const counts = (rows: readonly (readonly number[])[], categories: number) =>
  countAgreement(unitCountsFrom(rows, categories));

describe('numbers worked out by hand', () => {
  // Units aa and ab: coincidences aa 2, ab 1, ba 1; four ratings, three of them a.
  const stored = counts(
    [
      [2, 0],
      [1, 1],
    ],
    2,
  );

  it('two units, one of them disagreed on', () => {
    expect(percentAgreement(stored).value).toBe(0.5);
    expect(krippendorffAlpha(stored)).toMatchObject({
      value: 0,
      observedDisagreement: 0.5,
      expectedDisagreement: 0.5,
    });
    expect(specificAgreement(stored, 0).value).toBeCloseTo(2 / 3, 15);
    expect(specificAgreement(stored, 1).value).toBe(0);
    expect(conditionalAgreement(stored, 0, 1).value).toBeCloseTo(1 / 3, 15);
    expect(pairAgreement(stored, 0, 1).value).toBeCloseTo(2 / 3, 15);
    expect(confusionShare(stored, 0, 1).value).toBe(0.5);
  });

  it('agreement on a where the choice was a or b is not agreement on b there', () => {
    expect(pairAgreement(stored, 1, 0).value).toBe(0);
  });

  it('weights of a scale 1, 2, 4: by value, by position, and all of them 1 on the diagonal', () => {
    expect([...schemeWeights('linear', [1, 2, 4]).values].map(rounded)).toEqual([
      1, 0.667, 0, 0.667, 1, 0.333, 0, 0.333, 1,
    ]);
    expect([...schemeWeights('ordinal', [1, 2, 4]).values].map(rounded)).toEqual([
      1, 0.667, 0, 0.667, 1, 0.667, 0, 0.667, 1,
    ]);
    expect([...schemeWeights('quadratic', [1, 2, 4]).values].map(rounded)).toEqual([
      1, 0.889, 0, 0.889, 1, 0.556, 0, 0.556, 1,
    ]);
    expect(schemeWeights('bipolar', [7]).values).toEqual(Float64Array.of(1));
  });

  it('a tree: half way apart in a branch, all the way across branches', () => {
    const paths = [['Bill', 'Fee'], ['Bill', 'Refund'], ['Login']];
    expect([...wuPalmerDistance(paths).values]).toEqual([0, 0.5, 1, 0.5, 0, 1, 1, 1, 0]);
    expect([...levelDistance(paths).values]).toEqual([0, 0.5, 1, 0.5, 0, 1, 1, 1, 0]);
    expect(cutAtLevel(paths, 1)).toEqual({ branches: ['Bill', 'Login'], branchOf: [0, 0, 1] });
  });

  it('sets of labels: Jaccard, MASI and its two relatives', () => {
    const distances = (one: string[], other: string[]): number[] =>
      (['jaccard', 'masi', 'masiByFactors', 'setRelation'] as const).map((kind) =>
        rounded(distanceOfSets(kind, one, other)),
      );
    expect(distances(['A', 'B'], ['A'])).toEqual([0.5, 0.667, 0.167, 0.333]);
    expect(distances(['A', 'B'], ['A', 'C'])).toEqual([0.667, 0.889, 0.444, 0.667]);
    expect(distances(['A'], ['B'])).toEqual([1, 1, 1, 1]);
    expect(distances([], [])).toEqual([0, 0, 0, 0]);
    expect(distances(['B', 'A'], ['A', 'B', 'A'])).toEqual([0, 0, 0, 0]);
  });

  it('singletons: everybody agrees in three units of four, the fourth was rated once; no doubt about the agreement', () => {
    const units = unitCountsFrom(
      [
        [2, 0],
        [2, 0],
        [0, 2],
        [1, 0],
      ],
      2,
    );
    const weights = unweighted(2);
    expect(linearisedError(units, weights, { ...noChance(units), form: 'forSingletons' })).toBe(0);
    expect(linearisedError(units, weights, { ...noChance(units), form: 'asPublished' })).toBeCloseTo(
      1 / 3,
      12,
    );
  });

  it('singletons can push Fleiss below -1, alpha they leave alone: one pair that disagrees and three rated once', () => {
    // Shares of a: (1/2 + 1 + 1 + 0) / 4 = 5/8, chance 34/64, (0 - 34/64) / (30/64); with a, a, a: 7/8, chance 50/64.
    const mixed = counts(
      [
        [1, 1],
        [1, 0],
        [1, 0],
        [0, 1],
      ],
      2,
    );
    const oneSided = counts(
      [
        [1, 1],
        [1, 0],
        [1, 0],
        [1, 0],
      ],
      2,
    );
    expect(fleissKappa(mixed).value).toBeCloseTo(-34 / 30, 12);
    expect(fleissKappa(oneSided).value).toBeCloseTo(-50 / 14, 12);
    expect([krippendorffAlpha(mixed).value, krippendorffAlpha(oneSided).value]).toEqual([0, 0]);
  });

  it('latent truth: an item without votes has no posterior; two careful coders outvote a careless third', () => {
    const votes = [0, 1, 2, 3, 4, 5].flatMap((item) =>
      [item % 2, item % 2, item < 2 ? 1 - (item % 2) : item % 2].map((category, coder) => ({
        item,
        coder,
        category,
      })),
    );
    const model = dawidSkene(votes, { items: 7, coders: 3, categories: 2, pseudoCount: 0.5 });
    expect(model.labels).toEqual([0, 1, 0, 1, 0, 1, null]);
    expect(model.posteriors[6]).toBeNull();
    expect(model.converged).toBe(true);
  });
});

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
