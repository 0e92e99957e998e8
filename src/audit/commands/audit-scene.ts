import { randomInt } from 'node:crypto';
import { largestSeed } from '../../calibration/domain';
import { codersOf } from '../../contact';
import type { CoderId } from '../../contact/domain';
import { knownDepartments } from '../../ownership';
import type { Tx } from '../../platform/command/command';
import type { DepartmentId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { knownPilots, knownVersions, sealedTree } from '../../taxonomy';
import type { ReasonTree, TaxonomyRecord } from '../../taxonomy/domain';
import {
  reasonsWithBelow,
  rolesThatSeeProduction,
  type AuditDesign,
  type AuditId,
  type AuditMeasure,
  type AuditPopulation,
  type AuditWish,
  type WishedCoder,
} from '../domain';
import { AuditRepository } from '../persistence/audit.repository';

export interface DrawAuditInput {
  readonly taxonomyId: TaxonomyId;
  readonly title: string;
  /** Below zero: the pilot with this number; null: the version in force when the period ends, or now. */
  readonly version: number | null;
  readonly population: AuditPopulation;
  readonly design: Omit<AuditDesign, 'seed'> & { readonly seed: number | null };
  readonly measure: AuditMeasure;
  readonly threshold: number;
  readonly coders: readonly { readonly coderId: CoderId; readonly departmentId: DepartmentId | null }[];
  readonly modelIds: readonly CoderId[];
  readonly earlierAuditId: AuditId | null;
}

/** A version, or the content of a pilot under the number below zero. */
export interface SealedVersion {
  readonly id: VersionId | null;
  readonly number: number;
  readonly digest: string;
  readonly tree: ReasonTree;
}

/** What a wished audit names, as far as there is such a thing. */
export interface AuditScene {
  readonly wish: AuditWish;
  readonly design: AuditDesign;
  readonly version: SealedVersion | null;
  readonly coders: readonly WishedCoder[];
  readonly models: readonly WishedCoder[];
  /** The reasons of the population with all that is below them; null: all. */
  readonly reasonIds: readonly ReasonId[] | null;
}

export async function auditScene(
  tx: Tx,
  input: DrawAuditInput,
  taxonomy: TaxonomyRecord,
): Promise<AuditScene> {
  const { population, title, threshold, modelIds } = input;
  const coderIds = input.coders.map(({ coderId }) => coderId);
  const version = await versionOf(tx, input);
  const design = { ...input.design, seed: input.design.seed ?? randomInt(largestSeed) };
  const coders = await wishedCoders(tx, taxonomy.id, coderIds);
  const models = await wishedCoders(tx, taxonomy.id, modelIds);
  const wish = {
    ...{ title, population, design, threshold, coders, models },
    leaves: version?.tree.leaves().length ?? null,
    unknown: {
      reasons: unknownOf(population.reasons, (id) => version?.tree.has(id) ?? true),
      departments: await unknownDepartments(tx, input),
      channels: unknownOf(population.channels, (code) =>
        taxonomy.channels.some((channel) => channel.code === code),
      ),
    },
    ...{ codersGiven: coderIds, modelsGiven: modelIds, earlierIsClosed: await earlierIsClosed(tx, input) },
  };
  const reasonIds =
    population.reasons === null || version === null
      ? null
      : reasonsWithBelow(version.tree, population.reasons);
  return { wish, design, version, coders, models, reasonIds };
}

async function versionOf(tx: Tx, input: DrawAuditInput): Promise<SealedVersion | null> {
  if (input.version !== null && input.version < 0)
    return contentOfPilot(tx, input.taxonomyId, -input.version);
  const { until } = input.population;
  const moment = until < tx.now ? until : tx.now;
  const versions = await knownVersions(tx, input.taxonomyId);
  const found =
    input.version === null
      ? versions.findLast(({ effectiveFrom }) => effectiveFrom <= moment)
      : versions.find(({ number }) => number === input.version);
  if (found === undefined) return null;
  const { id, number, contentDigest: digest } = found;
  return { id, number, digest, tree: await sealedTree(tx, digest) };
}

async function contentOfPilot(tx: Tx, taxonomyId: TaxonomyId, number: number): Promise<SealedVersion | null> {
  const found = (await knownPilots(tx, taxonomyId)).find((pilot) => pilot.number === number);
  if (found === undefined) return null;
  return { id: null, number: -number, digest: found.digest, tree: await sealedTree(tx, found.digest) };
}

async function wishedCoders(
  tx: Tx,
  taxonomyId: TaxonomyId,
  ids: readonly CoderId[],
): Promise<readonly WishedCoder[]> {
  const audits = tx.repository(AuditRepository);
  const looked = ids.slice(0, mostLooked);
  await audits.shareCoders(looked);
  const coders = await codersOf(tx, taxonomyId, looked);
  const actorIds = coders.flatMap(({ actorId }) => (actorId === null ? [] : [actorId]));
  const seeing = await audits.holders(actorIds, { taxonomyId, roles: rolesThatSeeProduction });
  return coders.map((coder) => ({
    ...coder,
    seesProduction: coder.actorId !== null && seeing.has(coder.actorId),
  }));
}

/** More are refused anyway, and are not looked up. */
const mostLooked = 60;

async function unknownDepartments(
  tx: Tx,
  { taxonomyId, population, coders }: DrawAuditInput,
): Promise<number> {
  const ofCoders = coders.flatMap(({ departmentId }) => (departmentId === null ? [] : [departmentId]));
  const named = [...(population.departments ?? []), ...ofCoders];
  if (named.length === 0) return 0;
  const known = new Set((await knownDepartments(tx, taxonomyId)).map(({ id }) => id));
  return unknownOf(named, (id) => known.has(id));
}

async function earlierIsClosed(
  tx: Tx,
  { earlierAuditId, taxonomyId, measure }: DrawAuditInput,
): Promise<boolean> {
  if (earlierAuditId === null) return true;
  const earlier = await tx.repository(AuditRepository).find(earlierAuditId);
  return earlier?.taxonomyId === taxonomyId && earlier.state === 'CLOSED' && earlier.measure === measure;
}

function unknownOf<Value>(values: readonly Value[] | null, isKnown: (value: Value) => boolean): number {
  return (values ?? []).filter((value) => !isKnown(value)).length;
}
