import type { ReasonGroup, RepeatRow } from '../../contact';
import { momentOfCell } from '../../ownership/domain';
import type { ReasonId } from '../../platform/ids';
import {
  plusDays,
  reasonAtLevel,
  repeatsOf,
  resolvedByFlag,
  resolvedWithoutRepeat,
  restated,
  sumOf,
  untoldRepeats,
  type FirstContactResolution,
  type RepeatBasis,
  type RepeatRule,
  type Repeats,
  type ResolutionBasis,
  type ResolvedFlags,
} from '../domain';
import { causeNotKept, mustBeBounded } from './from-contacts';
import type { UsageFigures } from './usage-figures';

interface RepeatsFound {
  readonly rows: readonly RepeatRow[];
  readonly basis: RepeatBasis;
  /** From when on and until when contacts are there. */
  readonly observed: { readonly from: Date; readonly until: Date };
}

/** What was counted of repeats, by reason as it was coded. */
export const repeatCountsOf = (figures: UsageFigures, rule: RepeatRule): Promise<RepeatsFound> =>
  figures.once(`repeats ${rule.windowDays} ${rule.sameReason}`, () => counted(figures, rule));

async function counted(figures: UsageFigures, rule: RepeatRule): Promise<RepeatsFound> {
  await mustBeBounded(figures);
  const groups = rule.sameReason === 'NONE' ? null : await groupsOf(figures, rule.sameReason === 'LEVEL1');
  const observed = await observedOf(figures);
  const { windowDays } = rule;
  const rows = await figures.reader.contactFigures.repeats(figures.window, { windowDays, groups, observed });
  const { counts, withoutCustomer } = await figures.customers();
  const known = sumOf(counts, ({ contacts, customers }) => contacts * customers);
  const seen = sumOf(rows, ({ contacts }) => contacts);
  return { rows, observed, basis: { withoutCustomer, withoutReason: known - seen } };
}

export async function repeats(figures: UsageFigures, rule: RepeatRule): Promise<Repeats> {
  const notKept = await causeNotKept(figures);
  if (notKept !== null) return untoldRepeats(rule, notKept);
  const { rows, basis } = await repeatCountsOf(figures, rule);
  return repeatsOf(rows, rule, basis);
}

/** By the flag where any contact has one, unless a basis is asked for. */
export async function firstContactResolution(
  figures: UsageFigures,
  rule: RepeatRule,
  asked: ResolutionBasis | null,
): Promise<FirstContactResolution> {
  const flags = flagsOf(await figures.counts(['firstResolved']));
  const basis = asked ?? (flags.yes + flags.no > 0 ? 'FLAG' : 'NO_REPEAT');
  if (basis === 'FLAG') return resolvedByFlag(flags);
  return resolvedWithoutRepeat(await repeats(figures, rule), flags.yes + flags.no + flags.unknown);
}

function flagsOf(
  rows: readonly { readonly firstResolved: boolean | null; readonly contacts: number }[],
): ResolvedFlags {
  const of = (flag: boolean | null): number =>
    sumOf(rows, ({ firstResolved, contacts }) => (firstResolved === flag ? contacts : 0));
  return { yes: of(true), no: of(false), unknown: of(null) };
}

/**
 * Reasons of different versions are the same where the one becomes the other as a whole: what was split stays apart, since
 * nobody knows which part a contact would have gone to.
 */
async function groupsOf(figures: UsageFigures, atTop: boolean): Promise<readonly ReasonGroup[]> {
  const { stated, window } = figures;
  const filter = { channels: null, segments: null, departments: null, versions: null };
  const coded = await figures.reader.usage.counts({ ...window, filter }, ['reason', 'version']);
  return coded.flatMap(({ reason, version }): readonly ReasonGroup[] => {
    if (reason === null || version === null) return [];
    const { rows } = restated([{ reason, version, contacts: 1 }], stated);
    const [only, ...others] = rows;
    const whole: ReasonId = only !== undefined && others.length === 0 ? only.reason : reason;
    return [{ reason, version, group: atTop ? reasonAtLevel(stated.tree, whole, 1) : whole }];
  });
}

/** The period, as far as contacts came in: nobody can say that no other one followed where none would have been seen. */
async function observedOf(figures: UsageFigures): Promise<RepeatsFound['observed']> {
  const { from, until } = figures.question;
  const days = (await figures.days()).filter(({ contacts }) => contacts > 0).map(({ day }) => day);
  const [first = from, last = from] = [days[0], days.at(-1)];
  const next = plusDays(last, 1);
  const end = next < until ? next : until;
  const { timeZone } = figures.taxonomy;
  const [start, stop] = [momentOfCell(first, timeZone), momentOfCell(end, timeZone)];
  if (start === null || stop === null) throw new Error(`expected days, but got ${first} and ${end}`);
  return { from: start, until: stop };
}
