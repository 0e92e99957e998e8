import type { Tx } from '../../platform/command/command';
import { sha256Hex } from '../../platform/digest';
import type { ReasonId } from '../../platform/ids';
import { foldLabel } from '../../platform/text';
import { knownDepartments } from '../../ownership';
import { knownResolutions } from '../../resolution';
import { knownCodes, knownPilots, knownVersions, sealedTree } from '../../taxonomy';
import { ReasonTree, type TaxonomyRecord } from '../../taxonomy/domain';
import {
  checkMoment,
  factFields,
  LocalClock,
  ReasonFinder,
  type CodingPilot,
  type CodingVersion,
  type ContactScene,
  type FactField,
  type GivenContact,
  type GivenValue,
  type KnownDepartment,
} from '../domain';
import { CoderRepository } from '../persistence/coder.repository';
import { Pseudonyms } from '../persistence/pseudonyms';
import { contactsTakenFrom } from './privacy-scene';

/** What of the scene contacts need: the fields that are said, the coders that are named, and when they took place. */
export class SceneNeeds {
  readonly said = new Set<FactField>();
  readonly coders = new Set<string>();
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;

  static of(contacts: readonly GivenContact[], clock: LocalClock): SceneNeeds {
    const needs = new SceneNeeds();
    for (const contact of contacts) needs.add(contact, clock);
    return needs;
  }

  add(contact: GivenContact, clock: LocalClock): void {
    const { coder, occurredAt } = contact;
    for (const field of factFields) if (contact[field] !== undefined) this.said.add(field);
    if (typeof coder === 'string') this.coders.add(coder);
    const moment = occurredAt === null ? null : checkMoment(occurredAt, { clock, now: endOfTime });
    if (moment?.ok === true) this.addMoment(moment.value);
  }

  /** Of a contact that was read already. */
  addChecked(said: ReadonlySet<FactField>, coder: GivenValue | undefined, occurredAt: Date): void {
    if (!this.known.has(said)) {
      this.known.add(said);
      for (const field of said) this.said.add(field);
    }
    if (typeof coder === 'string') this.coders.add(coder);
    this.addMoment(occurredAt);
  }

  /** Contacts that say the same share the set of it. */
  private readonly known = new WeakSet<ReadonlySet<FactField>>();

  private addMoment(moment: Date): void {
    const at = moment.getTime();
    if (at < this.first) this.first = at;
    if (at > this.last) this.last = at;
  }
}

/** What is known here, and by what it is told whether it is the same as at another time: all of it but the coders. */
export interface LoadedScene {
  readonly scene: ContactScene;
  readonly digest: string;
}

const endOfTime = new Date(8.64e15);

/** What is known here when contacts are checked: as it is in this transaction, and no more of it than they need. */
export async function loadScene(
  tx: Tx,
  taxonomy: TaxonomyRecord,
  { needs, keepsUnknown }: { readonly needs: SceneNeeds; readonly keepsUnknown: ReadonlySet<FactField> },
): Promise<LoadedScene> {
  const { id: taxonomyId, timeZone, channels } = taxonomy;
  const isCoded = needs.said.has('reason') || needs.said.has('initialReason');
  const pseudonyms = tx.repository(Pseudonyms);
  const takenFrom = await contactsTakenFrom(tx, taxonomy);
  const departments = needs.said.has('department') ? await knownDepartments(tx, taxonomyId) : [];
  const resolutions = await knownResolutions(tx, taxonomyId);
  const coders = await tx.repository(CoderRepository).named(taxonomyId, [...needs.coders]);
  const versions = await codingVersions(tx, taxonomy, isCoded ? needs : null);
  const codes = isCoded ? await knownCodes(tx, taxonomyId) : new Map<string, ReasonId>();
  const pilots = await codingPilots(tx, taxonomyId, isCoded);
  const known = {
    ...{ taxonomyId, timeZone, channels, takenFrom, departments, resolutions: resolutions.all },
    ...{ versions: versions.facts, codes: [...codes], pilots: pilots.facts, keepsUnknown: [...keepsUnknown] },
  };
  return {
    scene: {
      ...{ now: tx.now, clock: LocalClock.of(timeZone), keepsUnknown, takenFrom, resolutions, coders },
      channels: new Set(channels.map(({ code }) => code)),
      departments: byName(departments),
      reasons: new ReasonFinder(versions.coding, codes, pilots.coding),
      pseudonymOf: (customer) => pseudonyms.of(taxonomyId, customer),
    },
    digest: sha256Hex(JSON.stringify(known)),
  };
}

/**
 * The scene of a later part of a file: where it is the same, what has been looked up and worked out goes on with it, and the
 * coders of both are known.
 */
export function goingOn(before: LoadedScene | null, now: LoadedScene): LoadedScene {
  if (before?.digest !== now.digest) return now;
  const coders = new Map([...before.scene.coders, ...now.scene.coders]);
  return { digest: now.digest, scene: { ...before.scene, now: now.scene.now, coders } };
}

interface Loaded<Content extends CodingVersion> {
  readonly coding: readonly Content[];
  /** What it was loaded from. */
  readonly facts: readonly unknown[];
}

/** All versions, with the contents of those that were in force when one of the contacts took place. */
async function codingVersions(
  tx: Tx,
  { id }: TaxonomyRecord,
  needs: Pick<SceneNeeds, 'first' | 'last'> | null,
): Promise<Loaded<CodingVersion>> {
  const versions = await knownVersions(tx, id);
  const isAsked = versions.map(({ effectiveFrom }, at) => {
    const ends = versions[at + 1]?.effectiveFrom.getTime() ?? Number.POSITIVE_INFINITY;
    return needs !== null && effectiveFrom.getTime() <= needs.last && ends > needs.first;
  });
  const coding = await Promise.all(
    versions.map(async ({ number, effectiveFrom, contentDigest }, at) => {
      const tree = isAsked[at] === true ? await sealedTree(tx, contentDigest) : ReasonTree.empty;
      return { number, effectiveFrom, tree };
    }),
  );
  const facts = versions.map(({ number, effectiveFrom, contentDigest }, at) => [
    ...[number, effectiveFrom, contentDigest, isAsked[at]],
  ]);
  return { coding, facts };
}

/**
 * Pilots, those that have ended too: contacts of their time may come late. Those without a reason are in them as well, to be
 * coded; the contents are needed where there is a code alone.
 */
async function codingPilots(
  tx: Tx,
  taxonomyId: TaxonomyRecord['id'],
  isCoded: boolean,
): Promise<Loaded<CodingPilot>> {
  const pilots = await knownPilots(tx, taxonomyId);
  const coding = await Promise.all(
    pilots.map(async ({ number, digest, scope, startsAt, endsAt, endedAt }) => ({
      ...{ number: -number, effectiveFrom: startsAt, scope, startsAt, endsAt, endedAt },
      tree: isCoded ? await sealedTree(tx, digest) : ReasonTree.empty,
    })),
  );
  return { coding, facts: [isCoded, ...pilots] };
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
