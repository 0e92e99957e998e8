import type { Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import type { DoubleCodings } from '../domain';

interface CodingsQuestion {
  readonly taxonomyId: TaxonomyId;
  readonly from: string;
  readonly asOf: Date;
  readonly today: string;
}

export const codingsIn = async (_sql: Sql, _asked: CodingsQuestion): Promise<DoubleCodings> => ({
  basis: 'AUDIT',
  patterns: [],
});
