import { newIdBytes, uuidOfBytes, type TaxonomyId } from '../../platform/ids';
import {
  checkContact,
  digestOf,
  UsageChange,
  type CheckedContact,
  type ContactScene,
  type FileRow,
  type IngestCounts,
  type IngestJobId,
  type IngestMapping,
  type LocalClock,
  type RejectionRecord,
} from '../domain';
import { ContactRows, type WrittenExcerpt } from '../persistence/contact-writer';
import { manyChanges } from '../persistence/usage.repository';
import { SceneNeeds, type LoadedScene } from './load-scene';
import { rejectionsOf } from './rejected-row';

/** The file that a part is of. */
export interface PartOfJob {
  readonly taxonomyId: TaxonomyId;
  readonly jobId: IngestJobId;
  readonly mapping: IngestMapping;
}

/** So few that the database, in the midst of a statement or a COPY, never waits long for what it is given next. */
const rowsAtOnce = 32;

/**
 * The rows of a part of a file, checked and put together as they are written, if all are new. It can be made before the
 * transaction that records them, while another part is recorded; there it counts only if what it was checked against still
 * holds. Rows with faults are looked at again there: what they lacked may have come.
 */
export class PreparedPart {
  readonly written: ContactRows;
  readonly excerpts: WrittenExcerpt[] = [];
  readonly change = new UsageChange(manyChanges);
  /** A moment of each month in which one took place. */
  readonly months = new Map<number, Date>();
  readonly needs = new SceneNeeds();
  private readonly faulty: FileRow[] = [];
  private rows = 0;
  /** How many contacts have a value that means nothing here. */
  private unmapped = 0;
  private isTaken = false;

  private constructor(
    private readonly job: PartOfJob,
    private readonly against: LoadedScene,
  ) {
    this.written = new ContactRows(job.taxonomyId);
  }

  /** Now and then others have a turn: the database is to be given what it waits for. */
  static async of(rows: readonly FileRow[], job: PartOfJob, against: LoadedScene): Promise<PreparedPart> {
    const part = new PreparedPart(job, against);
    for (const [at, row] of rows.entries()) {
      part.add(row);
      if (at % rowsAtOnce === rowsAtOnce - 1) await new Promise((resolve) => setImmediate(resolve));
    }
    return part;
  }

  /** Whether it may be written where this holds; it may once. */
  take({ digest, scene }: LoadedScene): boolean {
    const wasTaken = this.isTaken;
    this.isTaken = true;
    if (wasTaken || digest !== this.against.digest) return false;
    const { coders } = this.against.scene;
    return [...this.needs.coders].every(
      (name) => !coders.has(name) || coders.get(name) === scene.coders.get(name),
    );
  }

  /** Looks at rows with faults again, and answers what is told of those that still have some. */
  rejections(scene: ContactScene): readonly RejectionRecord[] {
    return this.faulty.flatMap((fileRow) => {
      const row = fileRow.read();
      const checked = 'contact' in row ? checkContact(row.contact, scene) : null;
      if (checked?.ok !== true) return rejectionsOf(row, checked?.problem ?? [], this.job.mapping);
      this.put(checked.value);
      return [];
    });
  }

  get counts(): IngestCounts {
    const { rows, unmapped } = this;
    const added = this.written.count;
    return { rows, added, corrected: 0, unchanged: 0, rejected: rows - added, unmapped };
  }

  private add(fileRow: FileRow): void {
    const { scene } = this.against;
    this.rows += 1;
    const row = fileRow.read();
    const checked = 'contact' in row ? checkContact(row.contact, scene) : null;
    if (checked?.ok !== true) this.faulty.push(fileRow);
    if (!('contact' in row)) return;
    if (checked?.ok !== true) this.needs.add(row.contact, scene.clock);
    else {
      this.needs.addChecked(checked.value.said, row.contact.coder, checked.value.occurredAt);
      this.put(checked.value);
    }
  }

  private put(contact: CheckedContact): void {
    const { source, externalId, occurredAt, day, facts, excerpt } = contact;
    const id = newIdBytes();
    const { jobId } = this.job;
    this.written.addNew({ source, externalId, occurredAt, day, facts, digest: digestOf(contact), jobId }, id);
    this.change.count(contact, 1);
    this.months.set(occurredAt.getUTCFullYear() * 12 + occurredAt.getUTCMonth(), occurredAt);
    if (excerpt !== null) this.excerpts.push({ id: uuidOfBytes<'Contact'>(id), excerpt });
    if (Object.keys(facts.unmapped).length > 0) this.unmapped += 1;
  }
}

/** What rows need, where it has to be known before they are checked. */
export function neededBy(rows: readonly FileRow[], clock: LocalClock): SceneNeeds {
  const needs = new SceneNeeds();
  for (const fileRow of rows) {
    const row = fileRow.read();
    if ('contact' in row) needs.add(row.contact, clock);
  }
  return needs;
}
