export { appendToDraft, lockedDraft, type DraftHead } from './commands/edit-draft';
export { proposeChange, type ProposalProblem, type ProposalScene } from './commands/propose-change';
export { openDraft, submitDraft } from './commands/review-draft';
export { publishVersion, jsonMediaType } from './commands/publish-version';
export { TaxonomyReader, type Snapshot } from './queries/taxonomy-reader';
export {
  ApprovalEntity,
  DraftEntity,
  TaxonomyEntity,
  TaxonomyVersionEntity,
} from './persistence/taxonomy.entities';
