import { GraphqlClient } from '../../support/graphql';
import { governedScene, mutationText, type GovernedScene } from '../../support/governed-scene';
import { newDepartment } from '../../support/ownership-cases';
import type { DraftRef } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import type { Role } from '../../../src/access/domain';

// Two cores may be shared with much else.
jest.setTimeout(120_000);

let service: TestService;
let scene: GovernedScene;
let draft: DraftRef;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service, { policy: { backdating: 'ALLOWED' }, timeZone: 'Europe/Amsterdam' });
  draft = scene.draft;
});
afterAll(() => service.close());

const ask = <Data>(role: Role, query: string, variables: object = {}): Promise<Data> =>
  new GraphqlClient(service, role).ask<Data, object>(query, variables);

const days = { amount: 1, unit: 'DAY', clock: 'WORKING' };

async function set(escalations: readonly object[], fields = '', problems = ''): Promise<Answered> {
  const input = { draft: draft.id, expectedHead: draft.head, reason: scene.refund, escalations };
  const text = `mutation($input: SetEscalationInput!) { setEscalation(input: $input) { __typename
    ... on SetEscalationPayload { draft { id head } ${fields} } ... on Problem { code } ${problems} } }`;
  const { setEscalation } = await ask<{ setEscalation: Answered }>('EDITOR', text, { input });
  draft = setEscalation.draft ?? draft;
  return setEscalation;
}

interface Answered {
  readonly draft?: DraftRef;
  readonly [field: string]: unknown;
}

const shown = 'when department deadline { amount unit clock } deadlineMinutes sentimentAtMost keywords';

test('a trigger is written in words, and told in the form in which it is kept', async () => {
  const written = '(channel in (PHONE, CHAT) or Note has "lawyer") and NOT repeats>=3';
  const { reason } = await set(
    [
      { when: written, department: 'FINANCE', deadline: days },
      { when: 'sentiment <= negative', department: 'FINANCE', deadlineMinutes: 60 },
    ],
    `reason { escalations { ${shown} } }`,
  );
  expect(reason).toEqual({
    escalations: [
      {
        when: '(channel in (CHAT, PHONE) or note has "lawyer") and not repeats >= 3',
        ...{
          department: 'FINANCE',
          deadline: days,
          deadlineMinutes: null,
          sentimentAtMost: null,
          keywords: [],
        },
      },
      {
        ...{ when: 'sentiment <= negative', department: 'FINANCE', deadlineMinutes: 60, keywords: [] },
        ...{ deadline: { amount: 60, unit: 'MINUTE', clock: 'CALENDAR' }, sentimentAtMost: 'NEGATIVE' },
      },
    ],
  });
});

test('what is no condition is refused with its place, and who is not there with whoever is near', async () => {
  const refused = (escalation: object, fields: string) =>
    set([{ deadlineMinutes: 5, ...escalation }], '', fields);
  const fields = '... on MalformedConditionProblem { line column observed expected }';
  expect(
    await refused({ when: 'repeats >= 2\nand mood = bad', department: 'FINANCE' }, fields),
  ).toMatchObject({
    ...{ code: 'CONDITION_MALFORMED', line: 2, column: 5, observed: '"mood"' },
    expected: expect.arrayContaining(['sentiment', 'channel']),
  });
  const named = '... on UnknownNameProblem { field observed candidates }';
  expect(await refused({ when: 'repeats >= 2', department: 'Finance' }, named)).toMatchObject({
    ...{
      code: 'UNKNOWN_NAME',
      field: 'escalations.department',
      observed: 'Finance',
      candidates: ['FINANCE'],
    },
  });
  expect(await refused({ when: 'channel = FONE', department: 'FINANCE' }, named)).toMatchObject({
    ...{ code: 'UNKNOWN_NAME', field: 'escalations.when', observed: 'FONE', candidates: ['PHONE'] },
  });
  for (const both of [
    { when: 'repeats >= 2', repeatCountAtLeast: 2, deadlineMinutes: 5 },
    { when: 'repeats >= 2', deadlineMinutes: 5, deadline: days },
    { when: 'repeats >= 2' },
  ]) {
    const input = { draft: draft.id, expectedHead: draft.head, reason: scene.refund };
    const answer = await new GraphqlClient(service, 'EDITOR').answer<object, object>(
      mutationText('setEscalation'),
      { input: { ...input, escalations: [{ department: 'FINANCE', ...both }] } },
    );
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
});

const verdicts =
  'verdict when clauses { kind text isNegated outcome observed } dueAt department goesTo { code }';
const facts = { sentiment: 'VERY_NEGATIVE', channel: 'PHONE', repeats: 1 };

test('a draft can be tried before it is published', async () => {
  const query = `query($draft: ID!, $reason: ID!, $facts: EscalationFactsInput!) {
    draft(id: $draft) { reason(id: $reason) { escalationsFor(facts: $facts, at: "2026-11-27T11:00:00Z") { ${verdicts} } } } }`;
  const asked = await ask<{ draft: { reason: { escalationsFor: object[] } } }>('EDITOR', query, {
    ...{ draft: draft.id, reason: scene.refund, facts: { channel: 'PHONE' } },
  });
  expect(asked.draft.reason.escalationsFor).toMatchObject([
    { verdict: 'CANNOT_TELL', dueAt: null, goesTo: { code: 'FINANCE' } },
    { verdict: 'CANNOT_TELL', clauses: [{ outcome: 'NOT_KNOWN', observed: null }] },
  ]);
});

const forContact = `query($reason: ID!, $facts: EscalationFactsInput!, $hours: WorkingHoursInput) {
  escalationsFor(reason: $reason, facts: $facts, at: "2999-11-29T11:00:00Z", workingHours: $hours) {
    version { number } fires { ${verdicts} } others { ${verdicts} } } }`;

test('once sealed they say which fire and why, who gets it and by when', async () => {
  const before = await ask('MACHINE', forContact, { reason: scene.refund, facts });
  expect(before).toEqual({ escalationsFor: { version: { number: 1 }, fires: [], others: [] } });
  await scene.scenario.publish(draft);

  // A Friday, noon in Amsterdam: a working day later it is Monday.
  const all = await ask<{ escalationsFor: object }>('MACHINE', forContact, { reason: scene.refund, facts });
  expect(all.escalationsFor).toMatchObject({
    version: { number: 2 },
    fires: [
      {
        ...{ verdict: 'FIRES', dueAt: '2999-12-02T11:00:00.000Z', goesTo: { code: 'FINANCE' } },
        clauses: [
          { kind: 'CHANNEL', outcome: 'HELD', observed: 'PHONE', isNegated: false },
          { kind: 'NOTE', outcome: 'NOT_KNOWN', observed: null },
          { kind: 'REPEATS', text: 'repeats >= 3', isNegated: true, outcome: 'NOT_HELD', observed: '1' },
        ],
      },
      { dueAt: '2999-11-29T12:00:00.000Z', clauses: [{ observed: 'VERY_NEGATIVE' }] },
    ],
    others: [],
  });
  const hours = { days: ['SATURDAY'], from: '10:00', until: '11:00' };
  const weekend = await ask<{ escalationsFor: object }>('MACHINE', forContact, {
    ...{ reason: scene.refund, facts: { ...facts, sentiment: 'POSITIVE' }, hours },
  });
  expect(weekend.escalationsFor).toMatchObject({
    fires: [{ dueAt: '2999-11-30T10:00:00.000Z' }],
    others: [{ verdict: 'DOES_NOT_FIRE', clauses: [{ outcome: 'NOT_HELD', observed: 'POSITIVE' }] }],
  });
});

test('facts that cannot be are the mistake of the caller', async () => {
  const wrong: readonly object[] = [
    { facts: { channel: 'FONE' } },
    { facts: { repeats: -1 } },
    { facts, hours: { days: [], from: '09:00', until: '17:00' } },
    { facts, hours: { days: ['MONDAY'], from: '17:00', until: '09:00' } },
  ];
  for (const given of wrong) {
    const variables = { reason: scene.refund, ...given };
    const { errors } = await new GraphqlClient(service, 'MACHINE').answer<object, object>(
      forContact,
      variables,
    );
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
});

test('they are told in the difference, in the notes and by what a format leaves out', async () => {
  const query = `query($key: String!) {
    compareVersions(taxonomy: $key, from: 1, to: 2) { releaseNotes changes(first: 5) { nodes { ... on PropertyChanged { property after } } } }
    exportLosses(taxonomy: $key, format: CSV) { losses { kind examples } } }`;
  const told = await ask<Record<string, Record<string, unknown>>>('EDITOR', query, {
    key: scene.scenario.key,
  });
  expect(told['compareVersions']).toMatchObject({
    changes: {
      nodes: [{ property: 'ESCALATIONS', after: [{ department: 'FINANCE' }, { deadlineMinutes: 60 }] }],
    },
  });
  expect(told['compareVersions']?.['releaseNotes']).toContain(
    'escalations: FINANCE within 1 working day when (channel in (CHAT, PHONE) or note has "lawyer") and not repeats',
  );
  expect(told['exportLosses']?.['losses']).toContainEqual({ kind: 'ESCALATION', examples: ['refund'] });
});

test('an export goes back in as it is, and elsewhere only where everybody is known', async () => {
  const { key } = scene.scenario;
  const headers = { authorization: `Bearer ${service.token('EDITOR')}`, accept: 'application/json' };
  const response = await fetch(`${service.url}/v1/taxonomies/${key}/versions/2`, { headers });
  const content = await response.text();
  expect(content).toContain(
    '"when":"(channel in (CHAT, PHONE) or note has \\"lawyer\\") and not repeats >= 3"',
  );
  const preview = `query($input: PreviewImportInput!) { previewImport(input: $input) { __typename
    ... on PreviewImportPayload { operationCount } ... on ImportRefusedProblem { faults { code observed expected } } } }`;
  const asked = (taxonomy: string, text: string) =>
    ask<{ previewImport: object }>('EDITOR', preview, { input: { taxonomy, content: text, format: 'JSON' } });
  expect((await asked(scene.scenario.taxonomyId, content)).previewImport).toMatchObject({
    operationCount: 0,
  });
  const other = content.replaceAll('"department":"FINANCE"', '"department":"FINANZE"');
  expect((await asked(scene.scenario.taxonomyId, other)).previewImport).toMatchObject({
    faults: [
      {
        code: 'OPERATION_REFUSED',
        observed: '"FINANZE"',
        expected: expect.stringContaining('nearest: FINANCE'),
      },
    ],
  });
});

test('a department that is dissolved is found, and whoever it goes on in gets the contact', async () => {
  const money = await newDepartment(scene.scenario, { code: 'MONEY' });
  const { taxonomy } = await ask<{ taxonomy: { department: { id: string } } }>(
    'ADMIN',
    'query($key: String!) { taxonomy(key: $key) { department(code: "FINANCE") { id } } }',
    { key: scene.scenario.key },
  );
  const input = { department: taxonomy.department.id, successor: money, because: 'One of them is enough.' };
  await scene.scenario.mutate('ADMIN', { name: 'dissolveDepartment', input, fields: 'department { id }' });
  const found = await ask<{ currentTaxonomy: { findings: { findings: object[] } } }>(
    'EDITOR',
    'query($key: String!) { currentTaxonomy(key: $key) { findings { findings { rule observed reasons { code } } } } }',
    { key: scene.scenario.key },
  );
  expect(found.currentTaxonomy.findings.findings).toContainEqual({
    ...{ rule: 'UNKNOWN_DEPARTMENT', observed: 'FINANCE', reasons: [{ code: 'refund' }] },
  });
  const sent = await ask<{ escalationsFor: { fires: object[] } }>('MACHINE', forContact, {
    ...{ reason: scene.refund, facts },
  });
  expect(sent.escalationsFor.fires[0]).toMatchObject({ department: 'FINANCE', goesTo: { code: 'MONEY' } });

  // Named again it is refused; what is there already is carried over, undone and made again.
  draft = await scene.scenario.openDraft('Later');
  expect(await set([{ when: 'repeats >= 2', department: 'FINANCE', deadlineMinutes: 5 }])).toMatchObject({
    __typename: 'UnknownNameProblem',
  });
  await set([]);
  const undo = { draft: draft.id, expectedHead: draft.head, count: 1 };
  const undone = await ask<Record<string, object>>(
    'EDITOR',
    mutationText('undoOperations', 'draft { head }'),
    {
      input: undo,
    },
  );
  expect(undone['undoOperations']).toMatchObject({ draft: { head: 2 } });
});
