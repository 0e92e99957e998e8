import { sha256Hex } from '../../platform/digest';
import type {
  Association,
  Language,
  LocalizedText,
  ReasonState,
  ResolutionMapping,
  Retirement,
  Synonym,
} from './reason';
import { noteKinds } from './reason';
import { byResolutionCode, bySynonymOrder, type Json } from './reason-state';
import type { ReasonTree } from './reason-tree';
import { byCodeUnits } from '../../platform/text';

/** The number of the written form. A new form gets a new number; the old bytes stay as they were sealed. */
export const canonicalFormat = 1;

/** What is sealed when a version is published: the whole content and nothing about when or by whom. */
export interface SealableContent {
  readonly taxonomyKey: string;
  readonly languages: readonly Language[];
  readonly tree: ReasonTree;
}

/**
 * The one way to write a content down: UTF-8 JSON without space, `format` first, reasons depth-first with
 * retired ones among them, keys in a fixed order, empty fields left out, sets sorted. Equal contents give
 * equal bytes, whatever the order in which they were made. O(n log n).
 *
 * @example canonicalBytes({ taxonomyKey: 'bank', languages: ['en'], tree: ReasonTree.empty })
 * // UTF-8 of {"format":1,"taxonomy":"bank","languages":["en"],"reasons":[]}
 */
export function canonicalBytes(content: SealableContent): Uint8Array {
  const written = {
    format: canonicalFormat,
    taxonomy: content.taxonomyKey,
    languages: sorted(content.languages),
    reasons: content.tree.depthFirst('ALL').map(writtenReason),
  };
  return new TextEncoder().encode(JSON.stringify(written));
}

/**
 * The digest by which a content is named, approved and proven: SHA-256 of its canonical bytes, in
 * hexadecimal.
 *
 * @example contentDigest(content) === sha256Hex(canonicalBytes(content)) // true
 */
export const contentDigest = (content: SealableContent): string => sha256Hex(canonicalBytes(content));

type Written = Readonly<Record<string, Json | undefined>>;

/** The keys stand in the order in which they are written; an undefined one is left out by JSON. */
function writtenReason(reason: ReasonState): Written {
  return {
    id: reason.id,
    code: reason.code,
    parentId: reason.parentId ?? undefined,
    rank: reason.rank,
    labels: writtenTexts(reason.labels),
    synonyms: filled(reason.synonyms)?.toSorted(bySynonymOrder).map(writtenSynonym),
    notes: writtenNotes(reason.notes),
    excludes: filled(reason.excludes)?.toSorted(byCodeUnits),
    scopeRevision: reason.scopeRevision === 0 ? undefined : reason.scopeRevision,
    residual: reason.residual ? true : undefined,
    kind: reason.kind ?? undefined,
    useCaseGroups: filled(reason.useCaseGroups)?.toSorted(byCodeUnits),
    intent: writtenTexts(reason.intent),
    priority: reason.priority ?? undefined,
    target: reason.target ? writtenTarget(reason.target) : undefined,
    escalations: filled(reason.escalations)?.map(writtenTrigger),
    channels: reason.channels === null ? undefined : sorted(reason.channels),
    articles: filled(reason.articles)?.map(({ title, url }) => ({ title, url })),
    resolutions: filled(reason.resolutions)?.toSorted(byResolutionCode).map(writtenMapping),
    retirement: reason.retirement ? writtenRetirement(reason.retirement) : undefined,
  };
}

const sorted = (words: readonly string[]): readonly string[] => [...words].sort(byCodeUnits);

const filled = <Item>(items: readonly Item[]): readonly Item[] | undefined =>
  items.length === 0 ? undefined : items;

function writtenTexts(texts: LocalizedText): LocalizedText | undefined {
  const languages = Object.keys(texts);
  if (languages.length === 0) return undefined;
  if (languages.length === 1) return texts;
  const written: Record<Language, string> = {};
  for (const language of languages.sort(byCodeUnits)) written[language] = texts[language] ?? '';
  return written;
}

function writtenNotes(notes: ReasonState['notes']): Readonly<Record<string, LocalizedText>> | undefined {
  const written: Record<string, LocalizedText> = {};
  for (const note of noteKinds) {
    const texts = writtenTexts(notes[note] ?? {});
    if (texts !== undefined) written[note] = texts;
  }
  return Object.keys(written).length === 0 ? undefined : written;
}

const writtenSynonym = ({ language, text, hidden }: Synonym): Json =>
  hidden ? { language, text, hidden } : { language, text };

const writtenTarget = ({ amount, unit, clock }: NonNullable<ReasonState['target']>): Json => ({
  amount,
  unit,
  clock,
});

const writtenMapping = ({ code, use, isDefault, followUpWithin }: ResolutionMapping): Json => ({
  ...{ code, use },
  ...(isDefault ? { isDefault } : {}),
  ...(followUpWithin === null ? {} : { followUpWithin: writtenTarget(followUpWithin) }),
});

/** Written whole, with its nulls: a trigger's conditions are few and are read together. One that is more than plain is a text. */
function writtenTrigger(trigger: ReasonState['escalations'][number]): Json {
  if ('when' in trigger)
    return { when: trigger.when, department: trigger.department, deadline: writtenTarget(trigger.deadline) };
  const { sentimentAtMost, priorityAtLeast, repeatCountAtLeast, department, deadlineMinutes } = trigger;
  const keywords = sorted(trigger.keywords);
  return { sentimentAtMost, priorityAtLeast, repeatCountAtLeast, keywords, department, deadlineMinutes };
}

function writtenRetirement({ reason, associations, justification, evidence = [] }: Retirement): Json {
  const targets = associations.toSorted((one, other) => byCodeUnits(one.targetId, other.targetId));
  return {
    reason,
    ...(targets.length === 0 ? {} : { associations: targets.map(writtenAssociation) }),
    ...(justification === null ? {} : { justification }),
    ...(evidence.length === 0 ? {} : { evidence: evidence.map(({ type, id }) => ({ type, id })) }),
  };
}

const writtenAssociation = ({ kind, targetId, share }: Association): Json =>
  share === null ? { kind, targetId } : { kind, targetId, share };
