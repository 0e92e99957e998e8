import type { ActorId, DepartmentId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { DepartmentRecord } from '../domain';

export const departmentColumns = `d.id, d.taxonomy_id AS "taxonomyId", d.code, d.name, d.aliases, d.parent_id AS "parentId",
  d.dissolved_at AS "dissolvedAt", d.successor_id AS "successorId", d.revision`;

/** What the commands of this module load and save of departments; they hold the lock of the taxonomy. */
export class DepartmentRepository {
  constructor(private readonly sql: Sql) {}

  async department(id: DepartmentId): Promise<DepartmentRecord | null> {
    const [row] = await rowsOf<DepartmentRecord>(
      this.sql,
      `SELECT ${departmentColumns} FROM department d WHERE d.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** All of a taxonomy, the dissolved ones too. */
  departmentsOf(taxonomyId: TaxonomyId): Promise<DepartmentRecord[]> {
    return rowsOf(this.sql, `SELECT ${departmentColumns} FROM department d WHERE d.taxonomy_id = $1`, [
      taxonomyId,
    ]);
  }

  async addDepartment(department: DepartmentRecord, createdAt: Date): Promise<void> {
    const { id, taxonomyId, code, name, aliases, parentId, revision } = department;
    await this.sql.query(
      `INSERT INTO department (id, taxonomy_id, code, name, aliases, parent_id, revision, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, taxonomyId, code, name, aliases, parentId, revision, createdAt],
    );
  }

  async saveDepartment(department: DepartmentRecord): Promise<void> {
    const { id, name, aliases, parentId, dissolvedAt, successorId, revision } = department;
    await this.sql.query(
      `UPDATE department SET name = $2, aliases = $3, parent_id = $4, dissolved_at = $5, successor_id = $6, revision = $7
       WHERE id = $1`,
      [id, name, aliases, parentId, dissolvedAt, successorId, revision],
    );
  }

  async actorExists(actorId: ActorId): Promise<boolean> {
    return (await rowsOf(this.sql, `SELECT 1 FROM actor WHERE id = $1`, [actorId])).length > 0;
  }

  /** Whether somebody speaks for the department now. */
  async isMember(departmentId: DepartmentId, actorId: ActorId): Promise<boolean> {
    const rows = await rowsOf(
      this.sql,
      `SELECT 1 FROM department_member WHERE department_id = $1 AND actor_id = $2 AND removed_at IS NULL`,
      [departmentId, actorId],
    );
    return rows.length > 0;
  }

  async addMember(member: {
    readonly id: string;
    readonly taxonomyId: TaxonomyId;
    readonly departmentId: DepartmentId;
    readonly actorId: ActorId;
    readonly addedAt: Date;
  }): Promise<void> {
    const { id, taxonomyId, departmentId, actorId, addedAt } = member;
    await this.sql.query(
      `INSERT INTO department_member (id, taxonomy_id, department_id, actor_id, added_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, taxonomyId, departmentId, actorId, addedAt],
    );
  }

  async removeMember(departmentId: DepartmentId, actorId: ActorId, removedAt: Date): Promise<void> {
    await this.sql.query(
      `UPDATE department_member SET removed_at = $3
       WHERE department_id = $1 AND actor_id = $2 AND removed_at IS NULL`,
      [departmentId, actorId, removedAt],
    );
  }
}
