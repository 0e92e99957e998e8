import type { TaxonomyId } from '../../platform/ids';

/*
 * What retirements rest on is kept by modules that build on taxonomies, and not the other way round: which classes answer is
 * decided where the service is put together.
 */

/** All that versions ask of audits, inside their own transaction. */
export abstract class AuditFacts {
  /** Of the given audits, those of the taxonomy that are closed: their results can be told. */
  abstract closedAudits(taxonomyId: TaxonomyId, auditIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** All that versions ask of suggestions, inside their own transaction. */
export abstract class SuggestionFacts {
  /** Of the given decisions, those of the taxonomy by which a suggestion was accepted. */
  abstract acceptedSuggestions(
    taxonomyId: TaxonomyId,
    decisionIds: readonly string[],
  ): Promise<ReadonlySet<string>>;
}
