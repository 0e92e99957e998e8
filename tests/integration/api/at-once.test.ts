import { GraphqlClient } from '../../support/graphql';
import {
  approvedDraft,
  changeKindOf,
  governedScene,
  mutationText,
  newActor,
  submittedDraft,
  type GovernedScene,
  type Input,
} from '../../support/governed-scene';
import { historyFaults } from '../../support/history-faults';
import { onConnection } from '../../support/test-server';
import { startService, type TestService } from '../../support/service';
import type { Role } from '../../../src/access/domain';

// Two cores may be shared with much else.
jest.setTimeout(60_000);

let service: TestService;
let scene: GovernedScene;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service);
});
afterAll(() => service.close());

interface Outcome {
  readonly __typename: string;
  readonly code?: string;
  readonly [field: string]: unknown;
}

interface Call {
  readonly name: string;
  readonly input: Input;
  readonly fields?: string;
  readonly key?: string;
}

async function run(role: Role, { name, input, fields = '', key }: Call): Promise<Outcome> {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  const client = new GraphqlClient(service, role);
  const data = await client.ask<Record<string, Outcome>, object>(
    mutationText(name, fields),
    { input },
    { headers },
  );
  return data[name] ?? { __typename: 'none' };
}

const counted = (outcomes: readonly Outcome[]): Readonly<Record<string, number>> => {
  const kinds = outcomes.map(({ __typename, code }) => code ?? __typename);
  return Object.fromEntries(kinds.map((kind) => [kind, kinds.filter((other) => other === kind).length]));
};

async function changesOf(taxonomy: string, kinds: readonly string[]): Promise<number> {
  const { changes } = await new GraphqlClient(service, 'AUDITOR').ask<
    { changes: { nodes: object[] } },
    object
  >('query($filter: ChangeFilter) { changes(filter: $filter, first: 100) { nodes { kind } } }', {
    filter: { taxonomy, kinds: kinds.map(changeKindOf) },
  });
  return changes.nodes.length;
}

test('of twenty edits on one head one is made, and the others learn the head there is', async () => {
  const draft = await scene.scenario.openDraft('Raced');
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      run('EDITOR', {
        name: 'setLabel',
        input: {
          draft: draft.id,
          expectedHead: 0,
          reason: scene.invoice,
          language: 'nl',
          label: `Kopie ${at}`,
        },
      }),
    ),
  );
  expect(counted(outcomes)).toEqual({ SetLabelPayload: 1, STALE_HEAD: 19 });
});

test('of two approved drafts that are published at once one is, and the other is behind', async () => {
  const { scenario } = scene;
  const [one, other] = [await approvedDraft(scene), await approvedDraft(scene)];
  const outcomes = await Promise.all(
    [one, other].map((draft) =>
      run('STEWARD', {
        name: 'publishVersion',
        input: { draft: draft.id, because: 'A race.' },
        fields: 'version { number }',
      }),
    ),
  );
  expect(counted(outcomes)).toEqual({ PublishVersionPayload: 1, DRAFT_BLOCKED: 1 });
  const refused = await new GraphqlClient(service, 'STEWARD').ask<Record<string, unknown>, object>(
    `query($one: ID!, $other: ID!) { one: draft(id: $one) { state behind } other: draft(id: $other) { state behind } }`,
    { one: one.id, other: other.id },
  );
  expect(Object.values(refused)).toEqual(
    expect.arrayContaining([
      { state: 'PUBLISHED', behind: false },
      { state: 'APPROVED', behind: true },
    ]),
  );
  expect(await changesOf(scenario.key, ['PUBLISH_VERSION'])).toBe(2);
});

test('of twenty taxonomies created with one key one is', async () => {
  const key = `${scene.scenario.key}-race`;
  const input = { key, name: [{ language: 'en', text: 'Race' }], languages: ['en'] };
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => run('ADMIN', { name: 'createTaxonomy', input })),
  );
  expect(counted(outcomes)).toEqual({ CreateTaxonomyPayload: 1, KEY_TAKEN: 19 });
  expect(await changesOf(key, ['CREATE_TAXONOMY'])).toBe(1);
});

test('fifty calls with one Idempotency-Key have one effect and one answer', async () => {
  const { scenario } = scene;
  const before = await changesOf(scenario.key, ['OPEN_DRAFT']);
  const call = {
    name: 'openDraft',
    input: { taxonomy: scenario.taxonomyId, title: 'Once' },
    fields: 'draft { id head title }',
    key: `once-${scenario.key}`,
  };
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => run('EDITOR', call)));
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  expect(outcomes[0]).toMatchObject({ draft: { title: 'Once', head: 0 } });
  expect(await changesOf(scenario.key, ['OPEN_DRAFT'])).toBe(before + 1);
});

test('an Idempotency-Key is bound to its input and to its actor, and a refusal does not use it up', async () => {
  const { scenario } = scene;
  const key = `bound-${scenario.key}`;
  const { taxonomyId: taxonomy } = scenario;
  const open = (title: string) => ({
    name: 'openDraft',
    input: { taxonomy, title },
    fields: 'draft { id }',
    key,
  });
  expect(await run('EDITOR', open(''))).toMatchObject({ code: 'MALFORMED_TEXT' });
  const made = await run('EDITOR', open('Bound'));
  expect(await run('EDITOR', open('Bound'))).toEqual(made);
  expect(await run('STEWARD', open('Bound'))).not.toEqual(made);
  const other = await new GraphqlClient(service, 'EDITOR').answer(
    mutationText('openDraft'),
    { input: { taxonomy, title: 'Other' } },
    { headers: { 'idempotency-key': key } },
  );
  expect(other.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('nothing to do, replayed, is still nothing to do', async () => {
  const draft = await scene.scenario.openDraft('Nothing');
  const input = { draft: draft.id, expectedHead: 0, reason: scene.invoice, residual: false };
  const call = { name: 'setResidual', input, fields: 'draft { head }', key: `nothing-${draft.id}` };
  const first = await run('EDITOR', call);
  expect(first).toMatchObject({ draft: { head: 0 } });
  expect(await run('EDITOR', call)).toEqual(first);
});

test('a draft that is approved while it is edited is approved as it was or not at all', async () => {
  const fresh = await governedScene(service);
  for (let round = 0; round < 5; round += 1) {
    const { id, head, submittedDigest } = await submittedDraft(fresh);
    const [approved, edited] = await Promise.all([
      run('STEWARD', { name: 'approveDraft', input: { draft: id, digest: submittedDigest } }),
      run('EDITOR', {
        name: 'setPriority',
        input: { draft: id, expectedHead: head, reason: fresh.refund, priority: 'URGENT' },
      }),
    ]);
    expect(edited.__typename).toBe('SetPriorityPayload');
    expect(['ApproveDraftPayload', 'DraftBlockedProblem']).toContain(approved.__typename);
    const { draft } = await new GraphqlClient(service, 'EDITOR').ask<{ draft: object }, object>(
      'query($id: ID!) { draft(id: $id) { state submittedDigest review { missing approvals { current } } } }',
      { id },
    );
    const said = approved.__typename === 'ApproveDraftPayload' ? [{ current: false }] : [];
    expect(draft).toEqual({ state: 'DRAFT', submittedDigest: null, review: { missing: 1, approvals: said } });
  }
});

test('of ten equal grants of one role one is made', async () => {
  const actor = await newActor(service);
  const input = { actor, role: 'EDITOR', taxonomy: scene.scenario.taxonomyId };
  const before = await changesOf(scene.scenario.key, ['GRANT_ROLE']);
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => run('ADMIN', { name: 'grantRole', input })),
  );
  expect(counted(outcomes)).toEqual({ GrantRolePayload: 10 });
  expect(await changesOf(scene.scenario.key, ['GRANT_ROLE'])).toBe(before + 1);
});

test('two policies set on one revision: one is, the other is stale', async () => {
  const { taxonomyId: taxonomy } = scene.scenario;
  const set = (maxDepth: number) =>
    run('ADMIN', {
      name: 'setPolicy',
      input: { taxonomy, expectedRevision: 1, policy: { maxDepth }, because: 'A race.' },
    });
  expect(counted(await Promise.all([set(5), set(6)]))).toEqual({ SetPolicyPayload: 1, STALE_REVISION: 1 });
});

test('each mutation of one request sees what the one before it left', async () => {
  const fresh = await governedScene(service);
  const { taxonomyId: taxonomy } = fresh.scenario;
  const policy = (revision: number, maxDepth: number) =>
    `setPolicy(input: {taxonomy: "${taxonomy}", expectedRevision: ${revision}, policy: {maxDepth: ${maxDepth}}, because: "x"})
       { ... on SetPolicyPayload { taxonomy { revision policy { maxDepth } current { taxonomy { revision } } } } }`;
  const answer = await new GraphqlClient(service, 'ADMIN').ask<object, object>(
    `mutation { a: ${policy(1, 4)} b: ${policy(2, 5)} }`,
  );
  const seen = (revision: number, maxDepth: number) => ({
    taxonomy: { revision, policy: { maxDepth }, current: { taxonomy: { revision } } },
  });
  expect(answer).toEqual({ a: seen(2, 4), b: seen(3, 5) });
});

test('after all of this the history and the tables agree', async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
