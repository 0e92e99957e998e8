import { randomBytes } from 'node:crypto';
import type { Role } from '../../src/access/domain';
import { newActor, newKey, mutationText, type Input, type MutationCase } from './governed-scene';
import { GraphqlClient, type SpokenTo } from './graphql';
import { mutation, type Scenario } from './scenario';
import type { TestService } from './service';

export interface TestCoder {
  readonly id: string;
  readonly actor: string;
  readonly token: string;
  readonly client: GraphqlClient;
}

export interface SessionRef {
  readonly id: string;
  readonly revision: number;
  readonly state: string;
}

export interface TestItem {
  readonly id: string;
  readonly label: string;
}

/** What a test of sessions needs of a taxonomy: a version to code with, contacts, and two coders. */
export interface CalibrationScene {
  readonly service: TestService;
  readonly scenario: Scenario;
  /** Of the newest version. */
  readonly version: string;
  readonly contacts: readonly string[];
  /** The first signs in with the token of the role CODER. */
  readonly coders: readonly [TestCoder, TestCoder];
}

/** What the steps of a session need of it. */
export type SessionScene = Omit<CalibrationScene, 'service'>;

const scenes = new Map<string, Promise<CalibrationScene>>();

/** One for each taxonomy: an actor is a coder of it once. */
export function calibrationScene(service: TestService, scenario: Scenario): Promise<CalibrationScene> {
  const known = scenes.get(scenario.taxonomyId);
  if (known !== undefined) return known;
  const made = makeScene(service, scenario);
  scenes.set(scenario.taxonomyId, made);
  return made;
}

async function makeScene(service: TestService, scenario: Scenario): Promise<CalibrationScene> {
  const { taxonomy } = await scenario
    .as('EDITOR')
    .ask<{ taxonomy: { current: { id: string } } }, object>(
      'query($key: String!) { taxonomy(key: $key) { current { id } } }',
      { key: scenario.key },
    );
  const { viewer } = await scenario
    .as('CODER')
    .ask<{ viewer: { actor: { id: string } } }, object>('{ viewer { actor { id } } }');
  const first = await registered(scenario, { actor: viewer.actor.id, kind: 'AGENT' });
  return {
    ...{ service, scenario, version: taxonomy.current.id },
    contacts: await addedContacts(scenario, ['I want my money back', 'Where is my bill?', 'It never came']),
    coders: [
      { id: first, actor: viewer.actor.id, token: service.token('CODER'), client: scenario.as('CODER') },
      await newCoder(service, scenario, { kind: 'ANALYST' }),
    ],
  };
}

export async function newCoder(
  service: SpokenTo,
  scenario: Scenario,
  { kind, roles = ['CODER'] }: { readonly kind: string; readonly roles?: readonly Role[] },
): Promise<TestCoder> {
  const actor = await newActor(service, `Coder ${randomBytes(3).toString('hex')}`);
  for (const role of roles)
    await mutation(service, 'ADMIN', {
      name: 'grantRole',
      input: { actor, role, taxonomy: scenario.taxonomyId },
      fields: 'actor { id }',
    });
  const { token } = await newKey(service, { actor });
  const id = await registered(scenario, { actor, kind });
  return { id, actor, token, client: new GraphqlClient(service, { token }) };
}

async function registered(scenario: Scenario, coder: { actor: string; kind: string }): Promise<string> {
  const externalId = `c-${randomBytes(4).toString('hex')}`;
  const model = coder.kind === 'MODEL' ? { modelVersion: '1' } : {};
  const input = {
    taxonomy: scenario.taxonomyId,
    externalId,
    name: `Name of ${externalId}`,
    ...coder,
    ...model,
  };
  const call = { name: 'registerCoder', input, fields: 'coder { id }' };
  return (await scenario.mutate<{ coder: { id: string } }>('ANALYST', call)).coder.id;
}

/** Contacts with these excerpts; answers their ids. */
export async function addedContacts(
  scenario: Scenario,
  excerpts: readonly string[],
): Promise<readonly string[]> {
  const contacts = excerpts.map((excerpt) => ({
    ...{ source: 'test', externalId: randomBytes(6).toString('hex') },
    ...{ occurredAt: '2026-01-02T03:04:05Z', channel: 'PHONE', excerpt },
  }));
  const input = { taxonomy: scenario.taxonomyId, contacts };
  const call = { name: 'addContacts', input, fields: 'rejected { index field expected } contacts { id }' };
  const { contacts: added } = await scenario.mutate<{ contacts: { id: string }[] }>('ANALYST', call);
  return added.map(({ id }) => id);
}

const sessionFields = 'session { id revision state }';

interface Stepped {
  readonly session: SessionRef;
}

export async function planned(scene: SessionScene, wishes: Input = {}): Promise<SessionRef> {
  const { scenario, version, coders, contacts } = scene;
  const input = {
    ...{ taxonomy: scenario.taxonomyId, title: 'Calibration', contents: [{ version }] },
    ...{ coders: coders.map(({ id }) => id), contacts, seed: 7 },
    ...wishes,
  };
  const call = { name: 'planSession', input, fields: sessionFields };
  return (await scenario.mutate<Stepped>('ANALYST', call)).session;
}

/** A step of a session that must succeed. */
export async function step(
  scene: SessionScene,
  session: SessionRef,
  { name, input = {} }: { readonly name: string; readonly input?: Input },
): Promise<SessionRef> {
  const given = { session: session.id, expectedRevision: session.revision, ...input };
  const call = { name, input: given, fields: sessionFields };
  return (await scene.scenario.mutate<Stepped>('ANALYST', call)).session;
}

export const opened = async (scene: SessionScene, wishes: Input = {}): Promise<SessionRef> =>
  step(scene, await planned(scene, wishes), { name: 'openSession' });

/** Revealed before anything was coded. */
export const revealed = async (scene: CalibrationScene, wishes: Input = {}): Promise<SessionRef> =>
  reveal(scene, await opened(scene, wishes));

export const reveal = (scene: SessionScene, session: SessionRef): Promise<SessionRef> =>
  step(scene, session, { name: 'revealSession', input: { because: 'It is time.' } });

export async function itemsOf(service: SpokenTo, session: SessionRef): Promise<readonly TestItem[]> {
  const data = await new GraphqlClient(service, 'ANALYST').ask<
    { session: { items: { nodes: TestItem[] } } },
    object
  >('query($id: ID!) { session(id: $id) { items(first: 100) { nodes { id label } } } }', { id: session.id });
  return data.session.items.nodes;
}

export async function firstItem(service: SpokenTo, session: SessionRef): Promise<string> {
  const [first] = await itemsOf(service, session);
  if (first === undefined) throw new Error('expected a session with items');
  return first.id;
}

export interface Outcome {
  readonly __typename: string;
  readonly code?: string;
  readonly [field: string]: unknown;
}

/** Runs a mutation as anybody; answers its payload or its problem. */
export async function run(client: GraphqlClient, name: string, input: Input, fields = ''): Promise<Outcome> {
  const data = await client.ask<Record<string, Outcome>, object>(mutationText(name, fields), { input });
  return data[name] ?? { __typename: 'none' };
}

/** A coder answers an item, and is believed. */
export async function code(coder: TestCoder, item: string, answer: Input): Promise<void> {
  const outcome = await run(coder.client, 'codeItem', { item, outcome: 'REASON', ...answer });
  if (outcome.__typename !== 'CodeItemPayload')
    throw new Error(`expected an answer to be taken, but got ${JSON.stringify(outcome)}`);
}

export async function recordedDecision(
  scene: CalibrationScene,
  session: SessionRef,
  kind = 'GUIDELINE_EDIT',
): Promise<string> {
  const item = await firstItem(scene.service, session);
  const input = { session: session.id, kind, text: 'Say what a refund is.', evidence: [item] };
  const call = { name: 'recordDecision', input, fields: 'decision { id }' };
  return (await scene.scenario.mutate<{ decision: { id: string } }>('ANALYST', call)).decision.id;
}

/** Sets a note of a reason: what a decision of any kind but a note may do. */
export const noteOperation = (reason: string, text = 'Money that goes back to the customer.'): Input => ({
  setNote: { reason, note: 'DEFINITION', language: 'en', text, scope: 'EDITORIAL' },
});

const guided = new Map<string, Promise<number>>();

/** The number of a version of the taxonomy that changes a guideline. */
export function guidelineVersion(scenario: Scenario, reason: string): Promise<number> {
  const known = guided.get(scenario.taxonomyId) ?? publishGuideline(scenario, reason);
  guided.set(scenario.taxonomyId, known);
  return known;
}

async function publishGuideline(scenario: Scenario, reason: string): Promise<number> {
  const draft = await scenario.openDraft('Guidelines');
  const note = { reason, note: 'DEFINITION', language: 'en', text: 'Money back.', scope: 'EDITORIAL' };
  return (await scenario.publish(await scenario.edit(draft, 'setNote', note))).number;
}

/** Every mutation of contacts, coders and sessions, with an input that it accepts. */
export function calibrationCases(service: TestService): readonly MutationCase[] {
  const stepOf = ({ id, revision }: SessionRef): Input => ({ session: id, expectedRevision: revision });
  const run = (
    name: string,
    accepted: (scene: CalibrationScene, reason: string) => Promise<Input>,
    permission: MutationCase['permission'] = 'runSessions',
  ): MutationCase => ({
    ...{ name, permission },
    accepted: async ({ scenario, refund }) => accepted(await calibrationScene(service, scenario), refund),
  });
  return [
    run(
      'addContacts',
      async ({ scenario }) => ({
        taxonomy: scenario.taxonomyId,
        contacts: [
          { source: 'a', externalId: randomBytes(4).toString('hex'), occurredAt: '2026-01-01T00:00:00Z' },
        ],
      }),
      'addContacts',
    ),
    run('rebuildUsageCounts', async ({ scenario }) => ({ taxonomy: scenario.taxonomyId }), 'keepUsageCounts'),
    run(
      'registerCoder',
      async ({ scenario }) => ({
        ...{ taxonomy: scenario.taxonomyId, kind: 'AGENT', externalId: randomBytes(4).toString('hex') },
        actor: await newActor(service),
      }),
      'manageCoders',
    ),
    run(
      'linkCoder',
      async ({ scenario }) => ({
        coder: (await newCoder(service, scenario, { kind: 'AGENT' })).id,
        ...{ expectedRevision: 1, actor: await newActor(service), because: 'Another login.' },
      }),
      'manageCoders',
    ),
    run(
      'retireCoder',
      async ({ scenario }) => ({
        coder: (await newCoder(service, scenario, { kind: 'AGENT' })).id,
        because: 'Gone.',
      }),
      'manageCoders',
    ),
    run('planSession', async ({ scenario, version, coders, contacts }) => ({
      ...{ taxonomy: scenario.taxonomyId, title: 'Planned', contents: [{ version }] },
      ...{ coders: coders.map(({ id }) => id), contacts, deadline: '2999-01-01T00:00:00Z' },
    })),
    run('openSession', async (scene) => stepOf(await planned(scene))),
    run(
      'codeItem',
      async (scene, reason) => ({
        item: await firstItem(service, await opened(scene)),
        ...{ outcome: 'REASON', reason, confidence: 3, note: 'Rather sure.' },
      }),
      'codeInSession',
    ),
    run(
      'withdrawCoding',
      async (scene, reason) => {
        const item = await firstItem(service, await opened(scene));
        await code(scene.coders[0], item, { reason });
        return { item };
      },
      'codeInSession',
    ),
    run('withdrawCoder', async (scene) => ({
      ...stepOf(await opened(scene)),
      ...{ coder: scene.coders[1].id, because: 'Ill.' },
    })),
    run('revealSession', async (scene) => ({ ...stepOf(await opened(scene)), because: 'It is time.' })),
    run(
      'addDiscussionNote',
      async (scene) => ({ item: await firstItem(service, await revealed(scene)), text: 'Hm.' }),
      'discussSessions',
    ),
    run('adjudicateItem', async (scene, reason) => ({
      item: await firstItem(service, await revealed(scene)),
      ...{ outcome: 'REASON', reason, rationale: 'It says so.', cause: 'SLIP' },
    })),
    run('recordDecision', async (scene) => {
      const session = await revealed(scene);
      const evidence = [await firstItem(service, session)];
      return { session: session.id, kind: 'NOTE', text: 'Merge the two later.', evidence };
    }),
    run(
      'applyDecision',
      async (scene, reason) => ({
        decision: await recordedDecision(scene, await revealed(scene)),
        operations: [noteOperation(reason)],
      }),
      'proposeChange',
    ),
    run('closeSession', async (scene) => stepOf(await revealed(scene))),
    run('cancelSession', async (scene) => ({ ...stepOf(await planned(scene)), because: 'Not now.' })),
    run(
      'acknowledgeGuidelines',
      async ({ scenario }, reason) => ({
        taxonomy: scenario.taxonomyId,
        version: await guidelineVersion(scenario, reason),
      }),
      'codeInSession',
    ),
  ];
}
