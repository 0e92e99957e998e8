import { randomBytes } from 'node:crypto';
import type { GovernedScene, MutationCase } from './governed-scene';
import type { Scenario } from './scenario';

const newCode = (): string => `R-${randomBytes(4).toString('hex')}`;
const labels = [{ language: 'en', text: 'Fixed' }];

export interface NewResolution {
  readonly id: string;
  readonly code: string;
  readonly revision: number;
}

/** A resolution of the scenario's taxonomy. */
export async function newResolution(
  scenario: Scenario,
  wish: Readonly<Record<string, unknown>> = {},
): Promise<NewResolution> {
  const input = { taxonomy: scenario.taxonomyId, code: newCode(), labels, ...wish };
  const call = { name: 'addResolution', input, fields: 'resolution { id code revision }' };
  return (await scenario.mutate<{ resolution: NewResolution }>('STEWARD', call)).resolution;
}

const resolutionOf = async ({ scenario }: GovernedScene): Promise<string> =>
  (await newResolution(scenario)).id;

export const resolutionCases: readonly MutationCase[] = [
  {
    ...{ name: 'addResolution', permission: 'keepResolutions' },
    accepted: ({ scenario }) => ({
      ...{ taxonomy: scenario.taxonomyId, code: newCode(), labels },
      ...{ validFrom: '2020-01-01T00:00:00Z', validUntil: '2500-01-01T00:00:00Z' },
    }),
  },
  {
    ...{ name: 'importResolutions', permission: 'keepResolutions' },
    accepted: async (scene) => {
      const { code } = await newResolution(scene.scenario);
      const known = { code, labels: [{ language: 'en', text: 'Mended' }], validFrom: '2021-01-01' };
      const resolutions = [known, { code: newCode(), labels, validUntil: '2600-01-01T00:00:00Z' }];
      return { taxonomy: scene.scenario.taxonomyId, resolutions, dryRun: false, because: 'From the desk.' };
    },
  },
  {
    ...{ name: 'reviseResolution', permission: 'keepResolutions' },
    accepted: async (scene) => ({
      ...{ resolution: await resolutionOf(scene), expectedRevision: 1, because: 'A better word.' },
      ...{ labels: [{ language: 'en', text: 'Mended' }], validFrom: '2021-01-01T00:00:00Z' },
      validUntil: '2600-01-01T00:00:00Z',
    }),
  },
  {
    ...{ name: 'retireResolution', permission: 'keepResolutions' },
    accepted: async (scene) => ({
      ...{ resolution: await resolutionOf(scene), expectedRevision: 1 },
      ...{ at: '2500-01-01T00:00:00Z', because: 'Nobody gives it.' },
    }),
  },
];
