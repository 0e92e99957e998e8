import type { DepartmentRecord } from '../../ownership/domain';
import { CallerError } from '../../platform/caller-error';
import type { ReasonId } from '../../platform/ids';
import { byCodeUnits } from '../../platform/text';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import {
  fewestSteps,
  monthsOf,
  shareOf,
  sumOf,
  usualAlertRule,
  usualChangeRule,
  wholeSteps,
  type AnnotationRecord,
  type Day,
  type FigureQuestion,
  type FirstContactResolution,
  type ResidualShares,
  type SeriesGrain,
  type Share,
} from '../domain';
import { changes, type ChangeFigures } from './change-figures';
import type { FiguresReader, StatedIn } from './figures-reader';
import { measures, measuresByReason, type Measures } from './measure-figures';
import { firstContactResolution } from './repeat-figures';
import { observedResolutions, type ObservedResolutions } from './resolution-figures';
import { segmentRates, type SegmentRates } from './segment-figures';
import { trends, type TrendFigures } from './trend-figures';
import { UsageFigures } from './usage-figures';

export interface ReportedReason {
  readonly reasonId: ReasonId;
  readonly share: Share;
  readonly measures: Measures | null;
}

/** What is told of one period on one page. */
export interface PeriodReport {
  readonly taxonomy: TaxonomyRecord;
  readonly question: FigureQuestion;
  readonly stated: StatedIn;
  readonly contacts: number;
  readonly withoutReason: number;
  readonly months: readonly { readonly month: Day; readonly contacts: number }[];
  readonly annotations: readonly AnnotationRecord[];
  /** The most contacts first. */
  readonly reasons: readonly ReportedReason[];
  readonly measures: Measures;
  readonly residual: ResidualShares;
  readonly rates: SegmentRates;
  readonly observed: ObservedResolutions;
  readonly grain: SeriesGrain;
  readonly trends: TrendFigures;
  readonly changes: ChangeFigures;
  /** By the flag, where there is one, and by the proxy with several windows. */
  readonly resolved: readonly FirstContactResolution[];
  /** Why some of it is not told; null where all is. */
  readonly untold: string | null;
  /** Those that the filter names. */
  readonly departments: readonly DepartmentRecord[];
}

const windows = [7, 14, 30];

/** Null where a version is named that there is not. */
export async function periodReport(
  reader: FiguresReader,
  taxonomy: TaxonomyRecord,
  question: FigureQuestion,
): Promise<PeriodReport | null> {
  const stated = await reader.statedIn(taxonomy, question);
  if (stated === null) return null;
  const figures = new UsageFigures(reader, { taxonomy, question, stated });
  const months = await figures.counts(['month']);
  const grain = wholeSteps(question, 'MONTH').length >= fewestSteps ? 'MONTH' : 'WEEK';
  const { resolved, untold } = await resolvedOf(figures);
  return {
    ...{ taxonomy, question, stated, grain, resolved, untold },
    departments: await reader.departments((question.filter.departments ?? []).flatMap((id) => id ?? [])),
    contacts: await figures.contacts(),
    withoutReason: (await figures.restated()).uncoded,
    months: monthsOf(question).map((month) => ({
      month,
      contacts: sumOf(months, (row) => (row.month === month ? row.contacts : 0)),
    })),
    annotations: await figures.annotations(),
    reasons: await reasonsOf(figures),
    measures: await measures(figures),
    residual: await figures.residual(),
    rates: await segmentRates(figures),
    observed: await observedResolutions(figures, null),
    trends: await trends(figures, { grain, level: null, rule: usualAlertRule }),
    changes: await changes(figures, { before: null, level: null, rule: usualChangeRule }),
  };
}

async function reasonsOf(figures: UsageFigures): Promise<readonly ReportedReason[]> {
  const volumes = await figures.byReason(null);
  const all = sumOf(volumes.values(), (contacts) => contacts);
  const measured = await measuresByReason(figures, null);
  return [...volumes]
    .sort(([one, many], [other, few]) => few - many || byCodeUnits(one, other))
    .map(([reasonId, contacts]) => ({
      ...{ reasonId, share: shareOf(contacts, all), measures: measured.get(reasonId) ?? null },
    }));
}

/** Of a period that is too long for the proxy the flag alone is told, and that the rest is not. */
async function resolvedOf(figures: UsageFigures) {
  const rule = { windowDays: 7, sameReason: 'NONE' } as const;
  const flag = await firstContactResolution(figures, rule, 'FLAG');
  const flagged = flag.share.value === null ? [] : [flag];
  try {
    const byWindow: FirstContactResolution[] = [];
    for (const windowDays of windows)
      byWindow.push(await firstContactResolution(figures, { ...rule, windowDays }, 'NO_REPEAT'));
    return { resolved: [...flagged, ...byWindow], untold: null };
  } catch (fault) {
    if (fault instanceof CallerError && fault.code === 'LIMIT_EXCEEDED')
      return { resolved: flagged, untold: fault.message };
    throw fault;
  }
}
