import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { codedExercises, labelsOf, type CodedExercises } from '../support/coded-exercises';
import { everythingThatGoesOut } from '../support/everything-that-goes-out';
import { foundAnywhere } from '../support/found-anywhere';
import { GraphqlClient } from '../support/graphql';
import { historyFaults } from '../support/history-faults';
import { killPlace, type KillPlace } from '../support/kills';
import { mutation, Scenario } from '../support/scenario';
import { startServiceProcess, type ServiceProcess } from '../support/service-process';
import { onConnection } from '../support/test-server';
import { rejectionsOf, upload } from '../support/uploading';

jest.setTimeout(1_800_000);

const oldContacts = 24_000;
const recentContacts = 4_000;
const killsAfterMs = [700, 1_600, 2_900, 4_500];

/** The first day of the month so many months ago. */
function monthsAgo(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}

/** Numbers of one length: none of them stands within another. */
const six = (number: number): string => String(number).padStart(6, '0');

/** Contacts of some months, each customer with several of them. */
function fileOf(name: string, rows: number, months: readonly string[]): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const month = months[at % months.length]?.slice(0, 8) ?? '';
    const day = String((at % 28) + 1).padStart(2, '0');
    return `${name}-ticket-${six(at)},${month}${day}T12:34:56,r${at % 3},${name}-person-${six(at % 500)}`;
  });
  return ['externalId,occurredAt,reason,customer', ...lines].join('\n');
}
const queryOf = (file: string): Readonly<Record<string, string>> => ({
  ...{ source: 'desk', commitEvery: '500' },
  digest: createHash('sha256').update(file).digest('hex'),
});

let place: KillPlace;
let service: ServiceProcess;
let scenario: Scenario;
let version = '';
let reasons: readonly string[] = [];
const printed: string[] = [];

async function start(): Promise<void> {
  service = await startServiceProcess(place.dataFolder, place.environment);
  for (const stream of [service.child.stdout, service.child.stderr])
    stream?.on('data', (chunk: Buffer) => printed.push(chunk.toString('utf8')));
}

const admin = <Payload>(name: string, input: object, fields: string): Promise<Payload> =>
  mutation<Payload>(service, 'ADMIN', { name, input: { because: 'The law.', ...input }, fields });
const ask = <Data>(query: string, variables: object = {}): Promise<Data> =>
  new GraphqlClient(service, 'ADMIN').ask<Data, object>(query, { key: scenario.key, ...variables });
const send = (file: string) => upload(service, scenario.key, file, { query: queryOf(file) });

async function counted(): Promise<number> {
  const query = `query($key: String!) {
    usageFigures(taxonomy: $key, from: "${monthsAgo(8)}", until: "${monthsAgo(0)}") { contacts } }`;
  return (await ask<{ usageFigures: { contacts: number } }>(query)).usageFigures.contacts;
}

interface Purges {
  readonly privacy: { readonly purges: { readonly nodes: readonly { state: string; contacts: number }[] } };
}
const purge = async () =>
  (
    await ask<Purges>(
      'query($key: String!) { privacy(taxonomy: $key) { purges(first: 1) { nodes { state contacts } } } }',
    )
  ).privacy.purges.nodes[0];

const erased = Array.from({ length: killsAfterMs.length + 1 }, (_, at) => `recent-person-${six(at * 7)}`);
const channel = 'CHAT';

/** Contacts with something to read, of customers who are to be purged and to be erased, in a channel of their own. */
const spoken = [
  ...erased.map((_, at) => ['old', `old-person-${six(at)}`, monthsAgo(4)] as const),
  ...erased.map((customer) => ['recent', customer, monthsAgo(1)] as const),
].map(([name, customer, month], at) => ({
  ...{
    source: 'desk',
    externalId: `${name}-chat-${six(at)}`,
    occurredAt: `${month.slice(0, 8)}02T10:20:30Z`,
  },
  ...{ reason: 'r0', channel, customer, excerpt: `${name}-words-${six(at)} of what was said` },
  cluster: `${name}-thread-${six(at)}`,
}));

/** They are coded in a session and an audit before anything goes. */
async function coded(): Promise<CodedExercises> {
  const input = { taxonomy: scenario.taxonomyId, contacts: spoken };
  const { contacts } = await mutation<{ contacts: { id: string }[] }>(service, 'ANALYST', {
    ...{ name: 'addContacts', input, fields: 'contacts { id } rejected { field code expected }' },
  });
  const [one = '', other = ''] = reasons;
  return codedExercises({
    ...{ service, scenario, version, channel, reasons: [one, other], contacts: contacts.map(({ id }) => id) },
    days: { from: `${monthsAgo(8)}T00:00:00Z`, until: `${monthsAgo(0)}T00:00:00Z` },
  });
}

const goesOut = ({ session, audit }: CodedExercises) =>
  everythingThatGoesOut(service, scenario.key, {
    ...{ session, audit, from: monthsAgo(8), until: monthsAgo(0) },
  });

/** Everything that the history tells of the taxonomy, as text. */
async function wholeHistory(): Promise<string> {
  const told: string[] = [];
  for (let after: string | null = null; ;) {
    const {
      changes,
    }: { changes: { nodes: object[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } = await ask(
      `query($key: String!, $after: String) { changes(first: 100, after: $after, filter: { taxonomy: $key }) {
          nodes { kind before after changeSet { because } } pageInfo { endCursor hasNextPage } } }`,
      { after },
    );
    told.push(JSON.stringify(changes.nodes));
    if (!changes.pageInfo.hasNextPage) return told.join('\n');
    after = changes.pageInfo.endCursor;
  }
}

beforeAll(async () => {
  place = await killPlace();
  await start();
  scenario = await Scenario.create(service, { policy: { approvals: 0, backdating: 'ALLOWED' } });
  const menu = { code: 'menu', label: 'A menu' };
  const created = await scenario.createReason(
    await scenario.openDraft('A draft', 'STEWARD'),
    menu,
    'STEWARD',
  );
  let { draft } = created;
  for (const code of ['r0', 'r1', 'r2']) {
    const made = await scenario.createReason(draft, { code, label: code, parent: created.reason }, 'STEWARD');
    draft = made.draft;
    reasons = [...reasons, made.reason];
  }
  await scenario.publish(draft, '2020-01-01T00:00:00Z');
  const current = 'query($key: String!) { taxonomy(key: $key) { current { id } } }';
  version = (await ask<{ taxonomy: { current: { id: string } } }>(current)).taxonomy.current.id;
});
afterAll(async () => {
  await service.kill('SIGTERM');
  await place.remove();
});

test('purge and erasure under load and kills: what was counted stays, and who is gone is found nowhere', async () => {
  const old = fileOf('old', oldContacts, [3, 4, 5, 6].map(monthsAgo));
  const recent = fileOf('recent', recentContacts, [monthsAgo(1)]);
  const coming = fileOf('coming', recentContacts, [monthsAgo(1)]);
  expect((await send(old)).body.job).toMatchObject({ added: oldContacts });
  expect((await send(recent)).body.job).toMatchObject({ added: recentContacts });
  const exercises = await coded();
  const labels = spoken.map(({ externalId }) => externalId);
  expect(await labelsOf(service, { type: 'session', id: exercises.session })).toEqual(labels);
  const shown = (await goesOut(exercises)).join('\n');
  expect(labels.filter((label) => shown.includes(label))).not.toEqual([]);
  const gone = [
    ...erased,
    ...['old-person-', 'old-ticket-', 'old-chat-', 'old-words-', 'old-thread-'],
    ...['recent-chat-', 'recent-words-', 'recent-thread-'],
    ...erased.map((name) => `recent-ticket-${name.slice(14)}`),
  ];
  const keys = await onConnection(place.database.owner, async (client) => {
    const { rows } = await client.query<{ key: string }>(
      `(SELECT DISTINCT customer_key AS key FROM contact WHERE day < $1::date ORDER BY 1 LIMIT 40)
       UNION SELECT customer_key FROM contact WHERE external_id = ANY ($2)`,
      [monthsAgo(2), erased.map((name) => `recent-ticket-${name.slice(14)}`)],
    );
    return rows.map(({ key }) => key);
  });
  expect(keys).toHaveLength(40 + erased.length);

  const { taxonomyId: taxonomy } = scenario;
  await admin('setRetention', { taxonomy, expectedRevision: 0, months: 1 }, 'revision');
  await admin('purgeContacts', { taxonomy }, 'purgeJob { due }');
  for (const [at, afterMs] of killsAfterMs.entries()) {
    const sent = send(coming).catch(() => undefined);
    const forgotten = admin('eraseCustomer', { taxonomy, customer: erased[at] }, 'contacts').catch(
      () => undefined,
    );
    await pause(afterMs);
    await service.kill('SIGKILL');
    await Promise.all([sent, forgotten]);
    await start();
  }
  const { body } = await send(coming);
  expect(Number(body.job?.['added']) + Number(body.job?.['unchanged'])).toBe(recentContacts);
  for (let state: string | undefined; state !== 'FINISHED'; state = (await purge())?.state) await pause(500);
  expect((await purge())?.contacts).toBe(oldContacts + erased.length);
  for (const customer of erased) await admin('eraseCustomer', { taxonomy, customer }, 'contacts');

  const all = oldContacts + 2 * recentContacts + spoken.length;
  expect(await counted()).toBe(all);
  const check = { taxonomy, checkOnly: true };
  const steward = { name: 'rebuildUsageCounts', input: check, fields: 'differing' };
  expect(await mutation(service, 'STEWARD', steward)).toMatchObject({ differing: 0 });

  // What was purged, or erased, is sent again as a whole: nothing of it comes back.
  const again = await upload(service, scenario.key, recent, { query: { source: 'desk' } });
  const ofErased = (recentContacts / 500) * erased.length;
  expect(again.body.job).toMatchObject({
    added: 0,
    unchanged: recentContacts - ofErased,
    rejected: ofErased,
  });
  const outdated = await upload(service, scenario.key, old, { query: { source: 'desk' } });
  expect(outdated.body.job).toMatchObject({ added: 0, rejected: oldContacts });
  expect(await counted()).toBe(all);

  const needles = [...keys, ...gone];
  expect(await onConnection(place.database.owner, (client) => foundAnywhere(client, needles))).toEqual([]);
  const rejected = await rejectionsOf(service, again.body.job?.rejections ?? '', 'ANALYST');
  for (const [type, id] of Object.entries(exercises) as ['session' | 'audit', string][])
    for (const label of await labelsOf(service, { type, id })) expect(label).toMatch(/^Item \d+$/);
  const outside = [
    ...[printed.join(''), await wholeHistory(), JSON.stringify(again), rejected.rows.join('\n')],
    ...(await goesOut(exercises)),
  ];
  for (const text of outside) expect(needles.filter((needle) => text.includes(needle))).toEqual([]);
  expect(await onConnection(place.database.owner, historyFaults)).toEqual([]);
});
