import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { CallerError } from '../../platform/caller-error';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { mustBeMoment } from '../../platform/graphql/moment';
import {
  localizedText,
  LocalizedTextInput,
  NoteKindEnum,
  ScopeDeclarationEnum,
} from '../../taxonomy/graphql';
import type { AcceptSuggestionInput } from '../commands/accept-suggestion';
import type { SuggestionChoice } from '../commands/open-suggestion';
import type { AcceptanceWish } from '../domain';

const longestKey = 2_000;

@InputType()
abstract class SuggestionChoiceInput {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => String, { description: 'The key of the suggestion.' })
  suggestion!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'The moment as of which it was made, not later than now; null: now.',
  })
  asOf?: Date | null;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('SuggestedReasonInput', {
  description: 'A reason to be made: a part of one that is split, or one that was missing.',
})
export class SuggestedReasonInput {
  @Field(() => String, { description: 'Its code.' })
  code!: string;

  @Field(() => [LocalizedTextInput], { description: 'Its labels.' })
  labels!: LocalizedTextInput[];

  @Field(() => Float, {
    nullable: true,
    description: 'Of SPLIT: the part (0 to 1) of the contacts that goes to it; null: not known.',
  })
  share?: number | null;
}

@InputType('ClarifyingNoteInput', { description: 'A note that makes clear what a reason is.' })
export class ClarifyingNoteInput {
  @Field(() => ID, { description: 'Which of the reasons of the suggestion.' })
  reason!: string;

  @Field(() => NoteKindEnum, { description: 'Which note.' })
  note!: keyof typeof NoteKindEnum;

  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { description: 'The text.' })
  text!: string;

  @Field(() => ScopeDeclarationEnum, { description: 'Whether the edit changes what the reason counts.' })
  scope!: keyof typeof ScopeDeclarationEnum;
}

@InputType('AcceptSuggestionInput', { description: 'A suggestion that is followed, and how.' })
export class AcceptSuggestionInputType extends SuggestionChoiceInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The draft that its operations go into; null: one of its own is opened on the newest version.',
  })
  draft?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The head of the draft that it is accepted on; with a draft only.',
  })
  expectedHead?: number | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Of RETIRE and MERGE: the reason that the contacts go to in place of the suggested one; null: that one.',
  })
  successor?: string | null;

  @Field(() => [SuggestedReasonInput], {
    nullable: true,
    description: 'Of SPLIT (2 to 20) and PROMOTE_FROM_OTHER (1 to 20): the reasons to be made; null: none.',
  })
  reasons?: SuggestedReasonInput[] | null;

  @Field(() => [ClarifyingNoteInput], {
    nullable: true,
    description: 'Of CLARIFY: the notes to be set, 1 to 20; null: none.',
  })
  notes?: ClarifyingNoteInput[] | null;
}

@InputType('DismissSuggestionInput', { description: 'A suggestion that is not followed.' })
export class DismissSuggestionInputType extends SuggestionChoiceInput {}

@InputType('SnoozeSuggestionInput', { description: 'A suggestion that is put off.' })
export class SnoozeSuggestionInputType extends SuggestionChoiceInput {
  @Field(() => GraphQLDateTime, { description: 'Until when: later than now, and two years at most.' })
  until!: Date;
}

/** A moment that is past, or now: what is to come has no evidence. */
export function mustBePast(moment: Date | null | undefined, now: Date = new Date()): Date | null {
  const asOf = mustBeMoment(moment, 'asOf');
  if (asOf === null || asOf <= now) return asOf;
  throw new CallerError(
    'BAD_USER_INPUT',
    `asOf: expected a moment that is past, but got ${asOf.toISOString()}`,
  );
}

export function choiceOf({ taxonomy, suggestion, asOf, because }: SuggestionChoiceInput): SuggestionChoice {
  if (suggestion.length > longestKey)
    throw new CallerError(
      'BAD_USER_INPUT',
      `suggestion: expected at most ${longestKey} characters, but got ${suggestion.length}`,
    );
  return {
    ...{ taxonomyId: localId('Taxonomy', taxonomy, 'taxonomy'), key: suggestion },
    ...{ asOf: mustBePast(asOf), because },
  };
}

export const acceptanceOf = (input: AcceptSuggestionInputType): AcceptSuggestionInput => ({
  ...{ ...choiceOf(input), draft: draftOf(input), wish: wishOf(input) },
});

const wishOf = ({ successor, reasons, notes }: AcceptSuggestionInputType): AcceptanceWish => ({
  successorId: optionalLocalId('Reason', successor, 'successor'),
  reasons: (reasons ?? []).map(({ code, labels, share }) => ({
    ...{ code, labels: localizedText(labels, 'labels'), share: share ?? null },
  })),
  notes: (notes ?? []).map(({ reason, ...note }) => ({
    ...note,
    reasonId: localId('Reason', reason, 'reason'),
  })),
});

function draftOf({ draft, expectedHead }: AcceptSuggestionInputType): AcceptSuggestionInput['draft'] {
  const draftId = optionalLocalId('Draft', draft, 'draft');
  const head = expectedHead ?? null;
  if (draftId === null && head === null) return null;
  if (draftId !== null && head !== null) return { draftId, expectedHead: head };
  throw new CallerError('BAD_USER_INPUT', 'expectedHead: expected a draft and its head, or neither');
}
