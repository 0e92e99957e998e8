import type { ReasonId } from '../../platform/ids';
import {
  observedSpan,
  plusDays,
  reasonAtLevel,
  trendsOf,
  wholeSteps,
  type AlertRule,
  type Day,
  type Days,
  type SeriesGrain,
  type Trend,
  type UndefinedCause,
} from '../domain';
import { mustBeBounded } from './from-contacts';
import type { UsageFigures } from './usage-figures';

export interface TrendQuestion {
  readonly grain: SeriesGrain;
  readonly level: number | null;
  readonly rule: AlertRule;
}

export interface TrendFigures {
  /** The days in which contacts came in; null: none did. */
  readonly observed: Days | null;
  /** The whole months or weeks of these days that are compared. */
  readonly steps: readonly Days[];
  /** Why nothing can be told of any; null where something can. */
  readonly untold: UndefinedCause | null;
  readonly all: Trend<null>;
  readonly reasons: readonly Trend<ReasonId>[];
}

/** Whether contacts of reasons, and all together, rise or fall over the months or weeks of the period. */
export async function trends(figures: UsageFigures, question: TrendQuestion): Promise<TrendFigures> {
  const { grain, level, rule } = question;
  if (grain === 'WEEK' && figures.question.filter.segments !== null) await mustBeBounded(figures);
  const observed = observedSpan(figures.question, [await figures.days()]);
  const steps = observed === null ? [] : wholeSteps(observed, grain);
  const { counts, all } = await seriesOf(figures, { steps, grain, level });
  const reasons = trendsOf(counts, steps, rule);
  const [together] = trendsOf(new Map([[null, all]]), steps, rule);
  if (together === undefined) throw new Error('expected a trend of all contacts');
  const untold = together.pValue.undefinedBecause;
  return { observed, steps, reasons, all: together, untold: observed === null ? 'NO_DATA' : untold };
}

async function seriesOf(
  figures: UsageFigures,
  { steps, grain, level }: { steps: readonly Days[]; grain: SeriesGrain; level: number | null },
) {
  const unit = grain === 'MONTH' ? 'month' : 'day';
  const { tree } = figures.stated;
  const places = placesOf(steps, unit);
  const counts = new Map<ReasonId, number[]>();
  for (const row of (await figures.restated([unit])).rows) {
    const place = places.get(row[unit]);
    if (place === undefined) continue;
    const reason = reasonAtLevel(tree, row.reason, level);
    const series = counts.get(reason) ?? steps.map(() => 0);
    series[place] = (series[place] ?? 0) + row.contacts;
    counts.set(reason, series);
  }
  const all = steps.map(() => 0);
  for (const row of await figures.counts([unit])) {
    const place = places.get(row[unit]);
    if (place !== undefined) all[place] = (all[place] ?? 0) + row.contacts;
  }
  return { counts, all };
}

/** In which step a month, or a day, lies. */
function placesOf(steps: readonly Days[], unit: 'month' | 'day'): ReadonlyMap<Day, number> {
  const places = new Map<Day, number>();
  steps.forEach(({ from, until }, place) => {
    if (unit === 'month') places.set(from, place);
    else for (let day = from; day < until; day = plusDays(day, 1)) places.set(day, place);
  });
  return places;
}
