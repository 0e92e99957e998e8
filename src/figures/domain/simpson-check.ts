import { shareDifference, type Interval } from '../../agreement/statistics';
import { byCodeUnits } from '../../platform/text';
import { figure, noFigure, sumOf, type Figure } from './share';
import { directionOf, type Direction } from './trends';

/** What is compared between two periods. */
export const comparedMeasures = [
  'CONTACT_RATE',
  'RESIDUAL_SHARE',
  'TOP_BOX_SHARE',
  'ESCALATION_SHARE',
] as const;
export type ComparedMeasure = (typeof comparedMeasures)[number];

export const strataKinds = ['CHANNEL', 'SEGMENT', 'DEPARTMENT'] as const;
export type StrataKind = (typeof strataKinds)[number];

/** A count of something and what it is a part of, or a rate over. */
export interface Counted {
  readonly count: number;
  readonly of: number;
}

export interface ComparedStratum {
  /** Null: not known. */
  readonly key: string | null;
  readonly before: Counted;
  readonly after: Counted;
  /** After minus before; undefined where one of the two has nothing. */
  readonly difference: Figure;
  /** Newcombe's, at 95 %; null where a count is more than what it is of. */
  readonly interval: Interval | null;
  readonly direction: Direction;
}

export const simpsonVerdicts = ['REVERSED', 'MIXED', 'ALIKE', 'NOT_TOLD'] as const;
export type SimpsonVerdict = (typeof simpsonVerdicts)[number];

export interface SimpsonCheck {
  readonly all: ComparedStratum;
  /** The largest first. */
  readonly strata: readonly ComparedStratum[];
  readonly verdict: SimpsonVerdict;
}

/**
 * Whether all together and its strata point the same way: REVERSED where every stratum that can be told goes the other way
 * than all together, which then comes of their mix; MIXED where some do; ALIKE where none does. All together is the sum of the
 * strata.
 *
 * Source: Simpson 1951, JRSS B 13:238-241; Newcombe 1998, Statistics in Medicine 17:873-890, for the intervals.
 *
 * @example simpsonCheck([{ key: 'a', before: { count: 81, of: 87 }, after: { count: 234, of: 270 } }, ...]).verdict // 'REVERSED'
 */
export function simpsonCheck(
  strata: readonly { readonly key: string | null; readonly before: Counted; readonly after: Counted }[],
): SimpsonCheck {
  const compared = strata
    .map((stratum) => ({ ...stratum, ...differenceOf(stratum.before, stratum.after) }))
    .toSorted(
      (one, other) => sizeOf(other) - sizeOf(one) || byCodeUnits(one.key ?? '', other.key ?? ''),
    );
  const [before, after] = (['before', 'after'] as const).map((side) => ({
    count: sumOf(strata, (one) => one[side].count),
    of: sumOf(strata, (one) => one[side].of),
  }));
  const sides = { before: before ?? nothing, after: after ?? nothing };
  const all = { key: null, ...sides, ...differenceOf(sides.before, sides.after) };
  return { all, strata: compared, verdict: verdictOf(all, compared) };
}

const sizeOf = ({ before, after }: { readonly before: Counted; readonly after: Counted }): number =>
  before.of + after.of;

const nothing: Counted = { count: 0, of: 0 };

function differenceOf(before: Counted, after: Counted) {
  if (before.of <= 0 || after.of <= 0)
    return { difference: noFigure('NO_CONTACTS'), interval: null, direction: 'NEITHER' as const };
  const difference = after.count / after.of - before.count / before.of;
  const isShare = before.count <= before.of && after.count <= after.of;
  const interval = isShare ? (shareDifference(before, after)?.interval ?? null) : null;
  return { difference: figure(difference), interval, direction: directionOf(difference) };
}

function verdictOf(all: ComparedStratum, strata: readonly ComparedStratum[]): SimpsonVerdict {
  const told = strata.filter(({ difference }) => difference.value !== null);
  if (all.difference.value === null || told.length < 2) return 'NOT_TOLD';
  const opposite = told.filter(
    ({ direction }) => direction !== 'NEITHER' && direction !== all.direction,
  ).length;
  if (opposite === 0 || all.direction === 'NEITHER') return 'ALIKE';
  return opposite === told.length ? 'REVERSED' : 'MIXED';
}
