import type { Operation } from '../operation';
import type { ReasonState } from '../reason';
import { bySynonymOrder, changedFields, newReason, sameValue, type ReasonField } from '../reason-state';
import { restoring, staysRetired } from './contents';
import { differingTexts } from './differing-texts';
import { noteOperations } from './note-edits';

/** Made by other steps, in their own order. */
const elsewhere: readonly ReasonField[] = ['code', 'parentId', 'rank', 'retirement'];

/** Texts and properties of one reason, which exists by now and is not retired yet. */
export function editOperations(known: ReasonState | undefined, after: ReasonState): readonly Operation[] {
  const before = known ?? newReason(after);
  const fields = changedFields(before, after).filter((field) => !elsewhere.includes(field));
  if (fields.length === 0) return [];
  if (staysRetired(known, after)) return [restoring(after, fields)];
  return [
    ...labelOperations(before, after),
    ...synonymOperations(before, after),
    ...noteOperations(before, after),
    ...intentOperations(before, after),
    ...fields.flatMap((field) => propertyOperation(field, after)),
    ...mappingOperations(before, after),
  ];
}

const labelOperations = (before: ReasonState, after: ReasonState): readonly Operation[] =>
  differingTexts(before.labels, after.labels).map(({ language, text }) => ({
    ...{ kind: 'SetLabel', reasonId: after.id, language, label: text },
  }));

const intentOperations = (before: ReasonState, after: ReasonState): readonly Operation[] =>
  differingTexts(before.intent, after.intent).map(({ language, text }) => ({
    ...{ kind: 'SetIntent', reasonId: after.id, language, text },
  }));

function synonymOperations(before: ReasonState, after: ReasonState): readonly Operation[] {
  const reasonId = after.id;
  const removed = before.synonyms.filter(
    (known) => !after.synonyms.some((synonym) => bySynonymOrder(known, synonym) === 0),
  );
  const added = after.synonyms.filter(
    (synonym) => !before.synonyms.some((known) => sameValue(known, synonym)),
  );
  return [
    ...removed.map(({ language, text }) => ({ kind: 'RemoveSynonym' as const, reasonId, language, text })),
    ...added.map((synonym) => ({ kind: 'AddSynonym' as const, reasonId, ...synonym })),
  ];
}

/** The default comes last: being mapped takes that place from whatever had it. */
function mappingOperations(before: ReasonState, after: ReasonState): readonly Operation[] {
  const reasonId = after.id;
  const removed = before.resolutions.filter(
    ({ code }) => !after.resolutions.some((mapping) => mapping.code === code),
  );
  const changed = after.resolutions.filter(
    (mapping) => !before.resolutions.some((known) => sameValue(known, mapping)),
  );
  const inOrder = changed.toSorted((one, other) => Number(one.isDefault) - Number(other.isDefault));
  return [
    ...removed.map(({ code }) => ({ kind: 'UnmapResolution' as const, reasonId, resolution: code })),
    ...inOrder.map(({ code, ...mapping }) => ({
      ...{ kind: 'MapResolution' as const, reasonId, resolution: code, ...mapping },
    })),
  ];
}

function propertyOperation(field: ReasonField, after: ReasonState): readonly Operation[] {
  const reasonId = after.id;
  switch (field) {
    case 'residual':
      return [{ kind: 'SetResidual', reasonId, residual: after.residual }];
    case 'kind':
      return [{ kind: 'SetKind', reasonId, contactKind: after.kind }];
    case 'useCaseGroups':
      return [{ kind: 'SetUseCaseGroups', reasonId, useCaseGroups: after.useCaseGroups }];
    case 'priority':
      return [{ kind: 'SetPriority', reasonId, priority: after.priority }];
    case 'target':
      return [{ kind: 'SetTarget', reasonId, target: after.target }];
    case 'escalations':
      return [{ kind: 'SetEscalation', reasonId, escalations: after.escalations }];
    case 'channels':
      return [{ kind: 'SetChannels', reasonId, channels: after.channels }];
    case 'articles':
      return [{ kind: 'SetArticles', reasonId, articles: after.articles }];
    default:
      return [];
  }
}
