import { GraphqlClient } from '../../support/graphql';
import { governedScene, mutationText, type GovernedScene, type Input } from '../../support/governed-scene';
import { historyFaults } from '../../support/history-faults';
import { assign, newDepartment } from '../../support/ownership-cases';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';
import type { Role } from '../../../src/access/domain';

// Two cores may be shared with much else.
jest.setTimeout(120_000);

let service: TestService;
let scene: GovernedScene;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service, { policy: { backdating: 'ALLOWED' } });
});
afterAll(async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  await service.close();
});

interface Answered {
  readonly __typename: string;
  readonly code?: string;
  readonly [field: string]: unknown;
}

async function run(role: Role, name: string, input: Input, fields = ''): Promise<Answered> {
  const data = await new GraphqlClient(service, role).ask<Record<string, Answered>, object>(
    mutationText(name, fields),
    { input },
  );
  return data[name] ?? { __typename: 'none' };
}

const ask = <Data>(role: Role, query: string, variables: object = {}): Promise<Data> =>
  new GraphqlClient(service, role).ask<Data, object>(query, variables);

interface OwnersAnswer {
  readonly ownersAt: {
    readonly owners: readonly {
      readonly role: string;
      readonly inherited: boolean;
      readonly since: string;
      readonly recordedAt: string;
      readonly department: { readonly code: string };
      readonly source: { readonly id: string };
    }[];
  } | null;
}

async function ownersOf(reason: string, at: string | null = null, knownAt: string | null = null) {
  const query = `query($reason: ID!, $at: DateTime, $knownAt: DateTime) {
    ownersAt(reason: $reason, at: $at, knownAt: $knownAt) {
      owners { role inherited since recordedAt department { code } source { id } } } }`;
  return (await ask<OwnersAnswer>('MACHINE', query, { reason, at, knownAt })).ownersAt?.owners ?? [];
}

const codesOf = (owners: Awaited<ReturnType<typeof ownersOf>>): readonly string[] =>
  owners.map(({ role, department }) => `${role} ${department.code}`);

async function newest(): Promise<{
  readonly kind: string;
  readonly before: unknown;
  readonly after: unknown;
}> {
  const { changes } = await ask<{ changes: { nodes: [{ kind: string; before: unknown; after: unknown }] } }>(
    'AUDITOR',
    '{ changes(first: 1) { nodes { kind before after changeSet { id } } } }',
  );
  return changes.nodes[0];
}

describe('owners', () => {
  let finance: string;
  let care: string;
  beforeAll(async () => {
    finance = await newDepartment(scene.scenario, { code: 'FIN', aliases: ['MONEY'] });
    care = await newDepartment(scene.scenario, { code: 'CARE' });
  });

  test('are inherited from the nearest ancestor, and the source is told', async () => {
    const { scenario, billing, refund, invoice } = scene;
    await assign(scenario, [{ reason: billing, departments: [finance] }], { from: '2020-01-01T00:00:00Z' });
    await assign(scenario, [{ reason: refund, departments: [care] }], { from: '2020-01-01T00:00:00Z' });
    expect(await ownersOf(invoice)).toMatchObject([
      { role: 'ACCOUNTABLE', inherited: true, department: { code: 'FIN' }, source: { id: billing } },
    ]);
    expect(await ownersOf(refund)).toMatchObject([{ inherited: false, department: { code: 'CARE' } }]);
    expect(await newest()).toMatchObject({
      kind: 'ASSIGN_OWNERS',
      before: { role: 'ACCOUNTABLE', departments: [] },
      after: { role: 'ACCOUNTABLE', from: '2020-01-01T00:00:00.000Z', until: null },
    });
  });

  test('are corrected without forgetting what was believed before', async () => {
    const { scenario, delivery } = scene;
    const from = '2021-01-01T00:00:00Z';
    await assign(scenario, [{ reason: delivery, departments: [finance] }], { from });
    const [first] = await ownersOf(delivery);
    const believedFirst = first?.recordedAt ?? '';
    await assign(scenario, [{ reason: delivery, departments: [care] }], { from });
    expect(codesOf(await ownersOf(delivery, '2021-06-01T00:00:00Z'))).toEqual(['ACCOUNTABLE CARE']);
    expect(codesOf(await ownersOf(delivery, '2021-06-01T00:00:00Z', believedFirst))).toEqual([
      'ACCOUNTABLE FIN',
    ]);
    expect(await ownersOf(delivery, '2020-06-01T00:00:00Z')).toEqual([]);
    expect(await ownersOf(delivery, '2021-06-01T00:00:00Z', '2020-01-01T00:00:00Z')).toEqual([]);
    expect(await assign(scenario, [{ reason: delivery, departments: [care] }], { from })).toBe(0);
  });

  test('of one moment are one accountable department at most, also when two are stated at once', async () => {
    const { scenario, invoice } = scene;
    const departments = await Promise.all(Array.from({ length: 6 }, () => newDepartment(scenario)));
    const from = '2400-01-01T00:00:00Z';
    await Promise.all(
      departments.map((one) => assign(scenario, [{ reason: invoice, departments: [one] }], { from })),
    );
    expect(await ownersOf(invoice, '2400-06-01T00:00:00Z')).toHaveLength(1);
  });

  test.each<[string, (given: GovernedScene) => Input, string]>([
    ['a retired reason', ({ fax }) => ({ reason: fax, departments: [] }), 'REASON_RETIRED'],
    ['a reason that is nowhere', ({ draft }) => ({ reason: draft.id, departments: [] }), 'BAD_USER_INPUT'],
    [
      'two accountable departments',
      ({ invoice }) => ({ reason: invoice, departments: ['a', 'b'] }),
      'SEVERAL_ACCOUNTABLE',
    ],
  ])('cannot be stated of %s', async (_what, owners, code) => {
    const stated = owners(scene) as { reason: string; departments: string[] };
    const departments = stated.departments.map((_, at) => (at === 0 ? finance : care));
    const input = {
      ...{ taxonomy: scene.scenario.taxonomyId, because: 'A test.' },
      owners: [{ role: 'ACCOUNTABLE', ...stated, departments }],
    };
    const text = `mutation($input: AssignOwnersInput!) { assignOwners(input: $input) {
      ... on AssignmentRefusedProblem { faults { code reason { id } } } } }`;
    const { data, errors } = await new GraphqlClient(service, 'STEWARD').answer<
      { assignOwners: { faults: { code: string }[] } },
      object
    >(text, { input });
    const codes = [
      ...errors.map(({ extensions }) => extensions.code),
      ...(data?.assignOwners?.faults ?? []).map((fault) => fault.code),
    ];
    expect(codes).toEqual([code]);
  });

  test('cannot be stated for the past where the policy refuses it', async () => {
    const strict = await governedScene(service);
    const department = await newDepartment(strict.scenario);
    const owners = [{ reason: strict.refund, role: 'ACCOUNTABLE', departments: [department] }];
    const input = {
      taxonomy: strict.scenario.taxonomyId,
      owners,
      from: '2020-01-01T00:00:00Z',
      because: 'Late.',
    };
    expect(await run('STEWARD', 'assignOwners', input)).toMatchObject({
      code: 'ASSIGNMENT_REFUSED',
      message: expect.stringContaining('backdating'),
    });
  });

  test('are where contacts go: department, priority and target', async () => {
    const { refund } = scene;
    const route = `query($reason: ID!) { routeFor(reason: $reason) { department { code } candidates { code } undecidedBecause priority target { amount } } }`;
    expect(await ask('MACHINE', route, { reason: refund })).toEqual({
      routeFor: {
        department: { code: 'CARE' },
        candidates: [],
        undecidedBecause: null,
        priority: null,
        target: null,
      },
    });
    const other = await governedScene(service);
    const [one, two] = [await newDepartment(other.scenario), await newDepartment(other.scenario)];
    await assign(other.scenario, [{ reason: other.refund, role: 'RESPONSIBLE', departments: [one, two] }]);
    expect(await ask('MACHINE', route, { reason: other.refund })).toMatchObject({
      routeFor: {
        department: null,
        candidates: [{}, {}],
        undecidedBecause: expect.stringContaining('2 departments'),
      },
    });
  });

  test('cover a version as far as the policy asks, and what they do not cover is a finding when it is turned on', async () => {
    const here = await governedScene(service, {
      policy: { severities: [{ rule: 'OWNER_MISSING', severity: 'WARNING' }] },
    });
    const department = await newDepartment(here.scenario, { code: 'ONE' });
    await assign(here.scenario, [{ reason: here.billing, departments: [department] }]);
    const query = `query($key: String!) { currentTaxonomy(key: $key) {
      coverage { leaves owned unowned unownedReasons { nodes { code } } departments { accountable department { code } } }
      findings { findings { rule reasons { code } } } } }`;
    expect(await ask('MACHINE', query, { key: here.scenario.key })).toEqual({
      currentTaxonomy: {
        coverage: {
          ...{ leaves: 3, owned: 2, unowned: 1, unownedReasons: { nodes: [{ code: 'delivery' }] } },
          departments: [{ accountable: 2, department: { code: 'ONE' } }],
        },
        findings: {
          findings: [
            { rule: 'UNKNOWN_RESOLUTION', reasons: [{ code: 'invoice' }] },
            { rule: 'OWNER_MISSING', reasons: [{ code: 'delivery' }] },
          ],
        },
      },
    });
    const taxonomy = here.scenario.taxonomyId;
    const severities = [{ rule: 'OWNER_MISSING', severity: 'BLOCKING' }];
    await run('ADMIN', 'setPolicy', {
      taxonomy,
      expectedRevision: 1,
      policy: { severities },
      because: 'Now.',
    });
    const edited = await here.scenario.edit(here.draft, 'setIntent', {
      ...{ reason: here.refund, language: 'en', text: 'Has the money' },
    });
    const input = { draft: edited.id, expectedHead: edited.head };
    expect(await run('EDITOR', 'submitDraft', input)).toMatchObject({ code: 'DRAFT_BLOCKED' });
    await assign(here.scenario, [{ reason: here.delivery, departments: [department] }]);
    expect(await run('EDITOR', 'submitDraft', input)).toMatchObject({ __typename: 'SubmitDraftPayload' });
  });

  test('that a draft proposes start with its version, and lapse when it is abandoned', async () => {
    const here = await governedScene(service);
    const { scenario, billing } = here;
    const department = await newDepartment(scenario, { code: 'NEW' });
    const propose = async (code: string) => {
      const opened = await scenario.openDraft(code);
      const made = await scenario.createReason(opened, { code, label: code, parent: billing });
      const owners = [{ reason: made.reason, role: 'ACCOUNTABLE', departments: [department] }];
      const input = { draft: made.draft.id, owners, because: 'It comes.' };
      expect(await run('EDITOR', 'proposeOwners', input)).toMatchObject({
        __typename: 'ProposeOwnersPayload',
      });
      return made;
    };
    const kept = await propose('kept');
    const lost = await propose('lost');
    expect(await ownersOf(kept.reason)).toEqual([]);
    await run('EDITOR', 'abandonDraft', { draft: lost.draft.id, because: 'No.' });
    const { digest } = await scenario.submit(kept.draft);
    const add = { department, actor: await viewerOf('DEPARTMENT_OWNER') };
    await run('ADMIN', 'addDepartmentMember', add);
    const forDepartment = { draft: kept.draft.id, digest, department };
    expect(await run('DEPARTMENT_OWNER', 'approveDraft', forDepartment)).toMatchObject({
      __typename: 'ApproveDraftPayload',
    });
    await run('STEWARD', 'approveDraft', { draft: kept.draft.id, digest });
    const published = await run('STEWARD', 'publishVersion', { draft: kept.draft.id, because: 'Go.' });
    expect(published.__typename).toBe('PublishVersionPayload');
    expect(codesOf(await ownersOf(kept.reason))).toEqual(['ACCOUNTABLE NEW']);
    expect(await ownersOf(kept.reason, '2020-01-01T00:00:00Z')).toEqual([]);
    const strangers = {
      draft: kept.draft.id,
      owners: [{ reason: kept.reason, role: 'INFORMED', departments: [] }],
    };
    expect(await run('EDITOR', 'proposeOwners', { ...strangers, because: 'Late.' })).toMatchObject({
      code: 'DRAFT_BLOCKED',
    });
  });
});

const viewerOf = async (role: Role): Promise<string> =>
  (await ask<{ viewer: { actor: { id: string } } }>(role, '{ viewer { actor { id } } }')).viewer.actor.id;

describe('departments', () => {
  test('are not dissolved while they answer for something, unless the taker is named, and then both happen', async () => {
    const here = await governedScene(service);
    const { scenario, refund } = here;
    const old = await newDepartment(scenario, { code: 'OLD' });
    const successor = await newDepartment(scenario, { code: 'NEXT' });
    await assign(scenario, [{ reason: refund, departments: [old] }]);
    const input = { department: old, successor, because: 'Merged.' };
    const owns = '... on DepartmentOwnsProblem { observed reasons { id } }';
    const text = `mutation($input: DissolveDepartmentInput!) { dissolveDepartment(input: $input) { __typename ${owns} } }`;
    expect(await ask('ADMIN', text, { input })).toEqual({
      dissolveDepartment: { __typename: 'DepartmentOwnsProblem', observed: 1, reasons: [{ id: refund }] },
    });
    const fields = 'department { dissolvedAt successor { code } }';
    const done = await run('ADMIN', 'dissolveDepartment', { ...input, transferTo: successor }, fields);
    expect(done).toMatchObject({
      department: { dissolvedAt: expect.any(String), successor: { code: 'NEXT' } },
    });
    expect(codesOf(await ownersOf(refund))).toEqual(['ACCOUNTABLE NEXT']);
    const { changes } = await ask<{ changes: { nodes: { kind: string; changeSet: { id: string } }[] } }>(
      'AUDITOR',
      '{ changes(first: 2) { nodes { kind changeSet { id } } } }',
    );
    expect(changes.nodes.map(({ kind }) => kind)).toEqual(['DISSOLVE_DEPARTMENT', 'ASSIGN_OWNERS']);
    expect(new Set(changes.nodes.map(({ changeSet }) => changeSet.id)).size).toBe(1);
    const again = [{ reason: refund, role: 'ACCOUNTABLE', departments: [old] }];
    const stated = { taxonomy: scenario.taxonomyId, owners: again, because: 'Back.' };
    expect(await run('STEWARD', 'assignOwners', stated)).toMatchObject({
      code: 'ASSIGNMENT_REFUSED',
      message: expect.stringContaining('OLD'),
    });
  });

  test('keep their tree: of two moves that would make a circle, made at once, one is refused', async () => {
    const { scenario } = await governedScene(service);
    const [one, other] = [await newDepartment(scenario), await newDepartment(scenario)];
    const outcomes = await Promise.all([
      run('ADMIN', 'moveDepartment', { department: one, expectedRevision: 1, parent: other }),
      run('ADMIN', 'moveDepartment', { department: other, expectedRevision: 1, parent: one }),
    ]);
    expect(outcomes.map(({ code }) => code ?? 'taken').toSorted()).toEqual(['DEPARTMENT_REFUSED', 'taken']);
  });

  test('are found by code or alias, and of one code there is one, also when two are made at once', async () => {
    const { scenario } = scene;
    const query =
      'query($key: String!, $code: String!) { taxonomy(key: $key) { department(code: $code) { code } } }';
    expect(await ask('MACHINE', query, { key: scenario.key, code: 'money' })).toEqual({
      taxonomy: { department: { code: 'FIN' } },
    });
    const input = { taxonomy: scenario.taxonomyId, code: 'TWIN', name: [{ language: 'en', text: 'Twin' }] };
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => run('ADMIN', 'createDepartment', input)),
    );
    expect(outcomes.filter(({ code }) => code === 'DEPARTMENT_REFUSED')).toHaveLength(4);
  });
});

test('the owners of 20 reasons take as many statements as those of 2', async () => {
  const counts: number[] = [];
  for (const size of [2, 20]) {
    const { scenario } = await governedScene(service, { policy: { maxFanOut: 100, approvals: 0 } });
    let draft = await scenario.openDraft('Many');
    const reasons: string[] = [];
    for (let at = 0; at < size; at += 1) {
      const made = await scenario.createReason(draft, { code: `r${at}`, label: `Reason ${at}` });
      draft = made.draft;
      reasons.push(made.reason);
    }
    await scenario.publish(draft);
    const departments = await Promise.all(reasons.map(() => newDepartment(scenario)));
    await assign(
      scenario,
      reasons.map((reason, at) => ({ reason, departments: [departments[at] ?? ''] })),
    );
    const query = `query($key: String!) { currentTaxonomy(key: $key) {
      reasons { code owners { role department { code parent { code } successor { code } } source { id } } }
      coverage { departments { department { code } } unownedReasons { nodes { code } } } } }`;
    const work = () => ask<object>('MACHINE', query, { key: scenario.key });
    await work();
    counts.push((await service.statementsDuring(work)).length);
  }
  expect(counts[1]).toBe(counts[0]);
});
