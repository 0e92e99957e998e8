import type { ActorId, ChangeSetId, TaxonomyId } from '../ids';
import { canonicalJson } from '../canonical-json';
import { sha256Hex } from '../digest';
import { rowsOf, type Sql } from '../database/sql';
import type { Recorded } from './command';

export interface ChangeSetFacts {
  readonly id: ChangeSetId;
  readonly command: string;
  readonly actorId: ActorId;
  readonly actingRole: string;
  readonly taxonomyId: TaxonomyId | null;
  readonly requestId: string;
  readonly recordedAt: Date;
}

/**
 * Writes one change set: a small header, which is what will be hashed into the history's tree, and the payload it
 * vouches for by digest. The payload's text is the reason given, then the changes, then the row images, a line each.
 */
export async function writeChangeSet(
  sql: Sql,
  facts: ChangeSetFacts,
  recorded: Recorded<unknown>,
): Promise<void> {
  const changes = recorded.changes.map((change) => ({ ...change, body: canonicalJson(change) }));
  const images = await rowsOf<{ body: string }>(
    sql,
    `SELECT body FROM row_image WHERE change_set_id = $1 ORDER BY ordinal`,
    [facts.id],
  );
  const because = recorded.because ?? null;
  const payloadDigest = digestOfPayload(
    because,
    changes.map((change) => change.body),
    images.map((image) => image.body),
  );
  const header = headerOf(facts, recorded, payloadDigest);
  await sql.query(
    `INSERT INTO change_set (id, recorded_at, command, actor_id, acting_role, taxonomy_id, draft_id, draft_head,
       version_digest, request_id, because, change_count, payload_digest, header)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[facts.id, facts.recordedAt, facts.command, facts.actorId, facts.actingRole, facts.taxonomyId],
      ...[recorded.draft?.id ?? null, recorded.draft?.head ?? null, recorded.versionDigest ?? null],
      ...[facts.requestId, because, changes.length, payloadDigest, header],
    ],
  );
  await sql.query(
    `INSERT INTO change (change_set_id, ordinal, kind, subject_type, subject_id, body)
     SELECT $1, ordinal, kind, subject_type, subject_id, body
     FROM unnest($2::text[], $3::text[], $4::uuid[], $5::text[])
       WITH ORDINALITY AS given (kind, subject_type, subject_id, body, ordinal)`,
    [
      facts.id,
      changes.map((change) => change.kind),
      changes.map((change) => change.subject.type),
      changes.map((change) => change.subject.id),
      changes.map((change) => change.body),
    ],
  );
}

/** The digest that a change set's header vouches for its payload with. */
export const digestOfPayload = (
  because: string | null,
  changes: readonly string[],
  images: readonly string[],
): string => sha256Hex([canonicalJson({ because }), ...changes, ...images].join('\n'));

function headerOf(facts: ChangeSetFacts, recorded: Recorded<unknown>, payloadDigest: string): string {
  return canonicalJson({
    format: 1,
    id: facts.id,
    recordedAt: facts.recordedAt.toISOString(),
    command: facts.command,
    actorId: facts.actorId,
    actingRole: facts.actingRole,
    taxonomyId: facts.taxonomyId,
    draftId: recorded.draft?.id ?? null,
    draftHead: recorded.draft?.head ?? null,
    versionDigest: recorded.versionDigest ?? null,
    requestId: facts.requestId,
    changeCount: recorded.changes.length,
    payloadDigest,
  });
}
