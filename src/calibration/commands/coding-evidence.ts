import type { TaxonomyId } from '../../platform/ids';

/** A session or an audit that is being closed: nothing that was coded in it changes any more. */
export interface ClosedExercise {
  readonly taxonomyId: TaxonomyId;
  readonly id: string;
}

/**
 * All that sessions and audits tell whoever keeps what several coders said of one contact, inside their own transaction.
 * Scores build on sessions and audits and not the other way round: which class listens is decided where the service is
 * put together.
 */
export abstract class CodingEvidence {
  abstract keepSession(session: ClosedExercise): Promise<void>;

  abstract keepAudit(audit: ClosedExercise): Promise<void>;
}
