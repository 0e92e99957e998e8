import type { ReasonId } from '../../../platform/ids';
import {
  noteKinds,
  sameValue,
  scopeNotes,
  type Language,
  type LocalizedText,
  type NoteKind,
  type Operation,
  type ReasonState,
} from '../../../taxonomy/domain';
import type { ContentWish, Properties } from '../import-file';
import { resolutionOperations } from './resolution-operations';

/** How the ids of a file are those of the taxonomy. */
export type IdOf = (idInFile: ReasonId) => ReasonId;

interface Wish {
  readonly reason: ReasonState;
  readonly content: ContentWish;
  /** What is left out is to be empty. */
  readonly isWhole: boolean;
  /** Whether a version may hold the reason, so that a changed note changes what is counted. */
  readonly isKnown: boolean;
  readonly idOf: IdOf;
}

/**
 * The operations that give a reason what a file says of it besides code, place and labels; none where it has that already.
 * A definition, inclusion or exclusion that replaces another one is declared a SCOPE_CHANGE, since nobody can say that it
 * was only spelling; a first one is EDITORIAL.
 */
export function contentOperations(wish: Wish): readonly Operation[] {
  return [
    ...synonymOperations(wish),
    ...noteOperations(wish),
    ...intentOperations(wish),
    ...propertyOperations(wish),
    ...resolutionOperations(wish.reason, wish.content, wish.isWhole),
  ];
}

function synonymOperations({ reason, content, isWhole }: Wish): readonly Operation[] {
  const reasonId = reason.id;
  const has = (synonyms: ContentWish['synonyms'], one: ContentWish['synonyms'][number]): boolean =>
    synonyms.some((other) => other.language === one.language && other.text === one.text);
  const added = content.synonyms.filter((one) => !reason.synonyms.some((other) => sameValue(one, other)));
  const removed = isWhole ? reason.synonyms.filter((one) => !has(content.synonyms, one)) : [];
  return [
    ...removed.map(({ language, text }): Operation => ({ kind: 'RemoveSynonym', reasonId, language, text })),
    ...added.map((synonym): Operation => ({ kind: 'AddSynonym', reasonId, ...synonym })),
  ];
}

function noteOperations(wish: Wish): readonly Operation[] {
  const { reason, content, isWhole } = wish;
  return noteKinds.flatMap((note) => {
    const before = reason.notes[note] ?? {};
    const changes = changedTexts(before, content.notes[note] ?? {}, isWhole);
    const operations = changes.map(([language, text]) =>
      noteOperation(wish, note, { language, text, excludes: null }),
    );
    return note === 'EXCLUDES' ? [...operations, ...excludesOperations(wish)] : operations;
  });
}

function excludesOperations(wish: Wish): readonly Operation[] {
  const { reason, content, idOf } = wish;
  if (content.excludes === null) return [];
  const excludes = content.excludes.map(idOf).sort();
  if (sameValue(excludes, reason.excludes)) return [];
  const texts: LocalizedText = content.notes.EXCLUDES ?? reason.notes.EXCLUDES ?? {};
  const [language, text] = Object.entries(texts)[0] ?? [Object.keys(reason.labels)[0] ?? 'en', null];
  return [noteOperation(wish, 'EXCLUDES', { language, text, excludes })];
}

function noteOperation(
  { reason, isKnown }: Wish,
  note: NoteKind,
  change: {
    readonly language: Language;
    readonly text: string | null;
    readonly excludes: readonly ReasonId[] | null;
  },
): Operation {
  const isReplaced = reason.notes[note]?.[change.language] !== undefined || reason.excludes.length > 0;
  const scope = isKnown && isReplaced && scopeNotes.includes(note) ? 'SCOPE_CHANGE' : 'EDITORIAL';
  return { kind: 'SetNote', reasonId: reason.id, note, scope, ...change };
}

const intentOperations = ({ reason, content, isWhole }: Wish): readonly Operation[] =>
  changedTexts(reason.intent, content.intent, isWhole).map(([language, text]): Operation => ({
    kind: 'SetIntent',
    reasonId: reason.id,
    language,
    text,
  }));

/**
 * The languages whose text is to be another one; with null for those to be taken away, where the wish is the whole.
 *
 * @example changedTexts({ en: 'Bill', nl: 'Nota' }, { en: 'Bills' }, true) // [['en', 'Bills'], ['nl', null]]
 */
export function changedTexts(
  before: LocalizedText,
  wished: LocalizedText,
  isWhole: boolean,
): readonly (readonly [Language, string | null])[] {
  const changed = Object.entries(wished).filter(([language, text]) => before[language] !== text);
  const gone = isWhole ? Object.keys(before).filter((language) => wished[language] === undefined) : [];
  return [...changed, ...gone.map((language) => [language, null] as const)];
}

function propertyOperations({ reason, content }: Wish): readonly Operation[] {
  const { properties } = content;
  const reasonId = reason.id;
  const operations: readonly (readonly [keyof Properties, Operation | null])[] = [
    ['residual', given(properties.residual, (residual) => ({ kind: 'SetResidual', reasonId, residual }))],
    ['kind', given(properties.kind, (contactKind) => ({ kind: 'SetKind', reasonId, contactKind }))],
    [
      'useCaseGroups',
      given(properties.useCaseGroups, (useCaseGroups) => ({
        kind: 'SetUseCaseGroups',
        reasonId,
        useCaseGroups,
      })),
    ],
    ['priority', given(properties.priority, (priority) => ({ kind: 'SetPriority', reasonId, priority }))],
    ['target', given(properties.target, (target) => ({ kind: 'SetTarget', reasonId, target }))],
    [
      'escalations',
      given(properties.escalations, (escalations) => ({ kind: 'SetEscalation', reasonId, escalations })),
    ],
    ['channels', given(properties.channels, (channels) => ({ kind: 'SetChannels', reasonId, channels }))],
    ['articles', given(properties.articles, (articles) => ({ kind: 'SetArticles', reasonId, articles }))],
  ];
  return operations.flatMap(([property, operation]) => {
    const isSame = sameValue(reason[property], properties[property]);
    return operation === null || isSame ? [] : [operation];
  });
}

const given = <Value>(
  value: Value | undefined,
  toOperation: (value: Value) => Operation,
): Operation | null => (value === undefined ? null : toOperation(value));
