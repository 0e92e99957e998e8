import type { Command, Tx } from '../../platform/command/command';
import { newId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  noRetention,
  purgeRunning,
  type PurgeJobId,
  type PurgeJobRecord,
  type PurgeMonth,
  type PurgeRefused,
} from '../domain';
import { BlindCoding } from '../persistence/blind-coding';
import { PrivacyRepository } from '../persistence/privacy.repository';
import { PurgeJobRepository } from '../persistence/purge-job.repository';
import { RemovalRepository, type Removable } from '../persistence/removal.repository';
import { UsageRepository } from '../persistence/usage.repository';
import { keptFromNow, lockedForPrivacy } from './privacy-scene';

const contactsPerPart = 5_000;

export interface PurgeContactsInput {
  readonly taxonomyId: TaxonomyId;
  readonly because: string;
}

export interface PurgeJobOnly {
  readonly purgeJobId: PurgeJobId;
}

/** Starts to remove the contacts that are older than the taxonomy keeps them; it goes on by itself, part by part. */
export const purgeContacts: Command<PurgeContactsInput, PurgeJobOnly, NotFound | TextProblem | PurgeRefused> =
  {
    name: 'purgeContacts',
    permission: 'keepPrivacy',
    refusalsAreNoted: true,
    async execute(tx, { taxonomyId, because }, actor) {
      const locked = await lockedForPrivacy(tx, taxonomyId);
      if (!locked.ok) return locked;
      const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
      if (!text.ok) return text;
      const { months } = await tx.repository(PrivacyRepository).retention(taxonomyId);
      if (months === null) return err(noRetention);
      const jobs = tx.repository(PurgeJobRepository);
      if (await jobs.isUnderWay(taxonomyId)) return err(purgeRunning);
      await tx.repository(RemovalRepository).takeYourTime();
      const keptFrom = keptFromNow(tx, locked.value, months);
      const due = sumOf(await preview(tx, { taxonomyId, keptFrom }), ({ contacts }) => contacts);
      const purgeJobId = newId<'PurgeJob'>();
      await jobs.open({ id: purgeJobId, taxonomyId, keptFrom, startedBy: actor.id, due });
      const subject = { type: 'PurgeJob', id: purgeJobId };
      const change = { kind: 'purgeContacts', subject, before: null, after: { keptFrom, months, due } };
      return ok({ value: { purgeJobId }, changes: [change], because: text.value });
    },
  };

/**
 * Does the next part of some purge that is under way: contacts of one month at most, in a transaction of its own with how far the
 * purge has come. A cut between two parts loses nothing, and nothing is done twice. Null where there is nothing to do.
 */
export const purgeNextPart: Command<Record<never, never>, { readonly jobId: PurgeJobId | null }, never> = {
  name: 'purgeNextPart',
  permission: 'keepPrivacy',
  async execute(tx) {
    const job = await tx.repository(PurgeJobRepository).takeOne();
    const taxonomyId = job?.taxonomyId ?? null;
    tx.permit({ taxonomyId }, notFound('taxonomy', taxonomyId ?? ''));
    if (job === null) return ok({ value: { jobId: null }, unchanged: true });
    await tx.repository(UsageRepository).lock(job.taxonomyId);
    await tx.repository(RemovalRepository).takeYourTime();
    const after = (await removePart(tx, job)) ?? (await end(tx, job));
    const subject = { type: 'PurgeJob', id: job.id };
    const change = { kind: 'purgeNextPart', subject, before: null, after };
    return ok({ value: { jobId: job.id }, changes: [change] });
  },
};

/** Null where no contact is left that is to go. */
async function removePart(tx: Tx, { id, taxonomyId, keptFrom }: PurgeJobRecord) {
  const removal = tx.repository(RemovalRepository);
  const due = await removal.next(await removable(tx, { taxonomyId, keptFrom }), contactsPerPart);
  const [first] = due;
  if (first === undefined) return null;
  const { month } = first;
  // What is not counted yet would be lost with the contacts that it is to be counted from.
  await tx.repository(UsageRepository).countBeforePurge(taxonomyId, month);
  await removal.markMonth(taxonomyId, month);
  const ids = due.filter((one) => one.month === month).map((one) => one.id);
  const purged = await removal.remove(taxonomyId, ids);
  await tx.repository(PurgeJobRepository).progress(id, purged);
  return { month, ...purged };
}

async function end(tx: Tx, { id, taxonomyId, keptFrom, ...done }: PurgeJobRecord) {
  const removal = tx.repository(RemovalRepository);
  const left = await preview(tx, { taxonomyId, keptFrom });
  const outdated = await removal.removeRejections(taxonomyId, keptFrom);
  await removal.forgetAnswers(keptFrom);
  const held = sumOf(left, (month) => month.held);
  const inUse = sumOf(left, (month) => month.inUse);
  await tx.repository(PurgeJobRepository).end(id, { rejections: outdated, held, inUse });
  const { contacts, excerpts, codings } = done;
  const rejections = done.rejections + outdated;
  return { keptFrom, ended: { contacts, excerpts, codings, rejections, held, inUse } };
}

type Wanted = Pick<Removable, 'taxonomyId' | 'keptFrom'>;

/** What is being coded blind stays: what others are told of it could not be held back any more. */
const removable = async (tx: Tx, { taxonomyId, keptFrom }: Wanted): Promise<Removable> => ({
  ...{ taxonomyId, keptFrom },
  inUse: await tx.repository(BlindCoding).contactsOfAnybody(taxonomyId),
});

const preview = async (tx: Tx, wanted: Wanted): Promise<readonly PurgeMonth[]> =>
  tx.repository(RemovalRepository).preview(await removable(tx, wanted));

const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);
