import type { RepeatedWork } from '../../../src/platform/jobs/repeated';
import { closed, drawn } from '../../support/audit-scene';
import { calibrationScene, code, opened, reveal, run, type Outcome } from '../../support/calibration-scene';
import { everythingThatGoesOut } from '../../support/everything-that-goes-out';
import { foundAnywhere } from '../../support/found-anywhere';
import { historyFaults } from '../../support/history-faults';
import { Scenario } from '../../support/scenario';
import { serveDatabase, type TestService } from '../../support/service';
import { createTestDatabase } from '../../support/test-database';
import { onConnection } from '../../support/test-server';
import { upload } from '../../support/uploading';

// Two cores may be shared with much else.
jest.setTimeout(120_000);

/** The first day of the month so many months ago. */
function monthsAgo(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}
const [oldest, old, held, kept] = [monthsAgo(5), monthsAgo(4), monthsAgo(3), monthsAgo(1)];
const dayOf = (month: string, day: number) => `${month.slice(0, 8)}${String(day).padStart(2, '0')}`;

let service: TestService;
let scenario: Scenario;
let purges: RepeatedWork | undefined;
let reasons: readonly string[] = [];

beforeAll(async () => {
  service = await serveDatabase(await createTestDatabase(), {
    alter: (application) => {
      purges = application.repeated.find(({ name }) => name === 'purges');
      return application;
    },
  });
  scenario = await Scenario.create(service, { policy: { backdating: 'ALLOWED', approvals: 0 } });
  const first = await scenario.createReason(await scenario.openDraft(), { code: 'refund', label: 'Refund' });
  const made = await scenario.createReason(first.draft, { code: 'bill', label: 'Bill' });
  reasons = [first.reason, made.reason];
  await scenario.publish(made.draft, '2020-01-01T00:00:00Z');
  expect(await add(contacts)).toMatchObject({ added: contacts.length, rejected: [] });
  // With three contacts of January 2026, each with an excerpt.
  await calibrationScene(service, scenario);
});
afterAll(async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  await service.close();
});

const because = 'The policy of the house.';
const contactOf = (month: string, at: number, facts: object = {}) => ({
  ...{ source: 'desk', externalId: `ticket-${month}-${at}`, occurredAt: `${dayOf(month, 1 + at)}T10:20:30Z` },
  ...{
    reason: 'refund',
    channel: at % 2 === 0 ? 'PHONE' : 'EMAIL',
    segment: 'Home',
    customer: `Customer ${at}`,
  },
  ...facts,
});
/** What is said by one of them. */
const said = (at: number, by: number) =>
  at === by ? { excerpt: at === 0 ? 'I never got it.' : 'Something is wrong.' } : {};
const spoken: Readonly<Record<number, object>> = {
  0: { excerpt: 'Twice on the bill.' },
  3: { excerpt: 'Where is it?' },
};
const contacts = [
  ...Array.from({ length: 6 }, (_, at) => contactOf(oldest, at, said(at, 1))),
  ...Array.from({ length: 6 }, (_, at) => contactOf(old, at, at < 2 ? said(at, at) : {})),
  ...Array.from({ length: 4 }, (_, at) => contactOf(held, at)),
  ...Array.from({ length: 4 }, (_, at) => contactOf(kept, at, spoken[at])),
];

const admin = (name: string, input: object, fields = ''): Promise<Outcome> =>
  run(scenario.as('ADMIN'), name, { because, ...input }, fields);
const add = (given: readonly object[]): Promise<Outcome> =>
  run(
    scenario.as('ANALYST'),
    'addContacts',
    { taxonomy: scenario.taxonomyId, contacts: given },
    'added corrected unchanged rejected { index field code }',
  );
const ask = async <Data>(query: string, variables: object = {}): Promise<Data> =>
  scenario.as('ADMIN').ask<Data, object>(query, { key: scenario.key, ...variables });

const purge = async (): Promise<Outcome> => {
  const started = await admin(
    'purgeContacts',
    { taxonomy: scenario.taxonomyId },
    'purgeJob { id state due }',
  );
  await purges?.work();
  return started;
};

/** The figures of all months by channel, which are counts; and the contacts that are there. */
async function figures() {
  const query = `query($key: String!, $from: LocalDate!, $until: LocalDate!) {
    usageFigures(taxonomy: $key, from: $from, until: $until) { contacts months { month contacts } } }`;
  const variables = { from: oldest, until: monthsAgo(0) };
  return (await ask<{ usageFigures: object }>(query, variables)).usageFigures;
}
const rows = () =>
  onConnection(service.database.owner, async (client) => {
    const { rows: found } = await client.query<{ month: string; count: number }>(
      `SELECT date_trunc('month', day::timestamp)::date::text AS month, count(*)::integer AS count
       FROM contact GROUP BY 1 ORDER BY 1`,
    );
    return Object.fromEntries(found.map(({ month, count }) => [month, count]));
  });
const recount = () =>
  run(
    scenario.as('STEWARD'),
    'rebuildUsageCounts',
    { taxonomy: scenario.taxonomyId, checkOnly: false },
    'differing rebuilt',
  );

test('contacts are kept for ever until it is said for how long, by whoever saw it last', async () => {
  expect(await purge()).toMatchObject({ code: 'NO_RETENTION' });
  const set = (expectedRevision: number, months: number | null) =>
    admin(
      'setRetention',
      { taxonomy: scenario.taxonomyId, expectedRevision, months },
      'retentionMonths revision',
    );
  expect(await set(0, 0)).toMatchObject({ code: 'RETENTION_REFUSED' });
  const both = await Promise.all([set(0, 2), set(0, 1)]);
  expect(both.map(({ code = 'SET' }) => code).sort()).toEqual(['SET', 'STALE_REVISION']);
  expect(await set(1, 1)).toMatchObject({ retentionMonths: 1 });
  const { privacy } = await ask<{ privacy: { revision: number } }>(
    'query($key: String!) { privacy(taxonomy: $key) { retentionMonths revision keptFrom observableFrom } }',
  );
  expect(privacy).toMatchObject({ retentionMonths: 1, keptFrom: kept, observableFrom: null });
});

test('what is older is not taken, whoever sends it', async () => {
  expect(await add([contactOf(old, 20), contactOf(kept, 5)])).toMatchObject({
    added: 1,
    rejected: [{ index: 0, field: 'occurredAt', code: 'BEYOND_RETENTION' }],
  });
});

const preview = `query($key: String!) { previewPurge(taxonomy: $key) {
  keptFrom contacts months { month contacts excerpts held inUse } holds { kind from } } }`;

test('a preview tells what would go, and what holds and sessions keep', async () => {
  const hold = { taxonomy: scenario.taxonomyId, from: held, until: monthsAgo(2) };
  const fields = 'legalHold { id kind from until releasedAt }';
  expect(await admin('placeLegalHold', { ...hold, until: held }, fields)).toMatchObject({
    code: 'HOLD_REFUSED',
  });
  expect(await admin('placeLegalHold', hold, fields)).toMatchObject({
    legalHold: { kind: 'PERIOD', from: held },
  });
  expect(await admin('placeLegalHold', hold, fields)).toMatchObject({ code: 'HOLD_REFUSED' });
  const customer = { taxonomy: scenario.taxonomyId, customer: 'Customer 1' };
  expect(await admin('placeLegalHold', customer, fields)).toMatchObject({ legalHold: { kind: 'CUSTOMER' } });
  expect((await ask<{ previewPurge: object }>(preview)).previewPurge).toEqual({
    ...{ keptFrom: kept, contacts: 13 },
    months: [
      { month: '2026-01-01', contacts: 3, excerpts: 3, held: 0, inUse: 0 },
      { month: oldest, contacts: 5, excerpts: 0, held: 1, inUse: 0 },
      { month: old, contacts: 5, excerpts: 1, held: 1, inUse: 0 },
      { month: held, contacts: 0, excerpts: 0, held: 4, inUse: 0 },
    ],
    holds: [
      { kind: 'PERIOD', from: held },
      { kind: 'CUSTOMER', from: null },
    ],
  });
});

test('a purge removes rows and leaves figures, and a count anew does not undo that', async () => {
  const before = await figures();
  expect(await purge()).toMatchObject({ purgeJob: { state: 'RUNNING', due: 13 } });
  expect(await purge()).toMatchObject({ purgeJob: { due: 0 } });
  expect(await rows()).toEqual({ [oldest]: 1, [old]: 1, [held]: 4, [kept]: 5 });
  expect(await figures()).toEqual(before);
  expect(await recount()).toMatchObject({ differing: 0, rebuilt: false });
  expect(await figures()).toEqual(before);
  const { privacy } = await ask<{ privacy: object }>(
    `query($key: String!) { privacy(taxonomy: $key) { observableFrom
      purges { nodes { state contacts excerpts held inUse } } legalHolds { nodes { kind } } } }`,
  );
  expect(privacy).toEqual({
    observableFrom: held,
    purges: {
      nodes: [
        { state: 'FINISHED', contacts: 0, excerpts: 0, held: 6, inUse: 0 },
        { state: 'FINISHED', contacts: 13, excerpts: 4, held: 6, inUse: 0 },
      ],
    },
    legalHolds: { nodes: [{ kind: 'CUSTOMER' }, { kind: 'PERIOD' }] },
  });
  const gone = ['ticket-' + oldest + '-0', 'ticket-' + old + '-0', 'I never got it.'];
  expect(await onConnection(service.database.owner, (client) => foundAnywhere(client, gone))).toEqual([]);
});

test('what could only be counted from contacts that are gone is not told, and whole months are', async () => {
  const query = `query($key: String!, $from: LocalDate!, $until: LocalDate!) {
    usageFigures(taxonomy: $key, from: $from, until: $until, filter: { segments: ["Home"] }) { contacts } }`;
  const whole = await ask<{ usageFigures: object }>(query, { from: oldest, until: monthsAgo(0) });
  expect(whole.usageFigures).toEqual({ contacts: 21 });
  const cut = await scenario.as('ADMIN').answer<object, object>(query, {
    ...{ key: scenario.key, from: dayOf(oldest, 2), until: dayOf(oldest, 4) },
  });
  expect(cut.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_OBSERVABLE']);
  expect(cut.errors[0]?.message).toContain(held);
  const since = await ask<{ usageFigures: object }>(query, { from: dayOf(held, 2), until: dayOf(held, 4) });
  expect(since.usageFigures).toEqual({ contacts: 2 });
  const perCustomer = async (from: string) => {
    const text = `query($key: String!, $from: LocalDate!, $until: LocalDate!) {
      usageFigures(taxonomy: $key, from: $from, until: $until) { contactsPerCustomer { mean { value undefinedBecause } } } }`;
    const found = await ask<{ usageFigures: { contactsPerCustomer: { mean: object } } }>(text, {
      ...{ from, until: dayOf(held, 4) },
    });
    return found.usageFigures.contactsPerCustomer.mean;
  };
  expect(await perCustomer(old)).toEqual({ value: null, undefinedBecause: 'CONTACTS_NOT_KEPT' });
  expect(await perCustomer(held)).toEqual({ value: 1, undefinedBecause: null });
});

const nowhere = (needles: readonly string[]) =>
  onConnection(service.database.owner, (client) => foundAnywhere(client, needles));
const keyOf = (customerExternalId: string) =>
  onConnection(service.database.owner, async (client) => {
    const { rows: found } = await client.query<{ key: string }>(
      `SELECT customer_key AS key FROM contact WHERE external_id = $1`,
      [customerExternalId],
    );
    return found[0]?.key ?? '';
  });

/** Of how many holds it is still known whom they are of. */
const customersOfHolds = () =>
  onConnection(service.database.owner, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM legal_hold WHERE customer_key IS NOT NULL');
    return rowCount;
  });

test('a customer on hold is not erased, and the holds are named', async () => {
  const erase = { taxonomy: scenario.taxonomyId, customer: 'Customer 1' };
  expect(await admin('eraseCustomer', erase)).toMatchObject({ code: 'CUSTOMER_HELD' });
  const { privacy } = await ask<{ privacy: { legalHolds: { nodes: { id: string; kind: string }[] } } }>(
    'query($key: String!) { privacy(taxonomy: $key) { legalHolds { nodes { id kind } } } }',
  );
  for (const { id } of privacy.legalHolds.nodes) {
    const fields = 'legalHold { releasedAt releasedBecause }';
    expect(await admin('releaseLegalHold', { legalHold: id }, fields)).toMatchObject({
      legalHold: { releasedBecause: because, releasedAt: expect.any(String) },
    });
    expect(await admin('releaseLegalHold', { legalHold: id }, fields)).toMatchObject({ legalHold: {} });
  }
});

test('an erased customer is found nowhere, and what was counted is what it was', async () => {
  const before = await figures();
  const key = await keyOf(`ticket-${kept}-3`);
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(await nowhere([key])).not.toEqual([]);
  const { previewErasure } = await ask<{ previewErasure: object }>(
    `query($key: String!) { previewErasure(taxonomy: $key, of: { customerKey: "${key}" }) {
      contacts months { month contacts } holds { kind } } }`,
  );
  expect(previewErasure).toEqual({
    ...{ contacts: 2, holds: [] },
    months: [
      { month: held, contacts: 1 },
      { month: kept, contacts: 1 },
    ],
  });
  const corrected = { ...contactOf(kept, 3), segment: 'Campus' };
  expect(await add([corrected])).toMatchObject({ corrected: 1 });
  const erase = { taxonomy: scenario.taxonomyId, customer: 'Customer 3' };
  const fields = 'contacts excerpts codings rejections';
  const [one, other] = await Promise.all([
    admin('eraseCustomer', erase, fields),
    admin('eraseCustomer', erase, fields),
  ]);
  expect([one['contacts'], other['contacts']].sort()).toEqual([0, 2]);
  const needles = [key, 'Customer 3', `ticket-${kept}-3`, `ticket-${held}-3`, 'Where is it?'];
  expect(await nowhere(needles)).toEqual([]);
  expect(await figures()).toEqual(before);
  expect(await recount()).toMatchObject({ differing: 0 });
  expect(
    await admin('eraseCustomer', { taxonomy: scenario.taxonomyId, customerKey: key }, fields),
  ).toMatchObject({
    contacts: 0,
  });

  // Of whom a hold is all that was ever known: it is told no more whom it was of.
  const onHoldAlone = { taxonomy: scenario.taxonomyId, customer: 'Customer of a hold alone' };
  const placed = await admin('placeLegalHold', onHoldAlone, 'legalHold { id }');
  const { id } = placed['legalHold'] as { readonly id: string };
  await admin('releaseLegalHold', { legalHold: id });
  expect(await admin('eraseCustomer', onHoldAlone, fields)).toMatchObject({ contacts: 0 });
  expect(await customersOfHolds()).toBe(1);

  // Whose name stood in a column of reasons, its letters composed otherwise.
  const [composed, apart] = ['Zoë Kühn'.normalize('NFC'), 'Zoë Kühn'.normalize('NFD')];
  const file = `externalId,occurredAt,reason\nmixed-up,${kept}T12:00:00,${apart}`;
  await upload(service, scenario.key, file, { query: { source: 'desk' } });
  expect(await nowhere([apart])).toEqual(['ingest_rejection']);
  const mixedUp = { taxonomy: scenario.taxonomyId, customer: composed };
  expect(await admin('eraseCustomer', mixedUp, fields)).toMatchObject({ contacts: 0, rejections: 1 });
  expect(await nowhere([apart])).toEqual([]);

  // Sent again, the contact stays away; the customer may come anew.
  expect(await add([contactOf(kept, 3), contactOf(kept, 7, { customer: 'Customer 3' })])).toMatchObject({
    added: 1,
    rejected: [{ index: 0, field: 'externalId', code: 'ERASED' }],
  });
});

test('the history tells all of it and names nobody', async () => {
  const { changes } = await ask<{ changes: { nodes: { kind: string; after: unknown }[] } }>(
    'query($key: String!) { changes(first: 60, filter: { taxonomy: $key }) { nodes { kind after changeSet { because } } } }',
  );
  const kinds = new Set(changes.nodes.map(({ kind }) => kind));
  for (const kind of [
    'SET_RETENTION',
    'PLACE_LEGAL_HOLD',
    'RELEASE_LEGAL_HOLD',
    'PURGE_CONTACTS',
    'ERASE_CUSTOMER',
  ])
    expect(kinds).toContain(kind);
  const nothing = { contacts: 0, excerpts: 0, codings: 0, rejections: 0, holds: 0 };
  expect(changes.nodes.flatMap(({ kind, after }) => (kind === 'ERASE_CUSTOMER' ? [after] : []))).toEqual([
    { ...nothing, rejections: 1 },
    { ...nothing, holds: 1 },
    { ...nothing, contacts: 2, excerpts: 1 },
  ]);
  expect(JSON.stringify(changes)).not.toMatch(/Customer \d|ticket-/);
});

test('a reason that the history would keep for ever names nobody', async () => {
  const about = { taxonomy: scenario.taxonomyId, customer: 'Customer 0' };
  for (const named of ['Customer 0', `ticket-${kept}-0`])
    expect(
      await admin('eraseCustomer', { ...about, because: `So wishes ${named}.` }, 'contacts'),
    ).toMatchObject({
      ...{ __typename: 'CustomerNamedProblem', code: 'CUSTOMER_NAMED' },
    });
  for (const named of ['customer 0', `ticket-${kept}-0`])
    expect(await admin('placeLegalHold', { ...about, because: `A claim of ${named}.` })).toMatchObject({
      code: 'CUSTOMER_NAMED',
    });
});

interface Items {
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly contact: object | null }[];
}
const itemFields = 'items(first: 9) { nodes { id label contact { id } } }';
const itemsOf = async (type: 'session' | 'audit', id: string) => {
  const query = `query($id: ID!) { ${type}(id: $id) { ${itemFields} } }`;
  const found = await scenario.as('ANALYST').ask<Record<string, { items: Items }>, object>(query, { id });
  return found[type]?.items.nodes ?? [];
};
test('contacts that are being coded stay until their codes are shown, and items outlive them without their names', async () => {
  const { contacts: left } = await ask<{ contacts: { nodes: { id: string; externalId: string }[] } }>(
    'query($key: String!) { contacts(taxonomy: $key, first: 50) { nodes { id externalId } } }',
  );
  const idOf = (name: string) => left.nodes.find(({ externalId }) => externalId === name)?.id ?? '';
  const names = [`ticket-${oldest}-1`, `ticket-${kept}-0`, `ticket-${old}-1`];
  const made = await calibrationScene(service, scenario);
  const scene = { ...made, contacts: names.map(idOf) };
  const audit = await drawn(scenario, scene.coders, {
    ...{
      population: {
        from: `${kept}T00:00:00Z`,
        until: `${monthsAgo(0)}T00:00:00Z`,
        unknownCoders: true,
        excerptOnly: false,
      },
    },
    ...{ design: { size: 6, seed: 7 } },
  });
  const session = await opened(scene);
  await purge();
  expect((await rows())[oldest]).toBe(1);
  const { privacy } = await ask<{ privacy: { purges: { nodes: object[] } } }>(
    'query($key: String!) { privacy(taxonomy: $key) { purges(first: 1) { nodes { held inUse } } } }',
  );
  expect(privacy.purges.nodes).toEqual([{ held: 0, inUse: 2 }]);
  const coded = await itemsOf('session', session.id);
  expect(coded.map(({ label }) => label)).toEqual(names);
  for (const [at, coder] of scene.coders.entries())
    for (const { id } of coded) await code(coder, id, { reason: reasons[at] });
  await reveal(scene, session);
  await closed(scenario, audit);
  const goesOut = () =>
    everythingThatGoesOut(service, scenario.key, {
      ...{ session: session.id, audit: audit.id, from: oldest, until: monthsAgo(0) },
      formats: ['csv'],
    });
  const named = async () => {
    const told = (await goesOut()).join('\n');
    return names.filter((name) => told.includes(name));
  };
  expect(await named()).toEqual(names);
  const before = await figures();
  await purge();
  const erase = { taxonomy: scenario.taxonomyId, customer: 'Customer 0' };
  expect(await admin('eraseCustomer', erase, 'contacts')).toMatchObject({ contacts: 1 });

  expect(await rows()).toEqual({ [kept]: 6 });
  expect(await figures()).toEqual(before);
  const contact = { id: expect.any(String) };
  expect(await itemsOf('session', session.id)).toMatchObject([
    { label: 'Item 1', contact: null },
    { label: 'Item 2', contact },
    { label: 'Item 3', contact: null },
  ]);
  expect((await itemsOf('audit', audit.id)).filter(({ label }) => label.startsWith('Item '))).toHaveLength(2);
  expect(await nowhere([...names, 'Twice on the bill.'])).toEqual([]);
  expect(await named()).toEqual([]);
  const { recomputeAudit } = await ask<{ recomputeAudit: object }>(
    `{ recomputeAudit(audit: "${audit.id}") { sound frameUnchanged sameSample } }`,
  );
  expect(recomputeAudit).toEqual({ sound: true, frameUnchanged: true, sameSample: null });
});
