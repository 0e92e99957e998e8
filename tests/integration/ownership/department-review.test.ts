import { GraphqlClient } from '../../support/graphql';
import {
  governedScene,
  memberOf,
  mutationText,
  type GovernedScene,
  type Input,
} from '../../support/governed-scene';
import { historyFaults } from '../../support/history-faults';
import { actorOf, assign, newDepartment } from '../../support/ownership-cases';
import type { DraftRef } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';
import type { Role } from '../../../src/access/domain';

// Two cores may be shared with much else.
jest.setTimeout(120_000);

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  await service.close();
});

interface Outcome {
  readonly __typename: string;
  readonly code?: string;
  readonly blockers?: readonly { readonly code: string }[];
  readonly draft?: { readonly state: string };
}

const blocked = '... on DraftBlockedProblem { blockers { code } }';

async function run(client: GraphqlClient | Role, name: string, input: Input): Promise<string> {
  const asked = typeof client === 'string' ? new GraphqlClient(service, client) : client;
  const isOfDrafts = name !== 'commentOnDraft';
  const plain = '... on Problem { code message }';
  const text = mutationText(name).replace(plain, isOfDrafts ? `${plain} ${blocked}` : plain);
  const { data, errors } = await asked.answer<Record<string, Outcome>, object>(text, { input });
  const [error] = errors;
  if (error !== undefined) return error.extensions.code;
  const outcome = data?.[name];
  if (outcome?.blockers !== undefined) return outcome.blockers.map(({ code }) => code).join(' ');
  return outcome?.code ?? 'taken';
}

const namesOf = (departments: readonly { readonly code: string }[]): string =>
  departments
    .map(({ code }) => code)
    .toSorted()
    .join(' or ');

interface Part {
  readonly anyOf: readonly { readonly code: string }[];
  readonly state: string;
  readonly missing: readonly object[];
}

async function reviewOf(draft: string) {
  const query = `query($id: ID!) { draft(id: $id) { state review { missing stewardsMissing waitingFor
    parts { anyOf { code } state missing { id } } } } }`;
  const { draft: found } = await new GraphqlClient(service, 'EDITOR').ask<
    { draft: { state: string; review: { missing: number; waitingFor: string[]; parts: Part[] } } },
    object
  >(query, { id: draft });
  const { parts, ...rest } = found.review;
  const states = parts.map(({ anyOf, state }) => [namesOf(anyOf), state] as const);
  return { state: found.state, ...rest, parts: Object.fromEntries(states) };
}

/** Billing belongs to FIN, delivery to LOG, and refund to any one of CARE and BACK; each has a spokesperson of its own. */
interface OwnedScene extends GovernedScene {
  readonly of: Readonly<Record<'FIN' | 'LOG' | 'CARE' | 'BACK', string>>;
  readonly speaking: Readonly<Record<'FIN' | 'LOG' | 'CARE' | 'BACK', GraphqlClient>>;
}

async function ownedScene(settings: Readonly<Record<string, unknown>> = {}): Promise<OwnedScene> {
  const scene = await governedScene(service, settings);
  const { scenario, billing, delivery } = scene;
  const codes = ['FIN', 'LOG', 'CARE', 'BACK'] as const;
  const made = await Promise.all(
    codes.map(async (code) => {
      const department = await newDepartment(scenario, { code });
      const client = await memberOf(service, scenario.taxonomyId, ['DEPARTMENT_OWNER']);
      const { viewer } = await client.ask<{ viewer: { actor: { id: string } } }, object>(
        '{ viewer { actor { id } } }',
      );
      const member = { department, actor: viewer.actor.id };
      await scenario.mutate('ADMIN', {
        name: 'addDepartmentMember',
        input: member,
        fields: 'department { id }',
      });
      return [code, { department, client }] as const;
    }),
  );
  const all = Object.fromEntries(made) as Record<(typeof codes)[number], (typeof made)[number][1]>;
  await assign(scenario, [
    { reason: billing, departments: [all.FIN.department] },
    { reason: delivery, departments: [all.LOG.department] },
  ]);
  const of = {
    FIN: all.FIN.department,
    LOG: all.LOG.department,
    CARE: all.CARE.department,
    BACK: all.BACK.department,
  };
  const speaking = { FIN: all.FIN.client, LOG: all.LOG.client, CARE: all.CARE.client, BACK: all.BACK.client };
  return { ...scene, of, speaking };
}

const label = (reason: string, text: string): Input => ({ reason, language: 'nl', label: text });

async function submitted(scene: OwnedScene, draft: DraftRef) {
  const { digest } = await scene.scenario.submit(draft);
  const approve = (by: keyof OwnedScene['of']) =>
    run(scene.speaking[by], 'approveDraft', { draft: draft.id, digest, department: scene.of[by] });
  return { ...draft, digest, approve };
}

/** A draft that touches three departments, submitted. */
async function draftOfThree(scene: OwnedScene) {
  const { scenario, invoice, delivery, refund, of } = scene;
  await assign(scenario, [
    { reason: refund, departments: [of.CARE] },
    { reason: invoice, departments: [of.FIN] },
  ]);
  const first = await scenario.edit(await scenario.openDraft('Three'), 'setLabel', label(invoice, 'Kopie'));
  const second = await scenario.edit(first, 'setLabel', label(delivery, 'Levering'));
  return submitted(scene, await scenario.edit(second, 'setLabel', label(refund, 'Geld terug')));
}

test('a draft that touches three departments is published once all three and a steward have approved', async () => {
  const scene = await ownedScene();
  const draft = await draftOfThree(scene);
  const publish = () => run('STEWARD', 'publishVersion', { draft: draft.id, because: 'Go.' });
  expect(await reviewOf(draft.id)).toMatchObject({
    ...{ state: 'IN_REVIEW', missing: 4, stewardsMissing: 1 },
    parts: { FIN: 'MISSING', LOG: 'MISSING', CARE: 'MISSING' },
  });
  expect(await run('STEWARD', 'approveDraft', { draft: draft.id, digest: draft.digest })).toBe('taken');
  expect(await publish()).toBe('WRONG_STATE PARTS_NOT_APPROVED');
  expect(await draft.approve('FIN')).toBe('taken');
  expect(await draft.approve('LOG')).toBe('taken');
  expect(await publish()).toBe('WRONG_STATE PARTS_NOT_APPROVED');
  expect(await reviewOf(draft.id)).toMatchObject({
    missing: 1,
    waitingFor: ['the approval of CARE for one reason'],
    parts: { FIN: 'APPROVED', LOG: 'APPROVED', CARE: 'MISSING' },
  });
  expect(await draft.approve('CARE')).toBe('taken');
  expect(await reviewOf(draft.id)).toMatchObject({ state: 'APPROVED', missing: 0, waitingFor: [] });
  expect(await publish()).toBe('taken');
  const { refusals } = await new GraphqlClient(service, 'AUDITOR').ask<
    { refusals: { nodes: { command: string; code: string }[] } },
    object
  >('{ refusals(first: 2) { nodes { command code } } }');
  expect(refusals.nodes).toEqual([
    { command: 'publishVersion', code: 'DRAFT_BLOCKED' },
    { command: 'publishVersion', code: 'DRAFT_BLOCKED' },
  ]);
});

test('nobody approves for a department they do not speak for, whatever role they hold', async () => {
  const scene = await ownedScene();
  const draft = await draftOfThree(scene);
  const wish = { draft: draft.id, digest: draft.digest, department: scene.of.FIN };
  for (const role of ['DEPARTMENT_OWNER', 'STEWARD', 'ADMIN', 'EDITOR'] as const)
    expect(await run(role, 'approveDraft', wish)).toBe('FORBIDDEN');
  expect(await run(scene.speaking.LOG, 'approveDraft', wish)).toBe('FORBIDDEN');
  expect(await run(scene.speaking.FIN, 'approveDraft', { ...wish, department: null })).toBe('FORBIDDEN');
  expect(await run(scene.speaking.BACK, 'approveDraft', { ...wish, department: scene.of.BACK })).toBe(
    'DEPARTMENT_NOT_ASKED',
  );
  const elsewhere = await newDepartment((await ownedScene()).scenario, { code: 'FIN2' });
  expect(await run('STEWARD', 'approveDraft', { ...wish, department: elsewhere })).toBe('NOT_FOUND');
  expect(await reviewOf(draft.id)).toMatchObject({ missing: 4 });
});

test('an author who speaks for the department does not approve, also when the role came in between', async () => {
  const scene = await ownedScene();
  const { scenario, of } = scene;
  const draft = await draftOfThree(scene);
  const editor = await actorOf(scenario, 'EDITOR');
  const member = { department: of.FIN, actor: editor };
  await scenario.mutate('ADMIN', { name: 'addDepartmentMember', input: member, fields: 'department { id }' });
  const grant = { actor: editor, role: 'DEPARTMENT_OWNER', taxonomy: scenario.taxonomyId };
  await scenario.mutate('ADMIN', { name: 'grantRole', input: grant, fields: 'actor { id }' });
  const wish = { draft: draft.id, digest: draft.digest, department: of.FIN };
  expect(await run('EDITOR', 'approveDraft', wish)).toBe('AUTHOR_CANNOT_APPROVE');
  await scenario.mutate('ADMIN', { name: 'revokeRole', input: grant, fields: 'actor { id }' });
});

async function currentApprovals(draft: string): Promise<readonly string[]> {
  const said = await new GraphqlClient(service, 'STEWARD').ask<
    { draft: { review: { approvals: { department: { code: string } | null; current: boolean }[] } } },
    object
  >('query($id: ID!) { draft(id: $id) { review { approvals { department { code } current } } } }', {
    id: draft,
  });
  return said.draft.review.approvals.map(
    ({ department, current }) => `${department?.code ?? 'STEWARD'} ${current}`,
  );
}

test('an edit makes stale what it touches and leaves the other approvals', async () => {
  const scene = await ownedScene();
  const { scenario, invoice } = scene;
  const draft = await draftOfThree(scene);
  for (const by of ['FIN', 'LOG', 'CARE'] as const) await draft.approve(by);
  await run('STEWARD', 'approveDraft', { draft: draft.id, digest: draft.digest });
  const edited = await scenario.edit(draft, 'setLabel', label(invoice, 'Kopie factuur'));
  const again = await submitted(scene, edited);
  expect(await reviewOf(draft.id)).toMatchObject({
    ...{ state: 'IN_REVIEW', stewardsMissing: 1 },
    parts: { FIN: 'STALE', LOG: 'APPROVED', CARE: 'APPROVED' },
  });
  expect(await currentApprovals(draft.id)).toEqual(['FIN false', 'LOG true', 'CARE true', 'STEWARD false']);
  const old = { draft: draft.id, digest: draft.digest, department: scene.of.FIN };
  expect(await run(scene.speaking.FIN, 'approveDraft', old)).toBe('OTHER_CONTENT');
  expect(await again.approve('FIN')).toBe('taken');
  expect(await currentApprovals(draft.id)).toContain('FIN true');
  expect(await run('STEWARD', 'approveDraft', { draft: draft.id, digest: again.digest })).toBe('taken');
  expect(await run('STEWARD', 'publishVersion', { draft: draft.id, because: 'Go.' })).toBe('taken');
});

test('another owner makes stale what became theirs, also of a draft that was approved', async () => {
  const scene = await ownedScene();
  const { scenario, invoice, of } = scene;
  const draft = await draftOfThree(scene);
  for (const by of ['FIN', 'LOG', 'CARE'] as const) await draft.approve(by);
  await run('STEWARD', 'approveDraft', { draft: draft.id, digest: draft.digest });
  await assign(scenario, [{ reason: invoice, departments: [of.BACK] }]);
  expect(await reviewOf(draft.id)).toMatchObject({
    ...{ state: 'APPROVED', missing: 1 },
    parts: { BACK: 'MISSING', LOG: 'APPROVED', CARE: 'APPROVED' },
  });
  const publish = () => run('STEWARD', 'publishVersion', { draft: draft.id, because: 'Go.' });
  expect(await publish()).toBe('PARTS_NOT_APPROVED');
  expect(await draft.approve('BACK')).toBe('taken');
  expect(await publish()).toBe('taken');
});

test('a department that is dissolved in between is asked no more: whoever took over is', async () => {
  const scene = await ownedScene();
  const { scenario, of } = scene;
  const draft = await draftOfThree(scene);
  await draft.approve('CARE');
  const input = { department: of.CARE, transferTo: of.BACK, because: 'Merged.' };
  await scenario.mutate('ADMIN', { name: 'dissolveDepartment', input, fields: 'department { code }' });
  expect((await reviewOf(draft.id)).parts).toEqual({ FIN: 'MISSING', LOG: 'MISSING', BACK: 'MISSING' });
  expect(await draft.approve('CARE')).toBe('DEPARTMENT_NOT_ASKED');
});

test('where none is accountable any one of the responsible departments approves, and where nobody owns a steward alone', async () => {
  const scene = await ownedScene();
  const { scenario, refund, billing, delivery, of } = scene;
  await assign(scenario, [
    { reason: billing, departments: [] },
    { reason: refund, role: 'RESPONSIBLE', departments: [of.CARE, of.BACK] },
  ]);
  const first = await scenario.edit(await scenario.openDraft('Any'), 'setLabel', label(refund, 'Geld'));
  const draft = await submitted(scene, first);
  expect((await reviewOf(draft.id)).parts).toEqual({ 'BACK or CARE': 'MISSING' });
  expect(await draft.approve('BACK')).toBe('taken');
  expect((await reviewOf(draft.id)).parts).toEqual({ 'BACK or CARE': 'APPROVED' });
  await assign(scenario, [{ reason: delivery, departments: [] }]);
  const other = await submitted(
    scene,
    await scenario.edit(await scenario.openDraft('None'), 'setLabel', label(delivery, 'Bezorging')),
  );
  expect(await run('STEWARD', 'approveDraft', { draft: other.id, digest: other.digest })).toBe('taken');
  expect(await run('STEWARD', 'publishVersion', { draft: other.id, because: 'Go.' })).toBe('taken');
});

test('a move asks the old and the new parent, and an import asks as an editor does', async () => {
  const scene = await ownedScene();
  const { scenario, refund, delivery } = scene;
  const moved = await scenario.edit(await scenario.openDraft('Move'), 'moveReason', {
    ...{ reason: refund, parent: delivery, place: 'LAST' },
  });
  await submitted(scene, moved);
  expect((await reviewOf(moved.id)).parts).toEqual({ FIN: 'MISSING', LOG: 'MISSING' });
  const response = await fetch(`${service.url}/v1/taxonomies/${scenario.key}/imports?format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('EDITOR')}`, 'content-type': 'text/csv' },
    body: 'id,parent,name\nbilling,,Billing\ninvoice,billing,Copy of the invoice\n',
  });
  const { draft } = (await response.json()) as { draft: DraftRef };
  const imported = await submitted(scene, draft);
  expect((await reviewOf(draft.id)).parts).toEqual({ FIN: 'MISSING' });
  await run('STEWARD', 'approveDraft', { draft: draft.id, digest: imported.digest });
  expect(await run('STEWARD', 'publishVersion', { draft: draft.id, because: 'Go.' })).toBe(
    'WRONG_STATE PARTS_NOT_APPROVED',
  );
});

test('where the policy asks for no approval nobody is asked, openly', async () => {
  const scene = await ownedScene({ policy: { approvals: 0 } });
  const { scenario, invoice } = scene;
  const draft = await scenario.edit(await scenario.openDraft('Open'), 'setLabel', label(invoice, 'Kopie'));
  await scenario.submit(draft);
  expect(await reviewOf(draft.id)).toMatchObject({ state: 'APPROVED', missing: 0, parts: {} });
  expect(await run('STEWARD', 'publishVersion', { draft: draft.id, because: 'Go.' })).toBe('taken');
});

test('changes requested of one reason void what was approved of it, and comments stand beside it', async () => {
  const scene = await ownedScene();
  const { invoice, delivery, of } = scene;
  const draft = await draftOfThree(scene);
  for (const by of ['FIN', 'LOG', 'CARE'] as const) await draft.approve(by);
  const comment = { draft: draft.id, reason: delivery, text: 'By whom?' };
  expect(await run('ANALYST', 'commentOnDraft', comment)).toBe('taken');
  const lost = Buffer.from('Reason:00000000-0000-7000-8000-00000000dead').toString('base64url');
  expect(await run('ANALYST', 'commentOnDraft', { ...comment, reason: lost })).toBe('NOT_FOUND');
  const objection = { draft: draft.id, comment: 'Another word.', reasons: [invoice], department: of.FIN };
  expect(await run('DEPARTMENT_OWNER', 'requestChanges', objection)).toBe('FORBIDDEN');
  const stranger = { ...objection, department: of.BACK };
  expect(await run(scene.speaking.BACK, 'requestChanges', stranger)).toBe('DEPARTMENT_NOT_ASKED');
  expect(await run(scene.speaking.FIN, 'requestChanges', objection)).toBe('taken');
  await submitted(scene, draft);
  expect((await reviewOf(draft.id)).parts).toEqual({ FIN: 'MISSING', LOG: 'APPROVED', CARE: 'APPROVED' });
  const query = `query($id: ID!, $reason: ID!) { draft(id: $id) { comments(reason: $reason) { nodes { text reason { id } } }
    review { approvals { decision about { id } department { code } current } } } }`;
  const { draft: seen } = await new GraphqlClient(service, 'EDITOR').ask<
    { draft: { comments: { nodes: object[] }; review: { approvals: object[] } } },
    object
  >(query, { id: draft.id, reason: delivery });
  expect(seen.comments.nodes).toEqual([{ text: 'By whom?', reason: { id: delivery } }]);
  expect(seen.review.approvals).toEqual([
    { decision: 'APPROVED', about: [], department: { code: 'FIN' }, current: false },
    { decision: 'APPROVED', about: [], department: { code: 'LOG' }, current: true },
    { decision: 'APPROVED', about: [], department: { code: 'CARE' }, current: true },
    { decision: 'CHANGES_REQUESTED', about: [{ id: invoice }], department: { code: 'FIN' }, current: false },
  ]);
});

test('the reviews of 20 drafts take as many statements as those of 2', async () => {
  const scene = await ownedScene();
  const { scenario, invoice } = scene;
  for (let at = 0; at < 20; at += 1) {
    const draft = await scenario.edit(
      await scenario.openDraft(`Draft ${at}`),
      'setLabel',
      label(invoice, `Kopie ${at}`),
    );
    await scenario.submit(draft);
  }
  const text = `query($key: String!, $first: Int!) { taxonomy(key: $key) { drafts(states: [IN_REVIEW], first: $first) {
    nodes { review { missing waitingFor parts { anyOf { code } missing { id } } } } } } }`;
  const count = async (first: number) => {
    const work = () =>
      new GraphqlClient(service, 'EDITOR').ask<object, object>(text, { key: scenario.key, first });
    await work();
    return (await service.statementsDuring(work)).length;
  };
  expect(await count(20)).toBe(await count(2));
});
