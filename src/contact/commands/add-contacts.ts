import type { Command } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { knownTaxonomy } from '../../taxonomy';
import { checkContact, LocalClock, type ContactFault, type ContactId, type GivenContact } from '../domain';
import { loadScene, SceneNeeds } from './load-scene';
import { lockContacts, recordContacts, type RecordedContact, type SentContact } from './record-contacts';

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
  readonly corrected: number;
  readonly unchanged: number;
  /** Those that are recorded now, new or not, in the order in which they were given. */
  readonly contactIds: readonly ContactId[];
  readonly rejected: readonly RejectedContact[];
}

/** Records contacts by their source and external id. One that cannot be taken is answered; the rest is kept. */
export const addContacts: Command<AddContactsInput, AddedContacts, NotFound> = {
  name: 'addContacts',
  permission: 'addContacts',
  async execute(tx, { taxonomyId, contacts }, actor) {
    const hidden = notFound('taxonomy', taxonomyId);
    tx.permit({ taxonomyId }, hidden);
    const taxonomy = await knownTaxonomy(tx, taxonomyId);
    if (taxonomy === null) return err(hidden);
    await lockContacts(tx, taxonomyId);
    const needs = SceneNeeds.of(contacts, LocalClock.of(taxonomy.timeZone));
    const { scene } = await loadScene(tx, taxonomy, { needs, keepsUnknown: new Set() });
    const rejected: RejectedContact[] = [];
    const sent = contacts.flatMap((contact, place): SentContact[] => {
      const checked = checkContact(contact, scene);
      if (checked.ok) return [{ place, contact: checked.value }];
      rejected.push(...checked.problem.map((fault) => ({ ...fault, index: place })));
      return [];
    });
    const recorded = await recordContacts(tx, { taxonomyId, actorId: actor.id, jobId: null }, sent);
    const outcome = outcomeOf(recorded, rejected);
    const { added, corrected, unchanged } = outcome;
    if (added + corrected === 0) return ok({ value: outcome, unchanged: true });
    const sources = [...new Set(sent.map(({ contact }) => contact.source))].sort();
    const notTaken = contacts.length - outcome.contactIds.length;
    const after = { added, corrected, unchanged, rejected: notTaken, sources };
    const subject = { type: 'Taxonomy', id: taxonomyId };
    return ok({ value: outcome, changes: [{ kind: 'addContacts', subject, before: null, after }] });
  },
};

function outcomeOf(
  recorded: readonly RecordedContact[],
  malformed: readonly RejectedContact[],
): AddedContacts {
  const inOrder = recorded.toSorted((one, other) => one.place - other.place);
  const count = (outcome: RecordedContact['outcome']): number =>
    recorded.filter((one) => one.outcome === outcome).length;
  const differing = inOrder.flatMap((one) =>
    one.outcome === 'REJECTED' ? [{ ...one.fault, index: one.place }] : [],
  );
  return {
    ...{ added: count('ADDED'), corrected: count('CORRECTED'), unchanged: count('UNCHANGED') },
    contactIds: inOrder.flatMap((one) => (one.outcome === 'REJECTED' ? [] : [one.id])),
    rejected: [...malformed, ...differing].toSorted((one, other) => one.index - other.index),
  };
}
