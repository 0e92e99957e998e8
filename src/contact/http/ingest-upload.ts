import type { Readable } from 'node:stream';
import type { Principal } from '../../access/domain';
import { isTemporary, type CommandRunner } from '../../platform/command/runner';
import { newId, type TaxonomyId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import type { Result } from '../../platform/result';
import { ingestContacts, type IngestContactsInput, type IngestedContacts } from '../commands/ingest-contacts';
import type { LoadedScene } from '../commands/load-scene';
import { openIngest } from '../commands/open-ingest';
import { PreparedPart } from '../commands/prepared-part';
import type { IngestJobRecord, IngestMapping, FileRow } from '../domain';
import type { IngestParameters } from './ingest-parameters';
import { rowParts } from './row-stream';
import { UnreadableFile } from './unreadable-file';

export interface Upload {
  readonly runner: CommandRunner<Principal>;
  readonly actor: Principal;
  readonly requestId: string;
  readonly taxonomyId: TaxonomyId;
  readonly body: Readable;
  readonly isGzipped: boolean;
  readonly parameters: IngestParameters;
  readonly mapping: IngestMapping;
}

export interface UploadEnd {
  /** Null where not even a job was opened. */
  readonly job: IngestJobRecord | null;
  readonly problem: Problem | null;
}

const overloadPauseMs = 500;
const patience = 60;

/**
 * Takes a file of contacts, part by part, each in a transaction of its own: while one is recorded the next is read and made
 * ready. Tells the
 * job after each part. Where the file was sent before and cut, it goes on after what was dealt with.
 */
export async function* uploading(upload: Upload): AsyncGenerator<IngestJobRecord, UploadEnd> {
  const opened = await openJob(upload);
  if (!opened.ok) return { job: null, problem: opened.problem };
  const ingest = new Ingest(upload, opened.value);
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

class Ingest {
  private after: number;
  /** What is being recorded while the next part is read. */
  private running: Promise<Result<IngestedContacts, Problem>> | null = null;
  /** What the next part is made ready on; null where each of its rows has to be looked at. */
  private scene: LoadedScene | null = null;

  constructor(
    private readonly upload: Upload,
    public job: IngestJobRecord,
  ) {
    this.after = job.rows;
  }

  /** Answers a problem of the part before, which is over by then. */
  async take(rows: readonly FileRow[]): Promise<Problem | null> {
    const { scene } = this;
    const part = { ...this.upload, jobId: this.job.id };
    const prepared = scene === null ? null : await PreparedPart.of(rows, part, scene);
    const problem = await this.settled();
    if (problem !== null) return problem;
    this.running = this.run({ rows, end: null, scene, prepared });
    // Not to be taken for unhandled before the next part has been read.
    this.running.catch(() => undefined);
    this.after += rows.length;
    return null;
  }

  async end(state: 'FINISHED' | 'REFUSED' | 'INTERRUPTED', problem: Problem | null): Promise<UploadEnd> {
    const earlier = await this.settled();
    if (earlier !== null) return { job: this.job, problem: earlier };
    const failure = problem?.message ?? null;
    const outcome = await this.run({ rows: [], end: { state, failure } });
    if (!outcome.ok) return { job: this.job, problem: outcome.problem };
    this.job = outcome.value.job;
    return { job: this.job, problem };
  }

  /** Each in a transaction of its own: others who record contacts wait for a month at most. */
  async countMonths(): Promise<UploadEnd | null> {
    const earlier = await this.settled();
    if (earlier !== null) return { job: this.job, problem: earlier };
    for (let left = 1; left > 0;) {
      const outcome = await this.run({ rows: [], end: null, countMonth: true });
      if (!outcome.ok) return { job: this.job, problem: outcome.problem };
      left = outcome.value.uncounted;
    }
    return null;
  }

  private async settled(): Promise<Problem | null> {
    if (this.running === null) return null;
    const outcome = await this.running;
    this.running = null;
    if (!outcome.ok) return outcome.problem;
    this.job = outcome.value.job;
    this.scene = outcome.value.scene;
    return null;
  }

  /** Others may be recording contacts of the taxonomy, or counting them, for longer than a statement waits. */
  private async run(
    part: Pick<IngestContactsInput, 'rows' | 'end' | 'countMonth' | 'scene' | 'prepared'>,
  ): Promise<Result<IngestedContacts, Problem>> {
    const { runner, actor, requestId, mapping } = this.upload;
    const input = { jobId: this.job.id, mapping, after: this.after, ...part };
    for (let attempt = 1; ; attempt += 1) {
      try {
        const outcome = await runner.run(ingestContacts, input, { actor, requestId, idempotencyKey: null });
        return outcome.ok ? { ok: true, value: outcome.value.value } : outcome;
      } catch (fault) {
        if (attempt === patience || !isTemporary(fault)) throw fault;
        await new Promise((resolve) => setTimeout(resolve, overloadPauseMs));
      }
    }
  }
}
