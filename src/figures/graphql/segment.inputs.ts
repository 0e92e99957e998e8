import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { SegmentSizeInput } from './figures.inputs';

@InputType('SetSegmentSizesInput', { description: 'How many customers segments have from days on.' })
export class SetSegmentSizesInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => [SegmentSizeInput], {
    description: 'The sizes, 500 at most; one of a day that has one stands in its place.',
  })
  sizes!: SegmentSizeInput[];

  @Field(() => String, { description: 'Why, or where they come from.' })
  because!: string;
}

@InputType('SetContactRateBandsInput', {
  description: 'From which contact rate on a segment is acceptable, and a concern.',
})
export class SetContactRateBandsInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The segment; null: every one that has no cut points of its own.',
  })
  segment?: string | null;

  @Field(() => Float, { description: 'OPTIMAL below this rate, in percent.' })
  optimalBelow!: number;

  @Field(() => Float, { description: 'CONCERN from this rate on, in percent.' })
  concernFrom!: number;

  @Field(() => Int, { description: 'The revision that the change was made on; 0 where none were set.' })
  expectedRevision!: number;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}
