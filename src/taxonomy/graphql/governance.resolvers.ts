import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { mustBeMoment } from '../../platform/graphql/moment';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { problemView } from '../../platform/graphql/problem.type';
import type { DraftId, TaxonomyId } from '../../platform/ids';
import { setPolicy, setTaxonomyChannels } from '../commands/change-taxonomy';
import { createTaxonomy } from '../commands/create-taxonomy';
import { publishVersion } from '../commands/publish-version';
import { revertToVersion } from '../commands/revert-to-version';
import { unscheduleVersion } from '../commands/unschedule-version';
import {
  abandonDraft,
  approveDraft,
  openDraft,
  requestChangesOfDraft,
  submitDraft,
} from '../commands/review-draft';
import {
  channelsOf,
  policyOf,
  AbandonDraftInputType,
  ApproveDraftInputType,
  CreateTaxonomyInputType,
  OpenDraftInputType,
  PublishVersionInputType,
  RequestChangesInputType,
  RevertToVersionInputType,
  SetPolicyInputType,
  SetTaxonomyChannelsInputType,
  SubmitDraftInputType,
  UnscheduleVersionInputType,
} from './governance.inputs';
import {
  AbandonDraftPayload,
  AbandonDraftResult,
  ApproveDraftPayload,
  ApproveDraftResult,
  CreateTaxonomyPayload,
  CreateTaxonomyResult,
  OpenDraftPayload,
  OpenDraftResult,
  PublishVersionPayload,
  PublishVersionResult,
  RequestChangesPayload,
  RequestChangesResult,
  RevertToVersionPayload,
  RevertToVersionResult,
  SetPolicyPayload,
  SetPolicyResult,
  SetTaxonomyChannelsPayload,
  SetTaxonomyChannelsResult,
  SubmitDraftPayload,
  SubmitDraftResult,
  UnscheduleVersionPayload,
  UnscheduleVersionResult,
} from './governance.results';
import { localizedText } from './edit.inputs';
import type { VisibleTaxonomies } from './visible-taxonomies';
import type { TaxonomyType } from './taxonomy.type';
import type { DraftType } from './version.type';

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
    description:
      'Approves one content of a draft, as a steward or for a department: never by an author of it.',
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
      departmentId: optionalLocalId('Department', input.department, 'department'),
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
    const outcome = await context.run(requestChangesOfDraft, {
      draftId,
      comment: input.comment,
      reasonIds: (input.reasons ?? []).map((id) => localId('Reason', id, 'reasons')),
      departmentId: optionalLocalId('Department', input.department, 'department'),
    });
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
      effectiveFrom: mustBeMoment(input.effectiveFrom, 'effectiveFrom'),
      isErratum: input.erratum,
      because,
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const version = await this.visible.version(outcome.value.value.versionId, context);
    return Object.assign(new PublishVersionPayload(), { version });
  }

  @Mutation(() => UnscheduleVersionResult, {
    nullable: true,
    description: 'Withdraws the newest version before it is in force; its draft is approved again.',
  })
  async unscheduleVersion(
    @Arg('input', () => UnscheduleVersionInputType, { description: 'Which version, and why.' })
    input: UnscheduleVersionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof UnscheduleVersionResult> {
    const versionId = localId('Version', input.scheduledVersion, 'scheduledVersion');
    const outcome = await context.run(unscheduleVersion, { versionId, because: input.because });
    if (!outcome.ok) return problemView(outcome.problem);
    const version = await this.visible.version(versionId, context);
    const { draft } = await this.visible.draftAfterEdit(outcome.value.value.draftId, null, context);
    return Object.assign(new UnscheduleVersionPayload(), { version, draft });
  }

  @Mutation(() => RevertToVersionResult, {
    nullable: true,
    description: 'Opens a draft that leads back to the content of an old version, as a new one.',
  })
  async revertToVersion(
    @Arg('input', () => RevertToVersionInputType, { description: 'Which version.' })
    input: RevertToVersionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof RevertToVersionResult> {
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const { number, title } = input;
    const outcome = await context.run(revertToVersion, { taxonomyId, number, title });
    if (!outcome.ok) return problemView(outcome.problem);
    const { draft: made } = outcome.value.value;
    if (made === null) return Object.assign(new RevertToVersionPayload(), { draft: null });
    return this.draftAnswer(RevertToVersionPayload, made.draftId, context);
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
