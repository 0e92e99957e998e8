import { Arg, Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { NodeType } from '../../platform/graphql/node.type';
import { globalId } from '../../platform/graphql/global-id';
import type { Channel, FindingRule, Severity, TaxonomyPolicy, TaxonomyRecord } from '../domain';
import {
  BackdatingEnum,
  CodeFormatEnum,
  CompatibilityPolicyEnum,
  FindingRuleEnum,
  OwnershipPolicyEnum,
  SeverityEnum,
} from './enums';
import { SuggestionThresholdValueType } from './suggestion-threshold.type';
import { LocalizedTextType, localizedTexts, textIn } from './reason-parts.type';

@ObjectType('Channel', { description: 'A way in which contacts come.' })
export class ChannelType {
  constructor(private readonly channel: Channel) {}

  @Field(() => String, { description: 'What reasons and contacts name it by.' })
  get code(): string {
    return this.channel.code;
  }

  @Field(() => [LocalizedTextType], { description: 'What people call it, per language.' })
  get labels(): LocalizedTextType[] {
    return localizedTexts(this.channel.labels);
  }
}

@ObjectType('RuleSeverity', { description: 'What a finding of one rule does.' })
export class RuleSeverityType {
  @Field(() => FindingRuleEnum, { description: 'The rule.' })
  rule!: FindingRule;

  @Field(() => SeverityEnum, { description: 'What a finding of it does.' })
  severity!: Severity;
}

@ObjectType('TaxonomyPolicy', {
  description: 'What a taxonomy asks of its contents and of their publication.',
})
export class TaxonomyPolicyType {
  constructor(private readonly policy: TaxonomyPolicy) {}

  @Field(() => Int, { description: 'Levels below the root at most, the reasons themselves included.' })
  get maxDepth(): number {
    return this.policy.maxDepth;
  }

  @Field(() => Int, { description: 'Active choices in one menu at most; the root is a menu too.' })
  get maxFanOut(): number {
    return this.policy.maxFanOut;
  }

  @Field(() => Int, { description: 'Code points of a preferred label at most.' })
  get maxLabelLength(): number {
    return this.policy.maxLabelLength;
  }

  @Field(() => Int, { description: 'Reasons of a content at most, retired ones included.' })
  get maxReasons(): number {
    return this.policy.maxReasons;
  }

  @Field(() => Int, { description: 'Approvals that a submission needs; 0 openly lets an author publish.' })
  get approvals(): number {
    return this.policy.approvals;
  }

  @Field(() => BackdatingEnum, { description: 'Whether a version may be in force from a past moment.' })
  get backdating(): TaxonomyPolicy['backdating'] {
    return this.policy.backdating;
  }

  @Field(() => CompatibilityPolicyEnum, {
    description: 'What a new version owes to the codes of the one before.',
  })
  get compatibility(): TaxonomyPolicy['compatibility'] {
    return this.policy.compatibility;
  }

  @Field(() => CodeFormatEnum, { description: 'What a code may look like.' })
  get codeFormat(): TaxonomyPolicy['codeFormat'] {
    return this.policy.codeFormat;
  }

  @Field(() => OwnershipPolicyEnum, { description: 'What an active leaf needs to count as owned.' })
  get ownership(): TaxonomyPolicy['ownership'] {
    return this.policy.ownership;
  }

  @Field(() => [RuleSeverityType], { description: 'What a finding of each rule does.' })
  get severities(): RuleSeverityType[] {
    return Object.entries(this.policy.severities).map(([rule, severity]) => ({
      rule: rule as FindingRule,
      severity,
    }));
  }

  @Field(() => [SuggestionThresholdValueType], {
    description: 'From which evidence on something is suggested about its reasons.',
  })
  get suggestions(): SuggestionThresholdValueType[] {
    return SuggestionThresholdValueType.all(this.policy.suggestions);
  }
}

@ObjectType('Taxonomy', {
  implements: NodeType,

  description: 'A list of contact reasons with its versions, its drafts and its policy.',
})
export class TaxonomyType implements NodeType {
  readonly typeName = 'Taxonomy';

  constructor(readonly record: TaxonomyRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Taxonomy', this.record.id);
  }

  @Field(() => String, { description: 'What URLs and other systems name it by.' })
  get key(): string {
    return this.record.key;
  }

  @Field(() => String, { nullable: true, description: 'Its name; null where it has none in that language.' })
  name(
    @Arg('language', () => String, {
      nullable: true,
      description: 'The language; null takes the default, or the first there is.',
    })
    language?: string | null,
  ): string | null {
    const { name, languages } = this.record;
    if (language !== null && language !== undefined) return textIn(name, language);
    return name[languages[0] ?? ''] ?? Object.values(name)[0] ?? null;
  }

  @Field(() => [String], { description: 'The languages it is kept in; the first is the default.' })
  get languages(): readonly string[] {
    return this.record.languages;
  }

  @Field(() => String, {
    description: 'The IANA time zone that its days and its times without a zone are in.',
  })
  get timeZone(): string {
    return this.record.timeZone;
  }

  @Field(() => [ChannelType], { description: 'The channels that a reason can be offered in.' })
  get channels(): ChannelType[] {
    return this.record.channels.map((channel) => new ChannelType(channel));
  }

  @Field(() => TaxonomyPolicyType, { description: 'What it asks of its contents and of their publication.' })
  get policy(): TaxonomyPolicyType {
    return new TaxonomyPolicyType(this.record.policy);
  }

  @Field(() => Int, {
    description: 'One more with every change of policy or channels; given as expectedRevision.',
  })
  get revision(): number {
    return this.record.revision;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was created.' })
  get createdAt(): Date {
    return this.record.createdAt;
  }
}
