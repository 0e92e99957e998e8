import type { Dimension } from '../../contact';
import type { ReasonId } from '../../platform/ids';
import {
  handleTimeOf,
  qualityOf,
  reasonAtLevel,
  restated,
  sumOf,
  type ContactQuality,
  type HandledContacts,
  type HandleTime,
  type QualityContacts,
} from '../domain';
import { mustBeBounded } from './from-contacts';
import type { UsageFigures } from './usage-figures';

/** How long contacts took and how they went. */
export interface Measures {
  readonly contacts: number;
  readonly handleTime: HandleTime;
  readonly quality: ContactQuality;
}

interface Measured {
  readonly handled: HandledContacts[];
  readonly quality: QualityContacts[];
}

/** What has no count of its own by segment and department is counted from the contacts, of a period that is not too long. */
async function mustBeCounted(figures: UsageFigures): Promise<void> {
  const { segments, departments } = figures.question.filter;
  if (segments !== null || departments !== null) await mustBeBounded(figures);
}

const qualities = ['satisfaction', 'sentiment', 'escalated', 'firstResolved'] as const;

/** Of all contacts together, whatever their reasons. */
export async function measures(figures: UsageFigures): Promise<Measures> {
  await mustBeCounted(figures);
  const [handled, quality] = [await figures.handling([]), await figures.counts(qualities)];
  return measuresOf({ handled: [...handled], quality: [...quality] });
}

/** By reason, or by the reasons of a level with all below them. */
export async function measuresByReason(
  figures: UsageFigures,
  level: number | null,
): Promise<ReadonlyMap<ReasonId, Measures>> {
  await mustBeCounted(figures);
  const found = await measured(figures, [], (reason) => reasonAtLevel(figures.stated.tree, reason, level));
  return new Map(Array.from(found, ([reason, own]) => [reason, measuresOf(own)]));
}

/** Of one reason, or of those of a level, month by month; months without a contact are left out. */
export async function measuresByMonth(
  figures: UsageFigures,
  reason: ReasonId,
  level: number | null,
): Promise<ReadonlyMap<string, Measures>> {
  const ofAll = await figures.once(`measured by month ${level}`, () => measuredByMonth(figures, level));
  return new Map(Array.from(ofAll.get(reason) ?? [], ([month, own]) => [month, measuresOf(own)]));
}

/** Of all reasons at once: it is asked of one after another, and what it is read of is long. */
async function measuredByMonth(
  figures: UsageFigures,
  level: number | null,
): Promise<ReadonlyMap<ReasonId, ReadonlyMap<string, Measured>>> {
  await mustBeCounted(figures);
  const { tree } = figures.stated;
  const found = await measured(
    figures,
    ['month'],
    (own, { month }) => `${month} ${reasonAtLevel(tree, own, level)}`,
  );
  const byReason = new Map<ReasonId, Map<string, Measured>>();
  for (const [key, own] of found) {
    const [month = '', reason] = key.split(' ') as [string, ReasonId];
    const months = byReason.get(reason) ?? new Map<string, Measured>();
    byReason.set(reason, months.set(month, own));
  }
  return byReason;
}

/** The handle time of a row that is split between reasons goes with its contacts. */
async function measured<Key, By extends Dimension = never>(
  figures: UsageFigures,
  by: readonly By[],
  keyOf: (reason: ReasonId, row: Record<By, string>) => Key,
): Promise<ReadonlyMap<Key, Measured>> {
  const coded = ['reason', 'version', ...by] as const;
  const handled = (await figures.handling(coded)).map((row) => ({
    ...row,
    each: row.seconds / row.contacts,
  }));
  const quality = await figures.counts([...coded, ...qualities]);
  const found = new Map<Key, Measured>();
  const at = (reason: ReasonId, row: unknown): Measured => {
    const key = keyOf(reason, row as Record<By, string>);
    const known = found.get(key) ?? { handled: [], quality: [] };
    found.set(key, known);
    return known;
  };
  for (const row of restated(handled, figures.stated).rows)
    at(row.reason, row).handled.push({
      ...{ handling: row.handling, contacts: row.contacts, seconds: row.each * row.contacts },
    });
  for (const row of restated(quality, figures.stated).rows) at(row.reason, row).quality.push(row);
  return found;
}

const measuresOf = ({ handled, quality }: Measured): Measures => ({
  contacts: sumOf(quality, ({ contacts }) => contacts),
  handleTime: handleTimeOf(handled),
  quality: qualityOf(quality),
});
