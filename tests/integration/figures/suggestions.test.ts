import type { Role } from '../../../src/access/domain';
import { recordContacts } from '../../support/figures-cases';
import { governedScene, mutationText, type GovernedScene, type Input } from '../../support/governed-scene';
import { GraphqlClient } from '../../support/graphql';
import { historyFaults } from '../../support/history-faults';
import { numbersIn } from '../../support/numbers-in';
import { mixedDesk } from '../../support/mixed-desk';
import { newDepartment } from '../../support/ownership-cases';
import { newResolution } from '../../support/resolution-cases';
import { mutation, Scenario, type DraftRef, type MutationCall } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { suggestedOwner, suggestionsOf } from '../../support/suggestion-cases';
import { onConnection } from '../../support/test-server';

// Two cores may be shared with much else.
jest.setTimeout(180_000);

let service: TestService;
let desk: Scenario;
let reasons: Readonly<Record<string, string>>;
let department: string;
beforeAll(async () => {
  service = await startService();
  desk = await telecomDesk();
});
afterAll(async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  await service.close();
});

const policy = {
  ...({ approvals: 0, backdating: 'ALLOWED' } as const),
  suggestions: [
    { threshold: 'RETIRE_BELOW', value: 0.02 },
    { threshold: 'CYCLE_MONTHS', value: 3 },
    { threshold: 'WINDOW_MONTHS', value: 3 },
    { threshold: 'MIN_RESOLVED', value: 10 },
  ],
};

/** Three months of contacts: fax is hardly given any more, a letter was in one month, and bills are handled by finance. */
async function telecomDesk(): Promise<Scenario> {
  const scenario = await Scenario.create(service, { timeZone: 'Europe/Amsterdam', policy: policy as never });
  department = await newDepartment(scenario, { code: 'FIN' });
  let draft: DraftRef = await scenario.openDraft();
  const made: Record<string, string> = {};
  for (const [code, parent] of [
    ['letters', null],
    ['fax', 'letters'],
    ['letter', 'letters'],
    ['bill', 'letters'],
    ['law', 'letters'],
  ] as const) {
    const above = parent === null ? null : (made[parent] ?? null);
    const created = await scenario.createReason(draft, { code, label: code, parent: above });
    made[code] = created.reason;
    ({ draft } = created);
  }
  const { code: paid } = await newResolution(scenario);
  draft = await scenario.edit(draft, 'setUseCaseGroups', {
    reason: made['law'],
    useCaseGroups: ['REGULATORY'],
  });
  draft = await scenario.edit(draft, 'mapResolution', {
    reason: made['fax'],
    resolution: paid,
    use: 'ALLOWED',
  });
  await scenario.publish(draft, '2025-01-01T00:00:00Z');
  reasons = made;
  await recordContacts(
    scenario,
    [3, 4, 5].flatMap((month) => {
      const occurredAt = `2025-0${month}-10T09:00:00Z`;
      const bill = { occurredAt, reason: 'bill', department: 'FIN', resolution: paid };
      return [
        [110, bill] as const,
        [month === 3 ? 1 : 0, { occurredAt, reason: 'fax' }] as const,
        [month === 4 ? 8 : 0, { occurredAt, reason: 'letter' }] as const,
      ];
    }),
  );
  return scenario;
}

const asOf = '2025-06-15T12:00:00Z';
const at = `asOf: "${asOf}"`;

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

const ask = <Data>(role: Role, query: string): Promise<Data> =>
  new GraphqlClient(service, role).ask<Data, object>(query);

const choice = (key: string, more: Input = {}): Input => ({
  ...{ taxonomy: desk.taxonomyId, suggestion: key, asOf, because: 'As the figures say.', ...more },
});

const retireFax = (): string => `RETIRE:${localId(reasons['fax'] ?? '')}`;
const localId = (id: string): string => Buffer.from(id, 'base64url').toString('utf8').split(':')[1] ?? '';

test('what is hardly used is to be retired, with its evidence, its successor and what would break; a season and a law are told as why not', async () => {
  const fields = `key sentence confidence standing successor { id } windowFrom windowUntil version
    evidence { measure value upper n threshold } wouldBreak { kind name }`;
  const [fax, ...others] = await suggestionsOf<Record<string, unknown>>(desk, `kinds: [RETIRE], ${at}`, {
    fields,
  });
  expect(others).toEqual([]);
  expect(fax).toMatchObject({
    ...{ key: retireFax(), standing: 'OPEN', confidence: 'HIGH', version: 1 },
    ...{ windowFrom: '2025-03-01', windowUntil: '2025-06-01', successor: { id: reasons['bill'] } },
    // 1 of 339; the upper limit of a count of one is 4.744 (Garwood).
    evidence: [
      { measure: 'SHARE_OF_CONTACTS', n: 339, threshold: 0.02, upper: expect.closeTo(4.7439 / 339, 5) },
    ],
    wouldBreak: [{ kind: 'RESOLUTION_MAPPING' }],
  });
  expect(fax?.['sentence']).toContain('was given to 1 of 339 contacts in 3 months');
  const { no } = await ask<{
    no: { nodes: { reasons: { id: string }[]; missing: string[]; sentence: string }[] };
  }>(
    'ANALYST',
    `{ no: suggestionsNotMade(taxonomy: "${desk.key}", kinds: [RETIRE], ${at}) { nodes { reasons { id } missing sentence } } }`,
  );
  const missing = new Map(no.nodes.map((one) => [one.reasons[0]?.id, one.missing]));
  expect(missing.get(reasons['law'])).toEqual(['LEGALLY_REQUIRED']);
  // By its data the desk has stopped: a month later the same contacts are two of the three months of the cycle.
  const later = await ask<{ retirementSuggestions: { nodes: object[] } }>(
    'ANALYST',
    `{ retirementSuggestions(taxonomy: "${desk.key}", asOf: "2025-07-15T00:00:00Z") { nodes { key } } }`,
  );
  expect(later.retirementSuggestions.nodes).toEqual([]);
});

test('the page about them says the same and needs nothing else', async () => {
  const report = (query: string, role: Role = 'ANALYST'): Promise<Response> =>
    fetch(`${service.url}/v1/taxonomies/${desk.key}/suggestions/report${query}`, {
      headers: { authorization: `Bearer ${service.token(role)}` },
    });
  const page = await (await report(`?asOf=${asOf}`)).text();
  const [fax] = await suggestionsOf<{ key: string; sentence: string; evidence: { value: number }[] }>(
    desk,
    `kinds: [RETIRE], ${at}`,
    { fields: 'key sentence evidence { value }' },
  );
  expect(numbersIn(page).get(`${fax?.key} 0`)).toBe(fax?.evidence[0]?.value);
  expect(page).toContain(fax?.sentence.replaceAll('"', '&quot;'));
  expect(page).toContain('Looked at, and not suggested');
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|(?:src|href)=/i);
  expect(page.match(/<svg /g)?.length).toBeGreaterThanOrEqual(2);
  const wrong = await report('?asOf=yesterday');
  expect([wrong.status, await wrong.json()]).toEqual([
    400,
    {
      errors: [
        { message: expect.stringContaining('expected a moment'), extensions: { code: 'BAD_USER_INPUT' } },
      ],
    },
  ]);
  expect((await report('', 'MACHINE')).status).toBe(403);
});

test('the drafts that would break are told of each list, also of two that are asked for at once', async () => {
  const first = { desk, reasons, department };
  const second = { desk: await telecomDesk(), reasons };
  ({ desk, reasons, department } = first);
  const drafts: [Scenario, DraftRef][] = [];
  for (const one of [first, second]) {
    const draft = await one.desk.openDraft();
    const input = { reason: one.reasons['fax'], useCaseGroups: ['REGULATORY'] };
    drafts.push([one.desk, await one.desk.edit(draft, 'setUseCaseGroups', input)]);
  }
  const retired = (of: Scenario): string =>
    `suggestions(taxonomy: "${of.key}", kinds: [RETIRE], ${at}) { nodes { wouldBreak { kind } } }`;
  const told = await ask<Record<string, { nodes: { wouldBreak: { kind: string }[] }[] }>>(
    'STEWARD',
    `{ a: ${retired(first.desk)} b: ${retired(second.desk)} }`,
  );
  const kinds = Object.values(told).map(({ nodes }) =>
    nodes.flatMap(({ wouldBreak }) => wouldBreak.map(({ kind }) => kind)),
  );
  expect(kinds).toEqual([expect.arrayContaining(['OPEN_DRAFT']), expect.arrayContaining(['OPEN_DRAFT'])]);
  const [[, draft] = []] = drafts;
  expect(await run('STEWARD', 'abandonDraft', { draft: draft?.id, because: 'Tried.' })).toMatchObject({
    __typename: 'AbandonDraftPayload',
  });
});

test('a system that fetches the list is told among what would break, to whoever may know, and waits for nobody', async () => {
  const fetched = (path: string, role: Role): Promise<Response> =>
    fetch(`${service.url}/v1/taxonomies/${desk.key}/${path}`, {
      headers: { authorization: `Bearer ${service.token(role)}` },
    });
  const consumers = `taxonomy(key: "${desk.key}") { consumers { nodes { version lastFetchedAt system { name } } } }`;
  const known = (role: Role) =>
    ask<{ taxonomy: { consumers: { nodes: { lastFetchedAt: string }[] } | null } }>(role, `{ ${consumers} }`);
  // People who look at a list are no consumers of it.
  expect((await fetched('current', 'EDITOR')).status).toBe(200);
  expect((await known('STEWARD')).taxonomy.consumers?.nodes).toEqual([]);
  await onConnection(service.database.owner, async (client) => {
    await client.query('BEGIN; LOCK TABLE consumer_fetch IN ACCESS EXCLUSIVE MODE');
    expect((await fetched('current', 'MACHINE')).status).toBe(200);
    await client.query('ROLLBACK');
  });
  const first = await known('STEWARD');
  expect(first.taxonomy.consumers?.nodes).toMatchObject([{ version: 1, system: { name: 'Machine' } }]);
  // Once more within some minutes is not written down again.
  await fetched('versions/1', 'MACHINE');
  await ask('MACHINE', `{ currentTaxonomy(key: "${desk.key}") { number } }`);
  expect(await known('STEWARD')).toEqual(first);
  for (const role of ['MACHINE', 'CODER', 'ANALYST'] as const)
    expect((await known(role)).taxonomy.consumers).toBeNull();

  const broken = async (role: Role): Promise<readonly string[]> => {
    const { suggestions } = await ask<{ suggestions: { nodes: { wouldBreak: WouldBreak[] }[] } }>(
      role,
      `{ suggestions(taxonomy: "${desk.key}", kinds: [RETIRE], ${at}) { nodes { wouldBreak { kind name } } } }`,
    );
    return suggestions.nodes.flatMap(({ wouldBreak }) =>
      wouldBreak.flatMap(({ kind, name }) => (kind === 'CONSUMER' ? [name] : [])),
    );
  };
  const today = first.taxonomy.consumers?.nodes[0]?.lastFetchedAt.slice(0, 10);
  const told = `Machine, which fetched version 1 last, on ${today}`;
  expect(await broken('STEWARD')).toEqual([told]);
  expect(await broken('ANALYST')).toEqual([]);
  expect(await (await fetched(`suggestions/report?asOf=${asOf}`, 'STEWARD')).text()).toContain(told);
  expect(await (await fetched(`suggestions/report?asOf=${asOf}`, 'ANALYST')).text()).not.toContain(told);
});

interface WouldBreak {
  readonly kind: string;
  readonly name: string;
}

test('an accepted retirement stands in a draft, and the history of the reason leads back to its evidence in numbers', async () => {
  const both = await Promise.all(
    [1, 2].map(() =>
      run(
        'STEWARD',
        'acceptSuggestion',
        choice(retireFax()),
        'decision { id } draft { id head } transfer { id }',
      ),
    ),
  );
  expect(both.map(({ __typename }) => __typename).sort()).toEqual([
    'AcceptSuggestionPayload',
    'SuggestionNotOpenProblem',
  ]);
  const won = both.find(({ draft }) => draft !== undefined);
  const accepted = won as unknown as { decision: { id: string }; draft: DraftRef };
  await run('STEWARD', 'submitDraft', { draft: accepted.draft.id, expectedHead: accepted.draft.head });
  await run('STEWARD', 'publishVersion', {
    ...{ draft: accepted.draft.id, effectiveFrom: '2025-07-01T00:00:00Z', because: 'It is time.' },
  });
  const state = `current { reason(id: "${reasons['fax'] ?? ''}") { retirement { reason evidence { id } audits { id }
    suggestions { id verdict because suggestion { sentence standing evidence { measure n upper } } } } } }`;
  const { taxonomy } = await ask<{ taxonomy: { current: { reason: { retirement: object } } } }>(
    'AUDITOR',
    `{ taxonomy(key: "${desk.key}") { ${state} } }`,
  );
  expect(taxonomy.current.reason.retirement).toMatchObject({
    ...{ reason: 'LOW_VOLUME', evidence: [], audits: [] },
    suggestions: [
      {
        ...{ id: accepted.decision.id, verdict: 'ACCEPTED', because: 'As the figures say.' },
        suggestion: { standing: null, evidence: [{ measure: 'SHARE_OF_CONTACTS', n: 339 }] },
      },
    ],
  });
  const { changes } = await ask<{ changes: { nodes: { kind: string; changeSet: object }[] } }>(
    'AUDITOR',
    `{ changes(first: 5, filter: { subject: "${reasons['fax'] ?? ''}", kinds: [RETIRE_REASON] }) { nodes { kind
      changeSet { suggestions { id suggestion { key } } } } } }`,
  );
  expect(changes.nodes[0]?.changeSet).toMatchObject({
    suggestions: [{ id: accepted.decision.id, suggestion: { key: retireFax() } }],
  });
  const machine = await ask<{ taxonomy: { current: { reason: { retirement: object } } } }>(
    'MACHINE',
    `{ taxonomy(key: "${desk.key}") { current { reason(id: "${reasons['fax'] ?? ''}") { retirement { suggestions { id } } } } } }`,
  );
  expect(machine.taxonomy.current.reason.retirement).toEqual({ suggestions: null });
});

test('an owner becomes an offer that the department accepts, in the name of nobody', async () => {
  const [owner] = await suggestionsOf<{ key: string; department: { id: string }; fromDepartment: null }>(
    desk,
    `kinds: [ASSIGN_OWNER], ${at}, reason: "${reasons['bill'] ?? ''}"`,
    { fields: 'key department { id } fromDepartment { id }' },
  );
  expect(owner).toMatchObject({ department: { id: department }, fromDepartment: null });
  const fields = 'draft { id } transfer { id state from { id } to { id } }';
  const accepted = await run('STEWARD', 'acceptSuggestion', choice(owner?.key ?? ''), fields);
  expect(accepted).toMatchObject({
    draft: null,
    transfer: { state: 'PENDING', from: null, to: { id: department } },
  });
  const actor = await ask<{ viewer: { actor: { id: string } } }>(
    'DEPARTMENT_OWNER',
    '{ viewer { actor { id } } }',
  );
  await desk.mutate('ADMIN', {
    ...{ name: 'addDepartmentMember', fields: 'department { id }' },
    input: { department, actor: actor.viewer.actor.id },
  });
  const offer = { transfer: (accepted['transfer'] as { id: string }).id };
  expect(await run('DEPARTMENT_OWNER', 'acceptTransfer', offer)).toMatchObject({
    __typename: 'AcceptTransferPayload',
  });
  const { ownersAt } = await ask<{ ownersAt: { owners: object[] } }>(
    'ANALYST',
    `{ ownersAt(reason: "${reasons['bill'] ?? ''}") { owners { role department { id } } } }`,
  );
  expect(ownersAt.owners).toEqual([{ role: 'ACCOUNTABLE', department: { id: department } }]);
});

test('what is dismissed is asked for no more until there is new evidence, and what is put off until its time is over', async () => {
  const [mapping] = await suggestionsOf(desk, `kinds: [MAP_RESOLUTION], ${at}`);
  const key = mapping?.key ?? '';
  const until = new Date(Date.now() + 86_400_000).toISOString();
  expect(
    await run('STEWARD', 'snoozeSuggestion', choice(key, { until: '2025-06-16T00:00:00Z' })),
  ).toMatchObject({
    code: 'SNOOZE_REFUSED',
  });
  expect(
    await run('STEWARD', 'snoozeSuggestion', choice(key, { until }), 'decision { verdict }'),
  ).toMatchObject({
    decision: { verdict: 'SNOOZED' },
  });
  const again = await run('STEWARD', 'dismissSuggestion', choice(key));
  expect(again).toMatchObject({ code: 'SUGGESTION_DECIDED' });
  const { suggestionDecisions } = await ask<{ suggestionDecisions: { nodes: object[] } }>(
    'AUDITOR',
    `{ suggestionDecisions(taxonomy: "${desk.key}", verdicts: [SNOOZED]) { nodes { snoozedUntil suggestion { key } draft { id } } } }`,
  );
  expect(suggestionDecisions.nodes).toMatchObject([{ suggestion: { key }, draft: null }]);

  const scene: GovernedScene = await governedScene(service);
  const suggested = await suggestedOwner(scene);
  const dismissed = {
    taxonomy: scene.scenario.taxonomyId,
    suggestion: suggested.key,
    because: 'They will not.',
  };
  expect(await run('STEWARD', 'dismissSuggestion', dismissed)).toMatchObject({
    __typename: 'DismissSuggestionPayload',
  });
  expect(await suggestionsOf(scene.scenario, 'kinds: [ASSIGN_OWNER]')).toEqual([]);
  expect(
    await suggestionsOf(scene.scenario, 'kinds: [ASSIGN_OWNER], standings: [DISMISSED]', {
      fields: 'standing',
    }),
  ).toEqual([{ standing: 'DISMISSED' }]);
});

test('what is too broad, missing and unmapped goes into one draft, and each change of the list leads back to why', async () => {
  const { scenario, reasons: mixed, refunded } = await mixedDesk(service);
  const kinds = ['SPLIT', 'PROMOTE_FROM_OTHER', 'MAP_RESOLUTION'] as const;
  const found = await suggestionsOf<{ kind: string; key: string; reasons: { id: string }[] }>(
    scenario,
    `kinds: [${kinds.join(', ')}]`,
    { fields: 'kind key reasons { id } evidence { measure n } sentence' },
  );
  const of = (kind: (typeof kinds)[number], reason: string): string =>
    found.find((one) => one.kind === kind && one.reasons[0]?.id === reason)?.key ?? `no ${kind}`;
  const reason = (code: string, share?: number): Input => ({
    ...{ code, labels: [{ language: 'en', text: code }], ...(share === undefined ? {} : { share }) },
  });
  let draft: DraftRef | null = null;
  for (const more of [
    {
      suggestion: of('SPLIT', mixed.broad),
      reasons: [reason('money-back', 0.5), reason('sent-again', 0.5)],
    },
    { suggestion: of('PROMOTE_FROM_OTHER', mixed.other), reasons: [reason('fine')] },
    { suggestion: of('MAP_RESOLUTION', mixed.plain) },
  ]) {
    const into: Input = draft === null ? {} : { draft: draft.id, expectedHead: draft.head };
    const input: Input = { taxonomy: scenario.taxonomyId, because: 'The numbers say so.', ...into, ...more };
    const call: MutationCall = { name: 'acceptSuggestion', input, fields: 'draft { id head }' };
    ({ draft } = await scenario.mutate<{ draft: DraftRef }>('STEWARD', call));
  }
  if (draft === null) throw new Error('expected a draft');
  const { node } = await ask<{ node: { log: { nodes: { command: string; sentences: string[] }[] } } }>(
    'STEWARD',
    `{ node(id: "${draft.id}") { ... on Draft { log { nodes { command sentences } } } } }`,
  );
  expect(node.log.nodes.map(({ command }) => command)).toEqual(Array(3).fill('acceptSuggestion'));
  const told = node.log.nodes.toReversed().map(({ sentences }) => sentences.join(' '));
  expect(told).toEqual([
    expect.stringMatching(/broad.*money-back.*sent-again/s),
    expect.stringContaining('fine'),
    expect.stringMatching(new RegExp(`plain.*${refunded}|${refunded}.*plain`, 's')),
  ]);

  await run('STEWARD', 'submitDraft', { draft: draft.id, expectedHead: draft.head });
  expect(await run('STEWARD', 'publishVersion', { draft: draft.id, because: 'It is time.' })).toMatchObject({
    __typename: 'PublishVersionPayload',
  });
  const { currentTaxonomy } = await ask<{
    currentTaxonomy: { reasons: CurrentReason[]; reason: RetiredReason };
  }>(
    'AUDITOR',
    `{ currentTaxonomy(key: "${scenario.key}") { reasons { code reason { id } resolutions { resolution { code } use } }
      reason(id: "${mixed.broad}") { retirement { suggestions { suggestion { kind evidence { measure n } } } } } } }`,
  );
  const state = new Map(currentTaxonomy.reasons.map((one) => [one.code, one]));
  expect([...state.keys()]).toEqual(expect.arrayContaining(['money-back', 'sent-again', 'fine']));
  expect(state.get('plain')?.resolutions).toEqual([{ resolution: { code: refunded }, use: 'EXPECTED' }]);
  const split = currentTaxonomy.reason.retirement.suggestions[0]?.suggestion;
  expect(split?.kind).toBe('SPLIT');
  // 120 contacts with a resolution; 60 by e-mail, 60 by phone; six contacts that two coders coded alike.
  expect(split?.evidence).toEqual([
    { measure: 'ENTROPY_ABOVE_SIBLINGS', n: 120 },
    { measure: 'SHARE_OF_MODAL_RESOLUTION', n: 60 },
    { measure: 'SHARE_OF_MODAL_RESOLUTION', n: 60 },
    { measure: 'SPECIFIC_AGREEMENT', n: 12 },
  ]);
  const idOf = (code: string): string => state.get(code)?.reason.id ?? '';
  const why = async (subject: string): Promise<readonly string[]> => {
    const { changes } = await ask<{ changes: { nodes: DecidedChange[] } }>(
      'AUDITOR',
      `{ changes(first: 20, filter: { subject: "${subject}" }) { nodes { kind
        changeSet { because suggestions { suggestion { kind } } } } } }`,
    );
    return changes.nodes.flatMap(({ changeSet }) => changeSet.suggestions.map((one) => one.suggestion.kind));
  };
  expect(await why(mixed.broad)).toContain('SPLIT');
  expect(await why(idOf('money-back'))).toContain('SPLIT');
  expect(await why(idOf('fine'))).toEqual(['PROMOTE_FROM_OTHER']);
  expect(await why(mixed.plain)).toEqual(['MAP_RESOLUTION']);
});

interface CurrentReason {
  readonly code: string;
  readonly reason: { readonly id: string };
  readonly resolutions: readonly object[];
}

interface RetiredReason {
  readonly retirement: {
    readonly suggestions: readonly {
      readonly suggestion: {
        readonly kind: string;
        readonly evidence: readonly { readonly measure: string; readonly n: number }[];
      };
    }[];
  };
}

interface DecidedChange {
  readonly changeSet: { readonly suggestions: readonly { readonly suggestion: { readonly kind: string } }[] };
}

test('suggestions, and what is not suggested, cost as many statements two at a time as twenty', async () => {
  const scenario = await Scenario.create(service, { policy: { ...policy, maxFanOut: 100 } as never });
  const leaves = Array.from({ length: 24 }, (_, at) => `r${at},,Reason number ${at}`);
  const response = await fetch(`${service.url}/v1/taxonomies/${scenario.key}/imports?format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('STEWARD')}`, 'content-type': 'text/csv' },
    body: ['code,parent,label.en', ...leaves].join('\n'),
  });
  const { draft } = (await response.json()) as { readonly draft: DraftRef };
  await scenario.publish(draft, '2025-01-01T00:00:00Z');
  await recordContacts(
    scenario,
    [3, 4, 5].map((month) => [80, { occurredAt: `2025-0${month}-10T09:00:00Z`, reason: 'r0' }] as const),
  );
  const query = `query($key: String!, $asOf: DateTime!, $first: Int!) {
    suggestions(taxonomy: $key, asOf: $asOf, first: $first) { nodes { sentence reasons { id } successor { id }
      wouldBreak { kind } coders { externalId } department { code } fromDepartment { code } evidence { reason { id } } } }
    suggestionsNotMade(taxonomy: $key, asOf: $asOf, first: $first) { nodes { sentence reasons { id } missing } } }`;
  const counts: number[] = [];
  for (const first of [2, 20]) {
    let answer: Record<string, { readonly nodes: readonly object[] }> = {};
    const statements = await service.statementsDuring(async () => {
      answer = await scenario.as('ANALYST').ask(query, { key: scenario.key, asOf, first });
    });
    counts.push(statements.length);
    expect(Object.values(answer).map(({ nodes }) => nodes.length)).toEqual([first, first]);
  }
  expect(counts[1]).toBe(counts[0]);
});

test('what is not suggested, not the draft’s, or of no use is refused with what was expected', async () => {
  const refused = async (input: Input, role: Role = 'STEWARD') => run(role, 'acceptSuggestion', input);
  expect(await refused(choice('RETIRE:nothing'))).toMatchObject({ code: 'SUGGESTION_GONE' });
  // As of then nobody had decided; what was decided since is still told to whoever would decide again.
  const [mapping] = await suggestionsOf(desk, `kinds: [MAP_RESOLUTION], ${at}`);
  expect(await refused(choice(mapping?.key ?? ''))).toMatchObject({ code: 'SUGGESTION_DECIDED' });
  const scene = await governedScene(service);
  const owner = await suggestedOwner(scene);
  const input = { taxonomy: scene.scenario.taxonomyId, suggestion: owner.key, because: 'Yes.' };
  const reason = { code: 'new', labels: [{ language: 'en', text: 'New' }] };
  expect(await refused({ ...input, reasons: [reason] })).toMatchObject({ code: 'SUGGESTION_NOT_APPLICABLE' });
  expect(await refused({ ...input, successor: scene.refund })).toMatchObject({
    code: 'SUGGESTION_NOT_APPLICABLE',
  });
  const head = { draft: scene.draft.id, expectedHead: scene.draft.head };
  expect(await refused({ ...input, ...head })).toMatchObject({ code: 'SUGGESTION_NOT_APPLICABLE' });
  expect(await refused({ ...input, because: ' ' })).toMatchObject({ code: 'MALFORMED_TEXT' });
  const text = mutationText('acceptSuggestion', '');
  for (const role of ['ANALYST', 'EDITOR', 'CODER'] as const)
    await expect(new GraphqlClient(service, role).ask(text, { input })).rejects.toThrow(/decideSuggestions/);
  await expect(
    new GraphqlClient(service, 'STEWARD').ask(text, { input: { ...input, asOf: '2999-01-01T00:00:00Z' } }),
  ).rejects.toThrow(/expected a moment that is past/);
  await expect(
    mutation(service, 'CODER', { name: 'dismissSuggestion', input, fields: 'decision { id }' }),
  ).rejects.toThrow(/decideSuggestions/);
});
