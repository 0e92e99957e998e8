import { rowsOf, type Sql } from '../../platform/database/sql';
import { isAmong, narrowedBy, onDays, type UsageWindow } from './contact-window';

/** So many customers made so many contacts each. */
export interface CustomerCount {
  readonly contacts: number;
  readonly customers: number;
}

export interface CustomerCounts {
  readonly counts: readonly CustomerCount[];
  /** Contacts of which it is not known whose they are. */
  readonly withoutCustomer: number;
}

/** What is counted from the contacts themselves, since no count that is kept tells customers apart. */
export function contactsOfWindow(window: UsageWindow): {
  readonly where: string;
  readonly values: readonly unknown[];
} {
  const { conditions, values } = narrowedBy(window, 2);
  const { without = [] } = window;
  const left = without.length === 0 ? [] : [`NOT ${isAmong(`$${values.length + 2}`)}`];
  return {
    where: ['taxonomy_id = $1', ...onDays(window), ...conditions, ...left].join(' AND '),
    values: [window.taxonomyId, ...values, ...(without.length === 0 ? [] : [without])],
  };
}

/**
 * How many customers made how many contacts. No customer is named: there are as many rows as different numbers of contacts.
 *
 * @example await customerCounts(sql, window) // { counts: [{ contacts: 1, customers: 800 }, ...], withoutCustomer: 12 }
 */
export async function customerCounts(sql: Sql, window: UsageWindow): Promise<CustomerCounts> {
  const { statement, values } = customerStatement(window);
  const rows = await rowsOf<CustomerCount & { readonly known: boolean }>(sql, statement, values);
  return {
    counts: rows.flatMap(({ known, contacts, customers }) => (known ? [{ contacts, customers }] : [])),
    withoutCustomer: rows.find(({ known }) => !known)?.contacts ?? 0,
  };
}

/** Also for whoever wants to see how it is answered. */
export function customerStatement(window: UsageWindow) {
  const { where, values } = contactsOfWindow(window);
  return {
    values,
    statement: `SELECT customer_key IS NOT NULL AS known, contacts, count(*)::integer AS customers
     FROM (SELECT customer_key, count(*)::integer AS contacts FROM contact WHERE ${where} GROUP BY customer_key) AS c
     GROUP BY 1, 2 ORDER BY 2`,
  };
}

export interface SegmentCustomers {
  /** Null: not known. */
  readonly segment: string | null;
  /** Different customers who made a contact in it. */
  readonly customers: number;
  readonly withoutCustomer: number;
}

/** How many different customers of each segment made a contact; one who is in two segments is counted in both. */
export function customersBySegment(sql: Sql, window: UsageWindow): Promise<readonly SegmentCustomers[]> {
  const { where, values } = contactsOfWindow(window);
  return rowsOf<SegmentCustomers>(
    sql,
    `SELECT segment, count(customer_key)::integer AS customers,
       coalesce(sum(contacts) FILTER (WHERE customer_key IS NULL), 0)::integer AS "withoutCustomer"
     FROM (SELECT segment, customer_key, count(*) AS contacts FROM contact WHERE ${where} GROUP BY 1, 2) AS c
     GROUP BY segment`,
    values,
  );
}
