import type { GovernedScene, Input, MutationCase } from './governed-scene';
import { newDepartment } from './ownership-cases';
import type { Scenario } from './scenario';

/** Checks of a taxonomy by one owner, when somebody asks for them. */
export async function checkSchedule(scenario: Scenario, wishes: Input = {}): Promise<Input> {
  return {
    ...{ taxonomy: scenario.taxonomyId, expectedRevision: 0, rhythm: null, weekday: null, hour: 6 },
    ...{
      owner: wishes['owner'] ?? (await newDepartment(scenario)),
      dueInDays: 7,
      completeFields: ['REASON'],
    },
    ...{ because: 'Somebody should look.', ...wishes },
  };
}

export async function scheduledChecks(scenario: Scenario, wishes: Input = {}): Promise<void> {
  const input = await checkSchedule(scenario, wishes);
  await scenario.mutate('ANALYST', { name: 'setCheckSchedule', input, fields: 'schedule { revision }' });
}

const revisionOf = async ({ scenario }: GovernedScene): Promise<number> => {
  const { checkSchedule: found } = await scenario
    .as('ANALYST')
    .ask<{ checkSchedule: { revision: number } | null }, object>(
      'query($key: String!) { checkSchedule(taxonomy: $key) { revision } }',
      { key: scenario.key },
    );
  return found?.revision ?? 0;
};

const limits = {
  ...{ completeness: 0.9, validity: 0.9, residualOverall: 0.2, residualOfMenu: 0.3 },
  ...{ labelShareBits: 0.1, falseDiscoveryRate: 0.1 },
};

/** Every mutation of the checks, with an input that it accepts. */
export const checkCases: readonly MutationCase[] = [
  {
    ...{ name: 'setCheckSchedule', permission: 'keepChecks' },
    accepted: async (scene) =>
      checkSchedule(scene.scenario, {
        ...{ expectedRevision: await revisionOf(scene), rhythm: 'WEEKLY', weekday: 1, limits },
      }),
  },
  {
    ...{ name: 'runChecks', permission: 'keepChecks' },
    accepted: async (scene) => {
      if ((await revisionOf(scene)) === 0) await scheduledChecks(scene.scenario);
      return { taxonomy: scene.scenario.taxonomyId, from: '2026-01-01', until: '2026-02-01' };
    },
  },
];
