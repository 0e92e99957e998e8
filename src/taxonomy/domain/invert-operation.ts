import { unreachable } from '../../platform/result';
import type { ReasonId } from '../../platform/ids';
import {
  isComposite,
  type CompositeOperation,
  type Operation,
  type OperationOf,
  type SimpleOperation,
} from './operation';
import type { ReasonState } from './reason';
import { isActive, type ReasonTree } from './reason-tree';
import { mustBeText, textLimits } from '../../platform/text';

/**
 * The operations that undo one, from the content it was applied to: applied after it, they give that content
 * again, to the byte. An operation that could not have been applied has nothing to undo: the answer is empty.
 * Operations are undone last first. Where no operation of a caller could give the earlier state back (a scope
 * revision, a synonym's promotion, a mapping that took the default from another, a place under a retired parent) the answer is a RestoreReason of the
 * fields in question.
 *
 * @example invert({ kind: 'SetLabel', reasonId, language: 'en', label: 'B' }, before) // [SetLabel en 'A']
 */
export function invert(operation: Operation, before: ReasonTree): readonly Operation[] {
  if (isComposite(operation)) return invertComposite(operation, before);
  switch (operation.kind) {
    case 'CreateReason':
      return [{ kind: 'DiscardReason', reasonId: operation.reasonId }];
    case 'ReorderSiblings':
      return [invertOrder(operation, before)];
    case 'RestoreReason':
      return invertRestoration(operation, before.get(operation.reasonId));
    default: {
      const reason = before.get(operation.reasonId);
      return reason === undefined ? [] : [invertEdit(operation, reason, before)];
    }
  }
}

type Edit = Exclude<SimpleOperation, { readonly kind: 'CreateReason' | 'ReorderSiblings' | 'RestoreReason' }>;

function invertEdit(operation: Edit, reason: ReasonState, before: ReasonTree): Operation {
  const reasonId = reason.id;
  switch (operation.kind) {
    case 'SetLabel':
      if (operation.scope === 'SCOPE_CHANGE') return restoring(reason, ['labels', 'scopeRevision']);
      return { ...operation, label: reason.labels[operation.language] ?? null };
    case 'AddSynonym':
    case 'RemoveSynonym':
      return invertSynonym(operation, reason);
    case 'PromoteSynonym':
      return restoring(reason, ['labels', 'synonyms']);
    case 'SetNote':
      return invertNote(operation, reason);
    case 'SetIntent':
      return { ...operation, text: reason.intent[operation.language] ?? null };
    case 'SetCode':
      return { ...operation, code: reason.code };
    case 'MoveReason':
      return invertMove(reason, before);
    case 'SetResidual':
      return { ...operation, residual: reason.residual };
    case 'SetKind':
      return { ...operation, contactKind: reason.kind };
    case 'SetUseCaseGroups':
      return { ...operation, useCaseGroups: reason.useCaseGroups };
    case 'SetPriority':
      return { ...operation, priority: reason.priority };
    case 'SetTarget':
      return { ...operation, target: reason.target };
    case 'SetEscalation':
      return { ...operation, escalations: reason.escalations };
    case 'SetChannels':
      return { ...operation, channels: reason.channels };
    case 'SetArticles':
      return { ...operation, articles: reason.articles };
    case 'MapResolution':
    case 'UnmapResolution':
      return restoring(reason, ['resolutions']);
    case 'RetireReason':
    case 'ReviseRetirement':
    case 'ReactivateReason':
      return invertRetirement(operation.kind, reason);
    case 'DiscardReason':
      return { kind: 'RestoreReason', reasonId, fields: fieldsOf(reason) };
    default:
      return unreachable(operation);
  }
}

/** What was there is given back all of its fields, and only then is what came taken away: nothing points to it any more. */
function invertComposite({ parts }: CompositeOperation, before: ReasonTree): readonly Operation[] {
  const touched = new Set(
    parts.flatMap((part) =>
      part.kind === 'ReorderSiblings' ? part.ranks.map(({ reasonId }) => reasonId) : [part.reasonId],
    ),
  );
  const known = [...touched].flatMap((id) => before.get(id) ?? []);
  const created = [...touched].filter((id) => !before.has(id));
  return [
    ...known.map((reason): Operation => ({
      kind: 'RestoreReason',
      reasonId: reason.id,
      fields: fieldsOf(reason),
    })),
    ...created.toReversed().map((reasonId): Operation => ({ kind: 'DiscardReason', reasonId })),
  ];
}

function invertOrder(operation: OperationOf<'ReorderSiblings'>, before: ReasonTree): Operation {
  const rankOf = (reasonId: ReasonId, rank: string): string => before.get(reasonId)?.rank ?? rank;
  const ranks = operation.ranks.map(({ reasonId, rank }) => ({ reasonId, rank: rankOf(reasonId, rank) }));
  return { ...operation, ranks };
}

function invertRestoration(
  operation: OperationOf<'RestoreReason'>,
  reason: ReasonState | undefined,
): readonly Operation[] {
  const { reasonId, fields } = operation;
  if (reason === undefined) return [{ kind: 'DiscardReason', reasonId }];
  return [restoring(reason, Object.keys(fields) as (keyof typeof fields)[])];
}

function invertSynonym(
  operation: OperationOf<'AddSynonym' | 'RemoveSynonym'>,
  reason: ReasonState,
): Operation {
  const { reasonId, language } = operation;
  const stored = mustBeText(operation.text, { field: 'synonym', maxLength: textLimits.synonym });
  const text = stored.ok ? stored.value : operation.text;
  const known = reason.synonyms.find((synonym) => synonym.language === language && synonym.text === text);
  if (known === undefined) return { kind: 'RemoveSynonym', reasonId, language, text };
  return { kind: 'AddSynonym', reasonId, ...known };
}

/** The step of the scope revision can only be taken back by restoring the number. */
function invertNote(operation: OperationOf<'SetNote'>, reason: ReasonState): Operation {
  if (operation.scope === 'SCOPE_CHANGE') return restoring(reason, ['notes', 'excludes', 'scopeRevision']);
  const text = reason.notes[operation.note]?.[operation.language] ?? null;
  return { ...operation, text, excludes: operation.excludes === null ? null : reason.excludes };
}

function invertMove(reason: ReasonState, before: ReasonTree): Operation {
  const parent = before.parent(reason.id);
  const wasUnderRetired = parent !== undefined && !isActive(parent);
  if (wasUnderRetired) return restoring(reason, ['parentId', 'rank']);
  return { kind: 'MoveReason', reasonId: reason.id, parentId: reason.parentId, rank: reason.rank };
}

function invertRetirement(
  kind: 'RetireReason' | 'ReviseRetirement' | 'ReactivateReason',
  { id: reasonId, retirement }: ReasonState,
): Operation {
  if (retirement === null) return { kind: 'ReactivateReason', reasonId };
  return { kind: kind === 'ReactivateReason' ? 'RetireReason' : 'ReviseRetirement', reasonId, retirement };
}

function fieldsOf(reason: ReasonState): OperationOf<'RestoreReason'>['fields'] {
  const { id: _, ...fields } = reason;
  return fields;
}

function restoring(
  reason: ReasonState,
  fields: readonly (keyof OperationOf<'RestoreReason'>['fields'])[],
): Operation {
  const before = Object.fromEntries(fields.map((field) => [field, reason[field]]));
  return { kind: 'RestoreReason', reasonId: reason.id, fields: before };
}
