import { schemaEnum } from '../../platform/graphql/schema-enum';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { CallerError } from '../../platform/caller-error';
import { localId, optionalLocalId, parseGlobalId } from '../../platform/graphql/global-id';
import type { Evidence, GivenTrigger, LocalizedText, Place, Retirement } from '../domain';
import {
  AssociationKindEnum,
  ContactKindEnum,
  NoteKindEnum,
  PriorityEnum,
  ResolutionUseEnum,
  RetirementReasonEnum,
  SentimentEnum,
  TargetClockEnum,
  TargetUnitEnum,
  UseCaseGroupEnum,
} from './enums';
import { ScopeDeclarationEnum } from './comparison.type';

export const PlaceEnum = schemaEnum('Place', 'Where among its siblings a reason is to stand.', {
  FIRST: 'Before all others.',
  LAST: 'After all others.',
});

@InputType('LocalizedTextInput', { description: 'A text in one language.' })
export class LocalizedTextInput {
  @Field(() => String, { description: 'The language tag, such as en.' })
  language!: string;

  @Field(() => String, { description: 'The text.' })
  text!: string;
}

/** One text per language; a language given twice is the caller's mistake, and is not settled by taking the last. */
export function localizedText(texts: readonly LocalizedTextInput[], field: string): LocalizedText {
  const entries = texts.map(({ language, text }) => [language.toLowerCase(), text] as const);
  const languages = entries.map(([language]) => language);
  const repeated = languages.find((language, at) => languages.indexOf(language) !== at);
  if (repeated === undefined) return Object.fromEntries(entries);
  throw new CallerError(
    'BAD_USER_INPUT',
    `${field}: expected each language once, but got ${JSON.stringify(repeated)} twice`,
  );
}

/** What every edit of a draft names: the draft, and the head it was made on. */
@InputType({ description: 'An edit of a draft.' })
export abstract class EditInput {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => Int, { description: 'The head of the draft that the edit was made on.' })
  expectedHead!: number;
}

/** An edit of one reason. */
@InputType({ description: 'An edit of one reason in a draft.' })
export abstract class ReasonEditInput extends EditInput {
  @Field(() => ID, { description: 'The reason.' })
  reason!: string;
}

export const editOf = ({ draft, expectedHead }: EditInput) => ({
  draftId: localId('Draft', draft, 'draft'),
  expectedHead,
});

export const reasonEditOf = (input: ReasonEditInput) => ({
  ...editOf(input),
  reasonId: localId('Reason', input.reason, 'reason'),
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

@InputType('SetLabelInput', { description: 'The preferred label in one language.' })
export class SetLabelInput extends ReasonEditInput {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The label; null takes it away.' })
  label?: string | null;

  @Field(() => ScopeDeclarationEnum, {
    nullable: true,
    description: 'Whether the reason counts something else under it; null: that is not said.',
  })
  scope?: keyof typeof ScopeDeclarationEnum | null;
}

@InputType('AddSynonymInput', { description: 'Another word for a reason.' })
export class AddSynonymInput extends ReasonEditInput {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { description: 'The word.' })
  text!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it serves search and import only.' })
  hidden!: boolean;
}

@InputType('RemoveSynonymInput', { description: 'A synonym to be taken away.' })
export class RemoveSynonymInput extends ReasonEditInput {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { description: 'The word.' })
  text!: string;
}

@InputType('PromoteSynonymInput', { description: 'A synonym that is to be the preferred label.' })
export class PromoteSynonymInput extends ReasonEditInput {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { description: 'The word.' })
  text!: string;
}

@InputType('SetCodeInput', {
  description: 'The code of a reason. The one it had stays bound to it once it was published.',
})
export class SetCodeInput extends ReasonEditInput {
  @Field(() => String, { description: 'The code.' })
  code!: string;
}

@InputType('SetNoteInput', { description: 'A note in one language.' })
export class SetNoteInput extends ReasonEditInput {
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

@InputType('SetResidualInput', { description: 'Whether a reason is declared residual.' })
export class SetResidualInput extends ReasonEditInput {
  @Field(() => Boolean, { description: 'Whether it is.' })
  residual!: boolean;
}

@InputType('SetKindInput', { description: 'What a contact with the reason is.' })
export class SetKindInput extends ReasonEditInput {
  @Field(() => ContactKindEnum, { nullable: true, description: 'The kind; null takes it away.' })
  kind?: keyof typeof ContactKindEnum | null;
}

@InputType('SetUseCaseGroupsInput', { description: 'Which parts of the business a reason concerns.' })
export class SetUseCaseGroupsInput extends ReasonEditInput {
  @Field(() => [UseCaseGroupEnum], { description: 'The groups.' })
  useCaseGroups!: (keyof typeof UseCaseGroupEnum)[];
}

@InputType('SetIntentInput', { description: 'The outcome that the customer wants, in one language.' })
export class SetIntentInput extends ReasonEditInput {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The text; null takes it away.' })
  text?: string | null;
}

@InputType('SetPriorityInput', { description: 'How urgent a reason is.' })
export class SetPriorityInput extends ReasonEditInput {
  @Field(() => PriorityEnum, { nullable: true, description: 'The priority; null takes it away.' })
  priority?: keyof typeof PriorityEnum | null;
}

@InputType('ResolutionTargetInput', { description: 'How soon a contact is to be resolved.' })
export class ResolutionTargetInput {
  @Field(() => Int, { description: 'How many units.' })
  amount!: number;

  @Field(() => TargetUnitEnum, { description: 'The unit.' })
  unit!: keyof typeof TargetUnitEnum;

  @Field(() => TargetClockEnum, { description: 'Whether working time or all time is counted.' })
  clock!: keyof typeof TargetClockEnum;
}

@InputType('SetTargetInput', { description: 'How soon contacts with a reason are to be resolved.' })
export class SetTargetInput extends ReasonEditInput {
  @Field(() => ResolutionTargetInput, { nullable: true, description: 'The target; null takes it away.' })
  target?: ResolutionTargetInput | null;
}

@InputType('EscalationTriggerInput', {
  description:
    'When its condition holds, a contact goes to the department. The condition is written in `when`, or given in plain conditions of which all must hold.',
})
export class EscalationTriggerInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The condition in the language of conditions, such as: sentiment <= negative and (repeats >= 2 or channel in (PHONE, CHAT)) and not note has "holiday". Null: it is given in plain conditions.',
  })
  when?: string | null;

  @Field(() => SentimentEnum, {
    nullable: true,
    description: 'The mood at or below which it fires; null does not ask.',
  })
  sentimentAtMost?: keyof typeof SentimentEnum | null;

  @Field(() => PriorityEnum, {
    nullable: true,
    description: 'The priority at or above which it fires; null does not ask.',
  })
  priorityAtLeast?: keyof typeof PriorityEnum | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of repeats from which it fires; null does not ask.',
  })
  repeatCountAtLeast?: number | null;

  @Field(() => [String], {
    defaultValue: [],
    description: 'Words of which one must be noted; empty does not ask.',
  })
  keywords!: string[];

  @Field(() => String, {
    description: 'The code of the department that takes over: one of the taxonomy that is not dissolved.',
  })
  department!: string;

  @Field(() => ResolutionTargetInput, {
    nullable: true,
    description:
      'Within what time it must have taken over; null: deadlineMinutes says it. Days and working time are those of the time zone of the taxonomy.',
  })
  deadline?: ResolutionTargetInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes of calendar time within which it must have taken over; null: deadline says it.',
  })
  deadlineMinutes?: number | null;
}

@InputType('SetEscalationInput', { description: 'When contacts with a reason go to another department.' })
export class SetEscalationInput extends ReasonEditInput {
  @Field(() => [EscalationTriggerInput], { description: 'The triggers; they replace those there were.' })
  escalations!: EscalationTriggerInput[];
}

@InputType('SetChannelsInput', { description: 'The channels that a reason is offered in.' })
export class SetChannelsInput extends ReasonEditInput {
  @Field(() => [String], { nullable: true, description: 'The codes of channels; null: all of them.' })
  channels?: string[] | null;
}

@InputType('KnowledgeArticleInput', { description: 'Where an agent reads on.' })
export class KnowledgeArticleInput {
  @Field(() => String, { description: 'The title.' })
  title!: string;

  @Field(() => String, { description: 'The address.' })
  url!: string;
}

@InputType('SetArticlesInput', { description: 'The knowledge articles of a reason.' })
export class SetArticlesInput extends ReasonEditInput {
  @Field(() => [KnowledgeArticleInput], { description: 'The articles; they replace those there were.' })
  articles!: KnowledgeArticleInput[];
}

@InputType('FollowUpWithinInput', { description: 'How soon somebody looks at a contact again.' })
export class FollowUpWithinInput {
  @Field(() => Int, { description: 'How many units.' })
  amount!: number;

  @Field(() => TargetUnitEnum, { description: 'The unit.' })
  unit!: keyof typeof TargetUnitEnum;

  @Field(() => TargetClockEnum, { description: 'Whether working time or all time is counted.' })
  clock!: keyof typeof TargetClockEnum;
}

@InputType('MapResolutionInput', { description: 'What a resolution code is to contacts with a reason.' })
export class MapResolutionInput extends ReasonEditInput {
  @Field(() => String, { description: 'The code of the resolution.' })
  resolution!: string;

  @Field(() => ResolutionUseEnum, { description: 'What it is to these contacts.' })
  use!: keyof typeof ResolutionUseEnum;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether it is the default, in place of whatever was before.',
  })
  isDefault!: boolean;

  @Field(() => FollowUpWithinInput, {
    nullable: true,
    description: 'How soon after it somebody looks at the contact again; null: nobody needs to.',
  })
  followUpWithin?: FollowUpWithinInput | null;
}

@InputType('UnmapResolutionInput', { description: 'A resolution code that a reason is mapped to no more.' })
export class UnmapResolutionInput extends ReasonEditInput {
  @Field(() => String, { description: 'The code of the resolution.' })
  resolution!: string;
}

@InputType('RetirementAssociationInput', { description: 'From a retired reason to another.' })
export class RetirementAssociationInput {
  @Field(() => AssociationKindEnum, { description: 'How the target stands to the retired reason.' })
  kind!: keyof typeof AssociationKindEnum;

  @Field(() => ID, { description: 'The target.' })
  target!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'The part (0 to 1) of the contacts that goes there; null: not known.',
  })
  share?: number | null;
}

@InputType({ description: 'A retirement.' })
abstract class RetirementInput extends ReasonEditInput {
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
      'What it rests on: calibration sessions, their codes revealed, closed audits, and decisions that accepted suggestions; 20 at most.',
  })
  evidence!: string[];
}

@InputType('RetireReasonInput', { description: 'A reason that is no longer used.' })
export class RetireReasonInput extends RetirementInput {}

@InputType('ReviseRetirementInput', {
  description: 'A retirement that says something else, such as a successor found later.',
})
export class ReviseRetirementInput extends RetirementInput {}

@InputType('ReactivateReasonInput', { description: 'A retired reason that is used again.' })
export class ReactivateReasonInput extends ReasonEditInput {}

export const retirementOf = ({
  retirementReason,
  associations,
  justification,
  evidence,
}: Pick<
  RetirementInput,
  'retirementReason' | 'associations' | 'justification' | 'evidence'
>): Retirement => ({
  reason: retirementReason,
  associations: associations.map(({ kind, target, share }) => ({
    kind,
    targetId: localId('Reason', target, 'target'),
    share: share ?? null,
  })),
  justification: justification ?? null,
  evidence: [...new Set(evidence)].map(evidenceOf),
});

/** By the kind of thing that its id names. */
function evidenceOf(id: string): Evidence {
  const type = parseGlobalId(id)?.type;
  if (type === 'Audit') return { type, id: localId('Audit', id, 'evidence') };
  if (type === 'SuggestionDecision')
    return { type: 'Suggestion', id: localId('SuggestionDecision', id, 'evidence') };
  return { type: 'Session', id: localId('Session', id, 'evidence') };
}

/** A trigger as it was given: its condition in one of two ways, its deadline in one of two ways. */
export function triggerOf(given: EscalationTriggerInput): GivenTrigger {
  const { department } = given;
  const plain = {
    sentimentAtMost: given.sentimentAtMost ?? null,
    priorityAtLeast: given.priorityAtLeast ?? null,
    repeatCountAtLeast: given.repeatCountAtLeast ?? null,
    keywords: given.keywords,
  };
  const when = given.when ?? null;
  const isPlainToo = [plain.sentimentAtMost, plain.priorityAtLeast, plain.repeatCountAtLeast].some(
    (value) => value !== null,
  );
  if (when !== null && (isPlainToo || plain.keywords.length > 0))
    throw new CallerError('BAD_USER_INPUT', 'escalations: expected `when` or plain conditions, but got both');
  const minutes = given.deadlineMinutes ?? null;
  const deadline = given.deadline ?? null;
  if ((minutes === null) === (deadline === null)) {
    const came = minutes === null ? 'none of them' : 'both';
    throw new CallerError(
      'BAD_USER_INPUT',
      `escalations: expected a deadline or deadlineMinutes, but got ${came}`,
    );
  }
  if (minutes !== null && when === null) return { ...plain, department, deadlineMinutes: minutes };
  const span = deadline ?? { amount: minutes ?? 0, unit: 'MINUTE' as const, clock: 'CALENDAR' as const };
  const due = { amount: span.amount, unit: span.unit, clock: span.clock };
  return when === null ? { ...plain, department, deadline: due } : { when, department, deadline: due };
}
