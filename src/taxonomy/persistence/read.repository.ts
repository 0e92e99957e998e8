import { In, IsNull } from 'typeorm';
import type { ActorId, DraftId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { PageRequest } from '../../platform/paging';
import {
  namingKinds,
  type DraftState,
  type NamingOperation,
  type Operation,
  type VersionRecord,
} from '../domain';
import { ApprovalEntity, DraftEntity, TaxonomyEntity, TaxonomyVersionEntity } from './taxonomy.entities';

/** One accepted edit of a draft. */
export interface DraftEditRow {
  readonly draftId: DraftId;
  readonly head: number;
  readonly operationCount: number;
  readonly authorId: ActorId;
  readonly command: string;
  readonly recordedAt: Date;
}

/** The statements behind the read model: one for a page or a batch, whatever its size. */
export class ReadRepository {
  constructor(private readonly sql: Sql) {}

  taxonomyByKey(key: string): Promise<TaxonomyEntity | null> {
    return this.sql.findOneBy(TaxonomyEntity, { key });
  }

  taxonomies(ids: readonly TaxonomyId[]): Promise<TaxonomyEntity[]> {
    return this.sql.findBy(TaxonomyEntity, { id: In([...ids]) });
  }

  taxonomyPage(
    visible: readonly TaxonomyId[] | null,
    { first, after }: PageRequest,
  ): Promise<TaxonomyEntity[]> {
    const query = this.sql
      .createQueryBuilder(TaxonomyEntity, 't')
      .orderBy('t.key')
      .limit(first + 1);
    if (visible !== null) query.andWhere('t.id = ANY (:visible)', { visible });
    if (after !== null) query.andWhere('t.key > :key', { key: after[0] });
    return query.getMany();
  }

  versions(ids: readonly VersionId[]): Promise<TaxonomyVersionEntity[]> {
    return this.sql.findBy(TaxonomyVersionEntity, { id: In([...ids]) });
  }

  async versionByNumber(taxonomyId: TaxonomyId, number: number): Promise<TaxonomyVersionEntity | null> {
    const [version] = await this.versionsByNumber([taxonomyId], number);
    return version ?? null;
  }

  /** Of each taxonomy the version of this number, where it has one. */
  versionsByNumber(taxonomyIds: readonly TaxonomyId[], number: number): Promise<TaxonomyVersionEntity[]> {
    const taxonomyId = In([...taxonomyIds]);
    return this.sql.findBy(TaxonomyVersionEntity, { taxonomyId, number, withdrawnAt: IsNull() });
  }

  versionsInForce(
    taxonomyIds: readonly TaxonomyId[],
    at: Date | null,
    knownAt: Date | null,
  ): Promise<TaxonomyVersionEntity[]> {
    return this.sql
      .createQueryBuilder(TaxonomyVersionEntity, 'v')
      .distinctOn(['v.taxonomy_id'])
      .where('v.taxonomy_id = ANY (:taxonomyIds)', { taxonomyIds })
      .andWhere('v.effective_from <= coalesce(:at::timestamptz, now())', { at })
      .andWhere(
        `(CASE WHEN :knownAt::timestamptz IS NULL THEN v.withdrawn_at IS NULL
          ELSE v.recorded_at <= :knownAt AND (v.withdrawn_at IS NULL OR v.withdrawn_at > :knownAt) END)`,
        { knownAt },
      )
      .orderBy('v.taxonomy_id')
      .addOrderBy('v.effective_from', 'DESC')
      .getMany();
  }

  versionsOfDrafts(draftIds: readonly DraftId[]): Promise<TaxonomyVersionEntity[]> {
    return this.sql.findBy(TaxonomyVersionEntity, { draftId: In([...draftIds]), withdrawnAt: IsNull() });
  }

  newestVersions(taxonomyIds: readonly TaxonomyId[]): Promise<TaxonomyVersionEntity[]> {
    return this.sql
      .createQueryBuilder(TaxonomyVersionEntity, 'v')
      .distinctOn(['v.taxonomy_id'])
      .where('v.taxonomy_id = ANY (:taxonomyIds) AND v.withdrawn_at IS NULL', { taxonomyIds })
      .orderBy('v.taxonomy_id')
      .addOrderBy('v.number', 'DESC')
      .getMany();
  }

  async endsOf(versionIds: readonly VersionId[]): Promise<ReadonlyMap<VersionId, Date>> {
    const rows = await rowsOf<{ id: VersionId; ends: Date }>(
      this.sql,
      `SELECT v.id, (SELECT min(n.effective_from) FROM taxonomy_version n
         WHERE n.taxonomy_id = v.taxonomy_id AND n.effective_from > v.effective_from AND n.withdrawn_at IS NULL) AS ends
       FROM taxonomy_version v WHERE v.id = ANY ($1)`,
      [versionIds],
    );
    return new Map(rows.filter((row) => row.ends !== null).map((row) => [row.id, row.ends]));
  }

  /** All versions of these taxonomies, in the order of their numbers. */
  versionsOf(taxonomyIds: readonly TaxonomyId[]): Promise<TaxonomyVersionEntity[]> {
    return this.sql.find(TaxonomyVersionEntity, {
      where: { taxonomyId: In([...taxonomyIds]), withdrawnAt: IsNull() },
      order: { taxonomyId: 'ASC', number: 'ASC' },
    });
  }

  /** Of each taxonomy, the newest first, a row more than a page holds. */
  versionPages(
    taxonomyIds: readonly TaxonomyId[],
    { first, after }: PageRequest,
  ): Promise<TaxonomyVersionEntity[]> {
    return this.sql
      .createQueryBuilder(TaxonomyVersionEntity, 'v')
      .where(
        `v.id IN (SELECT page.id FROM unnest(:taxonomyIds::uuid[]) AS wanted (taxonomy_id) CROSS JOIN LATERAL (
           SELECT n.id FROM taxonomy_version n
           WHERE n.taxonomy_id = wanted.taxonomy_id AND n.withdrawn_at IS NULL
             AND (:after::integer IS NULL OR n.number < :after)
           ORDER BY n.number DESC LIMIT :limit) AS page)`,
        { taxonomyIds, after: after?.[0] ?? null, limit: first + 1 },
      )
      .orderBy('v.number', 'DESC')
      .getMany();
  }

  drafts(ids: readonly DraftId[]): Promise<DraftEntity[]> {
    return this.sql.findBy(DraftEntity, { id: In([...ids]) });
  }

  /** Of each taxonomy, the newest first, a row more than a page holds: ids are made in the order of time. */
  draftPages(
    taxonomyIds: readonly TaxonomyId[],
    states: readonly DraftState[],
    { first, after }: PageRequest,
  ): Promise<DraftEntity[]> {
    return this.sql
      .createQueryBuilder(DraftEntity, 'd')
      .where(
        `d.id IN (SELECT page.id FROM unnest(:taxonomyIds::uuid[]) AS wanted (taxonomy_id) CROSS JOIN LATERAL (
           SELECT n.id FROM draft n
           WHERE n.taxonomy_id = wanted.taxonomy_id AND n.state = ANY (:states)
             AND (:after::uuid IS NULL OR n.id < :after)
           ORDER BY n.id DESC LIMIT :limit) AS page)`,
        { taxonomyIds, states, after: after?.[0] ?? null, limit: first + 1 },
      )
      .orderBy('d.id', 'DESC')
      .getMany();
  }

  approvals(draftIds: readonly DraftId[]): Promise<ApprovalEntity[]> {
    return this.sql.find(ApprovalEntity, {
      where: { draftId: In([...draftIds]) },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
  }

  /** The reasons of whose labels it was declared, since each draft stands on its base, what the edit does. */
  declaredLabels(
    draftIds: readonly DraftId[],
  ): Promise<{ readonly draftId: DraftId; readonly reasonId: ReasonId }[]> {
    return rowsOf(
      this.sql,
      `SELECT DISTINCT o.draft_id AS "draftId", o.body ->> 'reasonId' AS "reasonId"
       FROM draft_operation o JOIN draft d ON d.id = o.draft_id AND o.head > d.base_head
       WHERE o.draft_id = ANY ($1) AND o.body ->> 'kind' = 'SetLabel' AND o.body ? 'scope'`,
      [draftIds],
    );
  }

  async authors(draftIds: readonly DraftId[]): Promise<readonly { draftId: DraftId; actorId: ActorId }[]> {
    return rowsOf(
      this.sql,
      `SELECT DISTINCT draft_id AS "draftId", author_id AS "actorId" FROM draft_operation WHERE draft_id = ANY ($1)`,
      [draftIds],
    );
  }

  /** Of each draft the edits before a head (null: all), the newest first, `limit` of them. */
  async draftEdits(
    draftIds: readonly DraftId[],
    before: number | null,
    limit: number,
  ): Promise<readonly DraftEditRow[]> {
    return rowsOf(
      this.sql,
      `SELECT wanted.id AS "draftId", e.head, e.count AS "operationCount", e.author_id AS "authorId",
         c.command, c.recorded_at AS "recordedAt"
       FROM unnest($1::uuid[]) AS wanted (id)
         CROSS JOIN LATERAL (
           SELECT o.head, o.author_id, o.change_set_id, count(*)::integer AS count FROM draft_operation o
           WHERE o.draft_id = wanted.id AND ($2::integer IS NULL OR o.head < $2)
           GROUP BY o.head, o.author_id, o.change_set_id ORDER BY o.head DESC LIMIT $3
         ) e
         JOIN change_set c ON c.id = e.change_set_id
       ORDER BY wanted.id, e.head DESC`,
      [draftIds, before, limit],
    );
  }

  /** The first operations of each of these edits, in their order. */
  async operationsOfEdits(
    edits: readonly Pick<DraftEditRow, 'draftId' | 'head'>[],
    limit: number,
  ): Promise<readonly { readonly draftId: DraftId; readonly head: number; readonly body: Operation }[]> {
    return rowsOf(
      this.sql,
      `SELECT o.draft_id AS "draftId", o.head, o.body
       FROM unnest($1::uuid[], $2::integer[]) AS wanted (draft_id, head)
         JOIN draft_operation o USING (draft_id, head)
       WHERE o.ordinal <= $3 ORDER BY o.draft_id, o.head, o.ordinal`,
      [edits.map(({ draftId }) => draftId), edits.map(({ head }) => head), limit],
    );
  }

  /** The operations of drafts by which reasons came, went or were called something else, in their order. */
  async namingOperations(
    draftIds: readonly DraftId[],
  ): Promise<readonly (NamingOperation & { readonly draftId: DraftId })[]> {
    return rowsOf(
      this.sql,
      `SELECT draft_id AS "draftId", head, ordinal, body FROM draft_operation
       WHERE draft_id = ANY ($1) AND body->>'kind' = ANY ($2) ORDER BY draft_id, head, ordinal`,
      [draftIds, namingKinds],
    );
  }

  async snapshot(version: VersionRecord, encoding: 'br' | 'gzip' | null) {
    const column = encoding === 'br' ? 'brotli' : encoding === 'gzip' ? 'gzip' : 'bytes';
    const [row] = await rowsOf<{ media_type: string; body: Buffer }>(
      this.sql,
      `SELECT media_type, ${column} AS body FROM snapshot WHERE digest = $1`,
      [version.contentDigest],
    );
    if (row === undefined) return null;
    const { number, effectiveFrom, contentDigest: digest } = version;
    return { number, effectiveFrom, digest, mediaType: row.media_type, bytes: row.body, encoding };
  }
}
