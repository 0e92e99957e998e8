import { GraphqlClient } from '../../support/graphql';
import { mutation, Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { historyOf, sendImport, type ImportBody, type Sending } from './exchanging';

jest.setTimeout(60_000);

const list = 'id,parent,name\n1,,Billing\n2,1,Refund\n3,1,Invoice wrong\n4,,Moving\n';

let service: TestService;
let scenario: Scenario;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());
beforeEach(async () => {
  scenario = await Scenario.create(service);
});

const send = (body: string, sending: Sending = {}) => sendImport(service, scenario.key, body, sending);

const published = async (): Promise<void> => {
  const { body } = await send(list);
  await scenario.publish(body.draft ?? { id: '', head: 0 });
};

const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  fetch(`${service.url}/v1/taxonomies/${scenario.key}/${path}`, {
    method,
    headers: { authorization: `Bearer ${service.token('MACHINE')}`, ...headers },
  });

describe('an import over HTTP', () => {
  it('opens a draft and appends its operations as one change set', async () => {
    const { status, body } = await send(list, { query: 'format=csv&file=list.csv' });
    expect([status, body.summary?.['created'], body.draft?.head]).toEqual([201, 4, 1]);
    const { kinds, changeSets } = await historyOf(scenario);
    expect(kinds.toSorted()).toEqual([
      'CREATE_REASON',
      'CREATE_REASON',
      'CREATE_REASON',
      'CREATE_REASON',
      'CREATE_TAXONOMY',
      'OPEN_DRAFT',
    ]);
    expect(changeSets).toBe(2);
  });

  it('of what is there already opens no draft and leaves no entry, as do both exports', async () => {
    await published();
    const before = await historyOf(scenario);
    const csv = await (await get('exports?format=csv')).text();
    const json = await (await get('exports?format=json')).text();
    for (const [content, query] of [
      [list, 'format=csv'],
      [csv, 'format=csv'],
      [json, 'format=json'],
    ] as const) {
      const { status, body } = await send(content, { query });
      expect([status, body.draft, body.summary?.['unchanged']]).toEqual([200, null, 4]);
    }
    expect(await historyOf(scenario)).toEqual(before);
  });

  it('that is refused says every fault with its line and changes nothing', async () => {
    const before = await historyOf(scenario);
    const { status, body } = await send('id,parent,name\n1,1,A\n1,,B\n2,9,C\n');
    expect([status, body.problem?.code]).toEqual([422, 'IMPORT_REFUSED']);
    expect(body.problem?.faults?.map(({ code, line }) => `${code}@${line}`)).toEqual([
      'DUPLICATE_ID@3',
      'SELF_PARENT@2',
      'ORPHAN@4',
    ]);
    expect(await historyOf(scenario)).toEqual(before);
  });

  it('as a dry run shows the operations and writes nothing', async () => {
    const before = await historyOf(scenario);
    const { status, body } = await send(list, { query: 'format=csv&dryRun=true' });
    expect([status, body.operationCount, body.draft]).toEqual([200, 4, null]);
    expect(await historyOf(scenario)).toEqual(before);
  });

  it('takes what may not be published into the draft and says what blocks it', async () => {
    const { status, body } = await send('id,parent,name\n1,,A\n2,,a\n');
    expect([status, body.outlook?.blocking]).toEqual([201, 1]);
  });

  it('for a version that is not the newest is refused', async () => {
    await published();
    const { status, body } = await send('id,parent,name\n9,,New\n', { query: 'format=csv&base=0' });
    expect([status, body.problem?.code]).toEqual([409, 'STALE_BASE']);
    expect((await send('id,parent,name\n9,,New\n', { query: 'format=csv&base=1' })).status).toBe(201);
  });

  it('with the same Idempotency-Key is done once', async () => {
    const headers = { 'idempotency-key': `import-${scenario.key}` };
    const first = await send(list, { headers });
    const second = await send(list, { headers });
    expect(second.body.draft).toEqual(first.body.draft);
    const other = await send(`${list}5,,Other thing\n`, { headers });
    expect([other.status, other.body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('streams its progress and ends with the result', async () => {
    const { lines, body } = await send(list, { headers: { accept: 'application/x-ndjson' } });
    expect(lines.map(({ phase }) => phase)).toEqual(['reading', 'reading', 'planning', 'done']);
    expect(body.summary?.['created']).toBe(4);
  });

  it.each<[string, Sending, number, string]>([
    ['an unknown parameter', { query: 'format=csv&colour=red' }, 400, 'BAD_USER_INPUT'],
    ['no format', { query: '', headers: { 'content-type': 'text/plain' } }, 400, 'BAD_USER_INPUT'],
    ['half of a retirement', { query: 'format=csv&retireAs=OUTDATED' }, 400, 'BAD_USER_INPUT'],
    ['a role that may not', { role: 'MACHINE' }, 403, 'FORBIDDEN'],
  ])('with %s is the mistake of the caller', async (_, sending, status, code) => {
    const answer = await send(list, sending);
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([status, code]);
  });

  it('into a taxonomy that is not there is not found', async () => {
    const { status, body } = await sendImport(service, 'no-such', list);
    expect([status, body.problem?.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('of more than 64 MB is refused', async () => {
    const { status, body } = await sendImport(service, scenario.key, new Uint8Array(64 * 1024 * 1024 + 1));
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([413, 'LIMIT_EXCEEDED']);
  });
});

describe('an import through GraphQL', () => {
  const faults = '... on ImportRefusedProblem { total faults { code line column observed expected } }';
  const call = (content: string, fields: object = {}) => ({
    name: 'importTaxonomy',
    input: { taxonomy: scenario.taxonomyId, format: 'CSV', content, ...fields },
    fields: 'draft { head title } summary { created } findings { warnings }',
  });

  it('does the same in one mutation', async () => {
    const result = await mutation<object>(service, 'EDITOR', call(list, { title: 'A list' }));
    expect(result).toMatchObject({ draft: { head: 1, title: 'A list' }, summary: { created: 4 } });
  });

  it('answers a refusal with the faults', async () => {
    const query = `mutation($input: ImportTaxonomyInput!) { importTaxonomy(input: $input) { __typename ${faults} } }`;
    const { input } = call('id,parent,name\n1,1,A\n');
    const data = await new GraphqlClient(service, 'EDITOR').ask<object, object>(query, { input });
    expect(data).toMatchObject({
      importTaxonomy: {
        __typename: 'ImportRefusedProblem',
        total: 1,
        faults: [{ code: 'SELF_PARENT', line: 2, column: 2 }],
      },
    });
    const root = await mutation<object>(
      service,
      'EDITOR',
      call('id,parent,name\n1,1,A\n', { selfParent: 'ROOT' }),
    );
    expect(root).toMatchObject({ summary: { created: 1 }, findings: { warnings: 1 } });
  });

  it('is previewed without a trace', async () => {
    const query = `query($input: PreviewImportInput!) { previewImport(input: $input) { __typename
      ... on PreviewImportPayload { operationCount blocking operations { kind code detail } } } }`;
    const input = { taxonomy: scenario.taxonomyId, format: 'CSV', content: list };
    const before = await historyOf(scenario);
    const data = await new GraphqlClient(service, 'EDITOR').ask<object, object>(query, { input });
    const operation = { kind: 'CreateReason', code: '1', detail: 'at the root' };
    expect(data).toMatchObject({
      previewImport: { operationCount: 4, blocking: 0, operations: [operation, {}, {}, {}] },
    });
    expect(await historyOf(scenario)).toEqual(before);
  });
});

describe('two imports at once', () => {
  it('each make a draft of their own; the one that is published second is behind', async () => {
    const answers = await Promise.all([send(list), send(list)]);
    const drafts = answers.map(({ body }) => body.draft?.id);
    expect(new Set(drafts).size).toBe(2);
  });
});

describe('the sealed bytes', () => {
  it('come with the digest as their tag, encoded as asked, and 304 to who has them', async () => {
    await published();
    const plain = await get('current', { 'accept-encoding': 'identity' });
    const tag = plain.headers.get('etag') ?? '';
    const bytes = await plain.text();
    expect(tag).toMatch(/^"[0-9a-f]{64}"$/);
    expect(plain.headers.get('taxonomy-version')).toBe('1');
    for (const encoding of ['br', 'gzip']) {
      const encoded = await get('versions/1', { 'accept-encoding': encoding });
      expect([encoded.headers.get('content-encoding'), encoded.headers.get('etag')]).toEqual([encoding, tag]);
      expect(await encoded.text()).toBe(bytes);
      expect(encoded.headers.get('cache-control')).toContain('immutable');
    }
    for (const have of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      expect((await get('current', { 'if-none-match': have })).status).toBe(304);
    }
    expect((await get('current', { 'if-none-match': '"other"' })).status).toBe(200);
    const head = await get('current', {}, 'HEAD');
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, tag, '']);
  });

  it('are not found before there is a version, and for a number that is none', async () => {
    for (const path of ['current', 'versions/1', 'versions/x', 'exports?format=csv']) {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(((await response.json()) as ImportBody).problem?.code).toBe('NOT_FOUND');
    }
    expect((await get('exports?format=xml')).status).toBe(400);
  });
});
