import { randomBytes } from 'node:crypto';
import type { RepeatedWork } from '../../../src/platform/jobs/repeated';
import { assign, newDepartment } from '../../support/ownership-cases';
import {
  assignmentsOf,
  closed,
  codeAudited,
  codedContacts,
  drawn,
  registeredAgents,
  type AuditRef,
} from '../../support/audit-scene';
import { newCoder, type TestCoder } from '../../support/calibration-scene';
import { checkSchedule, scheduledChecks } from '../../support/check-scene';
import type { Input } from '../../support/governed-scene';
import { historyFaults } from '../../support/history-faults';
import { mutation, Scenario } from '../../support/scenario';
import { serveDatabase, type TestService } from '../../support/service';
import { createTestDatabase } from '../../support/test-database';
import { onConnection } from '../../support/test-server';

jest.setTimeout(120_000);

let service: TestService;
let dueChecks: RepeatedWork | undefined;
let desk: Desk;

interface Desk {
  readonly scenario: Scenario;
  readonly owner: string;
  readonly billing: string;
  readonly finance: string;
  readonly reasons: ReadonlyMap<string, string>;
}

beforeAll(async () => {
  service = await serveDatabase(await createTestDatabase(), {
    alter: (application) => {
      dueChecks = application.repeated.find(({ name }) => name === 'due checks');
      return application;
    },
  });
  desk = await observedDesk();
});
afterAll(() => service.close());

/** A version since 2025, contacts of five weeks, and one coder who took to one reason in the last of them. */
async function observedDesk(): Promise<Desk> {
  const scenario = await Scenario.create(service, { policy: { backdating: 'ALLOWED', approvals: 0 } });
  const billing = await scenario.createReason(await scenario.openDraft(), {
    code: 'billing',
    label: 'Billing',
  });
  let draft = billing.draft;
  const ids = new Map<string, string>();
  for (const code of ['refund', 'invoice', 'other']) {
    const made = await scenario.createReason(draft, { code, label: code, parent: billing.reason });
    [draft] = [made.draft, ids.set(code, made.reason)];
  }
  draft = await scenario.edit(draft, 'setResidual', { reason: ids.get('other'), residual: true });
  await scenario.publish(draft, '2025-01-01T00:00:00Z');
  const owner = await newDepartment(scenario, { members: ['DEPARTMENT_OWNER'] });
  const finance = await newDepartment(scenario);
  await assign(scenario, [{ reason: billing.reason, departments: [finance] }]);
  const [moved = '', steady = '', few = ''] = await registeredAgents(scenario, 3);
  await recorded(scenario, [
    ...[of('2025-02-10', 'refund', moved, 40), of('2025-02-11', 'invoice', moved, 40)],
    ...[of('2025-02-10', 'refund', steady, 40), of('2025-02-11', 'invoice', steady, 40)],
    ...[of('2025-03-04', 'refund', moved, 38), of('2025-03-05', 'invoice', moved, 2)],
    ...[of('2025-03-04', 'refund', steady, 20), of('2025-03-05', 'invoice', steady, 20)],
    ...[
      of('2025-03-06', 'refund', few, 3),
      of('2025-03-06', 'other', null, 40),
      of('2025-03-06', null, null, 30),
    ],
  ]);
  return { scenario, owner, billing: billing.reason, finance, reasons: ids };
}

const of = (day: string, reason: string | null, coder: string | null, count: number): readonly Input[] =>
  Array.from({ length: count }, () => ({
    ...{ source: 'desk', externalId: randomBytes(8).toString('hex'), occurredAt: `${day}T12:00:00Z` },
    ...{ reason, coder, channel: 'PHONE' },
  }));

async function recorded(scenario: Scenario, contacts: readonly (readonly Input[])[]): Promise<void> {
  const input = { taxonomy: scenario.taxonomyId, contacts: contacts.flat() };
  const call = { name: 'addContacts', input, fields: 'added rejected { field expected }' };
  const { rejected } = await scenario.mutate<{ rejected: readonly object[] }>('ANALYST', call);
  expect(rejected).toEqual([]);
}

interface Run {
  readonly version: number | null;
  readonly contacts: number;
  readonly filed: number;
  readonly seenAgain: number;
  readonly dueAt: string | null;
  readonly from: string;
  readonly results: { readonly nodes: readonly Readonly<Record<string, unknown>>[] };
}

const runFields = `version contacts filed seenAgain dueAt from until failed inconclusive withoutData
  results(first: 100) { nodes { key kind outcome observed limit n noDataBecause adjustedPValue coder { externalId } } }`;

const theWeek = { from: '2025-03-03', until: '2025-03-10' };

async function ranChecks({ scenario }: Pick<Desk, 'scenario'>, days: Input = theWeek): Promise<Run> {
  const input = { taxonomy: scenario.taxonomyId, ...days };
  return (
    await scenario.mutate<{ run: Run }>('ANALYST', {
      name: 'runChecks',
      input,
      fields: `run { ${runFields} }`,
    })
  ).run;
}

interface Finding {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly revision: number;
  readonly timesSeen: number;
  readonly text: string;
  readonly owner: { readonly id: string };
}

async function findings({ scenario }: Pick<Desk, 'scenario'>, arguments_ = ''): Promise<readonly Finding[]> {
  const { auditFindings } = await scenario.as('AUDITOR').ask<{ auditFindings: { nodes: Finding[] } }, object>(
    `query($key: String!) { auditFindings(taxonomy: $key, first: 100${arguments_}) { nodes { id key state revision text timesSeen observed
       limit n source lastSeenAt owner { id } reason { id } coder { externalId } audit { id } checkRun { id } } } }`,
    { key: scenario.key },
  );
  return auditFindings.nodes;
}

const refusal = (name: string, input: Input, as: 'ANALYST' | 'EDITOR' = 'ANALYST') =>
  mutation<{ readonly code: string; readonly message: string }>(service, as, {
    name,
    input,
    fields: '__typename',
  });

test('checks that nobody set, days that are none and settings that cannot be are refused', async () => {
  const { scenario, owner } = desk;
  const now = { taxonomy: scenario.taxonomyId };
  expect(await refusal('runChecks', now)).toMatchObject({ code: 'INVALID_CHECKS' });
  const schedule = await checkSchedule(scenario, { owner });
  const wrong = { ...schedule, rhythm: 'WEEKLY', hour: 99 };
  const refused = await refusal('setCheckSchedule', wrong);
  expect(refused.code).toBe('INVALID_CHECKS');
  expect(refused.message).toMatch(/hour: expected a whole number from 0 to 23, but got 99; weekday: /);
  const other = await newDepartment(await Scenario.create(service));
  expect(await refusal('setCheckSchedule', { ...schedule, owner: other })).toMatchObject({
    code: 'INVALID_CHECKS',
  });
  expect(await refusal('setCheckSchedule', { ...schedule, expectedRevision: 3 })).toMatchObject({
    code: 'STALE_REVISION',
  });
  await expect(refusal('setCheckSchedule', schedule, 'EDITOR')).rejects.toThrow('FORBIDDEN');
  // Of two who set it at once one wins.
  const set = { name: 'setCheckSchedule', input: schedule, fields: 'schedule { revision nextDueAt }' };
  const both = await Promise.all([1, 2].map(() => mutation<{ code?: string }>(service, 'ANALYST', set)));
  expect(both.map(({ code }) => code ?? 'SET').sort()).toEqual(['SET', 'STALE_REVISION']);
  expect(await refusal('runChecks', { ...now, from: '2025-03-10', until: '2025-03-10' })).toMatchObject({
    code: 'INVALID_CHECKS',
  });
});

test('a run says of each check what was observed, files what failed, and says where there are no data', async () => {
  const run = await ranChecks(desk);
  expect(run).toMatchObject({ version: 1, contacts: 153, dueAt: null, from: '2025-03-03' });
  const results = new Map(run.results.nodes.map((result) => [result['key'], result]));
  expect(results.get('LINT:DEPTH')).toMatchObject({ outcome: 'PASS', observed: 0, limit: 0 });
  expect(results.get('COMPLETENESS:reason')).toMatchObject({ outcome: 'FAIL', n: 153, observed: 123 / 153 });
  expect(results.get('VALIDITY:channel')).toMatchObject({ outcome: 'PASS', observed: 1 });
  expect(results.get('VALIDITY:segment')).toMatchObject({
    outcome: 'NO_DATA',
    noDataBecause: 'NO_VALUES',
    n: 0,
  });
  expect(results.get('RESIDUAL_SHARE')).toMatchObject({ outcome: 'FAIL', observed: 40 / 123, n: 123 });
  const ofCoders = run.results.nodes.filter(({ kind }) => kind === 'LABEL_SHARES');
  expect(ofCoders.map(({ outcome, n }) => [outcome, n]).sort()).toEqual([
    ...[
      ['FAIL', 120],
      ['NO_DATA', 3],
      ['PASS', 120],
    ],
  ]);

  const found = await findings(desk, ', sources: [CHECK]');
  expect(found).toHaveLength(run.filed);
  const residual = found.find(({ key }) => key.startsWith('RESIDUAL_SHARE:'));
  expect(residual).toMatchObject({
    ...{ state: 'OPEN', source: 'CHECK', audit: null, reason: { id: desk.billing }, limit: 0.2, n: 123 },
    // Who is accountable for the reason answers for the finding; for what is about none, whoever the schedule names.
    ...{
      owner: { id: desk.finance },
      text: expect.stringMatching(/^Residual reasons under "Billing" took 32.5 %/),
    },
  });
  expect(found.find(({ key }) => key === 'COMPLETENESS:reason')?.owner.id).toBe(desk.owner);
  expect(await findings(desk, ', sources: [AUDIT]')).toEqual([]);
});

test('what is found again is seen again, what was done comes back anew, and what was dismissed stays so', async () => {
  const { scenario } = desk;
  const before = await findings(desk);
  const [first, second] = await Promise.all([ranChecks(desk), ranChecks(desk)]);
  expect([first.filed, second.filed]).toEqual([0, 0]);
  expect(first.seenAgain).toBe(before.length);
  const seen = await findings(desk);
  expect(seen.map(({ id, timesSeen }) => [id, timesSeen])).toEqual(before.map(({ id }) => [id, 3]));
  const follow = async (key: string, state: string): Promise<Finding> => {
    const finding = seen.find((one) => one.key === key);
    const input = { finding: finding?.id, expectedRevision: finding?.revision, state, note: 'So it is.' };
    const call = { name: 'followUpAuditFinding', input, fields: 'finding { id key state revision }' };
    return (await scenario.mutate<{ finding: Finding }>('STEWARD', call)).finding;
  };
  const done = await follow('COMPLETENESS:reason', 'DONE');
  await follow('RESIDUAL_SHARE', 'DISMISSED');
  expect(await ranChecks(desk)).toMatchObject({ filed: 1, seenAgain: before.length - 1 });
  const newest = (await findings(desk))[0];
  expect(newest).toMatchObject({ key: 'COMPLETENESS:reason', state: 'OPEN', timesSeen: 1 });
  const reopened = { finding: done.id, expectedRevision: done.revision, state: 'OPEN', note: 'Once more.' };
  expect(await refusal('followUpAuditFinding', reopened)).toMatchObject({ code: 'INVALID_FINDING' });
});

test('a week without contacts has no data: it neither passes nor fails', async () => {
  const { results, filed } = await ranChecks(desk, { from: '2025-06-02', until: '2025-06-09' });
  const ofContacts = results.nodes.filter(({ kind }) => kind !== 'LINT');
  expect(new Set(ofContacts.map(({ outcome }) => outcome))).toEqual(new Set(['NO_DATA']));
  expect(filed).toBe(0);
});

test('each due run is made once, whichever of two comes first, and those that were missed are made up for', async () => {
  const scenario = await Scenario.create(service);
  await scheduledChecks(scenario, { rhythm: 'DAILY' });
  const due = await onConnection(service.database.owner, async (client) => {
    await client.query('ALTER TABLE check_schedule DISABLE TRIGGER check_schedule_image');
    const { rows } = await client.query<{ due: number }>(
      `UPDATE check_schedule SET next_due_at = next_due_at - interval '3 days' RETURNING next_due_at`,
    );
    await client.query('ALTER TABLE check_schedule ENABLE ALWAYS TRIGGER check_schedule_image');
    return rows.length;
  });
  expect(due).toBeGreaterThan(0);
  await Promise.all([dueChecks?.work(), dueChecks?.work(), dueChecks?.work()]);
  await dueChecks?.work();
  const data = await scenario
    .as('STEWARD')
    .ask<{ checkRuns: { nodes: Run[] }; checkSchedule: { nextDueAt: string } }, object>(
      `query($key: String!) { checkRuns(taxonomy: $key) { nodes { dueAt from until version withoutData } }
       checkSchedule(taxonomy: $key) { nextDueAt } }`,
      { key: scenario.key },
    );
  const runs = data.checkRuns.nodes;
  expect(runs).toHaveLength(3);
  expect(new Set(runs.map(({ dueAt }) => dueAt)).size).toBe(3);
  expect(runs[0]).toMatchObject({ version: null });
  expect(Date.parse(data.checkSchedule.nextDueAt)).toBeGreaterThan(Date.now());
});

describe('two models that coded what a person coded', () => {
  let models: readonly TestCoder[];
  let person: TestCoder;
  let audit: AuditRef;

  beforeAll(async () => {
    const { scenario } = desk;
    person = await newCoder(service, scenario, { kind: 'AGENT' });
    models = [
      await newCoder(service, scenario, { kind: 'MODEL' }),
      await newCoder(service, scenario, { kind: 'MODEL' }),
    ];
    const [agent = ''] = await registeredAgents(scenario, 1);
    await codedContacts(
      scenario,
      Array.from({ length: 6 }, () => ({ reason: 'refund', coder: agent })),
    );
    audit = await drawn(scenario, [person], { models: models.map(({ id }) => id) });
    const [one, other] = models;
    for (const [coder, reasons] of [
      [person, ['refund']],
      [one, ['invoice', 'refund']],
      [other, ['refund']],
    ] as const) {
      const assigned = await assignmentsOf((coder ?? person).client, scenario, audit.id);
      const inOrder = assigned.toSorted((left, right) => (left.item < right.item ? -1 : 1));
      for (const [at, { item }] of inOrder.entries())
        await codeAudited((coder ?? person).client, item, {
          reason: desk.reasons.get(reasons[at % reasons.length] ?? ''),
        });
    }
  });

  const compared = async (): Promise<unknown> => {
    const { modelComparison } = await desk.scenario.as('AUDITOR').ask<{ modelComparison: unknown }, object>(
      `query($first: ID!, $second: ID!) { modelComparison(first: $first, second: $second) { contacts firstAgrees
         secondAgrees difference pValue interval { lower } reasons { reason { code } contacts difference } } }`,
      { first: models[0]?.id, second: models[1]?.id },
    );
    return modelComparison;
  };
  const corrections = (format: string, token = service.token('AUDITOR')): Promise<Response> =>
    fetch(`${service.url}/v1/taxonomies/${desk.scenario.key}/corrections?format=${format}`, {
      headers: { authorization: `Bearer ${token}` },
    });

  test('are told nothing of, and corrected in nothing, before the audit is closed', async () => {
    expect(await compared()).toMatchObject({ contacts: 0, difference: null, interval: null });
    expect(await (await corrections('ndjson')).text()).toBe('');
    await closed(desk.scenario, audit);
    expect(await compared()).toMatchObject({
      ...{ contacts: 6, firstAgrees: 3, secondAgrees: 6, difference: 0.5, pValue: expect.closeTo(0.25, 9) },
      reasons: [{ reason: { code: 'refund' }, contacts: 6, difference: 0.5 }],
    });
  });

  test('are corrected by the person, line by line, without a name', async () => {
    const lines = (await (await corrections('ndjson')).text()).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      ...{ source: 'AUDIT', basis: 'SECOND_CODER', modelVersion: '1', modelCode: 'invoice', code: 'refund' },
    });
    expect(lines.join()).not.toMatch(new RegExp(`${person.id}|Name of|It is about`));
    const csv = await corrections('csv');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect((await csv.text()).trim().split('\r\n')).toHaveLength(4);
    expect((await corrections('xml')).status).toBe(400);
    expect((await corrections('csv', service.token('CODER'))).status).toBe(403);
    expect((await corrections('csv', 'nobody')).status).toBe(401);
  });
});

test('runs, results and findings cost as many statements two at a time as twenty', async () => {
  const { scenario, owner } = desk;
  const { audits } = await scenario
    .as('AUDITOR')
    .ask<{ audits: { nodes: readonly { id: string }[] } }, object>(
      'query($key: String!) { audits(taxonomy: $key, states: [CLOSED], first: 1) { nodes { id } } }',
      { key: scenario.key },
    );
  const found = { audit: audits.nodes[0]?.id, text: 'Say what it is.', owner, dueOn: '2999-01-31' };
  const record = { name: 'recordAuditFinding', input: found, fields: 'finding { id revision }' };
  for (let at = 0; at < 15; at += 1) await scenario.mutate('ANALYST', record);
  // The newest two are of each kind: one of a run about a coder, and one of an audit that was followed up.
  const ofCoder = (await findings(desk, ', sources: [CHECK]')).find(({ key }) =>
    key.startsWith('LABEL_SHARES:'),
  );
  const followedUp = (one: Pick<Finding, 'id' | 'revision'> | undefined, state: string): Promise<unknown> => {
    const input = { finding: one?.id, expectedRevision: one?.revision, state, note: 'So it is.' };
    return scenario.mutate('STEWARD', { name: 'followUpAuditFinding', input, fields: 'finding { id }' });
  };
  await followedUp(ofCoder, 'DONE');
  expect((await ranChecks(desk)).filed).toBeGreaterThan(0);
  const { finding } = await scenario.mutate<{ finding: Pick<Finding, 'id' | 'revision'> }>('ANALYST', record);
  await followedUp(finding, 'IN_PROGRESS');
  const query = `query($key: String!, $first: Int!) {
    auditFindings(taxonomy: $key, first: $first) { nodes { text audit { id } reason { id } coder { externalId }
      owner { code } recordedBy { id } checkRun { id } followUps { state notedBy { id } } } }
    checkRuns(taxonomy: $key, first: $first) { nodes { runBy { id } results(first: 100) { nodes {
      key reason { id } coder { externalId } } } } } }`;
  const counts: number[] = [];
  for (const first of [2, 20]) {
    const variables = { key: scenario.key, first };
    const answers: Listed[] = [];
    const statements = await service.statementsDuring(async () => {
      answers.push(await scenario.as('AUDITOR').ask<Listed, object>(query, variables));
    });
    counts.push(statements.length);
    const [answer] = answers;
    expect(answer?.auditFindings.nodes).toHaveLength(first);
    expect(answer?.checkRuns.nodes.length).toBeGreaterThanOrEqual(first === 2 ? 2 : 5);
    expect(answer?.checkRuns.nodes[0]?.results.nodes.length).toBeGreaterThan(20);
  }
  expect(counts[1]).toBe(counts[0]);
});

interface Listed {
  readonly auditFindings: { readonly nodes: readonly object[] };
  readonly checkRuns: {
    readonly nodes: readonly { readonly results: { readonly nodes: readonly object[] } }[];
  };
}

test('the history of the checks is whole, and tells of runs and of what they filed', async () => {
  const { changes } = await desk.scenario
    .as('AUDITOR')
    .ask<{ changes: { nodes: { kind: string; subject: { type: string } }[] } }, object>(
      `query($key: String!) { changes(first: 100, filter: { taxonomy: $key, kinds: [RUN_CHECKS, SET_CHECK_SCHEDULE] }) {
       nodes { kind subject { type } } } }`,
      { key: desk.scenario.key },
    );
  const told = changes.nodes.map(({ kind, subject }) => `${kind} ${subject.type}`);
  for (const one of ['SET_CHECK_SCHEDULE Taxonomy', 'RUN_CHECKS CheckRun', 'RUN_CHECKS AuditFinding'])
    expect(told).toContain(one);
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
