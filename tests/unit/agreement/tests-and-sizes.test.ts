import {
  bootstrap,
  compareProfiles,
  ewma,
  pairTableFrom,
  quantile,
  seededRandom,
  smallSampleInterval,
  stuartMaxwellTest,
  unitsForAlphaDrop,
  unitsForKappaTest,
  unitsNeeded,
  usualEwma,
} from '../../../src/agreement/statistics';

describe('tests, samples and sizes worked out by hand', () => {
  it('the G test is 2 SUM observed ln(observed / expected): 10, 20, 70 against 30, 30, 40', () => {
    const [one, other] = [
      [10, 20, 70],
      [30, 30, 40],
    ] as const;
    const byHand = [...one, ...other].reduce((sum, count, at) => {
      const expected = ((one[at % 3] ?? 0) + (other[at % 3] ?? 0)) / 2;
      return sum + 2 * count * Math.log(count / expected);
    }, 0);
    const { statistic, degreesOfFreedom, pValue } = compareProfiles(one, other);
    expect(statistic.value).toBeCloseTo(byHand, 10);
    expect(degreesOfFreedom).toBe(2);
    expect(pValue).toBeCloseTo(Math.exp(-byHand / 2), 12);
  });

  it('a moving average and its limits, which a value that is not known leaves as they are', () => {
    const [first, unknown, second, third] = ewma([1, null, -2, -4], usualEwma);
    expect(first).toMatchObject({ average: 0.2, signals: false });
    expect(first?.limit).toBeCloseTo(2.7 * 0.2, 12);
    expect(first?.pValue).toBeCloseTo(0.31731050786, 9); // One standard error.
    expect(unknown).toBeNull();
    expect(second?.average).toBeCloseTo(0.2 * -2 + 0.8 * 0.2, 12);
    // √(1 / 9 x (1 - 0.8⁴)) = 0.25612.
    expect(second?.limit).toBeCloseTo(2.7 * Math.sqrt(0.5904 / 9), 12);
    expect(third?.average).toBeCloseTo(-0.992, 12);
    expect(third).toMatchObject({ signals: true });
  });

  it('quantiles of sorted values by interpolation, and a bootstrap that repeats itself', () => {
    expect(quantile(Float64Array.of(1, 2, 3, 4), 0.5)).toBe(2.5);
    const meanOf = (times: Int32Array): number =>
      times.reduce((sum, drawn, unit) => sum + drawn * unit, 0) / 20;
    const options = { seed: 3, resamples: 500, level: 0.95 };
    expect(bootstrap(20, meanOf, options)).toEqual(bootstrap(20, meanOf, options));
    expect(bootstrap(20, () => null, options)).toEqual({
      standardError: null,
      interval: null,
      undefinedResamples: 500,
    });
    expect(seededRandom(1)()).toBe(seededRandom(1)());
  });

  it('too few units: ten that all agree give alpha at least .445 when half would disagree by chance', () => {
    expect(smallSampleInterval({ observed: 0, expected: 0.5, units: 10 })?.lower).toBeCloseTo(
      1 - (1 - 0.7225) / 0.5,
      3,
    );
    expect(smallSampleInterval({ observed: 2.5, expected: 3, units: 10 })).toBeNull();
  });

  it('sizes: a spread of .52 to within .1 needs 104; a drop of .1 at .48 needs 362', () => {
    expect(unitsNeeded(0.52, 0.1)).toBe(104);
    expect(unitsForAlphaDrop({ spreadPerUnit: 0.48, drop: 0.1 })).toBe(362);
  });

  it('a kappa that no table has is refused, and so are equal kappas', () => {
    const test = { kappa: 0.9, kappaUnderNull: 0.4, alpha: 0.05, power: 0.8, twoSided: true };
    expect(unitsForKappaTest([0.1, 0.6], test)).toMatchObject({
      ok: false,
      problem: { kind: 'IMPOSSIBLE_TABLE' },
    });
    expect(unitsForKappaTest([0.5, 0.5], { ...test, kappa: 0.4 })).toMatchObject({ ok: false });
  });

  it('disagreements that fall into two parts cost one degree of freedom each', () => {
    const table = pairTableFrom([
      [5, 3, 0, 0],
      [1, 5, 0, 0],
      [0, 0, 5, 4],
      [0, 0, 2, 5],
    ]);
    // Each part is McNemar's test: (3 - 1)² / 4 + (4 - 2)² / 6.
    expect(stuartMaxwellTest(table)).toMatchObject({
      value: expect.closeTo(1 + 4 / 6, 12),
      degreesOfFreedom: 2,
    });
  });

  it('categories with equal totals are kept, categories without disagreement are not', () => {
    const rotating = pairTableFrom([
      [5, 2, 0],
      [0, 5, 2],
      [2, 0, 5],
    ]);
    expect(stuartMaxwellTest(rotating)).toMatchObject({ value: 0, degreesOfFreedom: 2, pValue: 1 });
    expect(
      stuartMaxwellTest(
        pairTableFrom([
          [5, 0],
          [0, 5],
        ]),
      ),
    ).toMatchObject({ undefinedBecause: 'NO_DISAGREEMENT' });
  });
});
