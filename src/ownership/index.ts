export { recordOffer, type OfferProblem } from './commands/offer-transfer';
export { knownDepartments } from './commands/known-departments';
export { OwnershipReader } from './queries/ownership-reader';
export { OwnersOfDrafts } from './persistence/owners-of-drafts';
export { ownershipRoutes } from './http/owners-route';
