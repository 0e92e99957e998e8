import type { Readable } from 'node:stream';
import type { Principal } from '../../access/domain';
import { isTemporary, type CommandRunner } from '../../platform/command/runner';
import type { TaxonomyId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import type { Result } from '../../platform/result';
import { ingestContacts, type IngestContactsInput, type IngestedContacts } from '../commands/ingest-contacts';
import type { LoadedScene } from '../commands/load-scene';
import { PreparedPart } from '../commands/prepared-part';
import type { FileRow, IngestJobRecord, IngestMapping } from '../domain';
import type { IngestParameters } from './ingest-parameters';

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
/** How many rows may wait to be recorded: enough to go on reading while a month is counted, and no more than memory is given. */
const mostWaiting = 40_000;
/** Parts in a row that say nothing of a month, before it is taken to be over. */
const partsAfterMonth = 2;

interface WaitingPart {
  readonly rows: readonly FileRow[];
  /** How many rows of the file stand before it. */
  readonly after: number;
  readonly prepared: PreparedPart | null;
}

type Part = Pick<IngestContactsInput, 'rows' | 'after' | 'end' | 'count' | 'scene' | 'prepared'>;

/**
 * Records the parts of a file one after another, while further ones are read and made ready. A month that the file has passed
 * is counted in between: the database counts while the service reads on.
 */
export class RunningIngest {
  /** How many rows of the file were taken, and how many of these are recorded. */
  private after: number;
  private done: number;
  private readonly waiting: WaitingPart[] = [];
  /** What is being done about those that wait; null: none do. */
  private working: Promise<void> | null = null;
  /** What is being done about the one of them that came first. */
  private recording: Promise<void> | null = null;
  private problem: Problem | null = null;
  /** What went wrong on our side, to be thrown where somebody waits. */
  private failure: { readonly fault: unknown } | null = null;
  /** What the next part is made ready on; null where each of its rows has to be looked at. */
  private scene: LoadedScene | null = null;
  private recorded = 0;
  /** By the month that the file adds to, the number of the last part that did; of those that were counted, none. */
  private readonly lastParts = new Map<string, number | null>();

  constructor(
    private readonly upload: Upload,
    public job: IngestJobRecord,
  ) {
    this.after = job.rows;
    this.done = job.rows;
  }

  /** Answers a problem of a part before, after which nothing is recorded. */
  async take(rows: readonly FileRow[]): Promise<Problem | null> {
    const { scene } = this;
    const part = { ...this.upload, jobId: this.job.id };
    const prepared = scene === null ? null : await PreparedPart.of(rows, part, scene);
    if (scene === null) await this.working;
    while (this.working !== null && this.rowsWaiting() + rows.length > mostWaiting) await this.recording;
    this.mustGoWell();
    if (this.problem !== null) return this.problem;
    this.waiting.push({ rows, after: this.after, prepared });
    this.after += rows.length;
    this.working ??= this.work();
    return null;
  }

  /** Where it was interrupted on our side, too: what waited is left for when the file is sent again. */
  async end(state: 'FINISHED' | 'REFUSED' | 'INTERRUPTED', problem: Problem | null): Promise<UploadEnd> {
    const earlier = await this.settled();
    if (earlier !== null) return { job: this.job, problem: earlier };
    const failure = problem === null ? null : keptFailure(problem);
    const outcome = await this.run({ rows: [], after: this.done, end: { state, failure } });
    if (!outcome.ok) return { job: this.job, problem: outcome.problem };
    this.job = outcome.value.job;
    return { job: this.job, problem };
  }

  /** Each in a transaction of its own: others who record contacts wait for a month at most. */
  async countMonths(): Promise<UploadEnd | null> {
    const earlier = await this.settled();
    this.mustGoWell();
    if (earlier !== null) return { job: this.job, problem: earlier };
    for (let left = 1; left > 0;) {
      const outcome = await this.run({ rows: [], after: this.done, end: null, count: 'NEXT' });
      if (!outcome.ok) return { job: this.job, problem: outcome.problem };
      left = outcome.value.uncounted;
    }
    return null;
  }

  private async settled(): Promise<Problem | null> {
    await this.working;
    return this.problem;
  }

  private mustGoWell(): void {
    if (this.failure !== null) throw this.failure.fault;
  }

  private rowsWaiting(): number {
    return this.waiting.reduce((sum, { rows }) => sum + rows.length, 0);
  }

  private async work(): Promise<void> {
    try {
      while (this.problem === null) {
        const next = this.waiting.shift();
        if (next === undefined) break;
        this.recording = this.record(next);
        await this.recording;
      }
    } catch (fault) {
      this.failure = { fault };
    }
    this.working = null;
  }

  private async record({ rows, after, prepared }: WaitingPart): Promise<void> {
    const outcome = await this.run({ rows, after, prepared, scene: this.scene, end: null });
    if (!outcome.ok) {
      this.problem = outcome.problem;
      return;
    }
    const { job, scene, months } = outcome.value;
    this.job = job;
    this.scene = scene;
    this.done = after + rows.length;
    await this.countPassed(months);
  }

  /** Each once, until all are counted at the end: of a file that comes back to a month it is not counted again and again. */
  private async countPassed(months: readonly string[]): Promise<void> {
    this.recorded += 1;
    for (const month of months)
      if (this.lastParts.get(month) !== null) this.lastParts.set(month, this.recorded);
    for (const [month, last] of this.lastParts) {
      if (last === null || last >= this.recorded - partsAfterMonth) continue;
      this.lastParts.set(month, null);
      const outcome = await this.run({ rows: [], after: this.done, end: null, count: month });
      if (!outcome.ok) this.problem = outcome.problem;
    }
  }

  /** Others may be recording contacts of the taxonomy, or counting them, for longer than a statement waits. */
  private async run(part: Part): Promise<Result<IngestedContacts, Problem>> {
    const { runner, actor, requestId, mapping } = this.upload;
    const input = { jobId: this.job.id, mapping, ...part };
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

/** What is told of a header is not kept with the job: a file without one has a row of a contact in its place. */
const keptFailure = ({ code, message }: Problem): string =>
  code === 'MAPPING_REFUSED'
    ? 'the header of the file does not fit its mapping; the answer to the upload told where'
    : message;
