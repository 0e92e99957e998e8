import type { ReasonId } from '../../../platform/ids';
import { byCodeUnits } from '../../../platform/text';
import type { LossCause, Translation } from './translation';

/** Contacts that were counted for one reason in terms of one content. */
export interface ReasonCount {
  readonly reasonId: ReasonId;
  readonly count: number;
}

export interface RestatedCount {
  readonly reasonId: ReasonId;
  /** Null where some of it came over a break: a share on the way is not known. */
  readonly count: number | null;
  /** What is certain of it: with a break the part that came without one. */
  readonly atLeast: number;
  /** The reasons whose counts broke here. */
  readonly brokenBy: readonly ReasonId[];
}

/** A count that cannot be told from there on: of its contacts it is not known how many went where. */
export interface SeriesBreak extends ReasonCount {
  /** Where they may have gone. */
  readonly targets: readonly ReasonId[];
  /** The first content in which the share is not known. */
  readonly arrivesAt: number;
}

/** Contacts that no reason counts any more, or none did yet. */
export interface LostCount extends ReasonCount {
  readonly cause: Exclude<LossCause, 'UNKNOWN_CODE'>;
  readonly arrivesAt: number;
}

export interface RestatedCounts {
  readonly counts: readonly RestatedCount[];
  readonly breaks: readonly SeriesBreak[];
  readonly lost: readonly LostCount[];
}

/**
 * Counts in the terms of one content, told in those of another. A count whose every share is known is divided by them; one
 * with a share that is not known is a break in the series, and the reasons where it may have gone have no count. Whatever
 * came in is in the counts, among the lost or among the breaks: nothing is made up and nothing dropped.
 *
 * @example restateCounts([{ reasonId: billing, count: 100 }], split).counts
 * // [{ reasonId: invoices, count: 75, … }, { reasonId: refunds, count: 25, … }]
 */
export function restateCounts(
  counted: readonly ReasonCount[],
  translate: (reasonId: ReasonId) => Translation,
): RestatedCounts {
  const sums = new Map<ReasonId, number>();
  const brokenBy = new Map<ReasonId, ReasonId[]>();
  const breaks: SeriesBreak[] = [];
  const lost: LostCount[] = [];
  for (const { reasonId, count } of counted) {
    const translation = translate(reasonId);
    const broken = breakOf({ reasonId, count }, translation);
    if (broken !== null) {
      breaks.push(broken);
      for (const target of broken.targets) brokenBy.set(target, [...(brokenBy.get(target) ?? []), reasonId]);
      continue;
    }
    for (const { reasonId: target, share } of translation.targets)
      sums.set(target, (sums.get(target) ?? 0) + count * (share ?? 0));
    for (const { cause, share, arrivesAt } of translation.losses)
      lost.push({ reasonId, count: count * (share ?? 0), cause, arrivesAt });
  }
  const named = [...new Set([...sums.keys(), ...brokenBy.keys()])].sort(byCodeUnits);
  const counts = named.map((reasonId): RestatedCount => {
    const by = brokenBy.get(reasonId) ?? [];
    const atLeast = sums.get(reasonId) ?? 0;
    return { reasonId, count: by.length > 0 ? null : atLeast, atLeast, brokenBy: by };
  });
  return { counts, breaks, lost };
}

/** Shares that do not add up to all of it are not known either: the rest went somewhere. */
function breakOf({ reasonId, count }: ReasonCount, { targets, losses }: Translation): SeriesBreak | null {
  const ends = [...targets, ...losses];
  const isKnown = ends.every(({ share }) => share !== null);
  const all = ends.reduce((sum, { share }) => sum + (share ?? 0), 0);
  if (isKnown && Math.abs(all - 1) < 1e-6) return null;
  const unknown = ends.flatMap(({ passages }) => passages).find(({ share }) => share === null);
  const last = ends.flatMap(({ passages }) => passages).at(-1);
  return {
    ...{ reasonId, count, targets: targets.map((target) => target.reasonId) },
    arrivesAt: (unknown ?? last)?.arrivesAt ?? 0,
  };
}
