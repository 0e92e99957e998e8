import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { ContactFault, IngestJobRecord, IngestState, RejectionRecord } from '../domain';
import { ContactFaultEnum } from './contact.results';

export const IngestStateEnum = schemaEnum('IngestState', 'How far a file of contacts has come.', {
  RUNNING: 'It is coming in.',
  INTERRUPTED: 'It was cut before its end: sent again with its digest, it goes on.',
  REFUSED: 'It could not be read to its end; the rows before are recorded.',
  FINISHED: 'All its rows were dealt with.',
} satisfies Readonly<Record<IngestState, string>>);

@ObjectType('IngestRejection', { description: 'One fault of a row that was not taken.' })
export class IngestRejectionType {
  constructor(readonly record: RejectionRecord) {}

  @Field(() => Int, { description: 'The line of the file, from 1.' })
  get line(): number {
    return this.record.line;
  }

  @Field(() => String, { nullable: true, description: 'The column of the file; null: the whole row.' })
  get column(): string | null {
    return this.record.column;
  }

  @Field(() => String, { nullable: true, description: 'The field of the contact; null: the whole of it.' })
  get field(): string | null {
    return this.record.field;
  }

  @Field(() => ContactFaultEnum, { description: 'What is wrong.' })
  get code(): ContactFault['code'] {
    return this.record.code;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'What came, shortened; null where it was nothing, or is what a customer said or a contact is known by.',
  })
  get observed(): string | null {
    return this.record.observed;
  }

  @Field(() => String, { description: 'What was expected.' })
  get expected(): string {
    return this.record.expected;
  }
}

@ObjectType('IngestJob', {
  implements: NodeType,
  description:
    'A file of contacts that came in, or is coming in. Its rows are those that were dealt with so far.',
})
export class IngestJobType implements NodeType {
  readonly typeName = 'IngestJob';

  constructor(readonly record: IngestJobRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('IngestJob', this.record.id);
  }

  @Field(() => String, { nullable: true, description: 'What its sender called it; null: not said.' })
  get fileName(): string | null {
    return this.record.fileName;
  }

  @Field(() => IngestStateEnum, { description: 'How far it has come.' })
  get state(): IngestState {
    return this.record.state;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Why it was cut or refused; null where it was neither.',
  })
  get failure(): string | null {
    return this.record.failure;
  }

  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  get startedAt(): Date {
    return this.record.startedAt;
  }

  @Field(() => GraphQLDateTime, { description: 'When rows of it were last dealt with.' })
  get progressedAt(): Date {
    return this.record.progressedAt;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended; null: it has not.' })
  get finishedAt(): Date | null {
    return this.record.finishedAt;
  }

  @Field(() => Int, { description: 'How many rows were dealt with.' })
  get rows(): number {
    return this.record.rows;
  }

  @Field(() => Int, { description: 'How many were new.' })
  get added(): number {
    return this.record.added;
  }

  @Field(() => Int, { description: 'How many were recorded otherwise, and stand corrected.' })
  get corrected(): number {
    return this.record.corrected;
  }

  @Field(() => Int, { description: 'How many were recorded already, the same.' })
  get unchanged(): number {
    return this.record.unchanged;
  }

  @Field(() => Int, { description: 'How many were not taken.' })
  get rejected(): number {
    return this.record.rejected;
  }

  @Field(() => Int, {
    description: 'How many of those taken have a value that means nothing here, and was kept as unmapped.',
  })
  get unmapped(): number {
    return this.record.unmapped;
  }

  @Field(() => String, { description: 'The path from which all its rejections are downloaded, as CSV.' })
  get rejectionsFile(): string {
    return `/v1/ingest-jobs/${this.id}/rejections`;
  }
}

export const IngestJobConnection = connectionType(
  'IngestJob',
  () => IngestJobType,
  'A page of files of contacts, the newest first.',
);
export const IngestRejectionConnection = connectionType(
  'IngestRejection',
  () => IngestRejectionType,
  'A page of rejections, in the order of the file.',
);
