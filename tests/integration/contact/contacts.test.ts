import { randomBytes } from 'node:crypto';
import { newCoder, run, type Outcome } from '../../support/calibration-scene';
import type { GraphqlClient } from '../../support/graphql';
import { mutationText, newActor } from '../../support/governed-scene';
import { historyFaults } from '../../support/history-faults';
import { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

// Two cores may be shared with much else.
jest.setTimeout(60_000);

let service: TestService;
let scenario: Scenario;
beforeAll(async () => {
  service = await startService();
  scenario = await Scenario.create(service);
});
afterAll(() => service.close());

const contact = (fields: object = {}) => ({
  ...{ source: 'desk', externalId: randomBytes(6).toString('hex'), occurredAt: '2026-01-02T03:04:05Z' },
  ...fields,
});
const fields = 'added corrected unchanged contacts { id } rejected { index field code observed expected }';
const add = (contacts: readonly object[]): Promise<Outcome> =>
  run(scenario.as('ANALYST'), 'addContacts', { taxonomy: scenario.taxonomyId, contacts }, fields);

const changesOf = async (kind: string): Promise<readonly { after: unknown }[]> => {
  const data = await scenario
    .as('AUDITOR')
    .ask<{ changes: { nodes: { after: unknown }[] } }, object>(
      'query($filter: ChangeFilter) { changes(filter: $filter, first: 100) { nodes { after } } }',
      { filter: { taxonomy: scenario.key, kinds: [kind] } },
    );
  return data.changes.nodes;
};

describe('contacts', () => {
  test('are recorded once, and the same again changes nothing', async () => {
    const contacts = [contact(), contact({ channel: 'PHONE', excerpt: 'Mail ann@example.org' })];
    const before = (await changesOf('ADD_CONTACTS')).length;
    const first = await add(contacts);
    expect(first).toMatchObject({ added: 2, unchanged: 0, rejected: [] });
    const again = await add(contacts);
    expect(again).toMatchObject({ added: 0, unchanged: 2, rejected: [], contacts: first['contacts'] });
    expect((await changesOf('ADD_CONTACTS')).length).toBe(before + 1);
  });

  test('are answered row by row where they cannot be taken, and the rest is kept', async () => {
    const known = contact({ channel: 'PHONE', excerpt: 'Hello' });
    await add([known]);
    const outcome = await add([
      contact({ channel: 'PIGEON', occurredAt: 'yesterday' }),
      contact(),
      { ...known, excerpt: 'Good day' },
      contact({ excerpt: '\u0007' }),
    ]);
    expect(outcome).toMatchObject({
      ...{ added: 1, corrected: 0, unchanged: 0 },
      rejected: [
        { index: 0, field: 'occurredAt', code: 'MALFORMED_INSTANT', observed: 'yesterday' },
        { index: 0, field: 'channel', code: 'UNKNOWN_CHANNEL', observed: 'PIGEON' },
        { index: 2, field: 'excerpt', code: 'DIFFERS', observed: null },
        { index: 3, field: 'excerpt', code: 'MALFORMED_TEXT', observed: null },
      ],
    });
  });

  test('sent again otherwise are corrected, in what is said of them', async () => {
    const known = contact({ channel: 'PHONE', segment: 'Home' });
    const first = await add([known]);
    const again = { ...known, segment: undefined, channel: 'EMAIL', occurredAt: '2026-02-02T03:04:05Z' };
    const second = await add([again]);
    expect(second).toMatchObject({ added: 0, corrected: 1, unchanged: 0, contacts: first['contacts'] });
    expect(await add([again])).toMatchObject({ corrected: 0, unchanged: 1 });
    expect(await add([{ ...again, segment: 'Home' }])).toMatchObject({ corrected: 0, unchanged: 1 });
  });

  test('that stand twice in a batch are taken once, and what is said otherwise is not taken', async () => {
    const twice = contact();
    expect(await add([twice, twice])).toMatchObject({ added: 1, unchanged: 1, rejected: [] });
    const other = contact();
    expect(await add([other, { ...other, cluster: 'c' }])).toMatchObject({
      ...{ added: 1, corrected: 0 },
      rejected: [{ index: 1, field: 'externalId', code: 'NAMED_TWICE' }],
    });
  });

  test('sent by several at once are recorded once', async () => {
    const contacts = Array.from({ length: 20 }, () => contact());
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => add(contacts)));
    const added = outcomes.map((outcome) => Number(outcome['added'])).reduce((sum, count) => sum + count, 0);
    expect(added).toBe(20);
    expect(outcomes.every(({ rejected }) => Array.isArray(rejected) && rejected.length === 0)).toBe(true);
  });

  test('are at most 500 at once', async () => {
    const input = { taxonomy: scenario.taxonomyId, contacts: Array.from({ length: 501 }, () => contact()) };
    const { errors } = await scenario.as('ANALYST').answer(mutationText('addContacts'), { input });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['LIMIT_EXCEEDED']);
  });

  test('may be recorded by another system, which does not read them', async () => {
    const input = { taxonomy: scenario.taxonomyId, contacts: [contact()] };
    expect(await run(scenario.as('MACHINE'), 'addContacts', input, 'added contacts { id }')).toMatchObject({
      ...{ added: 1, contacts: null },
    });
  });

  test('are found by filter, the latest first, page by page, and their excerpts by those who may', async () => {
    const source = `s-${randomBytes(3).toString('hex')}`;
    const days = ['01', '02', '03', '04', '05'];
    const excerpt = 'Card 4111 1111 1111 1111';
    await add(
      days.map((day) =>
        contact({ source, occurredAt: `2026-02-${day}T00:00:00Z`, ...(day === '03' ? { excerpt } : {}) }),
      ),
    );
    interface Page {
      readonly contacts: {
        readonly nodes: readonly { occurredAt: string; excerpt: unknown }[];
        readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
      };
    }
    const ask = (client: GraphqlClient, filter: object, after: string | null = null): Promise<Page> =>
      client.ask<Page, object>(
        `query($key: String!, $filter: ContactFilter, $after: String) { contacts(taxonomy: $key, filter: $filter, first: 2, after: $after) {
           nodes { occurredAt excerpt { text redacted } } pageInfo { endCursor hasNextPage } } }`,
        { key: scenario.key, filter: { source, ...filter }, after },
      );
    const analyst = scenario.as('ANALYST');
    const first = await ask(analyst, {});
    expect(first.contacts.nodes.map(({ occurredAt }) => occurredAt.slice(8, 10))).toEqual(['05', '04']);
    const second = await ask(analyst, {}, first.contacts.pageInfo.endCursor);
    expect(second.contacts.nodes.map(({ occurredAt }) => occurredAt.slice(8, 10))).toEqual(['03', '02']);
    expect(second.contacts.nodes[0]?.excerpt).toEqual({ text: 'Card [card]', redacted: ['CARD'] });
    const said = await ask(analyst, { hasExcerpt: true });
    expect(said.contacts.nodes).toHaveLength(1);
    const unread = await ask(scenario.as('AUDITOR'), { hasExcerpt: true });
    expect(unread.contacts.nodes.map((node) => node.excerpt)).toEqual([null]);
    const { contacts } = await ask(analyst, { from: '2026-02-02T00:00:00Z', until: '2026-02-03T00:00:00Z' });
    expect(contacts.nodes).toHaveLength(1);
  });
});

describe('coders', () => {
  const register = (wish: object): Promise<Outcome> =>
    run(
      scenario.as('ANALYST'),
      'registerCoder',
      { taxonomy: scenario.taxonomyId, kind: 'AGENT', externalId: randomBytes(5).toString('hex'), ...wish },
      'coder { id kind externalId name modelVersion revision retiredAt }',
    );

  test('are people, or one version of a model', async () => {
    expect(await register({ kind: 'MODEL', name: 'router', modelVersion: '3' })).toMatchObject({
      coder: { kind: 'MODEL', name: 'router', modelVersion: '3', revision: 1 },
    });
    expect(await register({ kind: 'MODEL', name: 'router' })).toMatchObject({ code: 'MALFORMED_CODER' });
    expect(await register({ modelVersion: '3' })).toMatchObject({ code: 'MALFORMED_CODER' });
  });

  test('have an external id of their own, and one actor is one coder of a taxonomy', async () => {
    const actor = await newActor(service);
    const externalId = randomBytes(5).toString('hex');
    expect(await register({ externalId, actor })).toMatchObject({ __typename: 'RegisterCoderPayload' });
    expect(await register({ externalId })).toMatchObject({ code: 'EXTERNAL_ID_TAKEN' });
    expect(await register({ actor })).toMatchObject({ code: 'ACTOR_TAKEN' });
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => register({ externalId: `x${externalId}` })),
    );
    expect(outcomes.filter(({ code }) => code === 'EXTERNAL_ID_TAKEN')).toHaveLength(4);
  });

  test('are linked on the revision that was seen, and not once they are retired', async () => {
    const { id } = await newCoder(service, scenario, { kind: 'AGENT' });
    const analyst = scenario.as('ANALYST');
    const actor = await newActor(service);
    const link = (expectedRevision: number, to: string | null) =>
      run(
        analyst,
        'linkCoder',
        { coder: id, expectedRevision, actor: to, because: 'A test.' },
        'coder { revision }',
      );
    expect(await link(1, actor)).toMatchObject({ coder: { revision: 2 } });
    expect(await link(1, null)).toMatchObject({ code: 'STALE_REVISION' });
    expect(await link(2, actor)).toMatchObject({ coder: { revision: 2 } });
    const retire = () =>
      run(analyst, 'retireCoder', { coder: id, because: 'Gone.' }, 'coder { retiredAt revision }');
    const retired = await retire();
    expect(retired).toMatchObject({ coder: { revision: 3 } });
    expect(await retire()).toEqual(retired);
    expect(await link(3, actor)).toMatchObject({ code: 'CODER_RETIRED' });
  });

  test('stand in the history without their names', async () => {
    const externalId = randomBytes(5).toString('hex');
    await register({ externalId, name: `Jane ${externalId}` });
    const { rows } = await onConnection(service.database.owner, (client) =>
      client.query(
        `SELECT body FROM row_image WHERE body LIKE $1 UNION ALL SELECT body FROM change WHERE body LIKE $1`,
        [`%Jane ${externalId}%`],
      ),
    );
    expect(rows).toEqual([]);
  });

  test('are listed by external id, and seen by themselves', async () => {
    const coder = await newCoder(service, scenario, { kind: 'AGENT' });
    const { coders } = await scenario
      .as('AUDITOR')
      .ask<{ coders: { nodes: { externalId: string }[] } }, object>(
        'query($key: String!) { coders(taxonomy: $key, kinds: [AGENT], includeRetired: true, first: 100) { nodes { externalId } } }',
        { key: scenario.key },
      );
    const ids = coders.nodes.map(({ externalId }) => externalId);
    expect(ids).toEqual(ids.toSorted());
    const node = 'query($id: ID!) { node(id: $id) { ... on Coder { kind } } }';
    expect(await coder.client.ask(node, { id: coder.id })).toEqual({ node: { kind: 'AGENT' } });
    expect(await scenario.as('CODER').ask(node, { id: coder.id })).toEqual({ node: null });
  });
});

test('after all of this the history and the tables agree', async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
