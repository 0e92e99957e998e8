import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { CoderKind, ContactFilter } from '../domain';
import { CoderKindEnum } from './coder.type';

@InputType('ContactInput', { description: 'A contact to be recorded.' })
export class ContactInput {
  @Field(() => String, { description: 'The system it comes from.' })
  source!: string;

  @Field(() => String, { description: 'What that system knows it by; with the source it names the contact.' })
  externalId!: string;

  @Field(() => String, { description: 'When it took place, with its zone: 2026-03-01T09:30:00Z.' })
  occurredAt!: string;

  @Field(() => String, {
    nullable: true,
    description: "The code of one of the taxonomy's channels; null: not said.",
  })
  channel?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A pseudonym of the customer or thread, never their name; null: not known.',
  })
  cluster?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What was said, for calibration. E-mail addresses, phone, card and account numbers are taken out before it is stored.',
  })
  excerpt?: string | null;
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
