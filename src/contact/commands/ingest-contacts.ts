import type { Command, Tx } from '../../platform/command/command';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { knownTaxonomy } from '../../taxonomy';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import {
  checkContact,
  fieldsKeptUnknown,
  ingestMovedOn,
  LocalClock,
  type ContactScene,
  type IngestCounts,
  type IngestJobId,
  type IngestJobRecord,
  type IngestMapping,
  type IngestMovedOn,
  type IngestState,
  type FileRow,
  type RejectionRecord,
} from '../domain';
import { IngestJobRepository } from '../persistence/ingest-job.repository';
import { goingOn, loadScene, type LoadedScene } from './load-scene';
import { neededBy, PreparedPart } from './prepared-part';
import { countMonth, lockContacts, recordContacts, type SentContact } from './record-contacts';
import { lookFresh, recordFresh } from './record-fresh';
import { rejectionsOf } from './rejected-row';

export interface IngestContactsInput {
  readonly jobId: IngestJobId;
  readonly mapping: IngestMapping;
  /** How many rows of the file were dealt with before these. */
  readonly after: number;
  readonly rows: readonly FileRow[];
  /** What was known when the part before these was recorded, and these made ready on it; null: nothing is known yet. */
  readonly scene?: LoadedScene | null;
  readonly prepared?: PreparedPart | null;
  /** The first day of a month that is counted now if it is not yet; 'NEXT': the earliest such month. */
  readonly count?: string;
  /** How the job ends with these; null: more is to come. */
  readonly end: { readonly state: Exclude<IngestState, 'RUNNING'>; readonly failure: string | null } | null;
}

export interface IngestedContacts {
  readonly job: IngestJobRecord;
  /** Of how many months the contacts are not counted yet; told where one was to be. */
  readonly uncounted: number;
  /** What the next part can be made ready on; null where these rows were not all new, or there were none. */
  readonly scene: LoadedScene | null;
  /** The first days of the months to which these rows added contacts; none where they were not all new. */
  readonly months: readonly string[];
}

/**
 * Takes the next rows of a file: they are checked against what holds in this transaction, recorded and counted, or told with
 * their faults. What was dealt with is kept with how far the job has come, so that a cut between the two cannot be.
 */
export const ingestContacts: Command<IngestContactsInput, IngestedContacts, NotFound | IngestMovedOn> = {
  name: 'ingestContacts',
  permission: 'addContacts',
  async execute(tx, input, actor) {
    const { jobId, after, rows, end, count = null } = input;
    const hidden = notFound('ingest job', jobId);
    const jobs = tx.repository(IngestJobRepository);
    let job = await jobs.lock(jobId);
    if (job === null) return err(hidden);
    tx.permit({ taxonomyId: job.taxonomyId }, hidden);
    if (job.rows !== after || job.finishedAt !== null) return err(ingestMovedOn);
    const taxonomy = await knownTaxonomy(tx, job.taxonomyId);
    if (taxonomy === null) throw new Error('a job has its taxonomy');
    const taken = rows.length === 0 ? null : await take(tx, taxonomy, { ...input, actorId: actor.id });
    if (taken !== null) {
      await jobs.reject(job, taken.rejections, tx.now);
      job = await jobs.progress(jobId, taken.counts);
    }
    const uncounted =
      count === null ? 0 : await countMonth(tx, job.taxonomyId, count === 'NEXT' ? null : count);
    if (end !== null) job = await jobs.end(jobId, end.state, end.failure);
    const value = { job, uncounted, scene: taken?.scene ?? null, months: taken?.months ?? [] };
    const didNothing = taken === null || taken.counts.added + taken.counts.corrected === 0;
    if (didNothing && end === null) return ok({ value, unchanged: true });
    const change = {
      ...(taken?.counts ?? { rows: 0 }),
      ...(end === null ? {} : { ended: end.state, ...totalsOf(job) }),
    };
    const subject = { type: 'IngestJob', id: jobId };
    return ok({
      value,
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
  readonly scene: LoadedScene | null;
  readonly months: readonly string[];
}

type PartToTake = Pick<IngestContactsInput, 'jobId' | 'mapping' | 'rows' | 'scene' | 'prepared'> & {
  readonly actorId: ActorId;
};

/** All at once where all are new; where one of them is not, or comes twice, each is looked at. */
async function take(tx: Tx, taxonomy: TaxonomyRecord, part: PartToTake): Promise<Taken> {
  const { mapping, rows, prepared = null, scene: before = null } = part;
  const taxonomyId = taxonomy.id;
  await lockContacts(tx, taxonomyId);
  const needs = prepared?.needs ?? neededBy(rows, LocalClock.of(taxonomy.timeZone));
  const loaded = await loadScene(tx, taxonomy, { needs, keepsUnknown: fieldsKeptUnknown(mapping) });
  const scene = goingOn(before, loaded);
  const isReady = prepared?.take(scene) === true;
  if (isReady || (await lookFresh(tx, taxonomyId, rows))) {
    const ready = isReady ? prepared : await PreparedPart.of(rows, { ...part, taxonomyId }, scene);
    const rejections = ready.rejections(scene.scene);
    if (await recordFresh(tx, taxonomyId, { part: ready, rows }))
      return { counts: ready.counts, rejections, scene, months: [...ready.change.months().keys()] };
  }
  return { ...(await takeEach(tx, taxonomyId, { ...part, scene: scene.scene })), scene: null, months: [] };
}

/** In the order of the file, each row once whatever the number of its faults. */
async function takeEach(
  tx: Tx,
  taxonomyId: TaxonomyId,
  { jobId, mapping, rows, actorId, scene }: Omit<PartToTake, 'scene'> & { readonly scene: ContactScene },
): Promise<Pick<Taken, 'counts' | 'rejections'>> {
  const rejections: RejectionRecord[] = [];
  const sent: SentContact[] = [];
  for (const [place, fileRow] of rows.entries()) {
    const row = fileRow.read();
    const checked = 'contact' in row ? checkContact(row.contact, scene) : null;
    if (checked?.ok === true) sent.push({ place, contact: checked.value });
    else rejections.push(...rejectionsOf(row, checked?.problem ?? [], mapping));
  }
  const recorded = await recordContacts(tx, { taxonomyId, actorId, jobId }, sent);
  const counts = { added: 0, corrected: 0, unchanged: 0, unmapped: 0 };
  const unmapped = new Set(
    sent.filter(({ contact }) => Object.keys(contact.facts.unmapped).length > 0).map(({ place }) => place),
  );
  for (const one of recorded) {
    const row = rows[one.place]?.read();
    if (one.outcome === 'REJECTED')
      rejections.push(...(row === undefined ? [] : rejectionsOf(row, [one.fault], mapping)));
    else {
      counts[countOf[one.outcome]] += 1;
      if (unmapped.has(one.place)) counts.unmapped += 1;
    }
  }
  const accepted = counts.added + counts.corrected + counts.unchanged;
  return { counts: { ...counts, rows: rows.length, rejected: rows.length - accepted }, rejections };
}

const countOf = { ADDED: 'added', CORRECTED: 'corrected', UNCHANGED: 'unchanged' } as const;
