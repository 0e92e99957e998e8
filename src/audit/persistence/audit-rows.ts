import { identityOfItem, itemLabel } from '../../contact';
import type { AuditDesign, AuditPopulation, AuditRecord, FindingRecord } from '../domain';

/** An audit as its row has it: what is kept as JSON has its moments as texts. */
export interface AuditRow extends Omit<AuditRecord, 'population'> {
  readonly population: Omit<AuditPopulation, 'from' | 'until'> & {
    readonly from: string;
    readonly until: string;
  };
  readonly design: AuditDesign;
}

export const auditColumns = `a.id, a.taxonomy_id AS "taxonomyId", a.title, a.state, a.revision, a.run_by AS "runBy",
  a.version_id AS "versionId", a.version, a.digest, a.population, a.design, a.measure, a.threshold,
  a.earlier_audit_id AS "earlierAuditId", a.frame_size AS "frameSize", a.frame_digest AS "frameDigest", a.exclusions,
  a.drawn_at AS "drawnAt", a.closed_at AS "closedAt", a.closed_because AS "closedBecause",
  a.cancelled_at AS "cancelledAt"`;

export const auditOfRow = ({ population, ...row }: AuditRow): AuditRecord => ({
  ...row,
  population: { ...population, from: new Date(population.from), until: new Date(population.until) },
});

export const stratumColumns = `s.place, s.reason_id AS "reasonId", s.department_id AS "departmentId", s.channel, s.frame,
  s.sample`;

export const itemColumns = `i.id, i.taxonomy_id AS "taxonomyId", i.audit_id AS "auditId", i.place,
  i.contact_id AS "contactId", ${itemLabel} AS label, i.stratum, i.first_reason_id AS "firstReasonId",
  i.first_coder_id AS "firstCoderId", i.cluster`;
export const itemRows = `audit_item i JOIN ${identityOfItem}`;

/** A finding as its row has it, with what was observed beside the rest. */
export interface FindingRow extends Omit<FindingRecord, 'observation'> {
  readonly key: string | null;
  readonly observed: number;
  readonly bound: number;
  readonly counted: number;
  readonly seenIn: string;
  readonly seenAt: Date;
}

export const findingOfRow = ({
  key,
  observed,
  bound,
  counted,
  seenIn,
  seenAt,
  ...row
}: FindingRow): FindingRecord => ({
  ...row,
  observation: key === null ? null : { key, observed, bound, counted, seenIn, seenAt },
});

export const findingColumns = `f.id, f.taxonomy_id AS "taxonomyId", f.source, f.audit_id AS "auditId",
  f.reason_id AS "reasonId", f.coder_id AS "coderId", f.key, f.observed, f.bound, f.counted, f.seen_in AS "seenIn",
  f.seen_at AS "seenAt", f.times_seen AS "timesSeen",
  f.text, f.owner_id AS "ownerId", f.due_on::text AS "dueOn", f.state, f.revision, f.recorded_by AS "recordedBy",
  f.recorded_at AS "recordedAt"`;
