import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { CoderKind, CoderRecord } from '../domain';

export const CoderKindEnum = schemaEnum('CoderKind', 'Who or what codes.', {
  AGENT: 'Somebody who handles contacts.',
  ANALYST: 'Somebody who judges how contacts are coded.',
  MODEL: 'One version of a classifier.',
} satisfies Readonly<Record<CoderKind, string>>);

@ObjectType('Coder', {
  implements: NodeType,
  description: 'Whoever, or whatever, codes contacts of a taxonomy.',
})
export class CoderType implements NodeType {
  readonly typeName = 'Coder';

  constructor(readonly record: CoderRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Coder', this.record.id);
  }

  @Field(() => CoderKindEnum, { description: 'Whether it is a person, and which, or a model.' })
  get kind(): CoderKind {
    return this.record.kind;
  }

  @Field(() => String, { description: 'What other systems know it by; unique in the taxonomy.' })
  get externalId(): string {
    return this.record.externalId;
  }

  @Field(() => String, {
    nullable: true,
    description: 'What it is called; null: it is known by its external id alone.',
  })
  get name(): string | null {
    return this.record.name;
  }

  @Field(() => String, { nullable: true, description: 'The version of a model; null for people.' })
  get modelVersion(): string | null {
    return this.record.modelVersion;
  }

  @Field(() => Int, { description: 'One more with every change of it; given as expectedRevision.' })
  get revision(): number {
    return this.record.revision;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was registered.' })
  get registeredAt(): Date {
    return this.record.registeredAt;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when it takes no part in new sessions; null: it does.',
  })
  get retiredAt(): Date | null {
    return this.record.retiredAt;
  }
}

export const CoderConnection = connectionType(
  'Coder',
  () => CoderType,
  'A page of coders, by their external id.',
);
