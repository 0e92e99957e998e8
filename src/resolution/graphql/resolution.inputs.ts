import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { LocalizedTextInput } from '../../taxonomy/graphql';

@InputType('AddResolutionInput', { description: 'A resolution code to be added.' })
export class AddResolutionInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => String, { description: 'What contacts and other systems name it by, for ever.' })
  code!: string;

  @Field(() => [LocalizedTextInput], { description: 'What people call it.' })
  labels!: LocalizedTextInput[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on it may be given; null: since ever.',
  })
  validFrom?: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'The first moment at which it may not be given any more; null: no end is known.',
  })
  validUntil?: Date | null;
}

@InputType('ReviseResolutionInput', { description: 'What a resolution is called, and when it may be given.' })
export class ReviseResolutionInputType {
  @Field(() => ID, { description: 'The resolution.' })
  resolution!: string;

  @Field(() => Int, { description: 'The revision that the change was made on.' })
  expectedRevision!: number;

  @Field(() => [LocalizedTextInput], { description: 'What people call it; it replaces what there was.' })
  labels!: LocalizedTextInput[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on it may be given; null: since ever. It replaces what there was.',
  })
  validFrom?: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'The first moment at which it may not be given any more; null: no end is known. It replaces what there was.',
  })
  validUntil?: Date | null;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('RetireResolutionInput', { description: 'The end of a resolution code.' })
export class RetireResolutionInputType {
  @Field(() => ID, { description: 'The resolution.' })
  resolution!: string;

  @Field(() => Int, { description: 'The revision that the change was made on.' })
  expectedRevision!: number;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'The first moment at which it may not be given any more; null: now.',
  })
  at?: Date | null;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}
