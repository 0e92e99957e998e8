import type { DataSource } from 'typeorm';
import type { ActorId, ChangeSetId, DraftId, TaxonomyId } from '../../platform/ids';
import { rowsOf } from '../../platform/database/sql';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';

export interface ChangeSetRecord {
  readonly id: ChangeSetId;
  readonly recordedAt: Date;
  readonly command: string;
  readonly actorId: ActorId;
  readonly actingRole: string;
  readonly taxonomyId: TaxonomyId | null;
  readonly draftId: DraftId | null;
  readonly draftHead: number | null;
  readonly versionDigest: string | null;
  readonly requestId: string;
  readonly because: string | null;
  readonly changeCount: number;
  readonly payloadDigest: string;
  /** Null: nothing was taken out of it. */
  readonly redaction: RedactionRecord | null;
}

/** What was taken out of the row images of an entry, after it was recorded. */
export interface RedactionRecord {
  readonly redactedAt: Date;
  readonly redactedBy: string;
  readonly what: string;
  /** Of the payload as it is left. */
  readonly payloadDigest: string;
}

export interface ChangeRecord {
  readonly ordinal: number;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly changeSet: ChangeSetRecord;
}

export interface ChangeFilter {
  /** Null: all of them, what belongs to no taxonomy too. */
  readonly visible: readonly TaxonomyId[] | null;
  readonly taxonomyId: TaxonomyId | null;
  readonly subjectId: string | null;
  readonly actorId: ActorId | null;
  readonly kinds: readonly string[] | null;
  /** Recorded at this moment or later. */
  readonly from: Date | null;
  /** Recorded before this moment. */
  readonly until: Date | null;
  /** Where not all is the caller's: what they did themselves, and what concerns these subjects; null does not narrow. */
  readonly own: OwnChanges | null;
}

export interface OwnChanges {
  readonly actorId: ActorId;
  readonly subjectTypes: readonly string[];
  /** Where the subjects are the caller's to follow; null: everywhere. */
  readonly within: readonly TaxonomyId[] | null;
}

export interface RefusalRecord {
  readonly id: string;
  readonly refusedAt: Date;
  readonly command: string;
  readonly actorId: ActorId;
  readonly taxonomyId: TaxonomyId | null;
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

interface ChangeRow extends Omit<ChangeSetRecord, 'id' | 'redaction'> {
  readonly redactedAt: Date | null;
  readonly redactedBy: string;
  readonly what: string;
  readonly digestOfRest: string;
  readonly changeSetId: ChangeSetId;
  readonly ordinal: number;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly body: string;
}

/** The change history as auditors ask for it. It never writes. */
export class HistoryReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest first, by keyset: one statement for a page. */
  async changes(filter: ChangeFilter, request: PageRequest): Promise<Page<ChangeRecord>> {
    const [at, id, ordinal] = request.after ?? [null, null, null];
    const rows = await rowsOf<ChangeRow>(this.dataSource.manager, changesStatement, [
      ...[filter.visible, filter.taxonomyId, filter.subjectId, filter.actorId, filter.kinds],
      ...[filter.from, filter.until, at, id, ordinal, request.first + 1],
      ...[filter.own?.actorId ?? null, filter.own?.subjectTypes ?? [], filter.own?.within ?? null],
    ]);
    return pageOf(rows.map(changeRecord), request);
  }

  async refusals(
    taxonomyIds: readonly TaxonomyId[] | null,
    request: PageRequest,
  ): Promise<Page<RefusalRecord>> {
    const [at, id] = request.after ?? [null, null];
    const rows = await rowsOf<RefusalRecord>(
      this.dataSource.manager,
      `SELECT id, refused_at AS "refusedAt", command, actor_id AS "actorId", taxonomy_id AS "taxonomyId", code, message,
         request_id AS "requestId"
       FROM refusal
       WHERE ($1::uuid[] IS NULL OR taxonomy_id = ANY ($1))
         AND ($2::timestamptz IS NULL OR (date_trunc('milliseconds', refused_at), id) < ($2, $3::uuid))
       ORDER BY date_trunc('milliseconds', refused_at) DESC, id DESC LIMIT $4`,
      [taxonomyIds, at, id, request.first + 1],
    );
    return pageOf(rows, request);
  }
}

/** What the keyset of `changes` goes by. */
export const positionOfChange = (change: ChangeRecord): readonly string[] => [
  change.changeSet.recordedAt.toISOString(),
  change.changeSet.id,
  String(change.ordinal),
];

const changesStatement = `
  SELECT s.id AS "changeSetId", s.recorded_at AS "recordedAt", s.command, s.actor_id AS "actorId",
    s.acting_role AS "actingRole", s.taxonomy_id AS "taxonomyId", s.draft_id AS "draftId", s.draft_head AS "draftHead",
    s.version_digest AS "versionDigest", s.request_id AS "requestId", s.because, s.change_count AS "changeCount",
    s.payload_digest AS "payloadDigest", r.redacted_at AS "redactedAt", r.redacted_by AS "redactedBy", r.what,
    r.payload_digest AS "digestOfRest",
    c.ordinal, c.kind, c.subject_type AS "subjectType", c.subject_id AS "subjectId", c.body
  FROM change_set s JOIN change c ON c.change_set_id = s.id LEFT JOIN redaction r ON r.change_set_id = s.id
  WHERE ($1::uuid[] IS NULL OR s.taxonomy_id = ANY ($1))
    AND ($2::uuid IS NULL OR s.taxonomy_id = $2)
    AND ($3::uuid IS NULL OR c.subject_id = $3)
    AND ($4::uuid IS NULL OR s.actor_id = $4)
    AND ($5::text[] IS NULL OR c.kind = ANY ($5))
    AND ($6::timestamptz IS NULL OR s.recorded_at >= $6)
    AND ($7::timestamptz IS NULL OR s.recorded_at < $7)
    AND ($8::timestamptz IS NULL OR (s.recorded_at, s.id, -c.ordinal) < ($8, $9::uuid, -($10::integer)))
    AND ($12::uuid IS NULL OR s.actor_id = $12
      OR (c.subject_type = ANY ($13::text[]) AND ($14::uuid[] IS NULL OR s.taxonomy_id = ANY ($14))))
  ORDER BY s.recorded_at DESC, s.id DESC, c.ordinal LIMIT $11`;

function changeRecord(row: ChangeRow): ChangeRecord {
  const { changeSetId, ordinal, kind, subjectType, subjectId, body, ...rest } = row;
  const { redactedAt, redactedBy, what, digestOfRest: payloadDigest, ...set } = rest;
  const { before, after } = JSON.parse(body) as { before: unknown; after: unknown };
  const redaction = redactedAt === null ? null : { redactedAt, redactedBy, what, payloadDigest };
  const changeSet = { ...set, id: changeSetId, redaction };
  return { ordinal, kind, subjectType, subjectId, before, after, changeSet };
}
