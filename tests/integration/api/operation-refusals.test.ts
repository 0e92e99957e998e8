import { GraphqlClient } from '../../support/graphql';
import { governedScene, mutationText, type GovernedScene, type Input } from '../../support/governed-scene';
import { startService, type TestService } from '../../support/service';

// Two cores may be shared with much else.
jest.setTimeout(60_000);

let service: TestService;
let scene: GovernedScene;
let other: GovernedScene;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service);
  other = await governedScene(service);
});
afterAll(() => service.close());

type Answered = Readonly<Record<string, { readonly __typename: string; readonly code?: string }>>;

/** What is refused, and as what: the code, and the type of the schema that shows it. */
type Refused = readonly [what: string, mutation: string, fields: () => Input, code: string, type: string];

const label = (text: string): Input => ({ labels: [{ language: 'en', text }] });
const repeated = <Item>(item: Item, times: number): readonly Item[] =>
  Array.from({ length: times }, () => item);
const retirement = (retirementReason: string, associations: readonly object[], more: Input = {}): Input => ({
  reason: scene.invoice,
  retirementReason,
  associations,
  ...more,
});
const to = (target: string, kind: string, share?: number) => ({
  target,
  kind,
  ...(share === undefined ? {} : { share }),
});
const partly = 'PARTIALLY_EQUIVALENT_TO';
const trigger = (more: Input): Input => ({
  reason: scene.invoice,
  escalations: [{ repeatCountAtLeast: 1, department: 'D', deadlineMinutes: 1, ...more }],
});

const refusals: readonly Refused[] = [
  [
    'a code that another reason has',
    'createReason',
    () => ({ code: 'refund', ...label('X') }),
    'CODE_TAKEN',
    'CodeConflict',
  ],
  [
    'a code that a retired reason has',
    'createReason',
    () => ({ code: 'fax', ...label('X') }),
    'CODE_TAKEN',
    'CodeConflict',
  ],
  [
    'a parent of another taxonomy',
    'createReason',
    () => ({ code: 'x', ...label('X'), parent: other.billing }),
    'PARENT_NOT_FOUND',
    'UnknownReason',
  ],
  [
    'a retired parent',
    'createReason',
    () => ({ code: 'x', ...label('X'), parent: scene.fax }),
    'PARENT_RETIRED',
    'ReasonState',
  ],
  [
    'a sibling that stands elsewhere',
    'createReason',
    () => ({ code: 'x', ...label('X'), afterSibling: scene.invoice }),
    'SIBLING_NOT_FOUND',
    'UnknownReason',
  ],
  [
    'a language that is not kept',
    'createReason',
    () => ({ code: 'x', labels: [{ language: 'fr', text: 'X' }] }),
    'UNKNOWN_LANGUAGE',
    'InvalidValue',
  ],
  [
    'a blank code',
    'createReason',
    () => ({ code: ' \u200b ', ...label('X') }),
    'MALFORMED_TEXT',
    'MalformedText',
  ],
  [
    'a label of 1,001 characters, from the start',
    'createReason',
    () => ({ code: 'x', ...label('x'.repeat(1_001)) }),
    'MALFORMED_TEXT',
    'MalformedText',
  ],
  [
    'a code of 101 characters',
    'setCode',
    () => ({ reason: scene.invoice, code: 'x'.repeat(101) }),
    'MALFORMED_TEXT',
    'MalformedText',
  ],
  [
    'the code of its neighbour',
    'setCode',
    () => ({ reason: scene.invoice, code: 'refund' }),
    'CODE_TAKEN',
    'CodeConflict',
  ],
  [
    'a reason of another taxonomy',
    'setCode',
    () => ({ reason: other.invoice, code: 'x' }),
    'REASON_NOT_FOUND',
    'UnknownReason',
  ],
  ['a retired reason', 'setCode', () => ({ reason: scene.fax, code: 'x' }), 'REASON_RETIRED', 'ReasonState'],
  [
    'a line break in a label',
    'setLabel',
    () => ({ reason: scene.invoice, language: 'en', label: 'a\nb' }),
    'MALFORMED_TEXT',
    'MalformedText',
  ],
  [
    'a label of 1,001 characters',
    'setLabel',
    () => ({ reason: scene.invoice, language: 'en', label: 'x'.repeat(1_001) }),
    'MALFORMED_TEXT',
    'MalformedText',
  ],
  [
    'a language that is a method of objects',
    'setLabel',
    () => ({ reason: scene.invoice, language: 'constructor', label: 'x' }),
    'UNKNOWN_LANGUAGE',
    'InvalidValue',
  ],
  [
    'a blank synonym',
    'addSynonym',
    () => ({ reason: scene.invoice, language: 'en', text: ' ' }),
    'MALFORMED_TEXT',
    'MalformedText',
  ],
  [
    'a synonym that is not there',
    'removeSynonym',
    () => ({ reason: scene.invoice, language: 'en', text: 'Fee' }),
    'UNKNOWN_SYNONYM',
    'InvalidValue',
  ],
  [
    'a synonym of another language',
    'promoteSynonym',
    () => ({ reason: scene.invoice, language: 'nl', text: 'Bill' }),
    'UNKNOWN_SYNONYM',
    'InvalidValue',
  ],
  [
    'a note of 20,001 characters',
    'setNote',
    () => ({
      reason: scene.invoice,
      note: 'DEFINITION',
      language: 'en',
      text: 'x'.repeat(20_001),
      scope: 'EDITORIAL',
    }),
    'MALFORMED_TEXT',
    'MalformedText',
  ],
  [
    'excludes with another note',
    'setNote',
    () => ({
      reason: scene.invoice,
      note: 'INCLUDES',
      language: 'en',
      text: 'x',
      excludes: [scene.refund],
      scope: 'EDITORIAL',
    }),
    'EXCLUDES_NOT_APPLICABLE',
    'InvalidValue',
  ],
  [
    'excluding itself',
    'setNote',
    () => ({
      reason: scene.invoice,
      note: 'EXCLUDES',
      language: 'en',
      text: 'x',
      excludes: [scene.invoice],
      scope: 'EDITORIAL',
    }),
    'EXCLUDES_ITSELF',
    'InvalidValue',
  ],
  [
    'excluding a reason of another taxonomy',
    'setNote',
    () => ({
      reason: scene.invoice,
      note: 'EXCLUDES',
      language: 'en',
      text: 'x',
      excludes: [other.refund],
      scope: 'EDITORIAL',
    }),
    'REASON_NOT_FOUND',
    'UnknownReason',
  ],
  [
    'a target of nothing',
    'setTarget',
    () => ({ reason: scene.invoice, target: { amount: 0, unit: 'DAY', clock: 'CALENDAR' } }),
    'NUMBER_OUT_OF_RANGE',
    'InvalidValue',
  ],
  [
    'a trigger that always fires',
    'setEscalation',
    () => trigger({ repeatCountAtLeast: null }),
    'CONDITION_MISSING',
    'InvalidValue',
  ],
  [
    'a deadline of two million minutes',
    'setEscalation',
    () => trigger({ deadlineMinutes: 2_000_000 }),
    'NUMBER_OUT_OF_RANGE',
    'InvalidValue',
  ],
  ['a blank keyword', 'setEscalation', () => trigger({ keywords: [''] }), 'MALFORMED_TEXT', 'MalformedText'],
  [
    '1,000 keywords',
    'setEscalation',
    () => trigger({ keywords: repeated('k', 1_000) }),
    'TOO_MANY_ENTRIES',
    'InvalidValue',
  ],
  [
    '10,000 channels',
    'setChannels',
    () => ({ reason: scene.invoice, channels: repeated('PHONE', 10_000) }),
    'TOO_MANY_ENTRIES',
    'InvalidValue',
  ],
  [
    'an address that is a script',
    'setArticles',
    () => ({ reason: scene.invoice, articles: [{ title: 'x', url: 'javascript:alert(1)' }] }),
    'MALFORMED_URL',
    'InvalidValue',
  ],
  [
    'a forbidden default',
    'mapResolution',
    () => ({ reason: scene.invoice, resolution: 'SENT', use: 'FORBIDDEN', isDefault: true }),
    'MAPPING_CONTRADICTS_ITSELF',
    'InvalidValue',
  ],
  [
    'a blank resolution',
    'mapResolution',
    () => ({ reason: scene.invoice, resolution: ' ', use: 'ALLOWED' }),
    'MALFORMED_TEXT',
    'MalformedText',
  ],
  [
    'a resolution that it is not mapped to',
    'unmapResolution',
    () => ({ reason: scene.invoice, resolution: 'SENT' }),
    'RESOLUTION_NOT_MAPPED',
    'InvalidValue',
  ],
  [
    'itself as parent',
    'moveReason',
    () => ({ reason: scene.billing, parent: scene.billing }),
    'SELF_PARENT',
    'Cycle',
  ],
  [
    'a parent below itself',
    'moveReason',
    () => ({ reason: scene.billing, parent: scene.invoice }),
    'CYCLE',
    'Cycle',
  ],
  [
    'a move under a retired parent',
    'moveReason',
    () => ({ reason: scene.invoice, parent: scene.fax }),
    'PARENT_RETIRED',
    'ReasonState',
  ],
  [
    'a move after itself',
    'moveReason',
    () => ({ reason: scene.invoice, parent: scene.billing, afterSibling: scene.invoice }),
    'SIBLING_NOT_FOUND',
    'UnknownReason',
  ],
  [
    'an order with a stranger',
    'reorderSiblings',
    () => ({ parent: scene.billing, order: [scene.delivery] }),
    'SIBLING_NOT_FOUND',
    'UnknownReason',
  ],
  [
    'a successor where two are asked for',
    'retireReason',
    () => retirement('SPLIT', [to(scene.refund, partly)]),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
  [
    'no successor where one is asked for',
    'retireReason',
    () => retirement('MERGED', []),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
  [
    'outdated without a word',
    'retireReason',
    () => retirement('OUTDATED', []),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
  [
    'itself as successor',
    'retireReason',
    () => retirement('MERGED', [to(scene.invoice, 'REPLACED_BY')]),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
  [
    'a retired successor',
    'retireReason',
    () => retirement('MERGED', [to(other.fax, 'REPLACED_BY')]),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
  [
    'one successor twice',
    'retireReason',
    () => retirement('SPLIT', [to(scene.refund, partly), to(scene.refund, partly)]),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
  [
    'a share above 1',
    'retireReason',
    () => retirement('SPLIT', [to(scene.refund, partly, 1.01), to(scene.delivery, partly)]),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
  [
    'shares that add up to more than 1',
    'retireReason',
    () => retirement('SPLIT', [to(scene.refund, partly, 0.6), to(scene.delivery, partly, 0.6)]),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
  [
    'a share where none belongs',
    'retireReason',
    () => retirement('MERGED', [to(scene.refund, 'REPLACED_BY', 1)]),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
  [
    'a target of this taxonomy as elsewhere',
    'retireReason',
    () => retirement('MOVED_ELSEWHERE', [to(scene.refund, 'ALTERNATIVE')]),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
  [
    'another retirement of a retired reason',
    'retireReason',
    () => ({ reason: scene.fax, retirementReason: 'MEANING_UNKNOWN' }),
    'REASON_RETIRED',
    'ReasonState',
  ],
  [
    'a revision of what is not retired',
    'reviseRetirement',
    () => retirement('MEANING_UNKNOWN', []),
    'REASON_NOT_RETIRED',
    'ReasonState',
  ],
  [
    'a target that no taxonomy holds',
    'retireReason',
    () => retirement('MOVED_ELSEWHERE', [to(lost, 'ALTERNATIVE')]),
    'RETIREMENT_SHAPE',
    'Retirement',
  ],
];

const lost = Buffer.from('Reason:00000000-0000-7000-8000-00000000dead').toString('base64url');

test.each(refusals)('%s is refused by %s, and changes nothing', async (_what, name, fields, code, type) => {
  const input = { draft: scene.draft.id, expectedHead: scene.draft.head, ...fields() };
  const editor = new GraphqlClient(service, 'EDITOR');
  const answer = await editor.ask<Answered, object>(mutationText(name), { input });
  expect(answer[name]).toMatchObject({ __typename: `${type}Problem`, code });
  const { draft } = await editor.ask<{ draft: object }, object>(
    'query($id: ID!) { draft(id: $id) { head state } }',
    {
      id: scene.draft.id,
    },
  );
  expect(draft).toEqual({ head: 0, state: 'DRAFT' });
});

test('a code that was published once is bound to its reason for ever, and gives way to nobody', async () => {
  const { scenario, invoice, refund } = await governedScene(service, { policy: { approvals: 0 } });
  const renamed = await scenario.edit(await scenario.openDraft(), 'setCode', {
    reason: invoice,
    code: 'copy',
  });
  await scenario.publish(renamed);
  const draft = await scenario.openDraft();
  const editor = new GraphqlClient(service, 'EDITOR');
  const wish = { draft: draft.id, expectedHead: 0 };
  for (const code of ['invoice', ' invoice\u00a0']) {
    const set = await editor.ask<Answered, object>(mutationText('setCode'), {
      input: { ...wish, reason: refund, code },
    });
    expect(set['setCode']).toMatchObject({ code: 'CODE_RESERVED' });
  }
  const created = await editor.ask<Answered, object>(mutationText('createReason'), {
    input: { ...wish, code: 'invoice', ...label('X') },
  });
  expect(created['createReason']).toMatchObject({ code: 'CODE_RESERVED' });
  const back = await scenario.edit(draft, 'setCode', { reason: invoice, code: 'invoice' });
  expect(back.head).toBe(1);
});

test.each([
  ['right-to-left', 'فاتورة'],
  ['emoji', '🧾 Bill 👩‍👩‍👧'],
  ['combined', 'Cafe\u0301'],
  ['300 characters', 'ß'.repeat(300)],
])('a label that is %s is taken as it is, in NFC', async (_what, text) => {
  const { scenario, refund } = scene;
  const draft = await scenario.edit(await scenario.openDraft(), 'setLabel', {
    reason: refund,
    language: 'nl',
    label: text,
  });
  const { draft: seen } = await new GraphqlClient(service, 'EDITOR').ask<{ draft: object }, object>(
    'query($id: ID!, $reason: ID!) { draft(id: $id) { reason(id: $reason) { label(language: "nl") } } }',
    { id: draft.id, reason: refund },
  );
  expect(seen).toEqual({ reason: { label: text.normalize('NFC') } });
});

test.each([
  ['in case', 'REFUND'],
  ['in width', 'Ｒｅｆｕｎｄ'],
  ['in space', ' Refund\u00a0'],
  ['in what does not show', 'Re\u00adfund'],
])('a label that differs from its sibling only %s may be drafted and not submitted', async (_what, text) => {
  const { scenario, billing } = scene;
  const made = await scenario.createReason(await scenario.openDraft(), {
    code: 'twin',
    label: text,
    parent: billing,
  });
  const submitted = await new GraphqlClient(service, 'EDITOR').ask<Answered, object>(
    `mutation($input: SubmitDraftInput!) { submitDraft(input: $input) { __typename ... on DraftBlockedProblem { code blockers { code counts { rule } } } } }`,
    { input: { draft: made.draft.id, expectedHead: made.draft.head } },
  );
  expect(submitted['submitDraft']).toEqual({
    __typename: 'DraftBlockedProblem',
    code: 'DRAFT_BLOCKED',
    blockers: [{ code: 'BLOCKING_FINDINGS', counts: [{ rule: 'SIBLING_LABEL_CLASH' }] }],
  });
});
