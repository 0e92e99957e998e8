import { CallerError } from '../../platform/caller-error';
import { nearestHint } from '../../platform/nearest';
import { foldLabel } from '../../platform/text';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import { daysBetween, type Days, type FigureFilter } from '../domain';
import type { FiguresReader } from '../queries/figures-reader';
import { mustKnowFilter, notKnown } from '../queries/known-filter';

/** What stands behind the question mark of an address. */
export type Query = Readonly<Record<string, unknown>>;

const mostDays = 3_660;
const mostValues = 1_000;
const filters = ['channel', 'segment', 'department', 'version'] as const;
const parameters = ['from', 'until', ...filters];

/** A parameter that is not known is refused: misspelt, it would give figures of all contacts as those of some. */
export function mustBeParameters(query: Query): void {
  const strange = Object.keys(query).find((name) => !parameters.includes(name));
  if (strange === undefined) return;
  const choices = parameters.map((code) => ({ code, names: [] }));
  const hint = nearestHint(strange, choices);
  const came = JSON.stringify(strange.slice(0, 50));
  const expected = `parameters among ${parameters.join(', ')}${hint}`;
  throw new CallerError('BAD_USER_INPUT', `expected ${expected}, but got ${came}`);
}

/** Two days of the calendar, the second after the first and not more than ten years later. */
export function daysOf(query: Query): Days {
  const [from, until] = [dayOf(query, 'from'), dayOf(query, 'until')];
  if (from >= until)
    throw new CallerError('BAD_USER_INPUT', `until: expected a day after ${from}, but got ${until}`);
  const days = daysBetween(from, until);
  if (days > mostDays)
    throw new CallerError('LIMIT_EXCEEDED', `until: expected at most ${mostDays} days, but got ${days}`);
  return { from, until };
}

/** Channels and departments by their codes, segments by their names, versions by their numbers, each as often as wanted. */
export async function filterOf(
  reader: FiguresReader,
  taxonomy: TaxonomyRecord,
  query: Query,
): Promise<FigureFilter> {
  const [channels, segments, departments, versions] = filters.map((name) => valuesOf(query, name));
  const filter = {
    ...{ channels: channels ?? null, segments: segments ?? null },
    departments: await departmentsOf(reader, taxonomy, departments ?? null),
    versions: versions?.map(numberOf) ?? null,
  };
  const names = { channels: 'channel', departments: 'department', versions: 'version' };
  await mustKnowFilter(reader, { taxonomy, filter }, { ...names, nameOf: (id) => id });
  return filter;
}

/** Null where none is named. */
function valuesOf(query: Query, name: (typeof filters)[number]): readonly string[] | null {
  const given = query[name];
  if (given === undefined) return null;
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (values.length > mostValues)
    throw new CallerError(
      'LIMIT_EXCEEDED',
      `${name}: expected at most ${mostValues} values, but got ${values.length}`,
    );
  return values.map((value) => {
    if (typeof value === 'string' && value.trim() !== '' && !value.includes('\0')) return value;
    throw new CallerError('BAD_USER_INPUT', `${name}: expected a value, but got none`);
  });
}

function numberOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  const came = JSON.stringify(text.slice(0, 50));
  throw new CallerError('BAD_USER_INPUT', `version: expected the number of a version, but got ${came}`);
}

/** By their codes or aliases, whatever their case. */
async function departmentsOf(
  reader: FiguresReader,
  { id }: TaxonomyRecord,
  names: readonly string[] | null,
): Promise<FigureFilter['departments']> {
  if (names === null) return null;
  const known = await reader.departmentsOf(id);
  const choices = known.map(({ code, aliases, name }) => ({
    code,
    names: [...aliases, ...Object.values(name)],
  }));
  return names.map((observed) => {
    const wanted = foldLabel(observed);
    const found = known.find(({ code, aliases }) =>
      [code, ...aliases].some((one) => foldLabel(one) === wanted),
    );
    if (found !== undefined) return found.id;
    throw notKnown('department', 'the codes of departments of the taxonomy', { observed, choices });
  });
}

function dayOf(query: Query, field: 'from' | 'until'): string {
  const given = query[field];
  const text = typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : null;
  const at = text === null ? Number.NaN : Date.parse(`${text}T00:00:00Z`);
  const isOfCalendar = text !== null && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
  if (isOfCalendar && text >= '1900-01-01' && text <= '9998-12-31') return text;
  const came = (JSON.stringify(given) ?? 'none').slice(0, 50);
  throw new CallerError(
    'BAD_USER_INPUT',
    `${field}: expected a day between 1900 and 9998, as YYYY-MM-DD, but got ${came}`,
  );
}
