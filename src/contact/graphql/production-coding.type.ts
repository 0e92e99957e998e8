import { Field, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { ProductionCoding } from '../domain';

export const CodingStageEnum = schemaEnum('CodingStage', 'When in a contact a reason was given.', {
  INITIAL: 'As it came in.',
  FINAL: 'As it ended.',
} satisfies Readonly<Record<ProductionCoding['stage'], string>>);

@ObjectType('ProductionCoding', {
  description: 'The reason that a contact was given where it was handled, and the version it was coded in.',
})
export class ProductionCodingType {
  constructor(readonly record: ProductionCoding) {}

  @Field(() => CodingStageEnum, { description: 'When it was given.' })
  get stage(): keyof typeof CodingStageEnum {
    return this.record.stage;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When a correction took its place; null: it stands.',
  })
  get supersededAt(): Date | null {
    return this.record.supersededAt;
  }
}

@ObjectType('UnmappedField', { description: 'What came in a field of a contact and means nothing here.' })
export class UnmappedFieldType {
  @Field(() => String, { description: 'The field.' })
  field!: string;

  @Field(() => String, { description: 'What came, shortened.' })
  value!: string;
}
