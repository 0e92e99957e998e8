import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { CallerError } from '../../platform/caller-error';
import type { PlaceLegalHoldInput } from '../commands/legal-hold-commands';
import type { NamedCustomer } from '../domain';

const becauseDescription =
  'Why; it stands in the history for ever, so that no customer is to be named in it.';

@InputType('SetRetentionInput', { description: 'How long contacts of a taxonomy are kept.' })
export class SetRetentionInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => Int, {
    description: 'The revision of the retention that is changed; 0 where none was ever set.',
  })
  expectedRevision!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'For how many months, 1 to 1,200: a month goes once it was over so long ago; null: for ever.',
  })
  months?: number | null;

  @Field(() => String, { description: becauseDescription })
  because!: string;
}

@InputType('PlaceLegalHoldInput', {
  description: 'Contacts that are to be kept: of some days, or of one customer.',
})
export class PlaceLegalHoldInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The first day; null: it is of a customer.' })
  from?: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day after the last one; null: it is of a customer.',
  })
  until?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The customer as contacts name them; null: named by pseudonym, or it is of days.',
  })
  customer?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The pseudonym of the customer, 32 hexadecimal digits; null: named otherwise, or it is of days.',
  })
  customerKey?: string | null;

  @Field(() => String, { description: becauseDescription })
  because!: string;
}

@InputType('ReleaseLegalHoldInput', { description: 'A hold that ends.' })
export class ReleaseLegalHoldInputType {
  @Field(() => ID, { description: 'The hold.' })
  legalHold!: string;

  @Field(() => String, { description: becauseDescription })
  because!: string;
}

@InputType('PurgeContactsInput', { description: 'Whose old contacts are removed.' })
export class PurgeContactsInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => String, { description: becauseDescription })
  because!: string;
}

@InputType('EraseCustomerInput', { description: 'A customer of whom nothing is to be found any more.' })
export class EraseCustomerInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The customer as contacts name them; null: named by pseudonym. It is kept nowhere.',
  })
  customer?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The pseudonym of the customer, 32 hexadecimal digits; null: named as contacts do.',
  })
  customerKey?: string | null;

  @Field(() => String, { description: becauseDescription })
  because!: string;
}

@InputType('ErasurePreviewInput', { description: 'A customer of whom it is asked what would be erased.' })
export class ErasurePreviewInputType {
  @Field(() => String, {
    nullable: true,
    description: 'The customer as contacts name them; null: named by pseudonym. It is kept nowhere.',
  })
  customer?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The pseudonym of the customer, 32 hexadecimal digits; null: named as contacts do.',
  })
  customerKey?: string | null;
}

interface Named {
  readonly customer?: string | null;
  readonly customerKey?: string | null;
}

/** Exactly one of the two; neither is repeated in an answer. */
export function namedCustomer({ customer = null, customerKey = null }: Named): NamedCustomer {
  if (customer !== null && customerKey === null) return { customer };
  if (customerKey !== null && customer === null) return { customerKey };
  const came = customer === null ? 'none of them' : 'both';
  throw unclear('a customer or a customerKey', came);
}

const unclear = (expected: string, came: string): CallerError =>
  new CallerError('BAD_USER_INPUT', `expected ${expected}, but got ${came}`);

export function heldOf(given: PlaceLegalHoldInputType): PlaceLegalHoldInput['of'] {
  const { from = null, until = null, customer = null, customerKey = null } = given;
  const isOfCustomer = customer !== null || customerKey !== null;
  if (from === null && until === null) {
    if (isOfCustomer) return namedCustomer(given);
    throw unclear('from and until, or a customer or a customerKey', 'none of them');
  }
  if (isOfCustomer) throw unclear('from and until, or a customer or a customerKey', 'some of each');
  if (from === null || until === null)
    throw unclear('from and until together', `${from === null ? 'until' : 'from'} alone`);
  for (const day of [from, until])
    if (day < '1970-01-01' || day > '2999-12-31')
      throw new CallerError(
        'BAD_USER_INPUT',
        `expected days between 1970 and 2999, but got ${day.slice(0, 20)}`,
      );
  return { fromDay: from, untilDay: until };
}
