import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import {
  calibrationScene,
  code,
  firstItem,
  itemsOf,
  newCoder,
  opened,
  reveal,
  run,
  step,
  type CalibrationScene,
  type SessionRef,
} from '../../support/calibration-scene';
import { GraphqlClient } from '../../support/graphql';
import { governedScene, mutationText, type GovernedScene } from '../../support/governed-scene';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

// Two cores may be shared with much else.
jest.setTimeout(120_000);

let service: TestService;
let governed: GovernedScene;
let scene: CalibrationScene;
beforeAll(async () => {
  service = await startService();
  governed = await governedScene(service);
  scene = await calibrationScene(service, governed.scenario);
});
afterAll(() => service.close());

const localIdOf = (id: string): string => Buffer.from(id, 'base64url').toString('utf8').split(':')[1] ?? '';

const asRuntime = <Value>(work: (client: Client) => Promise<Value>): Promise<Value> =>
  onConnection(service.database.runtime, work);
const asOwner = <Value>(work: (client: Client) => Promise<Value>): Promise<Value> =>
  onConnection(service.database.owner, work);

/** The codes of a session that a connection sees which says that it is somebody, or nobody. */
async function seen(client: Client, session: SessionRef, actor: string | null): Promise<readonly string[]> {
  await client.query('BEGIN');
  try {
    if (actor !== null)
      await client.query(`SELECT set_config('concordance.actor', $1, true)`, [localIdOf(actor)]);
    const { rows } = await client.query<{ coded_by: string }>(
      'SELECT coded_by FROM blind_code WHERE session_id = $1 ORDER BY coded_by',
      [localIdOf(session.id)],
    );
    return rows.map(({ coded_by }) => coded_by);
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Both coders have coded the first item. */
async function codedSession(wishes: Readonly<Record<string, unknown>> = {}): Promise<{
  readonly session: SessionRef;
  readonly item: string;
}> {
  const session = await opened(scene, wishes);
  const item = await firstItem(service, session);
  await code(scene.coders[0], item, { reason: governed.refund, confidence: 2, note: 'my-own-note' });
  await code(scene.coders[1], item, { reason: governed.invoice, confidence: 4 });
  return { session, item };
}

describe('before the reveal', () => {
  test('the database shows a code to whoever gave it, and to nobody else', async () => {
    const { session } = await codedSession();
    const [first, second] = scene.coders.map(({ actor }) => actor);
    for (const connection of [asRuntime, asOwner]) {
      await connection(async (client) => {
        expect(await seen(client, session, null)).toEqual([]);
        expect(await seen(client, session, second ?? '')).toEqual([localIdOf(second ?? '')]);
        expect(await seen(client, session, first ?? '')).toEqual([localIdOf(first ?? '')]);
        expect(await seen(client, session, governed.refund)).toEqual([]);
      });
    }
  });

  test('a row of the database that says nothing of who it is for is not even countable', async () => {
    await codedSession();
    const { rows } = await asRuntime((client) =>
      client.query<{ count: string }>(
        `SELECT count(*) FROM blind_code b JOIN calibration_session s ON s.id = b.session_id WHERE s.state = 'OPEN'`,
      ),
    );
    expect(rows).toEqual([{ count: '0' }]);
  });

  test('no code is written in the name of another, nor into a session that is not open', async () => {
    const { session } = await codedSession();
    const forged = `
      INSERT INTO blind_code (taxonomy_id, session_id, coder_id, item_id, content, revision, coded_by, code, salt)
      SELECT taxonomy_id, session_id, coder_id, item_id, content, 99, $2, '{}', 's'
      FROM assignment WHERE session_id = $1 LIMIT 1`;
    const insert = (actor: string): Promise<string | null> =>
      asRuntime(async (client) => {
        await client.query('BEGIN');
        try {
          await client.query(`SELECT set_config('concordance.actor', $1, true)`, [actor]);
          await client.query(`SELECT set_config('concordance.change_set', gen_random_uuid()::text, true)`);
          await client.query(forged, [localIdOf(session.id), localIdOf(scene.coders[0].actor)]);
          return null;
        } catch (fault) {
          return (fault as { code?: string }).code ?? String(fault);
        } finally {
          await client.query('ROLLBACK');
        }
      });
    expect(await insert(localIdOf(scene.coders[1].actor))).toBe('42501');
    expect(await insert(localIdOf(scene.coders[0].actor))).toBeNull();
    await reveal(scene, session);
    expect(await insert(localIdOf(scene.coders[0].actor))).toBe('42501');
  });

  test('a coder sees their own answer and nobody reads another through the item', async () => {
    const { session, item } = await codedSession();
    const text = `query($session: ID!, $item: ID!) {
      session(id: $session) { myAssignments(first: 100) { nodes { item { id } coding { outcome confidence note reason { code } } } } }
      node(id: $item) { ... on SessionItem { codings { outcome } adjudications { outcome } } }
      verifyReveal(session: $session) { total } }`;
    interface Own {
      readonly session: { myAssignments: { nodes: { item: { id: string }; coding: unknown }[] } };
      readonly node: { codings: unknown; adjudications: unknown };
      readonly verifyReveal: unknown;
    }
    const ask = (client: GraphqlClient): Promise<Own> =>
      client.ask<Own, object>(text, { session: session.id, item });
    for (const role of ['CODER', 'ANALYST', 'EDITOR', 'STEWARD', 'AUDITOR', 'ADMIN'] as const) {
      const { node, verifyReveal } = await ask(new GraphqlClient(service, role));
      expect({ role, node, verifyReveal }).toEqual({
        ...{ role, node: { codings: null, adjudications: null }, verifyReveal: null },
      });
    }
    const own = (await ask(scene.coders[0].client)).session.myAssignments.nodes;
    expect(own.find((assignment) => assignment.item.id === item)?.coding).toEqual({
      ...{ outcome: 'REASON', confidence: 2, note: 'my-own-note', reason: { code: 'refund' } },
    });
    const others = (await ask(scene.coders[1].client)).session.myAssignments.nodes;
    expect(others.find((assignment) => assignment.item.id === item)?.coding).toMatchObject({
      reason: { code: 'invoice' },
    });
  });

  test('neither history, nor images, nor kept answers hold a code in a form that could be tried out', async () => {
    const key = randomBytes(12).toString('hex');
    const session = await opened(scene);
    const item = await firstItem(service, session);
    const input = { item, outcome: 'REASON', reason: governed.delivery, note: 'a-telling-note' };
    const send = (given: object, idempotency = key) =>
      scene.coders[0].client.answer<Record<string, { __typename: string }>, object>(
        mutationText('codeItem', 'item { id }'),
        { input: given },
        { headers: { 'idempotency-key': idempotency } },
      );
    const made = await send(input);
    expect(made.data?.['codeItem']?.__typename).toBe('CodeItemPayload');
    expect(await send(input)).toEqual(made);
    const other = await send({ ...input, reason: governed.refund });
    expect(other.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    const kept = await asOwner((client) =>
      client.query<{ place: string; text: string }>(
        `SELECT 'change' AS place, c.body AS text FROM change c WHERE c.subject_id = $1
         UNION ALL SELECT 'image', i.body FROM row_image i WHERE i.table_name = 'blind_code' AND i.body LIKE '%' || $2 || '%'
         UNION ALL SELECT 'kept', to_jsonb(k)::text FROM idempotency_key k WHERE k.command = 'codeItem'`,
        [localIdOf(session.id), localIdOf(item)],
      ),
    );
    const places = kept.rows.map(({ place }) => place);
    expect([...new Set(places)].toSorted()).toEqual(['change', 'image', 'kept']);
    const text = kept.rows.map((row) => row.text).join('\n');
    for (const secret of [localIdOf(governed.delivery), 'a-telling-note', key])
      expect(text).not.toContain(secret);
  });

  test('an analyst follows the history of a session, and of nothing else that others did', async () => {
    const { session } = await codedSession();
    const kinds = async (client: GraphqlClient, filter: object): Promise<readonly string[]> => {
      const data = await client.ask<{ changes: { nodes: { kind: string }[] } }, object>(
        'query($filter: ChangeFilter) { changes(filter: $filter, first: 50) { nodes { kind } } }',
        { filter },
      );
      return [...new Set(data.changes.nodes.map(({ kind }) => kind))].toSorted();
    };
    const analyst = await newCoder(service, governed.scenario, { kind: 'ANALYST', roles: ['ANALYST'] });
    const all = ['CODE_ITEM', 'OPEN_SESSION', 'PLAN_SESSION'];
    expect(await kinds(analyst.client, { subject: session.id })).toEqual(all);
    expect(await kinds(scene.coders[0].client, { subject: session.id })).toEqual(['CODE_ITEM']);
    expect(await kinds(analyst.client, { subject: governed.refund })).toEqual([]);
    const stranger = await newCoder(service, (await governedScene(service)).scenario, {
      ...{ kind: 'ANALYST', roles: ['ANALYST'] },
    });
    expect(await kinds(stranger.client, { subject: session.id })).toEqual([]);
  });

  test('what an answer changes looks the same whatever it is, also when it is the same again', async () => {
    const session = await opened(scene);
    const items = await itemsOf(service, session);
    const answers = [
      { outcome: 'REASON', reason: governed.refund, confidence: 5, note: 'n' },
      { outcome: 'CANNOT_CODE' },
      { outcome: 'NO_REASON_FITS' },
    ];
    for (const [place, { id }] of items.entries()) await code(scene.coders[0], id, answers[place] ?? {});
    for (const [place, { id }] of items.entries()) await code(scene.coders[0], id, answers[place] ?? {});
    const { rows } = await asOwner((client) =>
      client.query<{ change: string; images: string[] }>(
        `SELECT c.body AS change, (SELECT array_agg(i.body ORDER BY i.ordinal) FROM row_image i WHERE i.change_set_id = c.change_set_id) AS images
         FROM change c WHERE c.subject_id = $1 AND c.kind = 'codeItem'`,
        [localIdOf(session.id)],
      ),
    );
    const masked = (text: string): string =>
      text
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'an id')
        .replace(/[0-9a-f]{64}/g, 'a digest')
        .replace(/\d{4}-\d\d-\d\dT[\d:.+]+/g, 'a moment')
        .replace(/"position": ?\d+/g, 'a place');
    const shapes = rows.map(({ change, images }) => masked([change, ...images].join('\n')));
    expect(rows).toHaveLength(6);
    expect(new Set(shapes).size).toBe(2);
  });

  test('a coder who is linked to another actor is, in an open session, still who they were', async () => {
    const coder = await newCoder(service, governed.scenario, { kind: 'AGENT' });
    const session = await opened(scene, { coders: [coder.id, scene.coders[1].id] });
    const item = await firstItem(service, session);
    await code(coder, item, { reason: governed.refund });
    const thief = await newCoder(service, governed.scenario, { kind: 'AGENT', roles: ['CODER', 'ANALYST'] });
    const analyst = scene.scenario.as('ANALYST');
    const because = 'A test.';
    await run(analyst, 'retireCoder', { coder: thief.id, because });
    const linked = await run(analyst, 'linkCoder', {
      ...{ coder: coder.id, expectedRevision: 1, actor: thief.actor, because },
    });
    expect(linked.__typename).toBe('LinkCoderPayload');
    const { session: mine } = await thief.client.ask<
      { session: { myAssignments: { nodes: unknown[] } } },
      object
    >('query($id: ID!) { session(id: $id) { myAssignments { nodes { coding { outcome } } } } }', {
      id: session.id,
    });
    expect(mine.myAssignments.nodes).toEqual([]);
    const refused = await thief.client.answer(mutationText('codeItem'), {
      input: { item, outcome: 'CANNOT_CODE' },
    });
    expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  test('a session that is cancelled stays blind', async () => {
    const { session } = await codedSession();
    await step(scene, session, { name: 'cancelSession', input: { because: 'No.' } });
    await asRuntime(async (client) => expect(await seen(client, session, null)).toEqual([]));
  });
});

interface Verified {
  readonly verifyReveal: {
    readonly sound: boolean;
    readonly total: number;
    readonly matching: number;
    readonly verifiedCodings: {
      readonly nodes: readonly {
        readonly verdict: string;
        readonly code: string | null;
        readonly coder: unknown;
      }[];
    };
  };
}

const verify = (session: SessionRef, onlyFailing = false): Promise<Verified> =>
  new GraphqlClient(service, 'AUDITOR').ask<Verified, object>(
    `query($session: ID!, $onlyFailing: Boolean!) { verifyReveal(session: $session) { sound total matching
       verifiedCodings(first: 100, onlyFailing: $onlyFailing) { nodes { verdict code salt commitment coder { id } } } } }`,
    { session: session.id, onlyFailing },
  );

describe('after the reveal', () => {
  test('every disclosed code opens its commitment, those that were changed later too', async () => {
    const { session, item } = await codedSession();
    await code(scene.coders[0], item, { reason: governed.delivery });
    await reveal(scene, session);
    const { verifyReveal } = await verify(session);
    expect(verifyReveal).toMatchObject({ sound: true, total: 3, matching: 3 });
    const codes = verifyReveal.verifiedCodings.nodes.map((coding) => coding.code ?? '');
    expect(codes.filter((text) => text.includes(localIdOf(governed.delivery)))).toHaveLength(1);
    await asRuntime(async (client) => expect(await seen(client, session, null)).toHaveLength(3));
  });

  test('a code that the owner of the tables altered, added or removed is caught', async () => {
    const { session } = await codedSession();
    await reveal(scene, session);
    const id = localIdOf(session.id);
    const tamper = (statement: string): Promise<unknown> =>
      asOwner(async (client) => {
        await client.query('BEGIN');
        await client.query(`ALTER TABLE blind_code DISABLE TRIGGER USER`);
        await client.query(`ALTER TABLE blind_code NO FORCE ROW LEVEL SECURITY`);
        await client.query(statement, [id]);
        await client.query(`ALTER TABLE blind_code ENABLE ALWAYS TRIGGER blind_code_image`);
        await client.query(`ALTER TABLE blind_code ENABLE ALWAYS TRIGGER blind_code_kept`);
        await client.query(`ALTER TABLE blind_code FORCE ROW LEVEL SECURITY`);
        await client.query('COMMIT');
      });
    await tamper(
      `UPDATE blind_code SET code = replace(code, 'REASON', 'CANNOT_CODE') WHERE ctid =
         (SELECT ctid FROM blind_code WHERE session_id = $1 LIMIT 1)`,
    );
    expect((await verify(session, true)).verifyReveal).toMatchObject({
      ...{ sound: false, total: 2, matching: 1 },
      verifiedCodings: { nodes: [{ verdict: 'DIFFERS' }] },
    });
    await tamper(
      `INSERT INTO blind_code SELECT taxonomy_id, session_id, coder_id, item_id, content, 7, coded_by, code, salt
       FROM blind_code WHERE session_id = $1 LIMIT 1`,
    );
    await tamper(
      `DELETE FROM blind_code WHERE session_id = $1 AND code LIKE '%CANNOT_CODE%' AND revision = 1`,
    );
    const verdicts = (await verify(session, true)).verifyReveal.verifiedCodings.nodes.map(
      ({ verdict }) => verdict,
    );
    expect(verdicts.toSorted()).toEqual(['NOT_COMMITTED', 'NOT_DISCLOSED']);
  });

  test('a coding that the owner of the tables made late against the history is caught', async () => {
    const { session } = await codedSession();
    await reveal(scene, session);
    await asOwner(async (client) => {
      await client.query('BEGIN');
      await client.query(`ALTER TABLE assignment DISABLE TRIGGER assignment_image`);
      await client.query(
        `UPDATE assignment SET late = true WHERE ctid =
           (SELECT ctid FROM assignment WHERE session_id = $1 AND revision > 0 LIMIT 1)`,
        [localIdOf(session.id)],
      );
      await client.query(`ALTER TABLE assignment ENABLE ALWAYS TRIGGER assignment_image`);
      await client.query('COMMIT');
    });
    expect((await verify(session, true)).verifyReveal).toMatchObject({
      ...{ sound: false, total: 2, matching: 1 },
      verifiedCodings: { nodes: [{ verdict: 'STANDS_OTHERWISE' }] },
    });
  });

  test('while its adjudicator is blind, codings go by letters and nothing links them to names', async () => {
    const { session, item } = await codedSession({ adjudicatorBlind: true });
    const shown = await reveal(scene, session);
    const ask = () =>
      scene.scenario
        .as('ANALYST')
        .ask<{ node: { codings: { letter: string; coder: unknown }[] } }, object>(
          'query($item: ID!) { node(id: $item) { ... on SessionItem { codings { letter coder { id } reason { code } } } } }',
          { item },
        );
    const { codings } = (await ask()).node;
    expect(codings.map(({ letter, coder }) => [letter, coder])).toEqual([
      ['A', null],
      ['B', null],
    ]);
    const { verifyReveal } = await verify(session);
    expect(verifyReveal).toMatchObject({ sound: true, total: 2 });
    expect(verifyReveal.verifiedCodings.nodes).toEqual(
      Array(2).fill({ verdict: 'MATCHES', code: null, salt: null, commitment: null, coder: null }),
    );
    const waivers = [{ item, because: 'A test.' }];
    await step(scene, shown, { name: 'closeSession', input: { waivers } });
    const names = (await ask()).node.codings.map(({ coder }) => coder);
    expect(names).toEqual(expect.arrayContaining(scene.coders.map(({ id }) => ({ id }))));
    expect((await verify(session)).verifyReveal.verifiedCodings.nodes[0]?.code).not.toBeNull();
  });
});
