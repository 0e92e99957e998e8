import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { prepareAccess, runnerAuthority, systemPrincipal } from '../../../src/access';
import type { Principal } from '../../../src/access/domain';
import { entities } from '../../../src/entities';
import type { Command, Tx } from '../../../src/platform/command/command';
import { CommandRunner } from '../../../src/platform/command/runner';
import { createDataSource } from '../../../src/platform/database/data-source';
import { rowsOf, type Sql } from '../../../src/platform/database/sql';
import { newId } from '../../../src/platform/ids';
import { notFound, type Problem } from '../../../src/platform/problem';
import { err, ok } from '../../../src/platform/result';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** Actors as they are written and counted here, beside the repositories of the service. */
class Actors {
  constructor(private readonly sql: Sql) {}

  async add(name: string): Promise<string> {
    const id = newId();
    await this.sql.query(`INSERT INTO actor (id, kind, name, created_at) VALUES ($1, 'PERSON', $2, now())`, [
      id,
      name,
    ]);
    return id;
  }

  async rename(id: string, name: string): Promise<void> {
    await this.sql.query(`UPDATE actor SET name = $2 WHERE id = $1`, [id, name]);
  }
}

const hidden = notFound('service', 'tests');
const caller = { actor: systemPrincipal, requestId: 'test', idempotencyKey: null };

type Execute = Command<null, string, Problem>['execute'];

/** A command whose whole work is given by the test. */
const command = (execute: Execute): Command<null, string, Problem> => ({
  name: 'createActor',
  permission: 'manageAccess',
  execute: (tx, input, actor) => {
    tx.permit({ taxonomyId: null }, hidden);
    return execute(tx, input, actor);
  },
});

const created = (id: string) =>
  ok({
    value: id,
    changes: [{ kind: 'createActor', subject: { type: 'Actor', id }, before: null, after: {} }] as const,
  });

let database: TestDatabase;
let dataSource: DataSource;
let runner: CommandRunner<Principal>;
beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource(database.runtime, { entities }).initialize();
  runner = new CommandRunner(dataSource, runnerAuthority);
  await runner.run(prepareAccess, { tokens: [] }, caller);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** How many rows the tables hold that a command of this file writes. */
async function standing(): Promise<object> {
  const [counts] = await rowsOf<object>(
    dataSource.manager,
    `SELECT (SELECT count(*) FROM actor) AS actors, (SELECT count(*) FROM change_set) AS sets,
       (SELECT count(*) FROM change) AS changes, (SELECT count(*) FROM row_image) AS images,
       (SELECT count(*) FROM idempotency_key) AS keys, (SELECT count(*) FROM refusal) AS refusals`,
  );
  return counts ?? {};
}

const add = (tx: Tx): Promise<string> => tx.repository(Actors).add('Somebody');

test('a refusal that is returned after a write leaves nothing of the write', async () => {
  const before = await standing();
  const outcome = await runner.run(
    command(async (tx) => {
      await add(tx);
      return err({ code: 'TOO_LATE', message: 'written, and then refused' });
    }),
    null,
    { ...caller, idempotencyKey: 'refused after a write' },
  );
  expect(outcome).toEqual(err({ code: 'TOO_LATE', message: 'written, and then refused' }));
  expect(await standing()).toEqual(before);
});

test('a bug after a write leaves nothing of the write', async () => {
  const before = await standing();
  const broken = command(async (tx) => {
    await add(tx);
    throw new Error('a bug');
  });
  await expect(runner.run(broken, null, caller)).rejects.toThrow('a bug');
  expect(await standing()).toEqual(before);
});

test('a refused governance act leaves a line in the log of refusals and nothing else', async () => {
  const before = await standing();
  const noted = { ...command(async () => err({ code: 'NO', message: 'not so' })), refusalsAreNoted: true };
  await runner.run(noted, null, caller);
  expect(await standing()).toEqual({
    ...before,
    refusals: String(Number(Reflect.get(before, 'refusals')) + 1),
  });
});

test('nothing to do writes nothing', async () => {
  const before = await standing();
  const outcome = await runner.run(
    command(async () => ok({ value: 'as it was', unchanged: true })),
    null,
    caller,
  );
  expect(outcome).toEqual(ok({ value: 'as it was', unchanged: true }));
  expect(await standing()).toEqual(before);
});

test('a command that writes and says that it did nothing is stopped', async () => {
  const before = await standing();
  const lying = command(async (tx) => ok({ value: await add(tx), unchanged: true }));
  await expect(runner.run(lying, null, caller)).rejects.toThrow('row_image_of_its_own_transaction');
  expect(await standing()).toEqual(before);
});

test('a command that succeeds without having asked for its permission is a bug, and leaves nothing', async () => {
  const before = await standing();
  const forgetful: Command<null, string, Problem> = {
    name: 'createActor',
    permission: 'manageAccess',
    execute: async (tx) => created(await add(tx)),
  };
  await expect(runner.run(forgetful, null, caller)).rejects.toThrow('without asking for its permission');
  expect(await standing()).toEqual(before);
});

test('whoever holds the permission nowhere is turned away before anything is loaded', async () => {
  const execute = jest.fn<ReturnType<Execute>, Parameters<Execute>>();
  const stranger = { ...systemPrincipal, grants: [] };
  const attempt = runner.run({ ...command(execute), execute }, null, { ...caller, actor: stranger });
  await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(execute).not.toHaveBeenCalled();
});

test('a serialization failure is tried again from the start, and leaves one change set', async () => {
  const before = await standing();
  let attempts = 0;
  const failing = command(async (tx) => {
    const id = await add(tx);
    attempts += 1;
    if (attempts < 3) throw Object.assign(new Error('could not serialize access'), { code: '40001' });
    return created(id);
  });
  const outcome = await runner.run(failing, null, caller);
  const more = (name: string): string => String(Number(Reflect.get(before, name)) + 1);
  expect([outcome.ok, attempts]).toEqual([true, 3]);
  expect(await standing()).toEqual({
    ...before,
    ...{ actors: more('actors'), sets: more('sets'), changes: more('changes'), images: more('images') },
  });
});

test('a serialization failure that does not pass is told as it is after five attempts', async () => {
  let attempts = 0;
  const hopeless = command(async () => {
    attempts += 1;
    throw Object.assign(new Error('could not serialize access'), { code: '40001' });
  });
  await expect(runner.run(hopeless, null, caller)).rejects.toThrow('could not serialize access');
  expect(attempts).toBe(5);
});

test('two commands that lock the same rows in opposite order both come through', async () => {
  const one = await rowIn(
    runner.run(
      command(async (tx) => created(await add(tx))),
      null,
      caller,
    ),
  );
  const other = await rowIn(
    runner.run(
      command(async (tx) => created(await add(tx))),
      null,
      caller,
    ),
  );
  const bothHoldOne = meeting(2);
  const renaming = (first: string, second: string, name: string) =>
    command(async (tx) => {
      await tx.repository(Actors).rename(first, name);
      await bothHoldOne();
      await tx.repository(Actors).rename(second, name);
      return created(first);
    });
  const outcomes = await Promise.all([
    runner.run(renaming(one, other, 'Forwards'), null, caller),
    runner.run(renaming(other, one, 'Backwards'), null, caller),
  ]);
  expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true]);
  const names = await rowsOf<{ name: string }>(
    dataSource.manager,
    `SELECT name FROM actor WHERE id IN ($1, $2)`,
    [one, other],
  );
  expect(new Set(names.map(({ name }) => name)).size).toBe(1);
});

test('a change is recorded with who made it, as what, when and with which request', async () => {
  const id = await rowIn(
    runner.run(
      command(async (tx) => created(await add(tx))),
      null,
      { ...caller, requestId: 'request-7' },
    ),
  );
  const found = await rowsOf(
    dataSource.manager,
    `SELECT s.command, s.actor_id, s.acting_role, s.request_id, s.change_count, c.kind, c.subject_id
     FROM change_set s JOIN change c ON c.change_set_id = s.id WHERE c.subject_id = $1`,
    [id],
  );
  expect(found).toEqual([
    {
      ...{
        command: 'createActor',
        actor_id: systemPrincipal.id,
        acting_role: 'ADMIN',
        request_id: 'request-7',
      },
      ...{ change_count: 1, kind: 'createActor', subject_id: id },
    },
  ]);
});

async function rowIn(run: ReturnType<CommandRunner<Principal>['run']>): Promise<string> {
  const outcome = await run;
  if (!outcome.ok) throw new Error(`expected a row, but got ${outcome.problem.message}`);
  return String(outcome.value.value);
}

/** Waits until so many have come, the first time; whoever comes later is not held up. */
function meeting(expected: number): () => Promise<void> {
  let come = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    come += 1;
    if (come >= expected) open();
    return opened;
  };
}
