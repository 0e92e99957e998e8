import { shown } from '../../contact/domain';
import { CallerError } from '../../platform/caller-error';
import type { DepartmentId } from '../../platform/ids';
import { nearestHint, type Nameable } from '../../platform/nearest';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import type { FigureFilter } from '../domain';
import type { FiguresReader } from './figures-reader';

/** What the lists of a filter are called by whoever asks, and how they name a department. */
export interface FilterNames extends Readonly<Record<'channels' | 'departments' | 'versions', string>> {
  readonly nameOf: (department: DepartmentId) => string;
}

/** Refuses what the taxonomy does not have: a typing error in a filter would look like a desk without contacts. */
export async function mustKnowFilter(
  reader: FiguresReader,
  { taxonomy, filter }: { readonly taxonomy: TaxonomyRecord; readonly filter: FigureFilter },
  names: FilterNames,
): Promise<void> {
  const unknown = await reader.unknownIn(taxonomy, filter);
  const [channel] = unknown.channels;
  const listed = taxonomy.channels.map(({ code, labels }) => ({ code, names: Object.values(labels) }));
  if (channel !== undefined) {
    const expected = `one of ${listed.map(({ code }) => code).join(', ')}`;
    throw notKnown(names.channels, expected, { observed: channel, choices: listed });
  }
  const [department] = unknown.departments;
  if (department !== undefined) {
    const observed = names.nameOf(department);
    throw notKnown(names.departments, 'departments of the taxonomy', { observed, choices: [] });
  }
  const [version] = unknown.versions;
  if (version !== undefined) {
    const expected = 'the numbers of versions of the taxonomy';
    throw notKnown(names.versions, expected, { observed: String(version), choices: [] });
  }
}

/** Names what came, what was expected, and what comes nearest to it. */
export function notKnown(
  field: string,
  expected: string,
  { observed, choices }: { readonly observed: string; readonly choices: readonly Nameable[] },
): CallerError {
  const hint = nearestHint(observed, choices);
  return new CallerError(
    'BAD_USER_INPUT',
    `${field}: expected ${expected}${hint}, but got ${shown(observed)}`,
  );
}
