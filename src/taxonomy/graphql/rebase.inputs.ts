import { Field, ID, InputType, Int } from 'type-graphql';
import { optionalLocalId } from '../../platform/graphql/global-id';
import type { MergeChoice, ResolutionWish } from '../domain';
import { MergeChoiceEnum } from './rebase.type';

@InputType('ConflictResolutionInput', { description: 'How one conflict is to be settled.' })
export class ConflictResolutionInput {
  @Field(() => String, { description: 'The id of the conflict.' })
  conflict!: string;

  @Field(() => MergeChoiceEnum, { description: 'One of the ways that the conflict allows.' })
  choice!: MergeChoice;

  @Field(() => String, {
    nullable: true,
    description: 'With VALUE, the text or the code; null takes a text away.',
  })
  text?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'With VALUE of a place or a successor, the parent (null: the root) or the successor.',
  })
  reason?: string | null;
}

export const resolutionsOf = (given: readonly ConflictResolutionInput[]): readonly ResolutionWish[] =>
  given.map(({ conflict, choice, text, reason }) => ({
    ...{ conflictId: conflict, choice, text: text ?? null },
    reasonId: optionalLocalId('Reason', reason, 'resolutions.reason'),
  }));

@InputType('RebaseDraftInput', { description: 'A draft to be put on the newest version.' })
export class RebaseDraftInputType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => Int, { description: 'The head that is meant.' })
  expectedHead!: number;

  @Field(() => String, { description: 'The token of the preview that was seen.' })
  token!: string;

  @Field(() => [ConflictResolutionInput], {
    defaultValue: [],
    description: 'How every conflict is to be settled; none where there is no conflict.',
  })
  resolutions!: ConflictResolutionInput[];

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('UndoOperationsInput', { description: 'The last edits of a draft, to be taken back.' })
export class UndoOperationsInputType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => Int, { description: 'The head that is meant.' })
  expectedHead!: number;

  @Field(() => Int, { description: 'How many edits, from the last one backwards.' })
  count!: number;
}
