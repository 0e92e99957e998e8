import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../platform/graphql/connection.type';
import {
  noFigure,
  noShare,
  type ContactsPerCustomer,
  type CustomersByContacts,
  type CustomersWhoContacted,
  type Figure,
  type Share,
  type UndefinedCause,
} from '../domain';
import type { FromContacts, WhoContacted } from '../queries/customer-figures';
import { FigureMeanType, FigureShareType, FigureValueType } from './share.type';

/** A figure, or the cause for which its contacts leave none. */
const toldShare = (share: Share, notKept: UndefinedCause | null): FigureShareType =>
  new FigureShareType(notKept === null ? share : noShare(notKept));

@ObjectType('CustomersByContacts', { description: 'How many customers made so many contacts each.' })
export class CustomersByContactsType {
  constructor(private readonly found: CustomersByContacts & { readonly share: Share }) {}

  @Field(() => Int, { description: 'How many contacts each of them made.' })
  get contacts(): number {
    return this.found.contacts;
  }

  @Field(() => Int, { description: 'How many customers they are.' })
  get customers(): number {
    return this.found.customers;
  }

  @Field(() => FigureShareType, { description: 'Their part of the customers who made contact.' })
  get share(): FigureShareType {
    return new FigureShareType(this.found.share);
  }
}

export const CustomersByContactsConnection = connectionType(
  'CustomersByContacts',
  () => CustomersByContactsType,
  'A page of a distribution, the fewest contacts first.',
);

@ObjectType('ContactsPerCustomer', {
  description:
    'How many contacts those customers made who made any in the period. It is neither the contact rate nor the share of customers who made contact.',
})
export class ContactsPerCustomerType {
  constructor(private readonly told: FromContacts<ContactsPerCustomer>) {}

  get found(): ContactsPerCustomer {
    return this.told.found;
  }

  @Field(() => Int, { description: 'The contacts whose customer is known.' })
  get contacts(): number {
    return this.found.contacts;
  }

  @Field(() => FigureShareType, {
    description: 'Of all contacts, those whose customer is not known: they are in none of the others.',
  })
  get withoutCustomer(): FigureShareType {
    return toldShare(this.found.withoutCustomer, this.told.notKept);
  }

  @Field(() => Int, { description: 'How many different customers made contact.' })
  get customers(): number {
    return this.found.customers;
  }

  @Field(() => FigureMeanType, { description: 'The mean number of contacts of a customer who made any.' })
  get mean(): FigureMeanType {
    const { notKept } = this.told;
    return new FigureMeanType(
      notKept === null ? this.found.mean : { ...noFigure(notKept), of: 0, interval: null },
    );
  }

  @Field(() => FigureValueType, {
    description: 'The number that half of the customers who made any do not exceed.',
  })
  get median(): FigureValueType {
    const { notKept } = this.told;
    const figure: Figure = notKept === null ? this.found.median : noFigure(notKept);
    return new FigureValueType(figure);
  }
}

@ObjectType('SegmentWhoContacted', { description: 'How many customers of one segment made contact.' })
export class SegmentWhoContactedType {
  constructor(private readonly found: CustomersWhoContacted) {}

  @Field(() => String, { description: 'The segment, as contacts name it.' })
  get segment(): string {
    return this.found.segment;
  }

  @Field(() => FigureShareType, { description: 'Of its customers, those who made a contact.' })
  get share(): FigureShareType {
    return new FigureShareType(this.found.share);
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Its customers: the mean over the days of which a size is known; null where none is known.',
  })
  get size(): number | null {
    return this.found.size;
  }

  @Field(() => Int, {
    description: 'Its contacts whose customer is not known, and may be missing from the share.',
  })
  get withoutCustomer(): number {
    return this.found.withoutCustomer;
  }
}

export const SegmentWhoContactedConnection = connectionType(
  'SegmentWhoContacted',
  () => SegmentWhoContactedType,
  'A page of shares, by segment.',
);

@ObjectType('CustomersWhoContacted', {
  description:
    'How many of the customers made contact at all in the period. It is neither the contact rate nor the contacts per customer.',
})
export class CustomersWhoContactedType {
  constructor(readonly told: FromContacts<WhoContacted>) {}

  @Field(() => FigureShareType, {
    description: 'Of the customers of all segments whose size is known, those who made a contact.',
  })
  get share(): FigureShareType {
    return toldShare(this.told.found.all, this.told.notKept);
  }

  @Field(() => Int, {
    description: 'Customers who made contact, and contacts of unknown ones, whose segment is not known.',
  })
  get withoutSegment(): number {
    return this.told.found.withoutSegment;
  }
}
