import type { Command, Tx } from '../../platform/command/command';
import type { ActorId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { knownTaxonomy } from '../../taxonomy';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import {
  checkContact,
  columnOf,
  fieldsKeptUnknown,
  ingestMovedOn,
  type ContactFault,
  type IngestCounts,
  type IngestJobId,
  type IngestJobRecord,
  type IngestMapping,
  type IngestMovedOn,
  type IngestState,
  type ReadRow,
  type RejectionRecord,
} from '../domain';
import { IngestJobRepository } from '../persistence/ingest-job.repository';
import { loadScene } from './load-scene';
import { countNextMonth, lockContacts, recordContacts, type SentContact } from './record-contacts';

export interface IngestContactsInput {
  readonly jobId: IngestJobId;
  readonly mapping: IngestMapping;
  /** How many rows of the file were dealt with before these. */
  readonly after: number;
  readonly rows: readonly ReadRow[];
  /** Whether a month that is not counted is counted now. */
  readonly countMonth?: boolean;
  /** How the job ends with these; null: more is to come. */
  readonly end: { readonly state: Exclude<IngestState, 'RUNNING'>; readonly failure: string | null } | null;
}

export interface IngestedContacts {
  readonly job: IngestJobRecord;
  /** Of how many months the contacts are not counted yet; told where one was to be. */
  readonly uncounted: number;
}

/**
 * Takes the next rows of a file: they are checked against what holds in this transaction, recorded and counted, or told with
 * their faults. What was dealt with is kept with how far the job has come, so that a cut between the two cannot be.
 */
export const ingestContacts: Command<IngestContactsInput, IngestedContacts, NotFound | IngestMovedOn> = {
  name: 'ingestContacts',
  permission: 'addContacts',
  async execute(tx, { jobId, mapping, after, rows, end, countMonth = false }, actor) {
    const hidden = notFound('ingest job', jobId);
    const jobs = tx.repository(IngestJobRepository);
    const job = await jobs.lock(jobId);
    if (job === null) return err(hidden);
    tx.permit({ taxonomyId: job.taxonomyId }, hidden);
    if (job.rows !== after || job.finishedAt !== null) return err(ingestMovedOn);
    const taxonomy = await knownTaxonomy(tx, job.taxonomyId);
    if (taxonomy === null) throw new Error('a job has its taxonomy');
    const taken =
      rows.length === 0 ? null : await take(tx, taxonomy, { jobId, mapping, rows, actorId: actor.id });
    if (taken !== null) {
      await jobs.reject(job, taken.rejections, tx.now);
      await jobs.progress(jobId, taken.counts);
    }
    const uncounted = countMonth ? await countNextMonth(tx, job.taxonomyId) : 0;
    if (end !== null) await jobs.end(jobId, end.state, end.failure);
    const now = await jobs.lock(jobId);
    if (now === null) throw new Error('a job that is locked stays');
    const didNothing = taken === null || taken.counts.added + taken.counts.corrected === 0;
    if (didNothing && end === null) return ok({ value: { job: now, uncounted }, unchanged: true });
    const change = {
      ...(taken?.counts ?? { rows: 0 }),
      ...(end === null ? {} : { ended: end.state, ...totalsOf(now) }),
    };
    const subject = { type: 'IngestJob', id: jobId };
    return ok({
      value: { job: now, uncounted },
      changes: [{ kind: 'ingestContacts', subject, before: null, after: change }],
    });
  },
};

const totalsOf = ({ rows, added, corrected, unchanged, rejected, unmapped }: IngestCounts) => ({
  total: { rows, added, corrected, unchanged, rejected, unmapped },
});

interface Taken {
  readonly counts: IngestCounts;
  readonly rejections: readonly RejectionRecord[];
}

/** In the order of the file, each row once whatever the number of its faults. */
async function take(
  tx: Tx,
  taxonomy: TaxonomyRecord,
  {
    jobId,
    mapping,
    rows,
    actorId,
  }: Pick<IngestContactsInput, 'jobId' | 'mapping' | 'rows'> & { readonly actorId: ActorId },
): Promise<Taken> {
  await lockContacts(tx, taxonomy.id);
  const contacts = rows.flatMap((row) => ('contact' in row ? [row.contact] : []));
  const scene = await loadScene(tx, taxonomy, { contacts, keepsUnknown: fieldsKeptUnknown(mapping) });
  const rejections: RejectionRecord[] = [];
  const reject = (
    line: number,
    faults: readonly (ContactFault & { readonly column: string | null })[],
  ): void => void rejections.push(...faults.map((fault, ordinal) => ({ ...fault, line, ordinal })));
  const withColumn = (fault: ContactFault) => ({ ...fault, column: columnOf(mapping, fault.field) });
  const sent: SentContact[] = [];
  for (const [place, row] of rows.entries()) {
    if (!('contact' in row)) {
      reject(row.line, [{ ...row.fault, column: row.column }]);
      continue;
    }
    const checked = checkContact(row.contact, scene);
    if (checked.ok) sent.push({ place, contact: checked.value });
    else reject(row.line, checked.problem.map(withColumn));
  }
  const recorded = await recordContacts(tx, { taxonomyId: taxonomy.id, actorId, jobId }, sent);
  const counts = { added: 0, corrected: 0, unchanged: 0, unmapped: 0 };
  const unmapped = new Set(
    sent.filter(({ contact }) => Object.keys(contact.facts.unmapped).length > 0).map(({ place }) => place),
  );
  for (const one of recorded) {
    if (one.outcome === 'REJECTED') reject(rows[one.place]?.line ?? 0, [withColumn(one.fault)]);
    else {
      counts[countOf[one.outcome]] += 1;
      if (unmapped.has(one.place)) counts.unmapped += 1;
    }
  }
  const accepted = counts.added + counts.corrected + counts.unchanged;
  return { counts: { ...counts, rows: rows.length, rejected: rows.length - accepted }, rejections };
}

const countOf = { ADDED: 'added', CORRECTED: 'corrected', UNCHANGED: 'unchanged' } as const;
