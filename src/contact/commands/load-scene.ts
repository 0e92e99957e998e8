import type { Tx } from '../../platform/command/command';
import { foldLabel } from '../../platform/text';
import { knownDepartments } from '../../ownership';
import { knownResolutions } from '../../resolution';
import { knownCodes, knownPilots, knownVersions, sealedTree } from '../../taxonomy';
import { ReasonTree, type TaxonomyRecord } from '../../taxonomy/domain';
import {
  checkMoment,
  LocalClock,
  ReasonFinder,
  type CodingPilot,
  type CodingVersion,
  type ContactScene,
  type FactField,
  type GivenContact,
  type KnownDepartment,
} from '../domain';
import { CoderRepository } from '../persistence/coder.repository';
import { Pseudonyms } from '../persistence/pseudonyms';
import { contactsTakenFrom } from './privacy-scene';

/** What is known here when these contacts are checked: as it is in this transaction, and no more of it than they need. */
export async function loadScene(
  tx: Tx,
  taxonomy: TaxonomyRecord,
  {
    contacts,
    keepsUnknown,
  }: { readonly contacts: readonly GivenContact[]; readonly keepsUnknown: ReadonlySet<FactField> },
): Promise<ContactScene> {
  const { id: taxonomyId } = taxonomy;
  const clock = LocalClock.of(taxonomy.timeZone);
  const isSaid = (field: FactField): boolean => contacts.some((contact) => contact[field] !== undefined);
  const isCoded = isSaid('reason') || isSaid('initialReason');
  const coders = new Set(contacts.flatMap(({ coder }) => (typeof coder === 'string' ? [coder] : [])));
  const pseudonyms = tx.repository(Pseudonyms);
  return {
    ...{ now: tx.now, clock, keepsUnknown, takenFrom: await contactsTakenFrom(tx, taxonomy) },
    channels: new Set(taxonomy.channels.map(({ code }) => code)),
    departments: isSaid('department') ? byName(await knownDepartments(tx, taxonomyId)) : new Map(),
    resolutions: await knownResolutions(tx, taxonomyId),
    coders: await tx.repository(CoderRepository).named(taxonomyId, [...coders]),
    reasons: new ReasonFinder(
      await codingVersions(tx, taxonomy, { contacts: isCoded ? contacts : [], clock }),
      isCoded ? await knownCodes(tx, taxonomyId) : new Map(),
      await codingPilots(tx, taxonomyId, isCoded),
    ),
    pseudonymOf: remembered((customer) => pseudonyms.of(taxonomyId, customer)),
  };
}

/** All versions, with the contents of those that were in force when one of the contacts took place. */
async function codingVersions(
  tx: Tx,
  { id }: TaxonomyRecord,
  { contacts, clock }: { readonly contacts: readonly GivenContact[]; readonly clock: LocalClock },
): Promise<readonly CodingVersion[]> {
  const versions = await knownVersions(tx, id);
  const moments = contacts.flatMap(({ occurredAt }) => {
    const moment = occurredAt === null ? null : checkMoment(occurredAt, { clock, now: tx.now });
    return moment?.ok === true ? [moment.value.getTime()] : [];
  });
  const span = moments.reduce(
    ({ first, last }, at) => ({ first: Math.min(first, at), last: Math.max(last, at) }),
    { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY },
  );
  return Promise.all(
    versions.map(async ({ number, effectiveFrom, contentDigest }, at) => {
      const ends = versions[at + 1]?.effectiveFrom ?? null;
      const isAsked = effectiveFrom.getTime() <= span.last && (ends === null || ends.getTime() > span.first);
      const tree = isAsked ? await sealedTree(tx, contentDigest) : ReasonTree.empty;
      return { number, effectiveFrom, tree };
    }),
  );
}

/**
 * Pilots, those that have ended too: contacts of their time may come late. Those without a reason are in them as well, to be
 * coded; the contents are needed where there is a code alone.
 */
async function codingPilots(
  tx: Tx,
  taxonomyId: TaxonomyRecord['id'],
  isCoded: boolean,
): Promise<readonly CodingPilot[]> {
  const pilots = await knownPilots(tx, taxonomyId);
  return Promise.all(
    pilots.map(async ({ number, digest, scope, startsAt, endsAt, endedAt }) => ({
      ...{ number: -number, effectiveFrom: startsAt, scope, startsAt, endsAt, endedAt },
      tree: isCoded ? await sealedTree(tx, digest) : ReasonTree.empty,
    })),
  );
}

/** By code and by alias, whatever their case. */
const byName = (
  departments: readonly (KnownDepartment & { readonly aliases: readonly string[] })[],
): ReadonlyMap<string, KnownDepartment> =>
  new Map(
    departments.flatMap((department) =>
      [...department.aliases, department.code].map((name) => [foldLabel(name), department] as const),
    ),
  );

/** A customer comes more than once, and the same one has the same pseudonym. */
function remembered(pseudonymOf: (customer: string) => string): (customer: string) => string {
  const known = new Map<string, string>();
  return (customer) => {
    const pseudonym = known.get(customer) ?? pseudonymOf(customer);
    known.set(customer, pseudonym);
    return pseudonym;
  };
}
