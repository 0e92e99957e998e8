import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { problemView, resultUnion } from '../../platform/graphql/problem.type';
import { applyOperations, planRebase, rebaseToken, type RebasePlan, type TaxonomyRecord } from '../domain';
import { rebaseDraft } from '../commands/rebase-draft';
import { undoOperations } from '../commands/undo-operations';
import { knownDiff } from '../queries/known-results';
import type { TaxonomyReader } from '../queries/taxonomy-reader';
import { VersionComparisonType } from './comparison.type';
import { slice } from './content.resolvers';
import { isBehind } from './draft-fields.resolver';
import { operationProblems } from './problems.type';
import {
  ConflictResolutionInput,
  RebaseDraftInputType,
  resolutionsOf,
  UndoOperationsInputType,
} from './rebase.inputs';
import {
  ConflictsLeftProblem,
  ResolutionsRefusedProblem,
  StalePreviewProblem,
  UndoRangeProblem,
} from './rebase.problems';
import * as types from './rebase.type';
import { ContentView } from './reason-state.type';
import type { VisibleTaxonomies } from './visible-taxonomies';
import { DraftType, TaxonomyVersionType } from './version.type';

@ObjectType('RebaseDraftPayload', { description: 'The draft stands on the newest version.' })
class RebaseDraftPayload {
  @Field(() => DraftType, { nullable: true, description: 'The draft, being written again.' })
  draft!: DraftType | null;
}

const RebaseDraftResult = resultUnion('rebaseDraft', RebaseDraftPayload, [
  ...operationProblems,
  StalePreviewProblem,
  ConflictsLeftProblem,
  ResolutionsRefusedProblem,
]);

@ObjectType('UndoOperationsPayload', { description: 'The edits were taken back.' })
class UndoOperationsPayload {
  @Field(() => DraftType, { nullable: true, description: 'The draft at its new head.' })
  draft!: DraftType | null;
}

const UndoOperationsResult = resultUnion('undoOperations', UndoOperationsPayload, [
  ...operationProblems,
  UndoRangeProblem,
]);

@Resolver()
export class RebaseQueries {
  constructor(
    private readonly reader: TaxonomyReader,
    private readonly visible: VisibleTaxonomies,
  ) {}

  @Query(() => types.RebasePreviewType, {
    nullable: true,
    description:
      'What would become of a draft on the newest version; null where there is no such draft for the caller.',
  })
  async previewRebase(
    @Ctx() context: AccessContext,
    @Arg('draft', () => ID, { description: 'The draft.' }) id: string,
    @Arg('resolutions', () => [ConflictResolutionInput], {
      nullable: true,
      description: 'How conflicts would be settled; null: not at all.',
    })
    resolutions?: ConflictResolutionInput[] | null,
  ): Promise<types.RebasePreviewType | null> {
    const draft = await this.visible.draft(localId('Draft', id, 'draft'), context);
    if (draft === null) return null;
    const { record } = draft;
    const loaders = this.visible.loaders(context);
    const newest = await loaders.newest.load(record.taxonomyId);
    const behind = newest !== null && isBehind(record, newest);
    const base = await loaders.baseContentOfDraft(record);
    const ours = await loaders.contentOfDraft(record);
    const theirs = behind ? await loaders.contentOfVersion(newest) : base;
    const plan = planRebase(
      { base: base.tree, ours: ours.tree, theirs: theirs.tree },
      { languages: base.taxonomy.languages, resolutions: resolutionsOf(resolutions ?? []) },
    );
    const outcome = await this.outcomeOf(plan, theirs, base.taxonomy);
    const to =
      outcome?.ok === true ? new ContentView(base.taxonomy, outcome.value.tree, { draft: record }) : null;
    return new types.RebasePreviewType(plan, {
      behind,
      token: behind ? rebaseToken(record, newest) : null,
      onto: behind ? new TaxonomyVersionType(newest) : null,
      refusal: outcome?.ok === false ? problemView(outcome.problem) : null,
      comparison:
        to === null
          ? null
          : new VersionComparisonType(await knownDiff(theirs.tree, to.tree), { from: theirs, to }),
    });
  }

  /** Null as long as something is open. */
  private async outcomeOf(plan: RebasePlan, theirs: ContentView, { id, languages }: TaxonomyRecord) {
    if (plan.merge.tree === null || plan.faults.length > 0) return null;
    const reservedCodes = await this.reader.reservedCodes(id);
    return applyOperations(theirs.tree, plan.operations, { languages, reservedCodes });
  }
}

const howMany = { nullable: true, description: 'How many, 1 to 100; 20 by default.' } as const;
const goingOn = { nullable: true, description: 'The endCursor of the page before.' } as const;

@Resolver(() => types.RebasePreviewType)
export class RebasePreviewFields {
  @FieldResolver(() => types.MergeConflictConnection, {
    nullable: true,
    description: 'The conflicts that are open, by id; null where they cannot be read now.',
  })
  conflicts(
    @Root() { plan }: types.RebasePreviewType,
    @Arg('first', () => Int, howMany) first?: number | null,
    @Arg('after', () => String, goingOn) after?: string | null,
  ): Connection<types.MergeConflictType> {
    return slice(plan.conflicts, { first, after }, (one) => new types.MergeConflictType(one));
  }

  @FieldResolver(() => types.CombinedEditConnection, {
    nullable: true,
    description:
      'What was merged without a conflict and is to be looked at; null where it cannot be read now.',
  })
  combined(
    @Root() { plan }: types.RebasePreviewType,
    @Arg('first', () => Int, howMany) first?: number | null,
    @Arg('after', () => String, goingOn) after?: string | null,
  ): Connection<types.CombinedEditType> {
    return slice(plan.merge.combined, { first, after }, (one) => new types.CombinedEditType(one));
  }

  @FieldResolver(() => types.FollowedReplacementConnection, {
    nullable: true,
    description: 'Retirements that lead on by now; null where they cannot be read now.',
  })
  followed(
    @Root() { plan }: types.RebasePreviewType,
    @Arg('first', () => Int, howMany) first?: number | null,
    @Arg('after', () => String, goingOn) after?: string | null,
  ): Connection<types.FollowedReplacementType> {
    return slice(plan.merge.followed, { first, after }, (one) => new types.FollowedReplacementType(one));
  }

  @FieldResolver(() => types.DanglingReferenceConnection, {
    nullable: true,
    description: 'Notes that send coders to what is retired by now; null where they cannot be read now.',
  })
  dangling(
    @Root() { plan }: types.RebasePreviewType,
    @Arg('first', () => Int, howMany) first?: number | null,
    @Arg('after', () => String, goingOn) after?: string | null,
  ): Connection<types.DanglingReferenceType> {
    return slice(plan.merge.dangling, { first, after }, (one) => new types.DanglingReferenceType(one));
  }
}

@Resolver()
export class RebaseMutations {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @Mutation(() => RebaseDraftResult, {
    nullable: true,
    description: 'Puts a draft that is behind on the newest version, as previewRebase shows it.',
  })
  async rebaseDraft(
    @Arg('input', () => RebaseDraftInputType, { description: 'Which draft, by which preview.' })
    input: RebaseDraftInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof RebaseDraftResult> {
    const draftId = localId('Draft', input.draft, 'draft');
    const { expectedHead, token, because } = input;
    const resolutions = resolutionsOf(input.resolutions);
    const outcome = await context.run(rebaseDraft, { draftId, expectedHead, token, resolutions, because });
    if (!outcome.ok) return problemView(outcome.problem);
    const { draft } = await this.visible.draftAfterEdit(draftId, null, context);
    return Object.assign(new RebaseDraftPayload(), { draft });
  }

  @Mutation(() => UndoOperationsResult, {
    nullable: true,
    description: 'Takes back the last edits of a draft, by an edit of its own.',
  })
  async undoOperations(
    @Arg('input', () => UndoOperationsInputType, { description: 'Which draft, and how many edits.' })
    input: UndoOperationsInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof UndoOperationsResult> {
    const draftId = localId('Draft', input.draft, 'draft');
    const { expectedHead, count } = input;
    const outcome = await context.run(undoOperations, { draftId, expectedHead, count });
    if (!outcome.ok) return problemView(outcome.problem);
    const { draft } = await this.visible.draftAfterEdit(draftId, null, context);
    return Object.assign(new UndoOperationsPayload(), { draft });
  }
}
