import type { BreakCause } from '../../../figures/domain';
import type { ReasonTree } from '../../../taxonomy/domain';
import type { ReasonId } from '../../../platform/ids';
import type { CodedAlike } from '../coded-alike';
import {
  ownName,
  remembered,
  statedChoices,
  type StatedChoices,
  type StatedReasons,
} from '../stated-choices';
import { coderScores, groupScores } from './peer-scores';
import { reasonScores } from './reason-scores';
import { type ConsistencyScore, type ScoredSubject } from './score';
import { isCompared, scoredUnits } from './scored-units';
import { versionScores } from './version-scores';

/** Scores of one kind of subject, and all that they rest on. */
export interface ConsistencyScores {
  readonly scores: readonly ConsistencyScore[];
  readonly basis: ScoreBasis;
}

/** What scores rest on. */
export interface ScoreBasis {
  /** Contacts that two people or more gave a reason. */
  readonly contacts: number;
  /** Answers that were no reason. */
  readonly unanswered: number;
  /** Contacts of which a code cannot be told in the version that reasons are stated in, each by its first cause. */
  readonly notComparable: readonly { readonly cause: BreakCause; readonly contacts: number }[];
  /** The versions that were coded with. */
  readonly versions: readonly number[];
  /** The audits or sessions, by their ids. */
  readonly exerciseIds: readonly string[];
}

/**
 * How consistently each reason, coder, department, channel or version is coded. Whether two codes agree is judged in the
 * version that they were given in; only scores of reasons are stated in another.
 *
 * @example consistencyScores(evidence, 'REASON', { tree, correspondence, level: null }).scores[0].value // 0.74
 */
export function consistencyScores(
  evidence: readonly CodedAlike[],
  of: ScoredSubject,
  reasons: StatedReasons,
): ConsistencyScores {
  const choices = statedChoices(reasons);
  const units = scoredUnits(evidence, of === 'REASON' ? choices.choiceOf : remembered(ownName));
  const causes = of === 'REASON' ? countedCauses(evidence, choices) : new Map<BreakCause, number>();
  const compared = units.filter(isCompared);
  return {
    scores: scoresOf(units, of, reasons.tree),
    basis: {
      contacts: compared.reduce((sum, { contacts }) => sum + contacts, 0),
      unanswered: units.reduce((sum, unit) => sum + unit.contacts * unit.unanswered.length, 0),
      notComparable: [...causes].map(([cause, contacts]) => ({ cause, contacts })),
      versions: [...new Set(evidence.map(({ version }) => version))].sort((one, other) => one - other),
      exerciseIds: [...new Set(evidence.map(({ exerciseId }) => exerciseId))].sort(),
    },
  };
}

/** Contacts with a code that cannot be told, by why. */
export function countedCauses(
  evidence: readonly CodedAlike[],
  choices: StatedChoices,
): ReadonlyMap<BreakCause, number> {
  const causes = new Map<BreakCause, number>();
  for (const given of evidence) {
    const cause = choices.causeOf(given);
    if (cause !== null) causes.set(cause, (causes.get(cause) ?? 0) + given.contacts);
  }
  return causes;
}

function scoresOf(
  units: ReturnType<typeof scoredUnits>,
  of: ScoredSubject,
  tree: ReasonTree,
): readonly ConsistencyScore[] {
  switch (of) {
    case 'REASON':
      return inTreeOrder(
        reasonScores(units, (choice) => parentOf(tree, choice)),
        tree,
      );
    case 'CODER':
      return byKey(coderScores(units));
    case 'DEPARTMENT':
      return byKey(groupScores(units, of, ({ departmentId }) => departmentId));
    case 'CHANNEL':
      return byKey(groupScores(units, of, ({ channel }) => channel));
    case 'VERSION':
      return versionScores(units).toSorted((one, other) => Number(one.key) - Number(other.key));
  }
}

/** Reasons of other versions that cannot be told in this one stand beside none of it. */
const parentOf = (tree: ReasonTree, choice: string): string =>
  tree.has(choice as ReasonId) ? (tree.parent(choice as ReasonId)?.id ?? '') : 'elsewhere';

function inTreeOrder(scores: readonly ConsistencyScore[], tree: ReasonTree): readonly ConsistencyScore[] {
  const found = new Map(scores.map((score) => [score.key, score]));
  return tree.depthFirst('ALL').flatMap(({ id }) => found.get(id) ?? []);
}

/** By no order of merit: that would be a ranking. */
const byKey = (scores: readonly ConsistencyScore[]): readonly ConsistencyScore[] =>
  scores.toSorted((one, other) => (one.key < other.key ? -1 : 1));
