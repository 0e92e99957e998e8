import type { ActorId, DepartmentId, ReasonId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { PageRequest } from '../../platform/paging';
import type { DepartmentRecord } from '../domain';
import { departmentColumns } from './department.repository';

export interface Member {
  readonly id: string;
  readonly actorId: ActorId;
  readonly addedAt: Date;
}

export interface DraftComment {
  readonly id: string;
  readonly reasonId: ReasonId | null;
  readonly actorId: ActorId;
  readonly head: number;
  readonly text: string;
  readonly recordedAt: Date;
}

/** The statements behind the reading of departments: one for a page or a batch, whatever its size. */
export class DepartmentRows {
  constructor(private readonly sql: Sql) {}

  departments(ids: readonly DepartmentId[]): Promise<DepartmentRecord[]> {
    return rowsOf(this.sql, `SELECT ${departmentColumns} FROM department d WHERE d.id = ANY ($1)`, [ids]);
  }

  departmentsOf(taxonomyIds: readonly TaxonomyId[]): Promise<DepartmentRecord[]> {
    return rowsOf(this.sql, `SELECT ${departmentColumns} FROM department d WHERE d.taxonomy_id = ANY ($1)`, [
      taxonomyIds,
    ]);
  }

  /** Of each taxonomy the department of this code or alias, where it has one. */
  async departmentsNamed(
    taxonomyIds: readonly TaxonomyId[],
    codeOrAlias: string,
  ): Promise<DepartmentRecord[]> {
    if (codeOrAlias.includes('\0')) return [];
    return rowsOf(
      this.sql,
      `SELECT ${departmentColumns} FROM department d
       WHERE d.taxonomy_id = ANY ($1) AND (lower(d.code) = lower($2)
         OR EXISTS (SELECT 1 FROM unnest(d.aliases) AS alias WHERE lower(alias) = lower($2)))`,
      [taxonomyIds, codeOrAlias],
    );
  }

  /** Of each taxonomy, by code, a row more than a page holds. */
  departmentPages(
    taxonomyIds: readonly TaxonomyId[],
    includeDissolved: boolean,
    { first, after }: PageRequest,
  ): Promise<DepartmentRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT page.* FROM unnest($1::uuid[]) AS wanted (taxonomy_id) CROSS JOIN LATERAL (
         SELECT ${departmentColumns} FROM department d
         WHERE d.taxonomy_id = wanted.taxonomy_id AND ($2 OR d.dissolved_at IS NULL OR d.dissolved_at > now())
           AND ($3::text IS NULL OR d.code > $3)
         ORDER BY d.code LIMIT $4) AS page`,
      [taxonomyIds, includeDissolved, after?.[0] ?? null, first + 1],
    );
  }

  memberPage(departmentId: DepartmentId, { first, after }: PageRequest): Promise<Member[]> {
    return rowsOf(
      this.sql,
      `SELECT id, actor_id AS "actorId", added_at AS "addedAt" FROM department_member
       WHERE department_id = $1 AND removed_at IS NULL AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [departmentId, after?.[0] ?? null, first + 1],
    );
  }

  async departmentsSpokenFor(actorId: ActorId): Promise<readonly DepartmentId[]> {
    const rows = await rowsOf<{ id: DepartmentId }>(
      this.sql,
      `SELECT department_id AS id FROM department_member WHERE actor_id = $1 AND removed_at IS NULL`,
      [actorId],
    );
    return rows.map((row) => row.id);
  }

  commentPage(
    draftId: string,
    reasonId: string | null,
    { first, after }: PageRequest,
  ): Promise<DraftComment[]> {
    return rowsOf(
      this.sql,
      `SELECT id, reason_id AS "reasonId", actor_id AS "actorId", head, text, recorded_at AS "recordedAt"
       FROM draft_comment WHERE draft_id = $1 AND ($2::uuid IS NULL OR reason_id = $2)
         AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
      [draftId, reasonId, after?.[0] ?? null, first + 1],
    );
  }
}
