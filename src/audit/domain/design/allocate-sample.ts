import { err, ok, type Result } from '../../../platform/result';
import { shareOut } from './share-out';

/** A stratum of the frame, as far as it matters to how many are drawn from it. */
export interface FrameStratum {
  /** What its reason is known by, where strata are made of reasons. */
  readonly reasonId: string | null;
  readonly frame: number;
}

/** The sample is too small for its strata, or larger than the frame. */
export interface SizeOutOfRange {
  readonly least: number;
  readonly most: number;
}

/**
 * Two contacts of a stratum at least, so that what is seen of it shows its spread, and none of it stands for nothing.
 */
const leastPerStratum = 2;

/**
 * How many contacts are drawn from each stratum: in proportion, with as many of each reason as the floor asks for. In
 * the order of the strata. Refused where the floors alone need more than the size, or the frame holds fewer.
 *
 * @example allocateSample([{ reasonId: 'a', frame: 980 }, { reasonId: 'b', frame: 20 }], { size: 100, floor: 15 })
 * // ok([85, 15]): in proportion b would get 2
 */
export function allocateSample(
  strata: readonly FrameStratum[],
  { size, floor }: { readonly size: number; readonly floor: number | null },
): Result<readonly number[], SizeOutOfRange> {
  const groups = new Map<string, number[]>();
  for (const [at, { reasonId }] of strata.entries())
    groups.set(reasonId ?? '', [...(groups.get(reasonId ?? '') ?? []), at]);
  const parts = [...groups.values()].map((members) => {
    const own = members.flatMap((at) => strata[at] ?? []);
    const frame = sum(own.map((stratum) => stratum.frame));
    const least = sum(own.map(leastOf));
    return { members, size: frame, least: Math.min(frame, Math.max(least, floor ?? 0)) };
  });
  const least = sum(parts.map((part) => part.least));
  const most = sum(parts.map((part) => part.size));
  if (size < least || size > most) return err({ least, most });
  const drawn = new Map<number, number>();
  const ofGroups = shareOut(parts, size);
  for (const [group, { members }] of parts.entries()) {
    const own = members.map((at) => ({ size: strata[at]?.frame ?? 0, least: leastOf(strata[at]) }));
    for (const [place, count] of shareOut(own, ofGroups[group] ?? 0).entries())
      drawn.set(members[place] ?? -1, count);
  }
  return ok(strata.map((_, at) => drawn.get(at) ?? 0));
}

const leastOf = (stratum: FrameStratum | undefined): number => Math.min(stratum?.frame ?? 0, leastPerStratum);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
