import { rowsOf, type Sql } from '../../platform/database/sql';
import type { DraftId, TaxonomyId, VersionId } from '../../platform/ids';
import type { PilotId, PilotRecord, PilotScope } from '../domain';

interface PilotRow extends Omit<PilotRecord, 'scope'>, PilotScope {}

const columns = `id, taxonomy_id AS "taxonomyId", number, draft_id AS "draftId", title, digest,
  reason_count AS "reasonCount", base_version_id AS "baseVersionId", departments, channels, coders,
  starts_at AS "startsAt", ends_at AS "endsAt", because, started_by AS "startedBy", recorded_at AS "recordedAt",
  ended_at AS "endedAt", ended_because AS "endedBecause", version_id AS "versionId"`;

const pilotOf = ({ departments, channels, coders, ...row }: PilotRow): PilotRecord => ({
  ...row,
  scope: { departments, channels, coders },
});

/** Pilots; of a taxonomy there are few. */
export class PilotRepository {
  constructor(private readonly sql: Sql) {}

  many(ids: readonly PilotId[]): Promise<readonly PilotRecord[]> {
    return this.rows('id = ANY ($1)', [ids]);
  }

  /** All of these taxonomies, the newest first. */
  ofTaxonomies(ids: readonly TaxonomyId[]): Promise<readonly PilotRecord[]> {
    return this.rows('taxonomy_id = ANY ($1) ORDER BY taxonomy_id, number DESC', [ids]);
  }

  /** Those of a draft that have not ended, nor will by themselves before the moment. */
  runningOf(draftId: DraftId, at: Date): Promise<readonly PilotRecord[]> {
    return this.rows('draft_id = $1 AND ended_at IS NULL AND ends_at > $2 ORDER BY number', [draftId, at]);
  }

  async add(pilot: PilotRecord): Promise<void> {
    const { scope } = pilot;
    await this.sql.query(
      `INSERT INTO pilot (id, taxonomy_id, number, draft_id, title, digest, reason_count, base_version_id, departments,
         channels, coders, starts_at, ends_at, because, started_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        ...[pilot.id, pilot.taxonomyId, pilot.number, pilot.draftId, pilot.title, pilot.digest],
        ...[pilot.reasonCount, pilot.baseVersionId, scope.departments, scope.channels, scope.coders],
        ...[pilot.startsAt, pilot.endsAt, pilot.because, pilot.startedBy, pilot.recordedAt],
      ],
    );
  }

  async end(
    id: PilotId,
    end: { readonly at: Date; readonly because: string; readonly versionId: VersionId | null },
  ): Promise<void> {
    await this.sql.query(
      `UPDATE pilot SET ended_at = $2, ended_because = $3, version_id = $4
       WHERE id = $1 AND ended_at IS NULL`,
      [...[id, end.at, end.because, end.versionId]],
    );
  }

  /** How many of the named departments and coders the taxonomy has. */
  async known(taxonomyId: TaxonomyId, { departments, coders }: PilotScope): Promise<number> {
    const [row] = await rowsOf<{ count: number }>(
      this.sql,
      `SELECT ((SELECT count(*) FROM department WHERE taxonomy_id = $1 AND id = ANY ($2) AND dissolved_at IS NULL)
         + (SELECT count(*) FROM coder WHERE taxonomy_id = $1 AND id = ANY ($3)))::integer AS count`,
      [taxonomyId, departments ?? [], coders ?? []],
    );
    return row?.count ?? 0;
  }

  private async rows(condition: string, values: readonly unknown[]): Promise<readonly PilotRecord[]> {
    const rows = await rowsOf<PilotRow>(this.sql, `SELECT ${columns} FROM pilot WHERE ${condition}`, values);
    return rows.map(pilotOf);
  }
}
