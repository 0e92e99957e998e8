import type { ReasonId } from '../../platform/ids';
import {
  changesOf,
  daysBetween,
  observedSpan,
  plusDays,
  type Change,
  type ChangeRule,
  type Days,
} from '../domain';
import type { UsageFigures } from './usage-figures';

export interface ChangeQuestion {
  /** Null: as many days, right before. */
  readonly before: Days | null;
  readonly level: number | null;
  readonly rule: ChangeRule;
}

export interface ComparedSpan extends Days {
  /** The days of it in which contacts came in; null: none did, or too few to compare. */
  readonly observed: Days | null;
  readonly contacts: number;
}

export interface ChangeFigures {
  readonly before: ComparedSpan;
  readonly after: ComparedSpan;
  readonly all: Change<null>;
  readonly reasons: readonly Change<ReasonId>[];
}

/** Of less than this part of a span nothing is said of the whole. */
const leastPart = 0.5;

/** Whether the contacts a day of reasons, and of all together, changed from an earlier span to this one. */
export async function changes(figures: UsageFigures, question: ChangeQuestion): Promise<ChangeFigures> {
  const { from, until } = figures.question;
  const length = daysBetween(from, until);
  const earlier = await figures.over(question.before ?? { from: plusDays(from, -length), until: from });
  const known = [await earlier.days(), await figures.days()];
  const [before, after] = [await spanOf(earlier, known), await spanOf(figures, known)];
  const days = { before: lengthOf(before.observed), after: lengthOf(after.observed) };
  const [counted, later] = [await countsOf(before, question.level), await countsOf(after, question.level)];
  const keys = [...new Set([...counted.keys(), ...later.keys()])];
  const reasons = changesOf(
    keys.map((key) => ({ key, before: counted.get(key) ?? 0, after: later.get(key) ?? 0 })),
    days,
    question.rule,
  );
  const both = { before: before.contacts, after: after.contacts };
  const [all] = changesOf([{ key: null, ...both }], days, question.rule);
  if (all === undefined) throw new Error('expected a change of all contacts');
  return { before, after, all, reasons };
}

interface ObservedFigures extends ComparedSpan {
  readonly figures: UsageFigures;
}

/** Of a span in which contacts stop, the part before that: a desk that sends none any more has not fallen. */
async function spanOf(
  figures: UsageFigures,
  known: readonly (readonly { readonly day: string; readonly contacts: number }[])[],
): Promise<ObservedFigures> {
  const { from, until } = figures.question;
  const found = observedSpan({ from, until }, known);
  const isEnough = found !== null && lengthOf(found) >= leastPart * daysBetween(from, until);
  const observed = isEnough ? found : null;
  const isWhole = observed === null || (observed.from === from && observed.until === until);
  const own = isWhole ? figures : await figures.over(observed);
  return { from, until, observed, figures: own, contacts: await own.contacts() };
}

const countsOf = ({ figures }: ObservedFigures, level: number | null) => figures.byReason(level);

function lengthOf(days: Days): number;
function lengthOf(days: Days | null): number | null;
function lengthOf(days: Days | null): number | null {
  return days === null ? null : daysBetween(days.from, days.until);
}
