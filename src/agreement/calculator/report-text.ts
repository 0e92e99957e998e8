import {
  fewestDisagreeingUnits,
  fewestUnits,
  sampleVerdict,
  type AgreementReport,
  type ReportedStatistic,
  type SampleVerdict,
} from '../statistics';

const shownOverall = [
  'percent_agreement',
  'krippendorff_alpha',
  'gwet_ac',
  'fleiss_kappa',
  'conger_kappa',
  'brennan_prediger',
  'light_kappa',
];
const shownLevels = [
  'krippendorff_alpha_path',
  'krippendorff_alpha_path_levels',
  'krippendorff_alpha_level',
  'percent_agreement_level',
];
const shownPairs = ['cohen_kappa', 'scott_pi', 'kappa_max', 'stuart_maxwell_chi2', 'bhapkar_chi2'];
const shownCategories = ['specific_agreement', 'krippendorff_alpha_category'];
const mostRows = 60;

/**
 * The report as text for people: the coefficients over all, by level, by pair of coders and by category, and what the
 * number of items does not allow to be said.
 *
 * @example reportText(report) // 'Overall\n  statistic  value  std. error ...'
 */
export function reportText(report: AgreementReport): string {
  const sections = [
    section('Overall', pick(report, shownOverall)),
    section('By place in the taxonomy', pick(report, shownLevels)),
    section('Pairs of coders', pick(report, shownPairs)),
    section('Categories', pick(report, shownCategories)),
    methodLine(report),
    ...warnings(report),
  ];
  return sections.filter((text) => text !== '').join('\n\n') + '\n';
}

/**
 * What the reader must be warned of, in sentences: too few items with how many would be enough, singletons, numbers
 * that do not exist, a large gap between alpha and AC1.
 *
 * @example warnings(report of 5 items)[0] // 'Too few items: ...'
 */
export function warnings(report: AgreementReport): string[] {
  return [...tooFew(report), ...singletons(report), ...skewed(report)];
}

const pick = ({ statistics }: AgreementReport, names: readonly string[]): ReportedStatistic[] =>
  names.flatMap((name) => statistics.filter((statistic) => statistic.name === name));

function section(title: string, statistics: readonly ReportedStatistic[]): string {
  if (statistics.length === 0) return '';
  const rows = statistics.slice(0, mostRows).map(rowOf);
  const lines = aligned([['statistic', 'value', 'std. error', '95% interval', 'items', 'ratings'], ...rows]);
  const more = statistics.length - rows.length;
  return [title, ...lines, ...(more > 0 ? [`  ... and ${more} more; --format json has them all`] : [])].join(
    '\n',
  );
}

function rowOf(statistic: ReportedStatistic): string[] {
  const { value, standardError, interval, undefinedBecause, items, ratings } = statistic;
  return [
    labelOf(statistic),
    value === null ? `none: ${(undefinedBecause ?? '').toLowerCase().replaceAll('_', ' ')}` : decimals(value),
    standardError === null ? '-' : decimals(standardError),
    interval === null ? '-' : `${decimals(interval.lower)} to ${decimals(interval.upper)}`,
    String(items),
    String(ratings),
  ];
}

function labelOf({ name, category, pair, level }: ReportedStatistic): string {
  const words = name.replaceAll('_', ' ');
  if (pair !== undefined) return `${words}, ${pair.map(onOneLine).join(' - ')}`;
  if (category !== undefined) return `${words}, ${onOneLine(category)}`;
  return level === undefined ? words : `${words} ${level}`;
}

/** A name as a row of the table can hold it: a line break would tear the row, an escape would steer the terminal. */
const onOneLine = (name: string): string =>
  name.replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );

const decimals = (value: number): string => (Math.abs(value) < 5e-5 ? 0 : value).toFixed(4);

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map(
    (row) =>
      '  ' +
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
  );
}

function methodLine({ statistics }: AgreementReport): string {
  const method = statistics.find(
    ({ standardErrorMethod }) => standardErrorMethod !== null,
  )?.standardErrorMethod;
  return method === undefined || method === null ? '' : `Standard errors: ${method}.`;
}

function tooFew(report: AgreementReport): string[] {
  const verdict = sampleVerdict(report);
  if (verdict.tooFew === null) return [];
  if (verdict.tooFew === 'NOTHING_TO_COMPARE') return ['Nothing to compare: no item has two ratings.'];
  const reason =
    verdict.tooFew === 'FEW_ITEMS'
      ? `${verdict.items} items with two ratings or more; at least ${fewestUnits} are needed to say anything about alpha`
      : `only about ${verdict.disagreeing} items in which coders differ; at least ${fewestDisagreeingUnits} are needed`;
  return [`Too few items: ${reason}.${enough(verdict)}`];
}

const enough = ({ enough: items }: SampleVerdict): string =>
  items === null
    ? ' Plan 100 contacts for a first estimate.'
    : ` About ${items.forTenth} contacts would give alpha to within 0.10, ${items.forTwentieth} to within 0.05.`;

function singletons({ statistics }: AgreementReport): string[] {
  const alpha = statistics.find(({ name }) => name === 'krippendorff_alpha');
  const gwet = statistics.find(({ name }) => name === 'gwet_ac');
  const single = (gwet?.items ?? 0) - (alpha?.items ?? 0);
  if (single <= 0 || gwet?.standardErrorMethod !== 'linearised') return [];
  return [
    `Rated once: ${single} of ${gwet.items} items. The linearised standard errors take their share as fixed and are too wide; ` +
      '--standard-error jackknife does not.',
  ];
}

function skewed({ statistics }: AgreementReport): string[] {
  const alpha = statistics.find(({ name }) => name === 'krippendorff_alpha')?.value ?? null;
  const gwet = statistics.find(({ name }) => name === 'gwet_ac')?.value ?? null;
  if (alpha === null || gwet === null || gwet - alpha <= 0.2) return [];
  return [
    "AC is more than 0.2 above alpha: a few categories dominate, so chance agreement is high. Look at each category's own agreement.",
  ];
}
