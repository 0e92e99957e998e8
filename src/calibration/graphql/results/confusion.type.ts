import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ReasonStateType, type ContentView } from '../../../taxonomy/graphql';
import type { ConfusedPair } from '../../domain/results/confusion';

@ObjectType('ConfusionCell', {
  description: 'How often, where one coder chose the reason of the row, another chose that of the column.',
})
export class ConfusionCellType {
  @Field(() => Int, { description: 'The row: an index into confusionReasons.' })
  row!: number;

  @Field(() => Int, { description: 'The column: an index into confusionReasons.' })
  column!: number;

  @Field(() => Float, {
    description:
      "Krippendorff's coincidences: pairs of codings of an item, each item weighing as many as it has.",
  })
  coincidences!: number;
}

@ObjectType('ConfusedPair', { description: 'Two reasons that were taken for each other.' })
export class ConfusedPairType {
  constructor(
    readonly pair: ConfusedPair,
    private readonly view: ContentView,
  ) {}

  @Field(() => ReasonStateType, { nullable: true, description: 'The one; null where it is not there.' })
  get one(): ReasonStateType | null {
    return this.view.viewById(this.pair.one);
  }

  @Field(() => ReasonStateType, { nullable: true, description: 'The other; null where it is not there.' })
  get other(): ReasonStateType | null {
    return this.view.viewById(this.pair.other);
  }

  @Field(() => Float, { description: 'Coincidences of the two with each other, both ways.' })
  get coincidences(): number {
    return this.pair.coincidences;
  }

  @Field(() => Float, { description: 'Those, as a share (0 to 1) of all codings with either.' })
  get share(): number {
    return this.pair.share;
  }
}
