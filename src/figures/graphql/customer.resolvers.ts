import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { slice } from '../../taxonomy/graphql';
import { perCustomer, whoContacted } from '../queries/customer-figures';
import {
  ContactsPerCustomerType,
  CustomersByContactsConnection,
  CustomersByContactsType,
  CustomersWhoContactedType,
  SegmentWhoContactedConnection,
  SegmentWhoContactedType,
} from './customer.type';
import { UsageFiguresType } from './usage-figures.type';

@Resolver(() => UsageFiguresType)
export class CustomerResolver {
  @FieldResolver(() => ContactsPerCustomerType, {
    nullable: true,
    description:
      'How many contacts each customer made who made any; counted from single contacts, so of at most 366 days; null where it cannot be told now.',
  })
  async contactsPerCustomer(@Root() { figures }: UsageFiguresType): Promise<ContactsPerCustomerType> {
    return new ContactsPerCustomerType(await perCustomer(figures));
  }

  @FieldResolver(() => CustomersWhoContactedType, {
    nullable: true,
    description:
      'How many of the customers of the segments made contact at all; counted from single contacts, so of at most 366 days; null where it cannot be told now.',
  })
  async customersWhoContacted(@Root() { figures }: UsageFiguresType): Promise<CustomersWhoContactedType> {
    return new CustomersWhoContactedType(await whoContacted(figures));
  }
}

@Resolver(() => ContactsPerCustomerType)
export class ContactsPerCustomerFields {
  @FieldResolver(() => CustomersByContactsConnection, {
    nullable: true,
    description: 'How many customers made how many contacts; null where it cannot be read now.',
  })
  distribution(
    @Root() { found }: ContactsPerCustomerType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<CustomersByContactsType> {
    return slice(found.distribution, { first, after }, (one) => new CustomersByContactsType(one));
  }
}

@Resolver(() => CustomersWhoContactedType)
export class CustomersWhoContactedFields {
  @FieldResolver(() => SegmentWhoContactedConnection, {
    nullable: true,
    description:
      'The same of each segment that has contacts or a size, by segment; null where it cannot be read now.',
  })
  segments(
    @Root() { told }: CustomersWhoContactedType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<SegmentWhoContactedType> {
    return slice(told.found.segments, { first, after }, (one) => new SegmentWhoContactedType(one));
  }
}
