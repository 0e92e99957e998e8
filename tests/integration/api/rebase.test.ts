import { GraphqlClient } from '../../support/graphql';
import { governedScene, mutationText, type GovernedScene, type Input } from '../../support/governed-scene';
import { historyFaults } from '../../support/history-faults';
import type { DraftRef } from '../../support/scenario';
import { onConnection } from '../../support/test-server';
import { startService, type TestService } from '../../support/service';

// Two cores may be shared with much else.
jest.setTimeout(120_000);

let service: TestService;
let scene: GovernedScene;
beforeAll(async () => {
  service = await startService();
});
beforeEach(async () => {
  scene = await governedScene(service);
});
afterAll(() => service.close());

interface Outcome {
  readonly __typename: string;
  readonly code?: string;
  readonly draft?: DraftRef & { readonly behind?: boolean; readonly state?: string };
  readonly conflicts?: readonly Conflict[];
  readonly faults?: readonly { readonly fault: string }[];
  readonly [field: string]: unknown;
}

interface Conflict {
  readonly id: string;
  readonly kind: string;
  readonly sentence: string;
  readonly part: string | null;
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
  readonly allowed: readonly string[];
}

interface Preview {
  readonly behind: boolean;
  readonly token: string | null;
  readonly conflictCount: number;
  readonly conflicts: { readonly nodes: readonly Conflict[] };
  readonly combined: { readonly nodes: readonly { readonly ours: string[]; readonly theirs: string[] }[] };
  readonly faults: readonly { readonly fault: string }[];
  readonly comparison: { readonly summary: Readonly<Record<string, number>> } | null;
}

const conflictFields = 'id kind sentence part base ours theirs allowed';
const previewText = `query($draft: ID!, $resolutions: [ConflictResolutionInput!]) {
  previewRebase(draft: $draft, resolutions: $resolutions) {
    behind token conflictCount onto { number } conflicts { nodes { ${conflictFields} } }
    combined { nodes { reason { id } ours theirs } } followed { nodes { to { id } } } dangling { nodes { retired { id } } }
    faults { fault message } refusal { code message } comparison { summary { renamed moved propertiesChanged } } } }`;

async function preview(draft: string, resolutions: readonly Input[] = []): Promise<Preview> {
  const client = new GraphqlClient(service, 'EDITOR');
  const { previewRebase } = await client.ask<{ previewRebase: Preview }, object>(previewText, {
    draft,
    resolutions,
  });
  return previewRebase;
}

const fields = 'draft { id head state behind }';
const problems = `... on ConflictsLeftProblem { conflicts { ${conflictFields} } }
  ... on ResolutionsRefusedProblem { faults { fault message } }`;

async function run(name: string, input: Input): Promise<Outcome> {
  const text = mutationText(name, fields).replace('... on Problem', `${problems} ... on Problem`);
  const known = name === 'rebaseDraft' ? text : mutationText(name, fields);
  const client = new GraphqlClient(service, 'EDITOR');
  const data = await client.ask<Record<string, Outcome>, object>(known, { input });
  return data[name] ?? { __typename: 'none' };
}

const rebase = (draft: DraftRef, token: string | null, resolutions: readonly Input[] = []) =>
  run('rebaseDraft', {
    ...{ draft: draft.id, expectedHead: draft.head, token, resolutions, because: 'Go on.' },
  });

const label = (draft: DraftRef, reason: string, text: string): Promise<DraftRef> =>
  scene.scenario.edit(draft, 'setLabel', { reason, language: 'en', label: text });

/** A draft that labels a reason, behind a version that labels it otherwise. */
async function conflicting(): Promise<DraftRef> {
  const { scenario, refund } = scene;
  const ours = await label(await scenario.openDraft('Ours'), refund, 'Money back');
  await scenario.publish(await label(await scenario.openDraft('Theirs'), refund, 'Repayment'));
  return ours;
}

const labelsOf = async (draft: string): Promise<readonly string[]> => {
  const text = 'query($id: ID!) { draft(id: $id) { reasons { label } } }';
  const answer = await new GraphqlClient(service, 'EDITOR').ask<
    { draft: { reasons: { label: string }[] } },
    object
  >(text, { id: draft });
  return answer.draft.reasons.map((reason) => reason.label);
};

test('two editors whose drafts conflict come to a published result by what the API says next', async () => {
  const { scenario } = scene;
  const ours = await conflicting();
  const submitted = await run('submitDraft', { draft: ours.id, expectedHead: ours.head });
  expect(submitted).toMatchObject({ code: 'DRAFT_BLOCKED' });

  const seen = await preview(ours.id);
  expect(seen).toMatchObject({ behind: true, conflictCount: 1, comparison: null, onto: { number: 2 } });
  const [conflict] = seen.conflicts.nodes;
  expect(conflict).toMatchObject({
    ...{ kind: 'FIELD', part: 'label.en', base: 'Refund', ours: 'Money back', theirs: 'Repayment' },
    allowed: ['BASE', 'OURS', 'THEIRS', 'VALUE'],
  });
  expect(conflict?.sentence).toContain('"Money back" (refund)');

  const left = await rebase(ours, seen.token);
  expect(left).toMatchObject({ code: 'CONFLICTS_LEFT', conflicts: [{ id: conflict?.id }] });
  const resolutions = [{ conflict: conflict?.id, choice: 'VALUE', text: ' Money returned ' }];
  const settled = await preview(ours.id, resolutions);
  expect(settled).toMatchObject({ conflictCount: 0, faults: [], refusal: null });
  expect(settled.comparison?.summary).toMatchObject({ renamed: 1, moved: 0 });

  const { draft } = await rebase(ours, settled.token, resolutions);
  expect(draft).toMatchObject({ head: 2, state: 'DRAFT', behind: false });
  const { number } = await scenario.publish(draft ?? ours);
  expect(number).toBe(3);
  expect(await labelsOf(ours.id)).toContain('Money returned');

  const { changes } = await new GraphqlClient(service, 'AUDITOR').ask<
    { changes: { nodes: { after: object; changeSet: object }[] } },
    object
  >(
    `query($filter: ChangeFilter) { changes(filter: $filter, first: 1) { nodes { after changeSet { because command } } } }`,
    { filter: { taxonomy: scenario.key, kinds: ['REBASE_DRAFT'] } },
  );
  expect(changes.nodes[0]?.after).toMatchObject({
    resolutions: [{ conflictId: conflict?.id, choice: 'VALUE' }],
  });
});

/** The reasons under two menus of their own, by code. */
async function manyReasons(codes: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { scenario } = scene;
  let draft = await scenario.openDraft('Many');
  const ids: Record<string, string> = {};
  for (const code of codes) {
    const parent = code.length > 1 ? (ids[code.charAt(0)] ?? null) : null;
    const made = await scenario.createReason(draft, { code, label: `Reason ${code}`, parent });
    ids[code] = made.reason;
    draft = made.draft;
  }
  await scenario.publish(draft);
  return ids;
}

test('every kind of conflict is settled by what the API allows next, up to a published result', async () => {
  const { scenario, billing, delivery } = scene;
  const codes = ['a', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'b', 'b1', 'b2', 'b3', 'b4', 'b5'];
  const id = await manyReasons(codes);
  const all = async (draft: DraftRef, edits: readonly (readonly [string, Input])[]): Promise<DraftRef> => {
    let edited = draft;
    for (const [name, input] of edits) edited = await scenario.edit(edited, name, input);
    return edited;
  };
  const into = (reason: string, ...targets: readonly string[]): Input => ({
    reason: id[reason],
    retirementReason: targets.length > 1 ? 'SPLIT' : 'MERGED',
    associations: targets.map((target) => ({
      kind: targets.length > 1 ? 'PARTIALLY_EQUIVALENT_TO' : 'REPLACED_BY',
      target: id[target],
    })),
  });
  const outdated = (reason: string): Input => ({
    ...{ reason: id[reason], retirementReason: 'OUTDATED', justification: 'Gone.' },
  });
  const made = (code: string, text: string, parent: string | undefined): readonly [string, Input] => [
    'createReason',
    { code, labels: [{ language: 'en', text }], parent },
  ];
  const ours = await all(await scenario.openDraft('Ours'), [
    ['setLabel', { reason: id['a1'], language: 'en', label: 'Ours' }],
    ['retireReason', outdated('a2')],
    ['retireReason', into('a3', 'a5', 'a6')],
    ['retireReason', into('a4', 'a5')],
    ['moveReason', { reason: id['b1'], parent: id['b2'] }],
    ['retireReason', outdated('b3')],
    ['retireReason', into('b4', 'b5')],
    made('twin', 'Ours alone', billing),
    made('same-1', 'Same', delivery),
    ['setPriority', { reason: billing, priority: 'HIGH' }],
  ]);
  await scenario.publish(
    await all(await scenario.openDraft('Theirs'), [
      ['setLabel', { reason: id['a1'], language: 'en', label: 'Theirs' }],
      ['setPriority', { reason: id['a2'], priority: 'LOW' }],
      ['addSynonym', { reason: id['a3'], language: 'en', text: 'Also' }],
      ['retireReason', outdated('a4')],
      ['moveReason', { reason: id['b2'], parent: id['b1'] }],
      made('b3a', 'A child', id['b3']),
      ['retireReason', into('b5', 'b4')],
      made('twin', 'Theirs alone', billing),
      made('same-2', 'same', delivery),
    ]),
  );

  const resolutions: Input[] = [];
  const kinds = new Set<string>();
  let seen = await preview(ours.id);
  for (let round = 0; seen.conflictCount > 0 && round < 5; round += 1) {
    for (const { id: conflict, kind, allowed } of seen.conflicts.nodes) {
      kinds.add(kind);
      const choice = ['THEIRS', 'OURS', 'BASE', 'VALUE'].find((one) => allowed.includes(one));
      resolutions.push({ conflict, choice, ...(choice === 'VALUE' ? { text: `other-${kinds.size}` } : {}) });
    }
    seen = await preview(ours.id, resolutions);
  }
  expect([...kinds].toSorted()).toEqual([
    ...['CHILD_OF_RETIRED', 'CODE_COLLISION', 'CYCLE', 'DUPLICATE_LABEL', 'EDIT_RETIRED', 'EDIT_SPLIT'],
    ...['FIELD', 'REPLACEMENT_CYCLE', 'RETIREMENT'],
  ]);
  expect(seen).toMatchObject({ conflictCount: 0, faults: [] });
  const { draft } = await rebase(ours, seen.token, resolutions);
  expect(draft).toMatchObject({ behind: false, state: 'DRAFT' });
  expect((await scenario.publish(draft ?? ours)).number).toBe(4);
});

test('what does not conflict is merged, and both edits of one reason are shown', async () => {
  const { scenario, refund, delivery } = scene;
  const ours = await label(await scenario.openDraft('Ours'), refund, 'Money back');
  const moved = { reason: refund, parent: delivery, place: 'LAST' };
  await scenario.publish(await scenario.edit(await scenario.openDraft('Theirs'), 'moveReason', moved));
  const seen = await preview(ours.id);
  expect(seen.conflictCount).toBe(0);
  expect(seen.combined.nodes).toMatchObject([{ ours: ['label.en'], theirs: ['parentId'] }]);
  expect(seen.comparison?.summary).toMatchObject({ renamed: 1, moved: 0 });
  expect(await rebase(ours, seen.token)).toMatchObject({ draft: { head: 2, behind: false } });
});

test('a draft two versions behind is put on the newest at once, and again when that is passed', async () => {
  const { scenario, invoice, refund, billing } = scene;
  const start = await label(await scenario.openDraft('Ours'), refund, 'Money back');
  const publish = async (reason: string, text: string) =>
    scenario.publish(await label(await scenario.openDraft(text), reason, text));
  await publish(invoice, 'Invoice copy');
  await publish(billing, 'Bills');
  const first = await rebase(start, (await preview(start.id)).token);
  await publish(invoice, 'Copy of the bill');
  const again = first.draft ?? start;
  const second = await rebase(again, (await preview(start.id)).token);
  expect(second).toMatchObject({ draft: { head: 3, behind: false } });
  expect(await labelsOf(start.id)).toEqual(
    expect.arrayContaining(['Money back', 'Bills', 'Copy of the bill']),
  );
});

test('what a draft created is created on the newer version too, and can be edited there', async () => {
  const { scenario, billing, invoice } = scene;
  const opened = await scenario.openDraft('Ours');
  const made = await scenario.createReason(opened, { code: 'dispute', label: 'Dispute', parent: billing });
  await scenario.publish(await label(await scenario.openDraft('Theirs'), invoice, 'Copy'));
  const { draft } = await rebase(made.draft, (await preview(opened.id)).token);
  await scenario.publish(await label(draft ?? opened, made.reason, 'Complaint'));
  expect(await labelsOf(opened.id)).toEqual(expect.arrayContaining(['Complaint', 'Copy']));
});

test('a draft of which nothing is left stands on the newest version all the same', async () => {
  const { scenario, refund } = scene;
  const ours = await label(await scenario.openDraft('Ours'), refund, 'Money back');
  await scenario.publish(await label(await scenario.openDraft('Theirs'), refund, 'Money back'));
  const { draft } = await rebase(ours, (await preview(ours.id)).token);
  expect(draft).toMatchObject({ head: 2, behind: false });
  const blocked = await run('submitDraft', { draft: ours.id, expectedHead: 2 });
  expect(blocked).toMatchObject({ code: 'DRAFT_BLOCKED' });
});

test('a draft that is not behind has nothing to rebase', async () => {
  const { draft } = scene;
  expect(await preview(draft.id)).toMatchObject({ behind: false, token: null, conflictCount: 0 });
  expect(await rebase(draft, 'none')).toMatchObject({ draft: { head: 0 } });
});

test('a token of another head, or of another version, is stale', async () => {
  const { scenario, invoice } = scene;
  const ours = await conflicting();
  const { token } = await preview(ours.id);
  const edited = await label(ours, invoice, 'Copy');
  expect(await rebase(edited, token)).toMatchObject({ code: 'STALE_PREVIEW' });
  expect(await rebase(ours, token)).toMatchObject({ code: 'STALE_HEAD' });
  const { token: fresh } = await preview(ours.id);
  await scenario.publish(await label(await scenario.openDraft('More'), invoice, 'Third'));
  expect(await rebase(edited, fresh)).toMatchObject({ code: 'STALE_PREVIEW' });
});

test.each<readonly [string, Input, string]>([
  ['of no conflict', { conflict: 'FIELD:x:label.en', choice: 'OURS' }, 'UNKNOWN_CONFLICT'],
  ['in a way that is not allowed', { choice: 'BOTH' }, 'NOT_ALLOWED'],
  ['by a blank text', { choice: 'VALUE', text: ' ' }, 'MALFORMED_VALUE'],
  ['by a text with a control character', { choice: 'VALUE', text: 'a\u0007b' }, 'MALFORMED_VALUE'],
  ['by a text that is too long', { choice: 'VALUE', text: 'x'.repeat(2_000) }, 'MALFORMED_VALUE'],
  ['by a value that is not asked for', { choice: 'OURS', text: 'x' }, 'VALUE_NOT_EXPECTED'],
])('a resolution %s is refused, and shown as such in the preview', async (_what, given, fault) => {
  const ours = await conflicting();
  const { token, conflicts } = await preview(ours.id);
  const resolutions = [{ conflict: conflicts.nodes[0]?.id, ...given }];
  expect(await rebase(ours, token, resolutions)).toMatchObject({
    ...{ code: 'RESOLUTIONS_REFUSED', faults: [{ fault }] },
  });
  expect((await preview(ours.id, resolutions)).faults).toMatchObject([{ fault }]);
});

test('one conflict settled twice is refused', async () => {
  const ours = await conflicting();
  const { token, conflicts } = await preview(ours.id);
  const one = { conflict: conflicts.nodes[0]?.id, choice: 'OURS' };
  expect(await rebase(ours, token, [one, one])).toMatchObject({ faults: [{ fault: 'REPEATED' }] });
});

test('a place that nobody knows is refused, and so is a cycle', async () => {
  const { scenario, refund, delivery, invoice, billing } = scene;
  const moved = (parent: string | null) => ({ reason: refund, parent, place: 'LAST' });
  const ours = await scenario.edit(await scenario.openDraft('Ours'), 'moveReason', moved(delivery));
  await scenario.publish(
    await scenario.edit(await scenario.openDraft('Theirs'), 'moveReason', moved(invoice)),
  );
  const { token, conflicts } = await preview(ours.id);
  const conflict = conflicts.nodes[0]?.id;
  const lost = Buffer.from('Reason:00000000-0000-7000-8000-00000000dead').toString('base64url');
  const to = (reason: string | null) => rebase(ours, token, [{ conflict, choice: 'VALUE', reason }]);
  expect(await to(lost)).toMatchObject({ faults: [{ fault: 'UNKNOWN_REASON' }] });
  expect(await to(refund)).toMatchObject({ __typename: 'ConflictsLeftProblem' });
  expect(await to(billing)).toMatchObject({ draft: { head: 2 } });
});

test('a published draft is not rebased', async () => {
  const { scenario, invoice, refund } = scene;
  const first = await label(await scenario.openDraft('First'), invoice, 'Copy');
  await scenario.publish(first);
  await scenario.publish(await label(await scenario.openDraft('Second'), refund, 'Money back'));
  expect(await rebase(first, 'x')).toMatchObject({ code: 'DRAFT_BLOCKED' });
});

test('whoever rebases an approved draft takes its approval back', async () => {
  const { scenario, invoice } = scene;
  const ours = await label(await scenario.openDraft('Ours'), invoice, 'Copy');
  const { digest } = await scenario.submit(ours);
  const input = { draft: ours.id, digest };
  await scenario.mutate('STEWARD', { name: 'approveDraft', input, fields: 'draft { state }' });
  await scenario.publish(await label(await scenario.openDraft('Theirs'), scene.refund, 'Money back'));
  const rebased = await rebase(ours, (await preview(ours.id)).token);
  expect(rebased).toMatchObject({ draft: { state: 'DRAFT', head: 2 } });
});

test('of two rebases at once one is made', async () => {
  const ours = await conflicting();
  const { token, conflicts } = await preview(ours.id);
  const resolutions = [{ conflict: conflicts.nodes[0]?.id, choice: 'OURS' }];
  const outcomes = await Promise.all([rebase(ours, token, resolutions), rebase(ours, token, resolutions)]);
  expect(outcomes.map(({ code, __typename }) => code ?? __typename).toSorted()).toEqual([
    ...['RebaseDraftPayload', 'STALE_HEAD'],
  ]);
});

test('a rebase that races a publication is made on the version it was shown, or not at all', async () => {
  const { scenario, invoice } = scene;
  const ours = await conflicting();
  const { token, conflicts } = await preview(ours.id);
  const resolutions = [{ conflict: conflicts.nodes[0]?.id, choice: 'OURS' }];
  const more = await label(await scenario.openDraft('More'), invoice, 'Third');
  const [, outcome] = await Promise.all([scenario.publish(more), rebase(ours, token, resolutions)]);
  expect(['RebaseDraftPayload', 'StalePreviewProblem']).toContain(outcome.__typename);
  const again = await preview(ours.id);
  expect(again.behind).toBe(true);
});

describe('undo', () => {
  const undo = (draft: DraftRef, count: number) =>
    run('undoOperations', { draft: draft.id, expectedHead: draft.head, count });

  test('takes the last edits back, and can itself be taken back', async () => {
    const { scenario, refund, invoice } = scene;
    const opened = await scenario.openDraft('Ours');
    const edited = await label(await label(opened, refund, 'Money back'), invoice, 'Copy');
    const { draft: once } = await undo(edited, 2);
    expect(once).toMatchObject({ head: 3 });
    expect(await labelsOf(opened.id)).toEqual(expect.arrayContaining(['Refund', 'Copy of invoice']));
    expect(await undo(once ?? opened, 1)).toMatchObject({ draft: { head: 4 } });
    expect(await labelsOf(opened.id)).toEqual(expect.arrayContaining(['Money back', 'Copy']));
  });

  test('takes back what was created', async () => {
    const { scenario, billing } = scene;
    const opened = await scenario.openDraft('Ours');
    const made = await scenario.createReason(opened, { code: 'dispute', label: 'Dispute', parent: billing });
    expect(await undo(made.draft, 1)).toMatchObject({ draft: { head: 2 } });
    expect(await labelsOf(opened.id)).not.toContain('Dispute');
  });

  test('takes a merger back whole: what was made is gone, and what was retired is in use', async () => {
    const { scenario, billing, invoice, refund, fax } = scene;
    const labels = [{ language: 'en', text: 'Money' }];
    const opened = await scenario.openDraft('Ours');
    const merged = await scenario.edit(opened, 'mergeReasons', {
      ...{ sources: [invoice, refund], intoNew: { code: 'money', labels, parent: billing } },
    });
    expect(await labelsOf(opened.id)).toEqual(['Billing', 'Money', 'Delivery']);
    const text = `query($id: ID!, $reason: ID!) { draft(id: $id) { log(first: 1) { nodes { sentences changeClasses operationCount } } }
      changes(filter: { subject: $reason }, first: 1) { nodes { kind } } }`;
    const told = await new GraphqlClient(service, 'AUDITOR').ask<object, object>(text, {
      ...{ id: opened.id, reason: refund },
    });
    expect(told).toEqual({
      draft: {
        log: {
          nodes: [
            {
              ...{ changeClasses: ['RC3_1'], operationCount: 1 },
              sentences: ['Merged "Copy of invoice" (invoice) and "Refund" (refund) into "Money" (money).'],
            },
          ],
        },
      },
      changes: { nodes: [{ kind: 'MERGE_REASONS' }] },
    });
    expect(await undo(merged, 1)).toMatchObject({ draft: { head: 2 } });
    expect(await labelsOf(opened.id)).toEqual(['Billing', 'Copy of invoice', 'Refund', 'Delivery']);
    const wrong = { draft: opened.id, expectedHead: 2, sources: [invoice], into: fax };
    expect(await run('mergeReasons', { ...wrong, into: invoice })).toMatchObject({
      code: 'RETIREMENT_SHAPE',
    });
    const { errors } = await new GraphqlClient(service, 'EDITOR').answer(mutationText('mergeReasons'), {
      input: { ...wrong, sources: [] },
    });
    expect(errors).toMatchObject([{ message: 'sources: expected 1 to 50 entries, but got 0' }]);
  });

  test.each([0, -1, 2, 2_147_483_647])('of %d edits, where there is one, is refused', async (count) => {
    const edited = await label(scene.draft, scene.refund, 'Money back');
    expect(await undo(edited, count)).toMatchObject({ code: 'UNDO_OUT_OF_RANGE' });
  });

  test('does not go beyond the last rebase', async () => {
    const ours = await conflicting();
    const { token, conflicts } = await preview(ours.id);
    const { draft } = await rebase(ours, token, [{ conflict: conflicts.nodes[0]?.id, choice: 'OURS' }]);
    const rebased = draft ?? ours;
    expect(await undo(rebased, 1)).toMatchObject({ code: 'UNDO_OUT_OF_RANGE' });
    const edited = await label(rebased, scene.invoice, 'Copy');
    expect(await undo(edited, 2)).toMatchObject({ code: 'UNDO_OUT_OF_RANGE' });
    expect(await undo(edited, 1)).toMatchObject({ draft: { head: 4 } });
    expect(await labelsOf(ours.id)).toEqual(expect.arrayContaining(['Money back', 'Copy of invoice']));
  });

  test('of one head twice at once is made once', async () => {
    const edited = await label(scene.draft, scene.refund, 'Money back');
    const outcomes = await Promise.all([undo(edited, 1), undo(edited, 1)]);
    expect(outcomes.map(({ code, __typename }) => code ?? __typename).toSorted()).toEqual([
      ...['STALE_HEAD', 'UndoOperationsPayload'],
    ]);
  });
});

describe('the log of a draft', () => {
  const logText = `query($id: ID!, $first: Int, $after: String) { draft(id: $id) {
    log(first: $first, after: $after) {
      nodes { head command operationCount sentences actor { name } } pageInfo { hasNextPage endCursor } } } }`;

  interface Log {
    readonly draft: {
      readonly log: {
        readonly nodes: readonly { readonly head: number; readonly sentences: readonly string[] }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    };
  }
  const logOf = async (id: string, page: Input = {}) =>
    (await new GraphqlClient(service, 'EDITOR').ask<Log, object>(logText, { id, ...page })).draft.log;

  test('says who did what, the newest first, page by page', async () => {
    const { scenario, billing, refund, delivery } = scene;
    const opened = await scenario.openDraft('Ours');
    const made = await scenario.createReason(opened, { code: 'dispute', label: 'Dispute', parent: billing });
    const named = await label(made.draft, refund, 'Money back');
    await scenario.edit(named, 'moveReason', { reason: refund, parent: delivery, place: 'LAST' });
    const first = await logOf(opened.id, { first: 2 });
    expect(first.nodes).toMatchObject([
      {
        ...{ head: 3, command: 'moveReason', operationCount: 1, actor: { name: 'Editor' } },
        sentences: ['Moved "Money back" (refund) under "Delivery" (delivery).'],
      },
      { head: 2, sentences: ['Set the label in en of "Refund" (refund) from "Refund" to "Money back".'] },
    ]);
    const second = await logOf(opened.id, { first: 2, after: first.pageInfo.endCursor });
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect(second.nodes).toMatchObject([
      {
        head: 1,
        sentences: ['Created "Dispute" (dispute) with the code "dispute" under "Billing" (billing).'],
      },
    ]);
  });

  test('takes as many statements for twenty edits as for two', async () => {
    const { scenario, refund } = scene;
    const drafts: DraftRef[] = [];
    for (const edits of [2, 20]) {
      let draft = await scenario.openDraft(`${edits} edits`);
      for (let at = 0; at < edits; at += 1) draft = await label(draft, refund, `Refund ${at}`);
      drafts.push(draft);
    }
    const counts: number[] = [];
    for (const { id } of drafts) {
      counts.push((await service.statementsDuring(() => logOf(id, { first: 20 }))).length);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

test('after all of this the history and the tables agree', async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
