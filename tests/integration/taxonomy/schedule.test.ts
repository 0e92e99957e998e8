import { Client } from 'pg';
import type { Role } from '../../../src/access/domain';
import { governedScene, type GovernedScene, type Input } from '../../support/governed-scene';
import { GraphqlClient } from '../../support/graphql';
import { historyFaults } from '../../support/history-faults';
import { mutation } from '../../support/scenario';
import { serveDatabase, startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';
import { until } from '../../support/until';

jest.setTimeout(120_000);

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
});

interface Version {
  readonly id: string;
  readonly number: number;
  readonly status: string;
}

interface Outcome {
  readonly __typename: string;
  readonly code?: string;
  readonly fault?: string;
  readonly version?: Version;
  readonly draft?: { readonly state: string };
}

const versionFields = 'version { id number status }';
const run = (name: string, role: Role, input: Input, fields = versionFields): Promise<Outcome> =>
  mutation<Outcome>(service, role, { name, input, fields });

let texts = 0;

/** A draft that differs from all others, with the approval it needs. */
async function approvedDraft({ scenario, invoice }: GovernedScene): Promise<{ readonly id: string }> {
  const opened = await scenario.openDraft('For later');
  const text = `A copy, ${(texts += 1)}`;
  const draft = await scenario.edit(opened, 'setIntent', { reason: invoice, language: 'en', text });
  const { digest } = await scenario.submit(draft);
  const input = { draft: draft.id, digest };
  await scenario.mutate('STEWARD', { name: 'approveDraft', input, fields: 'draft { state }' });
  return draft;
}

/** A version that is scheduled for a moment, or so long after it is asked for. */
async function scheduled(scene: GovernedScene, moment: string | number): Promise<Version> {
  const { id } = await approvedDraft(scene);
  const effectiveFrom = typeof moment === 'string' ? moment : afterNow(moment);
  const outcome = await run('publishVersion', 'STEWARD', { draft: id, because: 'Later.', effectiveFrom });
  if (outcome.version === undefined) throw new Error(JSON.stringify(outcome));
  return outcome.version;
}

const unschedule = (version: string, role: Role = 'STEWARD'): Promise<Outcome> =>
  run(
    'unscheduleVersion',
    role,
    { scheduledVersion: version, because: 'Not yet.' },
    `${versionFields} draft { state } } ... on VersionNotScheduledProblem { fault`,
  );

/** The number of the version in force at a moment, as known at another; null where there is none. */
async function inForce(
  scene: GovernedScene,
  at: string,
  knownAt: string | null = null,
): Promise<number | null> {
  const { taxonomy } = await new GraphqlClient(service, 'MACHINE').ask<
    { taxonomy: { versionAt: { version: { number: number } | null } } },
    object
  >(
    `query($key: String!, $at: DateTime!, $knownAt: DateTime) { taxonomy(key: $key) {
       versionAt(at: $at, knownAt: $knownAt) { version { number } absentBecause } } }`,
    { key: scene.scenario.key, at, knownAt },
  );
  return taxonomy.versionAt.version?.number ?? null;
}

/** Long enough for one call on a machine that has much else to do. */
const soonMs = 4_000;

const year = (number: number): string => `${number}-01-01T00:00:00.000Z`;
const afterNow = (ms: number): string => new Date(Date.now() + ms).toISOString();

test('a version is scheduled, not seen as current, and others are scheduled on it in rising order', async () => {
  const scene = await governedScene(service);
  const second = await scheduled(scene, year(2800));
  expect(second).toMatchObject({ number: 2, status: 'SCHEDULED' });
  expect(await inForce(scene, afterNow(0))).toBe(1);
  expect(await inForce(scene, year(2900))).toBe(2);

  const { id } = await approvedDraft(scene);
  const earlier = { draft: id, because: 'Earlier.', effectiveFrom: year(2700) };
  expect(await run('publishVersion', 'STEWARD', earlier)).toMatchObject({ code: 'DRAFT_BLOCKED' });
  const now = { draft: id, because: 'Now.' };
  expect(await run('publishVersion', 'STEWARD', now)).toMatchObject({ code: 'DRAFT_BLOCKED' });
  const later = { draft: id, because: 'Later still.', effectiveFrom: year(2850) };
  expect(await run('publishVersion', 'STEWARD', later)).toMatchObject({ version: { number: 3 } });
  expect([await inForce(scene, year(2820)), await inForce(scene, year(2860))]).toEqual([2, 3]);
});

test('the newest scheduled version is withdrawn first; its draft is approved again, its number never given again', async () => {
  const scene = await governedScene(service);
  const [second, third] = [await scheduled(scene, year(2800)), await scheduled(scene, year(2850))];
  expect(await unschedule(second.id)).toMatchObject({
    code: 'VERSION_NOT_SCHEDULED',
    fault: 'NOT_THE_NEWEST',
  });
  await expect(unschedule(third.id, 'EDITOR')).rejects.toThrow('FORBIDDEN');
  const known = afterNow(0);
  expect(await unschedule(third.id)).toMatchObject({
    ...{ version: { status: 'WITHDRAWN' }, draft: { state: 'APPROVED' } },
  });
  expect(await unschedule(third.id)).toMatchObject({ fault: 'ALREADY_WITHDRAWN' });
  expect(await inForce(scene, year(2900))).toBe(2);
  // As it was known before it was withdrawn, it was to be in force then.
  expect(await inForce(scene, year(2900), known)).toBe(3);
  expect((await scheduled(scene, year(2850))).number).toBe(4);
  const first = await scene.scenario
    .as('MACHINE')
    .ask<{ taxonomy: { current: Version } }, object>(
      'query($key: String!) { taxonomy(key: $key) { current { id number status } } }',
      { key: scene.scenario.key },
    );
  expect(await unschedule(first.taxonomy.current.id)).toMatchObject({ fault: 'IN_FORCE_BY_NOW' });
});

test('of two who withdraw one version at once one wins', async () => {
  const scene = await governedScene(service);
  const { id } = await scheduled(scene, year(2800));
  const outcomes = await Promise.all([unschedule(id), unschedule(id)]);
  expect(outcomes.map(({ fault, version }) => fault ?? version?.status).sort()).toEqual([
    'ALREADY_WITHDRAWN',
    'WITHDRAWN',
  ]);
});

test('an erratum mends labels and notes of the newest version, and is refused with anything else', async () => {
  const scene = await governedScene(service, { policy: { approvals: 0 } });
  const { scenario, invoice } = scene;
  const opened = await scenario.openDraft('Typo');
  const label = { reason: invoice, language: 'en', label: 'Copy of an invoice' };
  const mended = await scenario.edit(opened, 'setLabel', label);
  await scenario.submit(mended);
  const input = { draft: mended.id, because: 'A typo.', erratum: true };
  const published = await run('publishVersion', 'STEWARD', input, `version { number corrects { number } }`);
  expect(published).toMatchObject({ version: { number: 2, corrects: { number: 1 } } });
  const other = await scenario.edit(await scenario.openDraft('More'), 'setPriority', {
    reason: invoice,
    priority: 'LOW',
  });
  await scenario.submit(other);
  const more = `${versionFields} } ... on DraftBlockedProblem { blockers { code message }`;
  expect(await run('publishVersion', 'STEWARD', { ...input, draft: other.id }, more)).toMatchObject({
    blockers: [{ code: 'NOT_AN_ERRATUM', message: expect.stringContaining('PropertyChanged') }],
  });
});

test('of two errata published at once one is, and the other mends a version that is the newest no more', async () => {
  const scene = await governedScene(service, { policy: { approvals: 0 } });
  const { scenario, invoice } = scene;
  const mended = async (text: string): Promise<string> => {
    const label = { reason: invoice, language: 'en', label: text };
    const draft = await scenario.edit(await scenario.openDraft(text), 'setLabel', label);
    await scenario.submit(draft);
    return draft.id;
  };
  const drafts = [await mended('Copy of an invoice'), await mended('Copy of the invoice')];
  const more = `${versionFields} } ... on DraftBlockedProblem { blockers { code }`;
  const outcomes = await Promise.all(
    drafts.map((draft) =>
      run('publishVersion', 'STEWARD', { draft, because: 'A typo.', erratum: true }, more),
    ),
  );
  expect(outcomes.map(({ version }) => version?.number ?? null).toSorted()).toEqual([2, null]);
  expect(outcomes.find(({ version }) => version === undefined)).toMatchObject({
    blockers: expect.arrayContaining([{ code: 'BEHIND' }]),
  });
});

test('of two who go back to one version at once both have a draft, of which one is published', async () => {
  const scene = await governedScene(service, { policy: { approvals: 0 } });
  const { scenario, invoice } = scene;
  const label = { reason: invoice, language: 'en', label: 'Another' };
  await scenario.publish(await scenario.edit(await scenario.openDraft(), 'setLabel', label));
  const input = { taxonomy: scenario.taxonomyId, number: 1, title: 'As it was' };
  const revert = () => run('revertToVersion', 'EDITOR', input, 'draft { id head }');
  const drafts = (await Promise.all([revert(), revert()])).map(
    ({ draft }) => draft as unknown as { readonly id: string; readonly head: number },
  );
  for (const draft of drafts) await scenario.submit(draft);
  const more = `${versionFields} } ... on DraftBlockedProblem { blockers { code }`;
  const outcomes = await Promise.all(
    drafts.map(({ id }) => run('publishVersion', 'STEWARD', { draft: id, because: 'Back.' }, more)),
  );
  expect(outcomes.map(({ version }) => version?.number ?? null).toSorted()).toEqual([3, null]);
  expect(outcomes.find(({ version }) => version === undefined)).toMatchObject({
    blockers: expect.arrayContaining([{ code: 'BEHIND' }, { code: 'NOTHING_TO_PUBLISH' }]),
  });
});

test('the content of an old version comes back as a new one, and what came since is retired', async () => {
  const scene = await governedScene(service, { policy: { approvals: 0 } });
  const { scenario, invoice, billing, delivery } = scene;
  const made = await scenario.createReason(await scenario.openDraft('Second'), {
    code: 'dispute',
    label: 'Dispute',
    parent: billing,
  });
  const moved = await scenario.edit(made.draft, 'moveReason', { reason: invoice, parent: delivery });
  await scenario.publish(await scenario.edit(moved, 'setCode', { reason: invoice, code: 'bill' }));
  const revert = (number: number, role: Role = 'EDITOR') =>
    run(
      'revertToVersion',
      role,
      { taxonomy: scenario.taxonomyId, number, title: 'As it was' },
      'draft { id head }',
    );
  const { draft } = (await revert(1)) as unknown as { draft: { id: string; head: number } };
  await scenario.publish(draft);
  const data = await scenario
    .as('MACHINE')
    .ask<{ compareVersions: { changes: { nodes: object[] } } }, object>(
      `query($key: String!) { compareVersions(taxonomy: $key, from: 1, to: 3) { changes(first: 10) { nodes { __typename reason { id } } } } }`,
      { key: scenario.key },
    );
  expect(data.compareVersions.changes.nodes).toEqual([
    { __typename: 'ReasonAdded', reason: { id: made.reason } },
  ]);
  expect(await revert(3)).toMatchObject({ __typename: 'RevertToVersionPayload', draft: null });
  expect(await revert(9)).toMatchObject({ code: 'NOT_FOUND' });
  await expect(revert(1, 'AUDITOR')).rejects.toThrow('FORBIDDEN');
});

test('what a version is cannot be changed by hand, withdrawn or not', async () => {
  const scene = await governedScene(service);
  const { id } = await scheduled(scene, year(2800));
  const uuid = Buffer.from(id, 'base64url').toString().split(':')[1];
  await onConnection(service.database.owner, async (client) => {
    const refused = async (statement: string) =>
      expect(client.query(statement, [uuid])).rejects.toMatchObject({ code: 'CC002' });
    await refused(`UPDATE taxonomy_version SET number = 99 WHERE id = $1`);
    await refused(`UPDATE taxonomy_version SET withdrawn_at = now(), title = 'x' WHERE id = $1`);
    await refused(`DELETE FROM taxonomy_version WHERE id = $1`);
  });
});

describe('several instances on one database', () => {
  let instances: readonly TestService[];
  beforeAll(async () => {
    const repeating = { repeats: true };
    instances = [
      await serveDatabase(service.database, repeating),
      await serveDatabase(service.database, repeating),
    ];
  });
  afterAll(async () => {
    for (const instance of instances) await instance.stop();
  });

  async function notesOf({ scenario }: GovernedScene): Promise<readonly { after: { number: number } }[]> {
    const { changes } = await new GraphqlClient(service, 'AUDITOR').ask<
      { changes: { nodes: { after: { number: number } }[] } },
      object
    >(
      `query($key: String!) { changes(filter: { taxonomy: $key, kinds: [PUT_INTO_FORCE] }, first: 100) { nodes { after } } }`,
      { key: scenario.key },
    );
    return changes.nodes;
  }

  test('versions that are due come into force by the clock alone, and are noted once each and in order', async () => {
    const scene = await governedScene(service);
    const versions = [await scheduled(scene, soonMs), await scheduled(scene, soonMs)];
    expect(versions.map(({ status }) => status)).toEqual(['SCHEDULED', 'SCHEDULED']);
    await until(async () => (await notesOf(scene)).length === 2);
    expect((await notesOf(scene)).map(({ after }) => after.number)).toEqual([3, 2]);
    expect(await inForce(scene, afterNow(0))).toBe(3);
  });

  test('an instance that dies over its work leaves it to the others, and one whose clock is wrong does nothing early', async () => {
    const scene = await governedScene(service);
    const due = await scheduled(scene, soonMs);
    const far = await scheduled(scene, year(2800));
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse(year(2900)));
    const dying = new Client({ ...service.database.owner });
    dying.on('error', () => undefined);
    await dying.connect();
    const uuid = Buffer.from(due.id, 'base64url').toString().split(':')[1];
    await dying.query('BEGIN');
    await dying.query(
      `SELECT 1 FROM draft WHERE id = (SELECT draft_id FROM taxonomy_version WHERE id = $1) FOR UPDATE`,
      [uuid],
    );
    const { rows } = await dying.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await onConnection(service.database.owner, async (client) => {
      await client.query(
        `SELECT pg_sleep(greatest(0, extract(epoch FROM effective_from - clock_timestamp())) + 0.2)
         FROM taxonomy_version WHERE id = $1`,
        [uuid],
      );
      expect(await notesOf(scene)).toEqual([]);
      await client.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    });
    clock.mockRestore();
    await until(async () => (await notesOf(scene)).length === 1);
    const { node } = await new GraphqlClient(service, 'MACHINE').ask<{ node: { status: string } }, object>(
      'query($id: ID!) { node(id: $id) { ... on TaxonomyVersion { status } } }',
      { id: far.id },
    );
    expect(node.status).toBe('SCHEDULED');
  });
});

test('the history of it all and the tables agree', async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
