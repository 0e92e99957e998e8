import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import type { CheckOutcome, CheckResult, CheckRunId, CheckSettings } from '../domain';

/** What is checked of a taxonomy by itself. */
export interface CheckScheduleRecord extends CheckSettings {
  readonly taxonomyId: TaxonomyId;
  readonly revision: number;
  /** Null: nothing is due by itself. */
  readonly nextDueAt: Date | null;
}

export interface CheckRunRecord {
  readonly id: CheckRunId;
  readonly taxonomyId: TaxonomyId;
  /** Null: somebody asked for it. */
  readonly dueAt: Date | null;
  readonly runAt: Date;
  readonly runBy: ActorId;
  /** Days as YYYY-MM-DD: from the first on, and before the second. */
  readonly from: string;
  readonly until: string;
  /** The version in force at their end; null: there was none. */
  readonly version: number | null;
  readonly contacts: number;
  readonly outcomes: Readonly<Record<CheckOutcome, number>>;
  readonly formula: string;
  readonly filed: number;
  readonly seenAgain: number;
}

export const scheduleColumns = `taxonomy_id AS "taxonomyId", revision, rhythm, weekday, hour, owner_id AS "ownerId",
  due_in_days AS "dueInDays", complete_fields AS "completeFields", limits, next_due_at AS "nextDueAt"`;

export const runColumns = `id, taxonomy_id AS "taxonomyId", due_at AS "dueAt", run_at AS "runAt", run_by AS "runBy",
  from_day::text AS from, until_day::text AS until, version, contacts, outcomes, formula, filed, seen_again AS "seenAgain"`;

/** What is checked when, and what each run saw, as commands keep it. */
export class CheckRepository {
  constructor(private readonly sql: Sql) {}

  /** Whoever checks a taxonomy, or says what is checked, holds this lock. */
  async lock(taxonomyId: TaxonomyId): Promise<CheckScheduleRecord | null> {
    const [row] = await rowsOf<CheckScheduleRecord>(
      this.sql,
      `SELECT ${scheduleColumns} FROM check_schedule WHERE taxonomy_id = $1 FOR UPDATE`,
      [taxonomyId],
    );
    return row ?? null;
  }

  /** What has been due for longest and nobody else is at. */
  async lockDue(): Promise<CheckScheduleRecord | null> {
    const [row] = await rowsOf<CheckScheduleRecord>(
      this.sql,
      `SELECT ${scheduleColumns} FROM check_schedule WHERE next_due_at <= now()
       ORDER BY next_due_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    return row ?? null;
  }

  async save(schedule: CheckScheduleRecord): Promise<void> {
    await this.sql.query(
      `INSERT INTO check_schedule (taxonomy_id, revision, rhythm, weekday, hour, owner_id, due_in_days, complete_fields,
         limits, next_due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT ON CONSTRAINT check_schedule_pkey DO UPDATE SET revision = EXCLUDED.revision,
         rhythm = EXCLUDED.rhythm, weekday = EXCLUDED.weekday, hour = EXCLUDED.hour, owner_id = EXCLUDED.owner_id,
         due_in_days = EXCLUDED.due_in_days, complete_fields = EXCLUDED.complete_fields, limits = EXCLUDED.limits,
         next_due_at = EXCLUDED.next_due_at`,
      [
        ...[schedule.taxonomyId, schedule.revision, schedule.rhythm, schedule.weekday, schedule.hour],
        ...[schedule.ownerId, schedule.dueInDays, schedule.completeFields, JSON.stringify(schedule.limits)],
        schedule.nextDueAt,
      ],
    );
  }

  async setNextDue(taxonomyId: TaxonomyId, at: Date | null): Promise<void> {
    await this.sql.query(`UPDATE check_schedule SET next_due_at = $2 WHERE taxonomy_id = $1`, [
      taxonomyId,
      at,
    ]);
  }

  async newestRun(taxonomyId: TaxonomyId): Promise<CheckRunId | null> {
    const [row] = await rowsOf<{ id: CheckRunId }>(
      this.sql,
      `SELECT id FROM check_run WHERE taxonomy_id = $1 ORDER BY id DESC LIMIT 1`,
      [taxonomyId],
    );
    return row?.id ?? null;
  }

  async addRun(run: CheckRunRecord, results: readonly CheckResult[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO check_run (id, taxonomy_id, due_at, run_at, run_by, from_day, until_day, version, contacts, outcomes,
         formula, results, filed, seen_again)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[
          run.id,
          run.taxonomyId,
          run.dueAt,
          run.runAt,
          run.runBy,
          run.from,
          run.until,
          run.version,
          run.contacts,
        ],
        ...[JSON.stringify(run.outcomes), run.formula, JSON.stringify(results), run.filed, run.seenAgain],
      ],
    );
  }
}
