import { Field, InputType, Int } from 'type-graphql';
import { CallerError } from '../../platform/caller-error';
import { nearestHint } from '../../platform/nearest';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { lengthInCodePoints, textLimits } from '../../platform/text';
import {
  usualHours,
  workingHours,
  type EscalationFacts,
  type TaxonomyRecord,
  type Weekday,
  type WorkingHours,
} from '../../taxonomy/domain';
import { PriorityEnum, SentimentEnum } from '../../taxonomy/graphql';

const mostRepeats = 1_000_000;

export const WeekdayEnum = schemaEnum('Weekday', 'A day of the week.', {
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday.',
  SUNDAY: 'Sunday.',
} satisfies Readonly<Record<Weekday, string>>);

@InputType('EscalationFactsInput', {
  description: 'What is known of a contact. It is looked at and kept nowhere.',
})
export class EscalationFactsInput {
  @Field(() => SentimentEnum, { nullable: true, description: 'The mood of the customer; null: not known.' })
  sentiment?: keyof typeof SentimentEnum | null;

  @Field(() => PriorityEnum, {
    nullable: true,
    description: 'How urgent the contact is; null: as urgent as its reason.',
  })
  priority?: keyof typeof PriorityEnum | null;

  @Field(() => Int, { nullable: true, description: 'How often the customer came back; null: not known.' })
  repeats?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The code of the channel in which it came; null: not known.',
  })
  channel?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was noted; whole words are looked for in it, in either case. Null: not known.',
  })
  note?: string | null;
}

@InputType('WorkingHoursInput', {
  description: 'When people work, by the clock of the time zone of the taxonomy.',
})
export class WorkingHoursInput {
  @Field(() => [WeekdayEnum], { description: 'On which days.' })
  days!: Weekday[];

  @Field(() => String, { description: 'From when, such as 09:00.' })
  from!: string;

  @Field(() => String, { description: 'Until when, such as 17:00; 24:00 is the end of the day.' })
  until!: string;
}

/** The facts as the rule takes them. A channel that the taxonomy does not have would silently match nothing. */
export function factsOf(given: EscalationFactsInput, { channels }: TaxonomyRecord): EscalationFacts {
  const { sentiment = null, priority = null, repeats = null, channel = null, note = null } = given;
  if (repeats !== null && (repeats < 0 || repeats > mostRepeats))
    throw wrong('facts.repeats', `a whole number from 0 to ${mostRepeats}`, String(repeats));
  if (note !== null && lengthInCodePoints(note) > textLimits.note)
    throw wrong('facts.note', `at most ${textLimits.note} characters`, String(lengthInCodePoints(note)));
  const codes = channels.map(({ code }) => code);
  if (channel !== null && codes.length > 0 && !codes.includes(channel)) {
    const hint = nearestHint(
      channel,
      codes.map((code) => ({ code, names: [] })),
    );
    throw wrong('facts.channel', `a channel of the taxonomy${hint}`, JSON.stringify(channel.slice(0, 60)));
  }
  return { sentiment, priority, repeats, channel, note };
}

/** Monday to Friday, nine to five, where none are given. */
export function hoursOf(given: WorkingHoursInput | null | undefined): WorkingHours {
  if (given === null || given === undefined) return usualHours;
  const hours = workingHours(given);
  if (hours.ok) return hours.value;
  throw new CallerError('BAD_USER_INPUT', `workingHours: ${hours.problem}`);
}

const wrong = (field: string, expected: string, came: string): CallerError =>
  new CallerError('BAD_USER_INPUT', `${field}: expected ${expected}, but got ${came}`);
