import { permissions, roles, type Permission, type Role } from '../../../src/access/domain';
import {
  sessionActions,
  sessionLifeCycle,
  sessionStates,
  type SessionAction,
  type SessionState,
} from '../../../src/calibration/domain';
import {
  calibrationCases,
  calibrationScene,
  firstItem,
  newCoder,
  noteOperation,
  opened,
  planned,
  recordedDecision,
  revealed,
  run,
  step,
  code,
  type CalibrationScene,
  type SessionRef,
} from '../../support/calibration-scene';
import { GraphqlClient } from '../../support/graphql';
import { governedScene, mutationText, type GovernedScene, type Input } from '../../support/governed-scene';
import { historyFaults } from '../../support/history-faults';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

// Two cores may be shared with much else.
jest.setTimeout(120_000);

let service: TestService;
let governed: GovernedScene;
let scene: CalibrationScene;
beforeAll(async () => {
  service = await startService();
  governed = await governedScene(service);
  scene = await calibrationScene(service, governed.scenario);
});
afterAll(() => service.close());

/** A session in each state, and what there is in it to act on. */
interface Prepared {
  readonly session: SessionRef;
  readonly item: string;
  readonly decision: string | null;
}

const prepare: Readonly<Record<SessionState, () => Promise<Prepared>>> = {
  PLANNED: async () => prepared(await planned(scene)),
  OPEN: async () => {
    const session = await opened(scene);
    const item = await firstItem(service, session);
    await code(scene.coders[0], item, { reason: governed.refund });
    return prepared(session);
  },
  REVEALED: async () => {
    const session = await revealed(scene);
    return prepared(session, await recordedDecision(scene, session));
  },
  CLOSED: async () => {
    const { session, decision } = await prepare.REVEALED();
    return prepared(await step(scene, session, { name: 'closeSession' }), decision);
  },
  CANCELLED: async () => {
    const session = await opened(scene);
    return prepared(await step(scene, session, { name: 'cancelSession', input: { because: 'No.' } }));
  },
};

const prepared = async (session: SessionRef, decision: string | null = null): Promise<Prepared> => ({
  session,
  item: await firstItem(service, session),
  decision,
});

/** Who does it, and with which input. */
const attempts: Readonly<
  Record<SessionAction, (at: Prepared) => { readonly as: Role; readonly input: Input } | null>
> = {
  openSession: ({ session }) => ({ as: 'ANALYST', input: stepOf(session) }),
  codeItem: ({ item }) => ({ as: 'CODER', input: { item, outcome: 'CANNOT_CODE' } }),
  withdrawCoding: ({ item }) => ({ as: 'CODER', input: { item } }),
  withdrawCoder: ({ session }) => ({
    as: 'ANALYST',
    input: { ...stepOf(session), coder: scene.coders[1].id, because: 'Ill.' },
  }),
  revealSession: ({ session }) => ({ as: 'ANALYST', input: { ...stepOf(session), because: 'Now.' } }),
  addDiscussionNote: ({ item }) => ({ as: 'CODER', input: { item, text: 'Hm.' } }),
  adjudicateItem: ({ item }) => ({
    as: 'ANALYST',
    input: { item, outcome: 'NO_REASON_FITS', rationale: 'None.' },
  }),
  recordDecision: ({ session, item }) => ({
    as: 'ANALYST',
    input: { session: session.id, kind: 'NOTE', text: 'Later.', evidence: [item] },
  }),
  applyDecision: ({ decision }) =>
    decision === null
      ? null
      : { as: 'EDITOR', input: { decision, operations: [noteOperation(governed.refund)] } },
  closeSession: ({ session }) => ({ as: 'ANALYST', input: stepOf(session) }),
  cancelSession: ({ session }) => ({ as: 'ANALYST', input: { ...stepOf(session), because: 'No.' } }),
};

const stepOf = ({ id, revision }: SessionRef): Input => ({ session: id, expectedRevision: revision });

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

async function stateOf({ id }: SessionRef): Promise<string> {
  const data = await scene.scenario
    .as('AUDITOR')
    .ask<{ session: { state: string } }, object>('query($id: ID!) { session(id: $id) { state } }', { id });
  return data.session.state;
}

describe.each(sessionStates)('a session that is %s', (state) => {
  let standing: Prepared;
  beforeAll(async () => {
    standing = await prepare[state]();
  });

  const leads = sessionActions.filter((action) => sessionLifeCycle[state][action] !== undefined);
  const refused = sessionActions.filter(
    (action) =>
      sessionLifeCycle[state][action] === undefined &&
      // A session that was never revealed has no decision that could be applied.
      action !== 'applyDecision',
  );

  test.each(refused)('refuses %s, says where it would be possible, and changes nothing', async (action) => {
    const attempt = attempts[action](standing);
    if (attempt === null) throw new Error(`expected an attempt of ${action}`);
    const outcome = await run(
      new GraphqlClient(service, attempt.as),
      action,
      attempt.input,
      '__typename } ... on SessionBlockedProblem { blockers { code expectedStates }',
    );
    const expectedStates = sessionStates.filter((known) => sessionLifeCycle[known][action] !== undefined);
    expect(outcome).toMatchObject({
      __typename: 'SessionBlockedProblem',
      blockers: [{ code: 'WRONG_STATE', expectedStates }],
    });
    expect(await stateOf(standing.session)).toBe(state);
  });

  if (leads.length > 0)
    test.each(leads)('takes %s, which leads where the table says', async (action) => {
      const at = await prepare[state]();
      const attempt = attempts[action](at);
      if (attempt === null) throw new Error(`expected an attempt of ${action}`);
      const outcome = await run(new GraphqlClient(service, attempt.as), action, attempt.input);
      expect(outcome.__typename).toBe(`${capitalised(action)}Payload`);
      expect(await stateOf(at.session)).toBe(sessionLifeCycle[state][action]);
    });
});

describe('a step of a session', () => {
  test.each(roles)('is forbidden to %s where the catalogue says so, and changes nothing', async (role) => {
    const client = new GraphqlClient(service, role);
    for (const { name, permission, accepted } of calibrationCases(service)) {
      const granting: readonly Role[] = permissions[permission satisfies Permission];
      if (granting.includes(role)) continue;
      const { data, errors } = await client.answer(mutationText(name), { input: await accepted(governed) });
      expect({ name, data, codes: errors.map(({ extensions }) => extensions.code) }).toEqual({
        ...{ name, data: { [name]: null } },
        codes: ['FORBIDDEN'],
      });
    }
  });

  test('made on another revision is stale, and of two at once one is made', async () => {
    const session = await planned(scene);
    const analyst = scene.scenario.as('ANALYST');
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => run(analyst, 'openSession', stepOf(session))),
    );
    const kinds = outcomes.map(({ __typename, code: problem }) => problem ?? __typename).toSorted();
    expect(kinds).toEqual(['OpenSessionPayload', ...Array<string>(4).fill('STALE_REVISION')]);
  });

  test('is not taken by somebody who codes in the session, whatever else they may', async () => {
    const coder = await newCoder(service, governed.scenario, { kind: 'ANALYST', roles: ['ANALYST'] });
    const session = await planned(scene, { coders: [coder.id, scene.coders[0].id] });
    const { errors } = await coder.client.answer(mutationText('openSession'), { input: stepOf(session) });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

test('whoever facilitates a session, or planned it, does not code in it', async () => {
  const { viewer } = await scene.scenario
    .as('ANALYST')
    .ask<{ viewer: { actor: { id: string } } }, object>('{ viewer { actor { id } } }');
  const coder = await newCoder(service, governed.scenario, { kind: 'ANALYST', roles: ['ANALYST', 'CODER'] });
  const facilitated = await planned(scene, { facilitator: coder.actor, coders: [coder.id] });
  const outcome = await run(
    scene.scenario.as('ANALYST'),
    'openSession',
    stepOf(facilitated),
    '__typename } ... on SessionBlockedProblem { blockers { code coders }',
  );
  expect(outcome['blockers']).toEqual([{ code: 'FACILITATOR_CODES', coders: [coder.id] }]);
  expect(viewer.actor.id).not.toBe(coder.actor);
});

test('every step of a life stands in the history, in order, under the session', async () => {
  const session = await opened(scene);
  const item = await firstItem(service, session);
  await code(scene.coders[0], item, { reason: governed.refund });
  await code(scene.coders[0], item, { reason: governed.refund });
  await run(scene.coders[0].client, 'withdrawCoding', { item });
  const shown = await step(scene, session, { name: 'revealSession', input: { because: 'Enough.' } });
  await run(scene.coders[0].client, 'addDiscussionNote', { item, text: 'Hm.' });
  await run(scene.scenario.as('ANALYST'), 'adjudicateItem', {
    ...{ item, outcome: 'REASON', reason: governed.refund, rationale: 'It says so.' },
  });
  await step(scene, shown, { name: 'closeSession' });
  const { changes } = await scene.scenario
    .as('AUDITOR')
    .ask<{ changes: { nodes: { kind: string }[] } }, object>(
      'query($subject: ID!) { changes(filter: { subject: $subject }, first: 50) { nodes { kind } } }',
      { subject: session.id },
    );
  expect(changes.nodes.map(({ kind }) => kind).toReversed()).toEqual([
    ...['PLAN_SESSION', 'OPEN_SESSION', 'CODE_ITEM', 'CODE_ITEM', 'WITHDRAW_CODING', 'REVEAL_SESSION'],
    ...['ADD_DISCUSSION_NOTE', 'ADJUDICATE_ITEM', 'CLOSE_SESSION'],
  ]);
});

test('after all of this the history and the tables agree', async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
