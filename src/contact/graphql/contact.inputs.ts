import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { Priority, Sentiment } from '../../taxonomy/domain';
import { PriorityEnum, SentimentEnum } from '../../taxonomy/graphql';
import { factFields, type CoderKind, type ContactFilter, type GivenContact } from '../domain';
import { CoderKindEnum } from './coder.type';

@InputType('ContactInput', {
  description:
    'A contact to be recorded. What is left out stays as it is recorded, and null says that it is known to be none.',
})
export class ContactInput {
  @Field(() => String, { description: 'The system it comes from.' })
  source!: string;

  @Field(() => String, { description: 'What that system knows it by; with the source it names the contact.' })
  externalId!: string;

  @Field(() => String, {
    description: "When it took place: 2026-03-01T09:30:00Z, or without a zone by the taxonomy's clock.",
  })
  occurredAt!: string;

  @Field(() => String, {
    nullable: true,
    description: "The code of one of the taxonomy's channels; null: not said.",
  })
  channel?: string | null;

  @Field(() => String, { nullable: true, description: 'The segment of the customer; null: not known.' })
  segment?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A pseudonym of the customer or thread, never their name; null: not known.',
  })
  cluster?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the customer is known by elsewhere; null: not known. A keyed hash of it is kept, and nothing else.',
  })
  customer?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The code or an alias of the department that handled it; null: not known.',
  })
  department?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of its resolution; null: it has none.' })
  resolution?: string | null;

  @Field(() => PriorityEnum, { nullable: true, description: 'How urgent it was; null: not said.' })
  priority?: Priority | null;

  @Field(() => SentimentEnum, { nullable: true, description: 'How the customer felt; null: not known.' })
  sentiment?: Sentiment | null;

  @Field(() => Int, { nullable: true, description: 'How many seconds it took; null: not measured.' })
  handleSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How satisfied the customer was, from 1 to 5; null: not asked or not answered.',
  })
  satisfaction?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was resolved at first contact; null: not recorded.',
  })
  firstContactResolved?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was handed on to somebody who may do more; null: not recorded.',
  })
  escalated?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'The external id of the coder who gave the final reason; null: not known.',
  })
  coder?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The code of the reason that it was first given; null: not recorded.',
  })
  initialReason?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The code of the reason that it was given in the end; null: it was not coded.',
  })
  reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What was said, for calibration; null: as it is recorded. E-mail addresses, phone, card and account numbers are taken out before it is stored.',
  })
  excerpt?: string | null;
}

/** As it would stand in a file: a text, null, or nothing at all. */
export function givenContactOf({ excerpt, ...given }: ContactInput): GivenContact {
  const facts = factFields.flatMap((field) => {
    const value = given[field];
    return value === undefined ? [] : [[field, value === null ? null : String(value)] as const];
  });
  const { source, externalId, occurredAt } = given;
  return { source, externalId, occurredAt, ...Object.fromEntries(facts), excerpt: excerpt ?? null };
}

@InputType('AddContactsInput', { description: 'Contacts to be recorded.' })
export class AddContactsInputType {
  @Field(() => ID, { description: 'The taxonomy that they are coded in.' })
  taxonomy!: string;

  @Field(() => [ContactInput], { description: 'The contacts, 500 at most.' })
  contacts!: ContactInput[];
}

@InputType('ContactFilter', { description: 'Which contacts; what is left out does not narrow.' })
export class ContactFilterInput {
  @Field(() => String, { nullable: true, description: 'The system they come from.' })
  source?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the channel they came by.' })
  channel?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Took place at this moment or later.' })
  from?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Took place before this moment.' })
  until?: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they have an excerpt.' })
  hasExcerpt?: boolean | null;
}

export const contactFilterOf = (given: ContactFilterInput): ContactFilter => ({
  source: given.source ?? null,
  channel: given.channel ?? null,
  from: given.from ?? null,
  until: given.until ?? null,
  hasExcerpt: given.hasExcerpt ?? null,
});

@InputType('RegisterCoderInput', { description: 'A coder to be registered.' })
export class RegisterCoderInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => CoderKindEnum, { description: 'Whether it is a person, and which, or a model.' })
  kind!: CoderKind;

  @Field(() => String, { description: 'What other systems know it by.' })
  externalId!: string;

  @Field(() => String, { nullable: true, description: 'What it is called; a model has a name.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'The version of a model; left out for people.' })
  modelVersion?: string | null;

  @Field(() => ID, { nullable: true, description: 'The actor who signs in as this coder; null: nobody yet.' })
  actor?: string | null;
}

@InputType('LinkCoderInput', { description: 'Who signs in as a coder.' })
export class LinkCoderInputType {
  @Field(() => ID, { description: 'The coder.' })
  coder!: string;

  @Field(() => Int, { description: 'The revision of the coder that the change was made on.' })
  expectedRevision!: number;

  @Field(() => ID, { nullable: true, description: 'The actor; null: nobody any more.' })
  actor?: string | null;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('RetireCoderInput', { description: 'A coder who takes no part in new sessions.' })
export class RetireCoderInputType {
  @Field(() => ID, { description: 'The coder.' })
  coder!: string;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}
