import { doubleCodings } from '../../consistency';
import type { CodedAlike, EvidencePurpose } from '../../consistency/domain';
import { sealedCorrespondence } from '../../figures/domain';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import { CorrespondenceReader } from '../../taxonomy';
import type { ReasonTree, VersionRecord } from '../../taxonomy/domain';
import { restatedCodings, type DoubleCodings } from '../domain';

interface CodingsQuestion {
  readonly taxonomyId: TaxonomyId;
  /** The first day on which an audit or session may have been closed. */
  readonly from: string;
  readonly asOf: Date;
  /** The day of the moment. */
  readonly today: string;
  /** What suggestions are made for. */
  readonly version: VersionRecord;
  readonly tree: ReasonTree;
}

/**
 * What people coded twice in audits that were closed in the window and by the moment; where there is no audit, in calibration
 * sessions. Models are coders of their own and nobody coaches them here. Contacts weigh by how they were drawn: under a floor a
 * rare reason is drawn more often than it occurs, and what is taken for it would count too little.
 *
 * Codes of other versions count as what they are now, where the correspondences say so exactly; contacts with others are left
 * out, and it is told why.
 */
export async function codingsIn(sql: Sql, asked: CodingsQuestion): Promise<DoubleCodings> {
  const audited = await closedBy(sql, asked, 'AUDIT');
  const basis = audited.length > 0 ? 'AUDIT' : 'CALIBRATION';
  const evidence = audited.length > 0 ? audited : await closedBy(sql, asked, 'CALIBRATION');
  const routes = await new CorrespondenceReader(sql).routesTo(asked.version, [
    ...new Set(evidence.map(({ version }) => version)),
  ]);
  const correspondence = sealedCorrespondence((number) => routes.get(number)?.path);
  return { basis, ...restatedCodings(evidence, { tree: asked.tree, correspondence }) };
}

async function closedBy(
  sql: Sql,
  { taxonomyId, from, asOf, today }: CodingsQuestion,
  purpose: EvidencePurpose,
): Promise<readonly CodedAlike[]> {
  const window = { from, until: dayAfter(today) };
  const alike = (await doubleCodings(sql, { taxonomyId, window, purpose })).filter(isCodedTwice);
  const sameDay = alike.filter(({ closedOn }) => closedOn === today).map(({ exerciseId }) => exerciseId);
  const later = await closedAfter(sql, [...new Set(sameDay)], asOf);
  return alike.filter(({ exerciseId }) => !later.has(exerciseId));
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

/** Whether two people at least named a reason. */
const isCodedTwice = ({ codes }: CodedAlike): boolean =>
  codes.filter(({ part, reasonId }) => part !== 'MODEL' && reasonId !== null).length > 1;
