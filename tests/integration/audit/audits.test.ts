import { buildSchema } from 'graphql';
import { localIdOf } from '../../support/twin-services';
import {
  assignmentsOf,
  auditStep,
  auditWish,
  codeAudited,
  codedContacts,
  drawn,
  registeredAgents,
  type AuditRef,
} from '../../support/audit-scene';
import { newCoder, run, type Outcome, type TestCoder } from '../../support/calibration-scene';
import { committedSchema } from '../../support/emit-schema';
import { EveryQuery } from '../../support/every-query';
import { governedScene, mutationText, type GovernedScene, type Input } from '../../support/governed-scene';
import { GraphqlClient } from '../../support/graphql';
import { historyFaults } from '../../support/history-faults';
import { masked } from '../../support/interference';
import { newDepartment } from '../../support/ownership-cases';
import { mutation } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';
import { scenePool } from '../../support/blind-asks';
import { numbersIn } from '../../support/numbers-in';

// Two cores may be shared with much else.
jest.setTimeout(300_000);

let service: TestService;
let governed: GovernedScene;
let coders: readonly TestCoder[];
let model: TestCoder;
let department: string;
let audit: AuditRef;

/** Thirty of refund, twelve of invoice and six of delivery, coded by two agents and by the first of the second coders. */
beforeAll(async () => {
  service = await startService();
  governed = await governedScene(service);
  const { scenario } = governed;
  coders = await Promise.all([1, 2, 3].map(() => newCoder(service, scenario, { kind: 'AGENT' })));
  model = await newCoder(service, scenario, { kind: 'MODEL' });
  department = await newDepartment(scenario, { code: 'FIN', members: ['DEPARTMENT_OWNER'] });
  const agents = await registeredAgents(scenario, 2);
  const firsts = [...agents, await externalIdOf(coders[0]?.id ?? '')];
  const of = (reason: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ reason, coder: firsts[at % 3] ?? null, department: at % 2 === 0 ? 'FIN' : 'OPS' },
      ...{ excerpt: `About ${reason} ${at}`, externalId: `${reason}-${at}` },
      // All deliveries are drawn: each two of them are one customer's.
      ...(reason === 'delivery' ? { cluster: `customer-${Math.floor(at / 2)}` } : {}),
    }));
  await newDepartment(scenario, { code: 'OPS' });
  await codedContacts(scenario, [
    ...[...of('refund', 30), ...of('invoice', 12), ...of('delivery', 6)],
    ...[
      { reason: 'refund', coder: null },
      { reason: 'refund', coder: firsts[0] ?? null, excerpt: null },
    ],
  ]);
  audit = await drawn(scenario, coders, floorDesign());
});
afterAll(() => service.close());

const floorDesign = (): Input => ({
  design: { size: 24, seed: 11, by: ['REASON'], floorPerReason: 6, acrossDepartments: 0.25 },
  coders: coders.map(({ id }, at) => ({ coder: id, department: at === 0 ? department : null })),
  models: [model.id],
});

async function externalIdOf(coder: string): Promise<string> {
  const { node } = await ask<{ node: { externalId: string } }>(
    'ANALYST',
    `{ node(id: "${coder}") { ... on Coder { externalId } } }`,
  );
  return node.externalId;
}

const ask = <Data>(as: 'ANALYST' | 'AUDITOR' | 'STEWARD', document: string): Promise<Data> =>
  new GraphqlClient(service, as).ask<Data, object>(document);

const asAnalyst = (name: string, input: Input, fields = ''): Promise<Outcome> =>
  run(governed.scenario.as('ANALYST'), name, input, fields);

interface ShownAudit {
  readonly state: string;
  readonly frameSize: number;
  readonly exclusions: readonly { readonly cause: string; readonly contacts: number }[];
  readonly strata: readonly {
    readonly frame: number;
    readonly sample: number;
    readonly inclusionProbability: number;
    readonly reason: { readonly code: string };
  }[];
  readonly coders: readonly { readonly part: string; readonly assigned: number; readonly coded: number }[];
  readonly items: {
    readonly nodes: readonly {
      readonly id: string;
      readonly contact: { readonly id: string };
      readonly productionReason: { readonly code: string };
      readonly productionCoder: { readonly id: string };
      readonly codings: readonly { readonly part: string; readonly coder: { readonly id: string } }[];
    }[];
  };
  readonly results: null | Readonly<Record<string, unknown>>;
}

const reportOf = (id: string, role: 'AUDITOR' | 'MACHINE' = 'AUDITOR'): Promise<Response> =>
  fetch(`${service.url}/v1/audits/${id}/report`, {
    headers: { authorization: `Bearer ${service.token(role)}` },
  });

const shownFields = `state frameSize exclusions { cause contacts } coders { part assigned coded }
  strata { frame sample inclusionProbability reason { code } }
  items(first: 100) { nodes { id contact { id } productionReason { code } productionCoder { id }
    codings { part coder { id } } } }
  results { formula basis { contacts doubleCoded cannotCode notCoded disagreeing tooFew unseen clusters }
    verdict { outcome value threshold moreContacts interval { lower upper } }
    percentAgreement { value items } alpha { value standardError } gwetAc { value }
    reasons { reason { code } contacts agreement interval { method } chosenInstead { reason { code } share } }
    models { coder { id } withSecond { value items } withProduction { value } reasons { reason { code } contacts } }
    comparison { difference pValue undefinedBecause } }`;

const shown = async (of: AuditRef, as: 'AUDITOR' | 'ANALYST' = 'AUDITOR'): Promise<ShownAudit> =>
  (await ask<{ audit: ShownAudit }>(as, `{ audit(id: "${of.id}") { ${shownFields} } }`)).audit;

describe('what is drawn', () => {
  test('has its frame and inclusion probabilities, with a floor for the rare reason', async () => {
    const { frameSize, exclusions, strata } = await shown(audit);
    expect(frameSize).toBe(48);
    expect(exclusions).toEqual(
      expect.arrayContaining([
        { cause: 'NO_EXCERPT', contacts: 1 },
        { cause: 'UNKNOWN_CODER', contacts: 1 },
      ]),
    );
    // 18 of 42 in proportion, and all six of delivery.
    const drawnOf = Object.fromEntries(
      strata.map(({ reason, frame, sample }) => [reason.code, [frame, sample]]),
    );
    expect(drawnOf).toEqual({ refund: [30, 12], invoice: [12, 6], delivery: [6, 6] });
    for (const { frame, sample, inclusionProbability } of strata)
      expect(inclusionProbability).toBeCloseTo(sample / frame, 12);
  });

  test('is handed to coders who did not code it, to each alike, and to the model as a whole', async () => {
    const { coders: found } = await shown(audit);
    expect(found.map(({ part, assigned }) => [part, assigned])).toEqual([
      ...[8, 8, 8].map((assigned) => ['SECOND', assigned]),
      ['MODEL', 24],
    ]);
    const { items } = await shown(audit);
    const firstOf = new Map(items.nodes.map(({ id, productionCoder }) => [id, productionCoder.id]));
    for (const coder of coders) {
      const own = await assignmentsOf(coder.client, governed.scenario, audit.id);
      expect(own).toHaveLength(8);
      expect(own.filter(({ item }) => firstOf.get(item) === coder.id)).toEqual([]);
    }
  });

  test('is the same again by the same seed', async () => {
    const again = await drawn(governed.scenario, coders, floorDesign());
    const contactsOf = ({ items }: ShownAudit): readonly string[] =>
      items.nodes.map(({ contact }) => contact.id);
    expect(contactsOf(await shown(again))).toEqual(contactsOf(await shown(audit)));
    await auditStep(governed.scenario, again, { name: 'cancelAudit', input: { because: 'Twice.' } });
  });
});

describe('whoever codes', () => {
  test('reads what was said and nothing of what it was coded as', async () => {
    const [coder] = coders;
    const own = await assignmentsOf(coder?.client as GraphqlClient, governed.scenario, audit.id);
    for (const { excerpt } of own) expect(excerpt?.text).toMatch(/^About /);
    const client = coder?.client as GraphqlClient;
    const refused = await client.answer<object, object>(`{ audit(id: "${audit.id}") { title } }`);
    expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  test('is answered the same by every query whatever was coded in production', async () => {
    const { client } = coders[1] as TestCoder;
    const every = new EveryQuery(buildSchema(committedSchema()), scenePool(askedScene()));
    const items = await assignmentsOf(client, governed.scenario, audit.id);
    const nodes = items.slice(0, 2).flatMap(({ item }) => every.documentsOfNode(item, 'AuditItem', 2));
    // All that is about what they code, and of the rest enough to see that it is no different.
    const ofAll = every.documents();
    const telling = ofAll.filter((document) => document.includes('myAuditAssignments'));
    const documents = [...telling, ...ofAll.filter((_document, at) => at % 15 === 0), ...nodes];
    const heard = async (): Promise<readonly string[]> => {
      const answers: string[] = [];
      for (let at = 0; at < documents.length; at += 8) {
        const some = documents.slice(at, at + 8);
        const found = await Promise.all(some.map((document) => client.answer<object, object>(document)));
        answers.push(...found.map((answer) => masked(JSON.stringify(answer))));
      }
      return answers;
    };
    const before = await heard();
    expect(before.join('').includes('About ')).toBe(true);
    await withOtherProduction();
    expect(await heard()).toEqual(before);
    await withOtherProduction();
  });

  test('takes what is theirs, changes it, cannot code another, and is refused what is no leaf', async () => {
    const [coder, other] = coders as readonly [TestCoder, TestCoder];
    const [first] = await assignmentsOf(coder.client, governed.scenario, audit.id);
    const item = first?.item ?? '';
    const of = (client: GraphqlClient, input: Input) =>
      run(
        client,
        'codeAuditItem',
        { item, ...input },
        'assignment { revision outcome reason { code } note }',
      );
    expect(await of(coder.client, { outcome: 'CANNOT_CODE' })).toMatchObject({
      assignment: { revision: 1, outcome: 'CANNOT_CODE', reason: null },
    });
    expect(await of(coder.client, { outcome: 'REASON', reason: governed.refund, note: 'So.' })).toMatchObject(
      {
        assignment: { revision: 2, reason: { code: 'refund' }, note: 'So.' },
      },
    );
    expect((await of(coder.client, { outcome: 'REASON', reason: governed.billing })).code).toBe('NOT_A_LEAF');
    expect((await of(coder.client, { outcome: 'REASON' })).code).toBe('REASON_MISSING');
    expect((await of(other.client, { outcome: 'CANNOT_CODE' })).code).toBe('NOT_FOUND');
    const stranger = await newCoder(service, governed.scenario, { kind: 'AGENT' });
    expect((await of(stranger.client, { outcome: 'CANNOT_CODE' })).code).toBe('NOT_FOUND');
  });

  test('two codings at once follow one another', async () => {
    const [coder] = coders as readonly [TestCoder];
    const [, second] = await assignmentsOf(coder.client, governed.scenario, audit.id);
    const answers = await Promise.all(
      [governed.refund, governed.invoice].map((reason) =>
        run(
          coder.client,
          'codeAuditItem',
          { item: second?.item ?? '', outcome: 'REASON', reason },
          'assignment { revision }',
        ),
      ),
    );
    expect(answers.map(({ __typename }) => __typename)).toEqual(
      Array.from({ length: 2 }, () => 'CodeAuditItemPayload'),
    );
    const page = await coder.client.ask<
      { myAuditAssignments: { nodes: { item: string; revision: number }[] } },
      object
    >(`{ myAuditAssignments(taxonomy: "${governed.scenario.key}") { nodes { item revision } } }`);
    const { nodes } = page.myAuditAssignments;
    expect(nodes.find(({ item }) => item === second?.item)?.revision).toBe(2);
  });

  test('codes no more once they hold a role that sees production codes', async () => {
    const [, , third] = coders as readonly [TestCoder, TestCoder, TestCoder];
    const [first] = await assignmentsOf(third.client, governed.scenario, audit.id);
    const grant = { actor: third.actor, role: 'ANALYST', taxonomy: governed.scenario.taxonomyId };
    await mutation(service, 'ADMIN', { name: 'grantRole', input: grant, fields: 'actor { id }' });
    const outcome = await run(
      third.client,
      'codeAuditItem',
      { item: first?.item ?? '', outcome: 'CANNOT_CODE' },
      '',
    );
    expect(outcome).toMatchObject({ code: 'AUDIT_BLOCKED' });
    const hidden = await third.client.ask<{ audit: null; audits: { nodes: { id: string }[] } }, object>(
      `{ audit(id: "${audit.id}") { title } audits(taxonomy: "${governed.scenario.key}") { nodes { id } } }`,
    );
    expect(hidden.audit).toBeNull();
    const { contacts } = await third.client.ask<
      { contacts: { nodes: { codesHeldBack: boolean; coding: object | null }[] } },
      object
    >(
      `{ contacts(taxonomy: "${governed.scenario.key}", first: 100) { nodes { codesHeldBack coding { stage } } } }`,
    );
    // Their eight of this audit: the others are whoever reads contacts' to read.
    const heldBack = contacts.nodes.filter(({ codesHeldBack }) => codesHeldBack);
    expect(heldBack).toHaveLength(8);
    expect(heldBack.every(({ coding }) => coding === null)).toBe(true);
    expect(hidden.audits.nodes.map(({ id }) => id)).not.toContain(audit.id);
    const step = { audit: audit.id, expectedRevision: 1, because: 'Enough.' };
    const closing = await third.client.answer(mutationText('closeAudit'), { input: step });
    expect(closing.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    await mutation(service, 'ADMIN', {
      ...{ name: 'revokeRole', input: grant, fields: 'actor { id }' },
    });
  });
});

describe('once all is coded', () => {
  beforeAll(async () => {
    const { items } = await shown(audit);
    const firstOf = new Map(items.nodes.map(({ id, productionReason }) => [id, productionReason.code]));
    const idOf: Readonly<Record<string, string>> = {
      ...{ refund: governed.refund, invoice: governed.invoice, delivery: governed.delivery },
    };
    for (const coder of [...coders, model]) {
      const own = await assignmentsOf(coder.client, governed.scenario, audit.id);
      for (const [at, { item }] of own.entries()) {
        // Every fourth refund is an invoice to the second coder; the model agrees with production.
        const first = firstOf.get(item) ?? '';
        const isOther = coder !== model && first === 'refund' && at % 4 === 0;
        await codeAudited(coder.client, item, { reason: idOf[isOther ? 'invoice' : first] });
      }
    }
  });

  test('no code is shown before it is closed, in the history neither', async () => {
    const { items, results, coders: found } = await shown(audit);
    expect(results).toBeNull();
    expect(found.every(({ assigned, coded }) => assigned === coded)).toBe(true);
    expect(items.nodes.flatMap(({ codings }) => codings)).toEqual([]);
    const { changes } = await ask<{ changes: { nodes: { after: Readonly<Record<string, unknown>> }[] } }>(
      'AUDITOR',
      `{ changes(filter: { subject: "${audit.id}", kinds: [CODE_AUDIT_ITEM] }, first: 100) { nodes { after } } }`,
    );
    expect(changes.nodes.length).toBeGreaterThanOrEqual(48);
    for (const { after } of changes.nodes)
      expect(Object.keys(after).toSorted()).toEqual(
        ['coderId', 'commitment', 'content', 'itemId', 'late', 'revision'].toSorted(),
      );
  });

  test('it is closed once, however many close it', async () => {
    const step = { audit: audit.id, expectedRevision: audit.revision };
    const outcomes = await Promise.all([1, 2].map(() => asAnalyst('closeAudit', step)));
    const kinds = outcomes.map(({ __typename, code }) => code ?? __typename).toSorted();
    expect(kinds).toEqual(['CloseAuditPayload', 'STALE_REVISION']);
    expect((await asAnalyst('closeAudit', { ...step, expectedRevision: 2 })).code).toBe('AUDIT_BLOCKED');
    const [coder] = coders as readonly [TestCoder];
    const late = await run(coder.client, 'codeAuditItem', {
      ...{ item: (await shown(audit)).items.nodes[0]?.id ?? '', outcome: 'CANNOT_CODE' },
    });
    expect(['NOT_FOUND', 'AUDIT_BLOCKED']).toContain(late.code);
  });

  test('the results are weighted, and say on what they rest', async () => {
    const { results, items } = await shown(audit);
    expect(items.nodes.every(({ codings }) => codings.length === 2)).toBe(true);
    expect(results).toMatchObject({
      formula: 'audit-2',
      basis: {
        contacts: 24,
        doubleCoded: 24,
        cannotCode: 0,
        notCoded: 0,
        tooFew: true,
        unseen: 0,
        clusters: 21,
      },
      models: [{ coder: { id: model.id }, withSecond: { items: 24 }, withProduction: { value: 1 } }],
      comparison: null,
    });
    const { basis, percentAgreement } = results as unknown as {
      basis: { disagreeing: number };
      percentAgreement: { value: number };
    };
    // All that disagree are refunds, each of which stands for 30 / 12 contacts of 48.
    expect(basis.disagreeing).toBeGreaterThan(0);
    expect(percentAgreement.value).toBeCloseTo(1 - (basis.disagreeing * (30 / 12)) / 48, 9);
  });

  test('the page about it says the same, needs nothing else, and names neither contacts nor people', async () => {
    const { results } = await shown(audit);
    const { alpha, percentAgreement, verdict, reasons } = results as unknown as {
      alpha: { value: number };
      percentAgreement: { value: number };
      verdict: { outcome: string };
      reasons: { reason: { code: string }; agreement: number | null }[];
    };
    const page = await (await reportOf(audit.id)).text();
    const numbers = numbersIn(page);
    expect(numbers.get('alpha')).toBe(alpha.value);
    expect(numbers.get('percentAgreement')).toBe(percentAgreement.value);
    const agreements = [...numbers].filter(([name]) => name.startsWith('specific_agreement'));
    expect(agreements.map(([, value]) => value).toSorted()).toEqual(
      reasons.map(({ agreement }) => agreement).toSorted(),
    );
    expect(page).toContain(`<strong>${verdict.outcome}</strong>`);
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|(?:src|href)=/i);
    expect(page).not.toMatch(/About refund|About invoice/);
    for (const { id } of coders) expect(page).not.toContain(await externalIdOf(id));
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect((await reportOf('nothing')).status).toBe(404);
    expect((await reportOf(audit.id, 'MACHINE')).status).toBe(403);
    const open = await drawn(governed.scenario, coders, floorDesign());
    expect((await reportOf(open.id)).status).toBe(400);
    const asCoder = { authorization: `Bearer ${(coders[0] as TestCoder).token}` };
    expect((await fetch(`${service.url}/v1/audits/${open.id}/report`, { headers: asCoder })).status).toBe(
      403,
    );
    await auditStep(governed.scenario, open, { name: 'cancelAudit', input: { because: 'Enough.' } });
  });

  test('auditors have it computed again, and find the same', async () => {
    const { recomputeAudit } = await ask<{ recomputeAudit: object }>(
      'AUDITOR',
      `{ recomputeAudit(audit: "${audit.id}") { sound sameFormula differences { path } frameUnchanged sameSample
        codings matchingCodings } }`,
    );
    expect(recomputeAudit).toMatchObject({
      ...{ sound: true, sameFormula: true, differences: [], frameUnchanged: true, sameSample: true },
    });
    const { codings, matchingCodings } = recomputeAudit as { codings: number; matchingCodings: number };
    expect(codings).toBe(matchingCodings);
    expect(codings).toBeGreaterThan(48);
  });

  test('a plan goes by what it found', async () => {
    const { planAudit } = await ask<{ planAudit: { contacts: number; assumptions: string[] } }>(
      'ANALYST',
      `{ planAudit(input: { halfWidth: 0.1, audit: "${audit.id}" }) { contacts assumptions } }`,
    );
    expect(planAudit.contacts).toBeGreaterThan(24);
    expect(planAudit.assumptions[0]).toContain('24 contacts of an earlier audit');
    const wrong = await governed.scenario
      .as('ANALYST')
      .answer<object, object>('{ planAudit(input: { halfWidth: 0.1, drop: 0.1 }) { contacts } }');
    expect(wrong.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  test('a finding has an owner and a day, and goes its way; two follow-ups at once are one', async () => {
    const input = {
      audit: audit.id,
      text: 'Tell refund from invoice.',
      owner: department,
      dueOn: '2999-01-31',
    };
    const fields = 'finding { id revision state owner { code } reason { id } }';
    const { finding } = (await asAnalyst(
      'recordAuditFinding',
      { ...input, reason: governed.refund },
      fields,
    )) as Outcome & { finding: { id: string; revision: number } };
    expect(finding).toMatchObject({ state: 'OPEN', owner: { code: 'FIN' }, reason: { id: governed.refund } });
    const owner = new GraphqlClient(service, 'DEPARTMENT_OWNER');
    const follow = (state: string, expectedRevision: number) =>
      run(owner, 'followUpAuditFinding', { finding: finding.id, expectedRevision, state, note: 'At it.' });
    const both = await Promise.all([follow('IN_PROGRESS', 1), follow('DONE', 1)]);
    expect(both.map(({ __typename, code }) => code ?? __typename).toSorted()).toEqual([
      ...['FollowUpAuditFindingPayload', 'STALE_REVISION'],
    ]);
    await follow('DONE', 2);
    expect((await follow('IN_PROGRESS', 3)).code).toBe('INVALID_FINDING');
    const { auditFindings } = await ask<{ auditFindings: { nodes: object[] } }>(
      'AUDITOR',
      `{ auditFindings(taxonomy: "${governed.scenario.key}") { nodes { state followUps { state note } } } }`,
    );
    expect(auditFindings.nodes).toMatchObject([{ state: 'DONE', followUps: [{}, { state: 'DONE' }] }]);
    const other = await newDepartment(governed.scenario);
    const { finding: theirs } = (await asAnalyst(
      'recordAuditFinding',
      { ...input, owner: other },
      fields,
    )) as Outcome & { finding: { id: string } };
    const note = { finding: theirs.id, expectedRevision: 1, state: 'DONE', note: 'x' };
    const forbidden = await owner.answer(mutationText('followUpAuditFinding'), { input: note });
    expect(forbidden.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  test.each<[string, Input]>([
    ['owner', { owner: 'elsewhere' }],
    ['dueOn', { dueOn: '1999-01-31' }],
    ['reason', { reason: 'lost' }],
  ])('a finding is refused for its %s', async (field, wrong) => {
    const input = { audit: audit.id, text: 'x', owner: department, dueOn: '2999-01-31' };
    const ids = { elsewhere: lost('Department'), lost: lost('Reason') };
    const given = Object.fromEntries(
      Object.entries(wrong).map(([name, value]) => [name, ids[value as keyof typeof ids] ?? value]),
    );
    expect(await asAnalyst('recordAuditFinding', { ...input, ...given }, '')).toMatchObject({
      code: 'INVALID_FINDING',
      message: expect.stringMatching(new RegExp(`^${field}: expected`)),
    });
  });

  test('an audit that is compared with it finds the difference; contacts that are corrected make another frame', async () => {
    const { scenario } = governed;
    const later = await drawn(scenario, coders, { ...floorDesign(), models: [], earlierAudit: audit.id });
    for (const coder of coders)
      for (const { item } of (await assignmentsOf(coder.client, scenario, later.id)).slice(0, 4))
        await codeAudited(coder.client, item, { reason: governed.refund });
    const early = await asAnalyst('closeAudit', { audit: later.id, expectedRevision: 1 }, '');
    expect(early).toMatchObject({ code: 'AUDIT_BLOCKED', message: expect.stringContaining('12 codings') });
    await auditStep(scenario, later, { name: 'closeAudit', input: { because: 'No time.' } });
    const { results } = await shown(later);
    expect(results).toMatchObject({ basis: { doubleCoded: 12, notCoded: 12 } });
    expect((results as { comparison: object }).comparison).toMatchObject({ undefinedBecause: null });
    await withOtherProduction();
    const { recomputeAudit } = await ask<{ recomputeAudit: object }>(
      'AUDITOR',
      `{ recomputeAudit(audit: "${later.id}") { sound frameUnchanged sameSample differences { path } } }`,
    );
    await withOtherProduction();
    // The items' own production codes were changed beneath the seal too.
    expect(recomputeAudit).toMatchObject({ sound: false, frameUnchanged: false, sameSample: null });
  });

  test('the history is whole', async () => {
    expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
    const { changes } = await ask<{ changes: { nodes: { kind: string }[] } }>(
      'AUDITOR',
      `{ changes(filter: { subject: "${audit.id}", kinds: [DRAW_AUDIT, CLOSE_AUDIT, RECORD_AUDIT_FINDING,
        FOLLOW_UP_AUDIT_FINDING] }) { nodes { kind } } }`,
    );
    expect(changes.nodes.map(({ kind }) => kind)).toEqual([
      ...[
        'RECORD_AUDIT_FINDING',
        'FOLLOW_UP_AUDIT_FINDING',
        'FOLLOW_UP_AUDIT_FINDING',
        'RECORD_AUDIT_FINDING',
      ],
      ...['CLOSE_AUDIT', 'DRAW_AUDIT'],
    ]);
  });
});

test.each<[string, (scene: GovernedScene) => Input]>([
  ['title', () => ({ title: ' ' })],
  ['version', () => ({ version: 7 })],
  ['threshold', () => ({ threshold: 1 })],
  ['coders', () => ({ coders: [] })],
  ['coders', () => ({ coders: [{ coder: coders[0]?.id }, { coder: coders[0]?.id }] })],
  ['coders', () => ({ coders: [{ coder: lost('Coder') }] })],
  ['coders', () => ({ coders: [{ coder: model.id }] })],
  ['models', () => ({ models: [coders[1]?.id] })],
  ['size', () => ({ design: { size: 1 } })],
  ['size', () => ({ design: { size: 49 } })],
  ['size', () => ({ design: { size: 20, by: ['REASON'], floorPerReason: 10 } })],
  ['floorPerReason', () => ({ design: { size: 20, floorPerReason: 10 } })],
  ['acrossDepartments', () => ({ design: { size: 20, acrossDepartments: 2 } })],
  ['seed', () => ({ design: { size: 20, seed: -1 } })],
  ['design', () => ({ design: { size: 20, by: ['REASON', 'REASON'] } })],
  ['population', () => ({ population: { from: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' } })],
  [
    'population',
    () => ({ population: { from: '2020-01-01T00:00:00Z', until: '2020-02-01T00:00:00Z' }, version: 1 }),
  ],
  ['population', () => ({ population: { ...around(), channels: ['FAX'] } })],
  ['population', () => ({ population: { ...around(), reasons: [] } })],
  ['population', () => ({ population: { ...around(), departments: [lost('Department')] } })],
  ['earlierAudit', () => ({ earlierAudit: lost('Audit') })],
])('an audit is refused for its %s, and nothing is drawn', async (field, wrong) => {
  const input = auditWish(governed.scenario, coders, { design: { size: 20 }, ...wrong(governed) });
  const outcome = await asAnalyst('drawAudit', input);
  expect(outcome).toMatchObject({ code: 'INVALID_AUDIT', message: expect.stringContaining(`${field}: `) });
});

test('whoever reads production codes is no second coder', async () => {
  const seeing = await newCoder(service, governed.scenario, { kind: 'ANALYST', roles: ['CODER', 'ANALYST'] });
  const input = auditWish(governed.scenario, [seeing], {});
  expect(await asAnalyst('drawAudit', input)).toMatchObject({
    ...{ code: 'INVALID_AUDIT', message: expect.stringContaining('see no production codes') },
  });
});

test('a list of audits takes as many statements as one of them', async () => {
  const { scenario } = governed;
  for (let at = 0; at < 4; at += 1) await drawn(scenario, coders, { design: { size: 8, by: ['REASON'] } });
  const statements = async (states: string, first: number): Promise<number> => {
    const document = `{ audits(taxonomy: "${scenario.key}", states: [${states}], first: ${first}) { nodes { ${shownFields}
      findings { text owner { code } } runBy { name } earlierAudit { title } } } }`;
    return (await service.statementsDuring(() => ask('ANALYST', document))).length;
  };
  await statements('OPEN', 1);
  expect(await statements('OPEN', 4)).toBe(await statements('OPEN', 2));
  const { auditFindings } = await ask<{ auditFindings: { nodes: { id: string }[] } }>(
    'ANALYST',
    `{ auditFindings(taxonomy: "${scenario.key}") { nodes { id followUps { note } owner { code } } } }`,
  );
  expect(auditFindings.nodes).toHaveLength(2);
});

const lost = (type: string): string =>
  Buffer.from(`${type}:00000000-0000-7000-8000-00000000dead`).toString('base64url');

const around = (): Input => ({ from: '2020-01-01T00:00:00Z', until: '2999-01-01T00:00:00Z' });

/** Of each contact another reason, where the contact is kept and where the audit keeps it; twice is as before. */
async function withOtherProduction(): Promise<void> {
  const [one, other] = [localIdOf(governed.refund), localIdOf(governed.invoice)];
  await onConnection(service.database.owner, async (client) => {
    await client.query('BEGIN');
    for (const name of ['audit_item_image', 'audit_item_kept'])
      await client.query(`ALTER TABLE audit_item DISABLE TRIGGER ${name}`);
    const swapped = (column: string): string =>
      `${column} = CASE ${column} WHEN '${one}' THEN '${other}'::uuid WHEN '${other}' THEN '${one}'::uuid ELSE ${column} END`;
    await client.query(`UPDATE contact SET ${swapped('reason_id')}`);
    await client.query(`UPDATE audit_item SET ${swapped('first_reason_id')}`);
    for (const name of ['audit_item_image', 'audit_item_kept'])
      await client.query(`ALTER TABLE audit_item ENABLE ALWAYS TRIGGER ${name}`);
    await client.query('COMMIT');
  });
}

/** The scene as the pool of arguments knows it, as far as it is there. */
function askedScene(): Parameters<typeof scenePool>[0] {
  const [secretive, peer] = coders as readonly [TestCoder, TestCoder];
  const session = { id: lost('Session'), revision: 1, state: 'OPEN' };
  return {
    ...{
      governed,
      pilot: lost('Pilot'),
      secretive,
      peer,
      open: session,
      namesHidden: session,
      cancelled: session,
      closed: session,
    },
    ...{ openAudit: audit, closedAudit: audit, department },
    calibration: {
      service,
      scenario: governed.scenario,
      version: '',
      contacts: [],
      coders: [secretive, peer],
    },
  };
}
