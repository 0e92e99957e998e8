import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
} from '../../platform/graphql/problem.type';
import { DraftBlockedProblem, DraftType, TaxonomyType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { AssignmentSource } from '../commands/assignment-source';
import { assignOwners, proposeOwners, type OwnersWish } from '../commands/assign-owners';
import { commentOnDraft } from '../commands/comment-on-draft';
import { importOwners } from '../commands/import-owners';
import type { FileFault, OwnerRole } from '../domain';
import { OwnerRoleEnum } from './owners.type';
import { AssignmentRefusedProblem, FileFaultType, OwnersFileRefusedProblem } from './ownership.problems';

@InputType('OwnersOfReasonInput', {
  description: 'The departments that hold one role of a reason, and no others.',
})
export class OwnersOfReasonInput {
  @Field(() => ID, { description: 'The reason.' })
  reason!: string;

  @Field(() => OwnerRoleEnum, { description: 'The role.' })
  role!: OwnerRole;

  @Field(() => [ID], { description: 'The departments; none: nobody holds the role.' })
  departments!: string[];
}

const wishesOf = (owners: readonly OwnersOfReasonInput[]): OwnersWish[] =>
  owners.map(({ reason, role, departments }) => ({
    reasonId: localId('Reason', reason, 'reason'),
    role,
    departmentIds: departments.map((id) => localId('Department', id, 'departments')),
  }));

@InputType('AssignOwnersInput', { description: 'Who answers for reasons from a moment on.' })
export class AssignOwnersInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => [OwnersOfReasonInput], {
    description: 'The owners; of a role that is not named nothing changes.',
  })
  owners!: OwnersOfReasonInput[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on; null: now. In the past only where the policy allows backdating.',
  })
  from?: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when; null: until the next change that is recorded already, or for good.',
  })
  until?: Date | null;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('ProposeOwnersInput', { description: 'Who is to answer for reasons that a draft creates.' })
export class ProposeOwnersInputType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => [OwnersOfReasonInput], { description: 'The owners.' })
  owners!: OwnersOfReasonInput[];

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('ImportOwnersInput', { description: 'A small file of owners.' })
export class ImportOwnersInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => String, {
    description: 'The file: CSV with columns reason and department, and role and from if need be.',
  })
  content!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether a department may be named by its name, and not only by code or alias.',
  })
  acceptNames!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether only to tell what would be done.' })
  dryRun!: boolean;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('CommentOnDraftInput', { description: 'Something to be said of a draft.' })
export class CommentOnDraftInputType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => ID, { nullable: true, description: 'The reason it is about; null: the draft as a whole.' })
  reason?: string | null;

  @Field(() => String, { description: 'What there is to say.' })
  text!: string;
}

@ObjectType('AssignOwnersPayload', { description: 'The owners were stated.' })
export class AssignOwnersPayload {
  @Field(() => TaxonomyType, { nullable: true, description: 'The taxonomy.' })
  taxonomy!: TaxonomyType | null;

  @Field(() => Int, { description: 'Roles of reasons by which something changed.' })
  changed!: number;
}

@ObjectType('ImportOwnersPayload', { description: 'What a file of owners did.' })
export class ImportOwnersPayload {
  @Field(() => TaxonomyType, { nullable: true, description: 'The taxonomy.' })
  taxonomy!: TaxonomyType | null;

  @Field(() => Boolean, { description: 'Whether it was only told and nothing done.' })
  dryRun!: boolean;

  @Field(() => Int, { description: 'Lines below the header.' })
  rows!: number;

  @Field(() => Int, { description: 'What the lines say together: one for each reason, role and moment.' })
  statements!: number;

  @Field(() => Int, { description: 'Of these, those by which something changes.' })
  changed!: number;

  @Field(() => [FileFaultType], {
    description: 'Lines left out since their reason is retired by then, the first 200.',
  })
  leftOut!: readonly FileFault[];
}

@ObjectType('ProposeOwnersPayload', { description: 'The owners are proposed.' })
export class ProposeOwnersPayload {
  @Field(() => DraftType, { nullable: true, description: 'The draft.' })
  draft!: DraftType | null;
}

@ObjectType('CommentOnDraftPayload', { description: 'The comment was made.' })
export class CommentOnDraftPayload {
  @Field(() => DraftType, { nullable: true, description: 'The draft.' })
  draft!: DraftType | null;
}

const AssignResult = resultUnion('assignOwners', AssignOwnersPayload, [
  ...[NotFoundProblem, MalformedTextProblem, AssignmentRefusedProblem],
]);
const ProposeResult = resultUnion('proposeOwners', ProposeOwnersPayload, [
  ...[NotFoundProblem, MalformedTextProblem, AssignmentRefusedProblem, DraftBlockedProblem],
]);
const ImportResult = resultUnion('importOwners', ImportOwnersPayload, [
  ...[NotFoundProblem, MalformedTextProblem, OwnersFileRefusedProblem],
]);
const CommentResult = resultUnion('commentOnDraft', CommentOnDraftPayload, [
  NotFoundProblem,
  MalformedTextProblem,
]);

@Resolver()
export class AssignmentMutations {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @Mutation(() => AssignResult, {
    nullable: true,
    description: 'States who answers for reasons from a moment on.',
  })
  async assignOwners(
    @Arg('input', () => AssignOwnersInputType, { description: 'Who, for what, from when and why.' })
    input: AssignOwnersInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof AssignResult> {
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const { from = null, until = null, because } = input;
    const wish = { taxonomyId, owners: wishesOf(input.owners), from, until, because };
    const outcome = await context.run(assignOwners, wish);
    if (!outcome.ok) return problemView(outcome.problem);
    const taxonomy = await this.visible.taxonomy(taxonomyId, context);
    return Object.assign(new AssignOwnersPayload(), { taxonomy, changed: outcome.value.value.changed });
  }

  @Mutation(() => ProposeResult, {
    nullable: true,
    description: 'States who is to answer for reasons that a draft creates, once it takes effect.',
  })
  async proposeOwners(
    @Arg('input', () => ProposeOwnersInputType, { description: 'Who, for what and why.' })
    input: ProposeOwnersInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof ProposeResult> {
    const draftId = localId('Draft', input.draft, 'draft');
    const { because } = input;
    const outcome = await context.run(proposeOwners, { draftId, owners: wishesOf(input.owners), because });
    if (!outcome.ok) return problemView(outcome.problem);
    return Object.assign(new ProposeOwnersPayload(), { draft: await this.visible.draft(draftId, context) });
  }

  @Mutation(() => ImportResult, {
    nullable: true,
    description:
      'States who answers for reasons from a small file: all of it, or nothing where a line cannot be taken.',
  })
  async importOwners(
    @Arg('input', () => ImportOwnersInputType, { description: 'The file.' }) input: ImportOwnersInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof ImportResult> {
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const { acceptNames, dryRun, because } = input;
    const source = AssignmentSource.read(new TextEncoder().encode(input.content));
    const wish = { taxonomyId, source, acceptNames, dryRun, because };
    const outcome = await context.run(importOwners, wish);
    if (!outcome.ok) return problemView(outcome.problem);
    const { taxonomyId: _, ...told } = outcome.value.value;
    const taxonomy = await this.visible.taxonomy(taxonomyId, context);
    return Object.assign(new ImportOwnersPayload(), { taxonomy, ...told });
  }

  @Mutation(() => CommentResult, {
    nullable: true,
    description: 'Says something of a draft, or of a reason in it.',
  })
  async commentOnDraft(
    @Arg('input', () => CommentOnDraftInputType, { description: 'The comment.' })
    input: CommentOnDraftInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof CommentResult> {
    const draftId = localId('Draft', input.draft, 'draft');
    const reasonId = optionalLocalId('Reason', input.reason, 'reason');
    const outcome = await context.run(commentOnDraft, { draftId, reasonId, text: input.text });
    if (!outcome.ok) return problemView(outcome.problem);
    return Object.assign(new CommentOnDraftPayload(), { draft: await this.visible.draft(draftId, context) });
  }
}
