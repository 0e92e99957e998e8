import type { ReasonId } from '../../../platform/ids';
import { unreachable } from '../../../platform/result';
import type { Retirement } from '../reason';
import { byCodeUnits } from '../../../platform/text';
import {
  compatibilities,
  type ChangeClass,
  type ClassifiedEntry,
  type Compatibility,
  type DiffEntry,
  type DiffEntryKind,
  type DiffSummary,
  type EntryByReason,
  type SiblingsReordered,
  type VersionDiff,
} from './diff-entries';

/**
 * A difference put in order, with all that is derived from its entries alone: classes, counts and
 * compatibility.
 */
export function assembleDiff(
  changed: readonly EntryByReason[],
  menus: readonly SiblingsReordered[],
): VersionDiff {
  const ordered = changed.toSorted((one, other) => byCodeUnits(one.reasonId, other.reasonId));
  const roles = rolesOf(ordered);
  const reordered = menus
    .map((menu) => ({
      ...menu,
      ranks: menu.ranks.toSorted((one, other) => byCodeUnits(one.reasonId, other.reasonId)),
    }))
    .sort((one, other) => byCodeUnits(one.parentId ?? '', other.parentId ?? ''));
  return {
    reasons: ordered.map(({ reasonId, entries }) => ({
      reasonId,
      entries: entries.map((entry): ClassifiedEntry => ({ ...entry, changeClass: classOf(entry, roles) })),
    })),
    reordered,
    summary: summaryOf(ordered, reordered),
    compatibility: compatibilityOf(ordered, reordered),
  };
}

/** The part that reasons play in the retirements of others. */
interface Roles {
  readonly added: ReadonlySet<ReasonId>;
  readonly successors: ReadonlySet<ReasonId>;
  readonly parts: ReadonlySet<ReasonId>;
}

function rolesOf(changed: readonly EntryByReason[]): Roles {
  const added = new Set<ReasonId>();
  const successors = new Set<ReasonId>();
  const parts = new Set<ReasonId>();
  for (const entry of changed.flatMap(({ entries }) => entries)) {
    if (entry.kind === 'ReasonAdded') added.add(entry.reasonId);
    if (entry.kind !== 'ReasonRetired') continue;
    for (const { targetId } of entry.after.associations) {
      if (entry.after.reason === 'SPLIT') parts.add(targetId);
      else if (isTakenOver(entry.after)) successors.add(targetId);
    }
  }
  return { added, successors, parts };
}

const isTakenOver = ({ associations }: Retirement): boolean => {
  const [only, ...others] = associations;
  return (
    only !== undefined && others.length === 0 && (only.kind === 'REPLACED_BY' || only.kind === 'SAME_AS')
  );
};

function classOf(entry: DiffEntry, roles: Roles): ChangeClass | null {
  switch (entry.kind) {
    case 'ReasonAdded':
      if (roles.parts.has(entry.reasonId)) return 'RC4.1';
      return roles.successors.has(entry.reasonId) ? 'RC3.1' : 'RC2';
    case 'ReasonRetired':
      return classOfRetirement(entry.after, roles);
    case 'ReasonRemoved':
      return 'RC1';
    case 'ReasonReactivated':
      return 'RC2';
    case 'ReasonMoved':
      return 'RC5';
    case 'CodeChanged':
      return 'VC1';
    case 'LabelChanged':
      return 'VC2';
    case 'RetirementRevised':
    case 'SynonymsChanged':
    case 'NoteChanged':
    case 'ExcludesChanged':
    case 'ScopeChanged':
    case 'PropertyChanged':
      return null;
    default:
      return unreachable(entry);
  }
}

function classOfRetirement(retirement: Retirement, { added }: Roles): ChangeClass {
  if (retirement.reason === 'SPLIT') return 'RC4.1';
  const [target] = retirement.associations;
  if (target === undefined || !isTakenOver(retirement)) return 'RC1';
  return added.has(target.targetId) ? 'RC3.1' : 'RC3.2';
}

function summaryOf(changed: readonly EntryByReason[], reordered: readonly SiblingsReordered[]): DiffSummary {
  const counts = new Map<DiffEntryKind, number>();
  for (const { entries } of changed) {
    for (const kind of new Set(entries.map((entry) => entry.kind)))
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const count = (kind: DiffEntryKind): number => counts.get(kind) ?? 0;
  return {
    added: count('ReasonAdded'),
    removed: count('ReasonRemoved'),
    retired: count('ReasonRetired'),
    reactivated: count('ReasonReactivated'),
    retirementRevised: count('RetirementRevised'),
    renamed: count('LabelChanged'),
    recoded: count('CodeChanged'),
    moved: count('ReasonMoved'),
    scopeChanged: count('ScopeChanged'),
    synonymsChanged: count('SynonymsChanged'),
    notesChanged: count('NoteChanged'),
    propertiesChanged: count('PropertyChanged'),
    reordered: reordered.length,
  };
}

/**
 * The gravest of its entries. PATCH: words and order. MINOR: something new, a move within a primary category,
 * a setting. MAJOR: whatever changes what a code counts, a retirement, a new code, a scope change, a move to
 * another category.
 */
function compatibilityOf(
  changed: readonly EntryByReason[],
  reordered: readonly SiblingsReordered[],
): Compatibility | null {
  const weights = new Set(changed.flatMap(({ entries }) => entries.map(weightOf)));
  const gravest = compatibilities.findLast((weight) => weights.has(weight));
  return gravest ?? (reordered.length > 0 ? 'PATCH' : null);
}

function weightOf(entry: DiffEntry): Compatibility {
  switch (entry.kind) {
    case 'LabelChanged':
    case 'SynonymsChanged':
    case 'NoteChanged':
    case 'ExcludesChanged':
      return 'PATCH';
    case 'PropertyChanged':
      return entry.property === 'intent' || entry.property === 'articles' ? 'PATCH' : 'MINOR';
    case 'ReasonMoved':
      return entry.before.primaryId === entry.after.primaryId ? 'MINOR' : 'MAJOR';
    case 'ReasonAdded':
    case 'ReasonReactivated':
    case 'RetirementRevised':
      return 'MINOR';
    case 'ReasonRetired':
    case 'ReasonRemoved':
    case 'CodeChanged':
    case 'ScopeChanged':
      return 'MAJOR';
    default:
      return unreachable(entry);
  }
}
