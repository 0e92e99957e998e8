import { Field, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { TaxonomyId } from '../../platform/ids';
import type { ClauseOutcome, Escalation, Outcome, TriggerVerdict } from '../../taxonomy/domain';
import { ReasonType, ResolutionTargetType, TaxonomyVersionType } from '../../taxonomy/graphql';

export const TriggerVerdictEnum = schemaEnum<TriggerVerdict>('TriggerVerdict', 'Whether a trigger fires.', {
  FIRES: 'Its condition holds.',
  DOES_NOT_FIRE: 'Its condition does not hold.',
  CANNOT_TELL: 'It rests on a fact that was not given.',
});

export const ClauseOutcomeEnum = schemaEnum<Outcome>('ClauseOutcome', 'Whether a clause holds.', {
  HELD: 'It holds.',
  NOT_HELD: 'It does not hold.',
  NOT_KNOWN: 'The fact that it asks was not given.',
});

export const ClauseKindEnum = schemaEnum<ClauseOutcome['kind']>('ClauseKind', 'What a clause asks.', {
  SENTIMENT: 'The mood of the customer.',
  PRIORITY: 'How urgent the contact is.',
  REPEATS: 'How often the customer came back.',
  CHANNEL: 'The channel in which it came.',
  NOTE: 'Words that were noted.',
});

@ObjectType('EscalationClause', { description: 'One clause of a condition against the facts of a contact.' })
export class EscalationClauseType {
  @Field(() => ClauseKindEnum, { description: 'What it asks.' })
  kind!: ClauseOutcome['kind'];

  @Field(() => String, { description: 'As it is written, such as: repeats >= 2.' })
  text!: string;

  @Field(() => Boolean, { description: 'Whether it stands under a `not` and so counts the other way round.' })
  isNegated!: boolean;

  @Field(() => ClauseOutcomeEnum, { description: 'Whether it holds, the `not` above it left aside.' })
  outcome!: Outcome;

  @Field(() => String, {
    nullable: true,
    description:
      'The value of the fact that decided it; of a note the words that were found, never the note. It is null where the fact was not given, or no word was found.',
  })
  observed!: string | null;
}

@ObjectType('Escalation', { description: 'A trigger of a reason against the facts of a contact.' })
export class EscalationType {
  constructor(
    readonly escalation: Escalation,
    readonly taxonomyId: TaxonomyId,
    readonly at: Date,
  ) {}

  @Field(() => TriggerVerdictEnum, { description: 'Whether it fires.' })
  get verdict(): TriggerVerdict {
    return this.escalation.verdict;
  }

  @Field(() => String, { description: 'The condition of the trigger.' })
  get when(): string {
    return this.escalation.when;
  }

  @Field(() => [EscalationClauseType], {
    description: 'Why: each clause of the condition, in the order in which they are written.',
  })
  get clauses(): readonly EscalationClauseType[] {
    return this.escalation.clauses;
  }

  @Field(() => String, { description: 'The code of the department that the trigger names.' })
  get department(): string {
    return this.escalation.department;
  }

  @Field(() => ResolutionTargetType, { description: 'Within what time it must have taken over.' })
  get deadline(): ResolutionTargetType {
    return this.escalation.deadline;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'By when, counted from the moment that was asked for; null where the trigger does not fire, or after the year 9999.',
  })
  get dueAt(): Date | null {
    return this.escalation.dueAt;
  }
}

@ObjectType('EscalationsAnswer', { description: 'Which triggers of a reason fire for a contact, and why.' })
export class EscalationsAnswerType {
  @Field(() => ReasonType, { description: 'The reason.' })
  reason!: ReasonType;

  @Field(() => TaxonomyVersionType, {
    nullable: true,
    description:
      'The version in force then, whose triggers they are; null where none was, and nothing fires.',
  })
  version!: TaxonomyVersionType | null;

  @Field(() => GraphQLDateTime, { description: 'The moment from which deadlines are counted.' })
  asOf!: Date;

  @Field(() => [EscalationType], { description: 'Those that fire, in the order of the list.' })
  fires!: EscalationType[];

  @Field(() => [EscalationType], {
    description: 'Those that do not, or of which it cannot be told, in the order of the list.',
  })
  others!: EscalationType[];
}
