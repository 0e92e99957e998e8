import { meanOf, momentsOf, type Mean } from './mean';
import { figure, noFigure, shareOf, sumOf, type Figure, type Share } from './share';

/** So many customers made so many contacts each. */
export interface CustomersByContacts {
  readonly contacts: number;
  readonly customers: number;
}

export interface ContactsPerCustomer {
  /** The contacts whose customer is known. */
  readonly contacts: number;
  /** Of all contacts, those whose customer is not known: they are in none of the figures. */
  readonly withoutCustomer: Share;
  /** Different customers who made a contact. */
  readonly customers: number;
  readonly mean: Mean;
  readonly median: Figure;
  /** By the number of contacts, the smallest first; the share is of the customers. */
  readonly distribution: readonly (CustomersByContacts & { readonly share: Share })[];
}

/**
 * How many contacts those customers made who made any. Customers without a contact are not among them: with them it would be
 * the contact rate. The median of an even number of customers is the mean of the two in the middle. Undefined: NO_CONTACTS;
 * NO_CUSTOMERS where of no contact it is known whose it is.
 *
 * @example contactsPerCustomer([{ contacts: 1, customers: 3 }, { contacts: 5, customers: 1 }], 0).mean.value // 2
 */
export function contactsPerCustomer(
  counts: readonly CustomersByContacts[],
  withoutCustomer: number,
): ContactsPerCustomer {
  const inOrder = counts.toSorted((one, other) => one.contacts - other.contacts);
  const moments = momentsOf(
    inOrder.map(({ contacts, customers }) => ({ value: contacts, count: customers })),
  );
  const { of: customers, sum: contacts } = moments;
  const cause = withoutCustomer > 0 ? 'NO_CUSTOMERS' : 'NO_CONTACTS';
  return {
    ...{ contacts, customers, withoutCustomer: shareOf(withoutCustomer, contacts + withoutCustomer) },
    mean: meanOf(moments, cause),
    median: customers === 0 ? noFigure(cause) : figure(medianOf(inOrder, customers)),
    distribution: inOrder.map((one) => ({ ...one, share: shareOf(one.customers, customers) })),
  };
}

function medianOf(inOrder: readonly CustomersByContacts[], customers: number): number {
  const valueAt = (place: number): number => {
    let seen = 0;
    for (const { contacts, customers: many } of inOrder) {
      seen += many;
      if (place < seen) return contacts;
    }
    return 0;
  };
  return (valueAt(Math.ceil(customers / 2) - 1) + valueAt(Math.floor(customers / 2))) / 2;
}

/** How many customers of a segment made contact. */
export interface CustomersWhoContacted {
  readonly segment: string;
  /** Of the customers of the segment, those who made a contact. */
  readonly share: Share;
  /** The mean size over the days of which one is known; null where none is. */
  readonly size: number | null;
  /** Contacts of the segment of which it is not known whose they are: their customers may be missing from the share. */
  readonly withoutCustomer: number;
}

/**
 * The part of a segment's customers who made contact at all. Undefined: NO_SEGMENT_SIZE; SEGMENT_WITHOUT_CUSTOMERS;
 * MORE_THAN_SEGMENT_SIZE where more different customers made contact than the segment is said to have.
 *
 * @example customersWhoContacted({ segment: 'Home', customers: 120, withoutCustomer: 0 }, 1_000).share.value // 0.12
 */
export function customersWhoContacted(
  found: { readonly segment: string; readonly customers: number; readonly withoutCustomer: number },
  size: number | null,
): CustomersWhoContacted {
  const { segment, customers, withoutCustomer } = found;
  const told = { segment, size, withoutCustomer };
  if (size === null) return { ...told, share: { ...shareOf(0, 0, 'NO_SEGMENT_SIZE'), count: customers } };
  if (size > 0 && customers > size)
    return {
      ...told,
      share: { ...noFigure('MORE_THAN_SEGMENT_SIZE'), count: customers, of: size, interval: null },
    };
  return { ...told, share: { ...shareOf(customers, size, 'SEGMENT_WITHOUT_CUSTOMERS') } };
}

/** Of the segments whose share is known, all together. */
export function allWhoContacted(segments: readonly CustomersWhoContacted[]): Share {
  const told = segments.filter(({ share }) => share.value !== null);
  const [count, of] = [sumOf(told, ({ share }) => share.count), sumOf(told, ({ share }) => share.of)];
  return shareOf(count, of, 'NO_SEGMENT_SIZE');
}
