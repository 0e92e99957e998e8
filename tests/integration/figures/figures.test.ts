import type { Role } from '../../../src/access/domain';
import { recordContacts, theseDays } from '../../support/figures-cases';
import { mutationText, type Input } from '../../support/governed-scene';
import { GraphqlClient } from '../../support/graphql';
import { lostId } from '../../support/lost-id';
import { historyFaults } from '../../support/history-faults';
import { assign, newDepartment } from '../../support/ownership-cases';
import { newResolution } from '../../support/resolution-cases';
import { mutation, Scenario, type DraftRef } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

// Two cores may be shared with much else.
jest.setTimeout(180_000);

let service: TestService;
let desk: Scenario;
let reasons: Readonly<Record<string, string>>;
beforeAll(async () => {
  service = await startService();
  desk = await telecomDesk();
});
afterAll(async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  await service.close();
});

const backdated = { approvals: 0, backdating: 'ALLOWED' } as const;

/** A desk with two categories, published before its first contact. */
async function telecomDesk(): Promise<Scenario> {
  const scenario = await Scenario.create(service, { timeZone: 'Europe/Amsterdam', policy: backdated });
  let draft: DraftRef = await scenario.openDraft();
  const made: Record<string, string> = {};
  for (const [code, parent] of [
    ['internet', null],
    ['outage', 'internet'],
    ['slow', 'internet'],
    ['bill', null],
    ['bill-unclear', 'bill'],
    ['bill-copy', 'bill'],
    ['other', null],
  ] as const) {
    const above = parent === null ? null : (made[parent] ?? null);
    const created = await scenario.createReason(draft, { code, label: code, parent: above });
    made[code] = created.reason;
    ({ draft } = created);
  }
  draft = await scenario.edit(draft, 'setResidual', { reason: made['other'], residual: true });
  await scenario.publish(draft, '2025-01-01T00:00:00Z');
  reasons = made;
  return scenario;
}

const ask = <Data>(role: Role, query: string, variables: object = {}): Promise<Data> =>
  new GraphqlClient(service, role).ask<Data, object>(query, variables);

async function figures<Figures>(
  scenario: Scenario,
  { from, until, more = '' }: { readonly from: string; readonly until: string; readonly more?: string },
  fields: string,
): Promise<Figures> {
  const text = `{ usageFigures(taxonomy: "${scenario.key}", from: "${from}", until: "${until}"${more}) { ${fields} } }`;
  return (await ask<{ usageFigures: Figures }>('ANALYST', text)).usageFigures;
}

interface Answered {
  readonly __typename: string;
  readonly code?: string;
  readonly [field: string]: unknown;
}

async function run(role: Role, name: string, input: Input, fields = ''): Promise<Answered> {
  const data = await ask<Record<string, Answered>>(role, mutationText(name, fields), { input });
  return data[name] ?? { __typename: 'none' };
}

interface Entry {
  readonly kind: string;
  readonly before: unknown;
  readonly after: unknown;
}
async function newestChange(): Promise<Entry | undefined> {
  const text = '{ changes(first: 1) { nodes { kind before after } } }';
  return (await ask<{ changes: { nodes: readonly Entry[] } }>('AUDITOR', text)).changes.nodes[0];
}

const sizes = (segment: string, customers: number, from = '2025-01-01'): Input => ({
  ...{ taxonomy: desk.taxonomyId, sizes: [{ segment, from, customers }], because: 'From the books.' },
});
const bands = (fields: Input = {}): Input => ({
  ...{ taxonomy: desk.taxonomyId, segment: null, optimalBelow: 6, concernFrom: 11 },
  ...{ expectedRevision: 0, because: 'As we agreed.', ...fields },
});

test('a telecom’s contact rate falls from 12 % to 8 % within six months, and the reasons that account for it are told', async () => {
  expect(await run('ANALYST', 'setSegmentSizes', sizes('consumer', 1_000), 'changed')).toMatchObject({
    changed: 1,
  });
  const on = (occurredAt: string) => ({ occurredAt, segment: 'consumer', channel: 'PHONE' });
  await recordContacts(desk, [
    [60, { ...on('2025-03-03T09:00:00Z'), reason: 'outage' }],
    [10, { ...on('2025-03-10T09:00:00Z'), reason: 'slow' }],
    [40, { ...on('2025-03-17T09:00:00Z'), reason: 'bill-unclear' }],
    [10, { ...on('2025-03-24T09:00:00Z'), reason: 'other' }],
    [30, { ...on('2025-09-01T09:00:00Z'), reason: 'outage' }],
    [12, { ...on('2025-09-08T09:00:00Z'), reason: 'slow' }],
    [26, { ...on('2025-09-15T09:00:00Z'), reason: 'bill-unclear' }],
    [12, { ...on('2025-09-22T09:00:00Z'), reason: 'other' }],
  ]);
  const found = await figures<object>(
    desk,
    { from: '2025-09-01', until: '2025-10-01' },
    `rateChange(segment: "consumer", from: "2025-03-01", until: "2025-04-01") {
      before { percent { value } band contacts customers } after { percent { value } band isInHole interval { lower upper } }
      points { value } withoutReason { value }
      contributions { nodes { reason { code } before after points { value } } } }
    byCategory: rateChange(segment: "consumer", from: "2025-03-01", until: "2025-04-01", level: 1) {
      contributions { nodes { reason { code } points { value } } } }`,
  );
  const near = (value: number): number => expect.closeTo(value, 10) as number;
  expect(found).toMatchObject({
    rateChange: {
      before: { percent: { value: 12 }, band: 'CONCERN', contacts: 120, customers: 1_000 },
      after: { percent: { value: 8 }, band: 'ACCEPTABLE', isInHole: false },
      points: { value: -4 },
      withoutReason: { value: 0 },
      contributions: {
        nodes: [
          { reason: { code: 'outage' }, before: 60, after: 30, points: { value: near(-3) } },
          { reason: { code: 'bill-unclear' }, before: 40, after: 26, points: { value: near(-1.4) } },
          { reason: { code: 'slow' }, before: 10, after: 12, points: { value: near(0.2) } },
          { reason: { code: 'other' }, before: 10, after: 12, points: { value: near(0.2) } },
        ],
      },
    },
    byCategory: {
      contributions: {
        nodes: [
          { reason: { code: 'internet' }, points: { value: near(-2.8) } },
          { reason: { code: 'bill' }, points: { value: near(-1.4) } },
          { reason: { code: 'other' }, points: { value: near(0.2) } },
        ],
      },
    },
  });
});

describe('the sizes and bands of segments', () => {
  test('are kept with their history, and of a day what was said last holds', async () => {
    await run('ANALYST', 'setSegmentSizes', sizes('business', 50), 'changed');
    expect(await run('STEWARD', 'setSegmentSizes', sizes('business', 60), 'changed')).toMatchObject({
      changed: 1,
    });
    expect(await newestChange()).toEqual({
      kind: 'SET_SEGMENT_SIZES',
      before: [{ segment: 'business', from: '2025-01-01', customers: 50 }],
      after: [{ segment: 'business', from: '2025-01-01', customers: 60 }],
    });
    expect(await run('STEWARD', 'setSegmentSizes', sizes('business', 60), 'changed')).toMatchObject({
      changed: 0,
    });
    const text = `{ taxonomy(key: "${desk.key}") { segmentSizes { nodes { segment from customers } } } }`;
    expect(await ask('AUDITOR', text)).toMatchObject({
      taxonomy: {
        segmentSizes: { nodes: [{ segment: 'business', customers: 60 }, { segment: 'consumer' }] },
      },
    });
    expect(await ask('CODER', text)).toEqual({ taxonomy: { segmentSizes: null } });
  });

  test('are refused where they cannot be', async () => {
    expect(await run('ANALYST', 'setSegmentSizes', sizes(' ', -1))).toMatchObject({
      code: 'SEGMENT_SIZES_REFUSED',
    });
    const nowhere = Buffer.from('Taxonomy:00000000-0000-7000-8000-00000000dead').toString('base64url');
    const lost = { ...sizes('a', 1), taxonomy: nowhere };
    expect(await run('ANALYST', 'setSegmentSizes', lost)).toMatchObject({ code: 'NOT_FOUND' });
    const blank = { ...sizes('a', 1), because: '' };
    expect(await run('ANALYST', 'setSegmentSizes', blank)).toMatchObject({ code: 'MALFORMED_TEXT' });
    const input = sizes('a', 1, '2025-02-30');
    const never = await new GraphqlClient(service, 'ANALYST').answer(mutationText('setSegmentSizes', ''), {
      input,
    });
    expect(never.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const coder = new GraphqlClient(service, 'CODER');
    const { errors } = await coder.answer(mutationText('setSegmentSizes', ''), { input: sizes('a', 1) });
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect(
      await run('ANALYST', 'setContactRateBands', bands({ optimalBelow: 11, concernFrom: 6 })),
    ).toMatchObject({
      code: 'BANDS_REFUSED',
    });
  });

  test('are set once of two who set them at once, and one of its own goes before that of all', async () => {
    const shown = 'bands { segment optimalBelow concernFrom revision }';
    const outcomes = await Promise.all(
      [3, 4].map((optimalBelow) => run('ANALYST', 'setContactRateBands', bands({ optimalBelow }), shown)),
    );
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual([
      'SetContactRateBandsPayload',
      'StaleRevisionProblem',
    ]);
    const own = bands({ segment: 'consumer', optimalBelow: 7, concernFrom: 8 });
    expect(await run('STEWARD', 'setContactRateBands', own, shown)).toMatchObject({
      bands: { segment: 'consumer', optimalBelow: 7, concernFrom: 8, revision: 1 },
    });
    expect(await newestChange()).toMatchObject({ kind: 'SET_CONTACT_RATE_BANDS', before: null });
    const found = await figures<object>(
      desk,
      { from: '2025-09-01', until: '2025-10-01' },
      'segmentRates { nodes { segment knownDays rate { contacts percent { value undefinedBecause } band rule { concernFrom } } } }',
    );
    expect(found).toMatchObject({
      segmentRates: {
        nodes: [
          {
            segment: 'business',
            knownDays: 30,
            rate: { contacts: 0, band: 'OPTIMAL', rule: { concernFrom: 11 } },
          },
          { segment: 'consumer', rate: { percent: { value: 8 }, band: 'CONCERN', rule: { concernFrom: 8 } } },
        ],
      },
    });
  });

  test('leave a rate undefined, with the cause, where no size is known', async () => {
    const found = await figures<object>(
      desk,
      { from: '2024-01-01', until: '2024-02-01' },
      `contacts months { contacts } residualShare { value undefinedBecause } recoding { rate { undefinedBecause } kappa { undefinedBecause } }
       handledElsewhere { share { undefinedBecause } } observedResolutions { cramersV { undefinedBecause } }
       rateChange(segment: "consumer", from: "2023-12-01", until: "2024-01-01") { points { value undefinedBecause } }`,
    );
    const none = 'NO_CONTACTS';
    expect(found).toEqual({
      contacts: 0,
      months: [{ contacts: 0 }],
      residualShare: { value: null, undefinedBecause: none },
      recoding: { rate: { undefinedBecause: none }, kappa: { undefinedBecause: none } },
      handledElsewhere: { share: { undefinedBecause: none } },
      observedResolutions: { cramersV: { undefinedBecause: none } },
      rateChange: { points: { value: null, undefinedBecause: 'NO_SEGMENT_SIZE' } },
    });
  });
});

test('a series goes over a version by what the correspondence says, and else is told as a break', async () => {
  const scenario = await Scenario.create(service, { policy: backdated });
  let draft = await scenario.openDraft();
  const made: Record<string, string> = {};
  for (const code of ['lost', 'late', 'gone', 'kept']) {
    const created = await scenario.createReason(draft, { code, label: code });
    made[code] = created.reason;
    ({ draft } = created);
  }
  await scenario.publish(draft, '2025-01-01T00:00:00Z');
  draft = await scenario.openDraft('Second');
  draft = await scenario.edit(draft, 'retireReason', {
    ...{ reason: made['lost'], retirementReason: 'MERGED' },
    associations: [{ kind: 'REPLACED_BY', target: made['late'] }],
  });
  const outdated = { retirementReason: 'OUTDATED', justification: 'Nobody asks.' };
  draft = await scenario.edit(draft, 'retireReason', { reason: made['gone'], ...outdated });
  await scenario.publish(draft, '2025-02-01T00:00:00Z');
  await recordContacts(scenario, [
    [5, { occurredAt: '2025-01-10T10:00:00Z', reason: 'lost' }],
    [2, { occurredAt: '2025-01-10T10:00:00Z', reason: 'late' }],
    [3, { occurredAt: '2025-01-10T10:00:00Z', reason: 'gone' }],
    [4, { occurredAt: '2025-02-10T10:00:00Z', reason: 'late' }],
  ]);
  const period = { from: '2025-01-01', until: '2025-03-01' };
  const fields = `statedIn { number } versions volumes { nodes { reason { code } months { contacts } } }
    breaks { nodes { reason { id } version cause contacts } }`;
  expect(await figures(scenario, period, fields)).toMatchObject({
    ...{ statedIn: { number: 2 }, versions: [1, 2] },
    volumes: {
      nodes: [
        { reason: { code: 'late' }, months: [{ contacts: 7 }, { contacts: 4 }] },
        { reason: { code: 'gone' }, months: [{ contacts: 3 }, { contacts: 0 }] },
      ],
    },
    breaks: {
      nodes: [{ reason: { id: made['gone'] }, version: 1, cause: 'RETIRED_WITHOUT_SUCCESSOR', contacts: 3 }],
    },
  });
  const asFirst = await figures(scenario, { ...period, more: ', statedIn: 1' }, fields);
  expect(asFirst).toMatchObject({
    statedIn: { number: 1 },
    volumes: {
      nodes: [{ reason: { code: 'late' } }, { reason: { code: 'lost' } }, { reason: { code: 'gone' } }],
    },
    // What the second version counts as one, the first one told apart.
    breaks: {
      nodes: [{ reason: { id: made['late'] }, version: 2, cause: 'SUCCESSORS_WITHOUT_SHARES', contacts: 4 }],
    },
  });
  expect(await figures(scenario, { ...period, more: ', statedIn: 9' }, 'contacts')).toBeNull();
  const [first, second] = await versionIdsOf(scenario);
  const links = [{ target: made['late'], kind: 'REPLACED_BY' }];
  const revised = await mutation(service, 'STEWARD', {
    name: 'reviseCorrespondence',
    input: {
      ...{ fromVersion: first, toVersion: second, expectedRevision: 1, because: 'They call as late now.' },
      sources: [{ source: made['gone'], links }],
    },
    fields: 'correspondence { revision }',
  });
  expect(revised).toMatchObject({ correspondence: { revision: 2 } });
  expect(await figures(scenario, period, fields)).toMatchObject({
    volumes: { nodes: [{ reason: { code: 'late' }, months: [{ contacts: 10 }, { contacts: 4 }] }] },
    breaks: { nodes: [] },
  });
});

async function versionIdsOf({ key }: Scenario): Promise<readonly string[]> {
  const text = `{ taxonomy(key: "${key}") { versions(first: 100) { nodes { id } } } }`;
  const { taxonomy } = await ask<{ taxonomy: { versions: { nodes: { id: string }[] } } }>('STEWARD', text);
  return taxonomy.versions.nodes.map(({ id }) => id).reverse();
}

test('who handles, who recodes and what is said in a field is told, also of some contacts only', async () => {
  const owner = await newDepartment(desk, { code: 'NET' });
  const other = await newDepartment(desk, { code: 'SHOP' });
  await assign(desk, [{ reason: reasons['internet'] ?? '', departments: [owner] }], {
    from: '2025-01-01T00:00:00Z',
  });
  const on = { occurredAt: '2025-11-03T09:00:00Z', channel: 'CHAT' };
  await recordContacts(desk, [
    [8, { ...on, reason: 'outage', initialReason: 'outage', department: 'NET' }],
    [2, { ...on, reason: 'slow', initialReason: 'outage', department: 'SHOP' }],
    [1, { ...on, reason: 'bill-copy', department: 'SHOP' }],
    [1, { ...on, channel: 'EMAIL', reason: 'outage' }],
  ]);
  const period = { from: '2025-11-01', until: '2025-12-01' };
  const fields = `contacts handledElsewhere { share { count of } withoutDepartment withoutOwner }
    recoding { rate { count of } agreement { count } kappa { value undefinedBecause }
      pairs { nodes { initial { code } final { code } share { count of } } } }
    codeQuality { field completeness { count of undefinedBecause } }
    breakdown(by: CHANNEL) { nodes { code contacts } }`;
  expect(await figures(desk, period, fields)).toMatchObject({
    contacts: 12,
    handledElsewhere: { share: { count: 2, of: 10 }, withoutDepartment: 1, withoutOwner: 1 },
    recoding: {
      ...{ rate: { count: 2, of: 10 }, agreement: { count: 8 }, kappa: { value: 0 } },
      pairs: {
        nodes: [{ initial: { code: 'outage' }, final: { code: 'slow' }, share: { count: 2, of: 10 } }],
      },
    },
    codeQuality: expect.arrayContaining([
      { field: 'DEPARTMENT', completeness: { count: 11, of: 12, undefinedBecause: null } },
    ]),
    breakdown: {
      nodes: [
        { code: 'CHAT', contacts: 11 },
        { code: 'EMAIL', contacts: 1 },
      ],
    },
  });
  const some = `, filter: { channels: ["CHAT"], departments: ["${other}"], versions: [1] }`;
  expect(await figures(desk, { ...period, more: some }, fields)).toMatchObject({
    ...{ contacts: 3, handledElsewhere: { share: { count: 2, of: 2 }, withoutOwner: 1 } },
    codeQuality: expect.arrayContaining([
      { field: 'SEGMENT', completeness: { count: 0, of: 0, undefinedBecause: 'NOT_TOLD_BY_FILTER' } },
    ]),
  });
});

describe('mappings that were observed', () => {
  const days = theseDays();
  const accepting = (proposals: readonly Input[], more: Input = {}): Input => ({
    ...{ taxonomy: desk.taxonomyId, ...days, proposals, because: 'It is what is done.', ...more },
  });

  test('are taken into a draft once, with their evidence; the twin of it is refused', async () => {
    const { code } = await newResolution(desk, { code: 'REPAIRED' });
    await recordContacts(desk, [
      [40, { occurredAt: new Date().toISOString(), reason: 'outage', resolution: code }],
    ]);
    const draft = await desk.openDraft('Mappings');
    const proposal = { reason: reasons['outage'], resolution: code };
    const input = accepting([proposal], { draft: draft.id, expectedHead: draft.head });
    const both = await Promise.all(
      [1, 2].map(() => run('EDITOR', 'acceptMappingProposals', input, 'accepted draft { head }')),
    );
    expect(both.map(({ __typename }) => __typename).sort()).toEqual([
      'AcceptMappingProposalsPayload',
      'StaleHeadProblem',
    ]);
    const kinds = await ask<{ changes: { nodes: readonly Entry[] } }>(
      'AUDITOR',
      '{ changes(first: 2, filter: { kinds: [ACCEPT_MAPPING_PROPOSALS, MAP_RESOLUTION] }) { nodes { kind after } } }',
    );
    const evidence = { resolution: code, use: 'EXPECTED', isDefault: true, contacts: 40, of: 40, share: 1 };
    expect(kinds.changes.nodes.map(({ kind }) => kind).sort()).toEqual([
      'ACCEPT_MAPPING_PROPOSALS',
      'MAP_RESOLUTION',
    ]);
    const linked = kinds.changes.nodes.find(({ kind }) => kind === 'ACCEPT_MAPPING_PROPOSALS');
    expect(linked?.after).toMatchObject({ head: 1, ...days, evidence: [evidence] });
    const again = { ...input, expectedHead: 1 };
    expect(await run('EDITOR', 'acceptMappingProposals', again)).toMatchObject({ code: 'PROPOSALS_GONE' });
  });

  test('are refused where nothing speaks for them, and open a draft of their own where none is named', async () => {
    const { code } = await newResolution(desk, { code: 'EXPLAINED' });
    const proposal = { reason: reasons['bill-unclear'], resolution: code };
    expect(await run('ANALYST', 'acceptMappingProposals', accepting([proposal]))).toMatchObject({
      ...{ __typename: 'ProposalsGoneProblem', code: 'PROPOSALS_GONE' },
    });
    expect(await run('ANALYST', 'acceptMappingProposals', accepting([]))).toMatchObject({
      code: 'PROPOSALS_GONE',
    });
    const now = new Date().toISOString();
    await recordContacts(desk, [[31, { occurredAt: now, reason: 'bill-unclear', resolution: code }]]);
    const taken = await run(
      'ANALYST',
      'acceptMappingProposals',
      accepting([proposal]),
      'accepted draft { title head }',
    );
    expect(taken).toMatchObject({ accepted: 1, draft: { head: 1 } });
    const text = mutationText('acceptMappingProposals', '');
    const coder = await new GraphqlClient(service, 'CODER').answer(text, { input: accepting([proposal]) });
    expect(coder.errors[0]?.extensions.code).toBe('FORBIDDEN');
    const halfNamed = accepting([proposal], { expectedHead: 0 });
    const refused = await new GraphqlClient(service, 'ANALYST').answer(text, { input: halfNamed });
    expect(refused.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

test('figures are not for coders and machines, and a period that cannot be is the caller’s mistake', async () => {
  const text = (from: string, until: string, more = '') =>
    `{ usageFigures(taxonomy: "${desk.key}", from: "${from}", until: "${until}"${more}) { contacts } }`;
  for (const role of ['CODER', 'MACHINE'] as const) {
    const { errors } = await new GraphqlClient(service, role).answer(text('2025-01-01', '2025-02-01'));
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  }
  for (const [from, until, code] of [
    ['2025-02-01', '2025-02-01', 'BAD_USER_INPUT'],
    ['2025-02-30', '2025-03-01', 'GRAPHQL_VALIDATION_FAILED'],
    ['0001-01-01', '2025-03-01', 'BAD_USER_INPUT'],
    ['2000-01-01', '2025-03-01', 'LIMIT_EXCEEDED'],
  ] as const) {
    const { errors } = await new GraphqlClient(service, 'ANALYST').answer(text(from, until));
    expect([from, errors[0]?.extensions.code]).toEqual([from, code]);
  }
  for (const [filter, message] of [
    ['channels: ["PIGEON"]', 'filter.channels: expected one of PHONE'],
    ['versions: [99]', 'filter.versions: expected the numbers of versions of the taxonomy, but got 99'],
    [`departments: ["${lostId('Department')}"]`, 'filter.departments: expected departments of the taxonomy'],
  ] as const) {
    const asked = text('2025-01-01', '2025-02-01', `, filter: { ${filter} }`);
    const { errors } = await new GraphqlClient(service, 'ANALYST').answer(asked);
    expect(errors[0]).toMatchObject({
      ...{ message: expect.stringContaining(message) as string },
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  expect(await ask('ANALYST', text('2025-01-01', '2025-02-01').replace(desk.key, 'no-such-list'))).toEqual({
    usageFigures: null,
  });
});

test('a page of 2 and of 20 volumes takes as many statements', async () => {
  const scenario = await Scenario.create(service, { policy: { ...backdated, maxFanOut: 100 } });
  let draft = await scenario.openDraft();
  const codes = Array.from({ length: 20 }, (_, at) => `r${at}`);
  for (const code of codes) ({ draft } = await scenario.createReason(draft, { code, label: code }));
  await scenario.publish(draft, '2025-01-01T00:00:00Z');
  await newDepartment(scenario, { code: 'ONE' });
  await recordContacts(
    scenario,
    codes.map((reason) => [
      1,
      { occurredAt: '2025-01-10T10:00:00Z', reason, department: 'ONE', channel: 'PHONE' },
    ]),
  );
  const count = async (first: number): Promise<number> => {
    const fields = `volumes(first: ${first}) { nodes { reason { code path } share { value } months { contacts }
      breakdown(by: DEPARTMENT, first: 5) { nodes { code contacts } } } }`;
    const asked = () => figures(scenario, { from: '2025-01-01', until: '2025-02-01' }, fields);
    return (await service.statementsDuring(asked)).length;
  };
  await count(1);
  expect(await count(20)).toBe(await count(2));
});
