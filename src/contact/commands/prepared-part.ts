import { newId, type TaxonomyId } from '../../platform/ids';
import {
  checkContact,
  digestOf,
  UsageChange,
  type CheckedContact,
  type ContactScene,
  type GivenContact,
  type IngestJobId,
  type IngestMapping,
  type ReadRow,
  type RejectionRecord,
} from '../domain';
import { ContactRows, type WrittenExcerpt } from '../persistence/contact-writer';
import { manyChanges } from '../persistence/usage.repository';
import { sceneNeeds, type LoadedScene, type SceneNeeds } from './load-scene';
import { rejectionsOf } from './rejected-row';

/** The file that a part is of. */
export interface PartOfJob {
  readonly taxonomyId: TaxonomyId;
  readonly jobId: IngestJobId;
  readonly mapping: IngestMapping;
}

const rowsAtOnce = 250;

/**
 * The rows of a part of a file, checked and put together as they are written, if all are new. It can be made before the
 * transaction that records them, while another part is recorded; there it counts only if what it was checked against still
 * holds. Rows with faults are looked at again there: what they lacked may have come.
 */
export class PreparedPart {
  readonly written: ContactRows;
  readonly excerpts: WrittenExcerpt[] = [];
  readonly change = new UsageChange(manyChanges);
  /** The external ids of its contacts, by their source. */
  readonly named = new Map<string, Set<string>>();
  /** A moment of each month in which one took place. */
  readonly months = new Map<number, Date>();
  /** How many contacts have a value that means nothing here. */
  unmapped = 0;
  hasRepeats = false;
  private readonly faulty: ReadRow[] = [];
  private isTaken = false;

  private constructor(
    private readonly job: PartOfJob,
    readonly needs: SceneNeeds,
    private readonly against: LoadedScene,
  ) {
    this.written = new ContactRows(job.taxonomyId);
  }

  /** Now and then others have a turn: the database is to be given what it waits for. */
  static async of(rows: readonly ReadRow[], job: PartOfJob, against: LoadedScene): Promise<PreparedPart> {
    const part = new PreparedPart(job, sceneNeeds(contactsOf(rows), against.scene.clock), against);
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
    return this.faulty.flatMap((row) => {
      const checked = 'contact' in row ? checkContact(row.contact, scene) : null;
      if (checked?.ok !== true) return rejectionsOf(row, checked?.problem ?? [], this.job.mapping);
      this.put(checked.value);
      return [];
    });
  }

  private add(row: ReadRow): void {
    const checked = 'contact' in row ? checkContact(row.contact, this.against.scene) : null;
    if (checked?.ok === true) this.put(checked.value);
    else this.faulty.push(row);
  }

  private put(contact: CheckedContact): void {
    const { source, externalId, occurredAt, day, facts, excerpt } = contact;
    const id = newId<'Contact'>();
    const { jobId } = this.job;
    this.written.add({ id, source, externalId, occurredAt, day, facts, digest: digestOf(contact), jobId });
    this.change.count(contact, 1);
    this.name(source, externalId);
    this.months.set(occurredAt.getUTCFullYear() * 12 + occurredAt.getUTCMonth(), occurredAt);
    if (excerpt !== null) this.excerpts.push({ id, excerpt });
    if (Object.keys(facts.unmapped).length > 0) this.unmapped += 1;
  }

  private name(source: string, externalId: string): void {
    const ids = this.named.get(source) ?? new Set();
    this.named.set(source, ids);
    if (ids.has(externalId)) this.hasRepeats = true;
    ids.add(externalId);
  }
}

export function contactsOf(rows: readonly ReadRow[]): readonly GivenContact[] {
  const contacts: GivenContact[] = [];
  for (const row of rows) if ('contact' in row) contacts.push(row.contact);
  return contacts;
}
