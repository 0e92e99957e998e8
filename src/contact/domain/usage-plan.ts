import { monthOf, usageCubes, type UsageCube, type UsageDimension } from './usage-cubes';

/** Days of the taxonomy's time zone, as YYYY-MM-DD: from the first on, and before the second. */
export interface DayRange {
  readonly from: string;
  readonly until: string;
}

/** Where a part of a figure is read: the rows of a cube, or (null) the contacts themselves. */
export interface UsagePart extends DayRange {
  readonly cube: UsageCube | null;
}

export interface UsageQuestion extends DayRange {
  /** Everything that is grouped or filtered by. */
  readonly dimensions: readonly UsageDimension[];
  readonly byDay: boolean;
  /** Only contacts with both reasons. */
  readonly recodedOnly: boolean;
  /** The first days of months that are not counted, in order: they are read from the contacts. */
  readonly uncounted: readonly string[];
}

/**
 * How a figure is read: whole months from the smallest cube that counts by all it asks for, and the days of months that are
 * cut from the counts by day; from the contacts what no cube counts by.
 *
 * @example usagePlan({ from: '2026-01-01', until: '2026-03-01', dimensions: ['segment'], byDay: false, ... })
 * // [{ cube: MIX, from: '2026-01-01', until: '2026-03-01' }]
 */
export function usagePlan(question: UsageQuestion): readonly UsagePart[] {
  const parts: UsagePart[] = [];
  let { from } = question;
  for (const month of question.uncounted.filter((one) => nextMonth(one) > from && one < question.until)) {
    parts.push(...countedParts({ ...question, from, until: month }));
    parts.push({ cube: null, from: later(from, month), until: earlier(nextMonth(month), question.until) });
    from = nextMonth(month);
  }
  return [...parts, ...countedParts({ ...question, from })];
}

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);

function countedParts(question: UsageQuestion): readonly UsagePart[] {
  const { from, until, byDay } = question;
  if (from >= until) return [];
  const daily = fitting(question, 'DAY');
  const monthly = byDay ? null : fitting(question, 'MONTH');
  const first = from === monthOf(from) ? from : nextMonth(from);
  const last = monthOf(until);
  if (monthly === null || first >= last) return [{ cube: daily, from, until }];
  return [
    { cube: daily, from, until: first },
    { cube: monthly, from: first, until: last },
    { cube: daily, from: last, until },
  ].filter((part) => part.from < part.until);
}

const fitting = ({ dimensions, recodedOnly }: UsageQuestion, grain: UsageCube['grain']): UsageCube | null =>
  usageCubes.find(
    (cube) =>
      cube.grain === grain &&
      cube.recodedOnly === recodedOnly &&
      dimensions.every((dimension) => cube.by.includes(dimension)),
  ) ?? null;

/** The first day of the month after that of a day. */
export function nextMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
