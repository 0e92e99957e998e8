import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType('ScoreInterval', { description: 'Two limits between which the truth is to be expected.' })
export class ScoreIntervalType {
  @Field(() => Float, { description: 'The lower limit.' })
  lower!: number;

  @Field(() => Float, { description: 'The upper limit.' })
  upper!: number;

  @Field(() => Float, { description: 'The share of such intervals that cover the truth, such as 0.95.' })
  level!: number;
}
