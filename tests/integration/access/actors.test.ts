import { GraphqlClient } from '../../support/graphql';
import { newActor, newKey } from '../../support/governed-scene';
import { mutation, Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';

let service: TestService;
let admin: GraphqlClient;
beforeAll(async () => {
  service = await startService();
  admin = new GraphqlClient(service, 'ADMIN');
});
afterAll(() => service.close());

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
interface SeenActor {
  readonly id: string;
  readonly name: string;
  readonly roles: Page<{ readonly role: string; readonly taxonomy: string | null }> | null;
  readonly apiKeys: Page<{
    readonly label: string;
    readonly lastUsedAt: string | null;
    readonly revokedAt: string | null;
  }> | null;
  readonly identities: Page<{ readonly subject: string }> | null;
}

const question = `query($filter: ActorFilter, $first: Int, $after: String) {
  actors(filter: $filter, first: $first, after: $after) {
    nodes { id name
      roles { nodes { role taxonomy } pageInfo { hasNextPage endCursor } }
      apiKeys(first: 2) { nodes { label lastUsedAt revokedAt } pageInfo { hasNextPage endCursor } }
      identities { nodes { subject } pageInfo { hasNextPage endCursor } } }
    pageInfo { hasNextPage endCursor } } }`;

const actors = async (variables: object, client = admin): Promise<Page<SeenActor>> =>
  (await client.ask<{ actors: Page<SeenActor> }, object>(question, variables)).actors;

test('who manages access sees everybody, with roles, keys and identities', async () => {
  const { taxonomyId } = await Scenario.create(service);
  const actor = await newActor(service, 'Nadia van Dam');
  const call = {
    name: 'grantRole',
    input: { actor, role: 'CODER', taxonomy: taxonomyId },
    fields: 'actor { id }',
  };
  await mutation(service, 'ADMIN', call);
  for (const label of ['old', 'laptop', 'phone']) await newKey(service, { actor, label });
  const used = await newKey(service, { actor, label: 'used' });
  await new GraphqlClient(service, used).ask('{ viewer { actor { id } } }');
  await mutation(service, 'ADMIN', {
    name: 'revokeApiKey',
    input: { apiKey: used.apiKey },
    fields: 'actor { id }',
  });
  const issuer = 'https://login.example.org';
  await mutation(service, 'ADMIN', {
    name: 'linkIdentity',
    input: { actor, issuer, subject: 'nadia' },
    fields: 'actor { id }',
  });

  const { nodes } = await actors({ filter: { name: 'VAN DAM', kind: 'PERSON' } });
  expect(nodes).toEqual([
    {
      ...{ id: actor, name: 'Nadia van Dam' },
      roles: expect.objectContaining({ nodes: [{ role: 'CODER', taxonomy: taxonomyId }] }),
      apiKeys: {
        nodes: [
          { label: 'used', lastUsedAt: expect.stringMatching(/Z$/), revokedAt: expect.stringMatching(/Z$/) },
          { label: 'phone', lastUsedAt: null, revokedAt: null },
        ],
        pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
      },
      identities: expect.objectContaining({ nodes: [{ subject: 'nadia' }] }),
    },
  ]);
});

test('pages follow one another without a gap, and end', async () => {
  for (let count = 0; count < 7; count += 1) await newActor(service, `Paged ${count}`);
  const names: string[] = [];
  let after: string | null = null;
  do {
    const { nodes, pageInfo }: Page<SeenActor> = await actors({ filter: { name: 'paged' }, first: 3, after });
    names.push(...nodes.map(({ name }) => name));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  expect(names).toEqual([6, 5, 4, 3, 2, 1, 0].map((count) => `Paged ${count}`));
});

test('twenty actors take as many statements as two', async () => {
  for (let count = 0; count < 20; count += 1) {
    const actor = await newActor(service, `Counted ${count}`);
    await newKey(service, { actor });
  }
  const statements = async (first: number): Promise<number> =>
    (await service.statementsDuring(() => actors({ filter: { name: 'counted' }, first }))).length;
  const [two, twenty] = [await statements(2), await statements(20)];
  expect(twenty).toBe(two);
});

test('whoever does not manage access sees of an actor the name, and of themselves the rest too', async () => {
  const editor = new GraphqlClient(service, 'EDITOR');
  const { data, errors } = await editor.answer(question, {});
  expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([{ actors: null }, ['FORBIDDEN']]);
  const { viewer } = await editor.ask<{ viewer: { actor: SeenActor } }, object>(
    '{ viewer { actor { id name roles { nodes { role } } apiKeys { nodes { label } } } } }',
  );
  expect(viewer.actor.roles?.nodes).toEqual([{ role: 'EDITOR' }]);
  expect(viewer.actor.apiKeys?.nodes).toHaveLength(1);
  const other = await newActor(service, 'Somebody else');
  const { node } = await editor.ask<{ node: object }, object>(
    `{ node(id: "${other}") { ... on Actor { name roles { nodes { role } } apiKeys { nodes { label } } identities { nodes { subject } } } } }`,
  );
  expect(node).toEqual({ name: 'Somebody else', roles: null, apiKeys: null, identities: null });
});

describe('suspension', () => {
  const suspend = (client: GraphqlClient, actor: string, because = 'On leave.') =>
    client.ask<{ suspendActor: { __typename: string; code?: string } }, object>(
      `mutation { suspendActor(input: { actor: "${actor}", because: ${JSON.stringify(because)} }) {
        __typename ... on Problem { code } ... on SuspendActorPayload { actor { suspendedAt } } } }`,
    );

  test('stops the keys of the actor at once; a second time it changes nothing', async () => {
    const actor = await newActor(service);
    const key = await newKey(service, { actor });
    const client = new GraphqlClient(service, key);
    await client.ask('{ viewer { actor { id } } }');
    expect(await suspend(admin, actor)).toMatchObject({
      suspendActor: {
        __typename: 'SuspendActorPayload',
        actor: { suspendedAt: expect.stringMatching(/Z$/) },
      },
    });
    expect((await client.answer('{ viewer { actor { id } } }')).status).toBe(401);
    const before = await suspend(admin, actor);
    const { changes } = await admin.ask<{ changes: Page<{ kind: string }> }, object>(
      `{ changes(filter: { subject: "${actor}", kinds: [SUSPEND_ACTOR] }) { nodes { kind } } }`,
    );
    expect(changes.nodes).toHaveLength(1);
    expect(before.suspendActor.__typename).toBe('SuspendActorPayload');
  });

  test('of oneself, of nobody and without a reason is refused', async () => {
    const { viewer } = await admin.ask<{ viewer: { actor: { id: string } } }, object>(
      '{ viewer { actor { id } } }',
    );
    expect(await suspend(admin, viewer.actor.id)).toEqual({
      suspendActor: { __typename: 'OwnSuspensionProblem', code: 'OWN_SUSPENSION' },
    });
    const lost = Buffer.from('Actor:00000000-0000-7000-8000-00000000dead').toString('base64url');
    expect(await suspend(admin, lost)).toMatchObject({ suspendActor: { code: 'NOT_FOUND' } });
    const system = Buffer.from('Actor:00000000-0000-7000-8000-000000000000').toString('base64url');
    expect(await suspend(admin, system)).toMatchObject({ suspendActor: { code: 'NOT_FOUND' } });
    expect(await suspend(admin, await newActor(service), ' ')).toMatchObject({
      suspendActor: { code: 'MALFORMED_TEXT' },
    });
  });
});
