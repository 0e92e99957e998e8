import type { CoderId } from '../../contact/domain';
import type { BreakCause, CrossTable, Day, Days } from '../../figures/domain';
import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { OwnershipPolicy, OwnersOf, ReasonTree, SessionContent } from '../../taxonomy/domain';

/** Contacts coded by several coders alike, by whom and as what. */
export interface CodingPattern {
  /** A coder is null where nobody knows who coded at work. */
  readonly codes: readonly { readonly coderId: CoderId | null; readonly reasonId: ReasonId }[];
  readonly contacts: number;
  /** How much each of them weighs by how it was drawn, 1 on average over its audit; 1 where it is not said. */
  readonly weight?: number;
}

/** Contacts with a code that cannot be told in the version in force, and why. */
export interface CodingsLeftOut {
  readonly cause: BreakCause;
  readonly contacts: number;
}

/** What was coded twice or more, and in closed audits or revealed sessions: the two are never counted together. */
export interface DoubleCodings {
  readonly basis: 'AUDIT' | 'CALIBRATION';
  /** As it stands in the version that suggestions are made for. */
  readonly patterns: readonly CodingPattern[];
  /** Contacts that cannot be told in that version; none where it is not said. */
  readonly leftOut?: readonly CodingsLeftOut[];
}

/** Adjudicated contacts that some coder gave a residual reason. */
export interface AdjudicatedResidual {
  readonly residualId: ReasonId;
  readonly contacts: number;
  /** Of them, those that no reason of the list fits. */
  readonly noReasonFits: number;
}

/** Contacts of a reason from one place, by how they were resolved. */
export interface GroupedResolution {
  readonly reason: ReasonId;
  readonly dimension: 'CHANNEL' | 'SEGMENT';
  readonly value: string;
  readonly resolution: string;
  /** Of the months in which the reason was used. */
  readonly half: 'EARLIER' | 'LATER';
  readonly contacts: number;
}

/** The use of a list in whole months, as it stands in the version that suggestions are made for. */
export interface UseInWindow extends Days {
  /** The months that have contacts at all, in order: a desk whose data stop has none after that. */
  readonly months: readonly { readonly month: Day; readonly contacts: number }[];
  readonly byReason: ReadonlyMap<ReasonId, ReadonlyMap<Day, number>>;
  /** Of reasons that came into the list within the window: the first month that they were in it from its beginning. */
  readonly listedSince: ReadonlyMap<ReasonId, Day>;
  readonly resolutions: CrossTable<ReasonId, string>;
  readonly departments: CrossTable<ReasonId, DepartmentId>;
  /** Of the reasons that could be split; the others are not looked at so closely. */
  readonly groups: readonly GroupedResolution[];
}

/** All that suggestions rest on, as plain data of a moment. */
export interface SuggestionScene {
  /** The version in force then. */
  readonly tree: ReasonTree;
  readonly ownership: OwnershipPolicy;
  readonly owners: OwnersOf;
  /** The departments that there were. */
  readonly departments: ReadonlyMap<DepartmentId, { readonly code: string }>;
  readonly use: UseInWindow;
  readonly codings: DoubleCodings;
  readonly adjudicated: readonly AdjudicatedResidual[];
  readonly openSessions: readonly SessionContent[];
}

/** The first month of the later half of those in which a reason was used. */
export function middleMonth(byMonth: ReadonlyMap<Day, number>): Day {
  const months = [...byMonth.keys()].sort();
  return months[Math.floor(months.length / 2)] ?? '';
}

/** Contacts of a reason in the window. */
export function contactsOf({ byReason }: Pick<UseInWindow, 'byReason'>, reasonId: ReasonId): number {
  let sum = 0;
  for (const contacts of byReason.get(reasonId)?.values() ?? []) sum += contacts;
  return sum;
}

/** The active leaves that are no residual reasons and stand below none: those a contact is meant to get. */
export const meantLeaves = (tree: ReasonTree) =>
  tree.leaves().filter(({ id }) => !tree.path(id).some((state) => state.residual));
