import {
  fewestUnits,
  plannedSpread,
  unitsForAgreement,
  unitsForAgreementChange,
  unitsForAlphaDrop,
  unitsNeeded,
} from '../../../agreement/statistics';
import { err, ok, type Result } from '../../../platform/result';
import type { AuditMeasure } from '../audit-words';

/** What an audit is to tell: a value to within a half width, or that it dropped by so much since an audit as large. */
export type AuditGoal =
  | { readonly kind: 'HALF_WIDTH'; readonly halfWidth: number }
  | { readonly kind: 'DROP'; readonly drop: number };

/** What the spread per contact is known from. */
export type PlanBasis =
  | { readonly kind: 'AUDIT' | 'PILOT'; readonly standardError: number; readonly contacts: number }
  | { readonly kind: 'CLOSED_FORM'; readonly alpha: number | null; readonly percentAgreement: number };

export interface PlanQuestion {
  readonly measure: AuditMeasure;
  readonly goal: AuditGoal;
  readonly basis: PlanBasis;
  /** Contacts there are; null: many. */
  readonly population: number | null;
}

/** How many contacts an audit needs, and on what that rests. */
export interface AuditPlan {
  readonly contacts: number;
  /** Of the measure, per contact: standard error x root of the contacts. */
  readonly spreadPerContact: number;
  readonly assumptions: readonly string[];
}

export interface PlanFault {
  readonly field: 'goal' | 'basis' | 'population';
  readonly message: string;
}

/** Nobody has as many, and more would be no number that is answered. */
const mostContacts = 1_000_000_000;

const usual = [
  'two coders for each contact: more of them hardly save any coding',
  'contacts that are alike in how hard they are to code, drawn by chance',
];

/**
 * How many contacts does an audit need? For a half width (1.96 SD / half width)², for a drop 2 SD² (1.96 + 0.842)² /
 * drop², which shows it in four of five cases; percent agreement by the closed form as a share. SD comes from an audit, a
 * pilot, or for two coders and a nominal scale from (1 - alpha) √{p_a / (1 - p_a)}.
 *
 * @example planAudit({ measure: 'PERCENT_AGREEMENT', goal: { kind: 'DROP', drop: 0.1 }, basis: { kind: 'CLOSED_FORM', alpha: null, percentAgreement: 0.9 }, population: null })
 * // ok: 199 contacts
 */
export function planAudit(question: PlanQuestion): Result<AuditPlan, PlanFault> {
  const fault =
    goalFault(question.goal) ?? populationFault(question.population) ?? basisFault(question.basis);
  if (fault !== null) return err(fault);
  const spread = spreadPerContact(question);
  if (!spread.ok) return spread;
  const ofMany = contactsOfMany(question, spread.value);
  if (!ofMany.ok) return ofMany;
  const { population, goal } = question;
  const isFinite = population !== null && goal.kind === 'HALF_WIDTH';
  const needed = isFinite ? Math.ceil(ofMany.value / (1 + ofMany.value / population)) : ofMany.value;
  const atLeast = Math.max(needed, fewestUnits);
  const contacts = isFinite ? Math.min(atLeast, population) : atLeast;
  if (contacts > mostContacts)
    return err({
      field: 'goal',
      message: `expected a goal that ${mostContacts} contacts can meet, but it takes ${contacts}`,
    });
  return ok({
    contacts,
    spreadPerContact: spread.value,
    assumptions: assumptionsOf(question, { isFinite, isRaised: contacts > needed && contacts === atLeast }),
  });
}

function contactsOfMany({ measure, goal, basis }: PlanQuestion, spread: number): Result<number, PlanFault> {
  const isShare = measure === 'PERCENT_AGREEMENT' && basis.kind === 'CLOSED_FORM';
  if (goal.kind === 'HALF_WIDTH')
    return ok(
      isShare
        ? unitsForAgreement(basis.percentAgreement, goal.halfWidth)
        : unitsNeeded(spread, goal.halfWidth),
    );
  if (!isShare) return ok(unitsForAlphaDrop({ spreadPerUnit: spread, drop: goal.drop }));
  const after = basis.percentAgreement - goal.drop;
  return after > 0
    ? ok(unitsForAgreementChange({ before: basis.percentAgreement, after }))
    : err({ field: 'goal', message: 'expected a drop smaller than the agreement itself' });
}

function spreadPerContact({ measure, basis }: PlanQuestion): Result<number, PlanFault> {
  if (basis.kind !== 'CLOSED_FORM') return ok(basis.standardError * Math.sqrt(basis.contacts));
  const { alpha, percentAgreement } = basis;
  if (measure === 'PERCENT_AGREEMENT') return ok(Math.sqrt(percentAgreement * (1 - percentAgreement)));
  if (measure === 'GWET_AC1')
    return err({ field: 'basis', message: 'expected an audit or a pilot, since AC1 has no closed form' });
  const spread = alpha === null ? null : plannedSpread(alpha, percentAgreement);
  return spread === null
    ? err({
        field: 'basis',
        message: 'expected alpha with percent agreement, but got percent agreement alone',
      })
    : ok(spread);
}

function assumptionsOf(
  { basis, goal, population }: PlanQuestion,
  { isFinite, isRaised }: { readonly isFinite: boolean; readonly isRaised: boolean },
): readonly string[] {
  return [
    basis.kind === 'CLOSED_FORM'
      ? 'a spread by the closed form for two coders and reasons without order, from the values that were given'
      : `a spread as in ${basis.contacts} contacts of an ${basis.kind === 'AUDIT' ? 'earlier audit' : 'earlier pilot'}`,
    ...usual,
    ...(goal.kind === 'DROP'
      ? ['two audits of this size and spread, tested at 5 %, that show the drop in 80 % of cases']
      : ['an interval of 95 %']),
    ...(isFinite ? [`a population of ${population} contacts, of which what is drawn is known`] : []),
    ...(isRaised ? [`${fewestUnits} contacts at least: fewer show no spread of their own`] : []),
  ];
}

const between = (value: number): boolean => value > 0 && value < 1;

function goalFault(goal: AuditGoal): PlanFault | null {
  const [name, value] =
    goal.kind === 'HALF_WIDTH' ? (['half width', goal.halfWidth] as const) : (['drop', goal.drop] as const);
  // A thousandth would take more contacts than anybody codes.
  return value >= 0.001 && value < 1
    ? null
    : { field: 'goal', message: `expected a ${name} from 0.001 to below 1, but got ${value}` };
}

function populationFault(population: number | null): PlanFault | null {
  return population === null || population >= 1
    ? null
    : { field: 'population', message: `expected at least 1 contact, but got ${population}` };
}

function basisFault(basis: PlanBasis): PlanFault | null {
  if (basis.kind === 'CLOSED_FORM') {
    const { alpha, percentAgreement } = basis;
    if (!between(percentAgreement))
      return {
        field: 'basis',
        message: `expected percent agreement between 0 and 1, but got ${percentAgreement}`,
      };
    return alpha === null || (alpha > -1 && alpha < 1)
      ? null
      : { field: 'basis', message: `expected alpha between -1 and 1, but got ${alpha}` };
  }
  const { standardError, contacts } = basis;
  if (!(standardError > 0 && standardError <= 1))
    return {
      field: 'basis',
      message: `expected a standard error above 0 and up to 1, but got ${standardError}`,
    };
  return contacts >= 2
    ? null
    : { field: 'basis', message: `expected at least 2 contacts, but got ${contacts}` };
}
