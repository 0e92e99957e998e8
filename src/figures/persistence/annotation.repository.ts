import type { TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { AnnotationId, AnnotationRecord, Days } from '../domain';

const columns = `id, taxonomy_id AS "taxonomyId", kind, title, from_day::text AS "from", until_day::text AS until,
  annotated_by AS "annotatedBy", annotated_at AS "annotatedAt", removed_at AS "removedAt"`;

/** What is noted on time lines, as commands keep it and as it is read. */
export class AnnotationRepository {
  constructor(private readonly sql: Sql) {}

  many(ids: readonly AnnotationId[]): Promise<AnnotationRecord[]> {
    return rowsOf(this.sql, `SELECT ${columns} FROM annotation WHERE id = ANY ($1)`, [ids]);
  }

  /** Those that are shown and touch the days, in their order. */
  during(taxonomyId: TaxonomyId, { from, until }: Days): Promise<AnnotationRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${columns} FROM annotation
       WHERE taxonomy_id = $1 AND removed_at IS NULL AND from_day < $3::date AND until_day > $2::date
       ORDER BY from_day, id`,
      [taxonomyId, from, until],
    );
  }

  async countShown(taxonomyId: TaxonomyId): Promise<number> {
    const counted = `SELECT count(*)::integer AS shown FROM annotation WHERE taxonomy_id = $1 AND removed_at IS NULL`;
    const [row] = await rowsOf<{ shown: number }>(this.sql, counted, [taxonomyId]);
    return row?.shown ?? 0;
  }

  async add(annotation: AnnotationRecord): Promise<void> {
    const { id, taxonomyId, kind, title, from, until, annotatedBy, annotatedAt } = annotation;
    await this.sql.query(
      `INSERT INTO annotation (id, taxonomy_id, kind, title, from_day, until_day, annotated_by, annotated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, taxonomyId, kind, title, from, until, annotatedBy, annotatedAt],
    );
  }

  async remove(id: AnnotationId, at: Date): Promise<void> {
    await this.sql.query(`UPDATE annotation SET removed_at = $2 WHERE id = $1`, [id, at]);
  }
}
