import { createHash } from 'node:crypto';
import { assignmentsOf, auditWish, closed, codeAudited, drawn } from '../../support/audit-scene';
import { newCoder } from '../../support/calibration-scene';
import { recordContacts, theseDays } from '../../support/figures-cases';
import { governedScene, type GovernedScene, type Input } from '../../support/governed-scene';
import { historyFaults } from '../../support/history-faults';
import { newDepartment } from '../../support/ownership-cases';
import { pilotWish } from '../../support/pilot-cases';
import { mutation } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

jest.setTimeout(120_000);

let service: TestService;
let scene: GovernedScene;
let department: string;
let wish: Input;

beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service, { policy: { approvals: 0 } });
  const { scenario } = scene;
  department = await newDepartment(scenario, { code: 'SALES' });
  await newDepartment(scenario, { code: 'CARE' });
  const made = await scenario.createReason(await scenario.openDraft('Cards'), {
    code: 'card',
    label: 'Card',
    parent: scene.billing,
  });
  const draft = await scenario.edit(made.draft, 'setResidual', { reason: scene.invoice, residual: true });
  const { digest } = await scenario.submit(draft);
  wish = await pilotWish(scene, { draft: draft.id, digest, departments: [department] });
});
afterAll(() => service.close());

interface Outcome {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly pilot?: { readonly id: string; readonly number: number; readonly endedBecause: string | null };
}

const started = (input: Input): Promise<Outcome> =>
  mutation(service, 'STEWARD', { name: 'startPilot', input, fields: 'pilot { id number }' });

const current = async (asker: string): Promise<unknown> => {
  const { currentTaxonomy } = await scene.scenario
    .as('MACHINE')
    .ask<{ currentTaxonomy: unknown }, object>(
      `query($key: String!) { currentTaxonomy(key: $key${asker}) { number status digest pilot { number } reason(code: "card") { code } } }`,
      { key: scene.scenario.key },
    );
  return currentTaxonomy;
};
const ofSales = (): string => `, for: { department: "${department}" }`;

test('a pilot of a content that is not the one named is refused, and of two that overlap one starts', async () => {
  expect(await started({ ...wish, digest: 'another' })).toMatchObject({ code: 'PILOT_REFUSED' });
  expect(await started({ ...wish, channels: ['PIGEON'] })).toMatchObject({ code: 'PILOT_REFUSED' });
  const input = { ...wish };
  await expect(
    mutation(service, 'EDITOR', { name: 'startPilot', input, fields: 'pilot { id }' }),
  ).rejects.toThrow('FORBIDDEN');
  const both = await Promise.all([started(wish), started(wish)]);
  expect(both.map(({ code }) => code ?? 'STARTED').sort()).toEqual(['PILOT_REFUSED', 'STARTED']);
});

test('the taxonomy in force is the pilot for whomever it is for, and the version for all others', async () => {
  expect(await current(ofSales())).toMatchObject({
    ...{
      number: -1,
      status: 'PILOT',
      digest: wish['digest'],
      pilot: { number: 1 },
      reason: { code: 'card' },
    },
  });
  for (const asker of ['', ', for: { channel: "PHONE" }'])
    expect(await current(asker)).toMatchObject({ number: 1, status: 'IN_FORCE', pilot: null, reason: null });
});

test('whoever fetches it over HTTP for somebody of the scope gets the content of the pilot, under its own tag', async () => {
  const get = (query: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${service.url}/v1/taxonomies/${scene.scenario.key}/current${query}`, {
      headers: { authorization: `Bearer ${service.token('MACHINE')}`, ...headers },
    });
  const ofSalesNow = `?department=${encodeURIComponent(department)}&channel=PHONE`;
  const [pilot, version] = [await get(ofSalesNow), await get('?channel=PHONE')];
  expect([pilot, version].map(({ headers }) => headers.get('taxonomy-version'))).toEqual(['-1', '1']);
  const digest = String(wish['digest']);
  expect(pilot.headers.get('etag')).toBe(`"${digest}"`);
  expect(version.headers.get('etag')).toBe((await get('')).headers.get('etag'));
  const bytes = new Uint8Array(await pilot.arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);
  expect((await get(ofSalesNow, { 'if-none-match': `"${digest}"` })).status).toBe(304);
  expect((await get('', { 'if-none-match': `"${digest}"` })).status).toBe(200);
  expect((await get(ofSalesNow, { accept: 'application/ld+json' })).status).toBe(200);
  for (const wrong of ['?department=sales', '?coder=', '?channel=PHONE&channel=MAIL'])
    expect((await get(wrong)).status).toBe(400);
});

test('contacts of its scope are coded in it, and figures of the version in force are told of them', async () => {
  const { scenario } = scene;
  const occurredAt = new Date().toISOString();
  await recordContacts(scenario, [
    [30, { occurredAt, reason: 'card', department: 'SALES' }],
    [10, { occurredAt, reason: 'invoice', department: 'SALES' }],
    [30, { occurredAt, reason: 'refund', department: 'CARE' }],
  ]);
  const refused = await mutation<{ rejected: readonly object[] }>(service, 'ANALYST', {
    name: 'addContacts',
    input: {
      taxonomy: scenario.taxonomyId,
      contacts: [{ source: 'desk', externalId: 'x', occurredAt, reason: 'card', department: 'CARE' }],
    },
    fields: 'rejected { field code }',
  });
  expect(refused.rejected).toEqual([{ field: 'reason', code: 'UNKNOWN_REASON' }]);
  const data = await scenario.as('ANALYST').ask<
    {
      contacts: { nodes: { coding: { version: { number: number } } }[] };
      usageFigures: { breaks: { nodes: unknown } };
    },
    object
  >(
    `query($key: String!, $from: LocalDate!, $until: LocalDate!) {
       contacts(taxonomy: $key, first: 100) { nodes { coding { version { number pilot { number } } } } }
       usageFigures(taxonomy: $key, from: $from, until: $until) { breaks(first: 10) { nodes { version cause contacts } } } }`,
    { key: scenario.key, ...theseDays() },
  );
  const numbers = data.contacts.nodes.map(({ coding }) => coding.version.number);
  expect([numbers.filter((one) => one === -1).length, numbers.filter((one) => one === 1).length]).toEqual([
    40, 30,
  ]);
  expect(data.usageFigures.breaks.nodes).toEqual([
    { version: -1, cause: 'CODED_IN_PILOT', contacts: 30 },
    { version: -1, cause: 'CODED_IN_PILOT', contacts: 10 },
  ]);
});

test('a contact without a reason is of the pilot too, to be coded in it', async () => {
  const occurredAt = new Date().toISOString();
  const { rejected } = await mutation<{ rejected: readonly object[] }>(service, 'ANALYST', {
    name: 'addContacts',
    input: {
      taxonomy: scene.scenario.taxonomyId,
      contacts: ['SALES', 'CARE'].map((code) => ({
        ...{ source: 'desk', externalId: `uncoded-${code}`, occurredAt, department: code },
      })),
    },
    fields: 'rejected { field code }',
  });
  expect(rejected).toEqual([]);
  const rows = await onConnection(service.database.owner, async (client) => {
    const found = await client.query<{ version: number }>(
      "SELECT version FROM contact WHERE external_id LIKE 'uncoded-%' ORDER BY external_id DESC",
    );
    return found.rows;
  });
  expect(rows.map(({ version }) => version)).toEqual([-1, 1]);
});

test('its report holds residual reasons against those of all others, and says where there are too few', async () => {
  const { scenario } = scene;
  const { taxonomy } = await scenario
    .as('AUDITOR')
    .ask<{ taxonomy: { pilots: { nodes: { id: string }[] } } }, object>(
      'query($key: String!) { taxonomy(key: $key) { pilots { nodes { id } } } }',
      { key: scenario.key },
    );
  const { pilotReport } = await scenario.as('AUDITOR').ask<{ pilotReport: unknown }, object>(
    `query($pilot: ID!) { pilotReport(pilot: $pilot) { inForce { number } agreements { session } residual {
       contacts share contactsInForce shareInForce difference differenceInterval { lower } tooFew } } }`,
    { pilot: taxonomy.pilots.nodes[0]?.id },
  );
  expect(pilotReport).toMatchObject({
    ...{ inForce: { number: 1 }, agreements: [] },
    residual: {
      contacts: 40,
      share: 0.25,
      contactsInForce: 30,
      shareInForce: 0,
      difference: 0.25,
      tooFew: false,
    },
  });
});

test('its contacts are audited in its content, and its report holds that beside the version in force, each with its basis', async () => {
  const { scenario } = scene;
  const { taxonomy } = await scenario
    .as('AUDITOR')
    .ask<{ taxonomy: { pilots: { nodes: { id: string; startsAt: string; endsAt: string }[] } } }, object>(
      'query($key: String!) { taxonomy(key: $key) { pilots { nodes { id startsAt endsAt } } } }',
      { key: scenario.key },
    );
  const [pilot] = taxonomy.pilots.nodes;
  const coders = [await newCoder(service, scenario, { kind: 'AGENT' })];
  const period = { from: pilot?.startsAt, until: pilot?.endsAt };
  const population = { ...period, unknownCoders: true, excerptOnly: false };
  const audited = async (version: number, title: string, size: number): Promise<void> => {
    const audit = await drawn(scenario, coders, { version, title, population, design: { size, seed: 7 } });
    for (const { item } of await assignmentsOf(coders[0]?.client ?? scenario.as('CODER'), scenario, audit.id))
      await codeAudited(coders[0]?.client ?? scenario.as('CODER'), item, { reason: scene.invoice });
    await closed(scenario, audit);
  };
  expect(
    await mutation(service, 'ANALYST', {
      ...{ name: 'drawAudit', input: auditWish(scenario, coders, { version: -9, population }) },
      fields: 'audit { id }',
    }),
  ).toMatchObject({ code: 'INVALID_AUDIT' });
  // Of forty so many that they are never all alike, whichever are drawn: of such nothing is said of the error.
  await audited(-1, 'Tried', 30);
  await audited(1, 'Elsewhere', 6);
  const { pilotReport } = await scenario.as('AUDITOR').ask<{ pilotReport: AuditedPilot }, object>(
    `query($pilot: ID!) { pilotReport(pilot: $pilot) { auditDifference auditDifferenceInterval { lower }
       audits { basis audit { title version frameSize } percentAgreement { value items } } } }`,
    { pilot: pilot?.id },
  );
  // Forty contacts of sales were coded in it, thirty refunds elsewhere; whoever codes again says invoice.
  expect(pilotReport.audits).toMatchObject([
    {
      ...{ basis: 'SAME_DAYS', audit: { title: 'Elsewhere', version: 1, frameSize: 30 } },
      percentAgreement: { value: 0, items: 6 },
    },
    {
      ...{ basis: 'PILOT', audit: { title: 'Tried', version: -1, frameSize: 40 } },
      percentAgreement: { items: 30 },
    },
  ]);
  expect(pilotReport.auditDifference).toBe(pilotReport.audits[1]?.percentAgreement.value);
  // What was coded in a pilot says nothing of any version.
  const { consistencyScores } = await scenario
    .as('ANALYST')
    .ask<{ consistencyScores: { basis: object } }, object>(
      `query($key: String!, $from: LocalDate!, $until: LocalDate!) {
         consistencyScores(taxonomy: $key, of: REASON, from: $from, until: $until) { basis { contacts versions } } }`,
      { key: scenario.key, ...theseDays() },
    );
  expect(consistencyScores.basis).toEqual({ contacts: 6, versions: [1] });
});

interface AuditedPilot {
  readonly auditDifference: number | null;
  readonly audits: readonly { readonly percentAgreement: { readonly value: number | null } }[];
}

test('a pilot ends with its draft: published with the same content, it was that version', async () => {
  const { scenario } = scene;
  const input = { draft: wish['draft'], because: 'It went well.' };
  await scenario.mutate('STEWARD', { name: 'publishVersion', input, fields: 'version { number }' });
  expect(await current(ofSales())).toMatchObject({ number: 2, status: 'IN_FORCE', pilot: null });
  const { taxonomy } = await scenario
    .as('AUDITOR')
    .ask<{ taxonomy: { pilots: { nodes: { id: string }[] } } }, object>(
      `query($key: String!) { taxonomy(key: $key) { pilots { nodes { id endedBecause becameVersion { number }
       content { reason(code: "card") { code } } } } } }`,
      { key: scenario.key },
    );
  expect(taxonomy.pilots.nodes).toMatchObject([
    { endedBecause: 'It went well.', becameVersion: { number: 2 }, content: { reason: { code: 'card' } } },
  ]);
  const again = { pilot: taxonomy.pilots.nodes[0]?.id, because: 'Enough.' };
  expect(
    await mutation(service, 'STEWARD', { name: 'endPilot', input: again, fields: 'pilot { id }' }),
  ).toMatchObject({ code: 'PILOT_REFUSED' });
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
