import type { DataSource, QueryRunner } from 'typeorm';
import { CallerError } from '../caller-error';
import { canonicalJson } from '../canonical-json';
import { isOverload, isRetryable, rowsOf, type Sql } from '../database/sql';
import { sha256Hex } from '../digest';
import { newId, type ChangeSetId } from '../ids';
import type { Problem } from '../problem';
import { err, ok, type Result } from '../result';
import { writeChangeSet } from './change-writer';
import type { Actor, Command, Completed, Recorded, Scope, Tx } from './command';

/** What the access module tells the runner; the runner itself knows no roles. */
export interface Authority<Principal extends Actor> {
  /** The role that grants the permission in the scope, or null where none does. */
  actingRole(actor: Principal, permission: string, scope: Scope): string | null;
  grantedAnywhere(actor: Principal, permission: string): boolean;
  mayRead(actor: Principal, scope: Scope): boolean;
}

export interface Caller<Principal extends Actor> {
  readonly actor: Principal;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
}

type RepositoryClass = abstract new (sql: Sql) => object;

/** By an abstract repository that a module declares, the class of another module that answers for it. */
export type Ports = ReadonlyMap<RepositoryClass, new (sql: Sql) => object>;

const attempts = 5;

/** A refusal on its way out of the transaction: thrown, so that nothing can commit around it. */
class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/**
 * The one way in which state changes: permission, transaction, rule, history, commit. A refusal that were returned out
 * of the transaction would commit what had been written before it; here it is thrown and so always rolls back.
 */
export class CommandRunner<Principal extends Actor> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly authority: Authority<Principal>,
    /** The classes that stand for abstract repositories. */
    private readonly ports: Ports = new Map(),
  ) {}

  async run<Input, Value, Refusal extends Problem>(
    command: Command<Input, Value, Refusal>,
    input: Input,
    caller: Caller<Principal>,
  ): Promise<Result<Completed<Value>, Refusal>> {
    const attempt = new Attempt(this.dataSource, this.authority, {
      ...{ command, input, caller, ports: this.ports },
    });
    try {
      if (!this.authority.grantedAnywhere(caller.actor, command.permission)) throw attempt.forbidden();
      return ok(await retried(() => attempt.make()));
    } catch (fault) {
      await attempt.note(fault);
      if (fault instanceof Refused) return err(fault.problem as Refusal);
      throw fault;
    }
  }
}

/** Whether a command that failed may be run again in a moment: the database was too busy for it. */
export const isTemporary = (fault: unknown): boolean => isOverload(fault);

async function retried<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (fault) {
      if (attempt === attempts || !isRetryable(fault)) throw fault;
    }
  }
}

interface Call<Principal extends Actor, Input, Value, Refusal extends Problem> {
  readonly command: Command<Input, Value, Refusal>;
  readonly input: Input;
  readonly caller: Caller<Principal>;
  readonly ports: Ports;
}

class Attempt<Principal extends Actor, Input, Value, Refusal extends Problem> {
  private scope: Scope | null = null;
  private actingRole: string | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly authority: Authority<Principal>,
    private readonly call: Call<Principal, Input, Value, Refusal>,
  ) {}

  forbidden(): CallerError {
    return new CallerError(
      'FORBIDDEN',
      `expected a role that may ${this.call.command.permission}, but you hold none here`,
    );
  }

  async make(): Promise<Completed<Value>> {
    this.scope = null;
    this.actingRole = null;
    const session = this.dataSource.createQueryRunner();
    try {
      await session.startTransaction();
      const completed = await this.within(session);
      await session.commitTransaction();
      return completed;
    } catch (fault) {
      if (session.isTransactionActive) await session.rollbackTransaction().catch(() => undefined);
      throw fault;
    } finally {
      await session.release();
    }
  }

  /** Notes a refused governance act, after the rollback and in a transaction of its own. */
  async note(fault: unknown): Promise<void> {
    if (this.call.command.refusalsAreNoted !== true) return;
    const problem = fault instanceof Refused ? fault.problem : fault instanceof CallerError ? fault : null;
    if (problem === null) return;
    const { actor, requestId } = this.call.caller;
    await this.dataSource.query(
      `INSERT INTO refusal (id, refused_at, command, actor_id, taxonomy_id, code, message, request_id)
       VALUES ($1, clock_timestamp(), $2, $3, $4, $5, $6, $7)`,
      [
        newId(),
        this.call.command.name,
        actor.id,
        this.scope?.taxonomyId ?? null,
        problem.code,
        problem.message,
        requestId,
      ],
    );
  }

  private async within(session: QueryRunner): Promise<Completed<Value>> {
    const sql = session.manager;
    const earlier = await this.claimIdempotencyKey(sql);
    if (earlier !== null) return earlier;
    const { command, input, caller } = this.call;
    if (caller.idempotencyKey !== null) await sql.query('SAVEPOINT work');
    const opened = await openChangeSet(sql);
    const outcome = await command.execute(this.tx(sql, opened), input, caller.actor);
    if (!outcome.ok) throw new Refused(outcome.problem);
    if (this.scope === null) throw new Error(`${command.name} succeeded without asking for its permission`);
    const unchanged = 'unchanged' in outcome.value;
    if (!('unchanged' in outcome.value)) await this.record(sql, opened, outcome.value);
    const completed = { value: outcome.value.value, unchanged };
    await this.keepOutcome(sql, completed);
    return completed;
  }

  private tx(sql: Sql, { id, recordedAt }: OpenChangeSet): Tx {
    return {
      now: recordedAt,
      changeSetId: id,
      repository: (type) => this.repository(type, sql),
      permit: (scope, hidden, permission) =>
        this.permit(scope, hidden, permission ?? this.call.command.permission),
    };
  }

  private repository<Repository>(type: abstract new (sql: Sql) => Repository, sql: Sql): Repository {
    const chosen = this.call.ports.get(type as RepositoryClass) ?? type;
    return new (chosen as new (sql: Sql) => Repository)(sql);
  }

  private permit(scope: Scope, hidden: Problem, permission: string): void {
    const { actor } = this.call.caller;
    if (!this.authority.mayRead(actor, scope)) throw new Refused(hidden);
    this.scope = scope;
    this.actingRole = this.authority.actingRole(actor, permission, scope);
    if (this.actingRole === null) throw this.forbidden();
  }

  private async record(sql: Sql, opened: OpenChangeSet, recorded: Recorded<Value>): Promise<void> {
    const { actor, requestId } = this.call.caller;
    const { actingRole } = this;
    if (actingRole === null)
      throw new Error(`${this.call.command.name} succeeded without asking for its permission`);
    const taxonomyId = recorded.taxonomyId ?? this.scope?.taxonomyId ?? null;
    const command = this.call.command.name;
    await writeChangeSet(
      sql,
      { ...opened, command, actorId: actor.id, actingRole, taxonomyId, requestId },
      recorded,
    );
  }

  /** Takes the key for this transaction; answers the kept outcome where the same call was made before. */
  private async claimIdempotencyKey(sql: Sql): Promise<Completed<Value> | null> {
    const { actor } = this.call.caller;
    const idempotencyKey = this.keptKey();
    if (idempotencyKey === null) return null;
    const inputDigest = this.inputDigest();
    const claimed = await rowsOf(
      sql,
      `INSERT INTO idempotency_key (actor_id, key, command, input_digest, recorded_at)
       VALUES ($1, $2, $3, $4, clock_timestamp()) ON CONFLICT DO NOTHING RETURNING 1`,
      [actor.id, idempotencyKey, this.call.command.name, inputDigest],
    );
    if (claimed.length > 0) return null;
    const [kept] = await rowsOf<{ command: string; input_digest: string; outcome: Completed<Value> }>(
      sql,
      `SELECT command, input_digest, outcome FROM idempotency_key WHERE actor_id = $1 AND key = $2`,
      [actor.id, idempotencyKey],
    );
    if (kept?.command === this.call.command.name && kept.input_digest === inputDigest) return kept.outcome;
    throw new CallerError(
      'BAD_USER_INPUT',
      `expected a new Idempotency-Key for a new request, but ${JSON.stringify(this.call.caller.idempotencyKey)} was used for another input`,
    );
  }

  /** Where the input is secret the key is what its digest is salted with, and so is kept as a digest itself. */
  private keptKey(): string | null {
    const { idempotencyKey } = this.call.caller;
    if (idempotencyKey === null || this.call.command.inputIsSecret !== true) return idempotencyKey;
    return `digest:${sha256Hex(`key:${idempotencyKey}`)}`;
  }

  private inputDigest(): string {
    const input = canonicalJson(this.call.input);
    const isSecret = this.call.command.inputIsSecret === true;
    return sha256Hex(isSecret ? `${this.call.caller.idempotencyKey}:${input}` : input);
  }

  private async keepOutcome(sql: Sql, completed: Completed<Value>): Promise<void> {
    const { actor } = this.call.caller;
    const idempotencyKey = this.keptKey();
    if (idempotencyKey === null) return;
    if (completed.unchanged) await sql.query('ROLLBACK TO SAVEPOINT work');
    await sql.query(`UPDATE idempotency_key SET outcome = $3 WHERE actor_id = $1 AND key = $2`, [
      actor.id,
      idempotencyKey,
      JSON.stringify(completed),
    ]);
  }
}

interface OpenChangeSet {
  readonly id: ChangeSetId;
  readonly recordedAt: Date;
}

async function openChangeSet(sql: Sql): Promise<OpenChangeSet> {
  const id = newId<'ChangeSet'>();
  const rows = await rowsOf<{ now: Date }>(
    sql,
    `SELECT set_config('concordance.change_set', $1, true), now() AS now`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the database did not tell its time');
  return { id, recordedAt: row.now };
}
