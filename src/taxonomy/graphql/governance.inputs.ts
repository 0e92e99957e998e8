import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { CallerError } from '../../platform/caller-error';
import type { Channel, FindingRule, PolicyWish, Severity } from '../domain';
import {
  BackdatingEnum,
  CodeFormatEnum,
  CompatibilityPolicyEnum,
  FindingRuleEnum,
  OwnershipPolicyEnum,
  SeverityEnum,
} from './enums';
import { localizedText, LocalizedTextInput } from './edit.inputs';
import { SuggestionThresholdInput } from './suggestion-threshold.type';

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
    description: 'Code points of a preferred label at most; 100 by default.',
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

  @Field(() => OwnershipPolicyEnum, {
    nullable: true,
    description: 'What an active leaf needs to count as owned; ONE_ACCOUNTABLE by default.',
  })
  ownership?: keyof typeof OwnershipPolicyEnum | null;

  @Field(() => [RuleSeverityInput], {
    nullable: true,
    description: 'What findings are to do, for the rules named.',
  })
  severities?: RuleSeverityInput[] | null;

  @Field(() => [SuggestionThresholdInput], {
    nullable: true,
    description: 'From which evidence on something is suggested, for the thresholds named.',
  })
  suggestions?: SuggestionThresholdInput[] | null;
}

export function policyOf({ severities, suggestions, ...fields }: PolicyInput): PolicyWish {
  const wished = severities ?? [];
  const thresholds = suggestions ?? [];
  mustBeOnce(
    'severities',
    'rule',
    wished.map(({ rule }) => rule),
  );
  mustBeOnce(
    'suggestions',
    'threshold',
    thresholds.map(({ threshold }) => threshold),
  );
  return {
    ...Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
    ),
    severities: Object.fromEntries(wished.map(({ rule, severity }) => [rule, severity])),
    suggestions: Object.fromEntries(thresholds.map(({ threshold, value }) => [threshold, value])),
  };
}

function mustBeOnce(field: string, what: string, names: readonly string[]): void {
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated === undefined) return;
  throw new CallerError('BAD_USER_INPUT', `${field}: expected each ${what} once, but got ${repeated} twice`);
}

export const channelsOf = (channels: readonly ChannelInput[]): Channel[] =>
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

  @Field(() => ID, {
    nullable: true,
    description:
      'The department that is spoken for, of its part of the draft; null: as a steward, of the whole.',
  })
  department?: string | null;
}

@InputType('RequestChangesInput', { description: 'What is to change of a draft before it can be approved.' })
export class RequestChangesInputType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => String, { description: 'What is to change.' })
  comment!: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      'The reasons it is about: only approvals of these stop counting, and those of stewards; null: the whole.',
  })
  reasons?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The department that is spoken for; null: as a steward.',
  })
  department?: string | null;
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
    description:
      'From when it is in force; null: now. Later: it is scheduled. In the past only where the policy allows backdating.',
  })
  effectiveFrom?: Date | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether it mends labels and notes of the newest version, and nothing else.',
  })
  erratum!: boolean;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('UnscheduleVersionInput', { description: 'A scheduled version to be withdrawn.' })
export class UnscheduleVersionInputType {
  @Field(() => ID, { description: 'The version.' })
  scheduledVersion!: string;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('RevertToVersionInput', { description: 'A version whose content is wanted back.' })
export class RevertToVersionInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => Int, { description: 'The number of the version.' })
  number!: number;

  @Field(() => String, { description: 'What the draft is about.' })
  title!: string;
}
