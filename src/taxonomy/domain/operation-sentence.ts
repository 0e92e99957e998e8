import { unreachable } from '../../platform/result';
import { triggersInWords } from './escalation/trigger';
import type { ReasonId } from '../../platform/ids';
import type { Named } from './names-in-time';
import {
  isComposite,
  type CompositeOperation,
  type Operation,
  type OperationOf,
  type SimpleOperation,
} from './operation';
import { evidenceTypes, type EvidenceType } from './reason';
import { reasonFields, type ReasonField } from './reason-state';

/** What a reader calls a reason, whichever content it is found in. */
export type NameOf = (id: ReasonId) => string;

/**
 * An operation in words, for whoever reads what became of a draft; `before` is what its reason was called until then.
 *
 * @example operationSentence({ kind: 'SetCode', reasonId, code: 'refunds' }, nameOf, { code: 'refund', labels })
 * // 'Set the code of "Refund" (refund) from "refund" to "refunds".'
 */
export function operationSentence(operation: Operation, nameOf: NameOf, before?: Named): string {
  if (operation.kind === 'ReorderSiblings') {
    const { parentId, ranks } = operation;
    return `Put ${ranks.length === 1 ? 'one reason' : `${ranks.length} reasons`} at another place in the menu ${menu(parentId, nameOf)}.`;
  }
  if (isComposite(operation)) return `${compositeSentence(operation, nameOf)}.`;
  const name = nameOf(operation.reasonId);
  const isNaming = operation.kind === 'SetCode' || operation.kind === 'SetLabel';
  return `${isNaming ? namingSentence(operation, name, before) : withoutStop(operation, name, nameOf)}.`;
}

const menu = (parentId: ReasonId | null, nameOf: NameOf): string =>
  parentId === null ? 'at the root' : `of ${nameOf(parentId)}`;

const under = (parentId: ReasonId | null, nameOf: NameOf): string =>
  parentId === null ? 'to the root' : `under ${nameOf(parentId)}`;

const quoted = (text: string): string => (text.length > 80 ? `"${text.slice(0, 80)}..."` : `"${text}"`);

const set = (what: string, name: string, value: string | null): string =>
  value === null ? `Took the ${what} of ${name} away` : `Set the ${what} of ${name} to ${value}`;

function compositeSentence(operation: CompositeOperation, nameOf: NameOf): string {
  const name = nameOf(operation.reasonId);
  if (operation.kind === 'MergeReasons') return `Merged ${named(operation.sources, nameOf)} into ${name}`;
  const { targets, keepsSource } = operation;
  return keepsSource
    ? `Split ${named(targets, nameOf)} off from ${name}`
    : `Split ${name} into ${named(targets, nameOf)}`;
}

function named(ids: readonly ReasonId[], nameOf: NameOf): string {
  const names = ids.slice(0, 5).map(nameOf);
  if (ids.length > names.length) return `${names.join(', ')} and ${ids.length - names.length} more`;
  const last = names.at(-1) ?? 'nothing';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

type OfOne = Exclude<SimpleOperation, { readonly kind: 'ReorderSiblings' }>;

/** What names a reason is told with what it was before. */
function namingSentence(
  operation: OperationOf<'SetCode' | 'SetLabel'>,
  name: string,
  before: Named | undefined,
): string {
  if (operation.kind === 'SetCode')
    return setFrom('code', name, { before: before?.code, value: operation.code });
  const { language, label } = operation;
  return setFrom(`label in ${language}`, name, { before: before?.labels[language], value: label });
}

function setFrom(
  what: string,
  name: string,
  { before, value }: { readonly before: string | undefined; readonly value: string | null },
): string {
  const isChange = before !== undefined && value !== null;
  return isChange
    ? `Set the ${what} of ${name} from ${quoted(before)} to ${quoted(value)}`
    : set(what, name, value === null ? null : quoted(value));
}

type NotNaming = Exclude<OfOne, { readonly kind: 'SetCode' | 'SetLabel' }>;

function withoutStop(operation: NotNaming, name: string, nameOf: NameOf): string {
  switch (operation.kind) {
    case 'CreateReason':
      return `Created ${name} with the code ${quoted(operation.code)} ${operation.parentId === null ? 'at the root' : under(operation.parentId, nameOf)}`;
    case 'MoveReason':
      return `Moved ${name} ${under(operation.parentId, nameOf)}`;
    case 'AddSynonym':
      return `Added the ${operation.hidden ? 'hidden ' : ''}synonym ${quoted(operation.text)} (${operation.language}) to ${name}`;
    case 'RemoveSynonym':
      return `Removed the synonym ${quoted(operation.text)} (${operation.language}) from ${name}`;
    case 'PromoteSynonym':
      return `Made the synonym ${quoted(operation.text)} (${operation.language}) the label of ${name}`;
    case 'SetNote':
      return noteSentence(operation, name);
    case 'RetireReason':
    case 'ReviseRetirement':
      return retirementSentence(operation, name, nameOf);
    case 'ReactivateReason':
      return `Took ${name} back into use`;
    case 'DiscardReason':
      return `Took back the new reason ${name}`;
    case 'RestoreReason':
      return restorationSentence(operation, name);
    default:
      return propertySentence(operation, name);
  }
}

function noteSentence(operation: Extract<OfOne, { readonly kind: 'SetNote' }>, name: string): string {
  const { note, language, text, scope } = operation;
  const what = `note ${note} in ${language}`;
  const declared = scope === 'SCOPE_CHANGE' ? ', as a change of its scope' : '';
  return `${set(what, name, text === null ? null : quoted(text))}${declared}`;
}

const evidenceWords: Readonly<Record<EvidenceType, string>> = {
  Session: 'calibration session',
  Audit: 'audit',
  Suggestion: 'accepted suggestion',
};

function retirementSentence(
  { kind, retirement }: Extract<OfOne, { readonly kind: 'RetireReason' | 'ReviseRetirement' }>,
  name: string,
  nameOf: NameOf,
): string {
  const targets = retirement.associations.slice(0, 5).map(({ targetId }) => nameOf(targetId));
  const leads = targets.length === 0 ? '' : `; it leads to ${targets.join(', ')}`;
  const verb = kind === 'RetireReason' ? 'Retired' : 'Revised the retirement of';
  const evidence = evidenceTypes.flatMap((type) => {
    const own = (retirement.evidence ?? []).filter((one) => one.type === type);
    return counted(own, evidenceWords[type]) ?? [];
  });
  const rests = evidence.length === 0 ? '' : `; it rests on ${evidence.join(' and ')}`;
  return `${verb} ${name} as ${retirement.reason}${leads}${rests}`;
}

type PropertyOperation = Extract<
  OfOne,
  {
    readonly kind:
      | 'SetResidual'
      | 'SetKind'
      | 'SetUseCaseGroups'
      | 'SetIntent'
      | 'SetPriority'
      | 'SetTarget'
      | 'SetEscalation'
      | 'SetChannels'
      | 'SetArticles'
      | 'MapResolution'
      | 'UnmapResolution';
  }
>;

function propertySentence(operation: PropertyOperation, name: string): string {
  switch (operation.kind) {
    case 'SetResidual':
      return operation.residual
        ? `Declared ${name} residual`
        : `Declared that ${name} is not residual any more`;
    case 'SetKind':
      return set('kind of contact', name, operation.contactKind);
    case 'SetUseCaseGroups':
      return set('use-case groups', name, listed(operation.useCaseGroups));
    case 'SetIntent':
      return set(
        `intent in ${operation.language}`,
        name,
        operation.text === null ? null : quoted(operation.text),
      );
    case 'SetPriority':
      return set('priority', name, operation.priority);
    case 'SetTarget': {
      const { target } = operation;
      return set(
        'resolution target',
        name,
        target && `${target.amount} ${target.unit} of ${target.clock} time`,
      );
    }
    case 'SetEscalation':
      return set('escalation triggers', name, triggersInWords(operation.escalations));
    case 'SetChannels':
      return operation.channels === null
        ? `Opened ${name} to all channels`
        : set('channels', name, listed(operation.channels) ?? 'none');
    case 'SetArticles':
      return set('knowledge articles', name, counted(operation.articles, 'article'));
    case 'MapResolution':
      return mappingSentence(operation, name);
    case 'UnmapResolution':
      return `Took the resolution ${quoted(operation.resolution)} of ${name} away`;
    default:
      return unreachable(operation);
  }
}

function mappingSentence(
  { resolution, use, isDefault, followUpWithin }: Extract<OfOne, { readonly kind: 'MapResolution' }>,
  name: string,
): string {
  const role = isDefault ? `${use} and the default` : use;
  const again =
    followUpWithin &&
    `, with a follow-up within ${followUpWithin.amount} ${followUpWithin.unit} of ${followUpWithin.clock} time`;
  return `Made the resolution ${quoted(resolution)} of ${name} ${role}${again ?? ''}`;
}

/** Fields that are kept for themselves and read as one are told as one. */
const fieldWords: Readonly<Record<ReasonField, string>> = {
  code: 'code',
  parentId: 'place',
  rank: 'place',
  labels: 'labels',
  synonyms: 'synonyms',
  notes: 'notes',
  excludes: 'references to other reasons',
  scopeRevision: 'count of scope changes',
  residual: 'being residual or not',
  kind: 'kind of contact',
  useCaseGroups: 'use-case groups',
  intent: 'intent',
  priority: 'priority',
  target: 'resolution target',
  escalations: 'escalation triggers',
  channels: 'channels',
  articles: 'knowledge articles',
  resolutions: 'resolutions',
  retirement: 'retirement',
};

function restorationSentence({ fields }: OperationOf<'RestoreReason'>, name: string): string {
  const given = reasonFields.filter((field) => fields[field] !== undefined);
  const isWhole = given.includes('code') && given.includes('parentId') && given.includes('labels');
  if (isWhole) return `Gave ${name} back all that it was`;
  const words = [...new Set(given.map((field) => fieldWords[field]))];
  const [last = 'content', ...others] = words.toReversed();
  const all = others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
  return `Gave ${name} back its earlier ${all}`;
}

const listed = (words: readonly string[]): string | null => (words.length === 0 ? null : words.join(', '));

const counted = (items: readonly unknown[], what: string): string | null =>
  items.length === 0 ? null : `${items.length} ${what}${items.length === 1 ? '' : 's'}`;
