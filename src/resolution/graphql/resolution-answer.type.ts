import { Field, ObjectType } from 'type-graphql';
import { ReasonType, ResolutionMappingType, TaxonomyVersionType } from '../../taxonomy/graphql';

@ObjectType('ResolutionAnswer', {
  description: 'What contacts with a reason are to end with at a moment, by the version in force then.',
})
export class ResolutionAnswerType {
  @Field(() => ReasonType, { description: 'The reason.' })
  reason!: ReasonType;

  @Field(() => TaxonomyVersionType, {
    nullable: true,
    description: "The version that says so; null where it is not the caller's to see.",
  })
  version!: TaxonomyVersionType | null;

  @Field(() => ResolutionMappingType, {
    nullable: true,
    description:
      'What a contact is resolved with unless something else is said; null: nothing in particular.',
  })
  default!: ResolutionMappingType | null;

  @Field(() => [ResolutionMappingType], { description: 'What such contacts should end with.' })
  expected!: readonly ResolutionMappingType[];

  @Field(() => [ResolutionMappingType], { description: 'What they may end with.' })
  allowed!: readonly ResolutionMappingType[];

  @Field(() => [ResolutionMappingType], { description: 'What they must not end with.' })
  forbidden!: readonly ResolutionMappingType[];
}
