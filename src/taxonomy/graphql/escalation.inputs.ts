import { InputType, Field, Int } from 'type-graphql';
import { SentimentEnum, PriorityEnum } from './enums';
import { ResolutionTargetInput } from './operation.inputs';
import { ReasonEditInput } from './edit.inputs';
import { CallerError } from '../../platform/caller-error';
import type { GivenTrigger } from '../domain';

@InputType('EscalationTriggerInput', {
  description:
    'When its condition holds, a contact goes to the department. The condition is written in `when`, or given in plain conditions of which all must hold.',
})
export class EscalationTriggerInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The condition in the language of conditions, such as: sentiment <= negative and (repeats >= 2 or channel in (PHONE, CHAT)) and not note has "holiday". Null: it is given in plain conditions.',
  })
  when?: string | null;

  @Field(() => SentimentEnum, {
    nullable: true,
    description: 'The mood at or below which it fires; null does not ask.',
  })
  sentimentAtMost?: keyof typeof SentimentEnum | null;

  @Field(() => PriorityEnum, {
    nullable: true,
    description: 'The priority at or above which it fires; null does not ask.',
  })
  priorityAtLeast?: keyof typeof PriorityEnum | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of repeats from which it fires; null does not ask.',
  })
  repeatCountAtLeast?: number | null;

  @Field(() => [String], {
    defaultValue: [],
    description: 'Words of which one must be noted; empty does not ask.',
  })
  keywords!: string[];

  @Field(() => String, {
    description: 'The code of the department that takes over: one of the taxonomy that is not dissolved.',
  })
  department!: string;

  @Field(() => ResolutionTargetInput, {
    nullable: true,
    description:
      'Within what time it must have taken over; null: deadlineMinutes says it. Days and working time are those of the time zone of the taxonomy.',
  })
  deadline?: ResolutionTargetInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes of calendar time within which it must have taken over; null: deadline says it.',
  })
  deadlineMinutes?: number | null;
}

@InputType('SetEscalationInput', { description: 'When contacts with a reason go to another department.' })
export class SetEscalationInput extends ReasonEditInput {
  @Field(() => [EscalationTriggerInput], { description: 'The triggers; they replace those there were.' })
  escalations!: EscalationTriggerInput[];
}

/** A trigger as it was given: its condition in one of two ways, its deadline in one of two ways. */
export function triggerOf(given: EscalationTriggerInput): GivenTrigger {
  const { department } = given;
  const plain = {
    sentimentAtMost: given.sentimentAtMost ?? null,
    priorityAtLeast: given.priorityAtLeast ?? null,
    repeatCountAtLeast: given.repeatCountAtLeast ?? null,
    keywords: given.keywords,
  };
  const when = given.when ?? null;
  const isPlainToo = [plain.sentimentAtMost, plain.priorityAtLeast, plain.repeatCountAtLeast].some(
    (value) => value !== null,
  );
  if (when !== null && (isPlainToo || plain.keywords.length > 0))
    throw new CallerError('BAD_USER_INPUT', 'escalations: expected `when` or plain conditions, but got both');
  const minutes = given.deadlineMinutes ?? null;
  const deadline = given.deadline ?? null;
  if ((minutes === null) === (deadline === null)) {
    const came = minutes === null ? 'none of them' : 'both';
    throw new CallerError(
      'BAD_USER_INPUT',
      `escalations: expected a deadline or deadlineMinutes, but got ${came}`,
    );
  }
  if (minutes !== null && when === null) return { ...plain, department, deadlineMinutes: minutes };
  const span = deadline ?? { amount: minutes ?? 0, unit: 'MINUTE' as const, clock: 'CALENDAR' as const };
  const due = { amount: span.amount, unit: span.unit, clock: span.clock };
  return when === null ? { ...plain, department, deadline: due } : { when, department, deadline: due };
}
