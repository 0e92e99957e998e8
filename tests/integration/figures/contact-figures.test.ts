import type { Role } from '../../../src/access/domain';
import { newCoder, planned, reveal, step } from '../../support/calibration-scene';
import { annotated, recordContacts } from '../../support/figures-cases';
import { mutationText } from '../../support/governed-scene';
import type { GraphqlClient } from '../../support/graphql';
import { lostId } from '../../support/lost-id';
import { historyFaults } from '../../support/history-faults';
import {
  plainContacts,
  plainPerCustomer,
  plainQuantile,
  plainRecoding,
  plainRepeats,
  type PlainContact,
} from '../../support/plain-figures';
import { newResolution } from '../../support/resolution-cases';
import { mutation, Scenario, type DraftRef } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

// Two cores may be shared with much else.
jest.setTimeout(180_000);

/** Level 1, and what is coded below it. */
const tree = { net: ['outage', 'slow'], bill: ['unclear', 'copy'] } as const;
const categoryOf = (reason: string): string => (reason === 'outage' || reason === 'slow' ? 'net' : 'bill');
const { rows } = plainContacts({
  ...{ seed: 11, customers: 110, days: 90, start: '2025-01-01T00:00:00Z' },
  reasons: [...tree.net, ...tree.bill],
});
const quarter = { from: '2025-01-01', until: '2025-04-01' };
const span = { from: Date.parse('2025-01-01T00:00:00Z'), until: Date.parse('2025-04-01T00:00:00Z') };

let service: TestService;
let desk: Scenario;
const reasonIds: Record<string, string> = {};
beforeAll(async () => {
  service = await startService();
  desk = await Scenario.create(service, { timeZone: 'UTC', policy: { approvals: 0, backdating: 'ALLOWED' } });
  let draft: DraftRef = await desk.openDraft();
  for (const [parent, leaves] of Object.entries(tree)) {
    const above = await desk.createReason(draft, { code: parent, label: parent });
    ({ draft } = above);
    for (const code of leaves) {
      const made = await desk.createReason(draft, { code, label: code, parent: above.reason });
      ({ draft } = made);
      reasonIds[code] = made.reason;
    }
  }
  await desk.publish(draft, '2024-06-01T00:00:00Z');
  await send(desk, rows);
});
afterAll(async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  await service.close();
});

async function send(scenario: Scenario, contacts: readonly PlainContact[]): Promise<void> {
  for (let at = 0; at < contacts.length; at += 500) {
    const part = contacts.slice(at, at + 500).map((one) => ({ source: 'plain', ...one }));
    const input = { taxonomy: scenario.taxonomyId, contacts: part };
    const call = { name: 'addContacts', input, fields: 'added rejected { field code }' };
    expect(await scenario.mutate('ANALYST', call)).toMatchObject({ rejected: [] });
  }
}

interface Asked {
  readonly days?: { readonly from: string; readonly until: string };
  readonly more?: string;
  readonly scenario?: Scenario;
  readonly client?: GraphqlClient;
}
async function figures<Found>(
  fields: string,
  { days = quarter, more = '', scenario = desk, client = scenario.as('ANALYST') }: Asked = {},
): Promise<Found> {
  const text = `{ usageFigures(taxonomy: "${scenario.key}", from: "${days.from}", until: "${days.until}"${more}) { ${fields} } }`;
  return (await client.ask<{ usageFigures: Found }, object>(text)).usageFigures;
}
const near = (value: number): number => expect.closeTo(value, 9) as number;

test('contacts per customer, and who made contact at all, are what a program that reads the rows counts', async () => {
  await desk.mutate('ANALYST', {
    ...{ name: 'setSegmentSizes', fields: 'changed' },
    input: {
      ...{ taxonomy: desk.taxonomyId, because: 'From the books.' },
      sizes: [
        { segment: 'Home', from: '2025-01-01', customers: 400 },
        { segment: 'Shop', from: '2025-01-01', customers: 10 },
        { segment: 'Farm', from: '2025-01-01', customers: 90 },
      ],
    },
  });
  const plain = plainPerCustomer(rows, span);
  const whose = (segment: string) => [
    ...new Set(
      rows.flatMap((row) => (row.segment === segment && row.customer !== null ? [row.customer] : [])),
    ),
  ];
  const found = await figures<object>(`
    contactsPerCustomer { contacts customers mean { value of interval { lower upper } } median { value }
      withoutCustomer { count of } distribution(first: 100) { nodes { contacts customers share { of } } } }
    customersWhoContacted { share { count of } withoutSegment
      segments { nodes { segment share { count value undefinedBecause } size } } }`);
  expect(found).toMatchObject({
    contactsPerCustomer: {
      ...{ contacts: plain.contacts, customers: plain.customers, median: { value: plain.median } },
      mean: { value: near(plain.mean), of: plain.customers },
      withoutCustomer: { count: plain.withoutCustomer, of: rows.length },
      distribution: {
        nodes: plain.distribution.map(([contacts, customers]) => ({
          ...{ contacts, customers, share: { of: plain.customers } },
        })),
      },
    },
    customersWhoContacted: {
      ...{ share: { count: whose('Home').length, of: 490 }, withoutSegment: 0 },
      segments: {
        nodes: [
          { segment: 'Farm', share: { count: 0, value: 0 }, size: 90 },
          { segment: 'Home', share: { value: near(whose('Home').length / 400) }, size: 400 },
          { segment: 'Shop', share: { value: null, undefinedBecause: 'MORE_THAN_SEGMENT_SIZE' }, size: 10 },
        ],
      },
    },
  });
  expect(JSON.stringify(found)).not.toMatch(/"k\d+"|[0-9a-f]{32}/);
});

interface Resolution {
  readonly basis: string;
  readonly share: { readonly value: number; readonly count: number; readonly of: number };
}

test('first-contact resolution differs by the window, and each tells what it rests on', async () => {
  const rules = {
    NONE: () => true,
    LEVEL1: sameCategory,
    LEAF: (one: string, other: string) => one === other,
  };
  const values = new Set<number>();
  for (const days of [7, 14, 30])
    for (const [word, same] of Object.entries(rules)) {
      const plain = plainRepeats(rows, span, { days, same });
      const found = await figures<{ firstContactResolution: Resolution }>(
        `firstContactResolution(windowDays: ${days}, sameReason: ${word}) { basis share { value count of interval { lower upper } } coverage { count of }
          repeatContacts { rule { windowDays sameReason } censoredAfter withoutCustomer withoutReason followed { count } } }`,
      );
      expect({ days, word, ...found }).toMatchObject({
        firstContactResolution: {
          ...{ basis: 'NO_REPEAT', share: { count: plain.of - plain.followed, of: plain.of } },
          coverage: { count: plain.of, of: rows.length },
          repeatContacts: {
            ...{ rule: { windowDays: days, sameReason: word }, censoredAfter: plain.cut },
            ...{ withoutCustomer: plain.withoutCustomer, withoutReason: 0 },
            followed: { count: plain.followed },
          },
        },
      });
      values.add(found.firstContactResolution.share.value);
    }
  expect(values.size).toBe(9);
});

const sameCategory = (one: string, other: string): boolean => categoryOf(one) === categoryOf(other);

test('a filter narrows which contacts are looked at, and not what follows them', async () => {
  const phone = rows.filter(({ channel }) => channel === 'PHONE').length;
  const found = await figures<{ repeatContacts: { followed: { count: number; of: number } } }>(
    'contacts repeatContacts(windowDays: 14) { followed { count of } repeats { of } withoutCustomer }',
    { more: ', filter: { channels: ["PHONE"] }' },
  );
  let [of, followed] = [0, 0];
  for (const row of rows.filter(({ channel }) => channel === 'PHONE')) {
    const alone = plainRepeats(
      [row, ...rows.filter((other) => other !== row && other.customer === row.customer)],
      span,
      {
        ...{ days: 14, same: () => true },
      },
    );
    const isFollowed = rows.some(
      (other) =>
        other !== row &&
        other.customer === row.customer &&
        Date.parse(other.occurredAt) >= Date.parse(row.occurredAt) &&
        Date.parse(other.occurredAt) <= Date.parse(row.occurredAt) + 14 * 86_400_000,
    );
    const isWhole = Date.parse(row.occurredAt) + 14 * 86_400_000 <= span.until;
    if (row.customer === null || !isWhole) continue;
    expect(alone.of).toBeGreaterThan(0);
    of += 1;
    if (isFollowed) followed += 1;
  }
  expect(found).toMatchObject({ contacts: phone, repeatContacts: { followed: { count: followed, of } } });
});

interface Measured {
  readonly reason: { readonly code: string };
  readonly measures: unknown;
}
const measures = `contacts handleTime { measured { count of } mean { value of interval { lower upper } }
    median { value from until interval { lower upper } } p90 { from until } }
  satisfaction { answered { count of } mean { value } topBox { count of } } negativeShare { count of }
  sentiments { sentiment share { count of } } escalationShare { count of } resolvedByFlag { value undefinedBecause }`;

function plainMeasures(own: readonly PlainContact[]): object {
  const seconds = own.flatMap(({ handleSeconds }) => handleSeconds ?? []);
  const answers = own.flatMap(({ satisfaction }) => satisfaction ?? []);
  const felt = own.flatMap(({ sentiment }) => sentiment ?? []);
  const recorded = own.flatMap(({ escalated }) => escalated ?? []);
  const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
  return {
    contacts: own.length,
    handleTime: {
      measured: { count: seconds.length, of: own.length },
      mean: { value: near(sum(seconds) / seconds.length), of: seconds.length },
      median: bandAround(plainQuantile(seconds, 0.5)),
      p90: bandAround(plainQuantile(seconds, 0.9)),
    },
    satisfaction: {
      answered: { count: answers.length, of: own.length },
      mean: { value: near(sum(answers) / answers.length) },
      topBox: { count: answers.filter((one) => one >= 4).length, of: answers.length },
    },
    negativeShare: { count: felt.filter((one) => one.includes('NEGATIVE')).length, of: felt.length },
    sentiments: ['VERY_NEGATIVE', 'NEGATIVE', 'NEUTRAL', 'POSITIVE', 'VERY_POSITIVE'].map((sentiment) => ({
      ...{ sentiment, share: { count: felt.filter((one) => one === sentiment).length, of: felt.length } },
    })),
    escalationShare: { count: recorded.filter((one) => one).length, of: recorded.length },
    resolvedByFlag: { value: null, undefinedBecause: 'NOT_RECORDED' },
  };
}

/** Ten seconds wide below five minutes, and thirty above. */
function bandAround(value: number): { readonly from: number; readonly until: number } {
  const width = value < 300 ? 10 : 30;
  const from = Math.floor(value / width) * width;
  return { from, until: from + width };
}

test('handle time, satisfaction, sentiment and escalation are told by reason, from counts and from contacts alike', async () => {
  const found = await figures<{ measures: unknown; measuresByReason: { nodes: readonly Measured[] } }>(
    `measures { ${measures} } measuresByReason { nodes { reason { code } measures { ${measures} } } }
     recoding { rate { count of } }`,
  );
  expect(found).toMatchObject({ measures: plainMeasures(rows), recoding: { rate: plainRecoding(rows) } });
  const { nodes } = found.measuresByReason;
  expect(nodes).toHaveLength(4);
  for (const { reason, measures: own } of nodes)
    expect({ reason, own }).toMatchObject({
      own: plainMeasures(rows.filter((row) => row.reason === reason.code)),
    });
  const some = await figures<object>(`measures { ${measures} }`, {
    more: ', filter: { segments: ["Shop"] }',
  });
  expect(some).toMatchObject({ measures: plainMeasures(rows.filter(({ segment }) => segment === 'Shop')) });
  const cut = { from: '2025-01-10', until: '2025-03-20' };
  const within = rows.filter(({ occurredAt }) => occurredAt >= cut.from && occurredAt < cut.until);
  expect(await figures<object>(`measures { ${measures} }`, { days: cut })).toMatchObject({
    measures: plainMeasures(within),
  });
  const months = await figures<{ measuresByReason: { nodes: readonly { months: readonly unknown[] }[] } }>(
    'measuresByReason(level: 1) { nodes { reason { code } months { month measures { contacts } } } }',
  );
  expect(months.measuresByReason.nodes[0]?.months).toHaveLength(3);
});

test('a correction of how a contact went moves the counts, and they are what a recount gives', async () => {
  const [first] = rows;
  if (first === undefined) throw new Error('expected a contact');
  const changed = { ...first, handleSeconds: 299, escalated: true, satisfaction: 1 };
  await send(desk, [changed]);
  const own = rows.map((row) => (row === first ? changed : row));
  expect(await figures<object>(`measures { ${measures} }`)).toMatchObject({ measures: plainMeasures(own) });
  const check = { taxonomy: desk.taxonomyId, checkOnly: true };
  const call = { name: 'rebuildUsageCounts', input: check, fields: 'differing' };
  expect(await desk.mutate('STEWARD', call)).toMatchObject({ differing: 0 });
  await send(desk, [first]);
  expect(await desk.mutate('STEWARD', call)).toMatchObject({ differing: 0 });
});

test('where resolution is recorded it is the basis, unless the other one is asked for', async () => {
  const on = { occurredAt: '2024-07-10T10:00:00Z', customer: 'flagged', channel: 'PHONE', reason: 'slow' };
  const flag = (firstContactResolved: boolean) => ({ ...on, firstContactResolved });
  const contact = (fields: object) => ({ source: 'desk', externalId: JSON.stringify(fields), ...fields });
  const contacts = [contact(flag(true)), contact(flag(false)), contact(on)];
  const call = { name: 'addContacts', input: { taxonomy: desk.taxonomyId, contacts }, fields: 'added' };
  expect(await desk.mutate('ANALYST', call)).toEqual({ __typename: 'AddContactsPayload', added: 3 });
  const july = { days: { from: '2024-07-01', until: '2024-08-01' } };
  const asked =
    'basis share { count of undefinedBecause } coverage { count of } repeatContacts { censoredAfter }';
  expect(
    await figures<object>(
      `firstContactResolution { ${asked} } proxy: firstContactResolution(basis: NO_REPEAT) { ${asked} }`,
      july,
    ),
  ).toEqual({
    firstContactResolution: {
      ...{ basis: 'FLAG', share: { count: 1, of: 2, undefinedBecause: null } },
      ...{ coverage: { count: 2, of: 3 }, repeatContacts: null },
    },
    // Contacts come in on one day alone: of none a whole week is observed.
    proxy: {
      ...{ basis: 'NO_REPEAT', share: { count: 0, of: 0, undefinedBecause: 'WINDOW_TOO_LONG' } },
      ...{ coverage: { count: 0, of: 3 }, repeatContacts: { censoredAfter: 3 } },
    },
  });
});

describe('what stands out', () => {
  let shop: Scenario;
  beforeAll(async () => {
    shop = await Scenario.create(service, {
      timeZone: 'UTC',
      policy: { approvals: 0, backdating: 'ALLOWED' },
    });
    let draft: DraftRef = await shop.openDraft();
    for (const code of ['rising', 'steady'])
      ({ draft } = await shop.createReason(draft, { code, label: code }));
    await shop.publish(draft, '2024-06-01T00:00:00Z');
    const days = Array.from({ length: 26 * 7 }, (_, day) => day);
    const contacts = days.flatMap(
      (day): [number, { occurredAt: string; reason: string; channel: string }][] => {
        const occurredAt = `${new Date(Date.parse('2024-07-01') + day * 86_400_000).toISOString().slice(0, 10)}T10:00:00Z`;
        return [
          [Math.floor(day / 60), { occurredAt, reason: 'rising', channel: 'EMAIL' }],
          [2, { occurredAt, reason: 'steady', channel: 'PHONE' }],
        ];
      },
    );
    await recordContacts(shop, contacts);
  });

  test('a reason that rises is an alert, with its test, its slope and how many were tested', async () => {
    const found = await figures<object>(
      `trendAlerts(grain: WEEK) { steps tested undefinedBecause observed { from until }
         trends { nodes { reason { code } direction slope { value } method isAlert } }
         every: trends(onlyAlerts: false) { nodes { reason { code } isAlert pValue { value } } } }
       changeAlerts(from: "2024-09-01", until: "2024-10-01") { tested all { direction }
         changes { nodes { reason { code } before after direction ratio { value } interval { lower } } } }`,
      { scenario: shop, days: { from: '2024-11-01', until: '2024-12-01' } },
    );
    expect(found).toMatchObject({
      trendAlerts: { steps: 4, tested: 0, undefinedBecause: 'TOO_FEW_PERIODS', trends: { nodes: [] } },
      changeAlerts: {
        changes: {
          nodes: [
            { reason: { code: 'rising' }, before: 30, after: 60, direction: 'RISING', ratio: { value: 2 } },
          ],
        },
      },
    });
    const half = await figures<object>(
      `trendAlerts(grain: WEEK) { steps tested trends { nodes { reason { code } direction method } }
         every: trends(onlyAlerts: false) { nodes { reason { code } isAlert } } all { direction } }
       channelDivergence { nodes { channel contacts divergence { value } adjustedPValue { value } typical { reason { code } } } }`,
      { scenario: shop, days: { from: '2024-07-01', until: '2024-12-30' } },
    );
    expect(half).toMatchObject({
      trendAlerts: {
        ...{ steps: 26, tested: 2, all: { direction: 'RISING' } },
        trends: { nodes: [{ reason: { code: 'rising' }, direction: 'RISING', method: 'NORMAL' }] },
        every: { nodes: [{ isAlert: true }, { reason: { code: 'steady' }, isAlert: false }] },
      },
      channelDivergence: {
        nodes: [{ channel: 'PHONE', contacts: 364, typical: [{}, {}] }, { channel: 'EMAIL' }],
      },
    });
  });

  test('a desk whose contacts stop has no data, and has not fallen', async () => {
    const after = { scenario: shop, days: { from: '2025-01-01', until: '2025-02-01' } };
    const found = await figures<object>(
      `changeAlerts(from: "2024-11-01", until: "2024-12-01") { undefinedBecause before { observed { from } contacts } after { observed { from } contacts }
         tested all { direction isAlert pValue { undefinedBecause } } changes { nodes { isAlert } }
         every: changes(onlyAlerts: false) { nodes { direction pValue { undefinedBecause } } } }
       trendAlerts { undefinedBecause observed { from } tested }`,
      after,
    );
    const none = { direction: 'NEITHER', pValue: { undefinedBecause: 'NO_DATA' } };
    expect(found).toEqual({
      changeAlerts: {
        ...{ undefinedBecause: 'NO_DATA', tested: 0, changes: { nodes: [] } },
        ...{
          before: { observed: { from: '2024-11-01' }, contacts: 120 },
          after: { observed: null, contacts: 0 },
        },
        ...{ all: { ...none, isAlert: false }, every: { nodes: [none, none] } },
      },
      trendAlerts: { undefinedBecause: 'NO_DATA', observed: null, tested: 0 },
    });
    // Where they stop in the middle, what came before is compared day by day.
    const middle = { scenario: shop, days: { from: '2024-12-01', until: '2025-01-20' } };
    expect(
      await figures<object>(
        `changeAlerts { after { until observed { from until } contacts } all { direction } changes { nodes { direction } } }`,
        middle,
      ),
    ).toMatchObject({
      changeAlerts: {
        after: { until: '2025-01-20', observed: { from: '2024-12-01', until: '2024-12-30' } },
        ...{ all: { direction: 'NEITHER' } },
      },
    });
  });

  test('parts that go the other way than the whole are told with their counts', async () => {
    const answered = (satisfaction: number, segment: string, month: string) => ({
      ...{
        occurredAt: `2024-${month}-05T12:00:00Z`,
        reason: 'steady',
        segment,
        satisfaction: String(satisfaction),
      },
    });
    // Charig et al. 1986, as Julious and Mullee 1994, BMJ 309:1480, tell it: of small stones 81 of 87 and 234 of 270, of large
    // ones 192 of 263 and 55 of 80; together 273 of 350 and 289 of 350. A tenth of it here.
    const contacts = [
      ...(
        [
          [8, 1, 'small', '07'],
          [23, 4, 'small', '08'],
          [19, 7, 'large', '07'],
          [5, 3, 'large', '08'],
        ] as const
      ).flatMap(([good, bad, segment, month]) => [
        ...Array.from({ length: good }, () => answered(5, segment, month)),
        ...Array.from({ length: bad }, () => answered(2, segment, month)),
      ]),
    ].map((fields, at) => ({
      ...{ source: 'stones', externalId: String(at), ...fields, satisfaction: Number(fields.satisfaction) },
    }));
    await shop.mutate('ANALYST', {
      ...{ name: 'addContacts', input: { taxonomy: shop.taxonomyId, contacts }, fields: 'added' },
    });
    expect(
      await figures<object>(
        `simpsonCheck(measure: TOP_BOX_SHARE, by: SEGMENT, from: "2024-07-01", until: "2024-08-01") { verdict opposite { count of }
           all { before { count of } after { count of } direction } parts { nodes { key direction before { count of } } } }`,
        { scenario: shop, days: { from: '2024-08-01', until: '2024-09-01' } },
      ),
    ).toEqual({
      simpsonCheck: {
        ...{ verdict: 'REVERSED', opposite: { count: 2, of: 2 } },
        all: { before: { count: 27, of: 35 }, after: { count: 28, of: 35 }, direction: 'RISING' },
        parts: {
          nodes: [
            { key: 'small', direction: 'FALLING', before: { count: 8, of: 9 } },
            { key: 'large', direction: 'FALLING', before: { count: 19, of: 26 } },
          ],
        },
      },
    });
  });
});

test('what customers could do themselves, and what nobody knows an answer to, are told with what speaks for it', async () => {
  const codes = await Promise.all(['A', 'B', 'C'].map(async () => (await newResolution(desk)).code));
  const [done = ''] = codes;
  const on = (day: number) => ({
    occurredAt: `2024-09-${String(day).padStart(2, '0')}T10:00:00Z`,
    channel: 'PHONE',
  });
  const contacts = Array.from({ length: 120 }, (_, at) => ({
    ...{ source: 'answers', externalId: String(at), ...on(1 + (at % 28)) },
    ...(at < 62
      ? { reason: 'copy', resolution: done, handleSeconds: 95, firstContactResolved: true, escalated: false }
      : {
          reason: 'outage',
          resolution: codes[at % 3],
          handleSeconds: 700,
          firstContactResolved: at % 3 === 0,
          escalated: at % 2 === 0,
        }),
  }));
  const call = { name: 'addContacts', input: { taxonomy: desk.taxonomyId, contacts }, fields: 'added' };
  expect(await desk.mutate('ANALYST', call)).toMatchObject({ added: 120 });
  const september = { days: { from: '2024-09-01', until: '2024-10-01' } };
  const found = await figures<object>(
    `selfServiceCandidates { nodes { reason { code } evidence { volume { count of } modalResolution medianHandleTime { until } resolvedAtOnce { count } } } }
     all: selfServiceCandidates(onlyCandidates: false) { nodes { reason { code } isCandidate unmet } }
     knowledgeGaps { nodes { reason { code } signs evidence { entropy { value } escalated { count of } articles resolutionBasis } } }`,
    september,
  );
  expect(found).toMatchObject({
    selfServiceCandidates: {
      nodes: [
        {
          reason: { code: 'copy' },
          evidence: {
            ...{ volume: { count: 62, of: 120 }, modalResolution: done },
            ...{ medianHandleTime: { until: 100 }, resolvedAtOnce: { count: 62 } },
          },
        },
      ],
    },
    all: {
      nodes: [
        { isCandidate: true },
        { isCandidate: false, unmet: ['ONE_RESOLUTION', 'SHORT', 'RESOLVED_AT_ONCE'] },
      ],
    },
    knowledgeGaps: {
      nodes: [
        {
          ...{ reason: { code: 'outage' }, signs: ['SPREAD', 'ESCALATED', 'NOT_RESOLVED_AT_ONCE'] },
          evidence: { escalated: { count: 29, of: 58 }, articles: 0, resolutionBasis: 'FLAG' },
        },
      ],
    },
  });
  // Where nothing is recorded it is told from what followed; of a quarter with few contacts of each nothing stands out.
  expect(
    await figures<object>(
      'selfServiceCandidates(onlyCandidates: false) { nodes { evidence { resolutionBasis } } }',
    ),
  ).toMatchObject({
    selfServiceCandidates: { nodes: [{ evidence: { resolutionBasis: 'NO_REPEAT' } }, {}, {}, {}] },
  });
});

describe('what happened on days of the time line', () => {
  const wish = { title: 'The spring letter', from: '2025-02-10', until: '2025-02-12' };
  const input = (fields: object) => ({ taxonomy: desk.taxonomyId, kind: 'CAMPAIGN', ...wish, ...fields });
  const run = <Found>(name: string, given: Readonly<Record<string, unknown>>, fields = '__typename') =>
    mutation<Found>(service, 'ANALYST', { name, input: given, fields });

  test('is noted, listed with the figures, and taken off once by whoever of two comes first', async () => {
    const id = await annotated(desk, { kind: 'CAMPAIGN', ...wish });
    const shown =
      'annotations { nodes { id title kind from until removedAt taxonomy { key } annotatedBy { name } } }';
    expect(await figures<object>(shown)).toMatchObject({
      annotations: {
        nodes: [{ id, ...wish, kind: 'CAMPAIGN', removedAt: null, taxonomy: { key: desk.key } }],
      },
    });
    expect(await figures<object>(shown, { days: { from: '2025-02-12', until: '2025-03-01' } })).toEqual({
      annotations: { nodes: [] },
    });
    const removal = { annotation: id, because: 'It was sent later.' };
    await Promise.all([1, 2].map(() => run('removeAnnotation', removal, 'annotation { removedAt }')));
    expect(await figures<object>(shown)).toEqual({ annotations: { nodes: [] } });
    const text = `{ changes(first: 3, filter: { kinds: [ANNOTATE_FIGURES, REMOVE_ANNOTATION] }) { nodes { kind before after } } }`;
    const { changes } = await desk.as('AUDITOR').ask<{ changes: { nodes: readonly object[] } }, object>(text);
    expect(changes.nodes).toMatchObject([
      {
        kind: 'REMOVE_ANNOTATION',
        before: { title: wish.title },
        after: { removedAt: expect.any(String) as string },
      },
      { kind: 'ANNOTATE_FIGURES', before: null, after: { kind: 'CAMPAIGN', ...wish } },
    ]);
  });

  test('is refused with what came and what was expected, and is not for everybody', async () => {
    for (const [fields, code] of [
      [{ until: '2025-02-10' }, 'ANNOTATION_REFUSED'],
      [{ title: ' ' }, 'MALFORMED_TEXT'],
      [{ title: 'a\u0007b' }, 'MALFORMED_TEXT'],
      [{ taxonomy: lostId('Taxonomy') }, 'NOT_FOUND'],
    ] as const)
      expect(await run('annotateFigures', input(fields))).toMatchObject({ code });
    expect(await run('removeAnnotation', { annotation: lostId('Annotation'), because: 'x' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const coder = await desk.as('CODER').answer(mutationText('annotateFigures'), { input: input({}) });
    expect(coder.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('the figures of a period as a page', () => {
  const pageOf = (
    days: string,
    { key = desk.key, role = 'ANALYST' }: { readonly key?: string; readonly role?: Role } = {},
  ): Promise<Response> =>
    fetch(`${service.url}/v1/taxonomies/${key}/figures/report?${days}`, {
      headers: { authorization: `Bearer ${service.token(role)}` },
    });

  test('hold the numbers of the API, each picture as a table too, and need nothing else', async () => {
    await annotated(desk, { title: 'Letters <b>& more</b>', from: '2025-02-03', until: '2025-02-20' });
    const response = await pageOf('from=2025-01-01&until=2025-04-01');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await response.text();
    const numbers = new Map(
      [...page.matchAll(/data-name="([^"]*)" data-value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    );
    const plain = plainRepeats(rows, span, { days: 14, same: () => true });
    expect(Number(numbers.get('resolved NO_REPEAT 14'))).toBeCloseTo(1 - plain.followed / plain.of, 12);
    const january = rows.filter(({ occurredAt }) => occurredAt < '2025-02-01');
    expect(numbers.get('contacts 2025-01-01')).toBe(String(january.length));
    expect(page).toContain('Letters &lt;b&gt;&amp; more&lt;/b&gt;');
    expect(page).not.toMatch(/<script|href=|src=|[0-9a-f]{32}"/);
    expect([...page.matchAll(/<svg role="img" aria-label="[^"]+"/g)].length).toBeGreaterThanOrEqual(2);
  });

  test('are of the contacts that a filter asks for, which the page says in words', async () => {
    const names = { name: [{ language: 'en', text: 'Field <team>' }], aliases: ['FT'] };
    const made = { taxonomy: desk.taxonomyId, code: 'FIELD', ...names };
    await desk.mutate('ADMIN', { name: 'createDepartment', input: made, fields: '__typename' });
    const days = 'from=2025-01-01&until=2025-04-01';
    const page = await (await pageOf(`${days}&channel=PHONE&channel=EMAIL&segment=Home&version=1`)).text();
    const { contacts } = await figures<{ contacts: number }>('contacts', {
      more: ', filter: { channels: ["PHONE", "EMAIL"], segments: ["Home"], versions: [1] }',
    });
    expect(contacts).toBeGreaterThan(0);
    expect(page).toContain(`<strong>${contacts}</strong>contacts`);
    expect(page).toContain(
      'Only contacts that came by Phone (PHONE) or E-mail (EMAIL), of customers in the segment Home, that were coded in version 1.',
    );
    const ofNobody = await (await pageOf(`${days}&department=ft`)).text();
    expect(ofNobody).toContain('Only contacts that were handled by Field &lt;team&gt; (FIELD).');
    for (const [wrong, said] of [
      ['channel=FONE', 'channel: expected one of PHONE, EMAIL'],
      ['channel=FONE', '(nearest: PHONE), but got FONE'],
      ['department=feild', 'department: expected the codes of departments of the taxonomy (nearest: FIELD)'],
      ['version=99', 'version: expected the numbers of versions of the taxonomy, but got 99'],
      ['version=x', 'version: expected the number of a version, but got'],
      ['segment=', 'segment: expected a value'],
      ['segment=%00', 'segment: expected a value'],
      ['chanel=PHONE', '(nearest: channel), but got'],
    ] as const) {
      const answer = await pageOf(`${days}&${wrong}`);
      expect([wrong, answer.status, await answer.text()]).toEqual([
        wrong,
        400,
        expect.stringContaining(said) as string,
      ]);
    }
  });

  test('are for those who read figures, of a taxonomy and days that there are', async () => {
    const days = 'from=2025-01-01&until=2025-04-01';
    expect((await pageOf(days, { role: 'CODER' })).status).toBe(403);
    expect((await pageOf(days, { key: 'no-such-list' })).status).toBe(404);
    expect((await fetch(`${service.url}/v1/taxonomies/${desk.key}/figures/report?${days}`)).status).toBe(401);
    for (const wrong of [
      '',
      'from=2025-01-01',
      'from=2025-02-30&until=2025-04-01',
      'from=x&from=y&until=2025-04-01',
      'from=2025-04-01&until=2025-04-01',
      'from=2000-01-01&until=2025-04-01',
    ])
      expect([wrong, (await pageOf(wrong)).status]).toEqual([wrong, 400]);
    // Of a period without a contact there is a page all the same, and of a long one what is counted.
    const empty = await (await pageOf('from=2010-01-01&until=2010-06-01')).text();
    expect(empty).toContain('No contacts came in during the period');
    expect(await (await pageOf('from=2023-01-01&until=2025-04-01')).text()).toContain(
      'expected at most 366 days',
    );
  });
});

test('a period of which too many single contacts would be read is refused, and what is counted is not', async () => {
  const text = (fields: string) =>
    `{ usageFigures(taxonomy: "${desk.key}", from: "2024-01-01", until: "2025-04-01") { ${fields} } }`;
  for (const field of [
    'repeatContacts { withoutCustomer }',
    'firstContactResolution(basis: NO_REPEAT) { basis }',
    'contactsPerCustomer { customers }',
    'customersWhoContacted { withoutSegment }',
  ]) {
    const { errors } = await desk.as('ANALYST').answer(text(field));
    expect(errors[0]).toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED' } });
    expect(errors[0]?.message).toContain('expected at most 366 days');
  }
  const { errors } = await desk.as('ANALYST').answer(text('measures { contacts } trendAlerts { steps }'));
  expect(errors).toEqual([]);
  for (const windowDays of [0, 93, 2_147_483_647]) {
    const asked = text(`repeatContacts(windowDays: ${windowDays}) { withoutCustomer }`);
    const { errors: wrong } = await desk.as('ANALYST').answer(asked);
    expect(wrong[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  }
});

test('days are compared with earlier ones alone: of a contact in both nothing can be told', async () => {
  const days = 'from: "2024-12-02", until: "2025-01-02"';
  for (const field of [
    `changeAlerts(${days}) { tested }`,
    `simpsonCheck(measure: RESIDUAL_SHARE, by: CHANNEL, ${days}) { verdict }`,
    `rateChange(segment: "Home", ${days}) { points { value } }`,
  ]) {
    const { errors } = await desk
      .as('ANALYST')
      .answer(
        `{ usageFigures(taxonomy: "${desk.key}", from: "2025-01-01", until: "2025-02-01") { ${field} } }`,
      );
    expect(errors[0]).toMatchObject({
      message: 'until: expected a day up to 2025-01-01, when the later period begins, but got 2025-01-02',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
});

test('whoever codes contacts blind finds nothing of them in any of these figures, until it is revealed', async () => {
  const blind = await newCoder(service, desk, { kind: 'ANALYST', roles: ['ANALYST'] });
  const other = await newCoder(service, desk, { kind: 'ANALYST', roles: ['ANALYST'] });
  const text = `{ contacts(taxonomy: "${desk.key}", first: 100) { nodes { id externalId source } }
    taxonomy(key: "${desk.key}") { current { id } } }`;
  const { contacts, taxonomy } = await desk.as('ANALYST').ask<
    {
      contacts: { nodes: readonly { id: string; externalId: string; source: string }[] };
      taxonomy: { current: { id: string } };
    },
    object
  >(text);
  const chosen = contacts.nodes.filter(({ source }) => source === 'plain').slice(40, 60);
  const isChosen = ({ externalId }: PlainContact): boolean =>
    chosen.some((one) => one.externalId === externalId);
  await send(
    desk,
    rows.filter(isChosen).map((row) => ({ ...row, excerpt: 'What was said.' })),
  );
  const scene = {
    ...{ service, scenario: desk, coders: [blind, other] as const, version: taxonomy.current.id },
    contacts: chosen.map(({ id }) => id),
  };
  const asked = `heldBack measures { ${measures} } contactsPerCustomer { customers contacts }
    repeatContacts(windowDays: 14, sameReason: LEAF) { followed { count of } withoutCustomer }
    measuresByReason { nodes { reason { code } measures { contacts } } }
    changeAlerts { after { contacts } } channelDivergence { nodes { channel contacts } }`;
  const whole = await figures<object>(asked);
  const opened = await step(scene, await planned(scene), { name: 'openSession' });
  const left = rows.filter((row) => !isChosen(row));
  const plain = plainRepeats(left, span, { days: 14, same: (one, theirs) => one === theirs });
  const seen = await figures<object>(asked, { client: blind.client });
  expect(seen).toMatchObject({
    ...{ heldBack: 20, measures: plainMeasures(left), changeAlerts: { after: { contacts: left.length } } },
    repeatContacts: {
      followed: { count: plain.followed, of: plain.of },
      withoutCustomer: plain.withoutCustomer,
    },
    contactsPerCustomer: { customers: plainPerCustomer(left, span).customers },
  });
  expect(await figures<object>(asked)).toEqual(whole);
  await reveal(scene, opened);
  expect(await figures<object>(asked, { client: blind.client })).toEqual(whole);
});

test('a page of 1 and of 4 reasons takes as many statements', async () => {
  const count = async (first: number): Promise<number> => {
    const fields = `measuresByReason(first: ${first}) { nodes { reason { code path } measures { contacts } months { month } } }
      trendAlerts(grain: WEEK) { trends(onlyAlerts: false, first: ${first}) { nodes { reason { code } } } }
      channelDivergence(first: ${first}) { nodes { typical { reason { code } } } }`;
    return (await service.statementsDuring(() => figures(fields))).length;
  };
  await count(1);
  expect(await count(4)).toBe(await count(1));
});
