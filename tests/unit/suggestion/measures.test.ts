import {
  confusionShare,
  countAgreement,
  krippendorffAlpha,
  mergeCounts,
  poissonLowerLimit,
  poissonUpperLimit,
  specificAgreement,
  unitCountsFrom,
} from '../../../src/agreement/statistics';
import type { CoderId } from '../../../src/contact/domain';
import type { ReasonId } from '../../../src/platform/ids';
import { MergeGains } from '../../../src/suggestion/domain/measures/merge-gain';
import { PairCounts } from '../../../src/suggestion/domain/measures/pair-counts';
import { divergenceOf, entropyOf, informationLost } from '../../../src/suggestion/domain/measures/profiles';

test('the limits of a count are those of Garwood: none is below 3.0 at 95 %', () => {
  // R: qgamma(0.95, c(0, 3, 10) + 1), qgamma(0.05, c(3, 10)); tables of Garwood 1936.
  expect([0, 3, 10].map((count) => poissonUpperLimit(count))).toEqual(
    [2.99573, 7.75366, 16.96222].map((limit) => expect.closeTo(limit, 4) as number),
  );
  expect([0, 3, 10].map((count) => poissonLowerLimit(count))).toEqual(
    [0, 0.81769, 5.42541].map((limit) => expect.closeTo(limit, 4) as number),
  );
  expect(poissonUpperLimit(0, 0.99)).toBeCloseTo(4.60517, 4);
});

const patterns = [
  ['a', 'a', 40],
  ['a', 'b', 22],
  ['b', 'b', 30],
  ['a', 'c', 3],
  ['c', 'c', 25],
  ['b', 'c', 2],
] as const;
const ids = ['a', 'b', 'c'];
const coded = patterns.map(([first, second, contacts]) => ({
  codes: [first, second].map((reasonId, at) => ({
    ...{ coderId: `coder-${at}` as CoderId, reasonId: reasonId as ReasonId },
  })),
  contacts,
}));
const pair = { one: 'a' as ReasonId, other: 'b' as ReasonId };
const rowsOf = (given: typeof patterns = patterns): number[][] =>
  given.flatMap(([first, second, contacts]) =>
    Array.from({ length: contacts }, () => ids.map((id) => Number(first === id) + Number(second === id))),
  );

test('confusion and agreement are those of the statistics, and the gain that of merging their counts', () => {
  const counts = countAgreement(unitCountsFrom(rowsOf(), 3));
  const pairs = new PairCounts(coded);
  expect(pairs.confusion(pair)?.value).toBeCloseTo(confusionShare(counts, 0, 1).value ?? 0, 12);
  expect(pairs.specificAgreement(pair.one)?.value).toBeCloseTo(specificAgreement(counts, 0).value ?? 0, 12);
  const alpha = (given: typeof counts): number => krippendorffAlpha(given).value ?? 0;
  const gain = new MergeGains(coded).of(pair);
  expect(gain?.value).toBeCloseTo(alpha(mergeCounts(counts, [0, 0, 1], 2)) - alpha(counts), 12);
  // By hand: the delete-one replicates of the difference, each recomputed from the rows that are left.
  const rows = rowsOf();
  const replicates = rows.map((_, at) => {
    const left = countAgreement(
      unitCountsFrom(
        rows.filter((_row, other) => other !== at),
        3,
      ),
    );
    return alpha(mergeCounts(left, [0, 0, 1], 2)) - alpha(left);
  });
  const mean = replicates.reduce((sum, one) => sum + one, 0) / replicates.length;
  const squares = replicates.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const error = Math.sqrt(((rows.length - 1) / rows.length) * squares);
  const half = ((gain?.interval?.upper ?? 0) - (gain?.interval?.lower ?? 0)) / 2;
  // t(.975, 121) from R: qt(0.975, 121) = 1.979764.
  expect(half / error).toBeCloseTo(1.979764, 4);
});

test('without a coder the codings of the others are left, and of a contact of two nothing', () => {
  const without = new PairCounts(coded).confusion(pair, undefined, new Set(['coder-0' as CoderId]));
  expect(without).toBeNull();
});

test('profiles that are one differ by little, others by much, and the same seed tells the same', () => {
  const one = new Map([
    ['PAID', 400],
    ['REFUSED', 100],
  ]);
  const other = new Map([
    ['PAID', 90],
    ['REFUSED', 410],
  ]);
  const alike = divergenceOf(one, one, 7);
  expect(alike.interval.upper).toBeLessThan(0.05);
  expect(divergenceOf(one, other, 7).interval.lower).toBeGreaterThan(0.2);
  expect(divergenceOf(one, other, 7)).toEqual(divergenceOf(one, other, 7));
  expect(informationLost(one, one)).toBeCloseTo(0, 12);
  expect(
    entropyOf(
      new Map([
        ['A', 50],
        ['B', 50],
      ]),
    ),
  ).toEqual({ value: 1, standardError: 0 });
});
