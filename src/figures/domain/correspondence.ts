import type { ReasonId } from '../../platform/ids';
import { translationOf, type LossCause, type TranslationPath } from '../../taxonomy/domain';

export const breakCauses = [
  'SCOPE_CHANGED',
  'RETIRED_WITHOUT_SUCCESSOR',
  'SUCCESSORS_WITHOUT_SHARES',
  'CREATED_LATER',
  'NOT_MAPPED',
  'CODED_IN_PILOT',
] as const;
export type BreakCause = (typeof breakCauses)[number];

/** Where contacts that were coded with a reason in one version stand in another. */
export type Translation =
  | { readonly kind: 'SAME' }
  /** The shares add up to 1. */
  | {
      readonly kind: 'RESTATED';
      readonly targets: readonly { readonly reasonId: ReasonId; readonly share: number }[];
    }
  /** They are not comparable with what is coded later. */
  | { readonly kind: 'BREAK'; readonly cause: BreakCause };

/** How the reasons of other versions are those of one version. Figures ask for no more than this, whoever answers. */
export interface Correspondence {
  translate(reasonId: ReasonId, version: number): Translation;
}

const same: Translation = { kind: 'SAME' };
const broken = (cause: BreakCause): Translation => ({ kind: 'BREAK', cause });

/** How far shares given by hand may be from adding up to 1. */
const rounding = 1e-6;

const causeOfLoss: Readonly<Record<Exclude<LossCause, 'UNKNOWN_CODE'>, BreakCause>> = {
  RETIRED_NONE: 'RETIRED_WITHOUT_SUCCESSOR',
  CREATED_LATER: 'CREATED_LATER',
  NOT_MAPPED: 'NOT_MAPPED',
};

/**
 * The correspondences that are sealed with the versions on the way, and their revisions: a reason leads to where all its
 * contacts are found, with the shares that are known. Where some are found nowhere, or a share is not known, it is a break.
 *
 * @example sealedCorrespondence(pathFrom).translate(split, 1)
 * // { kind: 'RESTATED', targets: [{ reasonId: one, share: 0.75 }, { reasonId: other, share: 0.25 }] }
 */
export function sealedCorrespondence(
  pathFrom: (version: number) => TranslationPath | undefined,
): Correspondence {
  const known = new Map<string, Translation>();
  return {
    translate(reasonId, version) {
      const key = `${version} ${reasonId}`;
      const earlier = known.get(key);
      if (earlier !== undefined) return earlier;
      const path = pathFrom(version);
      const unknown = broken(version < 0 ? 'CODED_IN_PILOT' : 'NOT_MAPPED');
      const made = path === undefined ? unknown : alongPath(reasonId, path);
      known.set(key, made);
      return made;
    },
  };
}

function alongPath(reasonId: ReasonId, path: TranslationPath): Translation {
  const { targets, losses } = translationOf(reasonId, path);
  const [loss] = losses;
  if (loss !== undefined) return broken(causeOfLoss[loss.cause]);
  const known = targets.flatMap(({ reasonId: target, share }) =>
    share === null ? [] : [{ reasonId: target, share }],
  );
  const sum = known.reduce((total, { share }) => total + share, 0);
  if (known.length < targets.length || Math.abs(sum - 1) > rounding) {
    const kinds = targets.flatMap(({ passages }) => passages).map(({ kind }) => kind);
    return broken(kinds.includes('SCOPE_CHANGED') ? 'SCOPE_CHANGED' : 'SUCCESSORS_WITHOUT_SHARES');
  }
  const [only, ...others] = known;
  return others.length === 0 && only?.reasonId === reasonId ? same : { kind: 'RESTATED', targets: known };
}
