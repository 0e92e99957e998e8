import { BlindCoding } from '../../contact';
import { knownDepartments } from '../../ownership';
import { momentOfCell } from '../../ownership/domain';
import type { Tx } from '../../platform/command/command';
import type { Days } from '../../figures/domain';
import { knownVersions, lintOfVersion } from '../../taxonomy';
import { ReasonTree, type TaxonomyRecord, type VersionRecord } from '../../taxonomy/domain';
import {
  baselineOf,
  codeChecks,
  driftChecks,
  labelShareChecks,
  lintChecks,
  residualChecks,
  subjectOfDrift,
  withoutData,
  type CheckResult,
  type CheckSettings,
} from '../domain';
import { ObservedDrift } from '../persistence/observed-drift';
import { ObservedRepository, type ObservedDays } from '../persistence/observed.repository';

/** What was seen in a period. */
export interface CheckedPeriod {
  /** In force at its end; null: there was none. */
  readonly version: VersionRecord | null;
  readonly tree: ReasonTree;
  readonly contacts: number;
  readonly results: readonly CheckResult[];
}

/** Looks at the version in force at the end of the days, and at the contacts of them. */
export async function checkPeriod(
  tx: Tx,
  {
    taxonomy,
    settings,
    days,
  }: {
    readonly taxonomy: TaxonomyRecord;
    readonly settings: CheckSettings;
    readonly days: Days;
  },
): Promise<CheckedPeriod> {
  const version = await versionAtEnd(tx, taxonomy, days);
  const lint = version === null ? null : await lintOfVersion(tx, taxonomy, version);
  const tree = lint?.tree ?? ReasonTree.empty;
  const observed = tx.repository(ObservedRepository);
  // All may read what is found: nobody learns from it what they are to code blind.
  const without = await tx.repository(BlindCoding).contactsOfAnybody(taxonomy.id);
  const window = { ...days, taxonomyId: taxonomy.id, without };
  const results = [
    ...lintChecks(lint === null ? null : { ...lint, policy: taxonomy.policy }),
    ...codeChecks(await observed.codeQuality(window), settings),
    ...(await codingChecks(observed, window, { version, tree, settings })),
    ...(await agreementChecks(tx, { taxonomy, tree, days, without })),
  ];
  return { version, tree, contacts: await observed.contacts(window), results };
}

/** What rests on the reasons of one version: contacts that were coded in another one are told by how many there are. */
async function codingChecks(
  observed: ObservedRepository,
  window: ObservedDays,
  {
    version,
    tree,
    settings,
  }: {
    readonly version: VersionRecord | null;
    readonly tree: ReasonTree;
    readonly settings: CheckSettings;
  },
): Promise<readonly CheckResult[]> {
  const { limits } = settings;
  if (version === null) {
    const noVersion = { cause: 'NO_VERSION', n: 0 } as const;
    return [
      withoutData({ kind: 'RESIDUAL_SHARE', limit: limits.residualOverall }, noVersion),
      withoutData({ kind: 'LABEL_SHARES', limit: limits.labelShareBits }, noVersion),
    ];
  }
  const { number } = version;
  const now = await observed.byCoder(window, number);
  const before = await observed.byCoder({ ...window, ...baselineOf(window) }, number);
  return [
    ...residualChecks(tree, await observed.byReason(window, number), limits),
    ...labelShareChecks({ before, now }, limits),
  ];
}

/** How agreement in audits changed, told in the version in force at the end of the days. */
async function agreementChecks(
  tx: Tx,
  {
    taxonomy,
    tree,
    days,
    without,
  }: Pick<CheckedPeriod, 'tree'> & {
    readonly taxonomy: TaxonomyRecord;
    readonly days: Days;
    readonly without: ObservedDays['without'];
  },
): Promise<readonly CheckResult[]> {
  const compared = await tx.repository(ObservedDrift).before(taxonomy, days, without);
  const departments = await knownDepartments(tx, taxonomy.id);
  return driftChecks(
    compared === null ? null : (of) => compared.driftOf(of),
    subjectOfDrift({ reasons: tree, departments: new Map(departments.map(({ id, code }) => [id, code])) }),
  );
}

async function versionAtEnd(
  tx: Tx,
  { id, timeZone }: TaxonomyRecord,
  { until }: Days,
): Promise<VersionRecord | null> {
  const end = momentOfCell(until, timeZone) ?? tx.now;
  const moment = end < tx.now ? end : tx.now;
  const versions = await knownVersions(tx, id);
  return (
    versions.findLast(({ effectiveFrom, withdrawnAt }) => effectiveFrom <= moment && withdrawnAt === null) ??
    null
  );
}
