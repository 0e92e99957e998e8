export { proposeChange, type ProposalProblem } from './commands/propose-change';
export { knownFindings } from './queries/known-results';
export { TaxonomyReader } from './queries/taxonomy-reader';
export {
  ApprovalEntity,
  DraftEntity,
  TaxonomyEntity,
  TaxonomyVersionEntity,
} from './persistence/taxonomy.entities';
