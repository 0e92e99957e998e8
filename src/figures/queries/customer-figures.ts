import {
  allWhoContacted,
  contactsPerCustomer,
  customersWhoContacted,
  sizesInPeriod,
  type ContactsPerCustomer,
  type CustomersWhoContacted,
  type Share,
  type UndefinedCause,
} from '../domain';
import { causeNotKept, mustBeBounded } from './from-contacts';
import type { UsageFigures } from './usage-figures';

/** A figure from single contacts, or why their being gone leaves none. */
export type FromContacts<Found> = { readonly found: Found; readonly notKept: UndefinedCause | null };

export async function perCustomer(figures: UsageFigures): Promise<FromContacts<ContactsPerCustomer>> {
  const notKept = await causeNotKept(figures);
  if (notKept !== null) return { found: contactsPerCustomer([], 0), notKept };
  await mustBeBounded(figures);
  const { counts, withoutCustomer } = await figures.customers();
  return { found: contactsPerCustomer(counts, withoutCustomer), notKept };
}

export interface WhoContacted {
  readonly all: Share;
  readonly segments: readonly CustomersWhoContacted[];
  readonly withoutSegment: number;
}

/** Of every segment that has contacts or a size, by segment. */
export async function whoContacted(figures: UsageFigures): Promise<FromContacts<WhoContacted>> {
  const notKept = await causeNotKept(figures);
  if (notKept !== null)
    return { found: { all: allWhoContacted([]), segments: [], withoutSegment: 0 }, notKept };
  await mustBeBounded(figures);
  const { reader, taxonomy, question } = figures;
  const [rows, known] = await Promise.all([
    reader.contactFigures.customersBySegment(figures.window),
    reader.sizes(taxonomy.id),
  ]);
  const sizes = sizesInPeriod(known, question);
  const asked = question.filter.segments;
  const bySegment = new Map(rows.map((row) => [row.segment, row]));
  const named = [...bySegment.keys(), ...sizes.keys()].filter((segment) => segment !== null);
  const segments = [...new Set(named)]
    .filter((segment) => asked === null || asked.includes(segment))
    .sort()
    .map((segment) => {
      const { customers = 0, withoutCustomer = 0 } = bySegment.get(segment) ?? {};
      return customersWhoContacted(
        { segment, customers, withoutCustomer },
        sizes.get(segment)?.customers ?? null,
      );
    });
  const outside = bySegment.get(null);
  const withoutSegment = (outside?.customers ?? 0) + (outside?.withoutCustomer ?? 0);
  return { found: { all: allWhoContacted(segments), segments, withoutSegment }, notKept };
}
