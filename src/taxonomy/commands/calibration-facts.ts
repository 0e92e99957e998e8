import type { TaxonomyId } from '../../platform/ids';

/** A calibration session in which contacts are being coded, and the content that they are coded in. */
export interface OpenSession {
  readonly title: string;
  readonly contentDigest: string;
}

/**
 * All that versions ask of calibration, inside their own transaction. Calibration builds on taxonomies and not the other way
 * round: which class answers is decided where the service is put together.
 */
export abstract class CalibrationFacts {
  /** Of the given sessions, those of the taxonomy whose codes are revealed: what they measured can be told. */
  abstract revealedSessions(
    taxonomyId: TaxonomyId,
    sessionIds: readonly string[],
  ): Promise<ReadonlySet<string>>;

  /** The sessions of a taxonomy that are open for coding, once for each content that they code in. */
  abstract openSessions(taxonomyId: TaxonomyId): Promise<readonly OpenSession[]>;
}
