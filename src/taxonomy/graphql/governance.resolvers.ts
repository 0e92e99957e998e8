import { schemaEnum } from '../../platform/graphql/schema-enum';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { ActorType, type AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { localId } from '../../platform/graphql/global-id';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
} from '../../platform/graphql/problem.type';
import type { DraftId, TaxonomyId } from '../../platform/ids';
import { setPolicy, setTaxonomyChannels } from '../commands/change-taxonomy';
import { createTaxonomy } from '../commands/create-taxonomy';
import { publishVersion } from '../commands/publish-version';
import {
  abandonDraft,
  approveDraft,
  openDraft,
  requestChangesOfDraft,
  submitDraft,
} from '../commands/review-draft';
import {
  approvalsThatStand,
  type ApprovalDecision,
  type ApprovalRecord,
  type Channel,
  type FindingRule,
  type PolicyWish,
  type Severity,
} from '../domain';
import {
  BackdatingEnum,
  CodeFormatEnum,
  CompatibilityPolicyEnum,
  FindingRuleEnum,
  SeverityEnum,
} from './enums';
import { localizedText, LocalizedTextInput } from './operation.inputs';
import {
  DraftBlockedProblem,
  InvalidSettingsProblem,
  KeyProblem,
  StaleHeadProblem,
  StaleRevisionProblem,
} from './problems.type';
import type { VisibleTaxonomies } from './taxonomy.resolver';
import { TaxonomyType } from './taxonomy.type';
import { DraftType, TaxonomyVersionType } from './version.type';

@InputType('ChannelInput', { description: 'A way in which contacts come.' })
export class ChannelInput {
  @Field(() => String, { description: 'What reasons and contacts name it by, such as SOCIAL_MEDIA.' })
  code!: string;

  @Field(() => [LocalizedTextInput], { description: 'What people call it.' })
  labels!: LocalizedTextInput[];
}

@InputType('RuleSeverityInput', { description: 'What a finding of one rule is to do.' })
export class RuleSeverityInput {
  @Field(() => FindingRuleEnum, { description: 'The rule.' })
  rule!: FindingRule;

  @Field(() => SeverityEnum, { description: 'What a finding of it is to do.' })
  severity!: Severity;
}

@InputType('PolicyInput', {
  description: 'A policy in part: what is left out stays as it is, or as the default has it.',
})
export class PolicyInput {
  @Field(() => Int, { nullable: true, description: 'Levels below the root at most; 3 by default.' })
  maxDepth?: number | null;

  @Field(() => Int, { nullable: true, description: 'Active choices in one menu at most; 7 by default.' })
  maxFanOut?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Code points of a preferred label at most; 60 by default.',
  })
  maxLabelLength?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Reasons of a content at most, retired ones included; 20,000 by default.',
  })
  maxReasons?: number | null;

  @Field(() => Int, { nullable: true, description: 'Approvals that a submission needs; 1 by default.' })
  approvals?: number | null;

  @Field(() => BackdatingEnum, {
    nullable: true,
    description: 'Whether a version may be in force from a past moment; REFUSED by default.',
  })
  backdating?: keyof typeof BackdatingEnum | null;

  @Field(() => CompatibilityPolicyEnum, {
    nullable: true,
    description: 'What a new version owes to old codes; NONE by default.',
  })
  compatibility?: keyof typeof CompatibilityPolicyEnum | null;

  @Field(() => CodeFormatEnum, { nullable: true, description: 'What a code may look like; ANY by default.' })
  codeFormat?: keyof typeof CodeFormatEnum | null;

  @Field(() => [RuleSeverityInput], {
    nullable: true,
    description: 'What findings are to do, for the rules named.',
  })
  severities?: RuleSeverityInput[] | null;
}

function policyOf({ severities, ...fields }: PolicyInput): PolicyWish {
  const wished = severities ?? [];
  const rules = wished.map(({ rule }) => rule);
  const repeated = rules.find((rule, at) => rules.indexOf(rule) !== at);
  if (repeated !== undefined)
    throw new CallerError('BAD_USER_INPUT', `severities: expected each rule once, but got ${repeated} twice`);
  return {
    ...Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
    ),
    severities: Object.fromEntries(wished.map(({ rule, severity }) => [rule, severity])),
  };
}

const channelsOf = (channels: readonly ChannelInput[]): Channel[] =>
  channels.map(({ code, labels }) => ({ code, labels: localizedText(labels, 'channels') }));

@InputType('CreateTaxonomyInput', { description: 'A taxonomy to be created.' })
export class CreateTaxonomyInputType {
  @Field(() => String, {
    description:
      'What URLs and other systems name it by: 1 to 63 lower-case letters, digits and inner hyphens.',
  })
  key!: string;

  @Field(() => [LocalizedTextInput], { description: 'Its name.' })
  name!: LocalizedTextInput[];

  @Field(() => [String], { description: 'The languages it is kept in; the first is the default.' })
  languages!: string[];

  @Field(() => String, { defaultValue: 'UTC', description: 'The IANA time zone of its days.' })
  timeZone!: string;

  @Field(() => [ChannelInput], { nullable: true, description: 'Its channels; null takes the usual list.' })
  channels?: ChannelInput[] | null;

  @Field(() => PolicyInput, { nullable: true, description: 'Its policy; null takes the default.' })
  policy?: PolicyInput | null;
}

@InputType('SetPolicyInput', { description: 'What a taxonomy is to ask from now on.' })
export class SetPolicyInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => Int, { description: 'The revision that the change was made on.' })
  expectedRevision!: number;

  @Field(() => PolicyInput, { description: 'What is to change of it.' })
  policy!: PolicyInput;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('SetTaxonomyChannelsInput', { description: 'The channels of a taxonomy.' })
export class SetTaxonomyChannelsInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => Int, { description: 'The revision that the change was made on.' })
  expectedRevision!: number;

  @Field(() => [ChannelInput], { description: 'The channels; they replace those there were.' })
  channels!: ChannelInput[];

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('OpenDraftInput', { description: 'A draft to be opened.' })
export class OpenDraftInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => String, { description: 'What it is about.' })
  title!: string;
}

@InputType('SubmitDraftInput', { description: 'A draft to be put up for review.' })
export class SubmitDraftInputType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => Int, { description: 'The head that is meant.' })
  expectedHead!: number;
}

@InputType('ApproveDraftInput', { description: 'An approval.' })
export class ApproveDraftInputType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => String, {
    description: 'The digest of the content that was seen: submittedDigest of the draft.',
  })
  digest!: string;

  @Field(() => String, { nullable: true, description: 'What there is to say of it.' })
  note?: string | null;
}

@InputType('RequestChangesInput', { description: 'What is to change of a draft before it can be approved.' })
export class RequestChangesInputType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => String, { description: 'What is to change.' })
  comment!: string;
}

@InputType('AbandonDraftInput', { description: 'A draft to be given up.' })
export class AbandonDraftInputType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('PublishVersionInput', { description: 'A draft to be sealed as the next version.' })
export class PublishVersionInputType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when it is in force; null: now. In the past only where the policy allows backdating.',
  })
  effectiveFrom?: Date | null;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

function taxonomyPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => TaxonomyType, { nullable: true, description: 'The taxonomy as it is now.' })
    taxonomy!: TaxonomyType | null;
  }
  return Payload;
}

function draftPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => DraftType, { nullable: true, description: 'The draft as it is now.' })
    draft!: DraftType | null;
  }
  return Payload;
}

const CreateTaxonomyPayload = taxonomyPayload('CreateTaxonomyPayload', 'The new taxonomy.');
const SetPolicyPayload = taxonomyPayload('SetPolicyPayload', 'The policy was changed.');
const SetTaxonomyChannelsPayload = taxonomyPayload(
  'SetTaxonomyChannelsPayload',
  'The channels were changed.',
);
const OpenDraftPayload = draftPayload('OpenDraftPayload', 'The new draft.');
const SubmitDraftPayload = draftPayload(
  'SubmitDraftPayload',
  'The draft is under review, or approved where no approval is asked for.',
);
const ApproveDraftPayload = draftPayload('ApproveDraftPayload', 'The approval was taken.');
const RequestChangesPayload = draftPayload('RequestChangesPayload', 'The draft is being written again.');
const AbandonDraftPayload = draftPayload('AbandonDraftPayload', 'The draft was given up.');

@ObjectType('PublishVersionPayload', { description: 'The new version.' })
export class PublishVersionPayload {
  @Field(() => TaxonomyVersionType, { nullable: true, description: 'The version.' })
  version!: TaxonomyVersionType | null;
}

const CreateTaxonomyResult = resultUnion('createTaxonomy', CreateTaxonomyPayload, [
  KeyProblem,
  InvalidSettingsProblem,
]);
const settingProblems = [NotFoundProblem, StaleRevisionProblem, InvalidSettingsProblem, MalformedTextProblem];
const SetPolicyResult = resultUnion('setPolicy', SetPolicyPayload, settingProblems);
const SetTaxonomyChannelsResult = resultUnion(
  'setTaxonomyChannels',
  SetTaxonomyChannelsPayload,
  settingProblems,
);
const OpenDraftResult = resultUnion('openDraft', OpenDraftPayload, [NotFoundProblem, MalformedTextProblem]);
const SubmitDraftResult = resultUnion('submitDraft', SubmitDraftPayload, [
  NotFoundProblem,
  StaleHeadProblem,
  DraftBlockedProblem,
]);
const reviewProblems = [NotFoundProblem, DraftBlockedProblem, MalformedTextProblem];
const ApproveDraftResult = resultUnion('approveDraft', ApproveDraftPayload, reviewProblems);
const RequestChangesResult = resultUnion('requestChanges', RequestChangesPayload, reviewProblems);
const AbandonDraftResult = resultUnion('abandonDraft', AbandonDraftPayload, reviewProblems);
const PublishVersionResult = resultUnion('publishVersion', PublishVersionPayload, reviewProblems);

@Resolver()
export class TaxonomyMutations {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @Mutation(() => CreateTaxonomyResult, {
    nullable: true,
    description: 'Creates a taxonomy, empty until a draft of it is published.',
  })
  async createTaxonomy(
    @Arg('input', () => CreateTaxonomyInputType, { description: 'The taxonomy.' })
    input: CreateTaxonomyInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof CreateTaxonomyResult> {
    const outcome = await context.run(createTaxonomy, {
      key: input.key,
      name: localizedText(input.name, 'name'),
      languages: input.languages,
      timeZone: input.timeZone,
      channels: input.channels === null || input.channels === undefined ? null : channelsOf(input.channels),
      policy: policyOf(input.policy ?? {}),
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.taxonomyAnswer(CreateTaxonomyPayload, outcome.value.value.taxonomyId, context);
  }

  @Mutation(() => SetPolicyResult, {
    nullable: true,
    description: 'Changes what a taxonomy asks of its contents and of their publication.',
  })
  async setPolicy(
    @Arg('input', () => SetPolicyInputType, { description: 'What is to change.' }) input: SetPolicyInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof SetPolicyResult> {
    const { expectedRevision, because } = input;
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const outcome = await context.run(setPolicy, {
      taxonomyId,
      expectedRevision,
      because,
      policy: policyOf(input.policy),
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.taxonomyAnswer(SetPolicyPayload, taxonomyId, context);
  }

  @Mutation(() => SetTaxonomyChannelsResult, {
    nullable: true,
    description: 'Changes the channels that reasons can be offered in.',
  })
  async setTaxonomyChannels(
    @Arg('input', () => SetTaxonomyChannelsInputType, { description: 'The channels.' })
    input: SetTaxonomyChannelsInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof SetTaxonomyChannelsResult> {
    const { expectedRevision, because } = input;
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const channels = channelsOf(input.channels);
    const outcome = await context.run(setTaxonomyChannels, {
      taxonomyId,
      expectedRevision,
      because,
      channels,
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.taxonomyAnswer(SetTaxonomyChannelsPayload, taxonomyId, context);
  }

  @Mutation(() => OpenDraftResult, {
    nullable: true,
    description: 'Opens a draft on the newest version of a taxonomy.',
  })
  async openDraft(
    @Arg('input', () => OpenDraftInputType, { description: 'The draft.' }) input: OpenDraftInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof OpenDraftResult> {
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const outcome = await context.run(openDraft, { taxonomyId, title: input.title });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.draftAnswer(OpenDraftPayload, outcome.value.value.draftId, context);
  }

  @Mutation(() => SubmitDraftResult, {
    nullable: true,
    description: 'Puts the content of a draft up for review. Findings that block it are listed.',
  })
  async submitDraft(
    @Arg('input', () => SubmitDraftInputType, { description: 'Which draft.' }) input: SubmitDraftInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof SubmitDraftResult> {
    const draftId = localId('Draft', input.draft, 'draft');
    const outcome = await context.run(submitDraft, { draftId, expectedHead: input.expectedHead });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.draftAnswer(SubmitDraftPayload, draftId, context);
  }

  @Mutation(() => ApproveDraftResult, {
    nullable: true,
    description: 'Approves one content of a draft: never by an author of it.',
  })
  async approveDraft(
    @Arg('input', () => ApproveDraftInputType, { description: 'Which content.' })
    input: ApproveDraftInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof ApproveDraftResult> {
    const draftId = localId('Draft', input.draft, 'draft');
    const outcome = await context.run(approveDraft, {
      draftId,
      digest: input.digest,
      note: input.note ?? null,
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.draftAnswer(ApproveDraftPayload, draftId, context);
  }

  @Mutation(() => RequestChangesResult, { nullable: true, description: 'Sends a draft back to its authors.' })
  async requestChanges(
    @Arg('input', () => RequestChangesInputType, { description: 'What is to change.' })
    input: RequestChangesInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof RequestChangesResult> {
    const draftId = localId('Draft', input.draft, 'draft');
    const outcome = await context.run(requestChangesOfDraft, { draftId, comment: input.comment });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.draftAnswer(RequestChangesPayload, draftId, context);
  }

  @Mutation(() => AbandonDraftResult, {
    nullable: true,
    description: 'Gives a draft up; what it would have changed is as it was.',
  })
  async abandonDraft(
    @Arg('input', () => AbandonDraftInputType, { description: 'Which draft, and why.' })
    input: AbandonDraftInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof AbandonDraftResult> {
    const draftId = localId('Draft', input.draft, 'draft');
    const outcome = await context.run(abandonDraft, { draftId, because: input.because });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.draftAnswer(AbandonDraftPayload, draftId, context);
  }

  @Mutation(() => PublishVersionResult, {
    nullable: true,
    description: 'Seals an approved draft as the next version: nothing of it can change any more.',
  })
  async publishVersion(
    @Arg('input', () => PublishVersionInputType, { description: 'Which draft, from when and why.' })
    input: PublishVersionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof PublishVersionResult> {
    const draftId = localId('Draft', input.draft, 'draft');
    const { because } = input;
    const outcome = await context.run(publishVersion, {
      draftId,
      effectiveFrom: input.effectiveFrom ?? null,
      because,
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const version = await this.visible.version(outcome.value.value.versionId, context);
    return Object.assign(new PublishVersionPayload(), { version });
  }

  private async taxonomyAnswer<Payload extends { taxonomy: TaxonomyType | null }>(
    type: new () => Payload,
    id: TaxonomyId,
    context: AccessContext,
  ): Promise<Payload> {
    return Object.assign(new type(), { taxonomy: await this.visible.taxonomy(id, context) });
  }

  private async draftAnswer<Payload extends { draft: DraftType | null }>(
    type: new () => Payload,
    id: DraftId,
    context: AccessContext,
  ): Promise<Payload> {
    const { draft } = await this.visible.draftAfterEdit(id, null, context);
    return Object.assign(new type(), { draft });
  }
}

export const ApprovalDecisionEnum = schemaEnum('ApprovalDecision', 'What a reviewer said.', {
  APPROVED: 'The content is good.',
  CHANGES_REQUESTED: 'Something is to change.',
} satisfies Readonly<Record<ApprovalDecision, string>>);

@ObjectType('Approval', { description: 'What one reviewer said of one content of a draft.' })
export class ApprovalType {
  constructor(
    readonly record: ApprovalRecord,
    private readonly stands: boolean,
  ) {}

  @Field(() => ApprovalDecisionEnum, { description: 'What was said.' })
  get decision(): ApprovalDecision {
    return this.record.decision;
  }

  @Field(() => String, { description: 'The digest of the content it was said of.' })
  get digest(): string {
    return this.record.digest;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The words that came with it; null where there were none.',
  })
  get note(): string | null {
    return this.record.note;
  }

  @Field(() => GraphQLDateTime, { description: 'When.' })
  get recordedAt(): Date {
    return this.record.recordedAt;
  }

  @Field(() => Boolean, { description: 'Whether it counts for the content as it is now.' })
  get current(): boolean {
    return this.stands;
  }
}

@ObjectType('DraftReview', { description: 'How far the review of a draft has come, and who is missing.' })
export class DraftReviewType {
  @Field(() => Int, { description: 'The approvals that the policy asks for.' })
  needed!: number;

  @Field(() => [ApprovalType], { description: 'What was said, in order.' })
  approvals!: ApprovalType[];

  @Field(() => Int, { description: 'The approvals that are still missing.' })
  missing!: number;

  @Field(() => [String], { description: 'Who is missing, in words; empty where nobody is.' })
  waitingFor!: string[];
}

@Resolver(() => ApprovalType)
export class ApprovalFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who said it; null where that is not the caller's to see.",
  })
  async actor(@Root() { record }: ApprovalType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.actor(record.actorId, context);
  }
}

@Resolver(() => DraftType)
export class DraftReviewFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => DraftReviewType, {
    nullable: true,
    description: 'How far its review has come; null where that cannot be told now.',
  })
  async review(@Root() { record }: DraftType, @Ctx() context: AccessContext): Promise<DraftReviewType> {
    const loaders = this.visible.loaders(context);
    const said = await loaders.approvals.load(record.id);
    const taxonomy = await loaders.taxonomy.load(record.taxonomyId);
    const authors = await loaders.authors.load(record.id);
    const needed = taxonomy?.policy.approvals ?? 0;
    const standing = approvalsThatStand(record, said).filter(({ approver }) => !authors.includes(approver));
    const missing = Math.max(0, needed - new Set(standing.map(({ approver }) => approver)).size);
    const approvals = said.map((approval) => {
      const stands = standing.some(
        ({ approver, digest }) => approver === approval.actorId && digest === approval.digest,
      );
      return new ApprovalType(
        approval,
        stands && approval.head === record.head && approval.decision === 'APPROVED',
      );
    });
    const waitingFor =
      missing === 0
        ? []
        : [`${missing} of ${needed} approvals, by stewards who wrote none of its operations`];
    return { needed, approvals, missing, waitingFor };
  }
}
