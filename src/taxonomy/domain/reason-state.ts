import type { LocalizedText, ReasonState, ResolutionMapping, Synonym } from './reason';
import { byCodeUnits } from '../../platform/text';

/** A value that JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Some fields of a reason, for a person to read: of a text per language only the languages that differ. */
export type ReasonFacts = Readonly<Record<string, Json>>;

/** The fields of a reason in the order in which they are written everywhere. */
export const reasonFields = [
  'code',
  'parentId',
  'rank',
  'labels',
  'synonyms',
  'notes',
  'excludes',
  'scopeRevision',
  'residual',
  'kind',
  'useCaseGroups',
  'intent',
  'priority',
  'target',
  'escalations',
  'channels',
  'articles',
  'resolutions',
  'retirement',
] as const satisfies readonly (keyof ReasonState)[];
export type ReasonField = (typeof reasonFields)[number];

type Identity = Pick<ReasonState, 'id' | 'code' | 'parentId' | 'rank' | 'labels'>;

/**
 * A new, active reason with nothing but its place and its labels.
 *
 * @example newReason({ id, code: 'bill', parentId: null, rank: 'a0', labels: { en: 'Bill' } }).residual
 * // false
 */
export const newReason = ({ id, code, parentId, rank, labels }: Identity): ReasonState => ({
  // Named one by one: V8 keeps an object of a spread and many keys in its slow form.
  id,
  code,
  parentId,
  rank,
  labels,
  synonyms: [],
  notes: {},
  excludes: [],
  scopeRevision: 0,
  residual: false,
  kind: null,
  useCaseGroups: [],
  intent: {},
  priority: null,
  target: null,
  escalations: [],
  channels: null,
  articles: [],
  resolutions: [],
  retirement: null,
});

/**
 * The order in which synonyms are kept: they are a set, so that the order of adding must not show.
 *
 * @example [{ language: 'nl', text: 'b' }, { language: 'en', text: 'z' }].sort(bySynonymOrder)
 * // en before nl
 */
export const bySynonymOrder = (one: Synonym, other: Synonym): number =>
  byCodeUnits(one.language, other.language) || byCodeUnits(one.text, other.text);

/** The order in which mappings are kept: they are a set too. */
export const byResolutionCode = (one: ResolutionMapping, other: ResolutionMapping): number =>
  byCodeUnits(one.code, other.code);

/**
 * The text per language with one language set, or without it when the text is null.
 *
 * @example withText({ en: 'Bill' }, 'nl', 'Rekening') // { en: 'Bill', nl: 'Rekening' }
 */
export function withText(texts: LocalizedText, language: string, text: string | null): LocalizedText {
  const { [language]: _, ...others } = texts;
  return text === null ? others : { ...others, [language]: text };
}

/**
 * Whether two plain values say the same, whatever the order of their keys.
 *
 * @example sameValue({ a: 1, b: [2] }, { b: [2], a: 1 }) // true
 */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) return Array.isArray(other) && sameList(one, other);
  return isRecord(one) && isRecord(other) && sameRecord(one, other);
}

function sameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, at) => sameValue(item, other[at]));
}

function sameRecord(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean {
  let unseen = 0;
  for (const _ in other) unseen += 1;
  for (const key in one) {
    if (!Object.hasOwn(other, key) || !sameValue(one[key], other[key])) return false;
    unseen -= 1;
  }
  return unseen === 0;
}

/** Whether two states of one reason say the same. */
export function sameReason(one: ReasonState, other: ReasonState): boolean {
  if (one === other) return true;
  for (const field of reasonFields) if (!sameValue(one[field], other[field])) return false;
  return true;
}

/** The fields in which two states of one reason differ. */
export const changedFields = (before: ReasonState, after: ReasonState): readonly ReasonField[] =>
  reasonFields.filter((field) => !sameValue(before[field], after[field]));

/**
 * What the history shows of a change: the fields that differ, before and after. Null stands for a reason that
 * is not there.
 *
 * @example factsOfChange(reason, { ...reason, labels: { en: 'B' } })
 * // { before: { labels: { en: 'A' } }, after: { labels: { en: 'B' } } }
 */
export function factsOfChange(
  before: ReasonState | null,
  after: ReasonState | null,
): { readonly before: ReasonFacts | null; readonly after: ReasonFacts | null } {
  if (before === null || after === null) {
    return { before: before && factsOf(before), after: after && factsOf(after) };
  }
  const earlier: Record<string, Json> = {};
  const later: Record<string, Json> = {};
  for (const field of changedFields(before, after)) {
    const [one, other] = differingParts(before[field], after[field]);
    earlier[field] = one;
    later[field] = other;
  }
  return { before: earlier, after: later };
}

const blank = newReason({ id: '' as ReasonState['id'], code: '', parentId: null, rank: '', labels: {} });

/**
 * The fields that say something; a new reason without notes is described by its code, place and labels alone.
 */
function factsOf(reason: ReasonState): ReasonFacts {
  const facts: Record<string, Json> = {};
  for (const field of changedFields(blank, reason)) facts[field] = toJson(reason[field]);
  return facts;
}

function differingParts(before: unknown, after: unknown): readonly [Json, Json] {
  if (!isRecord(before) || !isRecord(after)) return [toJson(before), toJson(after)];
  const one: Record<string, Json> = {};
  const other: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (sameValue(before[key], after[key])) continue;
    one[key] = toJson(before[key]);
    other[key] = toJson(after[key]);
  }
  return [one, other];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function toJson(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJson(part)]));
  return null;
}
