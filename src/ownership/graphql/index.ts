import type { Principal } from '../../access/domain';
import type { NodeSource } from '../../platform/graphql/node-source';
import type { DepartmentId } from '../../platform/ids';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import type { TaxonomyReader } from '../../taxonomy';
import type { AttestationId, TransferId } from '../domain';
import type { OwnershipReader } from '../queries/ownership-reader';
import { AssignmentMutations } from './assignment.mutations';
import {
  AttestationFields,
  AttestationItemFields,
  AttestationMutations,
  AttestationProgressFields,
  TaxonomyAttestationFields,
} from './attestation.resolvers';
import { AttestationType } from './attestation.type';
import { DepartmentMutations } from './department.mutations';
import { DepartmentFields, DepartmentMemberFields, TaxonomyDepartmentFields } from './department.resolvers';
import {
  ApprovalDepartmentFields,
  DraftCommentFields,
  DraftReviewFields,
  ReviewPartFields,
} from './draft-review.resolvers';
import { EscalationFields, EscalationQueries, ReasonEscalationFields } from './escalation.resolvers';
import { ReleaseNotesFields } from './release-notes.resolver';
import * as owners from './owners.resolvers';
import { TransferFields, TransferResolver } from './transfer.resolvers';
import { TransferType } from './transfer.type';
import { VisibleOwnership } from './visible-ownership';

/** The resolvers of this module, wired to what they read from. */
export function ownershipResolvers(
  reader: OwnershipReader,
  taxonomies: TaxonomyReader,
  visible: VisibleTaxonomies,
): readonly object[] {
  const ownership = new VisibleOwnership(reader);
  return [
    new DepartmentMutations(ownership),
    new DepartmentFields(visible, ownership),
    new DepartmentMemberFields(),
    new TaxonomyDepartmentFields(ownership),
    new AssignmentMutations(visible),
    new owners.OwnersQueries(taxonomies, visible, ownership),
    new owners.RouteFields(ownership),
    new EscalationQueries(taxonomies, visible),
    new ReasonEscalationFields(),
    new EscalationFields(ownership),
    new owners.OwnerFields(ownership),
    new owners.ReasonOwnersFields(visible, ownership),
    new ReleaseNotesFields(visible, ownership),
    new owners.VersionCoverageFields(visible),
    new owners.CoverageFields(),
    new owners.CoverageOfDepartmentFields(ownership),
    new DraftReviewFields(visible, ownership),
    new ReviewPartFields(ownership),
    new ApprovalDepartmentFields(ownership),
    new DraftCommentFields(visible),
    new TransferResolver(visible, ownership),
    new TransferFields(visible, ownership),
    new AttestationMutations(ownership),
    new TaxonomyAttestationFields(ownership),
    new AttestationFields(visible, ownership),
    new AttestationProgressFields(ownership),
    new AttestationItemFields(visible, ownership),
  ];
}

/** What `node` finds of this module. */
export function ownershipNodes(reader: OwnershipReader): NodeSource<Principal> {
  const ownership = new VisibleOwnership(reader);
  return {
    types: ['Department', 'Transfer', 'Attestation'],
    node: async ({ type, id }, context) => {
      if (type === 'Department') return ownership.department(id as DepartmentId, context);
      if (type === 'Transfer') {
        const transfer = await ownership.transfer(id as TransferId, context);
        return transfer === null ? null : new TransferType(transfer);
      }
      const attestation = await ownership.attestation(id as AttestationId, context);
      return attestation === null ? null : new AttestationType(attestation);
    },
  };
}

export { TransferType } from './transfer.type';
export { AssignmentRefusedProblem, TransferStaleProblem } from './ownership.problems';
export { DepartmentType } from './department.type';
export { VisibleOwnership } from './visible-ownership';
