import type { CoderId, ContactId } from '../../contact/domain';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { DepartmentId, ReasonId, TaxonomyId } from '../../platform/ids';
import type { AuditPopulation, ExclusionCause, StratumDimension, StratumRecord } from '../domain';

/** What a frame is made of. */
export interface FrameQuestion {
  readonly taxonomyId: TaxonomyId;
  readonly population: AuditPopulation;
  /** Of the population's reasons, each with all that is below it; null: of all. */
  readonly reasonIds: readonly ReasonId[] | null;
  readonly version: number;
  /** The leaves of the version: what can be coded. */
  readonly leaves: readonly ReasonId[];
  readonly by: readonly StratumDimension[];
}

/** How many contacts of a stratum are in the frame, or why so many of the population are not. */
export interface FrameCount extends Pick<StratumRecord, 'reasonId' | 'departmentId' | 'channel'> {
  readonly cause: ExclusionCause | null;
  readonly count: number;
}

/** A contact of the sample. */
export interface DrawnContact {
  readonly contactId: ContactId;
  readonly stratum: number;
  readonly reasonId: ReasonId;
  readonly coderId: CoderId | null;
  readonly departmentId: DepartmentId | null;
  /** What it shares with other contacts, such as the customer; null: nothing that is known. */
  readonly cluster: string | null;
}

/**
 * A frame, looked at once and kept for the length of the transaction, so that what is counted, sealed and drawn from is
 * the same whatever is recorded meanwhile.
 */
export class FrameRepository {
  constructor(private readonly sql: Sql) {}

  async open(question: FrameQuestion): Promise<void> {
    const { population, by } = question;
    const [reason, version] =
      population.stage === 'FINAL'
        ? ['c.reason_id', 'c.version']
        : ['c.initial_reason_id', 'c.initial_version'];
    const of = (dimension: StratumDimension, column: string, type: string): string =>
      by.includes(dimension) ? column : `NULL::${type}`;
    await this.sql.query('DROP TABLE IF EXISTS pg_temp.audit_frame');
    await this.sql.query(
      `CREATE TEMPORARY TABLE audit_frame ON COMMIT DROP AS
       SELECT c.id, c.source, c.external_id, c.cluster, ${reason} AS reason_id, c.coder_id, c.department_id,
         ${of('REASON', reason, 'uuid')} AS stratum_reason, ${of('DEPARTMENT', 'c.department_id', 'uuid')} AS stratum_department,
         ${of('CHANNEL', 'c.channel', 'text')} AS stratum_channel,
         CASE WHEN ${reason} IS NULL THEN 'NOT_CODED' WHEN ${version} <> $8 THEN 'OTHER_VERSION'
           WHEN NOT ${reason} = ANY ($9::uuid[]) THEN 'NOT_A_LEAF' WHEN c.coder_id IS NULL AND NOT $10 THEN 'UNKNOWN_CODER'
           WHEN $11 AND NOT EXISTS (
             SELECT 1 FROM contact_excerpt e WHERE e.taxonomy_id = c.taxonomy_id AND e.contact_id = c.id) THEN 'NO_EXCERPT'
         END AS cause
       FROM contact c
       WHERE c.taxonomy_id = $1 AND c.occurred_at >= $2 AND c.occurred_at < $3
         AND ($4::text[] IS NULL OR c.channel = ANY ($4)) AND ($5::uuid[] IS NULL OR c.department_id = ANY ($5))
         AND ($6::uuid[] IS NULL OR ${reason} = ANY ($6)) AND ($7::uuid[] IS NULL OR c.coder_id = ANY ($7))`,
      [
        ...[
          question.taxonomyId,
          population.from,
          population.until,
          population.channels,
          population.departments,
        ],
        ...[question.reasonIds, population.coders, question.version, question.leaves],
        ...[population.unknownCoders, population.excerptOnly],
      ],
    );
  }

  counts(): Promise<FrameCount[]> {
    return rowsOf(
      this.sql,
      `SELECT cause, stratum_reason AS "reasonId", stratum_department AS "departmentId", stratum_channel AS channel,
         count(*)::integer AS count
       FROM pg_temp.audit_frame GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    );
  }

  /** Over the contacts of the frame, in the order of their ids, with what they were coded as and by whom. */
  async digest(): Promise<string> {
    const [row] = await rowsOf<{ digest: string }>(
      this.sql,
      `SELECT encode(sha256(convert_to(coalesce(
         string_agg(concat_ws(':', id, reason_id, coder_id), E'\\n' ORDER BY id), ''), 'UTF8')), 'hex') AS digest
       FROM pg_temp.audit_frame WHERE cause IS NULL`,
    );
    return row?.digest ?? '';
  }

  /** Whether a customer of some of the contacts was erased: these have another name since, and are drawn by it no more. */
  async isAnyErased(): Promise<boolean> {
    const rows = await rowsOf(
      this.sql,
      `SELECT 1 FROM pg_temp.audit_frame WHERE cause IS NULL AND external_id = id::text LIMIT 1`,
    );
    return rows.length > 0;
  }

  /**
   * Of each stratum as many contacts as its sample says: those whose names, hashed together with the seed, come first. They
   * come in another order of chance, which says nothing of their strata.
   */
  draw(strata: readonly StratumRecord[], seed: number): Promise<DrawnContact[]> {
    return rowsOf(
      this.sql,
      `SELECT ranked.id AS "contactId", ranked.place AS stratum, reason_id AS "reasonId",
         coder_id AS "coderId", department_id AS "departmentId", cluster
       FROM (
         SELECT f.*, s.place, s.sample, row_number() OVER (
           PARTITION BY s.place ORDER BY ${hashedWith('draw')}, f.id) AS rank
         FROM pg_temp.audit_frame f
         JOIN unnest($2::integer[], $3::uuid[], $4::uuid[], $5::text[], $6::integer[])
           AS s (place, reason_id, department_id, channel, sample)
           ON f.stratum_reason IS NOT DISTINCT FROM s.reason_id
           AND f.stratum_department IS NOT DISTINCT FROM s.department_id
           AND f.stratum_channel IS NOT DISTINCT FROM s.channel
         WHERE f.cause IS NULL) AS ranked
       WHERE rank <= sample ORDER BY ${hashedWith('order')}, ranked.id`,
      [
        String(seed),
        ...[strata.map(({ place }) => place), strata.map(({ reasonId }) => reasonId)],
        ...[strata.map(({ departmentId }) => departmentId), strata.map(({ channel }) => channel)],
        strata.map(({ sample }) => sample),
      ],
    );
  }
}

const hashedWith = (purpose: 'draw' | 'order'): string =>
  `sha256(convert_to(concat_ws(':', $1::text, '${purpose}', source, external_id), 'UTF8'))`;
