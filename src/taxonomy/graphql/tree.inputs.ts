import { InputType, Field, ID } from 'type-graphql';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { EditInput, LocalizedTextInput, ReasonEditInput } from './edit.inputs';
import { optionalLocalId } from '../../platform/graphql/global-id';
import type { Place } from '../domain';

export const PlaceEnum = schemaEnum('Place', 'Where among its siblings a reason is to stand.', {
  FIRST: 'Before all others.',
  LAST: 'After all others.',
});

@InputType('CreateReasonInput', { description: 'A reason to be created.' })
export class CreateReasonInput extends EditInput {
  @Field(() => String, { description: 'Its code.' })
  code!: string;

  @Field(() => [LocalizedTextInput], { description: 'Its preferred labels.' })
  labels!: LocalizedTextInput[];

  @Field(() => ID, { nullable: true, description: 'The reason to stand under; null: at the root.' })
  parent?: string | null;

  @Field(() => PlaceEnum, { nullable: true, description: 'Where in the menu; LAST by default.' })
  place?: keyof typeof PlaceEnum | null;

  @Field(() => ID, { nullable: true, description: 'The sibling to stand after, instead of place.' })
  afterSibling?: string | null;
}

@InputType('MoveReasonInput', { description: 'Where a reason is to stand.' })
export class MoveReasonInput extends ReasonEditInput {
  @Field(() => ID, { nullable: true, description: 'The reason to stand under; null: at the root.' })
  parent?: string | null;

  @Field(() => PlaceEnum, { nullable: true, description: 'Where in the menu; LAST by default.' })
  place?: keyof typeof PlaceEnum | null;

  @Field(() => ID, { nullable: true, description: 'The sibling to stand after, instead of place.' })
  afterSibling?: string | null;
}

export function placeOf({ place, afterSibling }: CreateReasonInput | MoveReasonInput): Place {
  const siblingId = optionalLocalId('Reason', afterSibling, 'afterSibling');
  return siblingId === null ? { at: place ?? 'LAST' } : { at: 'AFTER', siblingId };
}

@InputType('ReorderSiblingsInput', { description: 'The order of a menu.' })
export class ReorderSiblingsInput extends EditInput {
  @Field(() => ID, { nullable: true, description: 'Whose children; null: those at the root.' })
  parent?: string | null;

  @Field(() => [ID], {
    description: 'The children in the order wished; those left out stay behind the one they follow now.',
  })
  order!: string[];
}
