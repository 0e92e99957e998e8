import { newCoder, planned, reveal, step } from '../../support/calibration-scene';
import type { GraphqlClient } from '../../support/graphql';
import { recordContacts } from '../../support/figures-cases';
import { newDepartment } from '../../support/ownership-cases';
import { newResolution } from '../../support/resolution-cases';
import { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';

// Two cores may be shared with much else.
jest.setTimeout(180_000);

let service: TestService;
let desk: Scenario;
let resolution: string;
beforeAll(async () => {
  service = await startService();
  desk = await Scenario.create(service, { policy: { approvals: 0, backdating: 'ALLOWED' } });
  const first = await desk.createReason(await desk.openDraft(), { code: 'bill', label: 'Bill' });
  const second = await desk.createReason(first.draft, { code: 'outage', label: 'Outage' });
  await desk.publish(second.draft, '2025-01-01T00:00:00Z');
  await newDepartment(desk, { code: 'NET' });
  resolution = (await newResolution(desk)).code;
});
afterAll(() => service.close());

interface Seen {
  readonly id: string;
  readonly [field: string]: unknown;
}
const codes = `codesHeldBack coding { stage reason { code } version { number } coder { externalId } supersededAt }
  initialCoding { stage reason { code } } formerCodings { stage reason { code } supersededAt }
  department resolution unmapped { field value } segment priority handleSeconds satisfaction firstContactResolved sentiment`;

async function seenBy(client: GraphqlClient, { first = 20 } = {}): Promise<readonly Seen[]> {
  const { contacts } = await client.ask<{ contacts: { nodes: readonly Seen[] } }, object>(
    `query($key: String!, $first: Int) { contacts(taxonomy: $key, first: $first) { nodes { id externalId ${codes} } } }`,
    { key: desk.key, first },
  );
  return contacts.nodes;
}

const usage = `{ contacts heldBack withoutReason volumes { nodes { reason { code } contacts } }
  breakdown(by: DEPARTMENT) { nodes { code contacts } } unmappedValues { nodes { field value contacts } }
  recoding { rate { count of } } }`;
async function figuresOf(client: GraphqlClient, filter = ''): Promise<Seen> {
  const { usageFigures } = await client.ask<{ usageFigures: Seen }, object>(
    `{ usageFigures(taxonomy: "${desk.key}", from: "2025-02-01", until: "2025-03-01"${filter}) ${usage} }`,
  );
  return usageFigures;
}

const coded = {
  ...{ occurredAt: '2025-02-03T10:00:00Z', channel: 'PHONE', segment: 'Home', department: 'NET' },
  ...{ reason: 'bill', initialReason: 'outage', priority: 'HIGH', handleSeconds: '90' },
};

async function sentAgain(externalId: unknown, wishes: object): Promise<void> {
  const contact = { source: 'desk', externalId, occurredAt: coded.occurredAt, ...wishes };
  const input = { taxonomy: desk.taxonomyId, contacts: [contact] };
  await desk.mutate('ANALYST', { name: 'addContacts', input, fields: 'corrected' });
}

test('a contact shows its codes, the version they are of, and the codings that corrections replaced', async () => {
  const { handleSeconds, ...texts } = coded;
  await recordContacts(desk, [[1, { ...texts, resolution, excerpt: 'The net is down.' }]]);
  const [before] = await seenBy(desk.as('AUDITOR'));
  await sentAgain(before?.['externalId'], { reason: 'outage', handleSeconds: Number(handleSeconds) });
  const [after] = await seenBy(desk.as('AUDITOR'));
  expect(after).toMatchObject({
    codesHeldBack: false,
    coding: { stage: 'FINAL', reason: { code: 'outage' }, version: { number: 1 }, coder: null },
    initialCoding: { stage: 'INITIAL', reason: { code: 'outage' } },
    formerCodings: [{ stage: 'FINAL', reason: { code: 'bill' }, supersededAt: expect.any(String) as string }],
    ...{ department: 'NET', resolution, unmapped: [], segment: 'Home', priority: 'HIGH', handleSeconds: 90 },
    ...{ satisfaction: null, firstContactResolved: null, sentiment: null },
  });
});

test('whoever codes a contact blind is told none of its codes, nor finds them in a figure, until it is revealed', async () => {
  const blind = await newCoder(service, desk, { kind: 'ANALYST', roles: ['ANALYST'] });
  const other = await newCoder(service, desk, { kind: 'ANALYST', roles: ['ANALYST'] });
  const [outage] = await seenBy(desk.as('AUDITOR'));
  const { handleSeconds: _, ...texts } = coded;
  await recordContacts(desk, [[3, { ...texts, reason: 'bill', segment: 'Shop' }]]);
  const whole = await figuresOf(desk.as('AUDITOR'));
  expect(whole).toMatchObject({ contacts: 4, heldBack: 0, recoding: { rate: { count: 3, of: 4 } } });
  const scene = {
    ...{ service, scenario: desk, contacts: [outage?.id ?? ''], coders: [blind, other] as const },
    version: await currentVersion(),
  };
  let session = await planned(scene);
  for (const state of ['PLANNED', 'OPEN']) {
    if (state === 'OPEN') session = await step(scene, session, { name: 'openSession' });
    const seen = (await seenBy(blind.client)).find(({ id }) => id === outage?.id);
    expect(seen).toMatchObject({
      ...{ codesHeldBack: true, coding: null, initialCoding: null, formerCodings: null, unmapped: null },
      ...{ department: null, resolution: null, segment: 'Home', handleSeconds: 90 },
    });
    expect(await figuresOf(blind.client)).toMatchObject({
      ...{ contacts: 3, heldBack: 1, volumes: { nodes: [{ reason: { code: 'bill' }, contacts: 3 }] } },
      ...{ recoding: { rate: { count: 3, of: 3 } }, breakdown: { nodes: [{ code: 'NET', contacts: 3 }] } },
    });
    // Nothing is left of a filter that holds that contact alone.
    expect(await figuresOf(blind.client, ', filter: { segments: ["Home"] }')).toMatchObject({
      ...{ contacts: 0, heldBack: 1, volumes: { nodes: [] } },
    });
    expect(await figuresOf(desk.as('ANALYST'))).toEqual(whole);
  }
  await reveal(scene, session);
  expect(await figuresOf(blind.client)).toEqual(whole);
  expect((await seenBy(blind.client)).find(({ id }) => id === outage?.id)).toEqual(outage);
});

test('a page of 2 and of 20 contacts takes as many statements', async () => {
  const { handleSeconds: _, ...texts } = coded;
  await recordContacts(desk, [[20, { ...texts, resolution }]]);
  const analyst = desk.as('ANALYST');
  const two = await service.statementsDuring(() => seenBy(analyst, { first: 2 }));
  const twenty = await service.statementsDuring(() => seenBy(analyst, { first: 20 }));
  expect(twenty.length).toBe(two.length);
});

async function currentVersion(): Promise<string> {
  const { taxonomy } = await desk
    .as('EDITOR')
    .ask<{ taxonomy: { current: { id: string } } }, object>(
      `{ taxonomy(key: "${desk.key}") { current { id } } }`,
    );
  return taxonomy.current.id;
}
