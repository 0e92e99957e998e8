import type { GovernedScene, MutationCase } from './governed-scene';
import type { Scenario } from './scenario';

/** How often it was said how long contacts of a taxonomy are kept. */
async function revisionOf(scenario: Scenario): Promise<number> {
  const query = 'query($key: String!) { privacy(taxonomy: $key) { revision } }';
  const { privacy } = await scenario
    .as('ADMIN')
    .ask<{ privacy: { revision: number } }, object>(query, { key: scenario.key });
  return privacy.revision;
}

let day = 0;
const someDays = () => {
  day += 1;
  const from = new Date(Date.UTC(1990, 0, day)).toISOString().slice(0, 10);
  return { from, until: '1999-01-01' };
};

const because = 'It is the law.';

async function placedHold({ scenario }: GovernedScene): Promise<string> {
  const input = { taxonomy: scenario.taxonomyId, ...someDays(), because };
  const call = { name: 'placeLegalHold', input, fields: 'legalHold { id }' };
  return (await scenario.mutate<{ legalHold: { id: string } }>('ADMIN', call)).legalHold.id;
}

/** Every mutation about how contacts are kept, with an input that it accepts. */
export const privacyCases: readonly MutationCase[] = [
  {
    ...{ name: 'setRetention', permission: 'keepPrivacy' },
    accepted: async ({ scenario }) => {
      const expectedRevision = await revisionOf(scenario);
      return { taxonomy: scenario.taxonomyId, expectedRevision, months: 1_199 - expectedRevision, because };
    },
  },
  {
    ...{ name: 'placeLegalHold', permission: 'keepPrivacy' },
    accepted: async ({ scenario }) => ({ taxonomy: scenario.taxonomyId, ...someDays(), because }),
  },
  {
    ...{ name: 'releaseLegalHold', permission: 'keepPrivacy' },
    accepted: async (scene) => ({ legalHold: await placedHold(scene), because }),
  },
  {
    ...{ name: 'purgeContacts', permission: 'keepPrivacy' },
    accepted: async ({ scenario }) => {
      const expectedRevision = await revisionOf(scenario);
      if (expectedRevision === 0) {
        const input = { taxonomy: scenario.taxonomyId, expectedRevision, months: 1_200, because };
        await scenario.mutate('ADMIN', { name: 'setRetention', input, fields: 'revision' });
      }
      return { taxonomy: scenario.taxonomyId, because };
    },
  },
  {
    ...{ name: 'eraseCustomer', permission: 'keepPrivacy' },
    accepted: async ({ scenario }) => ({ taxonomy: scenario.taxonomyId, customer: 'Nobody', because }),
  },
];
