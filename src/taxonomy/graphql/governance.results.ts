import { Field, ObjectType } from 'type-graphql';
import { MalformedTextProblem, NotFoundProblem, resultUnion } from '../../platform/graphql/problem.type';
import {
  InvalidSettingsProblem,
  KeyProblem,
  StaleHeadProblem,
  operationProblems,
  VersionNotScheduledProblem,
  StaleRevisionProblem,
} from './problems.type';
import { DraftBlockedProblem } from './draft-blocked-problem.type';
import { TaxonomyType } from './taxonomy.type';
import { DraftType, TaxonomyVersionType } from './version.type';

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

export const CreateTaxonomyPayload = taxonomyPayload('CreateTaxonomyPayload', 'The new taxonomy.');
export const SetPolicyPayload = taxonomyPayload('SetPolicyPayload', 'The policy was changed.');
export const SetTaxonomyChannelsPayload = taxonomyPayload(
  'SetTaxonomyChannelsPayload',
  'The channels were changed.',
);
export const OpenDraftPayload = draftPayload('OpenDraftPayload', 'The new draft.');
export const SubmitDraftPayload = draftPayload(
  'SubmitDraftPayload',
  'The draft is under review, or approved where no approval is asked for.',
);
export const ApproveDraftPayload = draftPayload('ApproveDraftPayload', 'The approval was taken.');
export const RequestChangesPayload = draftPayload(
  'RequestChangesPayload',
  'The draft is being written again.',
);
export const AbandonDraftPayload = draftPayload('AbandonDraftPayload', 'The draft was given up.');

@ObjectType('PublishVersionPayload', { description: 'The new version.' })
export class PublishVersionPayload {
  @Field(() => TaxonomyVersionType, { nullable: true, description: 'The version.' })
  version!: TaxonomyVersionType | null;
}

export const CreateTaxonomyResult = resultUnion('createTaxonomy', CreateTaxonomyPayload, [
  KeyProblem,
  InvalidSettingsProblem,
]);
const settingProblems = [NotFoundProblem, StaleRevisionProblem, InvalidSettingsProblem, MalformedTextProblem];
export const SetPolicyResult = resultUnion('setPolicy', SetPolicyPayload, settingProblems);
export const SetTaxonomyChannelsResult = resultUnion(
  'setTaxonomyChannels',
  SetTaxonomyChannelsPayload,
  settingProblems,
);
export const OpenDraftResult = resultUnion('openDraft', OpenDraftPayload, [
  NotFoundProblem,
  MalformedTextProblem,
]);
export const SubmitDraftResult = resultUnion('submitDraft', SubmitDraftPayload, [
  NotFoundProblem,
  StaleHeadProblem,
  DraftBlockedProblem,
]);
const reviewProblems = [NotFoundProblem, DraftBlockedProblem, MalformedTextProblem];
export const ApproveDraftResult = resultUnion('approveDraft', ApproveDraftPayload, reviewProblems);
export const RequestChangesResult = resultUnion('requestChanges', RequestChangesPayload, reviewProblems);
export const AbandonDraftResult = resultUnion('abandonDraft', AbandonDraftPayload, reviewProblems);
export const PublishVersionResult = resultUnion('publishVersion', PublishVersionPayload, reviewProblems);

@ObjectType('UnscheduleVersionPayload', { description: 'The version was withdrawn.' })
export class UnscheduleVersionPayload {
  @Field(() => TaxonomyVersionType, { nullable: true, description: 'The version, which stands no more.' })
  version!: TaxonomyVersionType | null;

  @Field(() => DraftType, { nullable: true, description: 'Its draft, approved as it was.' })
  draft!: DraftType | null;
}

export const UnscheduleVersionResult = resultUnion('unscheduleVersion', UnscheduleVersionPayload, [
  NotFoundProblem,
  MalformedTextProblem,
  VersionNotScheduledProblem,
]);

@ObjectType('RevertToVersionPayload', { description: 'A draft leads back to the content.' })
export class RevertToVersionPayload {
  @Field(() => DraftType, {
    nullable: true,
    description: 'The draft; null where the newest version has that content.',
  })
  draft!: DraftType | null;
}

export const RevertToVersionResult = resultUnion('revertToVersion', RevertToVersionPayload, [
  ...operationProblems,
]);
