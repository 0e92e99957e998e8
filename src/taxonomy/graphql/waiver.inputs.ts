import { Field, ID, InputType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { FindingRule } from '../domain';
import { FindingRuleEnum } from './enums';

@InputType('GrantWaiverInput', { description: 'What is to be let pass, until when and why.' })
export class GrantWaiverInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => FindingRuleEnum, { description: 'The rule; one that always blocks cannot be waived.' })
  rule!: FindingRule;

  @Field(() => ID, {
    nullable: true,
    description:
      'A draft, with the version that is made of it, or a version: only its findings are covered; null: those of every draft and version.',
  })
  of?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A reason: only findings about it or about what stands under it are covered; null: all findings of the content named in of.',
  })
  reason?: string | null;

  @Field(() => GraphQLDateTime, {
    description: 'The first moment at which the findings count again, at most two years ahead.',
  })
  expiresAt!: Date;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('RevokeWaiverInput', { description: 'Which waiver ends before its time, and why.' })
export class RevokeWaiverInputType {
  @Field(() => ID, { description: 'The waiver.' })
  waiver!: string;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}
