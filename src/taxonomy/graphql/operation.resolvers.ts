import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { draftOperations } from '../commands/draft-operations';
import { destinationOf, MergeReasonsInput, mustBeFew, SplitReasonInput } from './composite.inputs';
import {
  AddSynonymInput,
  MapResolutionInput,
  PromoteSynonymInput,
  RemoveSynonymInput,
  SetArticlesInput,
  SetChannelsInput,
  SetCodeInput,
  SetIntentInput,
  SetKindInput,
  SetLabelInput,
  SetNoteInput,
  SetPriorityInput,
  SetResidualInput,
  SetTargetInput,
  SetUseCaseGroupsInput,
  UnmapResolutionInput,
} from './operation.inputs';
import { SetEscalationInput, triggerOf } from './escalation.inputs';
import {
  ReactivateReasonInput,
  retirementOf,
  RetireReasonInput,
  ReviseRetirementInput,
} from './retirement.inputs';
import { CreateReasonInput, MoveReasonInput, placeOf, ReorderSiblingsInput } from './tree.inputs';
import { editOf, localizedText, reasonEditOf } from './edit.inputs';
import { operationResolver } from './operation-resolver';

const commands = draftOperations;

export const operationResolvers = [
  operationResolver({
    name: 'createReason',
    description: 'Creates a reason in a draft.',
    input: CreateReasonInput,
    command: commands.createReason,
    toInput: (given) => ({
      ...editOf(given),
      code: given.code,
      parentId: optionalLocalId('Reason', given.parent, 'parent'),
      labels: localizedText(given.labels, 'labels'),
      place: placeOf(given),
    }),
  }),
  operationResolver({
    name: 'moveReason',
    description: 'Moves a reason, and what stands below it, to a place under a parent.',
    input: MoveReasonInput,
    command: commands.moveReason,
    toInput: (given) => ({
      ...reasonEditOf(given),
      parentId: optionalLocalId('Reason', given.parent, 'parent'),
      place: placeOf(given),
    }),
  }),
  operationResolver({
    name: 'reorderSiblings',
    description: 'Puts the children of one parent in an order.',
    input: ReorderSiblingsInput,
    command: commands.reorderSiblings,
    toInput: (given) => ({
      ...editOf(given),
      parentId: optionalLocalId('Reason', given.parent, 'parent'),
      order: given.order.map((id) => localId('Reason', id, 'order')),
    }),
  }),
  operationResolver({
    name: 'mergeReasons',
    description:
      'Merges reasons into one, new or there already, as one operation: they are retired into it, and it takes the resolutions that they were mapped to.',
    input: MergeReasonsInput,
    command: commands.mergeReasons,
    toInput: (given) => ({
      ...editOf(given),
      sources: mustBeFew(given.sources, 'sources').map((id) => localId('Reason', id, 'sources')),
      into: destinationOf({ reason: given.into, made: given.intoNew }, ['into', 'intoNew']),
    }),
  }),
  operationResolver({
    name: 'splitReason',
    description:
      'Divides a reason, as one operation: its targets take the resolutions that it is mapped to, and it is retired into them or goes on with what is left.',
    input: SplitReasonInput,
    command: commands.splitReason,
    toInput: (given) => ({
      ...reasonEditOf(given),
      into: mustBeFew(given.into, 'into').map(({ reason, newReason, share }) => ({
        target: destinationOf({ reason, made: newReason }, ['reason', 'newReason']),
        share: share ?? null,
      })),
      keepsSource: given.keepSource,
    }),
  }),
  operationResolver({
    name: 'setLabel',
    description: 'Sets the preferred label of a reason in one language.',
    input: SetLabelInput,
    command: commands.setLabel,
    toInput: (given) => ({
      ...reasonEditOf(given),
      language: given.language.toLowerCase(),
      label: given.label ?? null,
      ...(given.scope === null || given.scope === undefined ? {} : { scope: given.scope }),
    }),
  }),
  operationResolver({
    name: 'addSynonym',
    description: 'Adds another word for a reason.',
    input: AddSynonymInput,
    command: commands.addSynonym,
    toInput: (given) => ({
      ...reasonEditOf(given),
      language: given.language.toLowerCase(),
      text: given.text,
      hidden: given.hidden,
    }),
  }),
  operationResolver({
    name: 'removeSynonym',
    description: 'Takes a synonym away.',
    input: RemoveSynonymInput,
    command: commands.removeSynonym,
    toInput: (given) => ({
      ...reasonEditOf(given),
      language: given.language.toLowerCase(),
      text: given.text,
    }),
  }),
  operationResolver({
    name: 'promoteSynonym',
    description: 'Makes a synonym the preferred label; the label becomes a synonym.',
    input: PromoteSynonymInput,
    command: commands.promoteSynonym,
    toInput: (given) => ({
      ...reasonEditOf(given),
      language: given.language.toLowerCase(),
      text: given.text,
    }),
  }),
  operationResolver({
    name: 'setCode',
    description: 'Gives a reason another code; a published one stays bound to it and is never issued again.',
    input: SetCodeInput,
    command: commands.setCode,
    toInput: (given) => ({ ...reasonEditOf(given), code: given.code }),
  }),
  operationResolver({
    name: 'setNote',
    description: 'Sets a note of a reason in one language, declaring what that does to its scope.',
    input: SetNoteInput,
    command: commands.setNote,
    toInput: (given) => ({
      ...reasonEditOf(given),
      note: given.note,
      language: given.language.toLowerCase(),
      text: given.text ?? null,
      excludes: given.excludes?.map((id) => localId('Reason', id, 'excludes')) ?? null,
      scope: given.scope,
    }),
  }),
  operationResolver({
    name: 'setResidual',
    description: 'Declares a reason residual, or no longer.',
    input: SetResidualInput,
    command: commands.setResidual,
    toInput: (given) => ({ ...reasonEditOf(given), residual: given.residual }),
  }),
  operationResolver({
    name: 'setKind',
    description: 'Says what a contact with the reason is.',
    input: SetKindInput,
    command: commands.setKind,
    toInput: (given) => ({ ...reasonEditOf(given), contactKind: given.kind ?? null }),
  }),
  operationResolver({
    name: 'setUseCaseGroups',
    description: 'Says which parts of the business a reason concerns.',
    input: SetUseCaseGroupsInput,
    command: commands.setUseCaseGroups,
    toInput: (given) => ({ ...reasonEditOf(given), useCaseGroups: given.useCaseGroups }),
  }),
  operationResolver({
    name: 'setIntent',
    description: 'Says which outcome the customer wants.',
    input: SetIntentInput,
    command: commands.setIntent,
    toInput: (given) => ({
      ...reasonEditOf(given),
      language: given.language.toLowerCase(),
      text: given.text ?? null,
    }),
  }),
  operationResolver({
    name: 'setPriority',
    description: 'Says how urgent a reason is.',
    input: SetPriorityInput,
    command: commands.setPriority,
    toInput: (given) => ({ ...reasonEditOf(given), priority: given.priority ?? null }),
  }),
  operationResolver({
    name: 'setTarget',
    description: 'Says how soon contacts with a reason are to be resolved.',
    input: SetTargetInput,
    command: commands.setTarget,
    toInput: (given) => ({
      ...reasonEditOf(given),
      target: given.target === null || given.target === undefined ? null : { ...given.target },
    }),
  }),
  operationResolver({
    name: 'setEscalation',
    description: 'Says when contacts with a reason go to another department.',
    input: SetEscalationInput,
    command: commands.setEscalation,
    toInput: (given) => ({
      ...reasonEditOf(given),
      escalations: given.escalations.map(triggerOf),
    }),
  }),
  operationResolver({
    name: 'setChannels',
    description: 'Says in which channels a reason is offered.',
    input: SetChannelsInput,
    command: commands.setChannels,
    toInput: (given) => ({ ...reasonEditOf(given), channels: given.channels ?? null }),
  }),
  operationResolver({
    name: 'setArticles',
    description: 'Sets the knowledge articles of a reason.',
    input: SetArticlesInput,
    command: commands.setArticles,
    toInput: (given) => ({
      ...reasonEditOf(given),
      articles: given.articles.map((article) => ({ ...article })),
    }),
  }),
  operationResolver({
    name: 'mapResolution',
    description: 'Says what a resolution code is to contacts with a reason.',
    input: MapResolutionInput,
    command: commands.mapResolution,
    toInput: (given) => ({
      ...reasonEditOf(given),
      resolution: given.resolution,
      use: given.use,
      isDefault: given.isDefault,
      followUpWithin:
        given.followUpWithin === null || given.followUpWithin === undefined
          ? null
          : { ...given.followUpWithin },
    }),
  }),
  operationResolver({
    name: 'unmapResolution',
    description: 'Takes away what a resolution code is to contacts with a reason.',
    input: UnmapResolutionInput,
    command: commands.unmapResolution,
    toInput: (given) => ({ ...reasonEditOf(given), resolution: given.resolution }),
  }),
  operationResolver({
    name: 'retireReason',
    description: 'Retires a reason, saying why and what stands in its place.',
    input: RetireReasonInput,
    command: commands.retireReason,
    toInput: (given) => ({ ...reasonEditOf(given), retirement: retirementOf(given) }),
  }),
  operationResolver({
    name: 'reviseRetirement',
    description: 'Says something else of a retirement, such as a successor found later.',
    input: ReviseRetirementInput,
    command: commands.reviseRetirement,
    toInput: (given) => ({ ...reasonEditOf(given), retirement: retirementOf(given) }),
  }),
  operationResolver({
    name: 'reactivateReason',
    description: 'Takes a retired reason back into use.',
    input: ReactivateReasonInput,
    command: commands.reactivateReason,
    toInput: (given) => reasonEditOf(given),
  }),
];
