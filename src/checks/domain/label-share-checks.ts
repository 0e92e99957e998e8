import { benjaminiHochberg, compareProfiles } from '../../agreement/statistics';
import type { CoderId } from '../../contact/domain';
import type { ReasonId } from '../../platform/ids';
import { fewestContacts, observedResult, withoutData, type CheckResult } from './check-result';
import type { CheckLimits } from './check-settings';

/** How often a coder gave each reason. */
export type LabelCounts = ReadonlyMap<CoderId, ReadonlyMap<ReasonId, number>>;

/**
 * Reasons of which less than this is to be expected in the smaller span count as one: with cells that are nearly empty the
 * test cries wolf up to four times as often as it says (Cochran 1954, Biometrics 10:417-451).
 */
const fewestExpected = 5;

/**
 * Whether each coder gives reasons in other shares than before: the weighted Jensen-Shannon divergence of the two spans, in
 * bits, with the G test that it is (2 N ln 2 times it), adjusted over the coders after Benjamini and Hochberg. FAIL where it
 * moved further than the limit and chance does not move it as far. Without 20 contacts in each span there are no data.
 *
 * Both spans are of one version: shares in two of them are of two lists.
 *
 * @example labelShareChecks({ before, now }, limits)[0].observed // 0.08
 */
export function labelShareChecks(
  { before, now }: { readonly before: LabelCounts; readonly now: LabelCounts },
  limits: Pick<CheckLimits, 'labelShareBits' | 'falseDiscoveryRate'>,
): readonly CheckResult[] {
  const coders = [...new Set([...now.keys(), ...before.keys()])].sort();
  const compared = coders.map((coderId) => comparisonOf(coderId, { before, now }));
  const adjusted = benjaminiHochberg(compared.map(({ pValue }) => pValue));
  return compared.map(({ coderId, divergence, n, fewest }, at): CheckResult => {
    const about = { kind: 'LABEL_SHARES', coderId, limit: limits.labelShareBits } as const;
    if (divergence === null)
      return withoutData(about, { cause: fewest === 0 ? 'NO_CONTACTS' : 'TOO_FEW', n });
    const adjustedP = adjusted[at] ?? null;
    const isBeyondChance = adjustedP !== null && adjustedP <= limits.falseDiscoveryRate;
    const outcome = isBeyondChance && divergence > limits.labelShareBits ? 'FAIL' : 'PASS';
    return observedResult(about, { outcome, observed: divergence, n, adjustedP });
  });
}

interface Compared {
  readonly coderId: CoderId;
  readonly n: number;
  readonly fewest: number;
  readonly divergence: number | null;
  readonly pValue: number | null;
}

function comparisonOf(
  coderId: CoderId,
  { before, now }: { readonly before: LabelCounts; readonly now: LabelCounts },
): Compared {
  const [earlier, later] = [before.get(coderId) ?? nothing, now.get(coderId) ?? nothing];
  const [first, second] = profiles(earlier, later);
  const [n1, n2] = [total(first), total(second)];
  const fewest = Math.min(n1, n2);
  if (fewest < fewestContacts) return { coderId, n: n1 + n2, fewest, divergence: null, pValue: null };
  const { divergence, pValue } = compareProfiles(first, second);
  return { coderId, n: n1 + n2, fewest, divergence: divergence.value, pValue };
}

const nothing: ReadonlyMap<ReasonId, number> = new Map();

function profiles(
  earlier: ReadonlyMap<ReasonId, number>,
  later: ReadonlyMap<ReasonId, number>,
): readonly [readonly number[], readonly number[]] {
  const labels = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  const pairs = labels.map((label) => [earlier.get(label) ?? 0, later.get(label) ?? 0] as const);
  const [n1, n2] = [total(pairs.map(([one]) => one)), total(pairs.map(([, two]) => two))];
  const smaller = Math.min(n1, n2) / (n1 + n2);
  const isRare = ([one, two]: readonly [number, number]): boolean => (one + two) * smaller < fewestExpected;
  const rare = pairs.filter(isRare);
  const kept = [
    ...pairs.filter((pair) => !isRare(pair)),
    ...(rare.length === 0
      ? []
      : [[total(rare.map(([one]) => one)), total(rare.map(([, two]) => two))] as const]),
  ];
  return [kept.map(([one]) => one), kept.map(([, other]) => other)];
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
