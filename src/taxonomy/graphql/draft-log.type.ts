import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { changeClassOf } from '../domain';
import { ChangeClassEnum, changeClassName } from './correspondence.enums';
import type { DraftLogEntry } from '../queries/taxonomy-reader';

@ObjectType('DraftLogEntry', { description: 'One accepted edit of a draft.' })
export class DraftLogEntryType {
  constructor(
    readonly entry: DraftLogEntry,
    private readonly told: readonly string[],
  ) {}

  @Field(() => Int, { description: 'The head that it made.' })
  get head(): number {
    return this.entry.head;
  }

  @Field(() => String, { description: 'The mutation that made it, such as setLabel or importTaxonomy.' })
  get command(): string {
    return this.entry.command;
  }

  @Field(() => GraphQLDateTime, { description: 'When.' })
  get recordedAt(): Date {
    return this.entry.recordedAt;
  }

  @Field(() => Int, { description: 'How many operations it is made of.' })
  get operationCount(): number {
    return this.entry.operationCount;
  }

  @Field(() => [String], {
    description:
      'Its operations in words, in their order, with the names and codes of their moment; of more than 100 the first 100.',
  })
  get sentences(): string[] {
    return [...this.told];
  }

  @Field(() => [ChangeClassEnum], {
    description:
      'What its operations are by the classes of GSIM, each once; of more than 100 operations the first 100.',
  })
  get changeClasses(): (keyof typeof ChangeClassEnum)[] {
    const classes = this.entry.operations.map(changeClassOf).filter((found) => found !== null);
    return [...new Set(classes)].map(changeClassName);
  }
}
