import type { ReasonId } from '../../platform/ids';
import {
  add,
  contactRateOf,
  defaultBandRule,
  rateChangeOf,
  reasonAtLevel,
  sizesInPeriod,
  type ContactRate,
  type RateChangeFigures,
} from '../domain';
import type { UsageFigures } from './usage-figures';

export interface SegmentRate extends ContactRate {
  readonly segment: string;
  /** On how many days of the period a size is known; 0 where none is. */
  readonly knownDays: number;
}

export interface SegmentRates {
  readonly rates: readonly SegmentRate[];
  readonly withoutSegment: number;
}

/** The contact rate of every segment that has contacts or a size, by segment. */
export async function segmentRates(figures: UsageFigures): Promise<SegmentRates> {
  const { reader, taxonomy, question } = figures;
  const contacts = new Map((await figures.counts(['segment'])).map((row) => [row.segment, row.contacts]));
  const [known, rules] = await Promise.all([reader.sizes(taxonomy.id), reader.bands(taxonomy.id)]);
  const sizes = sizesInPeriod(known, question);
  const asked = question.filter.segments;
  const named = [...contacts.keys(), ...sizes.keys()].filter((segment) => segment !== null);
  const segments = [...new Set(named)].filter((segment) => asked === null || asked.includes(segment)).sort();
  const usual = rules.find(({ segment }) => segment === null) ?? defaultBandRule;
  const rates = segments.map((segment): SegmentRate => {
    const { optimalBelow, concernFrom } = rules.find((rule) => rule.segment === segment) ?? usual;
    const size = sizes.get(segment);
    const counts = { contacts: contacts.get(segment) ?? 0, customers: size?.customers ?? null };
    const rate = contactRateOf(counts, { optimalBelow, concernFrom });
    return { ...rate, segment, knownDays: size?.knownDays ?? 0 };
  });
  return { rates, withoutSegment: contacts.get(null) ?? 0 };
}

interface ChangeAsked {
  readonly segment: string;
  readonly level: number | null;
}

/** From one period to another of the same taxonomy, both stated in the same version. */
export async function rateChange(
  earlier: UsageFigures,
  later: UsageFigures,
  asked: ChangeAsked,
): Promise<RateChangeFigures> {
  return rateChangeOf(await sideOf(earlier, asked), await sideOf(later, asked));
}

async function sideOf(figures: UsageFigures, { segment, level }: ChangeAsked) {
  const { rates } = await segmentRates(figures);
  const rate =
    rates.find((one) => one.segment === segment) ?? contactRateOf({ contacts: 0, customers: null });
  const byReason = new Map<ReasonId, number>();
  for (const row of (await figures.restated(['segment'])).rows)
    if (row.segment === segment)
      add(byReason, reasonAtLevel(figures.stated.tree, row.reason, level), row.contacts);
  return { rate, byReason };
}
