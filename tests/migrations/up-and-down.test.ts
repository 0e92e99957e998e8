import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { digestOfPayload } from '../../src/platform/command/change-writer';
import { createDataSource } from '../../src/platform/database/data-source';
import { foundAnywhere } from '../support/found-anywhere';
import { historyFaults } from '../support/history-faults';
import { onConnection, testServer } from '../support/test-server';

/** Everything that a migration can leave in the schema, named so that two databases can be compared. */
const inventory = `
  SELECT 'relation ' || c.relkind::text || ' ' || c.relname AS thing
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'
  UNION ALL SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT 'constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
    FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = 'public'
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND NOT t.tgisinternal
  UNION ALL SELECT 'function ' || pg_get_functiondef(p.oid)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'
  UNION ALL SELECT 'type ' || t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE n.nspname = 'public' AND t.typtype IN ('e', 'd')
  ORDER BY 1`;

const { suffix, admin, owner } = testServer();
const database = `concordance_test_${suffix}_${randomBytes(4).toString('hex')}`;
const connection = { ...owner, database };

beforeAll(() =>
  onConnection(admin, (client) => client.query(`CREATE DATABASE ${database} TEMPLATE template0`)),
);
afterAll(() => onConnection(admin, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`)));

const things = (): Promise<readonly string[]> =>
  onConnection(connection, async (client) =>
    (await client.query<{ thing: string }>(inventory)).rows.map(({ thing }) => thing),
  );

/** The table in which TypeORM keeps which migrations ran is its own, and stays. */
const ofMigrations = /\bmigration(_id_seq|_[a-z]+_not_null)?\b|PK_/;

test('the migrations go up from nothing, down to nothing and up again to the same', async () => {
  const dataSource = await createDataSource(connection, { entities: [] }).initialize();
  try {
    const ran = await dataSource.runMigrations();
    const first = await things();
    for (const _ of ran) await dataSource.undoLastMigration();
    const left = (await things()).filter((thing) => !ofMigrations.test(thing));
    const again = await dataSource.runMigrations();

    expect(left).toEqual([]);
    expect(again.map(({ name }) => name)).toEqual(ran.map(({ name }) => name));
    expect(await things()).toEqual(first);
  } finally {
    await dataSource.destroy();
  }
});

/** Undoes migrations up to one of this name, and that one. */
async function undoneBack(dataSource: DataSource, wanted: string): Promise<void> {
  for (let undone = ''; !undone.startsWith(wanted);) {
    const ran = await dataSource.query<{ name: string }[]>(
      'SELECT name FROM migration ORDER BY id DESC LIMIT 1',
    );
    undone = ran[0]?.name ?? '';
    await dataSource.undoLastMigration();
  }
}

/** An entry as it was written while items had labels. */
async function writeOldEntry(client: Client, images: readonly string[]): Promise<void> {
  const id = randomUUID();
  const because = 'Said "so",\nin C:\\ \u0001 and \u{1f600}.';
  const change = '{"kind":"planSession"}';
  const payloadDigest = digestOfPayload(because, [change], images);
  const header = JSON.stringify({ id, changeCount: 1, payloadDigest });
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO change_set (id, recorded_at, command, actor_id, acting_role, request_id, because, change_count,
       payload_digest, header) VALUES ($1, now(), 'planSession', $1, 'ANALYST', 'r', $2, 1, $3, $4)`,
    [id, because, payloadDigest, header],
  );
  await client.query(
    `INSERT INTO change (change_set_id, ordinal, kind, subject_type, subject_id, body)
     VALUES ($1, 1, 'other', 'Session', $1, $2)`,
    [id, change],
  );
  await client.query(
    `INSERT INTO row_image (change_set_id, table_name, operation, body)
     SELECT $1, CASE WHEN body LIKE '%label%' THEN 'session_item' ELSE 'calibration_session' END, 'INSERT', body
     FROM unnest($2::text[]) AS body`,
    [id, images],
  );
  await client.query('COMMIT');
}

test('a migration of many rows may take as long as it takes, and another statement may not', async () => {
  for (const [limits, expected] of [
    [{ statementTimeoutMs: 0 }, '0'],
    [{}, '30s'],
  ] as const) {
    const dataSource = await createDataSource(connection, { entities: [], ...limits }).initialize();
    expect(await dataSource.query('SHOW statement_timeout')).toEqual([{ statement_timeout: expected }]);
    await dataSource.destroy();
  }
});

test('labels of items are taken out of the history, whose entries then say so and are vouched for', async () => {
  const dataSource = await createDataSource(connection, { entities: [] }).initialize();
  try {
    await undoneBack(dataSource, 'ItemsNameNoContact');
    const needles = ['ticket-77'];
    const images = ['{"after": {"label": "ticket-77", "place": 0}}', '{"after": {"title": "A session"}}'];
    const after = await onConnection(connection, async (client) => {
      await writeOldEntry(client, images);
      await writeOldEntry(client, images.slice(1));
      expect(await foundAnywhere(client, needles)).toEqual(['row_image']);
      await dataSource.runMigrations();
      const { rows } = await client.query<{ body: string }>('SELECT body FROM row_image ORDER BY ordinal');
      return {
        bodies: rows.map(({ body }) => JSON.parse(body) as object),
        faults: await historyFaults(client),
      };
    });
    const title = { after: { title: 'A session' } };
    expect(after).toEqual({
      bodies: [{ after: { label: '(redacted)', place: 0 } }, title, title],
      faults: [],
    });
    await onConnection(connection, async (client) => {
      expect(await foundAnywhere(client, needles)).toEqual([]);
      const { rows } = await client.query('SELECT what FROM redaction');
      expect(rows).toHaveLength(1);
      await expect(client.query(`UPDATE row_image SET body = '{}'`)).rejects.toThrow('kept for ever');
    });
  } finally {
    await dataSource.destroy();
  }
});

test('counts that were kept one by one are packed, and stand one by one where that is undone', async () => {
  const dataSource = await createDataSource(connection, { entities: [] }).initialize();
  const taxonomyId = randomUUID();
  const [reason, other] = [randomUUID(), randomUUID()];
  const stored = `SELECT jsonb_strip_nulls(to_jsonb(c)) AS row FROM usage_count c ORDER BY cube`;
  const rows = async () => (await dataSource.query<{ row: object }[]>(stored)).map(({ row }) => row);
  try {
    await dataSource.query(
      `INSERT INTO usage_count (taxonomy_id, cube, month, reason_id, version, cell_day, cell_channel, cell_department_id,
         cell_contacts) VALUES ($1, 'DAILY', '2025-03-01', $2, 1, '{2025-03-02,2025-03-09}', '{PHONE,NULL}', '{NULL,NULL}', '{3,4}')`,
      [taxonomyId, reason],
    );
    await dataSource.query(
      `INSERT INTO usage_count (taxonomy_id, cube, month, reason_id, version, cell_handling, cell_contacts, cell_seconds)
       VALUES ($1, 'HANDLING', '2025-03-01', NULL, NULL, '{7,NULL}', '{5,2}', '{300,0}')`,
      [taxonomyId],
    );
    await dataSource.query(
      `INSERT INTO usage_count (taxonomy_id, cube, month, channel, segment, cell_reason_id, cell_version, cell_department_id,
         cell_contacts) VALUES ($1, 'MIX', '2025-03-01', 'PHONE', NULL, $2, '{1,2}', '{NULL,NULL}', '{6,1}')`,
      [taxonomyId, [reason, other]],
    );
    const packed = await rows();
    await undoneBack(dataSource, 'CountsPacked');
    const single = await dataSource.query<object[]>(
      `SELECT cube, starts_on::text, reason_id, version, channel, segment, handling, contacts, seconds::integer
       FROM usage_count ORDER BY cube, contacts DESC`,
    );
    const none = {
      reason_id: null,
      version: null,
      channel: null,
      segment: null,
      handling: null,
      seconds: null,
    };
    expect(single).toEqual([
      { ...none, cube: 'DAILY', starts_on: '2025-03-09', reason_id: reason, version: 1, contacts: 4 },
      {
        ...none,
        cube: 'DAILY',
        starts_on: '2025-03-02',
        reason_id: reason,
        version: 1,
        channel: 'PHONE',
        contacts: 3,
      },
      { ...none, cube: 'HANDLING', starts_on: '2025-03-01', handling: 7, contacts: 5, seconds: 300 },
      { ...none, cube: 'HANDLING', starts_on: '2025-03-01', contacts: 2, seconds: 0 },
      {
        ...none,
        cube: 'MIX',
        starts_on: '2025-03-01',
        reason_id: reason,
        version: 1,
        channel: 'PHONE',
        contacts: 6,
      },
      {
        ...none,
        cube: 'MIX',
        starts_on: '2025-03-01',
        reason_id: other,
        version: 2,
        channel: 'PHONE',
        contacts: 1,
      },
    ]);
    await dataSource.runMigrations();
    expect(await rows()).toEqual(packed);
  } finally {
    await dataSource.destroy();
  }
});
