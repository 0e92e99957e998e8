import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import type { FindingRule, StandingWaiver, WaiverFault } from '../domain';
import { FindingRuleEnum } from './enums';

@ObjectType('Waiver', {
  implements: NodeType,
  description:
    'Findings of one rule that a steward lets pass until a moment: of one content, of a subtree, or of a subtree of one content.',
})
export class WaiverType implements NodeType {
  readonly typeName = 'Waiver';

  constructor(readonly record: StandingWaiver) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Waiver', this.record.id);
  }

  @Field(() => FindingRuleEnum, { description: 'The rule whose findings it covers.' })
  get rule(): FindingRule {
    return this.record.rule;
  }

  @Field(() => String, { description: 'Why they are let pass.' })
  get because(): string {
    return this.record.because;
  }

  @Field(() => GraphQLDateTime, { description: 'The first moment at which they count again.' })
  get expiresAt(): Date {
    return this.record.expiresAt;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was granted.' })
  get grantedAt(): Date {
    return this.record.grantedAt;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was ended before its time; null where it was not.',
  })
  get revokedAt(): Date | null {
    return this.record.revokedAt;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Why it was ended before its time; null where it was not.',
  })
  get revokedBecause(): string | null {
    return this.record.revokedBecause;
  }

  @Field(() => Boolean, { description: 'Whether it covers anything now: not revoked, and not past its end.' })
  get isInForce(): boolean {
    return this.record.isInForce;
  }
}

export const WaiverConnection = connectionType(
  'Waiver',
  () => WaiverType,
  'A page of waivers, the newest first.',
);

@ObjectType('WaiverFault', { description: 'One thing for which a waiver cannot be granted.' })
export class WaiverFaultType {
  @Field(() => String, { description: 'The input field, such as rule, of or expiresAt.' })
  field!: string;

  @Field(() => String, { description: 'What came and what was expected.' })
  message!: string;
}

@ObjectType('WaiverRefusedProblem', {
  implements: ProblemType,
  description: 'A waiver that cannot be granted: all faults at once.',
})
export class WaiverRefusedProblem extends ProblemType {
  @Field(() => [WaiverFaultType], { description: 'What is wrong with it.' })
  faults!: readonly WaiverFault[];
}
answersFor(WaiverRefusedProblem, ['WAIVER_REFUSED']);
