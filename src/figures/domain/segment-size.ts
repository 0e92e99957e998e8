import { withoutField, type Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { byCodeUnits, mustBeText, textLimits } from '../../platform/text';
import { groupBy } from '../../taxonomy/domain';
import { daysBetween, type Day, type Days } from './day';

/** How many customers a segment has from a day on, until the next day of which that is said. */
export interface SegmentSize {
  readonly segment: string;
  readonly from: Day;
  readonly customers: number;
}

export const mostSizesAtOnce = 500;
const mostCustomers = 2_000_000_000;

export interface SegmentSizesRefused extends Problem {
  readonly code: 'SEGMENT_SIZES_REFUSED';
  readonly faults: readonly { readonly index: number; readonly field: string; readonly message: string }[];
}

/**
 * Sizes as they are kept, or everything that is wrong with them: none or too many at once, a blank segment, a number that is
 * no whole number from 0 on, a segment with two sizes of one day.
 */
export function mustBeSegmentSizes(
  sizes: readonly SegmentSize[],
): Result<readonly SegmentSize[], SegmentSizesRefused> {
  if (sizes.length === 0 || sizes.length > mostSizesAtOnce) {
    const message = `expected 1 to ${mostSizesAtOnce} sizes, but got ${sizes.length}`;
    return err(refused([{ index: 0, field: 'sizes', message }]));
  }
  const seen = new Set<string>();
  const faults: SegmentSizesRefused['faults'][number][] = [];
  const kept = sizes.map((size, index): SegmentSize => {
    const segment = mustBeText(size.segment, { field: 'segment', maxLength: textLimits.name });
    if (!segment.ok) faults.push({ index, field: 'segment', message: segment.problem.message });
    const { customers, from } = size;
    if (!Number.isSafeInteger(customers) || customers < 0 || customers > mostCustomers) {
      const message = `expected a whole number from 0 to ${mostCustomers}, but got ${customers}`;
      faults.push({ index, field: 'customers', message });
    }
    const name = segment.ok ? segment.value : size.segment;
    const key = `${from} ${name}`;
    if (seen.has(key))
      faults.push({ index, field: 'segment', message: 'expected each day once, but got it twice' });
    seen.add(key);
    return { segment: name, from, customers };
  });
  return faults.length > 0 ? err(refused(faults)) : ok(kept);
}

const refused = (faults: SegmentSizesRefused['faults']): SegmentSizesRefused => ({
  code: 'SEGMENT_SIZES_REFUSED',
  faults: faults.slice(0, 100),
  message: faults
    .slice(0, 5)
    .map(({ index, field, message }) => `${field} of ${index}: ${withoutField(field, message)}`)
    .join('; '),
});

/** The customers of a segment in a period, and on how many of its days that rests. */
export interface SizeInPeriod {
  /** The mean over the days of which a size is known. */
  readonly customers: number;
  readonly knownDays: number;
}

/**
 * The customers of each segment in a period: the mean over its days, each with the size that held on it. Days before the
 * first size that is known are left out; a segment of which none is known has no entry.
 *
 * @example sizesInPeriod([{ segment: 'a', from: '2010-01-01', customers: 100 }], period).get('a')?.customers // 100
 */
export function sizesInPeriod(
  sizes: readonly SegmentSize[],
  { from, until }: Days,
): ReadonlyMap<string, SizeInPeriod> {
  const bySegment = groupBy(sizes, ({ segment }) => segment);
  const found = new Map<string, SizeInPeriod>();
  for (const [segment, own] of bySegment) {
    const inOrder = own.toSorted((one, other) => byCodeUnits(one.from, other.from));
    let [sum, knownDays] = [0, 0];
    for (const [at, size] of inOrder.entries()) {
      const start = size.from > from ? size.from : from;
      const next = inOrder[at + 1]?.from ?? until;
      const end = next < until ? next : until;
      const days = start < end ? daysBetween(start, end) : 0;
      sum += size.customers * days;
      knownDays += days;
    }
    if (knownDays > 0) found.set(segment, { customers: sum / knownDays, knownDays });
  }
  return found;
}
