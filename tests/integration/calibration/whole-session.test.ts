import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { createDataSource } from '../../../src/platform/database/data-source';
import { SessionDataReader } from '../../../src/calibration/queries/session-data';
import type { SessionData, SessionId } from '../../../src/calibration/domain';
import { entities } from '../../../src/entities';
import { OwnershipReader } from '../../../src/ownership';
import { FactsOfResolutions } from '../../../src/resolution';
import { TaxonomyReader } from '../../../src/taxonomy';
import { code, newCoder, run, type SessionRef, type TestCoder } from '../../support/calibration-scene';
import { GraphqlClient } from '../../support/graphql';
import { historyFaults } from '../../support/history-faults';
import { Scenario, type DraftRef } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

// Two cores may be shared with much else.
jest.setTimeout(300_000);

const folder = join(__dirname, '../../../../shared/reference/contacts/banking77');
const file = join(folder, 'test.csv');
const isHere = existsSync(file);
const testWithReference = isHere ? test : test.skip;
if (!isHere) process.stderr.write(`whole-session.test.ts: skipped, since ${folder} is not there\n`);

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

/** Two ways to sort the same questions: by eight reasons, and by four coarser ones. */
const fine = [
  'card_arrival',
  'lost_or_stolen_card',
  'exchange_rate',
  'top_up_failed',
  'pending_transfer',
  'failed_transfer',
  'change_pin',
  'pin_blocked',
];
const coarse: Readonly<Record<string, string>> = {
  card_arrival: 'card',
  lost_or_stolen_card: 'card',
  exchange_rate: 'money',
  top_up_failed: 'money',
  pending_transfer: 'transfer',
  failed_transfer: 'transfer',
  change_pin: 'pin',
  pin_blocked: 'pin',
};

interface Question {
  readonly text: string;
  readonly category: string;
}

const questions = (): readonly Question[] =>
  parse<Question>(readFileSync(file), { columns: true })
    .map((question) => question)
    .filter(({ category }) => fine.includes(category));

async function draftOf(
  scenario: Scenario,
  title: string,
  codes: readonly string[],
): Promise<{ readonly draft: DraftRef; readonly reasons: ReadonlyMap<string, string> }> {
  let draft = await scenario.openDraft(title);
  const reasons = new Map<string, string>();
  for (const name of codes) {
    const made = await scenario.createReason(draft, { code: name, label: name.replaceAll('_', ' ') });
    draft = made.draft;
    reasons.set(name, made.reason);
  }
  return { draft, reasons };
}

interface Assigned {
  readonly position: number;
  readonly content: number;
  readonly item: { readonly id: string; readonly label: string; readonly excerpt: { readonly text: string } };
}

async function worklist(coder: TestCoder, session: SessionRef): Promise<readonly Assigned[]> {
  const found: Assigned[] = [];
  for (let after: string | null = null, more = true; more;) {
    const data: {
      session: {
        myAssignments: { nodes: Assigned[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
      };
    } = await coder.client.ask(
      `query($id: ID!, $after: String) { session(id: $id) { myAssignments(first: 50, after: $after) {
         nodes { position content item { id label excerpt { text } } } pageInfo { hasNextPage endCursor } } } }`,
      { id: session.id, after },
    );
    found.push(...data.session.myAssignments.nodes);
    ({ hasNextPage: more, endCursor: after } = data.session.myAssignments.pageInfo);
  }
  return found;
}

const localIdOf = (id: string): string => Buffer.from(id, 'base64url').toString('utf8').split(':')[1] ?? '';

async function sessionData(session: SessionRef): Promise<SessionData | null> {
  const dataSource = await createDataSource(service.database.runtime, { entities }).initialize();
  try {
    const reader = new SessionDataReader(
      dataSource,
      new TaxonomyReader(
        dataSource,
        new OwnershipReader(dataSource),
        new FactsOfResolutions(dataSource.manager),
      ),
    );
    return await reader.load(localIdOf(session.id) as SessionId);
  } finally {
    await dataSource.destroy();
  }
}

testWithReference(
  'six coders code sixty questions with two drafts side by side, by the API alone, from the plan to the evidence',
  async () => {
    const scenario = await Scenario.create(service, { policy: { maxFanOut: 10, approvals: 0 } });
    const left = await draftOf(scenario, 'Fine', fine);
    const right = await draftOf(scenario, 'Coarse', [...new Set(Object.values(coarse))]);
    const analyst = scenario.as('ANALYST');
    const given = questions();
    const contacts = given.map(({ text }, at) => ({
      ...{ source: 'banking77', externalId: `q-${at}`, occurredAt: '2026-01-02T03:04:05Z', excerpt: text },
      cluster: `customer-${at % 40}`,
    }));
    for (let at = 0; at < contacts.length; at += 200) {
      const input = { taxonomy: scenario.taxonomyId, contacts: contacts.slice(at, at + 200) };
      const added = await run(analyst, 'addContacts', input, 'added rejected { index }');
      expect(added).toMatchObject({ added: input.contacts.length, rejected: [] });
    }
    const coders: TestCoder[] = [];
    for (const kind of ['AGENT', 'AGENT', 'AGENT', 'AGENT', 'ANALYST', 'MODEL'])
      coders.push(await newCoder(service, scenario, { kind }));

    const plan = {
      ...{ taxonomy: scenario.taxonomyId, title: 'Fine or coarse', seed: 77 },
      contents: [{ draft: left.draft.id }, { draft: right.draft.id }],
      coders: coders.map(({ id }) => id),
      sample: { size: 60, filter: { source: 'banking77', hasExcerpt: true } },
    };
    const fields = 'session { id revision state }';
    const made = (await run(analyst, 'planSession', plan, fields)) as unknown as { session: SessionRef };
    const again = (await run(analyst, 'planSession', plan, fields)) as unknown as { session: SessionRef };
    // What is edited now is not what is coded with.
    await scenario.createReason(left.draft, { code: 'later', label: 'Later' });
    const opening = { session: made.session.id, expectedRevision: 1 };
    const { session } = (await run(analyst, 'openSession', opening, fields)) as unknown as {
      session: SessionRef;
    };

    const categoryOf = new Map(given.map(({ category }, at) => [`q-${at}`, category]));
    const orders: string[][] = [];
    for (const [place, coder] of coders.entries()) {
      const list = await worklist(coder, session);
      expect(list.map(({ position, content }) => [position, content])).toEqual(
        Array.from({ length: 60 }, (_, at) => [0, 1].map((content) => [at, content])).flat(),
      );
      orders.push(list.filter(({ content }) => content === 0).map(({ item }) => item.label));
      await Promise.all(
        list.map(({ item, content }, at) => {
          const category = categoryOf.get(item.label) ?? '';
          // Each coder takes another one in ten for something else.
          const errs = (at + place * 17) % 10 === 0;
          const name = errs ? 'pin_blocked' : category;
          const reason = content === 0 ? left.reasons.get(name) : right.reasons.get(coarse[name] ?? '');
          return code(coder, item.id, { content, reason, confidence: errs ? 2 : 5 });
        }),
      );
    }
    expect(new Set(orders.map((order) => order.join())).size).toBe(6);
    expect(new Set(orders.map((order) => order.toSorted().join())).size).toBe(1);
    const { session: second } = await analyst.ask<
      { session: { items: { nodes: { label: string }[] } } },
      object
    >('query($id: ID!) { session(id: $id) { items(first: 100) { nodes { label } } } }', {
      id: again.session.id,
    });
    expect(second.items.nodes.map(({ label }) => label).toSorted()).toEqual(orders[0]?.toSorted());

    const progress = await scenario
      .as('EDITOR')
      .ask<{ session: { progress: object } }, object>(
        'query($id: ID!) { session(id: $id) { progress { assigned coded late takenBack } } }',
        { id: session.id },
      );
    expect(progress.session.progress).toEqual({ assigned: 720, coded: 720, late: 0, takenBack: 0 });
    expect(await sessionData(session)).toBeNull();

    const revealing = { session: session.id, expectedRevision: session.revision };
    const shown = (await run(analyst, 'revealSession', revealing, fields)) as unknown as {
      session: SessionRef;
    };
    expect(shown.session.state).toBe('REVEALED');
    const { verifyReveal } = await scenario
      .as('AUDITOR')
      .ask<{ verifyReveal: object }, object>(
        'query($id: ID!) { verifyReveal(session: $id) { sound total matching } }',
        { id: session.id },
      );
    expect(verifyReveal).toEqual({ sound: true, total: 720, matching: 720 });

    const data = await sessionData(session);
    expect(data?.codings).toHaveLength(720);
    expect(data?.contents.map(({ name, tree }) => [name, tree.leaves().length])).toEqual([
      ['draft Fine, head 8', 8],
      ['draft Coarse, head 4', 4],
    ]);
    expect(data?.coders.map(({ kind }) => kind)).toEqual([
      'AGENT',
      'AGENT',
      'AGENT',
      'AGENT',
      'ANALYST',
      'MODEL',
    ]);
    expect(data?.items.every(({ cluster }) => cluster?.startsWith('customer-'))).toBe(true);
    expect(data?.excluded).toEqual({ withdrawn: 0, late: 0 });

    const closing = { session: session.id, expectedRevision: shown.session.revision };
    const early = (await run(
      analyst,
      'closeSession',
      closing,
      '__typename } ... on SessionBlockedProblem { blockers { code items }',
    )) as unknown as { blockers: [{ code: string; items: string[] }] };
    expect(early.blockers[0].code).toBe('ADJUDICATIONS_MISSING');
    const disputed = early.blockers[0].items;
    expect(disputed.length).toBeGreaterThan(10);
    for (const item of disputed) {
      const { node } = await analyst.ask<{ node: { label: string } }, object>(
        'query($item: ID!) { node(id: $item) { ... on SessionItem { label } } }',
        { item },
      );
      const category = categoryOf.get(node.label) ?? '';
      for (const content of [0, 1]) {
        const reason = content === 0 ? left.reasons.get(category) : right.reasons.get(coarse[category] ?? '');
        const judgement = {
          item,
          content,
          outcome: 'REASON',
          reason,
          rationale: 'As it was asked.',
          cause: 'SLIP',
        };
        expect((await run(analyst, 'adjudicateItem', judgement)).__typename).toBe('AdjudicateItemPayload');
      }
    }
    const evidence = disputed.slice(0, 3);
    const decided = (await run(
      analyst,
      'recordDecision',
      { session: session.id, kind: 'GUIDELINE_EDIT', text: 'Say what a blocked PIN is.', evidence },
      'decision { id }',
    )) as unknown as { decision: { id: string } };
    expect((await run(analyst, 'closeSession', closing, fields))['session']).toMatchObject({
      state: 'CLOSED',
    });
    // Where the model was put right: it took something else in the second of the two contents alone.
    const response = await fetch(
      `${service.url}/v1/taxonomies/${scenario.key}/corrections?format=ndjson&model=${coders[5]?.id}`,
      { headers: { authorization: `Bearer ${service.token('AUDITOR')}` } },
    );
    const corrections = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { source: string; basis: string });
    expect(corrections.length).toBeGreaterThan(5);
    expect(corrections.every(({ source, basis }) => source === 'SESSION' && basis === 'ADJUDICATION')).toBe(
      true,
    );

    const applied = await run(
      scenario.as('EDITOR'),
      'applyDecision',
      {
        ...{ decision: decided.decision.id, draft: left.draft.id, expectedHead: left.draft.head + 1 },
        operations: [
          {
            setNote: {
              ...{ reason: left.reasons.get('pin_blocked'), note: 'DEFINITION', language: 'en' },
              ...{ text: 'The PIN was entered wrongly too often.', scope: 'EDITORIAL' },
            },
          },
        ],
      },
      'draft { id head } decision { appliedAt draftHead draft { title } evidence { id } }',
    );
    expect(applied).toMatchObject({
      draft: { id: left.draft.id, head: left.draft.head + 2 },
      decision: {
        draftHead: left.draft.head + 2,
        draft: { title: 'Fine' },
        evidence: evidence.map((id) => ({ id })),
      },
    });
    const { changes } = await scenario.as('AUDITOR').ask<{ changes: { nodes: object[] } }, object>(
      `query($subject: ID!) { changes(filter: { subject: $subject }, first: 1) { nodes {
         kind changeSet { command because evidence { id text session { id } evidence { id } } } } } }`,
      { subject: left.reasons.get('pin_blocked') },
    );
    expect(changes.nodes).toEqual([
      {
        kind: 'SET_NOTE',
        changeSet: {
          ...{ command: 'applyDecision', because: 'Say what a blocked PIN is.' },
          evidence: [
            {
              ...{ id: decided.decision.id, text: 'Say what a blocked PIN is.', session: { id: session.id } },
              evidence: evidence.map((id) => ({ id })),
            },
          ],
        },
      },
    ]);

    const coaching = await analyst.ask<
      { coachingList: { total: number; entries: { nodes: object[] } } },
      object
    >(
      `query($key: String!, $session: ID!) { coachingList(taxonomy: $key, session: $session, minimum: 2, below: 0.9) {
         total entries(first: 100) { nodes { items agreement hiddenBecause interval { lower upper level } coder { kind } confusion { count outcome reason { id } } } } } }`,
      { key: scenario.key, session: session.id },
    );
    expect(coaching.coachingList.total).toBeGreaterThan(5);
    const own = await new GraphqlClient(service, 'AUDITOR').ask<{ coachingList: { total: number } }, object>(
      'query($key: String!) { coachingList(taxonomy: $key, minimum: 2, below: 0.9) { total } }',
      { key: scenario.key },
    );
    expect(own.coachingList.total).toBe(coaching.coachingList.total);
    expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  },
);
