import type { VisibleContacts } from '../../contact/graphql';
import { VisibleOwnership } from '../../ownership/graphql';
import type { OwnershipReader } from '../../ownership';
import type { AuditRecomputations } from '../queries/audit-recomputation';
import { AuditAssignmentResolver } from './audit-assignment.resolver';
import * as parts from './audit-parts.resolvers';
import { AuditMutations } from './audit.mutations';
import { AuditResolver } from './audit.resolver';
import { AuditFindingResolver, FollowUpResolver } from './finding.resolver';
import type { PilotReports } from '../queries/pilot-reports';
import { PilotReportResolver } from './pilot-report.resolver';
import type { ModelReader } from '../queries/model-reader';
import { ModelComparisonResolver, ModelReasonComparisonResolver } from './model-comparison.resolver';
import { AuditPlanResolver } from './plan.resolver';
import { AuditRecomputationResolver } from './recomputation.resolver';
import type { AuditReaders, VisibleAudits } from './visible-audits';

export interface AuditGraph {
  readonly readers: AuditReaders & {
    readonly recomputations: AuditRecomputations;
    readonly ownership: OwnershipReader;
    readonly models: ModelReader;
    readonly pilotReports: PilotReports;
  };
  readonly audits: VisibleAudits;
  readonly contacts: VisibleContacts;
}

/** The resolvers of this module, wired to what they read from. */
export function auditResolvers({ readers, audits, contacts }: AuditGraph): readonly object[] {
  const to = new parts.AuditPointers(audits, contacts, new VisibleOwnership(readers.ownership));
  return [
    new AuditResolver(readers.audits, audits),
    new AuditMutations(audits),
    new AuditAssignmentResolver(readers.codings, to),
    new parts.AuditPopulationResolver(to),
    new parts.AuditStratumResolver(to),
    new parts.AuditCoderResolver(to),
    new parts.AuditItemResolver(to),
    new parts.AuditCodingResolver(to),
    new parts.AuditModelResultResolver(to),
    new parts.AuditModelDifferenceResolver(to),
    new AuditFindingResolver(readers.audits, to),
    new FollowUpResolver(to),
    new AuditRecomputationResolver(readers.recomputations, audits),
    new AuditPlanResolver(audits),
    new ModelComparisonResolver(readers.models, to),
    new ModelReasonComparisonResolver(to),
    new PilotReportResolver(readers.pilotReports, audits),
  ];
}

export { AuditFindingType } from './finding.type';
export { VisibleAudits } from './visible-audits';
