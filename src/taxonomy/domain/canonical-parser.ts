import { isUuid, type ReasonId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import { buildTree, type TreeProblem } from './build-tree';
import { canonicalFormat, type SealableContent } from './canonical-form';
import {
  at,
  flagAt,
  listAt,
  MalformedShape,
  numberAt,
  objectAt,
  orNull,
  refuse,
  textAt,
  wordAt,
  type Place,
} from './json-shape';
import * as known from './reason';
import type { LocalizedText, ReasonState } from './reason';
import { reasonFields } from './reason-state';

/** Why bytes are no content that can be read. */
export type CanonicalProblem =
  | { readonly code: 'NOT_JSON'; readonly message: string }
  | {
      readonly code: 'UNKNOWN_FORMAT';
      readonly message: string;
      readonly observed: string;
      readonly expected: number;
    }
  | { readonly code: 'MALFORMED_CONTENT'; readonly message: string; readonly path: string }
  | { readonly code: 'NOT_A_TREE'; readonly message: string; readonly problem: TreeProblem };

/**
 * The content that canonical bytes hold. Refuses bytes that are not UTF-8 JSON, another format number, a key or value
 * that the format does not know, a text in a language that it does not list, and reasons that are no tree.
 *
 * @example parseCanonical(canonicalBytes(content)) // ok: a content whose canonical bytes are the same
 */
export function parseCanonical(bytes: Uint8Array): Result<SealableContent, CanonicalProblem> {
  const parsed = parseJson(bytes);
  if (!parsed.ok) return parsed;
  try {
    return readContent({ value: parsed.value, path: '' });
  } catch (error) {
    if (error instanceof MalformedShape) {
      return err({ code: 'MALFORMED_CONTENT', message: error.message, path: error.path });
    }
    throw error;
  }
}

function parseJson(bytes: Uint8Array): Result<unknown, CanonicalProblem> {
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return err({
      code: 'NOT_JSON',
      message: 'expected UTF-8 JSON, but got bytes that cannot be read as such',
    });
  }
}

const keysOf = (...keys: readonly string[]): ReadonlySet<string> => new Set(keys);

const contentKeys = keysOf('format', 'taxonomy', 'languages', 'reasons');
const reasonKeys = keysOf('id', ...reasonFields);
const noteKeys = keysOf(...known.noteKinds);
const synonymKeys = keysOf('language', 'text', 'hidden');
const targetKeys = keysOf('amount', 'unit', 'clock');
const triggerKeys = keysOf(
  'sentimentAtMost',
  'priorityAtLeast',
  'repeatCountAtLeast',
  'keywords',
  'department',
  'deadlineMinutes',
);
const articleKeys = keysOf('title', 'url');
const retirementKeys = keysOf('reason', 'associations', 'justification');
const associationKeys = keysOf('kind', 'targetId', 'share');

function readContent(place: Place): Result<SealableContent, CanonicalProblem> {
  const format = formatOf(place.value);
  if (format !== canonicalFormat) {
    const observed = String(format).slice(0, 40);
    const message = `expected content of format ${canonicalFormat}, but got ${observed}`;
    return err({ code: 'UNKNOWN_FORMAT', message, observed, expected: canonicalFormat });
  }
  const keys = objectAt(place, contentKeys);
  const languages = listAt(at(place, keys, 'languages'), textAt);
  const languageKeys = keysOf(...languages);
  const reasons = listAt(at(place, keys, 'reasons'), (reason) => readReason(reason, languageKeys));
  const tree = buildTree(reasons);
  if (!tree.ok) return err({ code: 'NOT_A_TREE', message: tree.problem.message, problem: tree.problem });
  return ok({ taxonomyKey: textAt(at(place, keys, 'taxonomy')), languages, tree: tree.value });
}

const formatOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;

function readReason(place: Place, languages: ReadonlySet<string>): ReasonState {
  const keys = objectAt(place, reasonKeys);
  const field = (key: keyof ReasonState): Place => at(place, keys, key);
  const listOf = <Item>(key: keyof ReasonState, read: (item: Place) => Item): readonly Item[] =>
    orNull(field(key), (list) => listAt(list, read)) ?? [];
  const textsOf = (key: keyof ReasonState): LocalizedText =>
    orNull(field(key), (texts) => readTexts(texts, languages)) ?? {};
  return {
    id: readId(field('id')),
    code: textAt(field('code')),
    parentId: orNull(field('parentId'), readId),
    rank: textAt(field('rank')),
    labels: textsOf('labels'),
    synonyms: listOf('synonyms', (synonym) => readSynonym(synonym, languages)),
    notes: orNull(field('notes'), (notes) => readNotes(notes, languages)) ?? {},
    excludes: listOf('excludes', readId),
    scopeRevision: orNull(field('scopeRevision'), numberAt) ?? 0,
    residual: orNull(field('residual'), flagAt) ?? false,
    kind: orNull(field('kind'), (kind) => wordAt(kind, known.contactKinds)),
    useCaseGroups: listOf('useCaseGroups', (group) => wordAt(group, known.useCaseGroups)),
    intent: textsOf('intent'),
    priority: orNull(field('priority'), (priority) => wordAt(priority, known.priorities)),
    target: orNull(field('target'), readTarget),
    escalations: listOf('escalations', readTrigger),
    channels: orNull(field('channels'), (list) => listAt(list, textAt)),
    articles: listOf('articles', readArticle),
    retirement: orNull(field('retirement'), readRetirement),
  };
}

function readId(place: Place): ReasonId {
  const text = textAt(place);
  return isUuid(text) ? (text as ReasonId) : refuse(place, 'a UUID in lower case');
}

function readTexts(place: Place, languages: ReadonlySet<string>): LocalizedText {
  const keys = objectAt(place, languages);
  const texts: Record<string, string> = {};
  for (const language in keys) texts[language] = textAt(at(place, keys, language));
  return texts;
}

function readSynonym(place: Place, languages: ReadonlySet<string>): known.Synonym {
  const keys = objectAt(place, synonymKeys);
  const language = textAt(at(place, keys, 'language'));
  if (!languages.has(language)) refuse(at(place, keys, 'language'), 'a language of the content');
  const hidden = orNull(at(place, keys, 'hidden'), flagAt) ?? false;
  return { language, text: textAt(at(place, keys, 'text')), hidden };
}

function readNotes(place: Place, languages: ReadonlySet<string>): ReasonState['notes'] {
  const keys = objectAt(place, noteKeys);
  const notes: Partial<Record<known.NoteKind, LocalizedText>> = {};
  for (const note of known.noteKinds) {
    const texts = orNull(at(place, keys, note), (each) => readTexts(each, languages));
    if (texts !== null) notes[note] = texts;
  }
  return notes;
}

function readTarget(place: Place): known.ResolutionTarget {
  const keys = objectAt(place, targetKeys);
  return {
    amount: numberAt(at(place, keys, 'amount')),
    unit: wordAt(at(place, keys, 'unit'), known.targetUnits),
    clock: wordAt(at(place, keys, 'clock'), known.targetClocks),
  };
}

function readTrigger(place: Place): known.EscalationTrigger {
  const keys = objectAt(place, triggerKeys);
  const sentiment = at(place, keys, 'sentimentAtMost');
  const priority = at(place, keys, 'priorityAtLeast');
  return {
    sentimentAtMost: orNull(sentiment, (word) => wordAt(word, known.sentiments)),
    priorityAtLeast: orNull(priority, (word) => wordAt(word, known.priorities)),
    repeatCountAtLeast: orNull(at(place, keys, 'repeatCountAtLeast'), numberAt),
    keywords: listAt(at(place, keys, 'keywords'), textAt),
    department: textAt(at(place, keys, 'department')),
    deadlineMinutes: numberAt(at(place, keys, 'deadlineMinutes')),
  };
}

function readArticle(place: Place): known.KnowledgeArticle {
  const keys = objectAt(place, articleKeys);
  return { title: textAt(at(place, keys, 'title')), url: textAt(at(place, keys, 'url')) };
}

function readRetirement(place: Place): known.Retirement {
  const keys = objectAt(place, retirementKeys);
  return {
    reason: wordAt(at(place, keys, 'reason'), known.retirementReasons),
    associations: orNull(at(place, keys, 'associations'), (list) => listAt(list, readAssociation)) ?? [],
    justification: orNull(at(place, keys, 'justification'), textAt),
  };
}

function readAssociation(place: Place): known.Association {
  const keys = objectAt(place, associationKeys);
  return {
    kind: wordAt(at(place, keys, 'kind'), known.associationKinds),
    targetId: readId(at(place, keys, 'targetId')),
    share: orNull(at(place, keys, 'share'), numberAt),
  };
}
