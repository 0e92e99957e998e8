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
import type { CodedAlike } from '../../../src/consistency/domain';
import type { CoderId } from '../../../src/contact/domain';
import type { Translation } from '../../../src/figures/domain';
import type { ReasonId } from '../../../src/platform/ids';
import { restatedCodings } from '../../../src/suggestion/domain';
import { MergeGains } from '../../../src/suggestion/domain/measures/merge-gain';
import { PairCounts } from '../../../src/suggestion/domain/measures/pair-counts';
import { divergenceOf, entropyOf, informationLost } from '../../../src/suggestion/domain/measures/profiles';
import { reasonId, treeOf } from '../calibration/support';
import { coded as codedOf } from '../consistency/evidence';

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

test('contacts that stand for several count as so many, and codings are those that there are', () => {
  const weighed = coded.map((pattern, at) => ({ ...pattern, weight: at % 2 === 0 ? 0.5 : 1.5 }));
  const repeated = coded.map((pattern, at) => ({
    ...pattern,
    contacts: pattern.contacts * (at % 2 === 0 ? 1 : 3),
  }));
  const [one, other] = [new PairCounts(weighed), new PairCounts(repeated)];
  const confusion = one.confusion(pair);
  expect(confusion?.value).toBeCloseTo(other.confusion(pair)?.value ?? -1, 12);
  // 22 mixed up with 1.5: 66 / (2 x 20 + 2 x 33 + 2 x 15 + 1.5 x 3 + 1.5 x 2).
  expect(confusion?.value).toBeCloseTo(66 / (40 + 66 + 30 + 4.5 + 3), 12);
  expect(confusion?.codings).toBe(new PairCounts(coded).confusion(pair)?.codings);
  expect(one.specificAgreement(pair.one)?.value).toBeCloseTo(
    other.specificAgreement(pair.one)?.value ?? -1,
    12,
  );
  const gain = new MergeGains(weighed).of(pair);
  expect(gain?.contacts).toBe(122);
  expect(gain?.value).toBeCloseTo(new MergeGains(repeated).of(pair)?.value ?? -1, 2);
  const plain = new MergeGains(coded).of(pair);
  expect(new MergeGains(coded.map((pattern) => ({ ...pattern, weight: 1 }))).of(pair)).toEqual(plain);
});

test('codes of another version count as what they became, and contacts with others are left out with the cause', () => {
  const tree = treeOf(['a', null], ['b', null]);
  const [a, b, old, gone] = ['a', 'b', 'old', 'gone'].map(reasonId) as [
    ReasonId,
    ReasonId,
    ReasonId,
    ReasonId,
  ];
  const correspondence = {
    translate: (given: ReasonId, version: number): Translation => {
      if (version === 2) return { kind: 'SAME' };
      return given === old
        ? { kind: 'RESTATED', targets: [{ reasonId: b, share: 1 }] }
        : given === gone
          ? { kind: 'BREAK', cause: 'SCOPE_CHANGED' }
          : { kind: 'SAME' };
    },
  };
  const evidence = (reasons: readonly [ReasonId, ReasonId], given: Partial<CodedAlike>): CodedAlike =>
    codedOf(
      reasons.map((reason, at) => [`coder-${at}`, reason] as const),
      given,
    );
  const { patterns: found, leftOut } = restatedCodings(
    [
      evidence([a, old], { contacts: 6, weight: 10 }),
      evidence([a, a], { contacts: 4, weight: 30 }),
      evidence([a, gone], { contacts: 3, exerciseId: 'audit-2' }),
      evidence([a, b], { version: 2, contacts: 2, exerciseId: 'audit-3' }),
    ],
    { tree, correspondence },
  );
  expect(leftOut).toEqual([{ cause: 'SCOPE_CHANGED', contacts: 3 }]);
  // (6 x 10 + 4 x 30) / 10 contacts: 18.
  expect(
    found.map(({ codes, contacts, weight }) => [codes.map((one) => one.reasonId), contacts, weight]),
  ).toEqual([
    [[a, b], 6, expect.closeTo(10 / 18, 12)],
    [[a, a], 4, expect.closeTo(30 / 18, 12)],
    [[a, b], 2, 1],
  ]);
});

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
