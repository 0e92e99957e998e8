import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { ContactRecord, ExcerptRecord, RedactionKind } from '../domain';

export const RedactionKindEnum = schemaEnum('RedactionKind', 'What was taken out of an excerpt.', {
  EMAIL: 'An e-mail address.',
  IBAN: 'The number of a bank account.',
  CARD: 'The number of a payment card.',
  PHONE: 'A phone number.',
} satisfies Readonly<Record<RedactionKind, string>>);

@ObjectType('Excerpt', {
  description:
    'What was said in a contact, with e-mail addresses, phone, card and account numbers taken out.',
})
export class ExcerptType {
  constructor(private readonly record: ExcerptRecord) {}

  @Field(() => String, {
    description: 'The text; a placeholder such as [phone] stands for what was taken out.',
  })
  get text(): string {
    return this.record.text;
  }

  @Field(() => [RedactionKindEnum], { description: 'The kinds of things that were taken out.' })
  get redacted(): readonly RedactionKind[] {
    return this.record.redacted;
  }
}

@ObjectType('Contact', {
  implements: NodeType,
  description: 'A contact of a customer, as the system it comes from recorded it.',
})
export class ContactType implements NodeType {
  readonly typeName = 'Contact';

  constructor(readonly record: ContactRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Contact', this.record.id);
  }

  @Field(() => String, { description: 'The system it comes from.' })
  get source(): string {
    return this.record.source;
  }

  @Field(() => String, {
    description: 'What that system knows it by; its own id where the customer was erased.',
  })
  get externalId(): string {
    return this.record.externalId;
  }

  @Field(() => GraphQLDateTime, { description: 'When it took place.' })
  get occurredAt(): Date {
    return this.record.occurredAt;
  }

  @Field(() => String, {
    nullable: true,
    description: "The code of the taxonomy's channel that it came by; null: not said.",
  })
  get channel(): string | null {
    return this.record.channel;
  }

  @Field(() => String, {
    nullable: true,
    description: 'A pseudonym of the customer or thread, shared by their contacts; null: not known.',
  })
  get cluster(): string | null {
    return this.record.cluster;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was recorded here, by the clock of the server.' })
  get recordedAt(): Date {
    return this.record.recordedAt;
  }
}

export const ContactConnection = connectionType(
  'Contact',
  () => ContactType,
  'A page of contacts, the latest first.',
);
