import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import {
  recodingCounts,
  rejectionCounts,
  unmappedCounts,
  usageCounts,
  type Dimension,
  type UsageRow,
  type UsageWindow,
} from '../../../src/contact';
import { createDataSource } from '../../../src/platform/database/data-source';
import type { TaxonomyId } from '../../../src/platform/ids';
import { run, type Outcome } from '../../support/calibration-scene';
import { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

jest.setTimeout(60_000);

/*
 * Two hundred contacts over three months, made by a fixed rule, so that every figure can be had a second time by counting
 * them here.
 */
const days = ['2025-01-20', '2025-01-31', '2025-02-01', '2025-02-14', '2025-03-09'];
const channels = ['PHONE', 'EMAIL', null];
const segments = ['Home', 'NULL', null, 'Ca"m\\p{us},'];
const reasons = ['a', 'b', null];

interface Sent {
  readonly day: string;
  readonly channel: string | null;
  readonly segment: string | null;
  readonly reason: string | null;
  readonly initialReason: string | null;
}
const sent: readonly Sent[] = Array.from({ length: 200 }, (_, at) => ({
  day: days[at % 5] ?? '',
  channel: channels[at % 3] ?? null,
  segment: segments[Math.floor(at / 3) % 4] ?? null,
  reason: reasons[Math.floor(at / 7) % 3] ?? null,
  initialReason: at % 2 === 0 ? (reasons[at % 3] ?? null) : null,
}));

let service: TestService;
let scenario: Scenario;
let dataSource: DataSource;
const codes = new Map<string | null, string>();

const contactOf = ({ day, ...facts }: Sent, at: number) => ({
  ...{ source: 'desk', externalId: String(at), occurredAt: `${day}T23:45:00`, ...facts },
});
const add = (contacts: readonly object[]): Promise<Outcome> =>
  run(
    scenario.as('ANALYST'),
    'addContacts',
    { taxonomy: scenario.taxonomyId, contacts },
    'added corrected unchanged rejected { index field code }',
  );
const rebuild = (checkOnly: boolean): Promise<Outcome> =>
  run(
    scenario.as('STEWARD'),
    'rebuildUsageCounts',
    { taxonomy: scenario.taxonomyId, checkOnly },
    'differing rebuilt',
  );

beforeAll(async () => {
  service = await startService();
  scenario = await Scenario.create(service, {
    timeZone: 'America/New_York',
    policy: { backdating: 'ALLOWED' },
  });
  let draft = await scenario.openDraft();
  for (const code of ['a', 'b']) {
    const made = await scenario.createReason(draft, { code, label: code.toUpperCase() });
    draft = made.draft;
    codes.set(Buffer.from(made.reason, 'base64url').toString().split(':')[1] ?? '', code);
  }
  await scenario.publish(draft, '2024-01-01T00:00:00Z');
  dataSource = await createDataSource(service.database.runtime, { entities: [] }).initialize();
  expect(await add(sent.map(contactOf))).toMatchObject({ added: 200, rejected: [] });
});
afterAll(async () => {
  await dataSource.destroy();
  await service.close();
});

const window = (from: string, until: string, narrowed: Partial<UsageWindow> = {}): UsageWindow => ({
  ...{ taxonomyId: localTaxonomy(), from, until, ...narrowed },
});
const localTaxonomy = (): TaxonomyId =>
  Buffer.from(scenario.taxonomyId, 'base64url').toString().split(':')[1] as TaxonomyId;

/** Counted here, from what was sent, and keyed as the rows of the figure are. */
function expected(keep: (one: Sent) => boolean, key: (one: Sent) => readonly unknown[]) {
  const counts = new Map<string, number>();
  for (const one of sent.filter(keep)) {
    const name = JSON.stringify(key(one));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort();
}
const found = <By extends Dimension>(rows: readonly UsageRow<By>[], by: readonly By[]) =>
  rows
    .map((row): [string, number] => [
      JSON.stringify(
        by.map((name) =>
          name === 'reason' || name === 'initialReason'
            ? (codes.get(row[name] as string) ?? null)
            : row[name],
        ),
      ),
      row.contacts,
    ])
    .sort();

const within = (from: string, until: string) => (one: Sent) => one.day >= from && one.day < until;

test.each([
  ['whole months', '2025-01-01', '2025-04-01'],
  ['months that are cut at both ends', '2025-01-31', '2025-03-09'],
  ['days within one month', '2025-02-02', '2025-02-20'],
  ['nothing', '2025-02-02', '2025-02-02'],
])('contacts of %s are counted by reason, channel and segment', async (_what, from, until) => {
  const by = ['reason', 'channel', 'segment'] as const;
  const rows = await usageCounts(dataSource.manager, window(from, until), by);
  const keys = ({ reason, channel, segment }: Sent) => [reason, channel, segment];
  expect(found(rows, by)).toEqual(expected(within(from, until), keys));
});

test('series are by the days and months of the taxonomy, where a late evening is not yet tomorrow', async () => {
  const all = window('2025-01-01', '2025-04-01');
  const daily = await usageCounts(dataSource.manager, all, ['day']);
  expect(found(daily, ['day'])).toEqual(
    expected(
      () => true,
      ({ day }) => [day],
    ),
  );
  const monthly = await usageCounts(dataSource.manager, all, ['month', 'version']);
  expect(found(monthly, ['month', 'version'])).toEqual(
    expected(
      () => true,
      ({ day }) => [`${day.slice(0, 8)}01`, 1],
    ),
  );
});

test('a filter narrows to its values, among which null is what is not said', async () => {
  const filter = { channels: ['PHONE', null], segments: [null] };
  const rows = await usageCounts(dataSource.manager, window('2025-01-01', '2025-04-01', filter), ['reason']);
  const keep = ({ channel, segment }: Sent) => channel !== 'EMAIL' && segment === null;
  expect(found(rows, ['reason'])).toEqual(expected(keep, ({ reason }) => [reason]));
});

test('recodings are counted of contacts that have both reasons', async () => {
  const by = ['initialReason', 'reason'] as const;
  for (const from of ['2025-01-01', '2025-01-25']) {
    const rows = await recodingCounts(dataSource.manager, window(from, '2025-04-01'), by);
    const keep = (one: Sent) => one.day >= from && one.reason !== null && one.initialReason !== null;
    expect(found(rows, by)).toEqual(expected(keep, ({ initialReason, reason }) => [initialReason, reason]));
  }
});

test('a late correction moves the counts, and they are what a recount gives', async () => {
  const one = sent[0];
  if (one === undefined) throw new Error('expected a contact');
  const moved = { ...contactOf(one, 0), occurredAt: '2025-05-05T12:00:00Z', reason: 'b', channel: 'CHAT' };
  expect(await add([moved])).toMatchObject({ corrected: 1 });
  const rows = await usageCounts(dataSource.manager, window('2025-05-01', '2025-06-01'), ['channel', 'day']);
  expect(rows).toEqual([{ channel: 'CHAT', day: '2025-05-05', contacts: 1 }]);
  const january = await usageCounts(dataSource.manager, window('2025-01-20', '2025-01-21'), []);
  expect(january).toEqual([{ contacts: 39 }]);
  expect(await rebuild(true)).toMatchObject({ differing: 0, rebuilt: false });
  const kept = await onConnection(service.database.owner, (client) =>
    client.query(`SELECT stage, purpose FROM coding`),
  );
  expect(kept.rows).toEqual([{ stage: 'FINAL', purpose: 'PRODUCTION' }]);
  expect(await add([contactOf(one, 0)])).toMatchObject({ corrected: 1 });
});

test('counts that are wrong are told, and put right when that is asked for', async () => {
  await onConnection(service.database.owner, (client) =>
    client.query(
      `UPDATE usage_count SET cell_contacts[1] = cell_contacts[1] + 1 WHERE cube = 'MIX' AND month = '2025-02-01'`,
    ),
  );
  const check = await rebuild(true);
  expect(check).toMatchObject({ rebuilt: false });
  expect(Number(check['differing'])).toBeGreaterThan(0);
  expect(await rebuild(false)).toMatchObject({ rebuilt: true, differing: check['differing'] });
  expect(await rebuild(false)).toMatchObject({ rebuilt: false, differing: 0 });
  const by = ['reason', 'segment'] as const;
  const rows = await usageCounts(dataSource.manager, window('2025-01-01', '2025-06-01'), by);
  expect(found(rows, by)).toEqual(
    expected(
      () => true,
      ({ reason, segment }) => [reason, segment],
    ),
  );
});

test('several who record at once are all counted', async () => {
  const batch = () =>
    Array.from({ length: 20 }, () => ({
      ...{ source: 'desk', externalId: randomBytes(6).toString('hex') },
      ...{ occurredAt: '2024-06-01T12:00:00Z', reason: 'a' },
    }));
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => add(batch())));
  expect(outcomes.map(({ added }) => added)).toEqual([20, 20, 20, 20]);
  const rows = await usageCounts(dataSource.manager, window('2024-06-01', '2024-07-01'), ['reason']);
  expect(found(rows, ['reason'])).toEqual([['["a"]', 80]]);
  expect(await rebuild(true)).toMatchObject({ differing: 0 });
});

test('what was never unmapped or rejected is not listed as such', async () => {
  const taxonomyId = localTaxonomy();
  expect(await unmappedCounts(dataSource.manager, window('2025-01-01', '2025-06-01'))).toEqual([]);
  const ever = { taxonomyId, from: new Date(0), until: new Date() };
  expect(await rejectionCounts(dataSource.manager, ever)).toEqual([]);
});
