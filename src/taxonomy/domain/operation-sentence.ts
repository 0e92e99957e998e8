import { unreachable } from '../../platform/result';
import type { ReasonId } from '../../platform/ids';
import { isComposite, type CompositeOperation, type Operation, type SimpleOperation } from './operation';

/** What a reader calls a reason, whichever content it is found in. */
export type NameOf = (id: ReasonId) => string;

/**
 * An operation in words, for whoever reads what became of a draft.
 *
 * @example operationSentence({ kind: 'SetLabel', reasonId, language: 'en', label: 'Refund' }, nameOf)
 * // 'Labelled "Money back" (refund) "Refund" in en.'
 */
export function operationSentence(operation: Operation, nameOf: NameOf): string {
  if (operation.kind === 'ReorderSiblings') {
    const { parentId, ranks } = operation;
    return `Put ${ranks.length === 1 ? 'one reason' : `${ranks.length} reasons`} at another place in the menu ${menu(parentId, nameOf)}.`;
  }
  if (isComposite(operation)) return `${compositeSentence(operation, nameOf)}.`;
  return `${withoutStop(operation, nameOf(operation.reasonId), nameOf)}.`;
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

function withoutStop(operation: OfOne, name: string, nameOf: NameOf): string {
  switch (operation.kind) {
    case 'CreateReason':
      return `Created ${name} with the code ${quoted(operation.code)} ${operation.parentId === null ? 'at the root' : under(operation.parentId, nameOf)}`;
    case 'MoveReason':
      return `Moved ${name} ${under(operation.parentId, nameOf)}`;
    case 'SetLabel':
      return set(
        `label in ${operation.language}`,
        name,
        operation.label === null ? null : quoted(operation.label),
      );
    case 'AddSynonym':
      return `Added the ${operation.hidden ? 'hidden ' : ''}synonym ${quoted(operation.text)} (${operation.language}) to ${name}`;
    case 'RemoveSynonym':
      return `Removed the synonym ${quoted(operation.text)} (${operation.language}) from ${name}`;
    case 'PromoteSynonym':
      return `Made the synonym ${quoted(operation.text)} (${operation.language}) the label of ${name}`;
    case 'SetCode':
      return set('code', name, quoted(operation.code));
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
      return `Gave ${name} back its earlier ${Object.keys(operation.fields).join(', ')}`;
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

function retirementSentence(
  { kind, retirement }: Extract<OfOne, { readonly kind: 'RetireReason' | 'ReviseRetirement' }>,
  name: string,
  nameOf: NameOf,
): string {
  const targets = retirement.associations.slice(0, 5).map(({ targetId }) => nameOf(targetId));
  const leads = targets.length === 0 ? '' : `; it leads to ${targets.join(', ')}`;
  const verb = kind === 'RetireReason' ? 'Retired' : 'Revised the retirement of';
  const evidence = counted(retirement.evidence ?? [], 'calibration session');
  const rests = evidence === null ? '' : `; it rests on ${evidence}`;
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
      return set('escalation triggers', name, counted(operation.escalations, 'trigger'));
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

const listed = (words: readonly string[]): string | null => (words.length === 0 ? null : words.join(', '));

const counted = (items: readonly unknown[], what: string): string | null =>
  items.length === 0 ? null : `${items.length} ${what}${items.length === 1 ? '' : 's'}`;
