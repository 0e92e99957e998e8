import type { DepartmentId, ReasonId } from '../../platform/ids';
import { canonicalJson } from '../../platform/canonical-json';
import { sha256Hex } from '../../platform/digest';
import type { ClassifiedEntry, SiblingsReordered, VersionDiff } from './diff/diff-entries';
import type { OwnersOf, ReasonOwners } from './reason-owners';
import type { ReasonTree } from './reason-tree';

/** One reason that a draft changes: what changes of it, as a digest, and who is to approve that. */
export interface ReviewedReason {
  readonly reasonId: ReasonId;
  /** Of its changes alone: the same as long as they are, whatever else of the draft is edited. */
  readonly digest: string;
  /** Of each of these, any one department: sets of one where a department is accountable. Empty: stewards only. */
  readonly approvers: readonly (readonly DepartmentId[])[];
}

export interface ReviewScene {
  readonly base: ReasonTree;
  readonly tree: ReasonTree;
  readonly diff: VersionDiff;
  readonly owners: OwnersOf;
}

interface ChangesOfReason {
  readonly entries: readonly ClassifiedEntry[];
  readonly menu: SiblingsReordered | null;
}

/**
 * Who is to approve what a draft changes, reason by reason: the owners of the reason as it stood, of its old and new parent
 * where it moves or is new, of the targets it is retired to; and where the order of a menu changes, of the reason that the
 * menu belongs to. An owner is the accountable department, or where there is none any one of the responsible ones. What
 * nobody owns, and the order at the root, is for the stewards alone. Linear in the number of changes.
 *
 * @example reviewedReasons({ base, tree, diff, owners })
 * // [{ reasonId: refund, digest: '9f…', approvers: [[finance], [claims, sales]] }]
 */
export function reviewedReasons({ base, tree, diff, owners }: ReviewScene): readonly ReviewedReason[] {
  return Array.from(changesByReason(diff), ([reasonId, changes]): ReviewedReason => {
    const subjects = new Set([reasonId, ...changes.entries.flatMap(alsoTouched)]);
    const sets = Array.from(subjects, (id) => approversOf(owners(base.has(id) ? base : tree, id)));
    return { reasonId, digest: digestOf(changes), approvers: distinct(sets) };
  });
}

function changesByReason({ reasons, reordered }: VersionDiff): ReadonlyMap<ReasonId, ChangesOfReason> {
  const byReason = new Map<ReasonId, ChangesOfReason>(
    reasons.map(({ reasonId, entries }) => [reasonId, { entries, menu: null }]),
  );
  for (const menu of reordered) {
    if (menu.parentId === null) continue;
    byReason.set(menu.parentId, { entries: byReason.get(menu.parentId)?.entries ?? [], menu });
  }
  return byReason;
}

/** The other reasons that a change concerns. */
function alsoTouched(entry: ClassifiedEntry): readonly ReasonId[] {
  switch (entry.kind) {
    case 'ReasonAdded':
    case 'ReasonRemoved':
      return entry.state.parentId === null ? [] : [entry.state.parentId];
    case 'ReasonMoved':
      return [entry.before.parentId, entry.after.parentId].filter((id) => id !== null);
    case 'ReasonRetired':
    case 'RetirementRevised':
      return entry.after.associations.map(({ targetId }) => targetId);
    default:
      return [];
  }
}

const approversOf = ({ accountable, responsible }: ReasonOwners): readonly DepartmentId[] =>
  accountable === null ? responsible.toSorted() : [accountable];

function distinct(sets: readonly (readonly DepartmentId[])[]): readonly (readonly DepartmentId[])[] {
  const known = new Map(sets.filter((set) => set.length > 0).map((set) => [set.join(' '), set]));
  return [...known.values()];
}

/** Without the classes of the changes, which depend on the rest of the difference. */
function digestOf({ entries, menu }: ChangesOfReason): string {
  const own = entries.map(({ changeClass: _, ...entry }) => entry);
  return sha256Hex(canonicalJson({ entries: own, menu }));
}
