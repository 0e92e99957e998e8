import { symmetrised, type ReportedStatistic } from '../../../../src/agreement/statistics';
import type { ExpectedEntry, ReferenceCase } from './reference-files';
import { csvText, fileWith, statisticsOf } from './run-calculator';

/** The text and flags under which the calculator is asked for an entry of a case. */
export interface Asked {
  readonly text: string;
  readonly flags: readonly string[];
}

const cache = new Map<string, readonly ReportedStatistic[]>();

/** What the calculator says to a question, asked once. */
export function answers(asked: Asked): readonly ReportedStatistic[] {
  const key = JSON.stringify(asked);
  const known = cache.get(key) ?? statisticsOf(asked.text, asked.flags);
  cache.set(key, known);
  return known;
}

/** How an entry is put to the calculator: the file's shape, and the choices that its variant names. */
export function questionFor(file: ReferenceCase, entry: ExpectedEntry): Asked {
  const { weights, metric, weight_basis: basis } = entry.variant ?? {};
  const flags = [...shapeFlags(file)];
  if (typeof weights === 'string' && weights !== 'unweighted') flags.push('--weights', weights);
  if (typeof metric === 'string' && metric !== 'custom') flags.push('--metric', metric);
  if (typeof basis === 'string') flags.push('--weight-basis', basis);
  if (entry.se_kind?.startsWith('ASE')) flags.push('--standard-error', 'asymptotic');
  if (entry.statistic === 'krippendorff_alpha_bootstrap_ci') flags.push('--standard-error', 'bootstrap');
  return { text: textOf(file), flags: [...flags, ...distanceFlags(file, entry)] };
}

/** The answer to an entry, found by the reference's own words for it. */
export function answerTo(
  file: ReferenceCase,
  entry: ExpectedEntry,
  name = entry.statistic,
): ReportedStatistic {
  const found = answers(questionFor(file, entry)).filter(
    (statistic) => statistic.name === name && isMeant(statistic, withNames(file, entry.variant ?? {})),
  );
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`expected one ${name} for ${JSON.stringify(entry.variant)}, but got ${found.length}`);
  }
  return found[0];
}

/** A pair of raters is given by their places, counted from 1. */
function withNames(
  { raters = [] }: ReferenceCase,
  variant: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { pair } = variant;
  return Array.isArray(pair) ? { ...variant, pair: pair.map((place) => raters[Number(place) - 1]) } : variant;
}

function isMeant(statistic: ReportedStatistic, variant: Readonly<Record<string, unknown>>): boolean {
  const { pair, category, given, other, item, unit, for: coefficient } = variant;
  const wanted = Array.isArray(pair)
    ? pair.map(String)
    : given === undefined
      ? undefined
      : [given, other].map(String);
  const items = item ?? unit;
  return (
    (wanted === undefined || String(statistic.pair) === String(wanted)) &&
    (category === undefined || statistic.category === String(category)) &&
    (items === undefined || itemNumber(statistic.item) === itemNumber(String(items))) &&
    (coefficient === undefined || statistic.for === coefficient)
  );
}

// Items are named u1, u2, ... or 1, 2, ... and meant by either.
const itemNumber = (name: string | undefined): string => (name ?? '').replace(/^\D+/, '');

function shapeFlags(file: ReferenceCase): readonly string[] {
  if (file.kind === 'table') return ['--table'];
  if (file.kind === 'counts') return ['--counts'];
  const areNames = (file.categories ?? []).some((category) => typeof category === 'string');
  if (!areNames) return [];
  const occurring = new Set((file.ratings ?? []).flat());
  const declared = (file.categories ?? []).filter((category) => occurring.has(category));
  return ['--categories', csvText([declared]).trim()];
}

function textOf(file: ReferenceCase): string {
  const names = file.categories ?? [];
  switch (file.kind) {
    case 'table':
      return csvText([['', ...names], ...(file.table ?? []).map((row, at) => [names[at], ...row])]);
    case 'counts':
      return csvText([['item', ...names], ...(file.counts ?? []).map((row, at) => [`u${at + 1}`, ...row])]);
    default:
      return csvText([
        ['item', ...(file.raters ?? [])],
        ...(file.ratings ?? []).map((row, at) => [file.items?.[at] ?? at + 1, ...row]),
      ]);
  }
}

// The published distances are column-normalised and so asymmetric; the calculator refuses these, and the mean with
// the transpose, which alpha amounts to anyway, is asked for by name.
function distanceFlags(file: ReferenceCase, entry: ExpectedEntry): readonly string[] {
  if (entry.variant?.['metric'] !== 'custom') return [];
  const names = file.categories ?? [];
  const rows = symmetrised(file.distance_matrix ?? []).map((row, at) => [names[at], ...row]);
  return ['--distance', distanceFile(csvText([['', ...names], ...rows]))];
}

const distanceFiles = new Map<string, string>();

function distanceFile(text: string): string {
  const known = distanceFiles.get(text) ?? fileWith(text);
  distanceFiles.set(text, known);
  return known;
}
