import type { ReasonId } from '../../../platform/ids';
import type { EscalationTrigger, NoteKind, ReasonState, ResolutionMapping, Synonym } from '../reason';
import { byResolutionCode, bySynonymOrder, sameValue, type ReasonField } from '../reason-state';
import { triggerParts } from './merge-triggers';
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
  'channels',
  'articles',
  'retirement',
] as const satisfies readonly ReasonField[];

const partedFields = [
  ...plain,
  ...(['labels', 'intent', 'notes', 'synonyms', 'excludes', 'escalations', 'resolutions'] as const),
];

/**
 * The fields in which a state differs from the base, all for a reason that is not in the base; without rank and scope
 * revision, which are merged by rules of their own.
 */
export function editedFields(
  base: ReasonState | undefined,
  states: readonly ReasonState[],
): ReadonlySet<ReasonField> {
  const isEdited = (field: ReasonField): boolean =>
    base === undefined || states.some((state) => !sameValue(state[field], base[field]));
  return new Set(partedFields.filter(isEdited));
}

/** The parts of which an edit can be declared a change of scope. */
export const mayChangeScope = (part: string): boolean => /^(?:label|note|exclude)\b/.test(part);

/**
 * Of these fields: labels, notes and intents by language, synonyms, excluded reasons, escalation triggers and mappings to
 * resolutions one by one, everything else by its field. Which mapping is the default is a part of its own beside them, so that two sides cannot each
 * have one.
 *
 * @example partsOf(refund, new Set(['labels'])).get('label.en') // 'Refund'
 */
export function partsOf(reason: ReasonState, fields: ReadonlySet<ReasonField>): ReasonParts {
  const parts = new Map<string, unknown>();
  for (const field of plain) if (fields.has(field)) parts.set(field, reason[field]);
  if (fields.has('labels'))
    for (const [language, text] of Object.entries(reason.labels)) parts.set(`label.${language}`, text);
  if (fields.has('intent'))
    for (const [language, text] of Object.entries(reason.intent)) parts.set(`intent.${language}`, text);
  if (fields.has('notes'))
    for (const [note, texts] of Object.entries(reason.notes))
      for (const [language, text] of Object.entries(texts)) parts.set(`note.${note}.${language}`, text);
  if (fields.has('synonyms'))
    for (const { language, text, hidden } of reason.synonyms)
      parts.set(`synonym.${language}.${text}`, hidden);
  if (fields.has('excludes')) for (const id of reason.excludes) parts.set(`exclude.${id}`, true);
  if (fields.has('escalations'))
    for (const [name, trigger] of triggerParts(reason.escalations)) parts.set(`escalation.${name}`, trigger);
  if (fields.has('resolutions')) {
    for (const mapping of reason.resolutions) parts.set(`resolution.${mapping.code}`, mapping);
    parts.set('defaultResolution', reason.resolutions.find(({ isDefault }) => isDefault)?.code ?? null);
  }
  return parts;
}

/**
 * The fields that the parts make; the opposite of `partsOf`.
 *
 * @example fieldsFrom(partsOf(refund, fields), fields) // those fields of refund
 */
export function fieldsFrom(parts: ReasonParts, fields: ReadonlySet<ReasonField>): Partial<ReasonState> {
  const labels: Record<string, string> = {};
  const intent: Record<string, string> = {};
  const notes: Partial<Record<NoteKind, Record<string, string>>> = {};
  const synonyms: Synonym[] = [];
  const excludes: ReasonId[] = [];
  const escalations: EscalationTrigger[] = [];
  const mappings: ResolutionMapping[] = [];
  for (const [part, value] of parts) {
    const [what, first = '', ...rest] = part.split('.');
    if (what === 'label') labels[first] = value as string;
    else if (what === 'intent') intent[first] = value as string;
    else if (what === 'note') (notes[first as NoteKind] ??= {})[rest.join('.')] = value as string;
    else if (what === 'synonym')
      synonyms.push({ language: first, text: rest.join('.'), hidden: value as boolean });
    else if (what === 'exclude') excludes.push(first as ReasonId);
    else if (what === 'escalation') escalations.push(value as EscalationTrigger);
    else if (what === 'resolution') mappings.push(value as ResolutionMapping);
  }
  synonyms.sort(bySynonymOrder);
  excludes.sort(byCodeUnits);
  const resolutions = withDefault(mappings, parts.get('defaultResolution'));
  const made: Partial<Record<ReasonField, unknown>> = {
    labels,
    intent,
    notes,
    synonyms,
    excludes,
    escalations: parts.get(allTriggers) ?? escalations,
    resolutions,
  };
  for (const field of plain) made[field] = parts.get(field);
  return Object.fromEntries([...fields].map((field) => [field, made[field]]));
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

const allTriggers = 'escalations';

/** The parts with the triggers of the reason as one of them. */
export function withTriggersTogether(parts: ReasonParts, { escalations }: ReasonState): ReasonParts {
  const others = [...parts].filter(([part]) => !part.startsWith('escalation.'));
  return new Map<string, unknown>([...others, [allTriggers, escalations]]);
}

/** The parts in which two states differ, those that only one of them has included. */
export function differingParts(one: ReasonParts, other: ReasonParts): readonly string[] {
  const parts = new Set([...one.keys(), ...other.keys()]);
  return [...parts].filter((part) => !sameValue(one.get(part), other.get(part))).sort(byCodeUnits);
}
