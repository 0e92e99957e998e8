import type { Command } from '../../platform/command/command';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { knownTaxonomy } from '../../taxonomy';
import type { IngestJobRecord } from '../domain';
import { IngestJobRepository, type NewIngestJob } from '../persistence/ingest-job.repository';

export type OpenIngestInput = Omit<NewIngestJob, 'startedBy'>;

/** Says that a file of contacts begins to come in; or that one which was cut goes on, after the rows that were dealt with. */
export const openIngest: Command<OpenIngestInput, IngestJobRecord, NotFound> = {
  name: 'openIngest',
  permission: 'addContacts',
  async execute(tx, input, actor) {
    const { taxonomyId, fileDigest } = input;
    const hidden = notFound('taxonomy', taxonomyId);
    tx.permit({ taxonomyId }, hidden);
    if ((await knownTaxonomy(tx, taxonomyId)) === null) return err(hidden);
    const job = await tx.repository(IngestJobRepository).open({ ...input, startedBy: actor.id });
    const after = { taxonomyId, fileDigest, rows: job.rows };
    const subject = { type: 'IngestJob', id: job.id };
    return ok({ value: job, changes: [{ kind: 'openIngest', subject, before: null, after }] });
  },
};
