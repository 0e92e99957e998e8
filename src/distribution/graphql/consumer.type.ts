import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import type { ConsumerRecord } from '../queries/consumers';

@ObjectType('Consumer', { description: 'A system that fetches a list, with what it fetched last.' })
export class ConsumerType {
  constructor(readonly record: ConsumerRecord) {}

  @Field(() => Int, {
    description: 'The number of the version that it fetched last; below zero: the content of a pilot.',
  })
  get version(): number {
    return this.record.version;
  }

  @Field(() => GraphQLDateTime, { description: 'When, to some minutes.' })
  get lastFetchedAt(): Date {
    return this.record.lastFetchedAt;
  }
}

export const ConsumerConnection = connectionType(
  'Consumer',
  () => ConsumerType,
  'A page of consumers, in the order in which they became known here.',
);
