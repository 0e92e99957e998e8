import { fileFindings, type FoundThing } from '../../audit';
import type { Actor, Change, Tx } from '../../platform/command/command';
import type { Days } from '../../figures/domain';
import { newId } from '../../platform/ids';
import type { NonEmptyArray } from '../../platform/result';
import { DraftOwners } from '../../taxonomy';
import type { OwnersOf, TaxonomyRecord } from '../../taxonomy/domain';
import {
  checkFormula,
  checkOutcomes,
  dayAfter,
  sentenceOf,
  type CheckOutcome,
  type CheckResult,
  type CheckRunId,
} from '../domain';
import { LocalClock } from '../../contact/domain';
import { CheckRepository, type CheckScheduleRecord } from '../persistence/check.repository';
import { checkPeriod, type CheckedPeriod } from './check-period';

export interface RunOnly {
  readonly runId: CheckRunId;
}

/** Checks days under a schedule that is locked, keeps what was seen and files what is to be seen to. */
export async function recordedRun(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly taxonomy: TaxonomyRecord;
    readonly schedule: CheckScheduleRecord;
    readonly days: Days;
    readonly dueAt: Date | null;
  },
): Promise<RunOnly & { readonly changes: NonEmptyArray<Change> }> {
  const { taxonomy, schedule, days, dueAt } = asked;
  const checks = tx.repository(CheckRepository);
  const id = newId<'CheckRun'>();
  const before = await checks.newestRun(taxonomy.id);
  const seen = await checkPeriod(tx, { taxonomy, settings: schedule, days });
  const found = await foundThings(tx, { taxonomy, schedule, seen });
  const run = { taxonomyId: taxonomy.id, id, before, by: actor.id, changeKind: 'runChecks' } as const;
  const ofChecks = await fileFindings(tx, { ...run, source: 'CHECK' }, found.ofChecks);
  const ofDrift = await fileFindings(tx, { ...run, source: 'DRIFT' }, found.ofDrift);
  const [filed, seenAgain, changes] = [
    [...ofChecks.filed, ...ofDrift.filed],
    [...ofChecks.seenAgain, ...ofDrift.seenAgain],
    [...ofChecks.changes, ...ofDrift.changes],
  ];
  const kept = {
    ...{ id, taxonomyId: taxonomy.id, dueAt, runAt: tx.now, runBy: actor.id, ...days },
    ...{ version: seen.version?.number ?? null, contacts: seen.contacts, outcomes: countsOf(seen.results) },
    ...{ formula: checkFormula, filed: filed.length, seenAgain: seenAgain.length },
  };
  await checks.addRun(kept, seen.results);
  const { outcomes, version, contacts } = kept;
  const after = {
    dueAt: dueAt?.toISOString() ?? null,
    ...days,
    version,
    contacts,
    outcomes,
    filed,
    seenAgain,
  };
  const change = { kind: 'runChecks', subject: { type: 'CheckRun', id }, before: null, after };
  return { runId: id, changes: [change, ...changes] };
}

/** What failed, by what kind of evidence speaks for it. */
interface FoundThings {
  readonly ofChecks: readonly FoundThing[];
  readonly ofDrift: readonly FoundThing[];
}

async function foundThings(
  tx: Tx,
  {
    taxonomy,
    schedule,
    seen: { results, tree },
  }: {
    readonly taxonomy: TaxonomyRecord;
    readonly schedule: CheckScheduleRecord;
    readonly seen: CheckedPeriod;
  },
): Promise<FoundThings> {
  const failed = results.filter(({ outcome }) => outcome === 'FAIL');
  if (failed.length === 0) return { ofChecks: [], ofDrift: [] };
  const owners: OwnersOf = await tx.repository(DraftOwners).ownersNow(taxonomy.id, null);
  const today = LocalClock.of(taxonomy.timeZone).dayOf(tx.now);
  const dueOn = dayAfter(today, schedule.dueInDays);
  const [language = 'en'] = taxonomy.languages;
  const thingOf = (result: CheckResult): FoundThing => {
    const { key, reasonId, coderId, observed, limit, n } = result;
    const accountable = reasonId === null ? null : owners(tree, reasonId).accountable;
    return {
      ...{ key, reasonId, coderId, dueOn, text: sentenceOf(result, { tree, language }) },
      ...{ ownerId: accountable ?? schedule.ownerId, observed: observed ?? 0, bound: limit, counted: n },
    };
  };
  const isDrift = ({ kind }: CheckResult): boolean => kind === 'AGREEMENT_DRIFT';
  return {
    ofChecks: failed.filter((result) => !isDrift(result)).map(thingOf),
    ofDrift: failed.filter(isDrift).map(thingOf),
  };
}

const countsOf = (results: readonly CheckResult[]): Readonly<Record<CheckOutcome, number>> =>
  Object.fromEntries(
    checkOutcomes.map((outcome) => [outcome, results.filter((one) => one.outcome === outcome).length]),
  ) as Record<CheckOutcome, number>;
