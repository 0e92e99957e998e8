export { editDraft, type DraftHead, type EditProblem } from './commands/edit-draft';
export { knownCodes, knownTaxonomy, knownVersion, knownVersions } from './commands/known-taxonomy';
export { proposeChange, type ProposalProblem } from './commands/propose-change';
export { baseTree, sealDraft, sealedVersion, sealedTree, type SealedContent } from './commands/seal-content';
export { knownPilots } from './commands/pilot-commands';
export { lintOfVersion } from './commands/lint-of-version';
export type { FetchListener } from './queries/fetch-listener';
export { knownFindings } from './queries/known-results';
export { TaxonomyReader, type ContentOwners, type OwnersMoment } from './queries/taxonomy-reader';
export { CalibrationFacts, type OpenSession } from './commands/calibration-facts';
export { AuditFacts, SuggestionFacts } from './commands/evidence-facts';
export { ResolutionFacts } from './commands/resolution-facts';
export { sealCorrespondence } from './commands/seal-correspondence';
export {
  keepDraftSource,
  keepFile,
  newestCorrespondence,
  sourcesOfVersion,
  filesOfVersion,
} from './commands/kept-files';
export { lockedEnds, type CorrespondenceHead } from './commands/revise-correspondence';
export { putIntoForce } from './commands/put-into-force';
export { CorrespondenceReader } from './queries/correspondence-reader';
export { DraftOwners, type Spokesperson } from './commands/draft-owners';
export { mustSpeakFor } from './commands/reviewers';
export { lockedDraft } from './commands/edit-draft';
export {
  contentAt,
  draftForReview,
  lockedTaxonomy,
  openContentOfDraft,
  type LockedTaxonomy,
} from './commands/locked-taxonomy';
export {
  ApprovalEntity,
  DraftEntity,
  TaxonomyEntity,
  TaxonomyVersionEntity,
} from './persistence/taxonomy.entities';
