import type { ActorId, Id, TaxonomyId, VersionId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { Origin, SealedCorrespondence } from '../domain';

/** One revision of what leads from a version to another. */
export interface CorrespondenceRecord {
  readonly id: Id<'Correspondence'>;
  readonly taxonomyId: TaxonomyId;
  readonly toTaxonomyId: TaxonomyId;
  readonly fromVersionId: VersionId;
  readonly toVersionId: VersionId;
  readonly revision: number;
  readonly origin: Origin;
  readonly digest: string;
  /** Of the table that it was imported from; null where it was not. */
  readonly fileDigest: string | null;
  readonly because: string | null;
  readonly recordedAt: Date;
  readonly recordedBy: ActorId;
}

/** A file that a draft was imported from. */
export interface DraftSource {
  readonly fileDigest: string;
  /** The options that it was read with. */
  readonly readAs: unknown;
}

const columns = `id, taxonomy_id AS "taxonomyId", to_taxonomy_id AS "toTaxonomyId", from_version_id AS "fromVersionId",
  to_version_id AS "toVersionId", revision, origin, digest, file_digest AS "fileDigest", because,
  recorded_at AS "recordedAt", recorded_by AS "recordedBy"`;

export interface KeptFile {
  readonly bytes: Buffer;
  readonly readAs: unknown;
}

/** What is kept of correspondences, and of the files that lists and tables came from. */
export class CorrespondenceRepository {
  constructor(private readonly sql: Sql) {}

  async add(record: CorrespondenceRecord, { digest, text }: SealedCorrespondence): Promise<void> {
    await this.sql.query(
      `INSERT INTO correspondence_body (digest, body) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING`,
      [digest, text],
    );
    await this.sql.query(
      `INSERT INTO correspondence (id, taxonomy_id, to_taxonomy_id, from_version_id, to_version_id, revision, origin,
         digest, file_digest, because, recorded_at, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[record.id, record.taxonomyId, record.toTaxonomyId, record.fromVersionId, record.toVersionId],
        ...[record.revision, record.origin, digest, record.fileDigest, record.because],
        ...[record.recordedAt, record.recordedBy],
      ],
    );
  }

  /** One revision, the newest where none is named; null where there is none. */
  async between(
    fromVersionId: VersionId,
    toVersionId: VersionId,
    revision: number | null = null,
  ): Promise<CorrespondenceRecord | null> {
    const [row] = await rowsOf<CorrespondenceRecord>(
      this.sql,
      `SELECT ${columns} FROM correspondence
       WHERE from_version_id = $1 AND to_version_id = $2 AND ($3::integer IS NULL OR revision = $3)
       ORDER BY revision DESC LIMIT 1`,
      [fromVersionId, toVersionId, revision],
    );
    return row ?? null;
  }

  /** The newest revision of all that leads from or to versions of a taxonomy. */
  newestOf(taxonomyId: TaxonomyId): Promise<CorrespondenceRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT DISTINCT ON (from_version_id, to_version_id) ${columns} FROM correspondence
       WHERE taxonomy_id = $1 OR to_taxonomy_id = $1
       ORDER BY from_version_id, to_version_id, revision DESC`,
      [taxonomyId],
    );
  }

  /** The newest revision of what each of these versions was sealed with, in one statement. */
  newestInto(toVersionIds: readonly VersionId[]): Promise<CorrespondenceRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT DISTINCT ON (from_version_id, to_version_id) ${columns} FROM correspondence
       WHERE to_version_id = ANY ($1) AND taxonomy_id = to_taxonomy_id
       ORDER BY from_version_id, to_version_id, revision DESC`,
      [toVersionIds],
    );
  }

  /** The sealed texts by digest, in one statement. */
  async bodies(digests: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (digests.length === 0) return new Map();
    const rows = await rowsOf<{ digest: string; body: string }>(
      this.sql,
      `SELECT digest, body FROM correspondence_body WHERE digest = ANY ($1)`,
      [digests],
    );
    return new Map(rows.map(({ digest, body }) => [digest, body]));
  }

  /** The same file kept twice is one. */
  async addFile(digest: string, bytes: Uint8Array): Promise<void> {
    await this.sql.query(
      `INSERT INTO imported_file (digest, bytes) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING`,
      [digest, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
    );
  }

  async addDraftSource(
    draftId: string,
    { fileDigest, readAs }: DraftSource,
    recordedAt: Date,
  ): Promise<void> {
    await this.sql.query(
      `INSERT INTO draft_source (draft_id, file_digest, read_as, recorded_at) VALUES ($1, $2, $3, $4)`,
      [draftId, fileDigest, JSON.stringify(readAs), recordedAt],
    );
  }

  filesOf(draftId: string): Promise<KeptFile[]> {
    return rowsOf(
      this.sql,
      `SELECT f.bytes, s.read_as AS "readAs" FROM draft_source s JOIN imported_file f ON f.digest = s.file_digest
       WHERE s.draft_id = $1 ORDER BY s.recorded_at, s.file_digest`,
      [draftId],
    );
  }

  /** The files that each of these drafts came from. */
  sourcesOf(draftIds: readonly string[]): Promise<(DraftSource & { readonly draftId: string })[]> {
    return rowsOf(
      this.sql,
      `SELECT draft_id AS "draftId", file_digest AS "fileDigest", read_as AS "readAs" FROM draft_source
       WHERE draft_id = ANY ($1) ORDER BY recorded_at, file_digest`,
      [draftIds],
    );
  }
}
