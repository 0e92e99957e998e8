import {
  addedContacts,
  calibrationScene,
  code,
  firstItem,
  guidelineVersion,
  itemsOf,
  newCoder,
  noteOperation,
  opened,
  planned,
  recordedDecision,
  reveal,
  revealed,
  run,
  step,
  type CalibrationScene,
  type Outcome,
  type SessionRef,
} from '../../support/calibration-scene';
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

const kindOf = ({ __typename, code: problem }: Outcome): string => problem ?? __typename;
const counted = (outcomes: readonly Outcome[]): Readonly<Record<string, number>> => {
  const kinds = outcomes.map(kindOf);
  return Object.fromEntries(kinds.map((kind) => [kind, kinds.filter((other) => other === kind).length]));
};
const asAnalyst = (name: string, input: Input, fields = ''): Promise<Outcome> =>
  run(scene.scenario.as('ANALYST'), name, input, fields);
const asCoder = (name: string, input: Input, fields = ''): Promise<Outcome> =>
  run(scene.coders[0].client, name, input, fields);
const blockers = '__typename } ... on SessionBlockedProblem { blockers { code missing coders items }';

async function passDeadline(session: SessionRef): Promise<void> {
  const id = Buffer.from(session.id, 'base64url').toString('utf8').split(':')[1];
  await onConnection(service.database.owner, async (client) => {
    await client.query('BEGIN');
    await client.query('ALTER TABLE calibration_session DISABLE TRIGGER calibration_session_image');
    await client.query(`UPDATE calibration_session SET deadline = now() - interval '1 hour' WHERE id = $1`, [
      id,
    ]);
    await client.query('ALTER TABLE calibration_session ENABLE ALWAYS TRIGGER calibration_session_image');
    await client.query('COMMIT');
  });
}

describe('a plan', () => {
  test('that cannot be is refused with all of its faults', async () => {
    const outcome = await asAnalyst(
      'planSession',
      {
        ...{ taxonomy: governed.scenario.taxonomyId, title: ' ', contents: [], coders: [] },
        ...{ contacts: scene.contacts, deadline: '2020-01-01T00:00:00Z' },
      },
      '__typename } ... on InvalidPlanProblem { faults { field }',
    );
    expect(outcome['faults']).toEqual(
      ['title', 'contents', 'coders', 'deadline'].map((field) => ({ field })),
    );
  });

  test('takes nothing of another taxonomy', async () => {
    const other = await governedScene(service);
    const elsewhere = await calibrationScene(service, other.scenario);
    const { version, contacts, coders } = elsewhere;
    const plan = async (wishes: Input): Promise<unknown> => {
      const outcome = await asAnalyst(
        'planSession',
        {
          ...{ taxonomy: governed.scenario.taxonomyId, title: 'T', contents: [{ version: scene.version }] },
          ...{ coders: scene.coders.map(({ id }) => id), contacts: scene.contacts, ...wishes },
        },
        '__typename } ... on InvalidPlanProblem { faults { field }',
      );
      return outcome['faults'];
    };
    expect(await plan({ contents: [{ version }] })).toEqual([{ field: 'contents' }]);
    expect(await plan({ contents: [{ draft: other.draft.id }] })).toEqual([{ field: 'contents' }]);
    expect(await plan({ contacts })).toEqual([{ field: 'items' }]);
    expect(await plan({ coders: coders.map(({ id }) => id) })).toEqual([{ field: 'coders' }]);
    expect(await plan({ facilitator: scene.coders[1].actor })).toEqual([{ field: 'facilitator' }]);
  });

  test('keeps the content of a draft as it was when it was made', async () => {
    const { scenario } = governed;
    const draft = await scenario.openDraft('Sealed');
    const named = await scenario.edit(draft, 'setCode', { reason: governed.refund, code: 'money-back' });
    const session = await planned(scene, { contents: [{ draft: draft.id }, { version: scene.version }] });
    await scenario.edit(named, 'setCode', { reason: governed.refund, code: 'other' });
    const { session: found } = await scenario
      .as('CODER')
      .ask<{ session: { contents: { name: string; reasons: { code: string }[] }[] } }, object>(
        'query($id: ID!) { session(id: $id) { contents { content name digest reasons { code leaf } } } }',
        { id: session.id },
      );
    expect(found.contents.map(({ name }) => name)).toEqual(['draft Sealed, head 1', 'version 1']);
    const codes = found.contents.map(({ reasons }) => reasons.map((reason) => reason.code));
    expect(codes[0]).toContain('money-back');
    expect(codes[1]).toContain('refund');
  });
});

describe('coding', () => {
  test('takes a leaf of the content, or an answer that is no reason, and nothing else', async () => {
    const item = await firstItem(service, await opened(scene));
    const answer = async (given: Input): Promise<string> =>
      kindOf(await asCoder('codeItem', { item, outcome: 'REASON', ...given }));
    expect(await answer({})).toBe('REASON_MISSING');
    expect(await answer({ reason: governed.billing })).toBe('NOT_A_LEAF');
    expect(await answer({ reason: governed.fax })).toBe('NOT_A_LEAF');
    expect(await answer({ reason: governed.refund, outcome: 'CANNOT_CODE' })).toBe('REASON_NOT_EXPECTED');
    expect(await answer({ reason: governed.refund, confidence: 6 })).toBe('CONFIDENCE_OUT_OF_RANGE');
    expect(await answer({ reason: governed.refund, content: 1 })).toBe('UNKNOWN_CONTENT');
    expect(await answer({ reason: governed.refund, note: ' ' })).toBe('MALFORMED_TEXT');
    expect(await answer({ outcome: 'NO_REASON_FITS' })).toBe('CodeItemPayload');
    expect(await answer({ reason: governed.refund })).toBe('CodeItemPayload');
  });

  test('of one item, twice at once, is two answers of which the last one counts', async () => {
    const session = await opened(scene);
    const item = await firstItem(service, session);
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () =>
        asCoder('codeItem', { item, outcome: 'REASON', reason: governed.refund }),
      ),
    );
    expect(counted(outcomes)).toEqual({ CodeItemPayload: 6 });
    await reveal(scene, session);
    const { verifyReveal } = await scene.scenario
      .as('AUDITOR')
      .ask<{ verifyReveal: object }, object>(
        'query($id: ID!) { verifyReveal(session: $id) { sound total } }',
        { id: session.id },
      );
    expect(verifyReveal).toEqual({ sound: true, total: 6 });
  });

  test('and revealing at once never leaves an answer that came after the reveal', async () => {
    const session = await opened(scene);
    const items = await itemsOf(service, session);
    const input = { session: session.id, expectedRevision: session.revision, because: 'Now.' };
    const [shown, ...coded] = await Promise.all([
      asAnalyst('revealSession', input),
      ...items.map(({ id }) => asCoder('codeItem', { item: id, outcome: 'CANNOT_CODE' })),
    ]);
    expect(shown.__typename).toBe('RevealSessionPayload');
    const taken = coded.filter(({ __typename }) => __typename === 'CodeItemPayload').length;
    expect(coded.every((outcome) => ['CodeItemPayload', 'SESSION_BLOCKED'].includes(kindOf(outcome)))).toBe(
      true,
    );
    const { session: found } = await scene.scenario
      .as('EDITOR')
      .ask<{ session: { progress: object } }, object>(
        'query($id: ID!) { session(id: $id) { progress { coded } } }',
        { id: session.id },
      );
    expect(found.progress).toEqual({ coded: taken });
  });

  test('after the deadline is marked late, left out or refused, as the plan has it', async () => {
    const late: Record<string, string> = {};
    for (const latePolicy of ['COUNT', 'EXCLUDE', 'REFUSE']) {
      const session = await opened(scene, { deadline: '2999-01-01T00:00:00Z', latePolicy });
      const item = await firstItem(service, session);
      await passDeadline(session);
      late[latePolicy] = kindOf(await asCoder('codeItem', { item, outcome: 'CANNOT_CODE' }));
      await reveal(scene, session);
      const { node } = await scene.scenario
        .as('EDITOR')
        .ask<{ node: { codings: unknown } }, object>(
          'query($item: ID!) { node(id: $item) { ... on SessionItem { codings { late outcome } } } }',
          { item },
        );
      late[latePolicy] += ` ${JSON.stringify(node.codings)}`;
    }
    expect(late).toEqual({
      COUNT: 'CodeItemPayload [{"late":true,"outcome":"CANNOT_CODE"}]',
      EXCLUDE: 'CodeItemPayload []',
      REFUSE: 'SESSION_BLOCKED []',
    });
  });

  test('that was taken back is excluded, unless it is given anew', async () => {
    const session = await opened(scene);
    const [first, second] = await itemsOf(service, session);
    const one = { item: first?.id ?? '' };
    const two = { item: second?.id ?? '' };
    expect(kindOf(await asCoder('withdrawCoding', one))).toBe('NOT_CODED');
    await code(scene.coders[0], one.item, { reason: governed.refund });
    await code(scene.coders[0], two.item, { reason: governed.refund });
    for (const given of [one, one, two])
      expect(kindOf(await asCoder('withdrawCoding', given))).toBe('WithdrawCodingPayload');
    await code(scene.coders[0], two.item, { reason: governed.invoice });
    await reveal(scene, session);
    const codings = async (item: string): Promise<unknown> => {
      const data = await scene.scenario
        .as('EDITOR')
        .ask<{ node: { codings: unknown } }, object>(
          'query($item: ID!) { node(id: $item) { ... on SessionItem { codings { reason { code } } } } }',
          { item },
        );
      return data.node.codings;
    };
    expect(await codings(one.item)).toEqual([]);
    expect(await codings(two.item)).toEqual([{ reason: { code: 'invoice' } }]);
  });

  test('by a coder who was withdrawn is over, and what they coded is left out', async () => {
    const session = await opened(scene);
    const item = await firstItem(service, session);
    await code(scene.coders[0], item, { reason: governed.refund });
    await code(scene.coders[1], item, { reason: governed.invoice });
    const because = 'Ill.';
    const input = { coder: scene.coders[0].id, because };
    const left = await step(scene, session, { name: 'withdrawCoder', input });
    expect(await step(scene, left, { name: 'withdrawCoder', input })).toEqual(left);
    const refused = await asCoder('codeItem', { item, outcome: 'CANNOT_CODE' }, blockers);
    expect(refused['blockers']).toMatchObject([{ coders: [scene.coders[0].id] }]);
    const stranger = await newCoder(service, governed.scenario, { kind: 'AGENT' });
    expect(kindOf(await asAnalyst('withdrawCoder', { ...stepOf(left), coder: stranger.id, because }))).toBe(
      'NOT_FOUND',
    );
    const shown = await reveal(scene, left);
    // One answer is left, and nobody disagrees with it.
    expect((await step(scene, shown, { name: 'closeSession' })).state).toBe('CLOSED');
  });
});

const stepOf = ({ id, revision }: SessionRef): Input => ({ session: id, expectedRevision: revision });

describe('revealing', () => {
  test('before all is coded asks the facilitator for a reason; after that it asks nobody', async () => {
    const [contact] = await addedContacts(governed.scenario, ['Where is it?']);
    const session = await opened(scene, { contacts: [contact], coders: [scene.coders[0].id] });
    const early = await asAnalyst('revealSession', stepOf(session), blockers);
    expect(early['blockers']).toMatchObject([{ code: 'CODINGS_MISSING', missing: 1 }]);
    const other = await newCoder(service, governed.scenario, { kind: 'ANALYST', roles: ['ANALYST'] });
    const refused = await run(
      other.client,
      'revealSession',
      { ...stepOf(session), because: 'Now.' },
      blockers,
    );
    expect(refused['blockers']).toMatchObject([{ code: 'NOT_FACILITATOR' }]);
    await code(scene.coders[0], await firstItem(service, session), { reason: governed.refund });
    const shown = await run(
      other.client,
      'revealSession',
      stepOf(session),
      'session { state revealedBecause }',
    );
    expect(shown).toMatchObject({ session: { state: 'REVEALED', revealedBecause: null } });
    const { refusals } = await scene.scenario
      .as('AUDITOR')
      .ask<{ refusals: { nodes: object[] } }, object>('{ refusals(first: 2) { nodes { command code } } }');
    expect(refusals.nodes).toEqual(Array(2).fill({ command: 'revealSession', code: 'SESSION_BLOCKED' }));
  });
});

describe('an item', () => {
  async function disputed(): Promise<{ readonly session: SessionRef; readonly item: string }> {
    const session = await opened(scene);
    const item = await firstItem(service, session);
    await code(scene.coders[0], item, { reason: governed.refund });
    await code(scene.coders[1], item, { reason: governed.invoice });
    return { session: await reveal(scene, session), item };
  }

  test('is adjudicated with a cause, revised on the revision seen, and of two at once by one', async () => {
    const { item } = await disputed();
    const judgement = { item, outcome: 'REASON', reason: governed.refund, rationale: 'It says so.' };
    expect(kindOf(await asAnalyst('adjudicateItem', judgement))).toBe('CAUSE_MISSING');
    const first = { ...judgement, cause: 'SLIP' };
    const outcomes = await Promise.all(
      ['A', 'B'].map((rationale) => asAnalyst('adjudicateItem', { ...first, rationale })),
    );
    expect(counted(outcomes)).toEqual({ AdjudicateItemPayload: 1, STALE_REVISION: 1 });
    const second = { ...first, cause: 'REASONS_OVERLAP', expectedRevision: 1 };
    expect(kindOf(await asAnalyst('adjudicateItem', second))).toBe('AdjudicateItemPayload');
    expect(kindOf(await asAnalyst('adjudicateItem', { ...second, expectedRevision: 2 }))).toBe(
      'AdjudicateItemPayload',
    );
    const { node } = await scene.scenario
      .as('EDITOR')
      .ask<{ node: { adjudications: object[] } }, object>(
        'query($item: ID!) { node(id: $item) { ... on SessionItem { adjudications { content outcome cause revision reason { code } } } } }',
        { item },
      );
    expect(node.adjudications).toEqual([
      { content: 0, outcome: 'REASON', cause: 'REASONS_OVERLAP', revision: 2, reason: { code: 'refund' } },
    ]);
  });

  test('is not adjudicated with what is no leaf, nor by one of its coders', async () => {
    const { item } = await disputed();
    const given = { item, outcome: 'REASON', reason: governed.billing, rationale: 'R', cause: 'OTHER' };
    expect(kindOf(await asAnalyst('adjudicateItem', given))).toBe('NOT_A_LEAF');
    expect(kindOf(await asAnalyst('adjudicateItem', { ...given, rationale: '' }))).toBe('MALFORMED_TEXT');
    const both = await newCoder(service, governed.scenario, { kind: 'ANALYST', roles: ['ANALYST', 'CODER'] });
    const session = await revealed(scene, { coders: [both.id] });
    const own = { item: await firstItem(service, session), outcome: 'CANNOT_CODE', rationale: 'R' };
    const { errors } = await both.client.answer(mutationText('adjudicateItem'), { input: own });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  test('with disagreement keeps its session open until it is waived for a reason', async () => {
    const { session, item } = await disputed();
    const refused = await asAnalyst('closeSession', stepOf(session), blockers);
    expect(refused['blockers']).toMatchObject([{ code: 'ADJUDICATIONS_MISSING', items: [item] }]);
    const blank = { ...stepOf(session), waivers: [{ item, because: ' ' }] };
    expect(kindOf(await asAnalyst('closeSession', blank))).toBe('MALFORMED_TEXT');
    const waivers = [{ item, because: 'Both will do.' }];
    expect((await step(scene, session, { name: 'closeSession', input: { waivers } })).state).toBe('CLOSED');
    const { node } = await scene.scenario
      .as('EDITOR')
      .ask<{ node: object }, object>(
        'query($item: ID!) { node(id: $item) { ... on SessionItem { waivedBecause } } }',
        { item },
      );
    expect(node).toEqual({ waivedBecause: 'Both will do.' });
  });
});

describe('a decision', () => {
  test('rests on items of its session, at least one', async () => {
    const session = await revealed(scene);
    const record = (evidence: readonly string[]) =>
      asAnalyst('recordDecision', { session: session.id, kind: 'NOTE', text: 'T', evidence });
    const decide = async (evidence: readonly string[]): Promise<string> => kindOf(await record(evidence));
    expect(await record([])).toMatchObject({
      ...{ code: 'NOT_FOUND', message: 'evidence: expected at least one item of the session, but got none' },
    });
    expect(await decide([await firstItem(service, await revealed(scene))])).toBe('NOT_FOUND');
    expect(await decide([await firstItem(service, session)])).toBe('RecordDecisionPayload');
  });

  test('is applied once, whoever is first, to a draft of its own or to one that is there', async () => {
    const session = await revealed(scene);
    const decision = await recordedDecision(scene, session);
    const apply = (input: Input) =>
      run(governed.scenario.as('EDITOR'), 'applyDecision', {
        ...{ decision, operations: [noteOperation(governed.refund)] },
        ...input,
      });
    const { draft } = governed;
    expect(kindOf(await apply({ draft: draft.id, expectedHead: draft.head + 1 }))).toBe('STALE_HEAD');
    const elsewhere = await governedScene(service);
    expect(kindOf(await apply({ draft: elsewhere.draft.id, expectedHead: 0 }))).not.toBe(
      'ApplyDecisionPayload',
    );
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => apply({})));
    expect(counted(outcomes)).toEqual({ ApplyDecisionPayload: 1, DECISION_APPLIED: 3 });
  });

  test('is not applied where it is a note, does not suit, or changes nothing', async () => {
    const session = await revealed(scene);
    const editor = governed.scenario.as('EDITOR');
    const apply = async (kind: string, operations: readonly Input[]): Promise<string> =>
      kindOf(
        await run(editor, 'applyDecision', {
          decision: await recordedDecision(scene, session, kind),
          operations,
        }),
      );
    const residual = { setResidual: { reason: governed.refund, residual: false } };
    expect(await apply('NOTE', [noteOperation(governed.refund)])).toBe('DECISION_IS_A_NOTE');
    expect(await apply('GUIDELINE_EDIT', [residual])).toBe('NOT_A_GUIDELINE_EDIT');
    expect(await apply('OPERATION', [residual])).toBe('NOTHING_TO_APPLY');
    expect(await apply('OPERATION', [])).toBe('NOTHING_TO_APPLY');
    expect(
      await apply('OPERATION', [{ setLabel: { reason: governed.fax, language: 'en', label: 'X' } }]),
    ).toBe('REASON_RETIRED');
    const creation = { createReason: { code: 'voucher', labels: [{ language: 'en', text: 'Voucher' }] } };
    const twice = { createReason: { code: 'gift', labels: [{ language: 'en', text: 'Gift' }] } };
    expect(await apply('OPERATION', [creation, twice, residual])).toBe('ApplyDecisionPayload');
  });
});

describe('guidelines', () => {
  test('are acknowledged by a coder, once, and it shows who has and who has not', async () => {
    const version = await guidelineVersion(governed.scenario, governed.refund);
    const input = { taxonomy: governed.scenario.taxonomyId, version };
    expect(kindOf(await asCoder('acknowledgeGuidelines', { ...input, version: 999 }))).toBe('NOT_FOUND');
    expect(kindOf(await asAnalyst('acknowledgeGuidelines', input))).toBe('NOT_FOUND');
    const outcomes = await Promise.all(
      Array.from({ length: 3 }, () => asCoder('acknowledgeGuidelines', input)),
    );
    expect(counted(outcomes)).toEqual({ AcknowledgeGuidelinesPayload: 3 });
    interface Shown {
      readonly guidelineAcknowledgements: {
        readonly changes: { readonly nodes: readonly object[] };
        readonly coders: {
          readonly nodes: readonly { acknowledgedAt: string | null; coder: { id: string } }[];
        } | null;
        readonly mine: string | null;
      };
    }
    const text = `query($key: String!, $version: Int!) { guidelineAcknowledgements(taxonomy: $key, version: $version) { number mine
      changes { nodes { reason { code } isNew notes } } coders(first: 100) { nodes { acknowledgedAt coder { id } } } } }`;
    const variables = { key: governed.scenario.key, version };
    const { guidelineAcknowledgements: seen } = await scene.scenario
      .as('STEWARD')
      .ask<Shown, object>(text, variables);
    expect(seen.changes.nodes).toEqual([{ reason: { code: 'refund' }, isNew: false, notes: ['DEFINITION'] }]);
    const acknowledged = seen.coders?.nodes.filter(({ acknowledgedAt }) => acknowledgedAt !== null) ?? [];
    expect(acknowledged.map(({ coder }) => coder.id)).toEqual([scene.coders[0].id]);
    expect(seen.coders?.nodes.length).toBeGreaterThan(1);
    const { guidelineAcknowledgements: own } = await scene.coders[0].client.ask<Shown, object>(
      text,
      variables,
    );
    expect(own.coders).toBeNull();
    expect(own.mine).not.toBeNull();
  });

  test('that read as before are not to be acknowledged', async () => {
    const { scenario } = governed;
    const draft = await scenario.openDraft('Priorities only');
    const { number } = await scenario.publish(
      await scenario.edit(draft, 'setPriority', { reason: governed.refund, priority: 'HIGH' }),
    );
    const input = { taxonomy: scenario.taxonomyId, version: number };
    expect(kindOf(await asCoder('acknowledgeGuidelines', input))).toBe('GUIDELINES_UNCHANGED');
  });
});

describe('a list of 20 takes as many statements as a list of 2', () => {
  let many: CalibrationScene;
  beforeAll(async () => {
    const own = await governedScene(service);
    many = await calibrationScene(service, own.scenario);
    for (let count = 0; count < 20; count += 1) await newCoder(service, own.scenario, { kind: 'AGENT' });
    await addedContacts(
      own.scenario,
      Array.from({ length: 20 }, (_, at) => `Question ${at}`),
    );
    for (let count = 0; count < 20; count += 1) await fullSession(many, own);
  });

  /** A session of which there is something of everything to be read. */
  async function fullSession(
    of: CalibrationScene,
    { refund, invoice, scenario }: GovernedScene,
  ): Promise<void> {
    const session = await opened(of);
    const item = await firstItem(service, session);
    await code(of.coders[0], item, { reason: refund });
    await code(of.coders[1], item, { reason: invoice });
    await reveal(of, session);
    await run(of.coders[0].client, 'addDiscussionNote', { item, text: 'Hm.' });
    const judgement = { item, outcome: 'REASON', reason: refund, rationale: 'R', cause: 'SLIP' };
    await run(scenario.as('ANALYST'), 'adjudicateItem', judgement);
    const decision = await recordedDecision(of, session);
    const operations = [noteOperation(refund, `Money back ${session.id}`)];
    await run(scenario.as('EDITOR'), 'applyDecision', { decision, operations });
  }

  test.each([
    [
      'sessions',
      `sessions(taxonomy: $key, first: $first) { nodes { id title facilitator { name } contents { name version { number } } progress { coded }
         coders { coder { name } progress { coded } } myAssignments(first: 2) { nodes { coding { outcome reason { code } } item { label excerpt { text } } } }
         items(first: 2) { nodes { label codings { outcome reason { code } coder { name } } adjudications { outcome } notes { text } } }
         decisions { text evidence { label } } } }`,
    ],
    ['contacts', 'contacts(taxonomy: $key, first: $first) { nodes { id excerpt { text } } }'],
    ['coders', 'coders(taxonomy: $key, first: $first) { nodes { id actor { name } } }'],
    [
      'changes',
      'changes(filter: { taxonomy: $key }, first: $first) { nodes { changeSet { evidence { id text } } } }',
    ],
  ])('%s', async (_what, selection) => {
    const counts: number[] = [];
    for (const first of [2, 20]) {
      const work = () =>
        many.scenario.as('ADMIN').ask(`query($key: String!, $first: Int!) { ${selection} }`, {
          ...{ key: many.scenario.key, first },
        });
      await work();
      counts.push((await service.statementsDuring(work)).length);
      expect(JSON.stringify(await work()).match(/"(?:id|evidence)":/g)?.length).toBeGreaterThanOrEqual(first);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

test('after all of this the history and the tables agree', async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
