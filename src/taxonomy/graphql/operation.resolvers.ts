import { Arg, Ctx, Field, Mutation, ObjectType, Resolver, type ClassType } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { problemView, resultUnion, type ProblemType } from '../../platform/graphql/problem.type';
import { draftOperations, type OperationCommand } from '../commands/draft-operations';
import { destinationOf, MergeReasonsInput, mustBeFew, SplitReasonInput } from './composite.inputs';
import * as inputs from './operation.inputs';
import { operationProblems } from './problems.type';
import { ReasonStateType } from './reason-state.type';
import type { VisibleTaxonomies } from './taxonomy.resolver';
import { DraftType } from './version.type';

interface OperationMutation<Given extends object, Input> {
  readonly name: string;
  readonly description: string;
  readonly input: ClassType<Given>;
  readonly command: OperationCommand<Input>;
  readonly toInput: (given: Given) => Input;
}

/** The mutation of one operation: input, payload and result differ in name, and what they do is the command. */
function operationResolver<Given extends object, Input>(operation: OperationMutation<Given, Input>) {
  const { name, description, input, command, toInput } = operation;
  const typeName = name.charAt(0).toUpperCase() + name.slice(1);

  @ObjectType(`${typeName}Payload`, { description: `What ${name} left.` })
  class Payload {
    @Field(() => DraftType, {
      nullable: true,
      description: 'The draft at its new head; at the old one where nothing changed.',
    })
    draft!: DraftType | null;

    @Field(() => ReasonStateType, {
      nullable: true,
      description: 'The reason as it is now; null where none in particular was concerned.',
    })
    reason!: ReasonStateType | null;
  }
  const Result = resultUnion(name, Payload, operationProblems);

  @Resolver()
  class OperationResolver {
    constructor(private readonly visible: VisibleTaxonomies) {}

    @Mutation(() => Result, { name, nullable: true, description })
    async mutate(
      @Arg('input', () => input, { description: 'What, in which draft, on which head.' }) given: Given,
      @Ctx() context: AccessContext,
    ): Promise<Payload | ProblemType> {
      const outcome = await context.run(command, toInput(given));
      if (!outcome.ok) return problemView(outcome.problem);
      const { draftId, reasonId } = outcome.value.value;
      const { draft, reason } = await this.visible.draftAfterEdit(draftId, reasonId, context);
      return Object.assign(new Payload(), { draft, reason });
    }
  }
  return OperationResolver;
}

const { editOf, reasonEditOf, localizedText, placeOf, retirementOf } = inputs;
const commands = draftOperations;

export const operationResolvers = [
  operationResolver({
    name: 'createReason',
    description: 'Creates a reason in a draft.',
    input: inputs.CreateReasonInput,
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
    input: inputs.MoveReasonInput,
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
    input: inputs.ReorderSiblingsInput,
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
    input: inputs.SetLabelInput,
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
    input: inputs.AddSynonymInput,
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
    input: inputs.RemoveSynonymInput,
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
    input: inputs.PromoteSynonymInput,
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
    input: inputs.SetCodeInput,
    command: commands.setCode,
    toInput: (given) => ({ ...reasonEditOf(given), code: given.code }),
  }),
  operationResolver({
    name: 'setNote',
    description: 'Sets a note of a reason in one language, declaring what that does to its scope.',
    input: inputs.SetNoteInput,
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
    input: inputs.SetResidualInput,
    command: commands.setResidual,
    toInput: (given) => ({ ...reasonEditOf(given), residual: given.residual }),
  }),
  operationResolver({
    name: 'setKind',
    description: 'Says what a contact with the reason is.',
    input: inputs.SetKindInput,
    command: commands.setKind,
    toInput: (given) => ({ ...reasonEditOf(given), contactKind: given.kind ?? null }),
  }),
  operationResolver({
    name: 'setUseCaseGroups',
    description: 'Says which parts of the business a reason concerns.',
    input: inputs.SetUseCaseGroupsInput,
    command: commands.setUseCaseGroups,
    toInput: (given) => ({ ...reasonEditOf(given), useCaseGroups: given.useCaseGroups }),
  }),
  operationResolver({
    name: 'setIntent',
    description: 'Says which outcome the customer wants.',
    input: inputs.SetIntentInput,
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
    input: inputs.SetPriorityInput,
    command: commands.setPriority,
    toInput: (given) => ({ ...reasonEditOf(given), priority: given.priority ?? null }),
  }),
  operationResolver({
    name: 'setTarget',
    description: 'Says how soon contacts with a reason are to be resolved.',
    input: inputs.SetTargetInput,
    command: commands.setTarget,
    toInput: (given) => ({
      ...reasonEditOf(given),
      target: given.target === null || given.target === undefined ? null : { ...given.target },
    }),
  }),
  operationResolver({
    name: 'setEscalation',
    description: 'Says when contacts with a reason go to another department.',
    input: inputs.SetEscalationInput,
    command: commands.setEscalation,
    toInput: (given) => ({
      ...reasonEditOf(given),
      escalations: given.escalations.map(inputs.triggerOf),
    }),
  }),
  operationResolver({
    name: 'setChannels',
    description: 'Says in which channels a reason is offered.',
    input: inputs.SetChannelsInput,
    command: commands.setChannels,
    toInput: (given) => ({ ...reasonEditOf(given), channels: given.channels ?? null }),
  }),
  operationResolver({
    name: 'setArticles',
    description: 'Sets the knowledge articles of a reason.',
    input: inputs.SetArticlesInput,
    command: commands.setArticles,
    toInput: (given) => ({
      ...reasonEditOf(given),
      articles: given.articles.map((article) => ({ ...article })),
    }),
  }),
  operationResolver({
    name: 'mapResolution',
    description: 'Says what a resolution code is to contacts with a reason.',
    input: inputs.MapResolutionInput,
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
    input: inputs.UnmapResolutionInput,
    command: commands.unmapResolution,
    toInput: (given) => ({ ...reasonEditOf(given), resolution: given.resolution }),
  }),
  operationResolver({
    name: 'retireReason',
    description: 'Retires a reason, saying why and what stands in its place.',
    input: inputs.RetireReasonInput,
    command: commands.retireReason,
    toInput: (given) => ({ ...reasonEditOf(given), retirement: retirementOf(given) }),
  }),
  operationResolver({
    name: 'reviseRetirement',
    description: 'Says something else of a retirement, such as a successor found later.',
    input: inputs.ReviseRetirementInput,
    command: commands.reviseRetirement,
    toInput: (given) => ({ ...reasonEditOf(given), retirement: retirementOf(given) }),
  }),
  operationResolver({
    name: 'reactivateReason',
    description: 'Takes a retired reason back into use.',
    input: inputs.ReactivateReasonInput,
    command: commands.reactivateReason,
    toInput: (given) => reasonEditOf(given),
  }),
];
