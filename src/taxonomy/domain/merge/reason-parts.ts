import type { ReasonId } from '../../../platform/ids';
import type { NoteKind, ReasonState, ResolutionMapping, Synonym } from '../reason';
import { byResolutionCode, bySynonymOrder, newReason, sameValue } from '../reason-state';
import { byCodeUnits } from '../../../platform/text';

/** A reason taken apart into what can be edited by itself; what is not there has no key. */
export type ReasonParts = ReadonlyMap<string, unknown>;

const plain = [
  'code',
  'parentId',
  'residual',
  'kind',
  'useCaseGroups',
  'priority',
  'target',
  'escalations',
  'channels',
  'articles',
  'retirement',
] as const;

/** The parts of which an edit can be declared a change of scope. */
export const mayChangeScope = (part: string): boolean => /^(?:label|note|exclude)\b/.test(part);

/**
 * Labels, notes and intents by language, synonyms, excluded reasons and mappings to resolutions one by one, everything else by
 * its field. Which mapping is the default is a part of its own beside them, so that two sides cannot each have one.
 *
 * @example partsOf(refund).get('label.en') // 'Refund'
 */
export function partsOf(reason: ReasonState): ReasonParts {
  const parts = new Map<string, unknown>();
  for (const field of plain) parts.set(field, reason[field]);
  for (const [language, text] of Object.entries(reason.labels)) parts.set(`label.${language}`, text);
  for (const [language, text] of Object.entries(reason.intent)) parts.set(`intent.${language}`, text);
  for (const [note, texts] of Object.entries(reason.notes)) {
    for (const [language, text] of Object.entries(texts)) parts.set(`note.${note}.${language}`, text);
  }
  for (const { language, text, hidden } of reason.synonyms) parts.set(`synonym.${language}.${text}`, hidden);
  for (const id of reason.excludes) parts.set(`exclude.${id}`, true);
  for (const mapping of reason.resolutions) parts.set(`resolution.${mapping.code}`, mapping);
  parts.set('defaultResolution', reason.resolutions.find(({ isDefault }) => isDefault)?.code ?? null);
  return parts;
}

/**
 * The reason that the parts make; the opposite of `partsOf`, with what is no part of its own.
 *
 * @example reasonFrom(partsOf(refund), refund) // equals refund
 */
export function reasonFrom(
  parts: ReasonParts,
  { id, rank, scopeRevision }: Pick<ReasonState, 'id' | 'rank' | 'scopeRevision'>,
): ReasonState {
  const fields = Object.fromEntries(plain.map((field) => [field, parts.get(field)]));
  const texts = { labels: {} as Record<string, string>, intent: {} as Record<string, string> };
  const notes: Partial<Record<NoteKind, Record<string, string>>> = {};
  const synonyms: Synonym[] = [];
  const excludes: ReasonId[] = [];
  const mappings: ResolutionMapping[] = [];
  for (const [part, value] of parts) {
    const [what, first = '', ...rest] = part.split('.');
    if (what === 'label') texts.labels[first] = value as string;
    else if (what === 'intent') texts.intent[first] = value as string;
    else if (what === 'note') (notes[first as NoteKind] ??= {})[rest.join('.')] = value as string;
    else if (what === 'synonym')
      synonyms.push({ language: first, text: rest.join('.'), hidden: value as boolean });
    else if (what === 'exclude') excludes.push(first as ReasonId);
    else if (what === 'resolution') mappings.push(value as ResolutionMapping);
  }
  synonyms.sort(bySynonymOrder);
  excludes.sort(byCodeUnits);
  const resolutions = withDefault(mappings, parts.get('defaultResolution'));
  const blank = newReason({ id, code: '', parentId: null, rank, labels: {} });
  return { ...blank, ...fields, ...texts, notes, synonyms, excludes, resolutions, scopeRevision };
}

/** A default that whoever settled the merge took away, or forbids, is none. */
const withDefault = (
  mappings: readonly ResolutionMapping[],
  defaultCode: unknown,
): readonly ResolutionMapping[] =>
  mappings
    .map((mapping) => ({
      ...mapping,
      isDefault: mapping.code === defaultCode && mapping.use !== 'FORBIDDEN',
    }))
    .sort(byResolutionCode);

/** The parts in which two states differ, those that only one of them has included. */
export function differingParts(one: ReasonParts, other: ReasonParts): readonly string[] {
  const parts = new Set([...one.keys(), ...other.keys()]);
  return [...parts].filter((part) => !sameValue(one.get(part), other.get(part))).sort(byCodeUnits);
}
