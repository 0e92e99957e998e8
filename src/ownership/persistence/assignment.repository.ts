import type { DepartmentId, DraftId, ReasonId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { AssignmentId, AssignmentRecord, HeldRoles, OwnerRole } from '../domain';
import { heldRoles, type HeldMoment } from './held-roles';

export interface NewAssignment {
  readonly id: AssignmentId;
  readonly reasonId: ReasonId;
  readonly role: OwnerRole;
  readonly departmentId: DepartmentId;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly draftId: DraftId | null;
}

export interface ProposedAssignment {
  readonly id: AssignmentId;
  readonly reasonId: ReasonId;
  readonly role: OwnerRole;
  readonly departmentId: DepartmentId;
  readonly draftId: DraftId;
}

const columns = `a.id, a.reason_id AS "reasonId", a.role, a.department_id AS "departmentId",
  coalesce(a.valid_from, v.effective_from) AS "validFrom", a.valid_until AS "validUntil"`;

/** Who answers for what, as commands change it under the lock of the taxonomy. */
export class AssignmentRepository {
  constructor(private readonly sql: Sql) {}

  heldRoles(moment: HeldMoment): Promise<HeldRoles> {
    return heldRoles(this.sql, moment);
  }

  /** What is believed now of these reasons, at whatever time it is valid. */
  believed(taxonomyId: TaxonomyId, reasonIds: readonly ReasonId[]): Promise<AssignmentRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${columns} FROM reason_assignment a LEFT JOIN taxonomy_version v ON v.draft_id = a.draft_id AND v.withdrawn_at IS NULL
       WHERE a.taxonomy_id = $1 AND a.reason_id = ANY ($2) AND a.recorded_until IS NULL
         AND (a.draft_id IS NULL OR v.id IS NOT NULL)
       ORDER BY "validFrom", a.id`,
      [taxonomyId, reasonIds],
    );
  }

  /** What a department holds at a moment or later. */
  believedOf(departmentId: DepartmentId, from: Date): Promise<AssignmentRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${columns} FROM reason_assignment a
         JOIN department d ON d.taxonomy_id = a.taxonomy_id AND d.id = a.department_id
         LEFT JOIN taxonomy_version v ON v.draft_id = a.draft_id AND v.withdrawn_at IS NULL
       WHERE a.department_id = $1 AND a.recorded_until IS NULL AND (a.valid_until IS NULL OR a.valid_until > $2)
         AND (a.draft_id IS NULL OR v.id IS NOT NULL)
       ORDER BY a.id`,
      [departmentId, from],
    );
  }

  /** What drafts that are still open propose for their new reasons: of one draft, or with one department. */
  proposed(of: {
    readonly draftId?: DraftId;
    readonly departmentId?: DepartmentId;
  }): Promise<ProposedAssignment[]> {
    return rowsOf(
      this.sql,
      `SELECT a.id, a.reason_id AS "reasonId", a.role, a.department_id AS "departmentId", a.draft_id AS "draftId"
       FROM reason_assignment a JOIN draft f ON f.id = a.draft_id
       WHERE a.recorded_until IS NULL AND f.state NOT IN ('PUBLISHED', 'ABANDONED')
         AND ($1::uuid IS NULL OR a.draft_id = $1) AND ($2::uuid IS NULL OR a.department_id = $2)
       ORDER BY a.id`,
      [of.draftId ?? null, of.departmentId ?? null],
    );
  }

  /** Closes records and adds others in their place: two statements, however many there are. */
  async record(change: {
    readonly taxonomyId: TaxonomyId;
    readonly closed: readonly AssignmentId[];
    readonly opened: readonly NewAssignment[];
    readonly now: Date;
    readonly because: string;
  }): Promise<void> {
    const { taxonomyId, closed, opened, now, because } = change;
    if (closed.length > 0)
      await this.sql.query(`UPDATE reason_assignment SET recorded_until = $2 WHERE id = ANY ($1)`, [
        closed,
        now,
      ]);
    if (opened.length === 0) return;
    await this.sql.query(
      `INSERT INTO reason_assignment
         (id, taxonomy_id, reason_id, role, department_id, draft_id, valid_from, valid_until, recorded_from, because)
       SELECT id, $1, reason_id, role, department_id, draft_id, valid_from, valid_until, $2, $3
       FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::timestamptz[], $10::timestamptz[])
         AS given (id, reason_id, role, department_id, draft_id, valid_from, valid_until)`,
      [
        ...[taxonomyId, now, because],
        opened.map(({ id }) => id),
        opened.map(({ reasonId }) => reasonId),
        opened.map(({ role }) => role),
        opened.map(({ departmentId }) => departmentId),
        opened.map(({ draftId }) => draftId),
        opened.map(({ from }) => from),
        opened.map(({ until }) => until),
      ],
    );
  }
}
