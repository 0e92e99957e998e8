import type { ReasonId } from '../../../platform/ids';
import type { ReasonTree } from '../reason-tree';
import { isActive } from '../reason-tree';
import { entryOfRetirement } from './derive-correspondence';
import type { Translation, TranslationStep } from './translation';
import { translateReason, translateRetired } from './translate-reason';

/** A way from one content to another. */
export interface TranslationPath {
  readonly from: ReasonTree;
  /** Names the content to start from, such as the number of a version. */
  readonly startsAt: number;
  readonly steps: readonly TranslationStep[];
}

export interface TranslatedCode {
  readonly code: string;
  /** The reason that the code stands for in the content to start from; null for a code that no reason there has or had. */
  readonly reasonId: ReasonId | null;
  /** Whether that reason has one target that counts just what it counts. */
  readonly exact: boolean;
  /** How several targets are to be read: its contacts are in all of them, or in one of them; null where there is at most one. */
  readonly targetsAre: 'ALL_OF' | 'ONE_OF' | null;
  readonly translation: Translation;
  readonly unmappedBecause: 'UNKNOWN_CODE' | null;
}

const nowhere: Translation = { targets: [], losses: [] };

/**
 * What codes of one content stand for in another: all targets of each, none picked. A code that a reason had before it got
 * another one stands for it still (`reserved`). Each reason is followed once, however often its code is asked for.
 *
 * @example translateCodes(['prullenbak-is-kapot', 'zzz'], path, reserved).map(({ unmappedBecause }) => unmappedBecause)
 * // [null, 'UNKNOWN_CODE']
 */
export function translateCodes(
  codes: readonly string[],
  path: TranslationPath,
  reserved: ReadonlyMap<string, ReasonId>,
): readonly TranslatedCode[] {
  const known = new Map<ReasonId, Translation>();
  return codes.map((code) => {
    const reasonId = path.from.holderOf(code)?.id ?? reserved.get(code) ?? null;
    if (reasonId === null) return translated(code, null, nowhere);
    const translation = known.get(reasonId) ?? translationOf(reasonId, path);
    known.set(reasonId, translation);
    return translated(code, reasonId, translation);
  });
}

/** Where the contacts of one reason of the content to start from are found. */
export function translationOf(reasonId: ReasonId, { from, startsAt, steps }: TranslationPath): Translation {
  const state = from.get(reasonId);
  if (state === undefined) {
    const loss = { cause: 'CREATED_LATER' as const, reasonId, share: 1, arrivesAt: startsAt, passages: [] };
    return { targets: [], losses: [loss] };
  }
  return isActive(state)
    ? translateReason(reasonId, steps)
    : translateRetired(entryOfRetirement(state, from), startsAt, steps);
}

function translated(code: string, reasonId: ReasonId | null, translation: Translation): TranslatedCode {
  const { targets, losses } = translation;
  const [first] = targets;
  const isOne = targets.length === 1 && losses.length === 0;
  return {
    ...{ code, reasonId, translation },
    exact: isOne && first?.exact === true,
    targetsAre: targets.length < 2 ? null : targets.some(({ possible }) => possible) ? 'ONE_OF' : 'ALL_OF',
    unmappedBecause: reasonId === null ? 'UNKNOWN_CODE' : null,
  };
}
