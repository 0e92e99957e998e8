import { IsNull } from 'typeorm';
import type { ActorId, ChangeSetId, DraftId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { rowsOf, violatedUniqueConstraint, type Sql } from '../../platform/database/sql';
import { simpleOperations, type Operation } from '../domain';
import { ApprovalEntity, DraftEntity, TaxonomyEntity, TaxonomyVersionEntity } from './taxonomy.entities';

export interface AppendedOperations {
  readonly draft: DraftEntity;
  readonly head: number;
  readonly operations: readonly Operation[];
  readonly authorId: ActorId;
  readonly changeSetId: ChangeSetId;
}

export interface SnapshotBytes {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

/** What the commands of this module load, lock and save. */
export class TaxonomyRepository {
  constructor(private readonly sql: Sql) {}

  taxonomy(id: TaxonomyId): Promise<TaxonomyEntity | null> {
    return this.sql.findOneBy(TaxonomyEntity, { id });
  }

  taxonomyByKey(key: string): Promise<TaxonomyEntity | null> {
    return this.sql.findOneBy(TaxonomyEntity, { key });
  }

  /** Whoever publishes or changes the policy of a taxonomy holds this lock, so that they follow one another. */
  lockTaxonomy(id: TaxonomyId): Promise<TaxonomyEntity | null> {
    return this.sql.findOne(TaxonomyEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The time of the database now, and not when the transaction began. */
  async clock(): Promise<Date> {
    const [row] = await rowsOf<{ now: Date }>(
      this.sql,
      `SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
    );
    if (row === undefined) throw new Error('the database did not tell its time');
    return row.now;
  }

  /** False where the key is taken. */
  async addTaxonomy(taxonomy: TaxonomyEntity): Promise<boolean> {
    try {
      await this.sql.insert(TaxonomyEntity, taxonomy);
      return true;
    } catch (fault) {
      if (violatedUniqueConstraint(fault) === 'taxonomy_key_unique') return false;
      throw fault;
    }
  }

  async changeTaxonomy(id: TaxonomyId, changed: Partial<TaxonomyEntity>): Promise<void> {
    await this.sql.update(TaxonomyEntity, { id }, changed);
  }

  lockDraft(id: DraftId): Promise<DraftEntity | null> {
    return this.sql.findOne(DraftEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  draft(id: DraftId): Promise<DraftEntity | null> {
    return this.sql.findOneBy(DraftEntity, { id });
  }

  async addDraft(draft: DraftEntity): Promise<void> {
    await this.sql.insert(DraftEntity, draft);
  }

  async changeDraft(id: DraftId, changed: Partial<DraftEntity>): Promise<void> {
    await this.sql.update(DraftEntity, { id }, changed);
  }

  /** Appends to the draft's list; reasons that are new and were not created in it before get their identity. Two statements, however many there are. */
  async appendOperations(appended: AppendedOperations): Promise<void> {
    const { draft, head, operations, authorId, changeSetId } = appended;
    const created = simpleOperations(operations).flatMap((operation) =>
      operation.kind === 'CreateReason' ? [operation.reasonId] : [],
    );
    if (created.length > 0) {
      await this.sql.query(
        `INSERT INTO reason (id, taxonomy_id) SELECT unnest($1::uuid[]), $2 ON CONFLICT (id) DO NOTHING`,
        [created, draft.taxonomyId],
      );
    }
    await this.sql.query(
      `INSERT INTO draft_operation (draft_id, head, ordinal, body, author_id, change_set_id)
       SELECT $1, $2, ordinal, body::jsonb, $3, $4
       FROM unnest($5::text[]) WITH ORDINALITY AS given (body, ordinal)`,
      [draft.id, head, authorId, changeSetId, operations.map((operation) => JSON.stringify(operation))],
    );
  }

  /** Of the given reasons, those that some taxonomy has. */
  async knownReasons(ids: readonly ReasonId[]): Promise<ReadonlySet<ReasonId>> {
    if (ids.length === 0) return new Set();
    const rows = await rowsOf<{ id: ReasonId }>(this.sql, `SELECT id FROM reason WHERE id = ANY ($1)`, [ids]);
    return new Set(rows.map((row) => row.id));
  }

  /** The reasons of whose labels it was declared, since the draft stands on its base, what the edit does. */
  async declaredLabels({ id, baseHead }: DraftEntity): Promise<ReadonlySet<ReasonId>> {
    const rows = await rowsOf<{ reason_id: ReasonId }>(
      this.sql,
      `SELECT DISTINCT body ->> 'reasonId' AS reason_id FROM draft_operation
       WHERE draft_id = $1 AND head > $2 AND body ->> 'kind' = 'SetLabel' AND body ? 'scope'`,
      [id, baseHead],
    );
    return new Set(rows.map((row) => row.reason_id));
  }

  /**
   * In their order, what a draft split off reasons that go on, and what may have taken it back. Also from before it was put on
   * another version: there a split-off is carried over as a scope revision alone.
   */
  async splittingOperations(draftId: DraftId): Promise<readonly Operation[]> {
    const rows = await rowsOf<{ body: Operation }>(
      this.sql,
      `SELECT body FROM draft_operation
       WHERE draft_id = $1 AND (body @> '{"kind": "SplitReason", "keepsSource": true}'
         OR (body ->> 'kind' = 'RestoreReason' AND body -> 'fields' ? 'scopeRevision'))
       ORDER BY head, ordinal`,
      [draftId],
    );
    return rows.map((row) => row.body);
  }

  async authorsOf(draftId: DraftId): Promise<ReadonlySet<ActorId>> {
    const rows = await rowsOf<{ author_id: ActorId }>(
      this.sql,
      `SELECT DISTINCT author_id FROM draft_operation WHERE draft_id = $1`,
      [draftId],
    );
    return new Set(rows.map((row) => row.author_id));
  }

  approvalsOf(draftId: DraftId): Promise<ApprovalEntity[]> {
    return this.sql.find(ApprovalEntity, { where: { draftId }, order: { recordedAt: 'ASC', id: 'ASC' } });
  }

  async addApproval(approval: ApprovalEntity): Promise<void> {
    await this.sql.insert(ApprovalEntity, approval);
  }

  version(id: VersionId): Promise<TaxonomyVersionEntity | null> {
    return this.sql.findOneBy(TaxonomyVersionEntity, { id });
  }

  newestVersion(taxonomyId: TaxonomyId): Promise<TaxonomyVersionEntity | null> {
    return this.sql.findOne(TaxonomyVersionEntity, {
      where: { taxonomyId, withdrawnAt: IsNull() },
      order: { number: 'DESC' },
    });
  }

  /** The digests of the content in force at a moment, or of the first one, and of the newest; null before there is one. */
  async contentDigestsAt(
    taxonomyId: TaxonomyId,
    at: Date,
  ): Promise<{ readonly then: string; readonly newest: string } | null> {
    const rows = await rowsOf<{ content_digest: string; in_force: boolean }>(
      this.sql,
      `SELECT content_digest, effective_from <= $2 AS in_force FROM taxonomy_version
       WHERE taxonomy_id = $1 AND withdrawn_at IS NULL ORDER BY number`,
      [taxonomyId, at],
    );
    const then = rows.findLast((row) => row.in_force) ?? rows[0];
    const newest = rows.at(-1);
    if (then === undefined || newest === undefined) return null;
    return { then: then.content_digest, newest: newest.content_digest };
  }

  /** A number that no version had, not even one that was withdrawn: what a number names never changes. */
  async nextNumber(taxonomyId: TaxonomyId): Promise<number> {
    const [row] = await rowsOf<{ next: number }>(
      this.sql,
      `SELECT coalesce(max(number), 0) + 1 AS next FROM taxonomy_version WHERE taxonomy_id = $1`,
      [taxonomyId],
    );
    return row?.next ?? 1;
  }

  async withdrawVersion(id: VersionId, withdrawnAt: Date): Promise<void> {
    await this.sql.update(TaxonomyVersionEntity, { id }, { withdrawnAt });
  }

  /**
   * The next scheduled version that is due, with its draft locked; one that another instance is at is passed over. In each
   * taxonomy they come in their order: none while an earlier one waits. By the clock of the database alone.
   */
  async lockDueVersion(): Promise<TaxonomyVersionEntity | null> {
    const [row] = await rowsOf<{ id: VersionId }>(
      this.sql,
      `SELECT v.id FROM draft d JOIN taxonomy_version v ON v.draft_id = d.id AND v.withdrawn_at IS NULL
       WHERE d.state = 'SCHEDULED' AND v.effective_from <= clock_timestamp()
         AND NOT EXISTS (SELECT 1 FROM draft e JOIN taxonomy_version w ON w.draft_id = e.id AND w.withdrawn_at IS NULL
           WHERE e.state = 'SCHEDULED' AND w.taxonomy_id = v.taxonomy_id AND w.number < v.number)
       ORDER BY v.effective_from, v.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`,
    );
    return row === undefined ? null : this.version(row.id);
  }

  async addVersion(version: TaxonomyVersionEntity): Promise<void> {
    await this.sql.insert(TaxonomyVersionEntity, version);
  }

  /** The same content sealed twice is one snapshot. */
  async addSnapshot(snapshot: SnapshotBytes): Promise<void> {
    const { digest, mediaType, bytes, gzip, brotli } = snapshot;
    await this.sql.query(
      `INSERT INTO snapshot (digest, media_type, bytes, gzip, brotli) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (digest) DO NOTHING`,
      [digest, mediaType, bytes, gzip, brotli],
    );
  }

  /** Of the given codes, those that a published version bound to a reason for ever. */
  async reservedCodes(
    taxonomyId: TaxonomyId,
    codes: readonly string[],
  ): Promise<ReadonlyMap<string, ReasonId>> {
    if (codes.length === 0) return new Map();
    const rows = await rowsOf<{ code: string; reason_id: ReasonId }>(
      this.sql,
      `SELECT code, reason_id FROM code_reservation WHERE taxonomy_id = $1 AND code = ANY ($2)`,
      [taxonomyId, codes],
    );
    return new Map(rows.map((row) => [row.code, row.reason_id]));
  }

  /** Every code that a published version bound to a reason for ever. */
  async allReservedCodes(taxonomyId: TaxonomyId): Promise<ReadonlyMap<string, ReasonId>> {
    const rows = await rowsOf<{ code: string; reason_id: ReasonId }>(
      this.sql,
      `SELECT code, reason_id FROM code_reservation WHERE taxonomy_id = $1`,
      [taxonomyId],
    );
    return new Map(rows.map((row) => [row.code, row.reason_id]));
  }

  async reserveCodes(
    taxonomyId: TaxonomyId,
    bound: readonly { readonly code: string; readonly id: ReasonId }[],
  ): Promise<void> {
    await this.sql.query(
      `INSERT INTO code_reservation (taxonomy_id, code, reason_id)
       SELECT $1, * FROM unnest($2::text[], $3::uuid[])
       ON CONFLICT (taxonomy_id, code) DO NOTHING`,
      [taxonomyId, bound.map((reason) => reason.code), bound.map((reason) => reason.id)],
    );
  }
}
