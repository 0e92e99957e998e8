import { GraphqlClient } from '../../support/graphql';
import { governedScene, mutationText, type GovernedScene, type Input } from '../../support/governed-scene';
import { historyFaults } from '../../support/history-faults';
import { assign, newDepartment } from '../../support/ownership-cases';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';
import type { Role } from '../../../src/access/domain';

// Two cores may be shared with much else.
jest.setTimeout(60_000);

let service: TestService;
let scene: GovernedScene;
let giving: string;
let taking: string;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service);
  giving = await newDepartment(scene.scenario, { code: 'GIVE', members: ['DEPARTMENT_OWNER'] });
  taking = await newDepartment(scene.scenario, { code: 'TAKE', members: ['STEWARD'] });
});
afterAll(async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  await service.close();
});

interface Outcome {
  readonly __typename: string;
  readonly code?: string;
  readonly transfer?: { readonly id: string; readonly state: string };
  readonly attestation?: { readonly id: string };
  readonly [field: string]: unknown;
}

async function run(role: Role, name: string, input: Input, fields = ''): Promise<Outcome> {
  const data = await new GraphqlClient(service, role).ask<Record<string, Outcome>, object>(
    mutationText(name, fields),
    { input },
  );
  return data[name] ?? { __typename: 'none' };
}

const ask = <Data>(role: Role, query: string, variables: object = {}): Promise<Data> =>
  new GraphqlClient(service, role).ask<Data, object>(query, variables);

async function ownersOf(reason: string, at: string | null = null): Promise<readonly string[]> {
  const query = `query($reason: ID!, $at: DateTime) { ownersAt(reason: $reason, at: $at) { owners { role department { code } } } }`;
  const { ownersAt } = await ask<{ ownersAt: { owners: { role: string; department: { code: string } }[] } }>(
    'MACHINE',
    query,
    { reason, at },
  );
  return ownersAt.owners.map(({ role, department }) => `${role} ${department.code}`);
}

async function offer(reasons: readonly string[], effectiveFrom: string | null = null): Promise<string> {
  const input = { taxonomy: scene.scenario.taxonomyId, from: giving, to: taking, reasons, effectiveFrom };
  const { transfer, ...problem } = await run(
    'DEPARTMENT_OWNER',
    'offerTransfer',
    input,
    'transfer { id state }',
  );
  if (transfer === undefined) throw new Error(`expected an offer, but got ${JSON.stringify(problem)}`);
  return transfer.id;
}

const kindsOfNewest = async (first: number): Promise<readonly string[]> => {
  const query = 'query($first: Int) { changes(first: $first) { nodes { kind } } }';
  const { changes } = await ask<{ changes: { nodes: { kind: string }[] } }>('AUDITOR', query, { first });
  return changes.nodes.map(({ kind }) => kind);
};

describe('a transfer', () => {
  beforeEach(async () => {
    const { billing, refund, delivery } = scene;
    await assign(scene.scenario, [
      { reason: billing, departments: [giving] },
      { reason: refund, role: 'RESPONSIBLE', departments: [giving, taking] },
      { reason: refund, departments: [] },
      { reason: delivery, departments: [] },
    ]);
  });

  test('is seen by both sides, changes nothing until it is accepted, and then all of it in one change set', async () => {
    const { billing, refund } = scene;
    const transfer = await offer([billing, refund]);
    expect(await ownersOf(refund)).toEqual(
      ['ACCOUNTABLE GIVE', 'RESPONSIBLE GIVE', 'RESPONSIBLE TAKE'].toSorted(),
    );
    const pending = `query($side: TransferSide) { transfers(filter: { mine: true, side: $side, states: [PENDING] }) {
      nodes { id overdue from { code } to { code } roles { nodes { role reason { id } } } } } }`;
    const seen = { id: transfer, overdue: true, from: { code: 'GIVE' }, to: { code: 'TAKE' } };
    const given = await ask<{ transfers: { nodes: object[] } }>('DEPARTMENT_OWNER', pending, {
      side: 'FROM',
    });
    expect(given.transfers.nodes).toMatchObject([seen]);
    const taken = await ask<{ transfers: { nodes: { roles: { nodes: object[] } }[] } }>('STEWARD', pending, {
      side: 'TO',
    });
    expect(taken.transfers.nodes[0]?.roles.nodes).toHaveLength(3);
    expect(await run('STEWARD', 'acceptTransfer', { transfer }, 'transfer { state }')).toMatchObject({
      transfer: { state: 'ACCEPTED' },
    });
    expect(await ownersOf(refund)).toEqual(['ACCOUNTABLE TAKE', 'RESPONSIBLE TAKE']);
    expect(await kindsOfNewest(4)).toEqual([
      'ACCEPT_TRANSFER',
      'ASSIGN_OWNERS',
      'ASSIGN_OWNERS',
      'ASSIGN_OWNERS',
    ]);
    expect(await run('STEWARD', 'acceptTransfer', { transfer })).toMatchObject({ code: 'TRANSFER_DECIDED' });
  });

  test('takes effect at the moment that was agreed', async () => {
    const { billing } = scene;
    const transfer = await offer([billing], '2500-01-01T00:00:00Z');
    await run('STEWARD', 'acceptTransfer', { transfer });
    expect(await ownersOf(billing)).toEqual(['ACCOUNTABLE GIVE']);
    expect(await ownersOf(billing, '2500-01-01T00:00:00Z')).toEqual(['ACCOUNTABLE TAKE']);
  });

  test('is refused as stale, with who answers instead, where the owner changed since', async () => {
    const { billing, scenario } = scene;
    const transfer = await offer([billing]);
    const third = await newDepartment(scenario, { code: 'THIRD' });
    await assign(scenario, [{ reason: billing, departments: [third] }]);
    const text = `mutation($input: AcceptTransferInput!) { acceptTransfer(input: $input) {
      ... on TransferStaleProblem { code notHeld { role reason { id } holders } } } }`;
    expect(await ask('STEWARD', text, { input: { transfer } })).toEqual({
      acceptTransfer: {
        code: 'TRANSFER_STALE',
        notHeld: [{ role: 'ACCOUNTABLE', reason: { id: billing }, holders: [third] }],
      },
    });
    expect(await ownersOf(billing)).toEqual(['ACCOUNTABLE THIRD']);
  });

  test('is declined and taken back, and of two who accept at once one does', async () => {
    const { billing } = scene;
    const declined = await offer([billing]);
    expect(await run('STEWARD', 'declineTransfer', { transfer: declined, because: 'No.' })).toMatchObject({
      __typename: 'DeclineTransferPayload',
    });
    const withdrawn = await offer([billing]);
    expect(await run('DEPARTMENT_OWNER', 'withdrawTransfer', { transfer: withdrawn })).toMatchObject({
      __typename: 'WithdrawTransferPayload',
    });
    expect(await ownersOf(billing)).toEqual(['ACCOUNTABLE GIVE']);
    const raced = await offer([billing]);
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => run('STEWARD', 'acceptTransfer', { transfer: raced })),
    );
    expect(outcomes.map(({ code }) => code ?? 'taken').toSorted()).toEqual([
      ...['TRANSFER_DECIDED', 'TRANSFER_DECIDED', 'taken'],
    ]);
  });

  test('is made by the giving side and decided by the taking one alone', async () => {
    const { billing, delivery, scenario } = scene;
    const transfer = await offer([billing]);
    const forbidden = async (role: Role, name: string, input: Input) => {
      const { errors } = await new GraphqlClient(service, role).answer<object, object>(mutationText(name), {
        input,
      });
      return errors.map(({ extensions }) => extensions.code);
    };
    expect(await forbidden('DEPARTMENT_OWNER', 'acceptTransfer', { transfer })).toEqual(['FORBIDDEN']);
    expect(await forbidden('STEWARD', 'withdrawTransfer', { transfer })).toEqual(['FORBIDDEN']);
    const wish = { taxonomy: scenario.taxonomyId, from: giving, to: taking };
    expect(await forbidden('STEWARD', 'offerTransfer', { ...wish, reasons: [billing] })).toEqual([
      'FORBIDDEN',
    ]);
    const notOwned = { ...wish, reasons: [delivery] };
    expect(await run('DEPARTMENT_OWNER', 'offerTransfer', notOwned)).toMatchObject({
      code: 'TRANSFER_STALE',
    });
    const toItself = { ...wish, to: giving, reasons: [billing] };
    expect(await run('DEPARTMENT_OWNER', 'offerTransfer', toItself)).toMatchObject({
      code: 'ASSIGNMENT_REFUSED',
    });
  });
});

describe('an attestation', () => {
  test('asks each owner about each leaf, counts what is open, and takes no answers once it is closed', async () => {
    const here = await governedScene(service);
    const { scenario, billing, invoice, refund, delivery, draft } = here;
    const department = await newDepartment(scenario, { code: 'ASKED', members: ['DEPARTMENT_OWNER'] });
    const other = await newDepartment(scenario, { code: 'OTHER' });
    await assign(scenario, [
      { reason: billing, departments: [department] },
      { reason: delivery, role: 'RESPONSIBLE', departments: [other] },
    ]);
    const wish = { taxonomy: scenario.taxonomyId, title: 'Spring', dueAt: '2999-01-01T00:00:00Z' };
    const opened = await run('STEWARD', 'openAttestation', wish, 'attestation { id }');
    const attestation = opened.attestation?.id ?? '';
    const progress = `query($id: ID!, $asked: ID) { node(id: $id) { ... on Attestation {
      progress { asked confirmed changesProposed handedOver open overdue department { code } }
      items(onlyOpen: true, department: $asked) { nodes { reason { id } answer department { code } } } } } }`;
    const seen = async () =>
      (
        await ask<{ node: { progress: object[]; items: { nodes: object[] } } }>('AUDITOR', progress, {
          id: attestation,
        })
      ).node;
    expect((await seen()).progress).toMatchObject([
      { asked: 2, open: 2, overdue: 0, department: { code: 'ASKED' } },
      { asked: 1, open: 1, department: { code: 'OTHER' } },
    ]);
    const answer = (answers: readonly Input[]) =>
      run('DEPARTMENT_OWNER', 'attestReasons', { attestation, department, answers });
    expect(await answer([{ reason: delivery, answer: 'CONFIRM' }])).toMatchObject({
      code: 'ATTESTATION_REFUSED',
    });
    expect(await answer([{ reason: refund, answer: 'HAND_OVER' }])).toMatchObject({
      code: 'ATTESTATION_REFUSED',
    });
    expect(await answer([{ reason: refund, answer: 'PROPOSE_CHANGE' }])).toMatchObject({
      code: 'ATTESTATION_REFUSED',
    });
    const answers = [
      { reason: invoice, answer: 'CONFIRM' },
      { reason: refund, answer: 'PROPOSE_CHANGE', draft: draft.id },
    ];
    expect(await answer(answers)).toMatchObject({ __typename: 'AttestReasonsPayload' });
    expect(await kindsOfNewest(2)).toEqual(['ATTEST_REASONS', 'ATTEST_REASONS']);
    expect(await seen()).toMatchObject({
      progress: [
        { open: 1, department: { code: 'OTHER' } },
        { confirmed: 1, changesProposed: 1, open: 0 },
      ],
      items: { nodes: [{ reason: { id: delivery }, answer: null, department: { code: 'OTHER' } }] },
    });
    await run('STEWARD', 'closeAttestation', { attestation });
    expect(await answer([{ reason: invoice, answer: 'CONFIRM' }])).toMatchObject({
      code: 'ATTESTATION_REFUSED',
    });
    const past = { ...wish, dueAt: '2020-01-01T00:00:00Z' };
    expect(await run('STEWARD', 'openAttestation', past)).toMatchObject({ code: 'ATTESTATION_REFUSED' });
  });
});

describe('feedback', () => {
  test('is decided once, linked to the edit that answers it, and its reporter sees the version', async () => {
    const here = await governedScene(service);
    const { scenario, invoice, draft } = here;
    const wish = {
      taxonomy: scenario.taxonomyId,
      kind: 'MISLABELLED',
      reason: invoice,
      text: 'It says bill.',
    };
    const fields = 'feedback { id state }';
    const give = async (input: Input = wish) =>
      (await run('CODER', 'reportFeedback', input, fields))['feedback'] as { id: string; state: string };
    const first = await give();
    const second = await give();
    const duplicate = { feedback: second.id, duplicateOf: first.id };
    expect(await run('EDITOR', 'markFeedbackDuplicate', duplicate, fields)).toMatchObject({
      feedback: { state: 'DUPLICATE_OF' },
    });
    const circle = { feedback: first.id, duplicateOf: second.id };
    expect(await run('EDITOR', 'markFeedbackDuplicate', circle)).toMatchObject({ code: 'FEEDBACK_REFUSED' });
    const link = { feedback: first.id, draft: draft.id, head: 1 };
    expect(await run('EDITOR', 'linkFeedback', link)).toMatchObject({ code: 'FEEDBACK_REFUSED' });
    const decisions = await Promise.all([
      run('EDITOR', 'acceptFeedback', { feedback: first.id }),
      run('STEWARD', 'acceptFeedback', { feedback: first.id }),
    ]);
    expect(decisions.map(({ code }) => code ?? 'taken').toSorted()).toEqual(['FEEDBACK_REFUSED', 'taken']);
    expect(await run('EDITOR', 'linkFeedback', { ...link, head: 9 })).toMatchObject({
      code: 'FEEDBACK_REFUSED',
    });
    const edited = await scenario.edit(draft, 'setLabel', {
      reason: invoice,
      language: 'en',
      label: 'Invoice copy',
    });
    expect(await run('EDITOR', 'linkFeedback', link, fields)).toMatchObject({
      feedback: { state: 'ACCEPTED' },
    });
    await scenario.publish(edited);
    const mine = `query($key: String) { feedback(filter: { taxonomy: $key, mine: true }) {
      nodes { id state draftHead duplicateOf { id version { number } } version { number } draft { title } } } }`;
    const { feedback } = await ask<{ feedback: { nodes: object[] } }>('CODER', mine, { key: scenario.key });
    expect(feedback.nodes).toEqual([
      {
        ...{ id: second.id, state: 'DUPLICATE_OF', draftHead: null, version: null, draft: null },
        duplicateOf: { id: first.id, version: { number: 2 } },
      },
      {
        ...{ id: first.id, state: 'ACCEPTED', draftHead: 1, duplicateOf: null },
        ...{ version: { number: 2 }, draft: { title: 'Work' } },
      },
    ]);
  });

  test('is about a reason unless one is missing', async () => {
    const { scenario } = scene;
    const wish = { taxonomy: scenario.taxonomyId, text: 'Nothing for lost parcels.' };
    expect(await run('CODER', 'reportFeedback', { ...wish, kind: 'AMBIGUOUS' })).toMatchObject({
      code: 'FEEDBACK_REFUSED',
    });
    expect(await run('CODER', 'reportFeedback', { ...wish, kind: 'MISSING' })).toMatchObject({
      __typename: 'ReportFeedbackPayload',
    });
    const foreign = await governedScene(service);
    const stray = { ...wish, kind: 'DUPLICATE', reason: foreign.invoice };
    expect(await run('CODER', 'reportFeedback', stray)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
