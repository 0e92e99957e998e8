import { reasonAtLevel, type BreakCause, type Correspondence } from '../../figures/domain';
import type { ReasonId } from '../../platform/ids';
import type { ReasonTree } from '../../taxonomy/domain';
import type { CodedAlike } from './coded-alike';
import type { ChoiceOf } from './scores/scored-units';

/** The version that reasons are stated in, and how those of other versions are read in it. */
export interface StatedReasons {
  readonly tree: ReasonTree;
  readonly correspondence: Correspondence;
  /** The level of the tree that reasons are taken at, 1 being the root; null: the reasons themselves. */
  readonly level: number | null;
}

/** How codes of several versions are told apart, and which of them cannot be told in the stated version. */
export interface StatedChoices {
  readonly choiceOf: ChoiceOf;
  /** Why a code of these contacts cannot be told at this level in the stated version; null where each can. */
  causeOf(given: CodedAlike): BreakCause | null;
}

/**
 * A reason stands for where all its contacts went; where they went to several, for what these have in common above them,
 * as long as that is at the level asked for. What cannot be told keeps a name of its own, so that whoever chose something
 * else still disagrees with it: nothing is dropped, and nothing only seems to agree.
 *
 * @example statedChoices({ tree, correspondence, level: null }).choiceOf(merged, 1) // the id of what it was merged into
 */
export function statedChoices(reasons: StatedReasons): StatedChoices {
  const stateOf = remembered((reasonId, version) => stateReason(reasonId, version, reasons));
  const nameOf = remembered(ownName);
  return {
    choiceOf: (reasonId, version) => stateOf(reasonId, version).reasonId ?? nameOf(reasonId, version),
    causeOf: ({ codes, version }) => {
      for (const { reasonId } of codes) {
        const cause = reasonId === null ? null : (stateOf(reasonId, version).cause ?? null);
        if (cause !== null) return cause;
      }
      return null;
    },
  };
}

/** What a reason is called that is itself in its own version alone. */
export const ownName = (reasonId: ReasonId, version: number): string => `${version} ${reasonId}`;

/** Answers what was asked before as it did then: of as many contacts the same few reasons are asked for. */
export function remembered<Answer>(
  answer: (reasonId: ReasonId, version: number) => Answer,
): (reasonId: ReasonId, version: number) => Answer {
  const byVersion = new Map<number, Map<ReasonId, Answer>>();
  return (reasonId, version) => {
    let known = byVersion.get(version);
    if (known === undefined) byVersion.set(version, (known = new Map<ReasonId, Answer>()));
    const found = known.get(reasonId);
    if (found !== undefined) return found;
    const made = answer(reasonId, version);
    known.set(reasonId, made);
    return made;
  };
}

type Stated =
  | { readonly reasonId: ReasonId; readonly cause?: undefined }
  | { readonly reasonId?: undefined; readonly cause: BreakCause };

function stateReason(reasonId: ReasonId, version: number, reasons: StatedReasons): Stated {
  const { tree, correspondence, level } = reasons;
  const translation = correspondence.translate(reasonId, version);
  if (translation.kind === 'BREAK') return { cause: translation.cause };
  const targets =
    translation.kind === 'SAME' ? [reasonId] : translation.targets.map((target) => target.reasonId);
  const [first, ...others] = targets.map((target) => reasonAtLevel(tree, target, level));
  if (first === undefined || !tree.has(first)) return { cause: 'NOT_MAPPED' };
  // A part of a split is one of several reasons: only above them they are one.
  return others.every((other) => other === first)
    ? { reasonId: first }
    : { cause: 'SUCCESSORS_WITHOUT_SHARES' };
}
