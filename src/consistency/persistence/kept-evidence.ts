import type { ClosedExercise, CodingEvidence } from '../../calibration';
import type { Sql } from '../../platform/database/sql';
import { keptUnits, unitsOfAudits, unitsOfSessions } from './double-coding-sql';
import { keptCounts } from './evidence-count-sql';

/**
 * Keeps what was coded several times when an audit or session is closed, and never before: until then it is a secret.
 * Nothing of it changes later, so that what it comes to is counted once.
 */
export class KeptEvidence implements CodingEvidence {
  constructor(private readonly sql: Sql) {}

  async keepSession({ taxonomyId, id }: ClosedExercise): Promise<void> {
    await this.sql.query(keptUnits(unitsOfSessions('s.taxonomy_id = $1 AND s.id = $2')), [taxonomyId, id]);
    await this.keepCounts(taxonomyId, id);
  }

  async keepAudit({ taxonomyId, id }: ClosedExercise): Promise<void> {
    await this.sql.query(keptUnits(unitsOfAudits('a.taxonomy_id = $1 AND a.id = $2')), [taxonomyId, id]);
    await this.keepCounts(taxonomyId, id);
  }

  private async keepCounts(taxonomyId: string, exerciseId: string): Promise<void> {
    await this.sql.query(keptCounts('d.taxonomy_id = $1 AND d.exercise_id = $2'), [taxonomyId, exerciseId]);
  }
}
