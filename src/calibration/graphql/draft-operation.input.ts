import { Field, ID, InputType } from 'type-graphql';
import { CallerError } from '../../platform/caller-error';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import type { Operation, Place } from '../../taxonomy/domain';
import {
  localizedText,
  LocalizedTextInput,
  NoteKindEnum,
  PlaceEnum,
  RetirementAssociationInput,
  retirementOf,
  RetirementReasonEnum,
  ScopeDeclarationEnum,
} from '../../taxonomy/graphql';
import type { OperationWish } from '../domain';

@InputType({ description: 'An operation on one reason.' })
abstract class OfReason {
  @Field(() => ID, { description: 'The reason.' })
  reason!: string;
}

@InputType('SetNoteOperationInput', { description: 'A note of a reason in one language.' })
export class SetNoteOperationInput extends OfReason {
  @Field(() => NoteKindEnum, { description: 'Which note.' })
  note!: keyof typeof NoteKindEnum;

  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The text; null takes it away.' })
  text?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'With EXCLUDES only: the reasons it points to; null leaves them as they are.',
  })
  excludes?: string[] | null;

  @Field(() => ScopeDeclarationEnum, { description: 'Whether the edit changes what the reason counts.' })
  scope!: keyof typeof ScopeDeclarationEnum;
}

@InputType('SetLabelOperationInput', { description: 'The preferred label of a reason in one language.' })
export class SetLabelOperationInput extends OfReason {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The label; null takes it away.' })
  label?: string | null;
}

@InputType('AddSynonymOperationInput', { description: 'Another word for a reason.' })
export class AddSynonymOperationInput extends OfReason {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { description: 'The word.' })
  text!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it serves search and import only.' })
  hidden!: boolean;
}

@InputType('CreateReasonOperationInput', { description: 'A reason to be created.' })
export class CreateReasonOperationInput {
  @Field(() => String, { description: 'Its code.' })
  code!: string;

  @Field(() => [LocalizedTextInput], { description: 'Its preferred labels.' })
  labels!: LocalizedTextInput[];

  @Field(() => ID, { nullable: true, description: 'The reason to stand under; null: at the root.' })
  parent?: string | null;

  @Field(() => PlaceEnum, { defaultValue: 'LAST', description: 'Where in the menu.' })
  place!: keyof typeof PlaceEnum;
}

@InputType('MoveReasonOperationInput', { description: 'Where a reason is to stand.' })
export class MoveReasonOperationInput extends OfReason {
  @Field(() => ID, { nullable: true, description: 'The reason to stand under; null: at the root.' })
  parent?: string | null;

  @Field(() => PlaceEnum, { defaultValue: 'LAST', description: 'Where in the menu.' })
  place!: keyof typeof PlaceEnum;
}

@InputType('SetResidualOperationInput', { description: 'Whether a reason is declared residual.' })
export class SetResidualOperationInput extends OfReason {
  @Field(() => Boolean, { description: 'Whether it is.' })
  residual!: boolean;
}

@InputType('RetireReasonOperationInput', { description: 'A reason that is no longer used.' })
export class RetireReasonOperationInput extends OfReason {
  @Field(() => RetirementReasonEnum, { description: 'Why the reason is no longer used.' })
  retirementReason!: keyof typeof RetirementReasonEnum;

  @Field(() => [RetirementAssociationInput], { defaultValue: [], description: 'What stands in its place.' })
  associations!: RetirementAssociationInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Why there is no successor, where the retirement reason asks for it.',
  })
  justification?: string | null;

  @Field(() => [ID], {
    defaultValue: [],
    description:
      'The calibration sessions that it rests on, their codes revealed; where AMBIGUOUS names none, the session of the decision.',
  })
  evidence!: string[];
}

@InputType('DraftOperationInput', { description: 'One operation of a draft: exactly one of these.' })
export class DraftOperationInput {
  @Field(() => SetNoteOperationInput, { nullable: true, description: 'Sets a note.' })
  setNote?: SetNoteOperationInput | null;

  @Field(() => SetLabelOperationInput, { nullable: true, description: 'Sets a preferred label.' })
  setLabel?: SetLabelOperationInput | null;

  @Field(() => AddSynonymOperationInput, { nullable: true, description: 'Adds a synonym.' })
  addSynonym?: AddSynonymOperationInput | null;

  @Field(() => CreateReasonOperationInput, { nullable: true, description: 'Creates a reason.' })
  createReason?: CreateReasonOperationInput | null;

  @Field(() => MoveReasonOperationInput, { nullable: true, description: 'Moves a reason.' })
  moveReason?: MoveReasonOperationInput | null;

  @Field(() => SetResidualOperationInput, {
    nullable: true,
    description: 'Declares a reason residual, or not.',
  })
  setResidual?: SetResidualOperationInput | null;

  @Field(() => RetireReasonOperationInput, { nullable: true, description: 'Retires a reason.' })
  retireReason?: RetireReasonOperationInput | null;
}

/** The operation that was given; BAD_USER_INPUT where it is none, or more than one. */
export function wishOf(given: DraftOperationInput): OperationWish {
  const named = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  if (named.length !== 1)
    throw new CallerError(
      'BAD_USER_INPUT',
      `operations: expected exactly one operation in each entry, but got ${named.length}`,
    );
  const { createReason, moveReason } = given;
  if (createReason) {
    const { code, labels, parent, place } = createReason;
    const parentId = optionalLocalId('Reason', parent, 'parent');
    return { kind: 'Create', code, parentId, labels: localizedText(labels, 'labels'), place: placeOf(place) };
  }
  if (moveReason) {
    const parentId = optionalLocalId('Reason', moveReason.parent, 'parent');
    return { kind: 'Move', reasonId: reasonOf(moveReason), parentId, place: placeOf(moveReason.place) };
  }
  return { kind: 'Operation', operation: operationOf(given) };
}

const placeOf = (place: keyof typeof PlaceEnum): Place => ({ at: place });
const reasonOf = ({ reason }: OfReason) => localId('Reason', reason, 'reason');

function operationOf({
  setNote,
  setLabel,
  addSynonym,
  setResidual,
  retireReason,
}: DraftOperationInput): Operation {
  if (setNote) {
    const excludes = setNote.excludes?.map((id) => localId('Reason', id, 'excludes')) ?? null;
    const { note, scope } = setNote;
    const said = { note, language: setNote.language.toLowerCase(), text: setNote.text ?? null };
    return { kind: 'SetNote', reasonId: reasonOf(setNote), ...said, excludes, scope };
  }
  if (setLabel) {
    const language = setLabel.language.toLowerCase();
    return { kind: 'SetLabel', reasonId: reasonOf(setLabel), language, label: setLabel.label ?? null };
  }
  if (addSynonym) {
    const { text, hidden } = addSynonym;
    return {
      kind: 'AddSynonym',
      reasonId: reasonOf(addSynonym),
      language: addSynonym.language.toLowerCase(),
      text,
      hidden,
    };
  }
  if (setResidual)
    return { kind: 'SetResidual', reasonId: reasonOf(setResidual), residual: setResidual.residual };
  if (retireReason)
    return { kind: 'RetireReason', reasonId: reasonOf(retireReason), retirement: retirementOf(retireReason) };
  throw new CallerError('BAD_USER_INPUT', 'operations: expected an operation in each entry, but got none');
}
