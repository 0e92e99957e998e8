/*
 * Figures of contacts a second time, as whoever has the rows in a file would count them: loops over rows, and nothing of what
 * the service counts by.
 */

/** A contact as it was sent. */
export interface PlainContact {
  readonly externalId: string;
  readonly occurredAt: string;
  readonly customer: string | null;
  readonly reason: string | null;
  readonly initialReason: string | null;
  readonly segment: string | null;
  readonly channel: string | null;
  readonly handleSeconds: number | null;
  readonly satisfaction: number | null;
  readonly sentiment: string | null;
  readonly escalated: boolean | null;
  readonly firstContactResolved: boolean | null;
}

/** Two moments, in milliseconds. */
export interface PlainSpan {
  readonly from: number;
  readonly until: number;
}

export interface PlainRepeats {
  readonly of: number;
  readonly followed: number;
  readonly cut: number;
  readonly withoutCustomer: number;
}

const dayMs = 86_400_000;

/** Each contact is held against every other one. */
export function plainRepeats(
  rows: readonly PlainContact[],
  span: PlainSpan,
  rule: { readonly days: number; readonly same: (one: string, other: string) => boolean },
): PlainRepeats {
  let [of, followed, cut, withoutCustomer] = [0, 0, 0, 0];
  for (const row of rows) {
    const at = Date.parse(row.occurredAt);
    if (at < span.from || at >= span.until) continue;
    if (row.customer === null) {
      withoutCustomer += 1;
      continue;
    }
    const end = at + rule.days * dayMs;
    if (end > span.until) {
      cut += 1;
      continue;
    }
    of += 1;
    let isFollowed = false;
    for (const other of rows) {
      if (other.externalId === row.externalId || other.customer !== row.customer) continue;
      const then = Date.parse(other.occurredAt);
      if (then < at || then > end || then >= span.until) continue;
      if (rule.same(row.reason ?? '', other.reason ?? '')) isFollowed = true;
    }
    if (isFollowed) followed += 1;
  }
  return { of, followed, cut, withoutCustomer };
}

export interface PlainPerCustomer {
  readonly customers: number;
  readonly contacts: number;
  readonly withoutCustomer: number;
  readonly mean: number;
  readonly median: number;
  /** How many customers made so many contacts, by the number of contacts. */
  readonly distribution: readonly (readonly [number, number])[];
}

export function plainPerCustomer(rows: readonly PlainContact[], span: PlainSpan): PlainPerCustomer {
  const made: Record<string, number> = {};
  let withoutCustomer = 0;
  for (const { occurredAt, customer } of rows) {
    const at = Date.parse(occurredAt);
    if (at < span.from || at >= span.until) continue;
    if (customer === null) withoutCustomer += 1;
    else made[customer] = (made[customer] ?? 0) + 1;
  }
  const each = Object.values(made).sort((one, other) => one - other);
  const middle = Math.floor(each.length / 2);
  const [upper = 0, lower = 0] = [each[middle], each[middle - 1]];
  let contacts = 0;
  for (const count of each) contacts += count;
  const distribution: [number, number][] = [];
  for (const count of [...new Set(each)])
    distribution.push([count, each.filter((one) => one === count).length]);
  return {
    ...{ customers: each.length, contacts, withoutCustomer, mean: contacts / each.length, distribution },
    median: each.length % 2 === 1 ? upper : (upper + lower) / 2,
  };
}

/** A quantile of values as they are: the smallest that so large a part of them does not exceed. */
export function plainQuantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN;
}

export function plainRecoding(rows: readonly PlainContact[]): {
  readonly of: number;
  readonly count: number;
} {
  let [of, count] = [0, 0];
  for (const { reason, initialReason } of rows) {
    if (reason === null || initialReason === null) continue;
    of += 1;
    if (reason !== initialReason) count += 1;
  }
  return { of, count };
}

/** What a generator knows of what it made. */
export interface PlainTruth {
  readonly rows: readonly PlainContact[];
  /** Contacts that the generator itself had somebody repeat, about the same reason, after so many days. */
  readonly repeated: readonly { readonly externalId: string; readonly afterDays: number }[];
}

/** The same numbers for the same seed. */
export function plainDraws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface PlainWish {
  readonly seed: number;
  readonly customers: number;
  readonly days: number;
  /** Of the taxonomy that they are coded in; the first is the commonest. */
  readonly reasons: readonly string[];
  readonly start: string;
}

const feelings = ['VERY_NEGATIVE', 'NEGATIVE', 'NEUTRAL', 'POSITIVE', 'VERY_POSITIVE'];

/**
 * Customers with one to four matters each, some of which bring them back about the same reason a few hours to twenty-five days
 * later. One in ten contacts has no customer, and one in three no answer to how it went.
 */
export function plainContacts({ seed, customers, days, reasons, start }: PlainWish): PlainTruth {
  const draw = plainDraws(seed);
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(draw() ** 1.5 * values.length)] as Value;
  const rows: PlainContact[] = [];
  const repeated: { externalId: string; afterDays: number }[] = [];
  const add = (customer: number, day: number, reason: string): string => {
    const externalId = `c${rows.length}`;
    const known = draw() > 1 / 3;
    rows.push({
      ...{ externalId, occurredAt: new Date(Date.parse(start) + Math.floor(day * dayMs)).toISOString() },
      ...{
        customer: draw() < 0.1 ? null : `k${customer}`,
        reason,
        segment: customer % 3 === 0 ? 'Shop' : 'Home',
      },
      initialReason: draw() < 0.2 ? pick(reasons) : reason,
      ...{
        channel: draw() < 0.6 ? 'PHONE' : 'EMAIL',
        handleSeconds: known ? Math.floor(30 + 900 * draw() ** 2) : null,
      },
      ...{
        satisfaction: known ? 1 + Math.floor(5 * draw()) : null,
        sentiment: known ? pick(feelings) : null,
      },
      ...{ escalated: known ? draw() < 0.15 : null, firstContactResolved: null },
    });
    return externalId;
  };
  for (let customer = 0; customer < customers; customer += 1) {
    const matters = 1 + Math.floor(4 * draw() ** 2);
    for (let matter = 0; matter < matters; matter += 1) {
      const [day, reason] = [draw() * days, pick(reasons)];
      const first = add(customer, day, reason);
      const afterDays = 0.1 + 25 * draw();
      if (draw() > 0.3 || day + afterDays >= days) continue;
      add(customer, day + afterDays, reason);
      repeated.push({ externalId: first, afterDays });
    }
  }
  return { rows, repeated };
}
