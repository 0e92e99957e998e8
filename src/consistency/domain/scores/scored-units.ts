import type { CoderId } from '../../../contact/domain';
import type { DepartmentId, ReasonId } from '../../../platform/ids';
import type { CodedAlike, EvidenceCode } from '../coded-alike';

/** Names what a coder chose so that equal names mean equal choices, of versions that can be compared. */
export type ChoiceOf = (reasonId: ReasonId, version: number) => string;

export interface ScoredCode {
  /** Null: nobody knows who. */
  readonly coderId: CoderId | null;
  readonly choice: string;
}

/** Contacts coded alike, as scores count them. */
export interface ScoredUnit {
  /** What people chose, those at work among them, where that is a reason. */
  readonly people: readonly ScoredCode[];
  readonly models: readonly ScoredCode[];
  /** Coders who said that they could not code it, or that no reason fits. */
  readonly unanswered: readonly CoderId[];
  /** What was settled on, else what most chose: several where as many chose each. */
  readonly settled: readonly string[];
  readonly contacts: number;
  /** How much each contact weighs; 1 on average over the contacts of an audit or session that people can agree on. */
  readonly weight: number;
  readonly version: number;
  readonly exerciseId: string;
  readonly channel: string | null;
  readonly departmentId: DepartmentId | null;
}

/** In how many contacts at least two people chose a reason: where something can agree. */
export const isCompared = ({ people }: Pick<ScoredUnit, 'people'>): boolean => people.length > 1;

/**
 * Evidence of one purpose as scores count it. Contacts weigh by how they were drawn, within each audit; audits among each
 * other by how many contacts they are.
 *
 * @example scoredUnits(evidence, (reasonId) => reasonId)[0].settled // ['0190...']
 */
export function scoredUnits(evidence: readonly CodedAlike[], choiceOf: ChoiceOf): readonly ScoredUnit[] {
  const weightOf = scoredWeights(evidence);
  return evidence.map((given) => unitOf(given, choiceOf, weightOf(given)));
}

/** How much each contact of some evidence weighs: by how it was drawn, and 1 on average over the compared ones of its audit. */
export function scoredWeights(evidence: readonly CodedAlike[]): (given: CodedAlike) => number {
  const factors = weightFactors(evidence);
  return ({ weight, exerciseId }) => weight * (factors.get(exerciseId) ?? 1);
}

/** What makes the weights of the compared contacts of each audit or session 1 on average. */
function weightFactors(evidence: readonly CodedAlike[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { contacts: number; weight: number }>();
  for (const { exerciseId, contacts, weight, codes } of evidence) {
    if (countOfPeople(codes) < 2) continue;
    let sum = sums.get(exerciseId);
    if (sum === undefined) sums.set(exerciseId, (sum = { contacts: 0, weight: 0 }));
    sum.contacts += contacts;
    sum.weight += contacts * weight;
  }
  return new Map(Array.from(sums, ([exerciseId, sum]) => [exerciseId, sum.contacts / sum.weight]));
}

function countOfPeople(codes: readonly EvidenceCode[]): number {
  let count = 0;
  for (const { part, reasonId } of codes) if (part !== 'MODEL' && reasonId !== null) count += 1;
  return count;
}

const nobody: readonly never[] = [];

/** There are as many of them as contacts were coded twice: nothing is made for one that it has none of. */
function unitOf(given: CodedAlike, choiceOf: ChoiceOf, weight: number): ScoredUnit {
  const { version, exerciseId, channel, departmentId, contacts, adjudicated } = given;
  const people: ScoredCode[] = [];
  let models: ScoredCode[] | null = null;
  let unanswered: CoderId[] | null = null;
  for (const { part, coderId, reasonId } of given.codes) {
    if (reasonId !== null) {
      const code = { coderId, choice: choiceOf(reasonId, version) };
      if (part !== 'MODEL') people.push(code);
      else (models ??= []).push(code);
    } else if (coderId !== null) (unanswered ??= []).push(coderId);
  }
  const judged = adjudicated?.reasonId ?? null;
  const settled = judged === null ? commonest(people) : [choiceOf(judged, version)];
  return {
    people,
    models: models ?? nobody,
    unanswered: unanswered ?? nobody,
    settled,
    contacts,
    weight,
    version,
    exerciseId,
    channel,
    departmentId,
  };
}

function commonest(people: readonly ScoredCode[]): readonly string[] {
  const [first, second] = people;
  // Most contacts are coded by two.
  if (first !== undefined && second !== undefined && people.length === 2)
    return first.choice === second.choice ? [first.choice] : [first.choice, second.choice];
  const votes = new Map<string, number>();
  for (const { choice } of people) votes.set(choice, (votes.get(choice) ?? 0) + 1);
  const most = Math.max(0, ...votes.values());
  return [...votes].flatMap(([choice, count]) => (count === most ? [choice] : []));
}
