import type { ActorId, ChangeSetId, DraftId, TaxonomyId } from '../ids';
import type { Problem } from '../problem';
import type { NonEmptyArray, Result } from '../result';
import type { Sql } from '../database/sql';

/** Who asks. What the actor may do is decided by the authority that the runner was given. */
export interface Actor {
  readonly id: ActorId;
}

/** Where a permission must hold: in one taxonomy, or (null) for the whole service. */
export interface Scope {
  readonly taxonomyId: TaxonomyId | null;
}

/** One typed change of one subject, as the history keeps it. `before` and `after` are small JSON values. */
export interface Change {
  readonly kind: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly before: unknown;
  readonly after: unknown;
}

export interface Recorded<Value> {
  readonly value: Value;
  readonly changes: NonEmptyArray<Change>;
  readonly because?: string | null;
  /** Where the command made the taxonomy that its change set belongs to. */
  readonly taxonomyId?: TaxonomyId;
  readonly draft?: { readonly id: DraftId; readonly head: number };
  readonly versionDigest?: string;
}

/** Nothing to do: nothing is written and no head moves. */
export interface Unchanged<Value> {
  readonly value: Value;
  readonly unchanged: true;
}

/** What a command is given inside its transaction. */
export interface Tx {
  readonly now: Date;
  readonly changeSetId: ChangeSetId;
  /** A repository bound to the transaction; for an abstract one, the class that the service was put together with. */
  repository<Repository>(type: abstract new (sql: Sql) => Repository): Repository;
  /**
   * Asks whether the actor holds the command's permission here; a command that succeeds without having asked is a bug
   * that the runner reports. Not allowed: FORBIDDEN. Not even readable: refused with `hidden`. Where the row decides
   * which permission it takes (another's draft, say), that one is named.
   */
  permit(scope: Scope, hidden: Problem, permission?: string): void;
}

/** One business action. It cannot succeed without naming its changes, so that no history can be forgotten. */
export interface Command<Input, Value, Refusal extends Problem> {
  readonly name: string;
  readonly permission: string;
  /** Governance acts whose refusals auditors want to see. */
  readonly refusalsAreNoted?: boolean;
  /** The input must not be told from what is kept of it: few inputs can be tried one by one against a digest. */
  readonly inputIsSecret?: boolean;
  execute(tx: Tx, input: Input, actor: Actor): Promise<Result<Recorded<Value> | Unchanged<Value>, Refusal>>;
}

export interface Completed<Value> {
  readonly value: Value;
  readonly unchanged: boolean;
}
