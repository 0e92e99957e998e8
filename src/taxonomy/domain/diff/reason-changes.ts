import type { ReasonId } from '../../../platform/ids';
import { noteKinds, scopeNotes, type LocalizedText, type ReasonState } from '../reason';
import { bySynonymOrder, sameValue } from '../reason-state';
import type { ReasonTree } from '../reason-tree';
import { byCodeUnits } from '../../../platform/text';
import { diffProperties, type DiffEntry, type ReasonPlace } from './diff-entries';

/** One reason in both contents. */
export interface ReasonPair {
  readonly before: ReasonState;
  readonly after: ReasonState;
  readonly from: ReasonTree;
  readonly to: ReasonTree;
}

/**
 * What changed in one reason, in a fixed order of kinds; its rank among the same siblings is not looked at.
 */
export const reasonChanges = (pair: ReasonPair): readonly DiffEntry[] => [
  ...retirementChange(pair),
  ...textChanges(pair.before.labels, pair.after.labels).map((change): DiffEntry => ({
    kind: 'LabelChanged',
    reasonId: pair.after.id,
    ...change,
  })),
  ...codeChange(pair),
  ...moveChange(pair),
  ...synonymChange(pair),
  ...noteChanges(pair),
  ...excludesChange(pair),
  ...scopeChange(pair),
  ...propertyChanges(pair),
];

interface TextChange {
  readonly language: string;
  readonly before: string | null;
  readonly after: string | null;
}

function textChanges(before: LocalizedText, after: LocalizedText): readonly TextChange[] {
  if (before === after) return [];
  const languages = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...languages]
    .sort(byCodeUnits)
    .filter((language) => before[language] !== after[language])
    .map((language) => ({ language, before: before[language] ?? null, after: after[language] ?? null }));
}

function retirementChange({ before, after }: ReasonPair): readonly DiffEntry[] {
  const reasonId = after.id;
  const [earlier, later] = [before.retirement, after.retirement];
  if (earlier === null && later === null) return [];
  if (earlier === null) return later === null ? [] : [{ kind: 'ReasonRetired', reasonId, after: later }];
  if (later === null) return [{ kind: 'ReasonReactivated', reasonId, before: earlier }];
  return sameValue(earlier, later)
    ? []
    : [{ kind: 'RetirementRevised', reasonId, before: earlier, after: later }];
}

const codeChange = ({ before, after }: ReasonPair): readonly DiffEntry[] =>
  before.code === after.code
    ? []
    : [{ kind: 'CodeChanged', reasonId: after.id, before: before.code, after: after.code }];

const moveChange = ({ before, after, from, to }: ReasonPair): readonly DiffEntry[] =>
  before.parentId === after.parentId
    ? []
    : [{ kind: 'ReasonMoved', reasonId: after.id, before: placeOf(before, from), after: placeOf(after, to) }];

const placeOf = ({ id, parentId, rank }: ReasonState, tree: ReasonTree): ReasonPlace => ({
  parentId,
  rank,
  primaryId: primaryIdOf(id, tree),
});

function primaryIdOf(id: ReasonId, tree: ReasonTree): ReasonId {
  const [primary] = tree.path(id);
  return primary?.id ?? id;
}

function synonymChange({ before, after }: ReasonPair): readonly DiffEntry[] {
  if (before.synonyms === after.synonyms) return [];
  const added = without(after.synonyms, before.synonyms).toSorted(bySynonymOrder);
  const removed = without(before.synonyms, after.synonyms).toSorted(bySynonymOrder);
  const isSame = added.length === 0 && removed.length === 0;
  return isSame ? [] : [{ kind: 'SynonymsChanged', reasonId: after.id, added, removed }];
}

function noteChanges({ before, after }: ReasonPair): readonly DiffEntry[] {
  if (before.notes === after.notes) return [];
  const isRescoped = before.scopeRevision !== after.scopeRevision;
  return noteKinds.flatMap((note) => {
    const scope = isRescoped && scopeNotes.includes(note) ? 'SCOPE_CHANGE' : 'EDITORIAL';
    return textChanges(before.notes[note] ?? {}, after.notes[note] ?? {}).map((change): DiffEntry => ({
      kind: 'NoteChanged',
      reasonId: after.id,
      note,
      ...change,
      scope,
    }));
  });
}

function excludesChange({ before, after }: ReasonPair): readonly DiffEntry[] {
  if (before.excludes === after.excludes) return [];
  const added = without(after.excludes, before.excludes).toSorted(byCodeUnits);
  const removed = without(before.excludes, after.excludes).toSorted(byCodeUnits);
  const isSame = added.length === 0 && removed.length === 0;
  return isSame ? [] : [{ kind: 'ExcludesChanged', reasonId: after.id, added, removed }];
}

const scopeChange = ({ before, after }: ReasonPair): readonly DiffEntry[] =>
  before.scopeRevision === after.scopeRevision
    ? []
    : [
        {
          kind: 'ScopeChanged',
          reasonId: after.id,
          before: before.scopeRevision,
          after: after.scopeRevision,
        },
      ];

function propertyChanges({ before, after }: ReasonPair): readonly DiffEntry[] {
  return diffProperties
    .filter((property) => !sameValue(before[property], after[property]))
    .map((property) => {
      const change = { kind: 'PropertyChanged', reasonId: after.id, property };
      return { ...change, before: before[property], after: after[property] } as DiffEntry;
    });
}

/**
 * Of both kinds of sets (ids and synonyms): what is in the first and not, with the same value, in the second.
 */
function without<Item>(items: readonly Item[], others: readonly Item[]): readonly Item[] {
  if (others.length === 0) return items;
  const keys = new Set(others.map(keyOf));
  return items.filter((item) => !keys.has(keyOf(item)));
}

const keyOf = (item: unknown): string => JSON.stringify(item);
