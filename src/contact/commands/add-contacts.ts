import type { Command } from '../../platform/command/command';
import { newId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { knownTaxonomy } from '../../taxonomy';
import {
  checkContact,
  differencesFrom,
  type CheckedContact,
  type ContactFault,
  type ContactId,
  type GivenContact,
} from '../domain';
import { ContactRepository, type FoundContact, type NewContact } from '../persistence/contact.repository';

export const largestBatch = 500;

export interface AddContactsInput {
  readonly taxonomyId: TaxonomyId;
  readonly contacts: readonly GivenContact[];
}

export interface RejectedContact extends ContactFault {
  /** The place in the batch, from 0. */
  readonly index: number;
}

export interface AddedContacts {
  readonly added: number;
  readonly unchanged: number;
  /** Those that are recorded now, new or not, in the order in which they were given. */
  readonly contactIds: readonly ContactId[];
  readonly rejected: readonly RejectedContact[];
}

interface Placed {
  readonly index: number;
  readonly contact: CheckedContact;
}

/** Records contacts by their source and external id. One that cannot be taken is answered; the rest is kept. */
export const addContacts: Command<AddContactsInput, AddedContacts, NotFound> = {
  name: 'addContacts',
  permission: 'addContacts',
  async execute(tx, { taxonomyId, contacts }) {
    const hidden = notFound('taxonomy', taxonomyId);
    tx.permit({ taxonomyId }, hidden);
    const taxonomy = await knownTaxonomy(tx, taxonomyId);
    if (taxonomy === null) return err(hidden);
    const scene = { channels: taxonomy.channels.map(({ code }) => code), now: tx.now };
    const malformed: RejectedContact[] = [];
    const placed = contacts.flatMap((contact, index): Placed[] => {
      const checked = checkContact(contact, scene);
      if (checked.ok) return [{ index, contact: checked.value }];
      malformed.push(...checked.problem.map((fault) => ({ ...fault, index })));
      return [];
    });

    const repository = tx.repository(ContactRepository);
    const checked = placed.map(({ contact }) => contact);
    const before = byName(await repository.known(taxonomyId, checked));
    const fresh = distinct(checked.filter((contact) => !before.has(nameOf(contact))));
    const added = await repository.add(taxonomyId, fresh, tx.now);
    const recorded = byName(await repository.known(taxonomyId, checked));
    const outcome = outcomeOf({ placed, recorded, malformed, added: added.size });
    if (added.size === 0) return ok({ value: outcome, unchanged: true });
    const sources = [...new Set(fresh.map(({ source }) => source))].sort();
    const after = {
      added: added.size,
      unchanged: outcome.unchanged,
      rejected: contacts.length - outcome.contactIds.length,
      sources,
    };
    const subject = { type: 'Taxonomy', id: taxonomyId };
    return ok({ value: outcome, changes: [{ kind: 'addContacts', subject, before: null, after }] });
  },
};

interface Batch {
  readonly placed: readonly Placed[];
  readonly recorded: ReadonlyMap<string, FoundContact>;
  readonly malformed: readonly RejectedContact[];
  readonly added: number;
}

/** Held against what is recorded now, whoever recorded it: this batch, an earlier one, or one at the same time. */
function outcomeOf({ placed, recorded, malformed, added }: Batch): AddedContacts {
  const differing: RejectedContact[] = [];
  const contactIds = placed.flatMap(({ index, contact }) => {
    const known = recorded.get(nameOf(contact));
    if (known === undefined) throw new Error('a contact that was added is recorded');
    const differences = differencesFrom(known, contact);
    differing.push(...differences.map((fault) => ({ ...fault, index })));
    return differences.length === 0 ? [known.id] : [];
  });
  const rejected = [...malformed, ...differing].toSorted((one, other) => one.index - other.index);
  return { added, unchanged: contactIds.length - added, contactIds, rejected };
}

const nameOf = ({ source, externalId }: Pick<CheckedContact, 'source' | 'externalId'>): string =>
  JSON.stringify([source, externalId]);

const byName = (contacts: readonly FoundContact[]): ReadonlyMap<string, FoundContact> =>
  new Map(contacts.map((contact) => [nameOf(contact), contact]));

/** The first of each name gets an id; a second of the same name is held against it. */
function distinct(contacts: readonly CheckedContact[]): readonly NewContact[] {
  const first = new Map<string, NewContact>();
  for (const contact of contacts)
    if (!first.has(nameOf(contact))) first.set(nameOf(contact), { ...contact, id: newId<'Contact'>() });
  return [...first.values()];
}
