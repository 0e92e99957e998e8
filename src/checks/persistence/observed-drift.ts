import { DriftReader, type ComparedPeriods } from '../../consistency';
import type { ContactId } from '../../contact/domain';
import { OwnershipReader } from '../../ownership';
import type { Sql } from '../../platform/database/sql';
import { FactsOfResolutions } from '../../resolution';
import { CorrespondenceReader, TaxonomyReader } from '../../taxonomy';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import type { Days } from '../../figures/domain';
import { driftPeriodsOf } from '../domain';

/** How agreement in closed audits changed, for checks of it. */
export class ObservedDrift {
  private readonly drifts: DriftReader;

  constructor(sql: Sql) {
    const source = { manager: sql };
    const ownership = new OwnershipReader(source);
    this.drifts = new DriftReader(source, {
      taxonomies: new TaxonomyReader(source, ownership, new FactsOfResolutions(sql)),
      correspondences: new CorrespondenceReader(sql),
    });
  }

  /** The audits that were closed lately, as the days that are checked end, against those before. */
  before(
    taxonomy: TaxonomyRecord,
    days: Days,
    without: readonly ContactId[],
  ): Promise<ComparedPeriods | null> {
    const { earlier, later } = driftPeriodsOf(days);
    const stated = { statedIn: null, level: null } as const;
    return this.drifts.compared({ taxonomy, window: earlier, later, purpose: 'AUDIT', ...stated, without });
  }
}
