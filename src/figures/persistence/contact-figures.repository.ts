import {
  customerCounts,
  customersBySegment,
  handlingCounts,
  repeatCounts,
  type CustomerCounts,
  type Dimension,
  type HandlingRow,
  type RepeatQuestion,
  type RepeatRow,
  type SegmentCustomers,
} from '../../contact';
import type { Sql } from '../../platform/database/sql';
import { windowOf, type Filtered } from './usage.repository';

/** What figures need that tells customers apart, or how contacts went. */
export class ContactFiguresRepository {
  constructor(private readonly sql: Sql) {}

  perCustomer(asked: Filtered): Promise<CustomerCounts> {
    return customerCounts(this.sql, windowOf(asked));
  }

  customersBySegment(asked: Filtered): Promise<readonly SegmentCustomers[]> {
    return customersBySegment(this.sql, windowOf(asked));
  }

  repeats(asked: Filtered, question: Omit<RepeatQuestion, 'window'>): Promise<readonly RepeatRow[]> {
    return repeatCounts(this.sql, { ...question, window: windowOf(asked) });
  }

  handling<By extends Dimension>(asked: Filtered, by: readonly By[]): Promise<readonly HandlingRow<By>[]> {
    return handlingCounts(this.sql, windowOf(asked), by);
  }
}
