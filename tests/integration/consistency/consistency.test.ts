import type { DataSource } from 'typeorm';
import { DoubleCodings1765200000001 } from '../../../migrations/1765200000001-double-codings';
import { EvidenceCounts1765600000002 } from '../../../migrations/1765600000002-evidence-counts';
import { differingEvidence, doubleCodings, type DifferingEvidence } from '../../../src/consistency';
import type { CodedAlike, EvidencePurpose } from '../../../src/consistency/domain';
import type { ContactId } from '../../../src/contact/domain';
import { createDataSource } from '../../../src/platform/database/data-source';
import { rowsOf, type Sql } from '../../../src/platform/database/sql';
import type { TaxonomyId } from '../../../src/platform/ids';
import {
  assignmentsOf,
  auditStep,
  closed,
  codeAudited,
  codedContacts,
  drawn,
  registeredAgents,
  type AuditRef,
} from '../../support/audit-scene';
import {
  addedContacts,
  code,
  itemsOf,
  newCoder,
  step,
  type TestCoder,
} from '../../support/calibration-scene';
import type { Role } from '../../../src/access/domain';
import { scheduledChecks } from '../../support/check-scene';
import { governedScene, type GovernedScene } from '../../support/governed-scene';
import { GraphqlClient } from '../../support/graphql';
import { newDepartment } from '../../support/ownership-cases';
import { startService, type TestService } from '../../support/service';
import { localIdOf } from '../../support/twin-services';
import { commandLine } from '../exchange/exchanging';

// Two cores may be shared with much else.
jest.setTimeout(300_000);

let service: TestService;
let governed: GovernedScene;
let coders: readonly TestCoder[];
let owner: DataSource;
let first: AuditRef;
let second: AuditRef;

/** Forty-eight contacts, of refund and invoice in turn, coded at work by two agents in one department. */
beforeAll(async () => {
  service = await startService();
  owner = await createDataSource(service.database.owner, { entities: [] }).initialize();
  governed = await governedScene(service);
  const { scenario } = governed;
  coders = await Promise.all([1, 2].map(() => newCoder(service, scenario, { kind: 'AGENT' })));
  await newDepartment(scenario, { code: 'FIN' });
  const agents = await registeredAgents(scenario, 2);
  await codedContacts(
    scenario,
    Array.from({ length: 48 }, (_, at) => ({
      ...{ reason: at % 2 === 0 ? 'refund' : 'invoice', coder: agents[at % 4 < 2 ? 0 : 1] ?? null },
      ...{ department: 'FIN', externalId: `c-${at}` },
    })),
  );
});
afterAll(async () => {
  await owner.destroy();
  await service.close();
});

/** All 48 coded again, as refund throughout; the second coder cannot code the first of theirs. */
async function audited(): Promise<AuditRef> {
  const { scenario, refund } = governed;
  const audit = await drawn(scenario, coders, { design: { size: 48, seed: 7 } });
  for (const [place, { client }] of coders.entries())
    for (const [at, { item }] of (await assignmentsOf(client, scenario, audit.id)).entries())
      await codeAudited(
        client,
        item,
        place === 1 && at === 0 ? { outcome: 'CANNOT_CODE' } : { reason: refund },
      );
  return audit;
}

/** What the service may not do, nor anybody without taking the guard off. */
async function changeKept(table: 'double_coding' | 'evidence_count', change: string): Promise<void> {
  await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_kept; UPDATE ${table} SET ${change};
    ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_kept`);
}

/** As if an audit had been closed so many days earlier, or later. */
async function movedBy(days: number, audit: AuditRef): Promise<void> {
  for (const table of ['double_coding', 'evidence_count'] as const)
    await changeKept(table, `closed_on = closed_on + ${days} WHERE exercise_id = '${localIdOf(audit.id)}'`);
}

const everyDay = { from: '2000-01-01', until: '2100-01-01' };

const evidenceOf = (
  purpose: EvidencePurpose,
  without: readonly ContactId[] = [],
): Promise<readonly CodedAlike[]> =>
  doubleCodings(owner.manager, { taxonomyId: taxonomyId(), window: everyDay, purpose, without });

const taxonomyId = (): TaxonomyId => localIdOf(governed.scenario.taxonomyId) as TaxonomyId;

const contactsOf = (found: readonly CodedAlike[]): number =>
  found.reduce((sum, { contacts }) => sum + contacts, 0);

describe('what several coders said of a contact', () => {
  test('is kept when the audit is closed and never before', async () => {
    const audit = await audited();
    expect(await evidenceOf('AUDIT')).toEqual([]);

    first = await closed(governed.scenario, audit);
    const found = await evidenceOf('AUDIT');
    expect(contactsOf(found)).toBe(48);
    const [cannotCode, ...others] = found.toSorted((one) =>
      one.codes[1]?.outcome === 'CANNOT_CODE' ? -1 : 1,
    );
    expect(cannotCode?.contacts).toBe(1);
    expect(cannotCode?.codes[1]?.reasonId).toBeNull();
    for (const { codes, weight, channel, adjudicated } of others) {
      expect(codes.map(({ part }) => part)).toEqual(['PRODUCTION', 'PERSON']);
      expect(codes[1]?.reasonId).toBe(localIdOf(governed.refund));
      // One of 48 was not coded again: the other 47 stand for it.
      expect(weight).toBeCloseTo(48 / 47, 12);
      expect({ channel, adjudicated }).toEqual({ channel: 'PHONE', adjudicated: null });
    }
    // Of two agents and two coders, on two reasons: at most eight ways to be coded alike.
    expect(others.length).toBeLessThanOrEqual(8);
  });

  test('is kept of a session when it is closed, with what was settled on', async () => {
    const { scenario, refund, invoice } = governed;
    const { taxonomy } = await scenario
      .as('EDITOR')
      .ask<{ taxonomy: { current: { id: string } } }, object>(
        'query($key: String!) { taxonomy(key: $key) { current { id } } }',
        { key: scenario.key },
      );
    const scene = {
      ...{ service, scenario, version: taxonomy.current.id },
      contacts: await addedContacts(scenario, ['One', 'Another']),
      coders: [coders[0], coders[1]] as [TestCoder, TestCoder],
    };
    const plan = {
      ...{ taxonomy: scenario.taxonomyId, title: 'Calibration', contents: [{ version: scene.version }] },
      ...{ coders: coders.map(({ id }) => id), contacts: scene.contacts, seed: 7 },
    };
    const fields = 'session { id revision state }';
    const { session } = await scenario.mutate<{
      session: { id: string; revision: number; state: string };
    }>('ANALYST', { name: 'planSession', input: plan, fields });
    const open = await step(scene, session, { name: 'openSession' });
    const [first, second] = (await itemsOf(service, open)).map(({ id }) => id);
    for (const [at, coder] of scene.coders.entries()) {
      await code(coder, first ?? '', { reason: at === 0 ? refund : invoice });
      await code(coder, second ?? '', { reason: refund });
    }
    const revealed = await step(scene, open, { name: 'revealSession' });
    expect(await evidenceOf('CALIBRATION')).toEqual([]);
    const verdict = { item: first, outcome: 'REASON', reason: invoice, rationale: 'It is.', cause: 'SLIP' };
    await scenario.mutate('ANALYST', { name: 'adjudicateItem', input: verdict, fields: 'item { id }' });
    const { revision } = (
      await scenario
        .as('ANALYST')
        .ask<{ session: { revision: number } }, object>(`{ session(id: "${revealed.id}") { revision } }`)
    ).session;
    await step(scene, { ...revealed, revision }, { name: 'closeSession' });

    const found = await evidenceOf('CALIBRATION');
    expect(contactsOf(found)).toBe(2);
    const disputed = found.find(({ adjudicated }) => adjudicated !== null);
    expect(disputed?.adjudicated).toEqual({ outcome: 'REASON', reasonId: localIdOf(invoice) });
    expect(new Set(disputed?.codes.map(({ reasonId }) => reasonId))).toEqual(
      new Set([localIdOf(refund), localIdOf(invoice)]),
    );
  });

  test('is the same when it is counted anew, and a difference is found', async () => {
    const differing = (): Promise<DifferingEvidence> => differingEvidence(owner.manager, taxonomyId());
    expect(await differing()).toEqual({ contacts: 0, exercises: 0 });
    const change = (to: number): Promise<void> =>
      changeKept(
        'double_coding',
        `stratum = ${to} WHERE item_id IN (SELECT item_id FROM double_coding ORDER BY item_id LIMIT 1)`,
      );
    for (const table of ['double_coding', 'evidence_count'])
      await expect(owner.query(`UPDATE ${table} SET purpose = 'AUDIT'`)).rejects.toThrow(table);
    await change(9);
    expect(await differing()).toEqual({ contacts: 1, exercises: 1 });
    const call = {
      ...{ name: 'rebuildUsageCounts', input: { taxonomy: governed.scenario.taxonomyId, checkOnly: true } },
      fields: 'differing rebuilt differingEvidence differingExercises',
    };
    expect(await governed.scenario.mutate('ANALYST', call)).toMatchObject({
      ...{ differing: 0, rebuilt: false, differingEvidence: 1, differingExercises: 1 },
    });
    const cli = await commandLine(service, ['ANALYST']);
    const recount = await cli.run('recount', '--taxonomy', governed.scenario.key);
    await cli.close();
    expect([recount.exitCode, recount.output]).toEqual([1, '']);
    expect(recount.errors).toContain(
      '1 contacts of closed audits and sessions are kept otherwise than they were coded, and 1 audits and sessions come to something else than was counted: somebody changed them in the database',
    );
    await change(0);
    expect(await differing()).toEqual({ contacts: 0, exercises: 0 });
  });

  test('comes to the same read from its counts as contact by contact, with all contacts and without some', async () => {
    const rows = await rowsOf<{ id: ContactId } & Record<string, string>>(
      owner.manager,
      `SELECT contact_id AS id, purpose, coder_ids::text || reason_ids::text || outcomes::text || weight::text || version::text
         || month::text || coalesce(channel, '') || coalesce(department_id::text, '') AS said FROM double_coding`,
    );
    const said = ({ codes, weight, version, month, channel, departmentId }: CodedAlike): string => {
      const list = (values: readonly (string | null)[]) =>
        `{${values.map((value) => value ?? 'NULL').join(',')}}`;
      const given = [list(codes.map((one) => one.coderId)), list(codes.map((one) => one.reasonId))];
      return `${given.join('')}${list(codes.map((one) => one.outcome))}${weight}${version}${month}${channel ?? ''}${departmentId ?? ''}`;
    };
    const some = rows.slice(0, 5).map(({ id }) => id);
    for (const without of [[], some, rows.map(({ id }) => id)])
      for (const purpose of ['AUDIT', 'CALIBRATION'] as const) {
        const found = (await evidenceOf(purpose, without)).flatMap((one) =>
          Array.from({ length: one.contacts }, () => said(one)),
        );
        const expected = rows.filter((row) => row['purpose'] === purpose && !without.includes(row.id));
        expect(found.toSorted()).toEqual(expected.map((row) => row['said']).toSorted());
      }
  });
});

const ask = <Data>(as: Role, document: string): Promise<Data> =>
  new GraphqlClient(service, as).ask<Data, object>(document);

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

const days = `from: "${day(-300)}", until: "${day(5)}"`;

interface ShownScore {
  readonly value: number | null;
  readonly raw: number | null;
  readonly contacts: number;
  readonly agreeing: number;
  readonly undefinedBecause: string | null;
}

const scoreFields = 'value raw contacts agreeing undefinedBecause interval { lower upper }';

const scoresOf = (of: string, fields: string, page = ''): string =>
  `{ consistencyScores(taxonomy: "${governed.scenario.key}", of: ${of}, ${days}) {
    basis { contacts unanswered versions exercises exerciseIds formula notComparable { contacts } } statedIn { number }
    scores${page} { nodes { ${scoreFields} ${fields} } } } }`;

interface Shown<Fields> {
  readonly consistencyScores: {
    readonly basis: Readonly<Record<string, unknown>>;
    readonly scores: { readonly nodes: readonly (ShownScore & Fields)[] };
  };
}

describe('scores of closed audits', () => {
  test('of reasons are the agreement that the audit found, with what they rest on', async () => {
    const { consistencyScores: found } = await ask<Shown<{ readonly reason: { readonly code: string } }>>(
      'AUDITOR',
      scoresOf('REASON', 'reason { code } series { month contacts }'),
    );
    const { audit } = await ask<{
      audit: { results: { reasons: readonly { agreement: number; reason: { code: string } }[] } };
    }>('AUDITOR', `{ audit(id: "${first.id}") { results { reasons { agreement reason { code } } } } }`);
    expect(found.basis).toEqual({
      ...{ contacts: 47, unanswered: 1, versions: [1], exercises: 1, exerciseIds: [first.id] },
      ...{ formula: 'consistency-1', notComparable: [] },
    });
    // In the order of the list: invoice stands before refund.
    expect(found.scores.nodes.map(({ reason }) => reason.code)).toEqual(['invoice', 'refund']);
    for (const { reason, raw } of found.scores.nodes)
      expect(raw).toBeCloseTo(
        audit.results.reasons.find((one) => one.reason.code === reason.code)?.agreement ?? -1,
        12,
      );
  });

  test('of coders, departments, channels and versions are given, and each thing tells its own', async () => {
    const nodesOf = async (of: string) =>
      (await ask<Shown<object>>('ANALYST', scoresOf(of, ''))).consistencyScores.scores.nodes;
    // 48 contacts between two agents, and again between two coders, of whom one could not code one.
    expect((await nodesOf('CODER')).map(({ contacts }) => contacts).toSorted()).toEqual([23, 23, 24, 24]);
    for (const subject of ['DEPARTMENT', 'CHANNEL', 'VERSION'])
      expect((await nodesOf(subject)).map(({ contacts, value }) => [contacts, value !== null])).toEqual([
        [47, true],
      ]);
    const { taxonomy } = await ask<{
      taxonomy: { current: { consistency: ShownScore }; department: { consistency: ShownScore } };
    }>(
      'STEWARD',
      `{ taxonomy(key: "${governed.scenario.key}") { current { consistency(${days}) { ${scoreFields} } }
        department(code: "FIN") { consistency(${days}) { ${scoreFields} } } } }`,
    );
    expect([taxonomy.current.consistency, taxonomy.department.consistency]).toEqual([
      expect.objectContaining({ contacts: 47 }),
      expect.objectContaining({ contacts: 47 }),
    ]);
  });

  test('cost as many statements for one as for many', async () => {
    const { key } = governed.scenario;
    const fields = (first: number): string =>
      `{ taxonomy(key: "${key}") { current { reasonPage(first: ${first}) { nodes { consistency(${days}) { value } } } } } }`;
    const coders = (first: number): string => scoresOf('CODER', 'coder { name }', `(first: ${first})`);
    for (const document of [fields, coders]) {
      const counts = [];
      for (const size of [1, 4])
        counts.push((await service.statementsDuring(() => ask('ANALYST', document(size)))).length);
      expect(counts[1]).toBe(counts[0]);
    }
  });

  test('are worked out once for all who may see all of the evidence, and anew of other evidence', async () => {
    const { key } = governed.scenario;
    const scores = (client: GraphqlClient): Promise<unknown> =>
      client.ask(
        `{ consistencyScores(taxonomy: "${key}", of: REASON, ${days}) { basis { contacts }
           scores { nodes { value contacts series { raw } } } } }`,
      );
    const reads = async (client: GraphqlClient): Promise<number> => {
      const statements = await service.statementsDuring(() => scores(client));
      return statements.filter((statement) => statement.includes('array_to_string(units')).length;
    };
    const analyst = governed.scenario.as('ANALYST');
    const first = await scores(analyst);
    expect(await reads(analyst)).toBe(0);
    expect(await scores(governed.scenario.as('AUDITOR'))).toEqual(first);
    expect(await reads(governed.scenario.as('AUDITOR'))).toBe(0);
    // What is kept otherwise has another digest, also where nobody but the database was told.
    const changed =
      'closed_on = closed_on - 1 WHERE exercise_id IN (SELECT exercise_id FROM evidence_count LIMIT 1)';
    await changeKept('evidence_count', changed);
    expect(await reads(analyst)).toBe(1);
    await changeKept('evidence_count', changed.replace('- 1', '+ 1'));
    expect(await scores(analyst)).toEqual(first);
  });

  test('of oneself are all that a coder reads, without what they code again at that time', async () => {
    const [coder] = coders;
    const { key } = governed.scenario;
    const own = (): Promise<{ myConsistency: ShownScore | null } | undefined> | undefined =>
      coder?.client.ask<{ myConsistency: ShownScore | null }, object>(
        `{ myConsistency(taxonomy: "${key}", ${days}) { ${scoreFields} } }`,
      );
    const before = (await own())?.myConsistency;
    expect(before?.contacts).toBeGreaterThanOrEqual(23);
    const refused = await coder?.client.answer<unknown, object>(scoresOf('CODER', ''), {});
    expect(refused?.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);

    const open = await drawn(governed.scenario, coders, { design: { size: 48, seed: 7 } });
    const after = (await own())?.myConsistency;
    expect(after?.contacts ?? 0).toBeLessThan(before?.contacts ?? 0);
    await auditStep(governed.scenario, open, { name: 'cancelAudit', input: { because: 'Seen.' } });
    expect((await own())?.myConsistency).toEqual(before);
  });

  test('are asked for with days, a level and a version that there are', async () => {
    const { key } = governed.scenario;
    const codesOf = async (given: string): Promise<readonly unknown[]> => {
      const text = `{ consistencyScores(taxonomy: "${key}", of: REASON, ${given}) { of } }`;
      const { data, errors } = await new GraphqlClient(service, 'ANALYST').answer<unknown, object>(text, {});
      return errors.length === 0 ? [data] : errors.map(({ extensions }) => extensions.code);
    };
    expect(await codesOf('from: "2026-02-01", until: "2026-02-01"')).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf('from: "1900-01-01", until: "2026-02-01"')).toEqual(['LIMIT_EXCEEDED']);
    expect(await codesOf('from: "2026-01-01", until: "2026-02-01", level: 0')).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf('from: "2026-01-01", until: "2026-02-01", statedIn: 99')).toEqual([
      { consistencyScores: null },
    ]);
  });
});

test('drift is told of contacts that were coded again, with an alert to be filed', async () => {
  const { scenario, refund, invoice } = governed;
  await movedBy(-100, first);
  const again = await drawn(scenario, coders, { design: { size: 48, seed: 7 } });
  const { audit } = await ask<{
    audit: { items: { nodes: readonly { id: string; productionReason: { code: string } }[] } };
  }>(
    'AUDITOR',
    `{ audit(id: "${again.id}") { items(first: 100) { nodes { id productionReason { code } } } } }`,
  );
  const codeOf = new Map(audit.items.nodes.map(({ id, productionReason }) => [id, productionReason.code]));
  for (const { client } of coders)
    for (const { item } of await assignmentsOf(client, scenario, again.id))
      await codeAudited(client, item, { reason: codeOf.get(item) === 'refund' ? refund : invoice });
  second = await closed(scenario, again);

  const asked = (of: string, after = `{ from: "${day(-50)}", until: "${day(5)}" }`): string =>
    `{ consistencyDrift(taxonomy: "${scenario.key}", of: ${of}, before: { from: "${day(-200)}", until: "${day(-50)}" },
      after: ${after}) { contactsInBoth notComparable versions overall { method difference isAlert }
      drifts { nodes { difference isAlert reason { code } } } labelDrifts { nodes { contactsBefore pValue } }
      alerts { nodes { text isWorse reason { code } } } } }`;
  const { consistencyDrift: drift } = await ask<{ consistencyDrift: ShownDrift }>('ANALYST', asked('REASON'));
  expect(drift).toMatchObject({ contactsInBoth: 48, notComparable: 0, versions: [1] });
  // About half was called refund that was none, and now nothing is.
  expect(drift.overall.method).toBe('PAIRED');
  expect(drift.overall.difference).toBeCloseTo(24 / 47, 1);
  expect(drift.alerts.nodes.map(({ isWorse, reason }) => [isWorse, reason?.code])).toContainEqual([
    false,
    'refund',
  ]);
  const overlapping = await new GraphqlClient(service, 'ANALYST').answer<unknown, object>(
    asked('REASON', `{ from: "${day(-60)}", until: "${day(5)}" }`),
    {},
  );
  expect(overlapping.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);

  const chart = (rule: string): string =>
    `{ agreementCharts(taxonomy: "${scenario.key}", of: REASON, from: "${day(-200)}", until: "${day(5)}"${rule}) { exercises
      overall { points { exerciseId contacts method difference average limit signals undefinedBecause } }
      charts { nodes { reason { code } isAlert points { version } } } } }`;
  const { agreementCharts } = await ask<{ agreementCharts: ShownCharts }>('ANALYST', chart(''));
  expect(agreementCharts.overall.points).toEqual([
    expect.objectContaining({ exerciseId: first.id, contacts: 47, undefinedBecause: 'NOTHING_BEFORE' }),
    expect.objectContaining({
      ...{ exerciseId: second.id, contacts: 48, method: 'PAIRED', difference: drift.overall.difference },
      ...{ signals: true, undefinedBecause: null, limit: expect.closeTo(0.54, 9) },
    }),
  ]);
  expect(agreementCharts.charts.nodes.map(({ reason, points }) => [reason.code, points.length])).toEqual(
    expect.arrayContaining([
      ['invoice', 2],
      ['refund', 2],
    ]),
  );
  for (const rule of ['smoothing: 0', 'smoothing: 1.5', 'width: 99']) {
    const refused = await new GraphqlClient(service, 'ANALYST').answer<unknown, object>(
      chart(`, ${rule}`),
      {},
    );
    expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }

  const coderScores = await ask<
    Shown<{ readonly withThemself: { readonly pairs: number; readonly value: number } | null }>
  >('ANALYST', scoresOf('CODER', 'withThemself { pairs value }'));
  const twice = coderScores.consistencyScores.scores.nodes.flatMap(({ withThemself }) => withThemself ?? []);
  // The second coders met contacts again; who coded at work did so once.
  expect(twice.length).toBeGreaterThan(0);
  expect(twice.length).toBeLessThanOrEqual(2);
});

test('a fall of agreement is filed as a finding by the checks, once, and where no audit was closed there are no data', async () => {
  const { scenario } = governed;
  await movedBy(100, first);
  await movedBy(-100, second);
  await scheduledChecks(scenario);
  const ran = async (from: number, until: number): Promise<ShownRun> => {
    const call = {
      ...{ name: 'runChecks', input: { taxonomy: scenario.taxonomyId, from: day(from), until: day(until) } },
      fields: `run { id results(first: 100) { nodes { key kind outcome observed limit n noDataBecause } } }`,
    };
    const { run } = await scenario.mutate<{ run: ShownRun }>('ANALYST', call);
    const nodes = run.results.nodes.filter(({ kind }) => kind === 'AGREEMENT_DRIFT');
    return { ...run, results: { nodes } };
  };
  const run = await ran(-5, 2);
  // About half of what was called refund was none.
  const refund = run.results.nodes.find(({ key }) => key === `AGREEMENT_DRIFT:${localIdOf(governed.refund)}`);
  expect(refund).toMatchObject({ outcome: 'FAIL', limit: 0, n: 47 });
  expect(refund?.observed).toBeCloseTo(-1 / 3, 1);
  expect(run.results.nodes.find(({ key }) => key === 'AGREEMENT_DRIFT:channel PHONE')?.outcome).toBe('FAIL');
  await ran(-5, 2);
  const asked = `{ auditFindings(taxonomy: "${scenario.key}", sources: [DRIFT], first: 100) { nodes {
    key text source timesSeen reason { id } checkRun { id } } } }`;
  const { auditFindings } = await ask<{ auditFindings: { nodes: readonly ShownFinding[] } }>(
    'AUDITOR',
    asked,
  );
  const failed = run.results.nodes.filter(({ outcome }) => outcome === 'FAIL').map(({ key }) => key);
  expect(auditFindings.nodes.map(({ key }) => key).toSorted()).toEqual(failed.toSorted());
  for (const finding of auditFindings.nodes)
    expect(finding).toMatchObject({ source: 'DRIFT', timesSeen: 2, checkRun: { id: expect.any(String) } });
  expect(auditFindings.nodes.find(({ key }) => key === refund?.key)).toMatchObject({
    ...{
      reason: { id: governed.refund },
      text: expect.stringMatching(/^Agreement on ".+" fell by 0\.\d\d \(95 % /),
    },
  });

  const before = await ran(-300, -295);
  expect(
    before.results.nodes.map(({ key, outcome, noDataBecause }) => [key, outcome, noDataBecause]),
  ).toEqual(
    ['reasons', 'coders', 'departments', 'channels'].map((whose) => [
      ...[`AGREEMENT_DRIFT:${whose}`, 'NO_DATA', 'NO_AUDITS'],
    ]),
  );
});

interface ShownRun {
  readonly id: string;
  readonly results: {
    readonly nodes: readonly {
      readonly key: string;
      readonly kind: string;
      readonly outcome: string;
      readonly observed: number | null;
      readonly noDataBecause: string | null;
    }[];
  };
}

interface ShownFinding {
  readonly key: string;
  readonly timesSeen: number;
}

interface ShownCharts {
  readonly overall: { readonly points: readonly object[] };
  readonly charts: {
    readonly nodes: readonly {
      readonly reason: { readonly code: string };
      readonly points: readonly object[];
    }[];
  };
}

interface ShownDrift {
  readonly overall: { readonly method: string; readonly difference: number };
  readonly alerts: {
    readonly nodes: readonly {
      readonly isWorse: boolean;
      readonly reason: { readonly code: string } | null;
    }[];
  };
}

test('evidence is brought over where it was closed before anybody kept it', async () => {
  const all = [
    'SELECT * FROM double_coding ORDER BY item_id, content',
    'SELECT * FROM evidence_count ORDER BY exercise_id',
  ];
  const kept = async (sql: Sql): Promise<readonly (readonly object[])[]> => {
    const found = [await rowsOf<object>(sql, all[0] ?? ''), await rowsOf<object>(sql, all[1] ?? '')];
    return found.map((rows) => rows.map((row) => ({ ...row, closed_on: null })));
  };
  const before = await kept(owner.manager);
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  const migrations = [new DoubleCodings1765200000001(), new EvidenceCounts1765600000002()];
  for (const migration of migrations.toReversed()) await migration.down(runner);
  for (const migration of migrations) await migration.up(runner);
  const after = await kept(runner.manager);
  await runner.rollbackTransaction();
  await runner.release();
  expect(before.map((rows) => rows.length)).toEqual([98, 3]);
  expect(after).toEqual(before);
});
