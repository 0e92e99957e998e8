import { InputType, Field, ID, Float } from 'type-graphql';
import { AssociationKindEnum, RetirementReasonEnum } from './enums';
import { ReasonEditInput } from './edit.inputs';
import { localId, parseGlobalId } from '../../platform/graphql/global-id';
import type { Evidence, Retirement } from '../domain';

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
export abstract class RetirementInput extends ReasonEditInput {
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
export function evidenceOf(id: string): Evidence {
  const type = parseGlobalId(id)?.type;
  if (type === 'Audit') return { type, id: localId('Audit', id, 'evidence') };
  if (type === 'SuggestionDecision')
    return { type: 'Suggestion', id: localId('SuggestionDecision', id, 'evidence') };
  return { type: 'Session', id: localId('Session', id, 'evidence') };
}
