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
  const units = evidence.map((given) => ({ ...unitOf(given, choiceOf), weight: given.weight }));
  const sums = new Map<string, { contacts: number; weight: number }>();
  for (const { exerciseId, contacts, weight, people } of units) {
    if (people.length < 2) continue;
    const sum = sums.get(exerciseId) ?? { contacts: 0, weight: 0 };
    sum.contacts += contacts;
    sum.weight += contacts * weight;
    sums.set(exerciseId, sum);
  }
  return units.map((unit) => {
    const sum = sums.get(unit.exerciseId);
    return sum === undefined ? unit : { ...unit, weight: (unit.weight * sum.contacts) / sum.weight };
  });
}

function unitOf(given: CodedAlike, choiceOf: ChoiceOf): Omit<ScoredUnit, 'weight'> {
  const { version, exerciseId, channel, departmentId, contacts, codes, adjudicated } = given;
  const chosen = (isModel: boolean): readonly ScoredCode[] =>
    codes.flatMap(({ part, coderId, reasonId }) =>
      (part === 'MODEL') !== isModel || reasonId === null
        ? []
        : [{ coderId, choice: choiceOf(reasonId, version) }],
    );
  const people = chosen(false);
  const judged = adjudicated?.reasonId ?? null;
  return {
    ...{ version, exerciseId, channel, departmentId, contacts, people, models: chosen(true) },
    unanswered: codes.flatMap((code) => (isUnanswered(code) ? [code.coderId] : [])),
    settled: judged === null ? commonest(people) : [choiceOf(judged, version)],
  };
}

const isUnanswered = (code: EvidenceCode): code is EvidenceCode & { readonly coderId: CoderId } =>
  code.reasonId === null && code.coderId !== null;

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
