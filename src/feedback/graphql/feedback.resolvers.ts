import DataLoader from 'dataloader';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { can, taxonomiesWith, type Principal } from '../../access/domain';
import { ActorType, mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import type { Completed } from '../../platform/command/command';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
  type ProblemType,
} from '../../platform/graphql/problem.type';
import type { DraftId, TaxonomyId, VersionId } from '../../platform/ids';
import { pageRequest } from '../../platform/paging';
import type { Problem } from '../../platform/problem';
import type { Result } from '../../platform/result';
import { DraftType, TaxonomyVersionType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import * as commands from '../commands/feedback-commands';
import type { FeedbackId, FeedbackRecord } from '../domain';
import type { FeedbackReader } from '../queries/feedback-reader';
import * as types from './feedback.type';
import { FeedbackType } from './feedback.type';

/** What the feedback of one request points to: each kind in one statement. */
class FeedbackLoaders {
  constructor(private readonly reader: FeedbackReader) {}

  readonly feedback = new DataLoader<FeedbackId, FeedbackRecord | null>(async (ids) => {
    const found = new Map((await this.reader.many(ids)).map((feedback) => [feedback.id, feedback]));
    return ids.map((id) => found.get(id) ?? null);
  });

  readonly versionOfDraft = new DataLoader<DraftId, VersionId | null>(async (ids) => {
    const versions = await this.reader.versionsOfDrafts(ids);
    return ids.map((id) => versions.get(id) ?? null);
  });
}

/** What a caller may see of feedback: that of the taxonomies in which they read what people do. */
class VisibleFeedback {
  constructor(readonly reader: FeedbackReader) {}

  readonly makeLoaders = (): FeedbackLoaders => new FeedbackLoaders(this.reader);

  loaders(context: AccessContext): FeedbackLoaders {
    return context.loaders.get(this.makeLoaders);
  }

  async feedback(id: FeedbackId, context: AccessContext): Promise<FeedbackType | null> {
    const feedback = await this.loaders(context).feedback.load(id);
    return feedback !== null && can(context.actor, 'readDrafts', feedback)
      ? new FeedbackType(feedback)
      : null;
  }
}

function feedbackPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => FeedbackType, { nullable: true, description: 'The feedback as it is now.' })
    feedback!: FeedbackType | null;
  }
  return Payload;
}

const ReportPayload = feedbackPayload('ReportFeedbackPayload', 'The feedback was given.');
const AcceptPayload = feedbackPayload('AcceptFeedbackPayload', 'The feedback was accepted.');
const DeclinePayload = feedbackPayload('DeclineFeedbackPayload', 'The feedback was declined.');
const DuplicatePayload = feedbackPayload('MarkFeedbackDuplicatePayload', 'The feedback was given before.');
const LinkPayload = feedbackPayload('LinkFeedbackPayload', 'The feedback is answered by the edit.');
const problems = [NotFoundProblem, MalformedTextProblem, types.FeedbackRefusedProblem];
const ReportResult = resultUnion('reportFeedback', ReportPayload, problems);
const AcceptResult = resultUnion('acceptFeedback', AcceptPayload, problems);
const DeclineResult = resultUnion('declineFeedback', DeclinePayload, problems);
const DuplicateResult = resultUnion('markFeedbackDuplicate', DuplicatePayload, problems);
const LinkResult = resultUnion('linkFeedback', LinkPayload, problems);

interface FeedbackPayload {
  feedback: FeedbackType | null;
}

@Resolver()
class FeedbackResolver {
  constructor(
    private readonly visible: VisibleTaxonomies,
    private readonly visibleFeedback: VisibleFeedback,
  ) {}

  @Query(() => types.FeedbackConnection, {
    nullable: true,
    description: 'Feedback on lists, the newest first.',
  })
  async feedback(
    @Ctx() context: AccessContext,
    @Arg('filter', () => types.FeedbackFilterInput, { nullable: true, description: 'Which; null: all.' })
    filter?: types.FeedbackFilterInput | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<FeedbackType>> {
    mustHoldAnywhere(context.actor, 'readDrafts');
    const { taxonomy, reason, kinds = null, states = null, mine } = filter ?? {};
    const request = pageRequest({ first, after }, ['UUID']);
    const wish = {
      taxonomyIds: await this.taxonomyIds(taxonomy, context),
      reasonId: optionalLocalId('Reason', reason, 'reason'),
      ...{ kinds, states, reportedBy: mine === true ? context.actor.id : null },
    };
    const page = await this.visibleFeedback.reader.page(wish, request);
    return connectionOf(
      page,
      ({ id }) => [id],
      (feedback) => new FeedbackType(feedback),
    );
  }

  private async taxonomyIds(
    key: string | null | undefined,
    { actor }: AccessContext,
  ): Promise<readonly TaxonomyId[] | null> {
    const readable = taxonomiesWith(actor, 'readDrafts');
    if (key === null || key === undefined) return readable;
    const taxonomy = await this.visible.byKey(key, actor);
    const isReadable = taxonomy !== null && can(actor, 'readDrafts', { taxonomyId: taxonomy.id });
    return isReadable ? [taxonomy.id] : [];
  }

  @Mutation(() => ReportResult, { nullable: true, description: 'Reports what is wrong with the list.' })
  async reportFeedback(
    @Arg('input', () => types.ReportFeedbackInputType, { description: 'What.' })
    input: types.ReportFeedbackInputType,
    @Ctx() context: AccessContext,
  ): Promise<FeedbackPayload | ProblemType> {
    const { kind, text } = input;
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const reasonId = optionalLocalId('Reason', input.reason, 'reason');
    const outcome = await context.run(commands.reportFeedback, { taxonomyId, kind, reasonId, text });
    return this.answer(ReportPayload, outcome, context);
  }

  @Mutation(() => AcceptResult, {
    nullable: true,
    description: 'Decides that something is done about feedback.',
  })
  async acceptFeedback(
    @Arg('input', () => types.AcceptFeedbackInputType, { description: 'Which.' })
    input: types.AcceptFeedbackInputType,
    @Ctx() context: AccessContext,
  ): Promise<FeedbackPayload | ProblemType> {
    const feedbackId = localId('Feedback', input.feedback, 'feedback');
    const outcome = await context.run(commands.acceptFeedback, { feedbackId, note: input.note ?? null });
    return this.answer(AcceptPayload, outcome, context);
  }

  @Mutation(() => DeclineResult, {
    nullable: true,
    description: 'Decides that nothing is done about feedback.',
  })
  async declineFeedback(
    @Arg('input', () => types.DeclineFeedbackInputType, { description: 'Which, and why.' })
    input: types.DeclineFeedbackInputType,
    @Ctx() context: AccessContext,
  ): Promise<FeedbackPayload | ProblemType> {
    const feedbackId = localId('Feedback', input.feedback, 'feedback');
    const outcome = await context.run(commands.declineFeedback, { feedbackId, because: input.because });
    return this.answer(DeclinePayload, outcome, context);
  }

  @Mutation(() => DuplicateResult, { nullable: true, description: 'Finds that feedback was given before.' })
  async markFeedbackDuplicate(
    @Arg('input', () => types.MarkFeedbackDuplicateInputType, { description: 'Which, and of what.' })
    input: types.MarkFeedbackDuplicateInputType,
    @Ctx() context: AccessContext,
  ): Promise<FeedbackPayload | ProblemType> {
    const feedbackId = localId('Feedback', input.feedback, 'feedback');
    const duplicateOf = localId('Feedback', input.duplicateOf, 'duplicateOf');
    const outcome = await context.run(commands.markFeedbackDuplicate, { feedbackId, duplicateOf });
    return this.answer(DuplicatePayload, outcome, context);
  }

  @Mutation(() => LinkResult, {
    nullable: true,
    description: 'Names the edit of a draft that answers feedback.',
  })
  async linkFeedback(
    @Arg('input', () => types.LinkFeedbackInputType, { description: 'Which, and the edit.' })
    input: types.LinkFeedbackInputType,
    @Ctx() context: AccessContext,
  ): Promise<FeedbackPayload | ProblemType> {
    const feedbackId = localId('Feedback', input.feedback, 'feedback');
    const draftId = localId('Draft', input.draft, 'draft');
    const outcome = await context.run(commands.linkFeedback, { feedbackId, draftId, head: input.head });
    return this.answer(LinkPayload, outcome, context);
  }

  private async answer<Payload extends FeedbackPayload>(
    type: new () => Payload,
    outcome: Result<Completed<commands.FeedbackOnly>, Problem>,
    context: AccessContext,
  ): Promise<Payload | ProblemType> {
    if (!outcome.ok) return problemView(outcome.problem);
    const { feedbackId } = outcome.value.value;
    return Object.assign(new type(), { feedback: await this.visibleFeedback.feedback(feedbackId, context) });
  }
}

@Resolver(() => FeedbackType)
class FeedbackFields {
  constructor(
    private readonly visible: VisibleTaxonomies,
    private readonly visibleFeedback: VisibleFeedback,
  ) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who reported it; null where that is not the caller's to see.",
  })
  reportedBy(@Root() { record }: FeedbackType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.actor(record.reportedBy, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who decided; null: nobody yet, or somebody who is not the caller's to see.",
  })
  async decidedBy(
    @Root() { record }: FeedbackType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return record.decidedBy === null ? null : this.visible.actor(record.decidedBy, context);
  }

  @FieldResolver(() => FeedbackType, {
    nullable: true,
    description: 'What it is a duplicate of; null where it is none.',
  })
  async duplicateOf(
    @Root() { record }: FeedbackType,
    @Ctx() context: AccessContext,
  ): Promise<FeedbackType | null> {
    return record.duplicateOf === null ? null : this.visibleFeedback.feedback(record.duplicateOf, context);
  }

  @FieldResolver(() => DraftType, {
    nullable: true,
    description: 'The draft with the edit that answers it; null where none was named.',
  })
  async draft(@Root() { record }: FeedbackType, @Ctx() context: AccessContext): Promise<DraftType | null> {
    return record.draftId === null ? null : this.visible.draft(record.draftId, context);
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version that carries the answer; null while there is none.',
  })
  async version(
    @Root() { record }: FeedbackType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    if (record.draftId === null) return null;
    const id = await this.visibleFeedback.loaders(context).versionOfDraft.load(record.draftId);
    return id === null ? null : this.visible.version(id, context);
  }
}

/** The resolvers of this module, wired to what they read from. */
export function feedbackResolvers(reader: FeedbackReader, visible: VisibleTaxonomies): readonly object[] {
  const visibleFeedback = new VisibleFeedback(reader);
  return [new FeedbackResolver(visible, visibleFeedback), new FeedbackFields(visible, visibleFeedback)];
}

/** What `node` finds of this module. */
export function feedbackNodes(reader: FeedbackReader): NodeSource<Principal> {
  const visibleFeedback = new VisibleFeedback(reader);
  return {
    types: ['Feedback'],
    node: ({ id }, context) => visibleFeedback.feedback(id as FeedbackId, context),
  };
}
