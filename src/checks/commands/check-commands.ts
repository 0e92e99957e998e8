import { knownDepartments } from '../../ownership';
import type { Command } from '../../platform/command/command';
import type { Days } from '../../figures/domain';
import { LocalClock } from '../../contact/domain';
import type { TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { knownTaxonomy, lockedTaxonomy } from '../../taxonomy';
import { staleRevision, type StaleRevision } from '../../taxonomy/domain';
import {
  areCheckable,
  dayAfter,
  daysBefore,
  invalidChecks,
  mostDays,
  mustBeSettings,
  nextDue,
  usualDays,
  type CheckRunId,
  type CheckSettings,
  type InvalidChecks,
} from '../domain';
import { CheckRepository } from '../persistence/check.repository';
import { recordedRun, type RunOnly } from './recorded-run';

export interface SetCheckScheduleInput extends CheckSettings {
  readonly taxonomyId: TaxonomyId;
  /** 0 where nothing was set before. */
  readonly expectedRevision: number;
  readonly because: string;
}

type ScheduleRefusal = NotFound | StaleRevision | InvalidChecks | TextProblem;

/** Says what is checked of a taxonomy by itself, how often, and who answers for what is found. */
export const setCheckSchedule: Command<
  SetCheckScheduleInput,
  { readonly taxonomyId: TaxonomyId },
  ScheduleRefusal
> = {
  name: 'setCheckSchedule',
  permission: 'keepChecks',
  async execute(tx, { taxonomyId, expectedRevision, because, ...wished }) {
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const checks = tx.repository(CheckRepository);
    const before = await checks.lock(taxonomyId);
    const revision = before?.revision ?? 0;
    if (revision !== expectedRevision) return err(staleRevision(expectedRevision, revision));
    const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!reason.ok) return reason;
    const settings = mustBeSettings(wished);
    if (!settings.ok) return settings;
    const { ownerId } = settings.value;
    const owner = (await knownDepartments(tx, taxonomyId)).find(({ id }) => id === ownerId);
    if (owner === undefined || owner.dissolvedAt !== null) return err(unknownOwner);
    const { timeZone, lockedAt } = locked.value;
    const nextDueAt = nextDue(settings.value, { timeZone, after: lockedAt });
    await checks.save({ taxonomyId, revision: revision + 1, ...settings.value, nextDueAt });
    const after = { ...settings.value, nextDueAt: nextDueAt?.toISOString() ?? null };
    const subject = { type: 'Taxonomy', id: taxonomyId };
    const changes = [{ kind: 'setCheckSchedule', subject, before, after }] as const;
    return ok({ value: { taxonomyId }, changes, because: reason.value });
  },
};

const unknownOwner = invalidChecks([
  { field: 'owner', message: 'expected a department of the taxonomy that is not dissolved' },
]);

export interface RunChecksInput {
  readonly taxonomyId: TaxonomyId;
  /** Null: the seven whole days before today. */
  readonly days: Days | null;
}

/** Checks now, whatever the schedule says. */
export const runChecks: Command<RunChecksInput, RunOnly, NotFound | InvalidChecks> = {
  name: 'runChecks',
  permission: 'keepChecks',
  async execute(tx, { taxonomyId, days: asked }, actor) {
    const hidden = notFound('taxonomy', taxonomyId);
    const taxonomy = await knownTaxonomy(tx, taxonomyId);
    if (taxonomy === null) return err(hidden);
    tx.permit({ taxonomyId }, hidden);
    const schedule = await tx.repository(CheckRepository).lock(taxonomyId);
    if (schedule === null) return err(notSet);
    const today = LocalClock.of(taxonomy.timeZone).dayOf(tx.now);
    const days = asked ?? { from: dayAfter(today, -usualDays), until: today };
    if (!areCheckable(days)) return err(noDays(days));
    const { runId, changes } = await recordedRun(tx, actor, { taxonomy, schedule, days, dueAt: null });
    return ok({ value: { runId }, changes });
  },
};

const notSet = invalidChecks([
  { field: 'rhythm', message: 'expected checks whose limits and owner are set, but nobody has set them yet' },
]);

const noDays = ({ from, until }: Days): InvalidChecks =>
  invalidChecks([
    {
      field: 'days',
      message: `expected 1 to ${mostDays} days, but got those from ${from} and before ${until}`,
    },
  ]);

/** Checks what has been due for longest, once, whichever instance comes first; each due run that was missed is made up for. */
export const runDueChecks: Command<Record<never, never>, { readonly runId: CheckRunId | null }, never> = {
  name: 'runDueChecks',
  permission: 'keepChecks',
  async execute(tx, _, actor) {
    const checks = tx.repository(CheckRepository);
    const schedule = await checks.lockDue();
    const taxonomy = schedule === null ? null : await knownTaxonomy(tx, schedule.taxonomyId);
    tx.permit({ taxonomyId: taxonomy?.id ?? null }, notFound('taxonomy', taxonomy?.id ?? ''));
    if (schedule === null || taxonomy === null || schedule.nextDueAt === null)
      return ok({ value: { runId: null }, unchanged: true });
    const { timeZone } = taxonomy;
    const dueAt = schedule.nextDueAt;
    const days = daysBefore(dueAt, { rhythm: schedule.rhythm, timeZone });
    const { runId, changes } = await recordedRun(tx, actor, { taxonomy, schedule, days, dueAt });
    await checks.setNextDue(taxonomy.id, nextDue(schedule, { timeZone, after: dueAt }));
    return ok({ value: { runId }, changes });
  },
};
