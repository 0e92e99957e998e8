import type { GovernedScene, Input, MutationCase } from './governed-scene';
import { assign, newDepartment } from './ownership-cases';
import type { Scenario } from './scenario';

export interface Suggested {
  readonly key: string;
  readonly kind: string;
  readonly sentence: string;
  readonly standing: string;
}

/** The suggestions of a taxonomy; arguments as they stand in the query, such as `kinds: [RETIRE]`. */
export async function suggestionsOf<Found = Suggested>(
  scenario: Scenario,
  given: string,
  { fields = 'key kind sentence standing' } = {},
): Promise<readonly Found[]> {
  const query = `{ suggestions(taxonomy: "${scenario.key}", ${given}) { nodes { ${fields} } } }`;
  return (await scenario.as('ANALYST').ask<{ suggestions: { nodes: readonly Found[] } }, object>(query))
    .suggestions.nodes;
}

/** An owner is suggested for invoice: a new department that is responsible for it and answers for what stands beside it. */
export async function suggestedOwner({
  scenario,
  invoice,
  refund,
}: Pick<GovernedScene, 'scenario' | 'invoice' | 'refund'>): Promise<Suggested> {
  const department = await newDepartment(scenario);
  await assign(scenario, [
    { reason: refund, departments: [department] },
    { reason: invoice, role: 'RESPONSIBLE', departments: [department] },
  ]);
  const [first] = await suggestionsOf(scenario, 'kinds: [ASSIGN_OWNER]');
  if (first === undefined) throw new Error('expected an owner to be suggested, but there is none');
  return first;
}

const decided =
  (more: () => Input = () => ({})): MutationCase['accepted'] =>
  async (scene) => ({
    ...{ taxonomy: scene.scenario.taxonomyId, suggestion: (await suggestedOwner(scene)).key },
    ...{ because: 'It was looked at.', ...more() },
  });

const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString();

export const suggestionCases: readonly MutationCase[] = [
  {
    name: 'snoozeSuggestion',
    permission: 'decideSuggestions',
    accepted: decided(() => ({ until: tomorrow() })),
  },
  { name: 'dismissSuggestion', permission: 'decideSuggestions', accepted: decided() },
  {
    ...{ name: 'acceptSuggestion', permission: 'decideSuggestions' },
    accepted: decided(() => ({ asOf: new Date().toISOString(), notes: [], reasons: [] })),
  },
];
