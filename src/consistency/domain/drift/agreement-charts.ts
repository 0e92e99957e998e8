import { benjaminiHochberg, ewma, normalQuantile, type EwmaRule } from '../../../agreement/statistics';
import type { ScoredUnit } from '../scores/scored-units';
import type { TwoPeriods } from './agreement-drift';
import { consistencyDrift } from './consistency-drift';
import { alertLevel, noDriftCauses, type Drift, type DriftMethod, type DriftSubject } from './drift';
import type { CodedInBoth } from './paired-agreement';

/** An audit or session as one point in time, with what was coded with one version. */
export interface ChartedExercise {
  readonly exerciseId: string;
  readonly closedOn: string;
  readonly version: number;
  readonly units: readonly ScoredUnit[];
  /** Of the contacts that were coded with this version in other exercises too, by contact. */
  readonly again: ReadonlyMap<string, ScoredUnit>;
}

export const noPointCauses = ['NOTHING_BEFORE', ...noDriftCauses] as const;
/** Why nothing can be said of a point. */
export type NoPointCause = (typeof noPointCauses)[number];

/** The agreement in one exercise, against all exercises of the same version before it. */
export interface ChartPoint {
  readonly exerciseId: string;
  readonly closedOn: string;
  readonly version: number;
  /** Of all contacts of the exercise, the mix of reasons as it is. */
  readonly value: number;
  readonly standardError: number | null;
  readonly contacts: number;
  /** How it is compared with what was before; null where it is not. */
  readonly method: DriftMethod | null;
  readonly difference: number | null;
  /** The difference by its standard error, as a standard normal value; null where nothing can be said. */
  readonly deviation: number | null;
  /** Of the deviations since the version began; null where nothing can be said. */
  readonly average: number | null;
  readonly limit: number | null;
  readonly signals: boolean;
  readonly undefinedBecause: NoPointCause | null;
}

/** How agreement on one thing went on from exercise to exercise. */
export interface AgreementChart {
  readonly key: string;
  readonly points: readonly ChartPoint[];
  /** Of the newest average, as long as it is of the newest version of the points. */
  readonly pValue: number | null;
  /** Raised for as many charts as are looked at. */
  readonly adjustedPValue: number | null;
  readonly isAlert: boolean;
}

export interface AgreementCharts {
  /** Of all contacts. */
  readonly overall: AgreementChart;
  readonly charts: readonly AgreementChart[];
}

/**
 * Control charts over a series of exercises. Each is compared with all of its version before it, as two periods are: the
 * contacts coded again with themselves, else with the mix of reasons held fixed. As long as nothing changes these
 * deviations are independent and standard normal however many contacts an exercise has (they are recursive residuals), so
 * that no exercise has to be declared the good one. A version begins anew.
 *
 * Source: Hawkins 1987, The Statistician 36:299-316 (self-starting charts).
 *
 * @param exercises version by version, in the order in which they were closed
 * @example agreementCharts(exercises, 'REASON', usualEwma).charts.filter(({ isAlert }) => isAlert)
 */
export function agreementCharts(
  exercises: readonly ChartedExercise[],
  of: DriftSubject,
  rule: EwmaRule,
): AgreementCharts {
  const compared: Compared[] = [];
  let earlier = nothingBefore;
  for (const exercise of exercises) {
    if (compared.at(-1)?.exercise.version !== exercise.version) earlier = nothingBefore;
    compared.push(comparedWith(earlier, exercise, of));
    earlier = withExercise(earlier, exercise);
  }
  const keys = [...new Set(compared.flatMap(({ own }) => [...own.keys()]))]
    .filter((key) => key !== '')
    .sort();
  const charts = keys.map((key) => chartOf(key, compared, rule));
  const adjusted = benjaminiHochberg(charts.map(({ pValue }) => pValue));
  return {
    overall: chartOf('', compared, rule),
    charts: charts.map((chart, at) => withAlert(chart, adjusted[at] ?? null)),
  };
}

/** All exercises of a version before one. */
interface Earlier {
  readonly units: readonly ScoredUnit[];
  readonly again: ReadonlyMap<string, readonly ScoredUnit[]>;
}

const nothingBefore: Earlier = { units: [], again: new Map() };

const withExercise = (earlier: Earlier, { units, again }: ChartedExercise): Earlier => ({
  units: [...earlier.units, ...units],
  again: new Map([
    ...earlier.again,
    ...Array.from(again, ([id, unit]) => [id, [...(earlier.again.get(id) ?? []), unit]] as const),
  ]),
});

interface Compared {
  readonly exercise: ChartedExercise;
  /** What the exercise has by itself, by key; the key of all contacts is empty. */
  readonly own: ReadonlyMap<string, Drift>;
  readonly drifts: ReadonlyMap<string, Drift>;
}

function comparedWith(earlier: Earlier, exercise: ChartedExercise, of: DriftSubject): Compared {
  const { units } = exercise;
  const both = Array.from(exercise.again).flatMap(([id, after]): readonly CodedInBoth[] => {
    const before = earlier.again.get(id);
    return before === undefined ? [] : [{ before, after }];
  });
  return {
    exercise,
    // Against itself the mix of reasons is as it is.
    own: driftsByKey({ before: units, after: units, both: [] }, of),
    drifts:
      earlier.units.length === 0 ? new Map() : driftsByKey({ before: earlier.units, after: units, both }, of),
  };
}

function driftsByKey(periods: TwoPeriods, of: DriftSubject): ReadonlyMap<string, Drift> {
  const { overall, drifts } = consistencyDrift(periods, of);
  return new Map([overall, ...drifts].map((drift) => [drift.key, drift]));
}

function chartOf(key: string, compared: readonly Compared[], rule: EwmaRule): AgreementChart {
  const found = compared.filter(({ own }) => (own.get(key)?.after ?? null) !== null);
  const versions = [...new Set(found.map(({ exercise }) => exercise.version))];
  const parts = versions.map((version) =>
    pointsOf(
      key,
      found.filter(({ exercise }) => exercise.version === version),
      rule,
    ),
  );
  return {
    ...{ key, points: parts.flatMap(({ points }) => points), pValue: parts.at(-1)?.pValue ?? null },
    ...{ adjustedPValue: null, isAlert: false },
  };
}

const withAlert = (chart: AgreementChart, adjustedPValue: number | null): AgreementChart => ({
  ...{ ...chart, adjustedPValue, isAlert: adjustedPValue !== null && adjustedPValue < alertLevel },
});

/** The points of one version, and how likely its newest average is. */
function pointsOf(
  key: string,
  compared: readonly Compared[],
  rule: EwmaRule,
): { readonly points: readonly ChartPoint[]; readonly pValue: number | null } {
  const deviations = compared.map(({ drifts }) => deviationOf(drifts.get(key)));
  const averages = ewma(deviations, rule);
  const points = compared.flatMap(({ exercise, own, drifts }, at): readonly ChartPoint[] => {
    const [here, drift, average] = [own.get(key)?.after ?? null, drifts.get(key), averages[at] ?? null];
    if (here === null) return [];
    const { exerciseId, closedOn, version } = exercise;
    const isCompared = drift !== undefined && drift.before !== null;
    return [
      {
        ...{ exerciseId, closedOn, version, ...here },
        ...{ method: isCompared ? drift.method : null, difference: drift?.difference ?? null },
        ...{ deviation: deviations[at] ?? null, average: average?.average ?? null },
        ...{ limit: average?.limit ?? null, signals: average?.signals ?? false },
        undefinedBecause: isCompared ? drift.undefinedBecause : 'NOTHING_BEFORE',
      },
    ];
  });
  return { points, pValue: averages.findLast((average) => average !== null)?.pValue ?? null };
}

/** A chance smaller than this is taken as this: one exercise alone moves an average by some seven standard errors at most. */
const leastChance = 1e-12;

/** The value of a standard normal distribution that is as unlikely as the t of a difference. */
function deviationOf(drift: Drift | undefined): number | null {
  const { difference, pValue } = drift ?? { difference: null, pValue: null };
  if (difference === null || pValue === null) return null;
  return -Math.sign(difference) * normalQuantile(Math.max(pValue, leastChance) / 2);
}
