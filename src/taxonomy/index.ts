export { editDraft, type DraftHead, type EditProblem } from './commands/edit-draft';
export { knownTaxonomy, knownVersion } from './commands/known-taxonomy';
export { proposeChange, type ProposalProblem } from './commands/propose-change';
export { baseTree, sealDraft, sealedVersion, sealedTree, type SealedContent } from './commands/seal-content';
export { knownFindings } from './queries/known-results';
export { TaxonomyReader } from './queries/taxonomy-reader';
export {
  ApprovalEntity,
  DraftEntity,
  TaxonomyEntity,
  TaxonomyVersionEntity,
} from './persistence/taxonomy.entities';
