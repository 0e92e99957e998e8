import { wilsonInterval, type Interval } from '../../agreement/statistics';
import type { CoderId } from '../../contact/domain';
import type { ReasonId } from '../../platform/ids';

/** How often a coder gave an answer to items that were adjudicated to be of a reason. */
export interface CoachingCount {
  readonly coderId: CoderId;
  /** As it was adjudicated. */
  readonly reasonId: ReasonId;
  /** What the coder said: a reason's id, or the outcome where it is none. */
  readonly answer: string;
  readonly count: number;
}

export interface CoachingRule {
  /** Fewer adjudicated items than this say nothing of a coder. */
  readonly minimum: number;
  /** Agreement below this is listed. */
  readonly below: number;
}

/** A coder and a reason worth talking about. */
export interface CoachingEntry {
  readonly coderId: CoderId;
  readonly reasonId: ReasonId;
  /** Adjudicated items of the reason that the coder coded. */
  readonly items: number;
  /** Of them, those that the coder coded so. Null: hidden. */
  readonly agreeing: number | null;
  readonly agreement: number | null;
  readonly interval: Interval | null;
  readonly hiddenBecause: 'TOO_FEW_ITEMS' | null;
  /** What the coder said most often instead; null: hidden, or nothing else. */
  readonly confusion: { readonly answer: string; readonly count: number } | null;
}

/**
 * Where a coder agrees little with adjudication: agreement as a share (0 to 1) with its Wilson interval, the lowest
 * first. Where a coder coded fewer items of a reason than the minimum and not all of them so, the entry is there with
 * its figures hidden, since one slip is no pattern; those come last.
 *
 * @example coachingList([{ coderId, reasonId, answer: other, count: 5 }], { minimum: 5, below: 0.8 })
 * // [{ coderId, reasonId, items: 5, agreeing: 0, agreement: 0, confusion: { answer: other, count: 5 }, ... }]
 */
export function coachingList(counts: readonly CoachingCount[], rule: CoachingRule): readonly CoachingEntry[] {
  const groups = new Map<string, CoachingCount[]>();
  for (const count of counts) {
    const name = `${count.coderId} ${count.reasonId}`;
    groups.set(name, [...(groups.get(name) ?? []), count]);
  }
  return [...groups.values()].flatMap((group) => entryOf(group, rule)).toSorted(byNeed);
}

function entryOf(
  group: readonly CoachingCount[],
  { minimum, below }: CoachingRule,
): readonly CoachingEntry[] {
  const [first] = group;
  if (first === undefined) return [];
  const { coderId, reasonId } = first;
  const items = sum(group);
  const agreeing = sum(group.filter(({ answer }) => answer === reasonId));
  if (agreeing / items >= below) return [];
  if (items < minimum) {
    const hidden = { agreeing: null, agreement: null, interval: null, confusion: null } as const;
    return [{ coderId, reasonId, items, ...hidden, hiddenBecause: 'TOO_FEW_ITEMS' }];
  }
  const [confusion] = group
    .filter(({ answer }) => answer !== reasonId)
    .toSorted((one, other) => other.count - one.count || (one.answer < other.answer ? -1 : 1));
  return [
    {
      ...{ coderId, reasonId, items, agreeing, agreement: agreeing / items, hiddenBecause: null },
      interval: wilsonInterval(agreeing, items),
      confusion: confusion === undefined ? null : { answer: confusion.answer, count: confusion.count },
    },
  ];
}

const sum = (counts: readonly CoachingCount[]): number =>
  counts.reduce((total, { count }) => total + count, 0);

/** The lowest agreement first, the more certain of two alike before the other; hidden ones last. */
const byNeed = (one: CoachingEntry, other: CoachingEntry): number =>
  (one.agreement ?? 2) - (other.agreement ?? 2) ||
  other.items - one.items ||
  (`${one.coderId} ${one.reasonId}` < `${other.coderId} ${other.reasonId}` ? -1 : 1);
