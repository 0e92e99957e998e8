import { newId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import { openIngest } from '../commands/open-ingest';
import type { FileRow, IngestJobRecord } from '../domain';
import { rowParts } from './row-stream';
import { RunningIngest, type Upload, type UploadEnd } from './running-ingest';
import { UnreadableFile } from './unreadable-file';

/**
 * Takes a file of contacts, part by part, each in a transaction of its own: while one is recorded the next are read and made
 * ready. Tells the job after each part. Where the file was sent before and cut, it goes on after what was dealt with.
 */
export async function* uploading(upload: Upload): AsyncGenerator<IngestJobRecord, UploadEnd> {
  const opened = await openJob(upload);
  if (!opened.ok) return { job: null, problem: opened.problem };
  const ingest = new RunningIngest(upload, opened.value);
  yield ingest.job;
  try {
    for await (const rows of unread(upload, ingest.job.rows)) {
      const problem = await ingest.take(rows);
      if (problem !== null) return { job: ingest.job, problem };
      yield ingest.job;
    }
    return (await ingest.countMonths()) ?? (await ingest.end('FINISHED', null));
  } catch (fault) {
    if (fault instanceof UnreadableFile) return await ingest.end('REFUSED', fault.problem);
    await ingest.end('INTERRUPTED', interrupted).catch(() => undefined);
    throw fault;
  }
}

const interrupted: Problem = {
  code: 'INTERRUPTED',
  message: 'the upload was cut; send the file again to go on',
};

async function openJob({ runner, actor, requestId, taxonomyId, parameters, mapping }: Upload) {
  const job = { id: newId<'IngestJob'>(), taxonomyId, fileName: parameters.file };
  const input = { ...job, fileDigest: parameters.digest, mappingDigest: mapping.digest };
  const outcome = await runner.run(openIngest, input, { actor, requestId, idempotencyKey: null });
  return outcome.ok ? { ok: true as const, value: outcome.value.value } : outcome;
}

/** The parts of the file after the rows that were dealt with before it was cut. */
async function* unread(
  { body, isGzipped, parameters, mapping }: Upload,
  done: number,
): AsyncGenerator<readonly FileRow[]> {
  let left = done;
  const file = { format: parameters.format, isGzipped, mapping };
  for await (const rows of rowParts(body, file, parameters.rowsPerCommit)) {
    const fresh = rows.slice(Math.min(left, rows.length));
    left -= rows.length - fresh.length;
    if (fresh.length > 0) yield fresh;
  }
}
