import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { DataSource, EntityManager } from 'typeorm';
import {
  handlingCounts,
  recodingCounts,
  usageCounts,
  type Dimension,
  type RepeatQuestion,
  type UsageWindow,
} from '../../src/contact';
import { UsageRepository } from '../../src/contact/persistence/usage.repository';
import { customerStatement } from '../../src/contact/queries/customer-counts';
import { repeatStatement } from '../../src/contact/queries/repeat-counts';
import { copyRows, type CopyTarget } from '../../src/platform/database/copy';
import { createDataSource } from '../../src/platform/database/data-source';
import { newId, type DepartmentId, type TaxonomyId } from '../../src/platform/ids';
import { mutation, Scenario } from '../support/scenario';
import { startService, type TestService } from '../support/service';
import { startTestServer } from '../support/start-test-server';
import { createTemplate } from '../support/template-database';
import { announceTestServer, onConnection } from '../support/test-server';
import { rowsRead, type RowsRead } from './rows-read';

/*
 * How fast files of contacts come in, as a ratio to a bare COPY of the same rows into tables of the same shape: of contacts
 * alone, and with those that keep who they are, by which a contact is known again (what is partitioned by time cannot be unique
 * in its external id). And what figures take when there are more contacts, as a multiple of what they take at the first size,
 * in turns. Milliseconds are printed for the curious; only the ratios travel between machines. INGEST_BENCH_ROWS names other
 * sizes.
 */
const sizes = (process.env['INGEST_BENCH_ROWS'] ?? '1000000,3000000,10000000').split(',').map(Number);
const warmUp = 1;
const repeats = 7;
const year = { from: '2025-01-01', until: '2026-01-01' };

const reasons = 150;
const channels = ['PHONE', 'EMAIL', 'CHAT', 'SOCIAL', 'SELF_SERVICE'];
const segments = 12;
const departments = 15;
const resolutions = 20;
const agents = 80;

/** The same numbers in each run. */
function draws(): () => number {
  let state = 20_250_101;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Few are common and most are rare, as codes are. */
const skewed = (draw: number, count: number): number =>
  Math.min(count - 1, Math.floor((count + 1) ** draw) - 1);

interface Drawn {
  readonly moment: string;
  readonly channel: string;
  readonly segment: string;
  readonly customer: number;
  readonly department: string;
  readonly resolution: string;
  readonly seconds: number;
  /** Null: the customer did not answer. */
  readonly satisfaction: number | null;
  readonly escalated: boolean;
  readonly agent: string;
  readonly initial: string;
  readonly reason: string;
}

/** Contacts as a busy desk has them: in the order of time over a year, most reasons of one department and one resolution. */
function* drawn(rows: number): Generator<Drawn> {
  const draw = draws();
  const yearMs = Date.parse('2026-01-01') - Date.parse('2025-01-01');
  for (let at = 0; at < rows; at += 1) {
    const moment = new Date(Date.parse('2025-01-01') + Math.floor((yearMs * at) / rows)).toISOString();
    const reason = skewed(draw(), reasons);
    const initial = draw() < 0.85 ? reason : skewed(draw(), reasons);
    const department = draw() < 0.85 ? reason % departments : Math.floor(draw() * departments);
    const resolution = draw() < 0.7 ? reason % resolutions : skewed(draw(), resolutions);
    yield {
      ...{ moment, channel: channels[skewed(draw(), channels.length)] ?? '' },
      ...{ segment: `s${skewed(draw(), segments)}`, customer: Math.floor(draw() * 300_000) },
      ...{
        department: `d${department}`,
        resolution: `o${resolution}`,
        seconds: 60 + Math.floor(draw() * 900),
      },
      ...{ satisfaction: draw() < 0.2 ? 1 + Math.floor(draw() * 5) : null, escalated: draw() < 0.05 },
      ...{ agent: `a${Math.floor(draw() * agents)}`, initial: `r${initial}`, reason: `r${reason}` },
    };
  }
}

function* linesOf(rows: number): Generator<string> {
  let at = 0;
  for (const one of drawn(rows)) {
    yield `t-${at},${one.moment},${one.channel},${one.segment},k${one.customer},${one.department},${one.resolution},${one.seconds},${one.satisfaction ?? ''},${one.escalated},${one.agent},${one.initial},${one.reason}\n`;
    at += 1;
  }
}

const header =
  'externalId,occurredAt,channel,segment,customer,department,resolution,handleSeconds,satisfaction,escalated,coder,initialReason,reason\n';

async function timed<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly ms: number; readonly value: Value }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

async function prepared(service: TestService): Promise<Scenario> {
  const scenario = await Scenario.create(service, {
    languages: ['en'],
    policy: {
      maxFanOut: 1_000,
      approvals: 0,
      backdating: 'ALLOWED',
      severities: [{ rule: 'NEAR_DUPLICATE', severity: 'OFF' }],
    },
  });
  const lines = Array.from({ length: reasons }, (_, at) => `r${at},,Reason ${at}`);
  const response = await fetch(`${service.url}/v1/taxonomies/${scenario.key}/imports?format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('STEWARD')}`, 'content-type': 'text/csv' },
    body: ['code,parent,label.en', ...lines].join('\n'),
  });
  const { draft } = (await response.json()) as {
    readonly draft: { readonly id: string; readonly head: number };
  };
  await scenario.publish(draft, '2024-01-01T00:00:00Z');
  const taxonomy = scenario.taxonomyId;
  const text = (code: string) => [{ language: 'en', text: code }];
  for (let at = 0; at < departments; at += 1)
    await mutation(service, 'ADMIN', {
      name: 'createDepartment',
      input: { taxonomy, code: `d${at}`, name: text(`d${at}`) },
      fields: '__typename',
    });
  for (let at = 0; at < resolutions; at += 1)
    await mutation(service, 'STEWARD', {
      name: 'addResolution',
      input: { taxonomy, code: `o${at}`, labels: text(`o${at}`) },
      fields: '__typename',
    });
  for (let at = 0; at < agents; at += 1)
    await mutation(service, 'ANALYST', {
      name: 'registerCoder',
      input: { taxonomy, kind: 'AGENT', externalId: `a${at}` },
      fields: '__typename',
    });
  return scenario;
}

/** In megabytes, the most that the process held while the work ran. */
async function peakDuring(work: () => Promise<unknown>): Promise<number> {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 200);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return peak / 2 ** 20;
}

/** The file is written before the clock starts: what it takes to make contacts up is no part of an ingest. */
async function written(file: string, lines: Generator<string>): Promise<void> {
  function* parts(): Generator<string> {
    let part = header;
    for (const line of lines) {
      part += line;
      if (part.length < 65_536) continue;
      yield part;
      part = '';
    }
    yield part;
  }
  await pipeline(Readable.from(parts()), createWriteStream(file));
}

/** Sends it from another process, which takes its share of the machine but is not counted with the service. */
async function ingest(service: TestService, key: string, file: string): Promise<void> {
  const url = `${service.url}/v1/taxonomies/${key}/contacts?source=bench`;
  const script = join(__dirname, 'send-file.ts');
  const sender = fork(script, [url, service.token('ANALYST'), file], { silent: true });
  let answer = '';
  sender.stdout?.on('data', (part) => (answer += String(part)));
  const [code] = (await once(sender, 'close')) as [number];
  if (code !== 0 || !answer.includes('"rejected":0')) throw new Error(answer);
}

/** What COPY alone takes for rows that are stored, each line made before the clock starts. */
async function copied(client: Client, table: string, selected: string): Promise<number> {
  const stored = await client.query<{ row: string }>(selected);
  const lines = stored.rows.map(({ row }) => `${row}\n`);
  const parts: Buffer[] = [];
  for (let at = 0; at < lines.length; at += 500) parts.push(Buffer.from(lines.slice(at, at + 500).join('')));
  const { ms } = await timed(() =>
    pipeline(Readable.from(parts), client.query(copyFrom(`COPY ${table} FROM STDIN`))),
  );
  await client.query(`DROP TABLE ${table}`);
  return ms;
}

/** The same rows as they are stored, into a table like that of contacts. */
async function bareCopy(client: Client, rows: number): Promise<number> {
  await client.query(`CREATE TABLE bare (LIKE contact INCLUDING ALL) PARTITION BY RANGE (occurred_at)`);
  for (let month = 1; month <= 12; month += 1) {
    const from = `2025-${String(month).padStart(2, '0')}-01T00:00:00Z`;
    const until =
      month === 12 ? '2026-01-01T00:00:00Z' : `2025-${String(month + 1).padStart(2, '0')}-01T00:00:00Z`;
    await client.query(
      `CREATE TABLE bare_${month} PARTITION OF bare FOR VALUES FROM ('${from}') TO ('${until}')`,
    );
  }
  return copied(
    client,
    'bare',
    `SELECT concat_ws(E'\\t', taxonomy_id, id, occurred_at, recorded_at, coalesce(initial_reason_id::text, '\\N'),
       coalesce(reason_id::text, '\\N'), coalesce(department_id::text, '\\N'), coalesce(resolution_id::text, '\\N'),
       coalesce(coder_id::text, '\\N'), day, initial_version, version, handle_seconds, coalesce(satisfaction::text, '\\N'), '\\N', source, external_id,
       channel, segment, '\\N', customer_key, '\\N', '\\N', '\\N', coalesce(escalated::text, '\\N')) AS row
     FROM contact ORDER BY occurred_at LIMIT ${rows}`,
  );
}

interface LeastOfDatabase {
  readonly identities: number;
  readonly counting: number;
}

/**
 * What the database alone takes for an ingest of so many rows beside the bare COPY: who they are, by COPY, and what they come
 * to, counted by statements. What the service adds to it is the rest.
 */
async function leastOfDatabase(
  { client, dataSource }: { readonly client: Client; readonly dataSource: DataSource },
  taxonomyId: TaxonomyId,
  rows: number,
): Promise<LeastOfDatabase> {
  await client.query(`CREATE TABLE bare_identity (LIKE contact_identity INCLUDING ALL)`);
  const identities = await copied(
    client,
    'bare_identity',
    `SELECT concat_ws(E'\\t', taxonomy_id, id, occurred_at, source, external_id, E'\\\\\\\\x' || encode(digest, 'hex'), coalesce(job_id::text, '\\N')) AS row
     FROM contact_identity ORDER BY id LIMIT ${rows}`,
  );
  const all = await client.query<{ count: string }>(`SELECT count(*) FROM contact`);
  const counting = await timed(() =>
    dataSource.transaction((tx) => new UsageRepository(tx).rebuild(taxonomyId)),
  );
  return { identities, counting: counting.ms * (rows / Number(all.rows[0]?.count)) };
}

/** Contacts beyond the first size are written as they are stored: how they come in has been measured by then. */
async function fill(dataSource: DataSource, taxonomyId: TaxonomyId, rows: number): Promise<void> {
  const named = async (table: string, name: string): Promise<ReadonlyMap<string, string>> => {
    const known = await dataSource.query<{ name: string; id: string }[]>(
      `SELECT ${name} AS name, id FROM ${table} WHERE taxonomy_id = $1`,
      [taxonomyId],
    );
    return new Map(known.map((one) => [one.name, one.id]));
  };
  const codes = await dataSource.query<{ code: string; reason_id: string }[]>(
    `SELECT code, reason_id FROM code_reservation WHERE taxonomy_id = $1`,
    [taxonomyId],
  );
  const reasonOf = new Map(codes.map((one) => [one.code, one.reason_id]));
  const departmentOf = await named('department', 'code');
  const resolutionOf = await named('resolution', 'code');
  const coderOf = await named('coder', 'external_id');
  const target: CopyTarget<Drawn> = {
    table: 'contact',
    columns:
      'taxonomy_id,id,occurred_at,recorded_at,day,source,external_id,channel,segment,customer_key,department_id,resolution_id,handle_seconds,satisfaction,escalated,coder_id,initial_reason_id,initial_version,reason_id,version'.split(
        ',',
      ),
    valuesOf: (one) => [
      ...[taxonomyId, newId(), one.moment, one.moment, one.moment.slice(0, 10), 'bench', 'x', one.channel],
      ...[one.segment, `k${one.customer}`, departmentOf.get(one.department) ?? null],
      ...[
        resolutionOf.get(one.resolution) ?? null,
        one.seconds,
        one.satisfaction,
        one.escalated,
        coderOf.get(one.agent) ?? null,
      ],
      ...[reasonOf.get(one.initial) ?? null, 1, reasonOf.get(one.reason) ?? null, 1],
    ],
  };
  const write = (part: readonly Drawn[]): Promise<void> =>
    dataSource.transaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = 0`);
      await copyRows(tx, target, part);
    });
  let part: Drawn[] = [];
  for (const one of drawn(rows)) {
    part.push(one);
    if (part.length < 50_000) continue;
    await write(part);
    part = [];
  }
  await write(part);
  await dataSource.query(
    `INSERT INTO usage_month (taxonomy_id, month, counted, loose)
     SELECT $1::uuid, month, false, 0 FROM generate_series('2025-01-01', '2025-12-01', interval '1 month') AS month`,
    [taxonomyId],
  );
  await dataSource.transaction((tx) => new UsageRepository(tx).rebuild(taxonomyId));
}

interface Figure {
  readonly name: string;
  readonly ask: (sql: EntityManager) => Promise<readonly unknown[]>;
}

const qualities = ['satisfaction', 'sentiment', 'escalated', 'firstResolved'] as const;

/** What no count can tell: it takes as long as there are contacts in the period, which is bounded. */
function singleContactsOf(window: (narrowed: Partial<UsageWindow>) => UsageWindow) {
  const [month, quarter] = [
    { from: '2025-03-01', until: '2025-04-01' },
    { from: '2025-01-01', until: '2025-04-01' },
  ];
  const repeats = (days: { readonly from: string; readonly until: string }) => {
    const question: RepeatQuestion = {
      ...{ window: window(days), windowDays: 7, groups: null },
      observed: { from: new Date(`${days.from}T00:00:00Z`), until: new Date(`${days.until}T00:00:00Z`) },
    };
    return repeatStatement(question);
  };
  return [
    { name: 'contacts per customer of a month', ...customerStatement(window(month)) },
    { name: 'contacts per customer of a quarter', ...customerStatement(window(quarter)) },
    { name: 'repeats within 7 days of a month', ...repeats(month) },
    { name: 'repeats within 7 days of a quarter', ...repeats(quarter) },
  ];
}

/** How the database answers what no count can tell. */
async function printPlans(dataSource: DataSource, taxonomyId: TaxonomyId): Promise<void> {
  for (const { name, statement, values } of singleContactsOf((narrowed) => ({
    taxonomyId,
    ...year,
    ...narrowed,
  }))) {
    const lines = await dataSource.query<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF, TIMING OFF) ${statement}`,
      [...values],
    );
    process.stdout.write(
      `  ${name}:\n${lines.map((line) => `    ${line['QUERY PLAN'].slice(0, 120)}`).join('\n')}\n`,
    );
  }
}

function figuresOf(taxonomyId: TaxonomyId, department: DepartmentId): readonly Figure[] {
  const window = (narrowed: Partial<UsageWindow> = {}): UsageWindow => ({ taxonomyId, ...year, ...narrowed });
  const figure = (name: string, by: readonly Dimension[], narrowed: Partial<UsageWindow> = {}): Figure => ({
    name,
    ask: (sql) => usageCounts(sql, window(narrowed), by),
  });
  return [
    figure('volumes by reason', ['reason']),
    figure('months by reason', ['reason', 'month']),
    figure('months by reason, one channel, segment, department', ['reason', 'month'], {
      ...{ channels: ['PHONE'], segments: ['s1'], departments: [department] },
    }),
    figure('contacts by segment', ['segment']),
    figure('reason x resolution', ['reason', 'resolution']),
    figure('reason x resolution, one channel and segment', ['reason', 'resolution'], {
      ...{ channels: ['PHONE'], segments: ['s1'] },
    }),
    figure('days by reason', ['reason', 'day']),
    figure('reasons by coder', ['coder', 'reason']),
    figure('a cut year by reason and channel', ['reason', 'channel'], {
      from: '2025-01-15',
      until: '2025-12-15',
    }),
    { name: 'recodings', ask: (sql) => recodingCounts(sql, window(), ['initialReason', 'reason']) },
    figure('a cut quarter by segment (counts contacts)', ['segment'], {
      from: '2025-01-15',
      until: '2025-04-15',
    }),
    { name: 'handle times by reason', ask: (sql) => handlingCounts(sql, window(), ['reason']) },
    {
      name: 'handle times by reason and month',
      ask: (sql) => handlingCounts(sql, window(), ['reason', 'month']),
    },
    figure('satisfaction, sentiment, escalation by reason', ['reason', ...qualities]),
    figure('the same, one channel', ['reason', ...qualities], { channels: ['PHONE'] }),
    ...singleContactsOf(window).map(({ name, statement, values }) => ({
      ...{ name, ask: (sql: EntityManager) => sql.query<unknown[]>(statement, [...values]) },
    })),
  ];
}

async function main(): Promise<void> {
  const started = await startTestServer(process.env);
  await createTemplate(started.server);
  announceTestServer(started.server);
  const service = await startService();
  try {
    await measure(service);
  } finally {
    await service.close();
    await started.stop();
  }
}

/** A taxonomy with so many contacts, and what is asked of them. */
interface Desk {
  readonly rows: number;
  readonly taxonomyId: TaxonomyId;
  readonly figures: readonly Figure[];
}

async function deskOf(service: TestService, dataSource: DataSource, rows: number): Promise<Desk> {
  const { key, taxonomyId: id } = await prepared(service);
  const taxonomyId = Buffer.from(id, 'base64url').toString().split(':')[1] as TaxonomyId;
  if (rows === sizes[0]) await measureIngest(service, { key, taxonomyId, rows, dataSource });
  else await fill(dataSource, taxonomyId, rows);
  const [department] = await dataSource.query<{ id: DepartmentId }[]>(
    `SELECT id FROM department WHERE taxonomy_id = $1 AND code = 'd1'`,
    [taxonomyId],
  );
  const [kept] = await dataSource.query<{ counts: string }[]>(
    `SELECT sum(cardinality(cell_contacts)) AS counts FROM usage_count WHERE taxonomy_id = $1`,
    [taxonomyId],
  );
  if (department === undefined || kept === undefined) throw new Error('expected a department and counts');
  process.stdout.write(`${rows} contacts, ${kept.counts} counts\n`);
  return { rows, taxonomyId, figures: figuresOf(taxonomyId, department.id) };
}

async function measure(service: TestService): Promise<void> {
  const dataSource = await createDataSource(service.database.runtime, { entities: [] }).initialize();
  const desks: Desk[] = [];
  for (const rows of sizes) desks.push(await deskOf(service, dataSource, rows));
  await onConnection(service.database.owner, (client) => client.query('VACUUM ANALYZE'));
  const names = desks[0]?.figures.map(({ name }) => name) ?? [];
  for (const [place, name] of names.entries()) {
    process.stdout.write(`  ${name}\n`);
    for (const { rows, ms, multiple, answered, read } of await inTurns(dataSource.manager, desks, place))
      process.stdout.write(
        `${String(rows).padStart(12)} contacts ${ms.toFixed(1).padStart(8)} ms ${multiple.toFixed(2).padStart(6)} x,` +
          ` ${answered} rows answered of ${read} that are read\n`,
      );
  }
  for (const { rows, taxonomyId } of desks) {
    process.stdout.write(`${rows} contacts\n`);
    await printPlans(dataSource, taxonomyId);
  }
  await dataSource.destroy();
}

interface Measured extends RowsRead {
  readonly rows: number;
  readonly ms: number;
  readonly multiple: number;
}

/** One figure of every desk, round by round: a slow moment of the machine meets all of them alike. */
async function inTurns(
  sql: EntityManager,
  desks: readonly Desk[],
  place: number,
): Promise<readonly Measured[]> {
  const rounds: number[][] = [];
  for (let round = 0; round < warmUp + repeats; round += 1) {
    const times: number[] = [];
    for (const { figures } of desks) times.push((await timed(async () => figures[place]?.ask(sql))).ms);
    rounds.push(times);
  }
  const counted = rounds.slice(warmUp);
  const measured: Measured[] = [];
  for (const [at, { rows, figures }] of desks.entries())
    measured.push({
      ...(await rowsRead(sql, async (asked) => (await figures[place]?.ask(asked)) ?? [])),
      rows,
      ms: median(counted.map((times) => times[at] ?? 0)),
      multiple: median(counted.map((times) => (times[at] ?? 0) / (times[0] ?? 1))),
    });
  return measured;
}

async function measureIngest(
  service: TestService,
  {
    key,
    taxonomyId,
    rows,
    dataSource,
  }: {
    readonly key: string;
    readonly taxonomyId: TaxonomyId;
    readonly rows: number;
    readonly dataSource: DataSource;
  },
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'concordance-bench-'));
  const file = join(folder, 'contacts.csv');
  await written(file, linesOf(rows));
  const before = process.cpuUsage();
  let ms = 0;
  const peak = await peakDuring(async () => {
    ({ ms } = await timed(() => ingest(service, key, file)));
  });
  const { user, system } = process.cpuUsage(before);
  await rm(folder, { recursive: true });
  const some = Math.min(rows, 300_000);
  await onConnection(service.database.owner, async (client) => {
    const bare = await bareCopy(client, some);
    const { identities, counting } = await leastOfDatabase({ client, dataSource }, taxonomyId, some);
    const each = (took: number, of: number): string => `${((took * 1_000) / of).toFixed(1)} us`;
    const ratio = (copying: number): string => (rows / ms / (some / copying)).toFixed(2);
    const bound = (copying: number): string => (copying / (bare + identities + counting)).toFixed(2);
    process.stdout.write(
      `ingest ${Math.round((rows / ms) * 1000)} rows/s, at most ${peak.toFixed(0)} MB held by the service;` +
        ` bare COPY of contacts ${Math.round((some / bare) * 1000)} rows/s,` +
        ` and of who they are besides ${Math.round((some / (bare + identities)) * 1000)} rows/s\n` +
        `  an ingest has ${ratio(bare)} of the one and ${ratio(bare + identities)} of the other,` +
        ` and could have ${bound(bare)} and ${bound(bare + identities)} if all but the database took no time\n` +
        `  a row takes ${each(ms, rows)}: the service ${each((user + system) / 1_000, rows)} of processor time, and the` +
        ` database at least ${each(bare, some)} for the contact, ${each(identities, some)} for who it is and` +
        ` ${each(counting, some)} to count it\n`,
    );
  });
}

void main();
