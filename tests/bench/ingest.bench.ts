import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { DataSource } from 'typeorm';
import { recodingCounts, usageCounts, type Dimension, type UsageWindow } from '../../src/contact';
import { createDataSource } from '../../src/platform/database/data-source';
import type { DepartmentId, TaxonomyId } from '../../src/platform/ids';
import { mutation, Scenario } from '../support/scenario';
import { startService, type TestService } from '../support/service';
import { startTestServer } from '../support/start-test-server';
import { createTemplate } from '../support/template-database';
import { announceTestServer, onConnection } from '../support/test-server';
import { upload } from '../support/uploading';

/*
 * How fast files of contacts come in, as a ratio to a bare COPY of the same rows into a table of the same shape; and what
 * figures take when there are more contacts, as a multiple of what they take at the first size. Milliseconds are printed for
 * the curious; only the ratios travel between machines. INGEST_BENCH_ROWS names other sizes, such as 1000000,3000000,10000000.
 */
const sizes = (process.env['INGEST_BENCH_ROWS'] ?? '1000000,3000000').split(',').map(Number);
const repeats = 5;
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

/** Rows as a busy desk has them: in the order of time over a year, most reasons of one department and one resolution. */
function* linesOf(rows: number, first: number, total: number): Generator<string> {
  const draw = draws();
  const yearMs = Date.parse('2026-01-01') - Date.parse('2025-01-01');
  for (let at = 0; at < rows; at += 1) {
    const moment = new Date(Date.parse('2025-01-01') + Math.floor((yearMs * at) / total)).toISOString();
    const reason = skewed(draw(), reasons);
    const initial = draw() < 0.85 ? reason : skewed(draw(), reasons);
    const department = draw() < 0.85 ? reason % departments : Math.floor(draw() * departments);
    const resolution = draw() < 0.7 ? reason % resolutions : skewed(draw(), resolutions);
    const channel = channels[skewed(draw(), channels.length)] ?? '';
    const agent = Math.floor(draw() * agents);
    yield `t-${first + at},${moment},${channel},s${skewed(draw(), segments)},k${Math.floor(draw() * 300_000)},d${department},o${resolution},${60 + Math.floor(draw() * 900)},a${agent},r${initial},r${reason}\n`;
  }
}

const header =
  'externalId,occurredAt,channel,segment,customer,department,resolution,handleSeconds,coder,initialReason,reason\n';

async function timed<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly ms: number; readonly value: Value }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < repeats; at += 1) times.push((await timed(work)).ms);
  return times.sort((one, other) => one - other)[Math.floor(repeats / 2)] ?? 0;
}

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

async function ingest(service: TestService, key: string, lines: Generator<string>): Promise<void> {
  function* file(): Generator<Buffer> {
    let part = header;
    for (const line of lines) {
      part += line;
      if (part.length < 65_536) continue;
      yield Buffer.from(part);
      part = '';
    }
    yield Buffer.from(part);
  }
  const body = Readable.toWeb(Readable.from(file())) as ReadableStream;
  const { status, body: answer } = await upload(service, key, body, { query: { source: 'bench' } });
  if (status !== 200 || answer.job?.['rejected'] !== 0) throw new Error(JSON.stringify(answer));
}

/** The same rows as they are stored, by COPY alone into a table like that of contacts. */
async function bareCopy(client: Client, rows: number): Promise<number> {
  await client.query(`DROP TABLE IF EXISTS bare`);
  await client.query(`CREATE TABLE bare (LIKE contact INCLUDING ALL) PARTITION BY RANGE (occurred_at)`);
  for (let month = 1; month <= 12; month += 1) {
    const from = `2025-${String(month).padStart(2, '0')}-01T00:00:00Z`;
    const until =
      month === 12 ? '2026-01-01T00:00:00Z' : `2025-${String(month + 1).padStart(2, '0')}-01T00:00:00Z`;
    await client.query(
      `CREATE TABLE bare_${month} PARTITION OF bare FOR VALUES FROM ('${from}') TO ('${until}')`,
    );
  }
  const stored = await client.query<{ row: string }>(
    `SELECT concat_ws(E'\\t', taxonomy_id, id, occurred_at, recorded_at, coalesce(initial_reason_id::text, '\\N'),
       coalesce(reason_id::text, '\\N'), coalesce(department_id::text, '\\N'), coalesce(resolution_id::text, '\\N'),
       coalesce(coder_id::text, '\\N'), day, initial_version, version, handle_seconds, '\\N', '\\N', source, external_id,
       channel, segment, '\\N', customer_key, '\\N', '\\N', '\\N') AS row
     FROM contact ORDER BY occurred_at LIMIT $1`,
    [rows],
  );
  const lines = stored.rows.map(({ row }) => `${row}\n`);
  const parts: Buffer[] = [];
  for (let at = 0; at < lines.length; at += 500) parts.push(Buffer.from(lines.slice(at, at + 500).join('')));
  const { ms } = await timed(() =>
    pipeline(Readable.from(parts), client.query(copyFrom(`COPY bare FROM STDIN`))),
  );
  await client.query(`DROP TABLE bare`);
  return ms;
}

interface Figure {
  readonly name: string;
  readonly ask: () => Promise<unknown>;
}

function figuresOf(
  dataSource: DataSource,
  taxonomyId: TaxonomyId,
  department: DepartmentId,
): readonly Figure[] {
  const sql = dataSource.manager;
  const window = (narrowed: Partial<UsageWindow> = {}): UsageWindow => ({ taxonomyId, ...year, ...narrowed });
  const figure = (name: string, by: readonly Dimension[], narrowed: Partial<UsageWindow> = {}): Figure => ({
    name,
    ask: () => usageCounts(sql, window(narrowed), by),
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
    { name: 'recodings', ask: () => recodingCounts(sql, window(), ['initialReason', 'reason']) },
    figure('a cut quarter by segment (counts contacts)', ['segment'], {
      from: '2025-01-15',
      until: '2025-04-15',
    }),
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

async function measure(service: TestService): Promise<void> {
  const base = new Map<string, number>();
  for (const rows of sizes) {
    const { key, taxonomyId: id } = await prepared(service);
    const taxonomyId = Buffer.from(id, 'base64url').toString().split(':')[1] as TaxonomyId;
    let ms = 0;
    const peak = await peakDuring(async () => {
      ({ ms } = await timed(() => ingest(service, key, linesOf(rows, 0, rows))));
    });
    await onConnection(service.database.owner, (client) => client.query('VACUUM ANALYZE'));
    if (rows === sizes[0]) {
      const copied = Math.min(rows, 300_000);
      const bare = await onConnection(service.database.owner, (client) => bareCopy(client, copied));
      const ratio = (rows / ms / (copied / bare)).toFixed(2);
      process.stdout.write(
        `bare COPY: ${Math.round((copied / bare) * 1000)} rows/s; an ingest has ${ratio} of that\n`,
      );
    }
    process.stdout.write(
      `${rows} contacts: ${Math.round((rows / ms) * 1000)} rows/s, at most ${peak.toFixed(0)} MB held by service and sender\n`,
    );
    const dataSource = await createDataSource(service.database.runtime, { entities: [] }).initialize();
    const [department] = await dataSource.query<{ id: DepartmentId }[]>(
      `SELECT id FROM department WHERE taxonomy_id = $1 AND code = 'd1'`,
      [taxonomyId],
    );
    if (department === undefined) throw new Error('expected a department');
    for (const { name, ask } of figuresOf(dataSource, taxonomyId, department.id)) {
      const took = await median(ask);
      if (!base.has(name)) base.set(name, took);
      const multiple = took / (base.get(name) ?? took);
      process.stdout.write(
        `  ${name.padEnd(52)} ${took.toFixed(1).padStart(8)} ms ${multiple.toFixed(2).padStart(6)} x\n`,
      );
    }
    const [cells] = await dataSource.query<{ count: string }[]>(
      `SELECT count(*) FROM usage_count WHERE taxonomy_id = $1`,
      [taxonomyId],
    );
    process.stdout.write(`  ${cells?.count} counts kept\n`);
    await dataSource.destroy();
  }
}

void main();
