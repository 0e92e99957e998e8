import { isUuid, type ReasonId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import { buildTree, type TreeProblem } from './build-tree';
import { canonicalFormat, type SealableContent } from './canonical-form';
import type { Condition } from './escalation/condition';
import { parseCondition } from './escalation/parse-condition';
import { keptTrigger } from './escalation/trigger';
import {
  flagAt,
  listOf,
  MalformedShape,
  numberAt,
  ObjectReader,
  refuse,
  textAt,
  wordOf,
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
 * The content that canonical bytes hold. Refuses bytes that are not UTF-8 JSON, another format number, a key
 * or value that the format does not know, a text in a language that it does not list, and reasons that are no
 * tree.
 *
 * @example parseCanonical(canonicalBytes(content)) // ok: a content whose canonical bytes are the same
 */
export function parseCanonical(bytes: Uint8Array): Result<SealableContent, CanonicalProblem> {
  const parsed = parseJson(bytes);
  if (!parsed.ok) return parsed;
  try {
    return readContent({ value: parsed.value, key: '', parent: null });
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
  ...['sentimentAtMost', 'priorityAtLeast', 'repeatCountAtLeast', 'keywords', 'department'],
  'deadlineMinutes',
);
const writtenTriggerKeys = keysOf('when', 'department', 'deadline');
const articleKeys = keysOf('title', 'url');
const mappingKeys = keysOf('code', 'use', 'isDefault', 'followUpWithin');
const retirementKeys = keysOf('reason', 'associations', 'justification', 'evidence');
const evidenceKeys = keysOf('type', 'id');
const associationKeys = keysOf('kind', 'targetId', 'share');

function readContent(place: Place): Result<SealableContent, CanonicalProblem> {
  const format = formatOf(place.value);
  if (format !== canonicalFormat) {
    const observed = String(format).slice(0, 40);
    const message = `expected content of format ${canonicalFormat}, but got ${observed}`;
    return err({ code: 'UNKNOWN_FORMAT', message, observed, expected: canonicalFormat });
  }
  const content = new ObjectReader(place, contentKeys);
  const languages = content.read('languages', listOf(textAt));
  const languageKeys = keysOf(...languages);
  const reasons = content.read(
    'reasons',
    listOf((reason) => readReason(reason, languageKeys)),
  );
  const tree = buildTree(reasons);
  if (!tree.ok) return err({ code: 'NOT_A_TREE', message: tree.problem.message, problem: tree.problem });
  return ok({ taxonomyKey: content.read('taxonomy', textAt), languages, tree: tree.value });
}

const formatOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;

/** What is not written is this one, in every reason: less to keep, and told equal at a glance. */
const none: readonly never[] = [];
const noTexts: LocalizedText = {};

function readReason(place: Place, languages: ReadonlySet<string>): ReasonState {
  const reason = new ObjectReader(place, reasonKeys);
  const texts = (each: Place): LocalizedText => readTexts(each, languages);
  return {
    id: reason.read('id', readId),
    code: reason.read('code', textAt),
    parentId: reason.readOrNull('parentId', readId),
    rank: reason.read('rank', textAt),
    labels: reason.readOrNull('labels', texts) ?? noTexts,
    synonyms:
      reason.readOrNull(
        'synonyms',
        listOf((synonym) => readSynonym(synonym, languages)),
      ) ?? none,
    notes: reason.readOrNull('notes', (notes) => readNotes(notes, languages)) ?? noTexts,
    excludes: reason.readOrNull('excludes', listOf(readId)) ?? none,
    scopeRevision: reason.readOrNull('scopeRevision', numberAt) ?? 0,
    residual: reason.readOrNull('residual', flagAt) ?? false,
    kind: reason.readOrNull('kind', wordOf(known.contactKinds)),
    useCaseGroups: reason.readOrNull('useCaseGroups', listOf(wordOf(known.useCaseGroups))) ?? none,
    intent: reason.readOrNull('intent', texts) ?? noTexts,
    priority: reason.readOrNull('priority', wordOf(known.priorities)),
    target: reason.readOrNull('target', readTarget),
    escalations: reason.readOrNull('escalations', listOf(readTrigger)) ?? none,
    channels: reason.readOrNull('channels', listOf(textAt)),
    articles: reason.readOrNull('articles', listOf(readArticle)) ?? none,
    resolutions: reason.readOrNull('resolutions', listOf(readMapping)) ?? none,
    retirement: reason.readOrNull('retirement', readRetirement),
  };
}

function readId(place: Place): ReasonId {
  const text = textAt(place);
  return isUuid(text) ? (text as ReasonId) : refuse(place, 'a UUID in lower case');
}

function readTexts(place: Place, languages: ReadonlySet<string>): LocalizedText {
  const written = new ObjectReader(place, languages);
  const texts: Record<string, string> = {};
  for (const language of written.names()) texts[language] = written.read(language, textAt);
  return texts;
}

function readSynonym(place: Place, languages: ReadonlySet<string>): known.Synonym {
  const synonym = new ObjectReader(place, synonymKeys);
  return {
    language: synonym.read('language', wordOf([...languages])),
    text: synonym.read('text', textAt),
    hidden: synonym.readOrNull('hidden', flagAt) ?? false,
  };
}

function readNotes(place: Place, languages: ReadonlySet<string>): ReasonState['notes'] {
  const written = new ObjectReader(place, noteKeys);
  const notes: Partial<Record<known.NoteKind, LocalizedText>> = {};
  for (const note of known.noteKinds) {
    const texts = written.readOrNull(note, (each) => readTexts(each, languages));
    if (texts !== null) notes[note] = texts;
  }
  return notes;
}

function readTarget(place: Place): known.ResolutionTarget {
  const target = new ObjectReader(place, targetKeys);
  return {
    amount: target.read('amount', numberAt),
    unit: target.read('unit', wordOf(known.targetUnits)),
    clock: target.read('clock', wordOf(known.targetClocks)),
  };
}

function readTrigger(place: Place): known.EscalationTrigger {
  const isWritten = typeof place.value === 'object' && place.value !== null && 'when' in place.value;
  return isWritten ? readWritten(place) : readPlain(place);
}

/** One that could be said plainly is plain from here on: files are written by people, too. */
function readWritten(place: Place): known.EscalationTrigger {
  const trigger = new ObjectReader(place, writtenTriggerKeys);
  return keptTrigger({
    condition: trigger.read('when', readCondition),
    department: trigger.read('department', textAt),
    deadline: trigger.read('deadline', readTarget),
  });
}

function readCondition(place: Place): Condition {
  const parsed = parseCondition(textAt(place));
  return parsed.ok ? parsed.value : refuse(place, `a condition (${parsed.problem.message})`);
}

function readPlain(place: Place): known.PlainTrigger {
  const trigger = new ObjectReader(place, triggerKeys);
  return {
    sentimentAtMost: trigger.readOrNull('sentimentAtMost', wordOf(known.sentiments)),
    priorityAtLeast: trigger.readOrNull('priorityAtLeast', wordOf(known.priorities)),
    repeatCountAtLeast: trigger.readOrNull('repeatCountAtLeast', numberAt),
    keywords: trigger.read('keywords', listOf(textAt)),
    department: trigger.read('department', textAt),
    deadlineMinutes: trigger.read('deadlineMinutes', numberAt),
  };
}

function readArticle(place: Place): known.KnowledgeArticle {
  const article = new ObjectReader(place, articleKeys);
  return { title: article.read('title', textAt), url: article.read('url', textAt) };
}

function readMapping(place: Place): known.ResolutionMapping {
  const mapping = new ObjectReader(place, mappingKeys);
  return {
    code: mapping.read('code', textAt),
    use: mapping.read('use', wordOf(known.resolutionUses)),
    isDefault: mapping.readOrNull('isDefault', flagAt) ?? false,
    followUpWithin: mapping.readOrNull('followUpWithin', readTarget),
  };
}

function readRetirement(place: Place): known.Retirement {
  const retirement = new ObjectReader(place, retirementKeys);
  const evidence = retirement.readOrNull('evidence', listOf(readEvidence)) ?? [];
  return {
    reason: retirement.read('reason', wordOf(known.retirementReasons)),
    associations: retirement.readOrNull('associations', listOf(readAssociation)) ?? [],
    justification: retirement.readOrNull('justification', textAt),
    ...(evidence.length === 0 ? {} : { evidence }),
  };
}

function readEvidence(place: Place): known.Evidence {
  const evidence = new ObjectReader(place, evidenceKeys);
  return { type: evidence.read('type', wordOf(known.evidenceTypes)), id: evidence.read('id', readId) };
}

function readAssociation(place: Place): known.Association {
  const association = new ObjectReader(place, associationKeys);
  return {
    kind: association.read('kind', wordOf(known.associationKinds)),
    targetId: association.read('targetId', readId),
    share: association.readOrNull('share', numberAt),
  };
}
