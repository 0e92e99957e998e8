import { historyFaults } from '../../support/history-faults';
import { onConnection } from '../../support/test-server';
import { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';

// Two cores may be shared with much else.
jest.setTimeout(60_000);

let service: TestService;
let key: string;
beforeAll(async () => {
  service = await startService();
  ({ key } = await Scenario.create(service));
});
afterAll(() => service.close());

const list = 'id,parent,name\nz,,A\n';

async function answer(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${service.token('STEWARD')}` };
  const response = await fetch(`${service.url}/v1/taxonomies/${path}`, { headers, ...init });
  return { status: response.status, text: await response.text() };
}

const badKeys = [
  '%00',
  'a%00b',
  '%ff',
  '%ed%a0%80',
  '%F0%9F%92%A9',
  '..%2f..%2fgraphql',
  'x'.repeat(200),
  '%20',
];

describe('a path that names nothing is answered in words and never as a fault of ours', () => {
  test.each(badKeys)('with the key %s', async (bad) => {
    for (const path of [`${bad}/current`, `${bad}/versions/1`, `${bad}/exports?format=csv`]) {
      const { status, text } = await answer(path);
      expect([path, [400, 404, 414].includes(status), text.includes('SELECT')]).toEqual([path, true, false]);
    }
    const { status } = await answer(`${bad}/imports?format=csv`, { method: 'POST', body: list });
    expect([400, 404, 414]).toContain(status);
  });

  test.each(['0', '-1', '1.5', '99999999999', '%00', 'x'])('with the version %s', async (number) => {
    const { status, text } = await answer(`${key}/versions/${number}`);
    expect([status, JSON.parse(text)]).toMatchObject([404, { problem: { code: 'NOT_FOUND' } }]);
    expect((await answer(`${key}/exports?format=csv&version=${number}`)).status).toBe(400);
  });
});

test.each([
  ['without a body', { method: 'POST' }, 422],
  ['with an empty one', { method: 'POST', body: '' }, 422],
  ['of zeros', { method: 'POST', body: new Uint8Array(100_000) }, 422],
  [
    'of bytes that are no text',
    { method: 'POST', body: Uint8Array.from({ length: 5_000 }, (_, at) => 0x81 + (at % 5)) },
    422,
  ],
])('an import %s is refused', async (_what, init, expected) => {
  const { status, text } = await answer(`${key}/imports?format=csv`, init);
  expect([status, JSON.parse(text)]).toMatchObject([expected, { problem: { code: 'IMPORT_REFUSED' } }]);
});

test.each([
  'format=xml',
  'format=csv&format=json',
  'format=csv&map=%00',
  'format=csv&map=id',
  'format=csv&base=-1',
  'format=csv&skipRows=99999999999',
  'format=csv&retireAs=NOWHERE&because=x',
  'format=csv&encoding=utf-16',
  'format=csv&language=%00',
  'format=csv&title=%00',
  'format=csv&title=a%07',
  'format=csv&unheard=of',
  '',
])('an import with the options "%s" is refused, and nothing is written', async (query) => {
  const { status, text } = await answer(`${key}/imports?${query}`, { method: 'POST', body: list });
  expect([query, [400, 422].includes(status)]).toEqual([query, true]);
  expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|SELECT|node_modules/);
});

test('after all of this there is no draft, and the history and the tables agree', async () => {
  const headers = { authorization: `Bearer ${service.token('STEWARD')}`, 'content-type': 'application/json' };
  const query = `{ taxonomy(key: "${key}") { drafts { nodes { id } } } }`;
  const response = await fetch(`${service.url}/graphql`, {
    ...{ method: 'POST', headers },
    body: JSON.stringify({ query }),
  });
  expect(await response.json()).toEqual({ data: { taxonomy: { drafts: { nodes: [] } } } });
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
