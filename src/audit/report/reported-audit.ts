import type { ReasonId } from '../../platform/ids';
import type { ReasonTree } from '../../taxonomy/domain';
import type { AuditRecord, FindingRecord, StratumRecord } from '../domain';
import type { AuditNames, SealedResults } from '../queries/audit-reader';

/** A closed audit with all that its page tells. */
export interface ReportedAudit {
  readonly audit: AuditRecord;
  readonly sealed: SealedResults;
  readonly strata: readonly StratumRecord[];
  readonly findings: readonly FindingRecord[];
  /** The content that was coded with. */
  readonly tree: ReasonTree;
  readonly names: AuditNames;
}

/** What reasons are called on the page: as in the content that was coded with. */
export type ReasonName = (id: ReasonId) => string;
