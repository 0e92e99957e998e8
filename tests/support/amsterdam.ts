import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const folder = join(__dirname, '../../../shared/reference/contacts');

export const amsterdamIsHere = existsSync(join(folder, 'amsterdam'));

type Row = Readonly<Record<string, string>>;

/** Read where they lie and never kept here: public-space categories of a city, with dates, owners and successors. */
const table = (file: string): readonly Row[] =>
  amsterdamIsHere ? parse<Row>(readFileSync(join(folder, file)), { columns: true, bom: true }) : [];

export interface AmsterdamCategory {
  readonly code: string;
  readonly parent: string | null;
  readonly slug: string;
  readonly name: string;
  readonly isActive: boolean;
  /** A leaf that its name says is for the rest, as the file of expected figures counts them. */
  readonly isResidual: boolean;
  readonly owners: readonly string[];
  readonly handling: string;
  readonly target: { readonly amount: number; readonly unit: 'DAY'; readonly clock: string } | null;
}

/** One of the 36 dates at which the list or its owners changed, and all that stood then. */
export interface AmsterdamStep {
  readonly number: number;
  readonly at: string;
  readonly categories: ReadonlyMap<string, AmsterdamCategory>;
  /** What was to change of owners: the departments, by the code of the category. */
  readonly ownership: readonly { readonly code: string; readonly owners: readonly string[] }[];
  /** By the slug of a category that is no longer used, the slug of the one that takes over. */
  readonly successors: ReadonlyMap<string, string>;
  readonly expected: Row;
}

const listed = (cell: string | undefined): readonly string[] =>
  (cell ?? '').split('|').filter((department) => department !== '');

/** Stable, and as the sources name a category: its parent and itself. */
const codeOf = ({ parent_slug: parent = '', slug = '' }: Row): string =>
  parent === '' ? slug : `${parent}/${slug}`;

function categoryOf(row: Row): AmsterdamCategory {
  const { parent_slug: parent = '', slug = '', name = '', active, slo_days: days = '', slo_unit: unit } = row;
  const clock = unit === 'working_days' ? 'WORKING' : 'CALENDAR';
  return {
    ...{ code: codeOf(row), parent: parent === '' ? null : parent, slug, name, isActive: active === '1' },
    ...{ owners: listed(row['responsible_departments']), handling: row['handling_code'] ?? '' },
    isResidual: parent !== '' && name.toLowerCase().includes('overig'),
    target: days === '' ? null : { amount: Number(days), unit: 'DAY', clock },
  };
}

export function amsterdamSteps(): readonly AmsterdamStep[] {
  const of = (rows: readonly Row[], number: number) =>
    rows.filter(({ version }) => version === String(number));
  const categories = table('amsterdam/categories_by_version.csv');
  const changes = table('amsterdam/changes.csv').filter(({ change }) => change === 'OWNERSHIP');
  const successors = table('amsterdam/successors.csv');
  const expected = table('expected/amsterdam_versions.csv');
  return table('amsterdam/versions.csv').map(({ version, date = '' }) => {
    const number = Number(version);
    const made = of(categories, number).map(categoryOf);
    return {
      ...{ number, at: new Date(date).toISOString() },
      categories: new Map(made.map((category) => [category.code, category])),
      ownership: of(changes, number).map((row) => ({ code: codeOf(row), owners: listed(row['after']) })),
      successors: new Map(
        of(successors, number).map(({ old_slug: old = '', new_slug: next = '' }) => [old, next]),
      ),
      expected: of(expected, number)[0] ?? {},
    };
  });
}

export const amsterdamDepartments = (): readonly { readonly code: string; readonly name: string }[] =>
  table('amsterdam/departments.csv').map(({ code = '', name = '' }) => ({ code, name }));
