import type { Client } from 'pg';
import { governedScene, newActor } from '../../support/governed-scene';
import { historyFaults } from '../../support/history-faults';
import { sha256Hex } from '../../../src/platform/digest';
import { startService, type TestService } from '../../support/service';
import { onConnection, testServer } from '../../support/test-server';

/** With one address for both, the runtime role is the owner, and only the triggers are left to refuse. */
const testWithTwoRoles = testServer().owner.user === testServer().runtime.user ? test.skip : test;

const notPermitted = '42501';
const noOpenChangeSet = 'CC001';
const keptForEver = 'CC002';
const notWhole = 'CC003';
const notOfThisTransaction = '23503';

let service: TestService;
beforeAll(async () => {
  service = await startService();
  await governedScene(service);
  await newActor(service, 'Jane Doe');
});
afterAll(() => service.close());

const asRuntime = <Value>(work: (client: Client) => Promise<Value>): Promise<Value> =>
  onConnection(service.database.runtime, work);
const asOwner = <Value>(work: (client: Client) => Promise<Value>): Promise<Value> =>
  onConnection(service.database.owner, work);

/** The SQLSTATE with which statements of one transaction are refused, at once or at its commit; null where they are not. */
async function refusalOf(client: Client, ...statements: readonly string[]): Promise<string | null> {
  await client.query('BEGIN');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
    return null;
  } catch (fault) {
    await client.query('ROLLBACK');
    return (fault as { code?: string }).code ?? String(fault);
  }
}

const historyTables = ['change_set', 'change', 'row_image'];
const sealedTables = [
  ...['taxonomy_version', 'snapshot', 'draft_operation', 'code_reservation'],
  ...['approval', 'reason', 'refusal'],
];
const changesOf = (table: string): readonly string[] => [
  `UPDATE ${table} SET ${firstColumn[table] ?? 'id'} = ${firstColumn[table] ?? 'id'}`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
];
const firstColumn: Readonly<Record<string, string>> = {
  change: 'body',
  row_image: 'body',
  snapshot: 'digest',
  draft_operation: 'head',
  code_reservation: 'code',
};

describe.each([...historyTables, ...sealedTables])('%s', (table) => {
  testWithTwoRoles('is neither changed nor emptied by the runtime role', async () => {
    for (const statement of changesOf(table)) {
      // A version can be withdrawn before it is in force, and so may be updated: what of it, the trigger says.
      const isWithdrawal = statement.startsWith('UPDATE taxonomy_version');
      expect([statement, await asRuntime((client) => refusalOf(client, statement))]).toEqual([
        statement,
        isWithdrawal ? keptForEver : notPermitted,
      ]);
    }
  });

  test('is neither changed nor emptied by the owner', async () => {
    for (const statement of changesOf(table))
      expect([statement, await asOwner((client) => refusalOf(client, statement))]).toEqual([
        statement,
        keptForEver,
      ]);
  });

  test('is neither changed nor emptied by an owner who calls itself a replica', async () => {
    const replica = `SET LOCAL session_replication_role = replica`;
    for (const statement of changesOf(table)) {
      const code = await asOwner((client) => refusalOf(client, replica, statement));
      expect([keptForEver, notPermitted]).toContain(code);
    }
  });
});

testWithTwoRoles('no image of a row is written by the runtime role itself', async () => {
  const forged = `INSERT INTO row_image (change_set_id, table_name, operation, body)
    SELECT id, 'draft', 'UPDATE', '{}' FROM change_set LIMIT 1`;
  expect(await asRuntime((client) => refusalOf(client, forged))).toBe(notPermitted);
});

describe('a governed row', () => {
  const governed = ['actor', 'role_grant', 'api_key', 'taxonomy', 'draft'];

  test.each(governed)('of %s is not changed while no change set is open', async (table) => {
    const statement = `UPDATE ${table} SET id = id`;
    expect(await asRuntime((client) => refusalOf(client, statement))).toBe(noOpenChangeSet);
  });

  test('is not changed under a change set of long ago', async () => {
    const claimed = `SELECT set_config('concordance.change_set', id::text, true) FROM change_set LIMIT 1`;
    const code = await asRuntime((client) => refusalOf(client, claimed, `UPDATE draft SET title = 'forged'`));
    expect(code).toBe(notOfThisTransaction);
  });

  test('is not changed under a change set that is never written', async () => {
    const claimed = `SELECT set_config('concordance.change_set', gen_random_uuid()::text, true)`;
    const code = await asRuntime((client) => refusalOf(client, claimed, `UPDATE draft SET title = 'forged'`));
    expect(code).toBe(notOfThisTransaction);
  });
});

describe('a change set', () => {
  const forged = (count: number): string => `
    INSERT INTO change_set (id, recorded_at, command, actor_id, acting_role, request_id, change_count, payload_digest, header)
    SELECT '01900000-0000-7000-8000-000000000001', now(), 'forged', actor_id, 'ADMIN', 'forged', ${count}, '', '{}'
    FROM change_set LIMIT 1`;

  test('is not written without the changes it names', async () => {
    expect(await asRuntime((client) => refusalOf(client, forged(1)))).toBe(notWhole);
  });

  test('is not written on the strength of a temporary table that stands in for the changes', async () => {
    const standIn = `CREATE TEMPORARY TABLE change AS
      SELECT '01900000-0000-7000-8000-000000000001'::uuid AS change_set_id`;
    expect(await asRuntime((client) => refusalOf(client, standIn, forged(1)))).toBe(notWhole);
  });

  test('names at least one change', async () => {
    expect(await asRuntime((client) => refusalOf(client, forged(0)))).toBe('23514');
  });

  const columns = 'change_set_id, ordinal, kind, subject_type, subject_id, body';
  const values = `s.id, 1000, 'forged', 'Draft', gen_random_uuid(), '{}'`;

  test('of long ago takes no further change', async () => {
    const late = `INSERT INTO change (${columns}) SELECT ${values} FROM change_set s LIMIT 1`;
    expect([notOfThisTransaction, notWhole]).toContain(await asRuntime((client) => refusalOf(client, late)));
  });

  test('of long ago takes no further change from a writer who claims its transaction', async () => {
    const late = `INSERT INTO change (${columns}, transaction_id) SELECT ${values}, s.transaction_id FROM change_set s LIMIT 1`;
    expect([notOfThisTransaction, notWhole]).toContain(await asRuntime((client) => refusalOf(client, late)));
  });

  test('takes no more changes than it names once they were counted', async () => {
    const one = (ordinal: number): string => `
      INSERT INTO change (${columns}) VALUES
        ('01900000-0000-7000-8000-000000000001', ${ordinal}, 'forged', 'Draft', gen_random_uuid(), '{}')`;
    const counted = 'SET CONSTRAINTS ALL IMMEDIATE';
    const code = await asRuntime((client) => refusalOf(client, forged(1), one(1), counted, one(2)));
    expect(code).toBe(notWhole);
  });

  test('of long ago takes no further operation of a draft from a writer who claims its transaction', async () => {
    const late = `
      INSERT INTO draft_operation (draft_id, head, ordinal, body, author_id, change_set_id, transaction_id)
      SELECT s.draft_id, 1000, 1, '{}', s.actor_id, s.id, s.transaction_id
      FROM change_set s WHERE s.draft_id IS NOT NULL LIMIT 1`;
    expect(await asRuntime((client) => refusalOf(client, late))).toBe(notOfThisTransaction);
  });
});

test('the history agrees with the tables, and every digest with what it vouches for', async () => {
  expect(await asOwner(historyFaults)).toEqual([]);
});

test('the header of every change set says what its columns say', async () => {
  const { rows } = await asOwner((client) =>
    client.query<{ header: string; columns: Record<string, unknown> }>(
      `SELECT header, json_build_object('format', 1, 'id', id, 'command', command, 'actorId', actor_id,
         'actingRole', acting_role, 'taxonomyId', taxonomy_id, 'draftId', draft_id, 'draftHead', draft_head,
         'versionDigest', version_digest, 'requestId', request_id, 'changeCount', change_count,
         'payloadDigest', payload_digest, 'recordedAt',
         to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS columns
       FROM change_set`,
    ),
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const { header, columns } of rows) expect(JSON.parse(header)).toEqual(columns);
});

describe('what is private', () => {
  interface Image {
    readonly after: Readonly<Record<string, unknown>>;
  }

  const imagesOf = (table: string): Promise<readonly Image[]> =>
    asOwner(async (client) => {
      const { rows } = await client.query<{ body: string }>(
        `SELECT body FROM row_image WHERE table_name = $1 AND operation = 'INSERT'`,
        [table],
      );
      return rows.map(({ body }) => JSON.parse(body) as Image);
    });

  test.each([
    ['actor', 'name'],
    ['api_key', 'hash'],
  ])(
    'of %s, its %s, stands in the history as a commitment that value and salt open',
    async (table, column) => {
      const { rows } = await asOwner((client) =>
        client.query<{ id: string; salt: string; value: string }>(
          `SELECT id, salt, ${column} AS value FROM ${table}`,
        ),
      );
      const images = new Map((await imagesOf(table)).map(({ after }) => [after['id'], after]));
      expect(rows.length).toBeGreaterThan(0);
      for (const { id, salt, value } of rows) {
        const commitment = `commitment:${sha256Hex(`${salt}:${column}:${JSON.stringify(value)}`)}`;
        expect(images.get(id)).toMatchObject({ [column]: commitment, salt: 'private' });
      }
    },
  );

  test('stands nowhere in the history in plain words', async () => {
    const { rows } = await asOwner((client) =>
      client.query(
        `SELECT body FROM row_image WHERE body LIKE '%Jane Doe%'
         UNION ALL SELECT body FROM change WHERE body LIKE '%Jane Doe%'
         UNION ALL SELECT header FROM change_set WHERE header LIKE '%Jane Doe%'
         UNION ALL SELECT i.body FROM row_image i JOIN actor a ON i.body LIKE '%' || a.salt || '%'`,
      ),
    );
    expect(rows).toEqual([]);
  });
});
