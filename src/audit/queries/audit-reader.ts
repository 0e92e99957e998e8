import type { DataSource } from 'typeorm';
import type { CoderId, ContactId } from '../../contact/domain';
import { rowsOf } from '../../platform/database/sql';
import type { ActorId, DepartmentId, TaxonomyId } from '../../platform/ids';
import { groupBy } from '../../taxonomy/domain';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import type {
  AuditComparison,
  AuditFindingId,
  AuditId,
  AuditItemId,
  AuditItemRecord,
  AuditRecord,
  AuditResults,
  AuditState,
  CoderPart,
  FindingRecord,
  FindingSource,
  FindingState,
  FollowUpRecord,
  StratumRecord,
} from '../domain';
import {
  auditColumns,
  auditOfRow,
  findingColumns,
  findingOfRow,
  itemColumns,
  itemRows,
  stratumColumns,
  type AuditRow,
  type FindingRow,
} from '../persistence/audit-rows';

/** A coder of an audit and how far they are: never what they coded. */
export interface AuditCoderRecord {
  readonly auditId: AuditId;
  readonly coderId: CoderId;
  readonly part: CoderPart;
  readonly departmentId: DepartmentId | null;
  readonly assigned: number;
  readonly coded: number;
}

/** What a closed audit found, as it was sealed. */
export interface SealedResults {
  readonly auditId: AuditId;
  readonly formula: string;
  readonly results: AuditResults;
  readonly comparison: AuditComparison | null;
}

/** What the page about an audit calls what it points to. */
export interface AuditNames {
  readonly taxonomy: string;
  readonly runBy: string;
  /** By the ids of the models that coded in it, each with its version. */
  readonly models: ReadonlyMap<string, string>;
  /** The codes of all departments of the taxonomy. */
  readonly departments: ReadonlyMap<string, string>;
}

/** Which findings; null: whoever answers for them. */
export interface FindingFilter {
  readonly states: readonly FindingState[];
  readonly sources: readonly FindingSource[];
  readonly ownerId: DepartmentId | null;
}

/** What is asked of audits, codes apart: each kind in one statement, for one audit or many. */
export class AuditReader {
  constructor(private readonly dataSource: DataSource) {}

  async audits(ids: readonly AuditId[]): Promise<readonly AuditRecord[]> {
    const rows = await this.rows<AuditRow>(`SELECT ${auditColumns} FROM audit a WHERE a.id = ANY ($1)`, [
      ids,
    ]);
    return rows.map(auditOfRow);
  }

  /** The newest first, but for those that somebody codes in and that are not closed. */
  async auditPage(
    asked: {
      readonly taxonomyId: TaxonomyId;
      readonly states: readonly AuditState[];
      readonly actorId: ActorId;
    },
    request: PageRequest,
  ): Promise<Page<AuditRecord>> {
    const rows = await this.rows<AuditRow>(
      `SELECT ${auditColumns} FROM audit a
       WHERE a.taxonomy_id = $1 AND a.state = ANY ($2) AND ($4::uuid IS NULL OR a.id < $4)
         AND (a.state = 'CLOSED' OR NOT EXISTS (
           SELECT 1 FROM audit_coder c WHERE c.audit_id = a.id AND c.actor_id = $3))
       ORDER BY a.id DESC LIMIT $5`,
      [asked.taxonomyId, asked.states, asked.actorId, request.after?.[0] ?? null, request.first + 1],
    );
    return pageOf(rows.map(auditOfRow), request);
  }

  /** Of the given audits, those that somebody codes in. */
  async codedBy(actorId: ActorId, ids: readonly AuditId[]): Promise<ReadonlySet<AuditId>> {
    const rows = await this.rows<{ id: AuditId }>(
      `SELECT audit_id AS id FROM audit_coder WHERE actor_id = $1 AND audit_id = ANY ($2)`,
      [actorId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  strata(ids: readonly AuditId[]): Promise<(StratumRecord & { readonly auditId: AuditId })[]> {
    return this.rows(
      `SELECT s.audit_id AS "auditId", ${stratumColumns} FROM audit_stratum s
       WHERE s.audit_id = ANY ($1) ORDER BY s.audit_id, s.place`,
      [ids],
    );
  }

  coders(ids: readonly AuditId[]): Promise<AuditCoderRecord[]> {
    return this.rows(
      `SELECT c.audit_id AS "auditId", c.coder_id AS "coderId", c.part, c.department_id AS "departmentId",
         count(s.item_id)::integer AS assigned, (count(s.item_id) FILTER (WHERE s.revision > 0))::integer AS coded
       FROM audit_coder c LEFT JOIN audit_assignment s ON s.audit_id = c.audit_id AND s.coder_id = c.coder_id
       WHERE c.audit_id = ANY ($1)
       GROUP BY c.audit_id, c.coder_id, c.part, c.department_id, c.place ORDER BY c.audit_id, c.place`,
      [ids],
    );
  }

  items(ids: readonly AuditItemId[]): Promise<AuditItemRecord[]> {
    return this.rows(`SELECT ${itemColumns} FROM ${itemRows} WHERE i.id = ANY ($1)`, [ids]);
  }

  /** Of each audit a row more than a page holds of its items, in the order in which they were drawn. */
  async itemRows(
    ids: readonly AuditId[],
    request: PageRequest,
  ): Promise<ReadonlyMap<AuditId, readonly AuditItemRecord[]>> {
    const rows = await this.rows<AuditItemRecord>(
      `SELECT page.* FROM unnest($1::uuid[]) AS wanted (audit_id) CROSS JOIN LATERAL (
         SELECT ${itemColumns} FROM ${itemRows}
         WHERE i.audit_id = wanted.audit_id AND ($2::integer IS NULL OR i.place > $2)
         ORDER BY i.place LIMIT $3) AS page`,
      [ids, request.after?.[0] ?? null, request.first + 1],
    );
    return groupBy(rows, ({ auditId }) => auditId);
  }

  /** The contacts of an audit, in the order in which they were drawn. */
  async contactsOf(id: AuditId): Promise<readonly ContactId[]> {
    const rows = await this.rows<{ contactId: ContactId }>(
      `SELECT contact_id AS "contactId" FROM audit_item WHERE audit_id = $1 ORDER BY place`,
      [id],
    );
    return rows.map(({ contactId }) => contactId);
  }

  /** The closed audits in these versions, or pilots below zero, the newest first. */
  async closedIn(
    taxonomyId: TaxonomyId,
    versions: readonly number[],
    limit: number,
  ): Promise<readonly AuditRecord[]> {
    const rows = await this.rows<AuditRow>(
      `SELECT ${auditColumns} FROM audit a
       WHERE a.taxonomy_id = $1 AND a.state = 'CLOSED' AND a.version = ANY ($2)
       ORDER BY a.closed_at DESC, a.id DESC LIMIT $3`,
      [taxonomyId, versions, limit],
    );
    return rows.map(auditOfRow);
  }

  /** What closed audits found. */
  async results(ids: readonly AuditId[]): Promise<readonly SealedResults[]> {
    const rows = await this.rows<{
      auditId: AuditId;
      formula: string;
      results: string;
      comparison: string | null;
    }>(
      `SELECT audit_id AS "auditId", formula, results, comparison FROM audit_result WHERE audit_id = ANY ($1)`,
      [ids],
    );
    return rows.map(({ results, comparison, ...row }) => ({
      ...row,
      results: JSON.parse(results) as AuditResults,
      comparison: comparison === null ? null : (JSON.parse(comparison) as AuditComparison),
    }));
  }

  findings(ids: readonly AuditFindingId[]): Promise<readonly FindingRecord[]> {
    return this.findingRows('f.id = ANY ($1)', [ids]);
  }

  /** In the order of the audits. */
  findingsOfAudits(ids: readonly AuditId[]): Promise<readonly FindingRecord[]> {
    return this.findingRows('f.audit_id = ANY ($1) ORDER BY f.audit_id, f.id', [ids]);
  }

  /** The newest first. */
  async findingPage(
    taxonomyId: TaxonomyId,
    { states, sources, ownerId }: FindingFilter,
    request: PageRequest,
  ): Promise<Page<FindingRecord>> {
    const rows = await this.findingRows(
      `f.taxonomy_id = $1 AND f.state = ANY ($2) AND ($3::uuid IS NULL OR f.owner_id = $3)
         AND ($4::uuid IS NULL OR f.id < $4) AND f.source = ANY ($6)
       ORDER BY f.id DESC LIMIT $5`,
      [taxonomyId, states, ownerId, request.after?.[0] ?? null, request.first + 1, sources],
    );
    return pageOf(rows, request);
  }

  async names(id: AuditId): Promise<AuditNames> {
    const [heading] = await this.rows<{ taxonomy: string; runBy: string }>(
      `SELECT t.key AS taxonomy, r.name AS "runBy"
       FROM audit a JOIN taxonomy t ON t.id = a.taxonomy_id JOIN actor r ON r.id = a.run_by WHERE a.id = $1`,
      [id],
    );
    const named = await this.rows<{ id: string; name: string; isModel: boolean }>(
      `SELECT k.id, k.name || ' ' || k.model_version AS name, true AS "isModel"
       FROM audit_coder c JOIN coder k ON k.id = c.coder_id WHERE c.audit_id = $1 AND c.part = 'MODEL'
       UNION ALL
       SELECT d.id, d.code, false FROM audit a JOIN department d ON d.taxonomy_id = a.taxonomy_id WHERE a.id = $1`,
      [id],
    );
    const namesOf = (isModel: boolean): ReadonlyMap<string, string> =>
      new Map(named.filter((one) => one.isModel === isModel).map((one) => [one.id, one.name]));
    return {
      ...(heading ?? { taxonomy: '', runBy: '' }),
      ...{ models: namesOf(true), departments: namesOf(false) },
    };
  }

  followUps(ids: readonly AuditFindingId[]): Promise<FollowUpRecord[]> {
    return this.rows(
      `SELECT finding_id AS "findingId", revision, state, note, noted_by AS "notedBy", noted_at AS "notedAt"
       FROM audit_follow_up WHERE finding_id = ANY ($1) ORDER BY finding_id, revision`,
      [ids],
    );
  }

  private async findingRows(
    condition: string,
    parameters: readonly unknown[],
  ): Promise<readonly FindingRecord[]> {
    const rows = await this.rows<FindingRow>(
      `SELECT ${findingColumns} FROM audit_finding f WHERE ${condition}`,
      parameters,
    );
    return rows.map(findingOfRow);
  }

  private rows<Row>(statement: string, parameters: readonly unknown[]): Promise<Row[]> {
    return rowsOf<Row>(this.dataSource.manager, statement, parameters);
  }
}
