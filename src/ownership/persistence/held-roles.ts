import type { DraftId, ReasonId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { HeldRole, HeldRoles } from '../domain';

/** When, and as known when; null: now. */
export interface HeldMoment {
  readonly taxonomyId: TaxonomyId;
  readonly at?: Date | null;
  readonly knownAt?: Date | null;
  /** Whose proposed owners count as if they were in force. */
  readonly draftId?: DraftId | null;
}

type HeldRow = HeldRole & { readonly reasonId: ReasonId };

/*
 * The time of the statement, since a transaction that waited for its lock began before what it was waiting for.
 *
 * What an assignment names a draft for starts with the version that the draft becomes, and never where it is abandoned: that is
 * told from the version and not written anywhere a second time.
 */
const statement = `
  SELECT a.reason_id AS "reasonId", a.role, a.department_id AS "departmentId",
    coalesce(a.valid_from, v.effective_from) AS since, a.valid_until AS until, a.recorded_from AS "recordedAt"
  FROM reason_assignment a LEFT JOIN taxonomy_version v ON v.draft_id = a.draft_id AND v.withdrawn_at IS NULL
  WHERE a.taxonomy_id = $1
    AND (CASE WHEN $3::timestamptz IS NULL THEN a.recorded_until IS NULL
      ELSE a.recorded_from <= $3 AND (a.recorded_until IS NULL OR a.recorded_until > $3) END)
    AND ((coalesce(a.valid_from, v.effective_from) <= coalesce($2::timestamptz, statement_timestamp())
        AND (v.recorded_at IS NULL OR $3::timestamptz IS NULL OR v.recorded_at <= $3))
      OR a.draft_id = $4)
    AND (a.valid_until IS NULL OR a.valid_until > coalesce($2::timestamptz, statement_timestamp()))
  ORDER BY a.department_id`;

/** The roles that departments hold at a moment by assignments of the reasons' own: one statement, however many reasons. */
export async function heldRoles(sql: Sql, moment: HeldMoment): Promise<HeldRoles> {
  const { taxonomyId, at = null, knownAt = null, draftId = null } = moment;
  return byReason(await rowsOf<HeldRow>(sql, statement, [taxonomyId, at, knownAt, draftId]));
}

/** What drafts propose for reasons they create, by draft. */
export async function proposedRoles(
  sql: Sql,
  draftIds: readonly DraftId[],
): Promise<ReadonlyMap<DraftId, HeldRoles>> {
  const rows = await rowsOf<HeldRow & { readonly draftId: DraftId }>(
    sql,
    `SELECT a.draft_id AS "draftId", a.reason_id AS "reasonId", a.role, a.department_id AS "departmentId",
       NULL::timestamptz AS since, a.valid_until AS until, a.recorded_from AS "recordedAt"
     FROM reason_assignment a WHERE a.draft_id = ANY ($1) AND a.recorded_until IS NULL ORDER BY a.department_id`,
    [draftIds],
  );
  return new Map(
    draftIds.map((id) => [
      id,
      byReason(rows.flatMap(({ draftId, ...row }) => (draftId === id ? [row] : []))),
    ]),
  );
}

function byReason(rows: readonly HeldRow[]): HeldRoles {
  const held = new Map<ReasonId, HeldRole[]>();
  for (const { reasonId, ...role } of rows) {
    const known = held.get(reasonId);
    if (known === undefined) held.set(reasonId, [role]);
    else known.push(role);
  }
  return held;
}
