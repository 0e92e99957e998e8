import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { run } from '../../support/calibration-scene';
import { GraphqlClient } from '../../support/graphql';
import { historyFaults } from '../../support/history-faults';
import { mutation, Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';
import { rejectionsOf, upload, type Uploading } from '../../support/uploading';
import { commandLine, type CommandLine } from '../exchange/exchanging';

jest.setTimeout(60_000);

let service: TestService;
let scenario: Scenario;
beforeAll(async () => {
  service = await startService();
  scenario = await Scenario.create(service, {
    timeZone: 'Europe/Amsterdam',
    policy: { backdating: 'ALLOWED' },
  });
  let draft = await scenario.openDraft();
  for (const code of ['refund', 'invoice'])
    draft = (await scenario.createReason(draft, { code, label: code.toUpperCase() })).draft;
  await scenario.publish(draft, '2025-01-01T00:00:00Z');
  const { taxonomyId: taxonomy } = scenario;
  const name = [{ language: 'en', text: 'Finance' }];
  const department = { taxonomy, code: 'FIN', name, aliases: ['Billing'] };
  await mutation(service, 'ADMIN', { name: 'createDepartment', input: department, fields: '__typename' });
  const coder = { taxonomy, kind: 'AGENT', externalId: 'agent-1' };
  await mutation(service, 'ANALYST', { name: 'registerCoder', input: coder, fields: '__typename' });
});
afterAll(() => service.close());

const header =
  'externalId,occurredAt,channel,segment,customer,department,priority,handleSeconds,coder,initialReason,reason';
const rowOf = (id: string, cells: Readonly<Record<string, string>> = {}): string => {
  const row: Readonly<Record<string, string>> = {
    ...{ externalId: id, occurredAt: '2025-03-01 10:00:00', channel: 'PHONE', segment: 'Home' },
    ...{ customer: 'Ann Example', department: 'billing', priority: 'HIGH', handleSeconds: '120' },
    ...{ coder: 'agent-1', initialReason: 'invoice', reason: 'refund', ...cells },
  };
  return header
    .split(',')
    .map((column) => row[column] ?? '')
    .join(',');
};
const fileOf = (rows: readonly string[], head = header): string => `${[head, ...rows].join('\n')}\n`;
const ids = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}-${at}`);
const send = (body: Parameters<typeof upload>[2], sending: Uploading = {}) =>
  upload(service, scenario.key, body, { ...sending, query: { source: 'desk', ...sending.query } });
const countsWrong = async (): Promise<unknown> => {
  const input = { taxonomy: scenario.taxonomyId, checkOnly: true };
  return (await run(scenario.as('STEWARD'), 'rebuildUsageCounts', input, 'differing'))['differing'];
};
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Each as it is planted in its row, and how it must come back: the column and the cause. */
const faults: readonly (readonly [Readonly<Record<string, string>>, string, string])[] = [
  [{ occurredAt: 'yesterday' }, 'occurredAt', 'MALFORMED_INSTANT'],
  [{ occurredAt: '2025-03-30 02:30:00' }, 'occurredAt', 'NO_SUCH_LOCAL_TIME'],
  [{ occurredAt: '2999-01-01T00:00:00Z' }, 'occurredAt', 'INSTANT_OUT_OF_RANGE'],
  [{ occurredAt: '2024-12-31T22:59:59Z' }, 'occurredAt', 'NO_VERSION_IN_FORCE'],
  [{ channel: 'PIGEON' }, 'channel', 'UNKNOWN_CHANNEL'],
  [{ department: 'Nobody' }, 'department', 'UNKNOWN_DEPARTMENT'],
  [{ priority: 'asap' }, 'priority', 'UNKNOWN_WORD'],
  [{ handleSeconds: '-3' }, 'handleSeconds', 'MALFORMED_NUMBER'],
  [{ coder: 'agent-2' }, 'coder', 'UNKNOWN_CODER'],
  [{ reason: '=cmd()' }, 'reason', 'UNKNOWN_REASON'],
];

test('a file with a hundred faults gives these hundred rejections, and all its other rows are recorded', async () => {
  const good = ids('good', 150);
  const bad = ids('bad', 100);
  const rows = [...good.map((id) => rowOf(id)), ...bad.map((id, at) => rowOf(id, faults[at % 10]?.[0]))];
  // Turned among each other by a step that shares no factor with their number.
  const shuffled = rows.map((_, at) => rows[(at * 101) % rows.length] ?? '');
  const { status, body } = await send(fileOf(shuffled), {
    query: { file: 'faults.csv', commitEvery: '100' },
  });
  expect({ status, job: body.job }).toMatchObject({
    status: 200,
    job: { state: 'FINISHED', fileName: 'faults.csv', rows: 250, added: 150, rejected: 100 },
  });
  const expected = shuffled.flatMap((row, at) => {
    const [id = ''] = row.split(',');
    const [, column = '', code = ''] = faults[Number(id.slice('bad-'.length)) % 10] ?? [];
    return id.startsWith('bad-') ? [`${at + 2},${column},${column},${code}`] : [];
  });
  const downloaded = await rejectionsOf(service, body.job?.rejections ?? '');
  expect(downloaded.rows.map((row) => row.split(',').slice(0, 4).join(','))).toEqual(expected);
  expect(downloaded.rows.join('\n')).toContain(`'=cmd()`);
  expect(await countsWrong()).toBe(0);
});

test('a file that says two things of a contact says the first, each time it is sent', async () => {
  const between = ids('between', 120).map((id) => rowOf(id));
  const rows = [rowOf('twofold'), ...between, rowOf('twofold', { reason: 'invoice' }), rowOf('twofold')];
  for (const outcome of [
    { added: 121, unchanged: 1 },
    { added: 0, unchanged: 122 },
  ]) {
    const { body } = await send(fileOf(rows), { query: { commitEvery: '100' } });
    expect(body.job).toMatchObject({ ...outcome, corrected: 0, rejected: 1 });
    const { rows: told } = await rejectionsOf(service, body.job?.rejections ?? '');
    expect(told).toEqual([expect.stringMatching(/^123,externalId,externalId,NAMED_TWICE,,/)]);
  }
  const corrected = await send(fileOf([rowOf('twofold', { reason: 'invoice' })]));
  expect(corrected.body.job).toMatchObject({ corrected: 1, rejected: 0 });
});

test('rows of which few are known are taken as others are: part by part, whatever was made ready ahead', async () => {
  await send(fileOf([rowOf('mixed-205'), rowOf('mixed-306')]));
  const rows = ids('mixed', 500).map((id) => rowOf(id));
  rows[306] = rowOf('mixed-306', { segment: 'Moved' });
  rows[410] = rowOf('mixed-7', { segment: 'Otherwise' });
  const { body } = await send(fileOf(rows), { query: { commitEvery: '100' } });
  expect(body.job).toMatchObject({ rows: 500, added: 497, unchanged: 1, corrected: 1, rejected: 1 });
  const { rows: rejected } = await rejectionsOf(service, body.job?.rejections ?? '');
  expect(rejected).toEqual([expect.stringMatching(/^412,externalId,externalId,NAMED_TWICE,,/)]);
  expect(await countsWrong()).toBe(0);
});

test('the same file again changes nothing, packed or not, and a changed row corrects', async () => {
  const rows = ids('again', 120).map((id) => rowOf(id));
  expect((await send(fileOf(rows))).body.job).toMatchObject({ added: 120, unchanged: 0 });
  const packed = new Uint8Array(gzipSync(fileOf(rows)));
  const again = await send(packed, { headers: { 'content-encoding': 'gzip' } });
  expect(again.body.job).toMatchObject({ added: 0, corrected: 0, unchanged: 120, rejected: 0 });
  const changed = [rowOf('again-7', { reason: 'invoice', occurredAt: '2025-07-01T00:00:00Z' })];
  expect((await send(fileOf(changed))).body.job).toMatchObject({ corrected: 1 });
  const { rows: kept } = await onConnection(service.database.owner, (client) =>
    client.query(
      `SELECT k.stage, k.coded_at < k.superseded_at AS superseded, k.recorded_at < k.superseded_at AS stood
       FROM coding k
       JOIN contact_identity i ON i.id = k.contact_id WHERE i.external_id = 'again-7' ORDER BY 1`,
    ),
  );
  // Both were coded with the version in force then, which is the same one; so the initial coding stands.
  expect(kept).toEqual([{ stage: 'FINAL', superseded: true, stood: true }]);
  expect(await countsWrong()).toBe(0);
});

test('lines of JSON are taken likewise, values are mapped, and what is unknown is kept where that is asked for', async () => {
  const mapping = {
    source: { column: 'system' },
    columns: {
      ...{ externalId: 'id', occurredAt: 'at', reason: 'why' },
      channel: { column: 'via', values: { Phone: 'PHONE', Mail: 'EMAIL' } },
      segment: { column: 'where', values: { North: 'N' }, otherwise: 'UNMAPPED' },
    },
    ignore: ['note'],
  };
  const lines = [
    {
      system: 'crm',
      id: 1,
      at: '2025-04-01T08:00:00+02:00',
      why: 'refund',
      via: 'Phone',
      where: 'North',
      note: 'x',
    },
    { system: 'crm', id: 2, at: '2025-04-01 08:00', why: null, via: 'Mail', where: 'Mars' },
    { system: 'crm', id: 3, at: '2025-04-01T08:00:00Z', via: 'Pigeon' },
    { system: 'crm', id: 4, at: '2025-04-01T08:00:00Z', name: 'Ann' },
    ['no', 'object'],
  ];
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const { body } = await upload(service, scenario.key, text, { mapping, query: { format: 'ndjson' } });
  expect(body.job).toMatchObject({ rows: 5, added: 2, rejected: 3, unmapped: 1 });
  const { rows } = await rejectionsOf(service, body.job?.rejections ?? '');
  expect(rows.map((row) => row.split(',').slice(0, 4).join(','))).toEqual([
    ...['3,via,channel,UNLISTED_VALUE', '4,name,,UNKNOWN_FIELD', '5,,,MALFORMED_LINE'],
  ]);
  expect(await countsWrong()).toBe(0);
});

test('customers are kept as pseudonyms, and what is refused does not repeat them', async () => {
  const rows = [
    rowOf('c-1', { customer: 'Zoe Zander' }),
    rowOf('c-2', { customer: 'Zoe Zander', priority: 'x' }),
  ];
  await send(fileOf(rows));
  const { rows: found } = await onConnection(service.database.owner, async (client) =>
    client.query(
      `SELECT customer_key AS key, (SELECT count(*)::integer FROM contact t WHERE t::text LIKE '%Zander%') AS named,
         (SELECT count(*)::integer FROM ingest_rejection r WHERE r::text LIKE '%Zander%') AS told
       FROM contact WHERE external_id = 'c-1'`,
    ),
  );
  expect(found).toEqual([{ key: expect.stringMatching(/^[0-9a-f]{32}$/), named: 0, told: 0 }]);
});

test.each<[string, string, Uploading, object]>([
  ['a column that nobody mapped', fileOf([], `${header},description`), {}, { code: 'MAPPING_REFUSED' }],
  ['an excerpt that no mapping names', fileOf([], `${header},excerpt`), {}, { code: 'MAPPING_REFUSED' }],
  ['no column for the id', fileOf([], 'occurredAt,reason'), {}, { code: 'MAPPING_REFUSED' }],
  ['no source', fileOf([rowOf('x')]), { query: { source: '' } }, { code: 'MAPPING_REFUSED' }],
  [
    'a mapping of fields that are not',
    '',
    { mapping: { columns: { name: 'n' } } },
    { code: 'MAPPING_REFUSED' },
  ],
  ['an empty file', '', {}, { code: 'MALFORMED_FILE' }],
  ['a quote that is not closed', `${header}\n"a`, {}, { code: 'MALFORMED_FILE', line: 2 }],
  [
    'bytes that are not gzip',
    fileOf([rowOf('x')]),
    { headers: { 'content-encoding': 'gzip' } },
    { code: 'MALFORMED_FILE' },
  ],
])('%s is refused as such', async (_what, body, sending, problem) => {
  const answer = await send(body, sending);
  expect(answer).toMatchObject({ status: 422, body: { problem } });
});

test('a row that cannot be read is told, and so are rows of another width', async () => {
  const rows = [rowOf('w-1'), `${rowOf('w-2')},more`, rowOf('w-3', { segment: '"Ho"me"' }), rowOf('w-4')];
  const { body } = await send(fileOf(rows));
  expect(body.job).toMatchObject({ rows: 4, added: 2, rejected: 2 });
  const { rows: told } = await rejectionsOf(service, body.job?.rejections ?? '');
  expect(told.map((row) => row.split(',').slice(0, 4).join(','))).toEqual([
    ...['3,,,WRONG_COLUMN_COUNT', '4,,,MALFORMED_LINE'],
  ]);
});

test('an upload that is cut goes on where it stopped when the file is sent again', async () => {
  const rows = ids('cut', 400).map((id) => rowOf(id));
  const file = fileOf(rows);
  const query = { digest: sha256(file), commitEvery: '100' };
  const half = file.slice(0, Math.floor(file.length * 0.6));
  const cut = new ReadableStream({
    async start(controller) {
      controller.enqueue(new TextEncoder().encode(half));
      // Long enough for parts to be recorded; however many are, the outcome is the same.
      await new Promise((resolve) => setTimeout(resolve, 300));
      controller.error(new Error('the cable was pulled'));
    },
  });
  await expect(send(cut, { query })).rejects.toThrow();
  const again = () => send(file, { query, headers: { accept: 'application/x-ndjson' } });
  let answer = await again();
  // The part that was being recorded when the cable was pulled may be recorded still: then the job has moved on.
  while (answer.body.problem?.code === 'INGEST_MOVED_ON') answer = await again();
  const { lines, body } = answer;
  expect(lines[0]).toMatchObject({ phase: 'recording', job: { state: 'RUNNING' } });
  expect(body).toMatchObject({
    phase: 'done',
    job: { state: 'FINISHED', rows: 400, added: 400, unchanged: 0 },
  });
  expect((await send(file, { query })).body.job).toMatchObject({ added: 0, unchanged: 400 });
  expect(await countsWrong()).toBe(0);
});

test('of two who send a file at once each row is recorded once', async () => {
  const file = fileOf(ids('two', 500).map((id) => rowOf(id)));
  const query = { digest: sha256(file), commitEvery: '100' };
  const both = await Promise.all([send(file, { query }), send(file, { query })]);
  for (const { status } of both) expect([200, 409]).toContain(status);
  const { rows } = await onConnection(service.database.owner, (client) =>
    client.query(`SELECT count(*)::integer AS contacts FROM contact WHERE external_id LIKE 'two-%'`),
  );
  expect(rows).toEqual([{ contacts: 500 }]);
  expect(await countsWrong()).toBe(0);
});

test('jobs are seen by those who see contacts, and each by whoever sent it', async () => {
  const { body } = await send(fileOf([rowOf('m-1', { channel: 'x' })]), { role: 'MACHINE' });
  const id = body.job?.id ?? '';
  expect((await rejectionsOf(service, body.job?.rejections ?? '', 'MACHINE')).status).toBe(200);
  expect((await rejectionsOf(service, body.job?.rejections ?? '', 'CODER')).status).toBe(403);
  expect((await rejectionsOf(service, '/v1/ingest-jobs/nothing/rejections')).status).toBe(404);
  const node = `query($id: ID!) { node(id: $id) { ... on IngestJob {
    state rejected rejections(first: 1) { nodes { line column code observed expected } pageInfo { hasNextPage } } } } }`;
  const seen = await new GraphqlClient(service, 'MACHINE').ask<{ node: object }, object>(node, { id });
  expect(seen.node).toMatchObject({
    ...{ state: 'FINISHED', rejected: 1 },
    rejections: { nodes: [{ line: 2, column: 'channel', code: 'UNKNOWN_CHANNEL', observed: 'x' }] },
  });
  const { errors } = await scenario.as('CODER').answer(node, { id });
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  const forbidden = await send(fileOf([rowOf('m-2')]), { role: 'CODER' });
  expect(forbidden).toMatchObject({ status: 403, body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } });
  const nowhere = await upload(service, 'nowhere', fileOf([]));
  expect(nowhere).toMatchObject({ status: 404, body: { problem: { code: 'NOT_FOUND' } } });
});

test('a page of jobs with their rejections takes as many statements as a page of two', async () => {
  const query = `query($key: String!, $first: Int) { ingestJobs(taxonomy: $key, first: $first) {
    nodes { id rejections { nodes { line } } } } }`;
  const statements = (first: number) =>
    service.statementsDuring(() => scenario.as('ANALYST').ask(query, { key: scenario.key, first }));
  const many = await statements(20);
  expect(many.length).toBe((await statements(2)).length);
});

test('after all of this the history and the tables agree', async () => {
  const kinds = await onConnection(service.database.owner, (client) =>
    client.query(`SELECT DISTINCT kind FROM change WHERE kind LIKE '%ngest%' ORDER BY 1`),
  );
  expect(kinds.rows).toEqual([{ kind: 'ingestContacts' }, { kind: 'openIngest' }]);
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});

describe('the command line', () => {
  let cli: CommandLine;
  beforeAll(async () => {
    cli = await commandLine(service, ['ANALYST', 'STEWARD']);
  });
  afterAll(() => cli.close());
  const told = async (...words: readonly string[]): Promise<readonly [number, string]> => {
    const { exitCode, output, errors } = await cli.run(...words, '--taxonomy', scenario.key);
    return [exitCode, `${output}${errors}`];
  };

  test('takes lines of JSON, tells what it could not take, and finds every count right', async () => {
    const row = { source: 'json', occurredAt: '2025-04-01T10:00:00Z', reason: 'refund', handleSeconds: 90 };
    const lines = [
      ...ids('json', 3).map((id) => ({ ...row, externalId: id })),
      { ...row, reason: 'nothing' },
    ];
    const file = await cli.file('contacts.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'));
    const [exitCode, text] = await told('ingest', file, '--rejections', `${file}.rejected.csv`);
    expect(exitCode).toBe(3);
    expect(text).toContain('4 rows: 3 added, 1 rejected');
    expect(await readFile(`${file}.rejected.csv`, 'utf8')).toContain('MISSING');
    expect(await told('recount')).toEqual([0, 'Every count is right.\n']);
  });

  test('sent twice at once a file is taken once, and both come to its end', async () => {
    const file = await cli.file('twice.csv', fileOf(ids('twice', 400).map((id) => rowOf(id))));
    const both = await Promise.all(
      [1, 2].map(() => told('ingest', file, '--source', 'desk', '--commit-every', '100')),
    );
    expect(both.map(([exitCode]) => exitCode)).toEqual([0, 0]);
    expect(await countsWrong()).toBe(0);
  });

  test('takes over a list of resolution codes, whole or not at all', async () => {
    const list = 'code;label.en;validUntil\nFIXED;Fixed;\nWAIVED;Waived;2030-01-01\n';
    const file = await cli.file('resolutions.csv', `\ufeff${list}`);
    expect(await told('resolutions', file, '--dry-run')).toEqual([
      0,
      '2 added, 0 revised, 0 unchanged\nA dry run: nothing was written.\n',
    ]);
    expect(await told('resolutions', file)).toEqual([0, '2 added, 0 revised, 0 unchanged\n']);
    expect(await told('resolutions', file)).toEqual([0, '0 added, 0 revised, 2 unchanged\n']);
    const bad = await cli.file('bad.csv', 'code,label.en,validFrom\nNEW,New,\nWORSE,Worse,soon\n');
    const [exitCode, text] = await told('resolutions', bad);
    expect(exitCode).toBe(2);
    expect(text).toContain(`${bad}:3:validFrom: expected a day such as 2025-06-01`);
    const strange = await cli.file('strange.csv', 'code,name\nA,B\n');
    expect((await told('resolutions', strange))[0]).toBe(2);
  });
});
