import { randomBytes } from 'node:crypto';
import type { GovernedScene, Input, MutationCase } from './governed-scene';
import { newResolution } from './resolution-cases';
import type { Scenario } from './scenario';

interface ContactWish {
  readonly occurredAt: string;
  readonly reason: string;
  readonly [field: string]: string | null;
}

/** Records contacts of which nothing but what is said is known; of the same wish as many as are asked for. */
export async function recordContacts(
  scenario: Scenario,
  wishes: readonly (readonly [number, ContactWish])[],
): Promise<void> {
  const contacts = wishes.flatMap(([count, wish]) =>
    Array.from({ length: count }, () => ({
      ...{ source: 'desk', externalId: randomBytes(12).toString('hex'), ...wish },
    })),
  );
  for (let at = 0; at < contacts.length; at += 500) {
    const input = { taxonomy: scenario.taxonomyId, contacts: contacts.slice(at, at + 500) };
    const call = { name: 'addContacts', input, fields: 'added rejected { field code }' };
    const { rejected } = await scenario.mutate<{ rejected: readonly object[] }>('ANALYST', call);
    if (rejected.length > 0)
      throw new Error(`expected all contacts to be taken, but got ${JSON.stringify(rejected[0])}`);
  }
}

/** Notes something on the time line; answers its id. */
export async function annotated(scenario: Scenario, wish: object): Promise<string> {
  const input = { taxonomy: scenario.taxonomyId, kind: 'RELEASE', ...wish };
  const call = { name: 'annotateFigures', input, fields: 'annotation { id }' };
  const { annotation } = await scenario.mutate<{ annotation: { id: string } }>('ANALYST', call);
  return annotation.id;
}

/** Forty contacts of a reason, recorded now, with a resolution that nobody has mapped. */
async function observedMapping({ scenario, refund }: GovernedScene): Promise<Input> {
  const { code } = await newResolution(scenario);
  const now = new Date().toISOString();
  await recordContacts(scenario, [[40, { occurredAt: now, reason: 'refund', resolution: code }]]);
  return { reason: refund, resolution: code };
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const dayMs = 86_400_000;

/** Around now, whatever the zone. */
export const theseDays = (): { readonly from: string; readonly until: string } => ({
  ...{ from: dayOf(Date.now() - 2 * dayMs), until: dayOf(Date.now() + 2 * dayMs) },
});

export const figuresCases: readonly MutationCase[] = [
  {
    ...{ name: 'setSegmentSizes', permission: 'keepSegments' },
    accepted: ({ scenario }) => ({
      taxonomy: scenario.taxonomyId,
      sizes: [{ segment: `S-${randomBytes(4).toString('hex')}`, from: '2026-01-01', customers: 1_000 }],
      because: 'The count of the year.',
    }),
  },
  {
    ...{ name: 'setContactRateBands', permission: 'keepSegments' },
    accepted: ({ scenario }) => ({
      ...{ taxonomy: scenario.taxonomyId, segment: `S-${randomBytes(4).toString('hex')}` },
      ...{ optimalBelow: 3.5, concernFrom: 9, expectedRevision: 0, because: 'They call less.' },
    }),
  },
  {
    ...{ name: 'annotateFigures', permission: 'annotateFigures' },
    accepted: ({ scenario }) => ({
      ...{ taxonomy: scenario.taxonomyId, kind: 'CAMPAIGN', title: 'The spring letter', ...theseDays() },
    }),
  },
  {
    ...{ name: 'removeAnnotation', permission: 'annotateFigures' },
    accepted: async ({ scenario }) => ({
      annotation: await annotated(scenario, { title: 'The wrong letter', ...theseDays() }),
      because: 'It was never sent.',
    }),
  },
  {
    ...{ name: 'acceptMappingProposals', permission: 'proposeChange' },
    accepted: async (scene) => {
      const proposal = await observedMapping(scene);
      return {
        ...{ taxonomy: scene.scenario.taxonomyId, ...theseDays(), because: 'It is what is done.' },
        ...{ proposals: [proposal], draft: scene.draft.id, expectedHead: scene.draft.head },
        ...{ rule: { minContacts: 5, expectedFrom: 0.5, allowedFrom: 0.01 } },
        filter: { channels: null, segments: null, departments: null, versions: null },
      };
    },
  },
];
