import type { Tx } from '../../platform/command/command';
import { newId, type ActorId, type TaxonomyId } from '../../platform/ids';
import {
  correctedBy,
  digestOf,
  formerCodings,
  UsageChange,
  type CheckedContact,
  type ContactFault,
  type ContactId,
  type IngestJobId,
  type StoredContact,
} from '../domain';
import { BlindCoding } from '../persistence/blind-coding';
import {
  ContactWriter,
  type CorrectedContact,
  type WrittenContact,
  type WrittenExcerpt,
} from '../persistence/contact-writer';
import { StoredContacts, type KnownIdentity } from '../persistence/stored-contacts';
import { UsageRepository } from '../persistence/usage.repository';
import { erasedAmong, nameOf } from './erased-contacts';

/** A contact and its place among those that were sent, by which it is answered. */
export interface SentContact {
  readonly place: number;
  readonly contact: CheckedContact;
}

export type RecordedContact =
  | { readonly place: number; readonly outcome: 'ADDED' | 'CORRECTED' | 'UNCHANGED'; readonly id: ContactId }
  | { readonly place: number; readonly outcome: 'REJECTED'; readonly fault: ContactFault };

/** Before anything of a taxonomy's contacts is looked up that is to be changed. */
export const lockContacts = (tx: Tx, taxonomyId: TaxonomyId): Promise<void> =>
  tx.repository(UsageRepository).lock(taxonomyId);

/** Counts a month whose contacts have changed too much to add to its counts, or the next such; answers how many are left. */
export async function countMonth(tx: Tx, taxonomyId: TaxonomyId, month: string | null): Promise<number> {
  await lockContacts(tx, taxonomyId);
  return tx.repository(UsageRepository).countMonthOrNext(taxonomyId, month);
}

/** Who sends contacts, and in which file; null: by themselves. */
interface Sender {
  readonly taxonomyId: TaxonomyId;
  readonly actorId: ActorId;
  readonly jobId: IngestJobId | null;
}

/**
 * Records contacts of a taxonomy that is locked, and counts them. One that is known under its source and external id is
 * corrected where something else is said of it now; what it was coded as is kept. A file or batch names a contact once: what
 * it says otherwise of it further down is not taken, so that the same file sent twice changes nothing.
 */
export async function recordContacts(
  tx: Tx,
  { taxonomyId, actorId, jobId }: Sender,
  sent: readonly SentContact[],
): Promise<readonly RecordedContact[]> {
  const heldBack = new Set(await tx.repository(BlindCoding).contactsOf(taxonomyId, actorId));
  const change = new UsageChange();
  const recorded: RecordedContact[] = [];
  await tx.repository(ContactWriter).openMonths(sent.map(({ contact }) => contact.occurredAt));
  let left = sent;
  while (left.length > 0) {
    const { firsts, repeated } = firstOfEachName(left);
    const repeating = new Set(recorded.flatMap((one) => (one.outcome === 'REJECTED' ? [] : [one.id])));
    const scene = { taxonomyId, jobId, heldBack, repeating };
    recorded.push(...(await new Recording(tx, scene, change).record(firsts)));
    left = repeated;
  }
  await tx.repository(UsageRepository).add(taxonomyId, change);
  return recorded;
}

/** What is sent twice is recorded one after the other. */
function firstOfEachName(sent: readonly SentContact[]) {
  const names = new Set<string>();
  const repeated: SentContact[] = [];
  const firsts = sent.filter((one) => {
    const name = nameOf(one.contact);
    if (!names.has(name)) return names.add(name) !== undefined;
    repeated.push(one);
    return false;
  });
  return { firsts, repeated };
}

interface KnownContact extends SentContact {
  readonly known: KnownIdentity;
}

interface RecordingScene {
  readonly taxonomyId: TaxonomyId;
  readonly jobId: IngestJobId | null;
  /** What the sender codes blind, and is not told by way of what is the same. */
  readonly heldBack: ReadonlySet<ContactId>;
  /** What the batch has named before. */
  readonly repeating: ReadonlySet<ContactId>;
}

class Recording {
  private readonly recorded: RecordedContact[] = [];
  private readonly taxonomyId: TaxonomyId;

  constructor(
    private readonly tx: Tx,
    private readonly scene: RecordingScene,
    private readonly change: UsageChange,
  ) {
    this.taxonomyId = scene.taxonomyId;
  }

  async record(sent: readonly SentContact[]): Promise<readonly RecordedContact[]> {
    const contacts = sent.map(({ contact }) => contact);
    const identities = await this.tx.repository(StoredContacts).identities(this.taxonomyId, contacts);
    const erased = await erasedAmong(this.tx, this.taxonomyId, contacts);
    const byName = new Map(identities.map((identity) => [nameOf(identity), identity]));
    const known: KnownContact[] = [];
    const fresh: SentContact[] = [];
    for (const one of sent) {
      const identity = byName.get(nameOf(one.contact));
      if (identity === undefined && erased.has(nameOf(one.contact)))
        this.recorded.push({ place: one.place, outcome: 'REJECTED', fault: erasedOnce });
      else if (identity === undefined) fresh.push(one);
      else if (this.scene.heldBack.has(identity.id))
        this.recorded.push({ place: one.place, outcome: 'REJECTED', fault: codedBlind });
      else known.push({ ...one, known: identity });
    }
    await this.add(fresh);
    await this.correct(await this.withFittingExcerpts(known));
    return this.recorded;
  }

  private async add(fresh: readonly SentContact[]): Promise<void> {
    const excerpts: WrittenExcerpt[] = [];
    const written = fresh.map(({ place, contact }) => {
      const id = newId<'Contact'>();
      const stored = { occurredAt: contact.occurredAt, day: contact.day, facts: contact.facts };
      this.change.count(stored, 1);
      this.recorded.push({ place, outcome: 'ADDED', id });
      if (contact.excerpt !== null) excerpts.push({ id, excerpt: contact.excerpt });
      return this.writtenOf(id, contact, stored);
    });
    const writer = this.tx.repository(ContactWriter);
    await writer.add(this.taxonomyId, written, this.tx.now);
    await writer.addExcerpts(this.taxonomyId, excerpts);
  }

  private async correct(known: readonly KnownContact[]): Promise<void> {
    const differing = known.filter(({ contact, known: { digest } }) => digest !== digestOf(contact));
    const stored = await this.tx.repository(StoredContacts).stored(
      this.taxonomyId,
      differing.map(({ known: { id } }) => id),
    );
    const corrected = known.flatMap(({ place, contact, known: { id, jobId } }): CorrectedContact[] => {
      const before = stored.get(id);
      const after = before === undefined ? null : correctedBy(before, contact);
      const isSame = before === undefined || after === null || digestOf(before) === digestOf(after);
      if (isSame) {
        this.recorded.push({ place, outcome: contact.excerpt === null ? 'UNCHANGED' : 'CORRECTED', id });
        return [];
      }
      if (this.isNamed(id, jobId)) {
        this.recorded.push({ place, outcome: 'REJECTED', fault: namedTwice });
        return [];
      }
      this.recorded.push({ place, outcome: 'CORRECTED', id });
      this.change.count(before, -1);
      this.change.count(after, 1);
      return [
        {
          before,
          after: this.writtenOf(id, contact, after),
          former: formerCodings(before.facts, after.facts),
        },
      ];
    });
    const writer = this.tx.repository(ContactWriter);
    await writer.correct(this.taxonomyId, corrected, this.tx.now);
    const excerpts = known.flatMap(({ contact: { excerpt }, known: { id } }) =>
      excerpt === null ? [] : [{ id, excerpt }],
    );
    await writer.addExcerpts(this.taxonomyId, excerpts);
    const { jobId } = this.scene;
    const named = known.filter(({ known: before }) => before.jobId !== jobId).map(({ known: { id } }) => id);
    if (jobId !== null) await writer.name(this.taxonomyId, named, jobId);
  }

  /** Whether the file or the batch has named it in a row before. */
  private isNamed(id: ContactId, jobId: IngestJobId | null): boolean {
    return this.scene.repeating.has(id) || (jobId !== null && jobId === this.scene.jobId);
  }

  private writtenOf(id: ContactId, contact: CheckedContact, stored: StoredContact): WrittenContact {
    const { source, externalId } = contact;
    const { occurredAt, day, facts } = stored;
    return {
      id,
      source,
      externalId,
      digest: digestOf(stored),
      occurredAt,
      day,
      facts,
      jobId: this.scene.jobId,
    };
  }

  /** What was said is recorded once; said again it is left out, and said otherwise the contact is not taken. */
  private async withFittingExcerpts(known: readonly KnownContact[]): Promise<readonly KnownContact[]> {
    const said = known.filter(({ contact }) => contact.excerpt !== null);
    const recorded = await this.tx.repository(StoredContacts).excerpts(said.map(({ known: { id } }) => id));
    return known.flatMap((one) => {
      const { excerpt } = one.contact;
      const before = recorded.get(one.known.id);
      if (excerpt === null || before === undefined) return [one];
      if (excerpt.text === before) return [{ ...one, contact: { ...one.contact, excerpt: null } }];
      this.recorded.push({ place: one.place, outcome: 'REJECTED', fault: otherExcerpt });
      return [];
    });
  }
}

const codedBlind: ContactFault = {
  ...{ field: null, code: 'CODED_BLIND', observed: null },
  expected: 'a contact that the sender does not code blind, or another sender',
};

const namedTwice: ContactFault = {
  ...{ field: 'externalId', code: 'NAMED_TWICE', observed: null },
  expected: 'each contact once in a file, or the same in each of its rows',
};

const erasedOnce: ContactFault = {
  ...{ field: 'externalId', code: 'ERASED', observed: null },
  expected: 'a contact whose customer was not erased',
};

const otherExcerpt: ContactFault = {
  ...{ field: 'excerpt', code: 'DIFFERS', observed: null },
  expected: 'the excerpt that is recorded, or another external id',
};
