import type { CoderId } from '../../contact/domain';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ActorId, DepartmentId, TaxonomyId } from '../../platform/ids';
import type {
  AuditId,
  AuditItemId,
  AuditItemRecord,
  AuditRecord,
  AuditResults,
  AuditState,
  CoderPart,
  StratumRecord,
} from '../domain';
import { auditColumns, auditOfRow, type AuditRow } from './audit-rows';

interface OfAudit {
  readonly taxonomyId: TaxonomyId;
  readonly id: AuditId;
}

export type NewItem = Omit<AuditItemRecord, 'taxonomyId' | 'auditId' | 'label'>;

export interface NewAuditCoder {
  readonly coderId: CoderId;
  readonly part: CoderPart;
  readonly actorId: ActorId;
  readonly departmentId: DepartmentId | null;
}

export interface NewAuditAssignment {
  readonly coderId: CoderId;
  readonly itemId: AuditItemId;
  readonly position: number;
}

/** What the commands of an audit load, lock and save of the audit itself. */
export class AuditRepository {
  constructor(private readonly sql: Sql) {}

  /** Whoever ends an audit holds this lock. */
  lock(id: AuditId): Promise<AuditRecord | null> {
    return this.one(id, 'FOR UPDATE');
  }

  /** Those who code hold this lock together, so that none of them codes past the end. */
  share(id: AuditId): Promise<AuditRecord | null> {
    return this.one(id, 'FOR SHARE');
  }

  find(id: AuditId): Promise<AuditRecord | null> {
    return this.one(id, '');
  }

  async auditOfItem(id: AuditItemId): Promise<AuditId | null> {
    const [row] = await rowsOf<{ id: AuditId }>(
      this.sql,
      `SELECT audit_id AS id FROM audit_item WHERE id = $1`,
      [id],
    );
    return row?.id ?? null;
  }

  async add(audit: AuditRecord): Promise<void> {
    await this.sql.query(
      `INSERT INTO audit (id, taxonomy_id, title, state, revision, run_by, version_id, version, digest, population, design,
         measure, threshold, earlier_audit_id, frame_size, frame_digest, exclusions, drawn_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        ...[
          audit.id,
          audit.taxonomyId,
          audit.title,
          audit.state,
          audit.revision,
          audit.runBy,
          audit.versionId,
        ],
        ...[audit.version, audit.digest, JSON.stringify(audit.population), JSON.stringify(audit.design)],
        ...[audit.measure, audit.threshold, audit.earlierAuditId, audit.frameSize, audit.frameDigest],
        ...[JSON.stringify(audit.exclusions), audit.drawnAt],
      ],
    );
  }

  async addStrata({ taxonomyId, id }: OfAudit, strata: readonly StratumRecord[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO audit_stratum (taxonomy_id, audit_id, place, reason_id, department_id, channel, frame, sample)
       SELECT $1::uuid, $2::uuid, given.*
       FROM unnest($3::integer[], $4::uuid[], $5::uuid[], $6::text[], $7::integer[], $8::integer[]) AS given`,
      [
        ...[taxonomyId, id, strata.map(({ place }) => place), strata.map(({ reasonId }) => reasonId)],
        ...[strata.map(({ departmentId }) => departmentId), strata.map(({ channel }) => channel)],
        ...[strata.map(({ frame }) => frame), strata.map(({ sample }) => sample)],
      ],
    );
  }

  async addCoders({ taxonomyId, id }: OfAudit, coders: readonly NewAuditCoder[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO audit_coder (taxonomy_id, audit_id, coder_id, part, actor_id, department_id, place)
       SELECT $1::uuid, $2::uuid, coder_id, part, actor_id, department_id, place - 1
       FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[])
         WITH ORDINALITY AS given (coder_id, part, actor_id, department_id, place)`,
      [
        ...[taxonomyId, id, coders.map(({ coderId }) => coderId), coders.map(({ part }) => part)],
        ...[coders.map(({ actorId }) => actorId), coders.map(({ departmentId }) => departmentId)],
      ],
    );
  }

  async addItems({ taxonomyId, id }: OfAudit, items: readonly NewItem[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO audit_item
         (taxonomy_id, audit_id, id, place, contact_id, stratum, first_reason_id, first_coder_id, cluster)
       SELECT $1::uuid, $2::uuid, given.*
       FROM unnest($3::uuid[], $4::integer[], $5::uuid[], $6::integer[], $7::uuid[], $8::uuid[],
         $9::integer[]) AS given`,
      [
        ...[taxonomyId, id, items.map((item) => item.id), items.map(({ place }) => place)],
        ...[items.map(({ contactId }) => contactId), items.map(({ stratum }) => stratum)],
        ...[items.map(({ firstReasonId }) => firstReasonId), items.map(({ firstCoderId }) => firstCoderId)],
        items.map(({ cluster }) => cluster),
      ],
    );
  }

  async assign({ taxonomyId, id }: OfAudit, assignments: readonly NewAuditAssignment[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO audit_assignment (taxonomy_id, audit_id, coder_id, item_id, position, revision)
       SELECT $1::uuid, $2::uuid, given.*, 0 FROM unnest($3::uuid[], $4::uuid[], $5::integer[]) AS given`,
      [
        ...[taxonomyId, id, assignments.map(({ coderId }) => coderId)],
        ...[assignments.map(({ itemId }) => itemId), assignments.map(({ position }) => position)],
      ],
    );
  }

  /** Ends an audit. */
  async end(
    { id, revision }: Pick<AuditRecord, 'id' | 'revision'>,
    end: { readonly state: AuditState; readonly at: Date; readonly because: string | null },
  ): Promise<void> {
    const moment = end.state === 'CLOSED' ? 'closed_at' : 'cancelled_at';
    await this.sql.query(
      `UPDATE audit SET state = $2, revision = $3, ${moment} = $4, closed_because = $5 WHERE id = $1`,
      [id, end.state, revision + 1, end.at, end.state === 'CLOSED' ? end.because : null],
    );
  }

  async addResult(
    { taxonomyId, id }: OfAudit,
    result: { readonly formula: string; readonly results: string; readonly comparison: string | null },
  ): Promise<void> {
    await this.sql.query(
      `INSERT INTO audit_result (taxonomy_id, audit_id, formula, results, comparison) VALUES ($1, $2, $3, $4, $5)`,
      [taxonomyId, id, result.formula, result.results, result.comparison],
    );
  }

  /** What a closed audit found, with the version that it was about; null where it is not closed. */
  async closedResults(
    id: AuditId,
  ): Promise<{ readonly version: number; readonly results: AuditResults } | null> {
    const [row] = await rowsOf<{ version: number; results: string }>(
      this.sql,
      `SELECT a.version, r.results FROM audit a JOIN audit_result r ON r.audit_id = a.id WHERE a.id = $1`,
      [id],
    );
    return row === undefined
      ? null
      : { version: row.version, results: JSON.parse(row.results) as AuditResults };
  }

  /** How many of the assigned codings are not given. */
  async missingCodings(id: AuditId): Promise<number> {
    const [row] = await rowsOf<{ missing: number }>(
      this.sql,
      `SELECT count(*)::integer AS missing FROM audit_assignment WHERE audit_id = $1 AND revision = 0`,
      [id],
    );
    return row?.missing ?? 0;
  }

  /** Whether somebody codes in the audit. */
  async isCoder(id: AuditId, actorId: ActorId): Promise<boolean> {
    const rows = await rowsOf(this.sql, `SELECT 1 FROM audit_coder WHERE audit_id = $1 AND actor_id = $2`, [
      id,
      actorId,
    ]);
    return rows.length > 0;
  }

  /** Of the given actors, those who hold one of the roles in the taxonomy. */
  async holders(
    actorIds: readonly ActorId[],
    { taxonomyId, roles }: { readonly taxonomyId: TaxonomyId; readonly roles: readonly string[] },
  ): Promise<ReadonlySet<ActorId>> {
    const rows = await rowsOf<{ id: ActorId }>(
      this.sql,
      `SELECT DISTINCT actor_id AS id FROM role_grant
       WHERE actor_id = ANY ($1) AND role = ANY ($3) AND revoked_at IS NULL AND (taxonomy_id IS NULL OR taxonomy_id = $2)`,
      [actorIds, taxonomyId, roles],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Holds who signs in as each coder, so that whom an audit binds is whom its draw looked at. */
  async shareCoders(ids: readonly CoderId[]): Promise<void> {
    await this.sql.query(`SELECT 1 FROM coder WHERE id = ANY ($1) ORDER BY id FOR SHARE`, [ids]);
  }

  private async one(id: AuditId, lock: '' | 'FOR UPDATE' | 'FOR SHARE'): Promise<AuditRecord | null> {
    const [row] = await rowsOf<AuditRow>(
      this.sql,
      `SELECT ${auditColumns} FROM audit a WHERE a.id = $1 ${lock}`,
      [id],
    );
    return row === undefined ? null : auditOfRow(row);
  }
}
