import { doubleCodings } from '../../consistency';
import type { CodedAlike, EvidencePurpose } from '../../consistency/domain';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import type { CodingPattern, DoubleCodings } from '../domain';

interface CodingsQuestion {
  readonly taxonomyId: TaxonomyId;
  /** The first day on which an audit or session may have been closed. */
  readonly from: string;
  readonly asOf: Date;
  /** The day of the moment. */
  readonly today: string;
}

/**
 * What people coded twice in audits that were closed in the window and by the moment; where there is no audit, in calibration
 * sessions. Models are coders of their own and nobody coaches them here. Contacts are not weighted by how they were drawn: a
 * confusion is judged within a pair of reasons, whose contacts were drawn alike or nearly so.
 */
export async function codingsIn(sql: Sql, asked: CodingsQuestion): Promise<DoubleCodings> {
  const audited = await patternsOf(sql, asked, 'AUDIT');
  if (audited.length > 0) return { basis: 'AUDIT', patterns: audited };
  return { basis: 'CALIBRATION', patterns: await patternsOf(sql, asked, 'CALIBRATION') };
}

async function patternsOf(
  sql: Sql,
  { taxonomyId, from, asOf, today }: CodingsQuestion,
  purpose: EvidencePurpose,
): Promise<readonly CodingPattern[]> {
  const window = { from, until: dayAfter(today) };
  const alike = await doubleCodings(sql, { taxonomyId, window, purpose });
  const sameDay = alike.filter(({ closedOn }) => closedOn === today).map(({ exerciseId }) => exerciseId);
  const later = await closedAfter(sql, [...new Set(sameDay)], asOf);
  return alike.flatMap((one) => (later.has(one.exerciseId) ? [] : patternOf(one)));
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The day is known of each; of those of the day itself the moment is asked. */
async function closedAfter(sql: Sql, ids: readonly string[], asOf: Date): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await rowsOf<{ id: string }>(
    sql,
    `SELECT id FROM audit WHERE id = ANY ($1) AND closed_at > $2
     UNION ALL SELECT id FROM calibration_session WHERE id = ANY ($1) AND closed_at > $2`,
    [ids, asOf],
  );
  return new Set(rows.map(({ id }) => id));
}

/** None where fewer than two people named a reason. */
function patternOf({ codes: given, contacts }: CodedAlike): readonly CodingPattern[] {
  const codes = given.flatMap(({ part, coderId, reasonId }) =>
    part === 'MODEL' || reasonId === null ? [] : [{ coderId, reasonId }],
  );
  return codes.length < 2 ? [] : [{ codes, contacts }];
}
