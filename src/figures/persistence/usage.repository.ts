import {
  recodingCounts,
  unmappedCounts,
  usageCounts,
  type Dimension,
  type UnmappedRow,
  type UsageRow,
  type UsageWindow,
} from '../../contact';
import type { ContactId } from '../../contact/domain';
import type { TaxonomyId } from '../../platform/ids';
import type { Sql } from '../../platform/database/sql';
import type { Days, FigureFilter } from '../domain';

export interface Filtered extends Days {
  readonly taxonomyId: TaxonomyId;
  readonly filter: FigureFilter;
  readonly without: readonly ContactId[];
}

/** The contacts that a question is about, as the counts are asked for them. */
export function windowOf({ taxonomyId, from, until, filter, without }: Filtered): UsageWindow {
  const { channels, segments, departments, versions } = filter;
  return {
    ...{ taxonomyId, from, until, without },
    ...(channels === null ? {} : { channels }),
    ...(segments === null ? {} : { segments }),
    ...(departments === null ? {} : { departments }),
    ...(versions === null ? {} : { versions }),
  };
}

/** As many different values without a meaning are told apart. */
const mostUnmapped = 100_000;

/** What was observed, for figures and for the commands that act on them. */
export class UsageRepository {
  constructor(private readonly sql: Sql) {}

  counts<By extends Dimension>(asked: Filtered, by: readonly By[]): Promise<readonly UsageRow<By>[]> {
    return usageCounts(this.sql, windowOf(asked), by);
  }

  recodings<By extends Dimension>(asked: Filtered, by: readonly By[]): Promise<readonly UsageRow<By>[]> {
    return recodingCounts(this.sql, windowOf(asked), by);
  }

  unmapped(asked: Filtered): Promise<readonly UnmappedRow[]> {
    return unmappedCounts(this.sql, windowOf(asked), mostUnmapped);
  }
}
