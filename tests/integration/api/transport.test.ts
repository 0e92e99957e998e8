import { startService, type TestService } from '../../support/service';

// Two cores may be shared with much else.
jest.setTimeout(60_000);

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Class {
  readonly status: number;
  readonly code: string;
}

const whoAmI = '{ viewer { actor { name } } }';
const request = (query: string, more: object = {}): string => JSON.stringify({ query, ...more });
const inQuery = (query: string): string => `/graphql?query=${encodeURIComponent(query)}`;

async function send({ path = '/graphql', method = 'POST', body, headers = {} }: Sent): Promise<Response> {
  return fetch(`${service.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${service.token('AUDITOR')}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
}

/** The class that every fault of a request belongs to: JSON, with a code, and nothing of our insides. */
async function expectClass(sent: Sent, { status, code }: Class): Promise<void> {
  const response = await send(sent);
  const text = await response.text();
  expect({ status: response.status, text }).toMatchObject({ status });
  expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  expect(JSON.parse(text)).toMatchObject({ errors: [{ message: expect.any(String), extensions: { code } }] });
  expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|node_modules|stacktrace|\bat \w+ \(/);
}

const preflight = { 'apollo-require-preflight': 'yes' };
const repeated = (text: string, times: number): string => text.repeat(times);

describe('what cannot be read as a request', () => {
  test.each<[string, Sent, Class]>([
    ['JSON that breaks off', { body: '{"query": ' }, { status: 400, code: 'BAD_REQUEST' }],
    ['an empty body', { body: '' }, { status: 400, code: 'BAD_REQUEST' }],
    ['no body', {}, { status: 400, code: 'BAD_REQUEST' }],
    ['a word', { body: '"word"' }, { status: 400, code: 'BAD_REQUEST' }],
    ['null', { body: 'null' }, { status: 400, code: 'BAD_REQUEST' }],
    ['a batch', { body: `[${request(whoAmI)}]` }, { status: 400, code: 'BAD_REQUEST' }],
    ['an empty batch', { body: '[]' }, { status: 400, code: 'BAD_REQUEST' }],
    ['a number for a query', { body: '{"query": 5}' }, { status: 400, code: 'BAD_REQUEST' }],
    [
      'a list of variables',
      { body: request(whoAmI, { variables: [1] }) },
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'a word of variables',
      { body: request(whoAmI, { variables: 'x' }) },
      { status: 400, code: 'BAD_REQUEST' },
    ],
    ['a prototype', { body: `{"__proto__": {}, "query": "{ a }"}` }, { status: 400, code: 'BAD_REQUEST' }],
    [
      'plain text',
      { body: request(whoAmI), headers: { 'content-type': 'text/plain' } },
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'a form',
      { body: 'query=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { status: 415, code: 'BAD_REQUEST' },
    ],
    [
      'another charset',
      { body: request(whoAmI), headers: { 'content-type': 'application/json; charset=iso-8859-1' } },
      { status: 415, code: 'BAD_REQUEST' },
    ],
    ['201 kB', { body: request(whoAmI + repeated(' ', 201_000)) }, { status: 413, code: 'LIMIT_EXCEEDED' }],
    ['an unknown path', { path: '/graph', body: '{}' }, { status: 404, code: 'NOT_FOUND' }],
    ['a path that is none', { path: '/%zz', method: 'GET' }, { status: 400, code: 'BAD_REQUEST' }],
    ['another method', { method: 'PUT', body: request(whoAmI) }, { status: 404, code: 'NOT_FOUND' }],
    [
      'a query by GET from a form',
      { method: 'GET', path: inQuery(whoAmI) },
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'a mutation by GET',
      {
        method: 'GET',
        path: inQuery('mutation { resetRoleToken(input: {role: CODER}) { __typename } }'),
        headers: preflight,
      },
      { status: 405, code: 'BAD_REQUEST' },
    ],
    [
      'broken variables by GET',
      { method: 'GET', path: `${inQuery(whoAmI)}&variables=%7B`, headers: preflight },
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'an Idempotency-Key with a blank in it',
      { body: request(whoAmI), headers: { 'idempotency-key': 'a b' } },
      { status: 400, code: 'BAD_USER_INPUT' },
    ],
    [
      'an Idempotency-Key of 201 characters',
      { body: request(whoAmI), headers: { 'idempotency-key': repeated('k', 201) } },
      { status: 400, code: 'BAD_USER_INPUT' },
    ],
  ])('%s', (_what, sent, expected) => expectClass(sent, expected));
});

describe('what is no document of this schema', () => {
  test.each<[string, string, Class]>([
    ['a document that breaks off', request('{ viewer { '), { status: 400, code: 'GRAPHQL_PARSE_FAILED' }],
    ['an empty document', request(''), { status: 400, code: 'BAD_REQUEST' }],
    ['a field that is not there', request('{ nobody }'), { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' }],
    [
      'a cycle of fragments',
      request('query { viewer { ...A } } fragment A on Viewer { ...A }'),
      { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'an operation that is not in it',
      request(`query A ${whoAmI}`, { operationName: 'B' }),
      { status: 400, code: 'OPERATION_RESOLUTION_FAILURE' },
    ],
    [
      'two operations and none named',
      request(`query A ${whoAmI} query B ${whoAmI}`),
      { status: 400, code: 'OPERATION_RESOLUTION_FAILURE' },
    ],
    ['a subscription', request('subscription { anything }'), { status: 400, code: 'BAD_USER_INPUT' }],
  ])('%s', (_what, body, expected) => expectClass({ body }, expected));
});

describe('what is more than a request may be', () => {
  const limit: Class = { status: 400, code: 'LIMIT_EXCEEDED' };
  const nested = `{ taxonomies { nodes { current { roots ${repeated('{ children ', 9)} { code } ${repeated('}', 9)} } } } }`;
  const aliases = (count: number, field: string) =>
    `{ ${Array.from({ length: count }, (_, at) => `a${at}: ${field}`).join(' ')} }`;
  test.each<[string, string]>([
    ['13 levels and more', nested],
    ['31 aliases', aliases(31, 'viewer { actor { id } }')],
    ['500 aliases of __typename', aliases(500, '__typename')],
    ['3,001 tokens', `{ viewer { actor { ${repeated('id ', 3_001)} } } }`],
    ['1,400 nested fields', `${repeated('{ a ', 1_400)}${repeated('}', 1_400)}`],
    ['21 directives', aliases(21, '__typename @include(if: true)')],
    ['a page of two billion', '{ changes(first: 2000000000) { nodes { kind } } }'],
  ])('%s', (_what, query) => expectClass({ body: request(query) }, limit));

  test('30 aliases and 12 levels are not', async () => {
    const levels =
      '{ taxonomies { nodes { current { roots { children { children { children { code } } } } } } } }';
    for (const query of [aliases(30, '__typename'), levels]) {
      const response = await send({ body: request(query) });
      expect(await response.json()).not.toHaveProperty('errors');
    }
  });

  test('variables nested 90,000 deep are walked through, and taken for what they are: not used', async () => {
    const body = `{"query":"${whoAmI}","variables":{"x":${repeated('[', 90_000)}${repeated(']', 90_000)}}}`;
    const response = await send({ body });
    expect(await response.json()).toMatchObject({ data: { viewer: { actor: { name: 'Auditor' } } } });
  });

  test('NUL and half of a surrogate pair are refused wherever they stand', async () => {
    const badText: Class = { status: 400, code: 'BAD_USER_INPUT' };
    const query = 'query($key: String!) { taxonomy(key: $key) { id } }';
    for (const bad of ['\0', 'a\ud800b', '\udc00']) {
      await expectClass({ body: request(query, { variables: { key: bad } }) }, badText);
      await expectClass({ body: request(query, { variables: { key: 'a', [bad]: 1 } }) }, badText);
    }
  });

  test('in a literal NUL is bad input, and half of a surrogate pair no GraphQL', async () => {
    const literal = (escaped: string) => ({ body: request(`{ taxonomy(key: "${escaped}") { id } }`) });
    await expectClass(literal('a\\u0000'), { status: 400, code: 'BAD_USER_INPUT' });
    await expectClass(literal('a\\ud800b'), { status: 400, code: 'GRAPHQL_PARSE_FAILED' });
  });

  test('thousands of wrong values are one class of answer, and not one of ours', async () => {
    const languages = Array.from({ length: 10_000 }, () => ({}));
    const input = { key: 'k', name: [], languages };
    const query = 'mutation($input: CreateTaxonomyInput!) { createTaxonomy(input: $input) { __typename } }';
    const response = await send({ body: request(query, { variables: { input } }) });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(response.status).toBe(400);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
  });
});

describe('a page that cannot be', () => {
  const connections = ['taxonomies', 'changes', 'refusals'];
  const cursor = (...position: string[]): string =>
    Buffer.from(JSON.stringify(position)).toString('base64url');

  async function expectNull(field: string, argument: string, code: string): Promise<void> {
    const response = await send({ body: request(`{ ${field}(${argument}) { pageInfo { hasNextPage } } }`) });
    expect({ argument, answer: await response.json() }).toMatchObject({
      argument,
      answer: { data: { [field]: null }, errors: [{ path: [field], extensions: { code } }] },
    });
  }

  test.each(connections)('%s of a size outside 1 to 100 exceeds a limit', async (field) => {
    for (const first of [0, -1, 101, 400]) await expectNull(field, `first: ${first}`, 'LIMIT_EXCEEDED');
  });

  test.each(connections)(
    '%s after a cursor of nothing or of another connection is bad input',
    async (field) => {
      const at = '2026-01-01T00:00:00.000Z';
      const id = '00000000-0000-7000-8000-000000000001';
      const strange = [
        ...['garbage', '', cursor(), cursor('a', 'b', 'c', 'd'), cursor("'; DROP TABLE actor"), '"'],
        ...[
          cursor('2026-13-99T99:99:99Z', id, '1'),
          cursor(at, 'x', '1'),
          cursor(at, id, '-1'),
          cursor(at, id, '1e9'),
        ],
        ...(field === 'refusals' ? [cursor(at, id, '1')] : [cursor(at, id)]),
      ];
      const others =
        field === 'taxonomies' ? strange.filter((text) => text !== cursor("'; DROP TABLE actor")) : strange;
      for (const after of others)
        await expectNull(field, `after: ${JSON.stringify(after)}`, 'BAD_USER_INPUT');
    },
  );
});

test('whoever is signed in may read the schema', async () => {
  const response = await send({ body: request('{ __schema { queryType { name } } }') });
  expect(await response.json()).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
});
