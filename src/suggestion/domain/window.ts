import type { Days } from '../../figures/domain';

/**
 * The whole months before the one that a day lies in: they are counted by month, however many contacts they have.
 *
 * @example monthsBefore('2026-05-17', 12) // { from: '2025-05-01', until: '2026-05-01' }
 */
export function monthsBefore(day: string, months: number): Days {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const firstOf = (offset: number): string =>
    new Date(Date.UTC(year, month - 1 - offset, 1)).toISOString().slice(0, 10);
  return { from: firstOf(months), until: firstOf(0) };
}
