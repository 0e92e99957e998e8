import { permissions } from '../../access/domain';
import { knownDepartments } from '../../ownership';
import type { Actor, Change, Command, Tx } from '../../platform/command/command';
import { newId, type DepartmentId, type ReasonId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import { mustSpeakFor } from '../../taxonomy';
import { staleRevision, type StaleRevision } from '../../taxonomy/domain';
import {
  auditBlocked,
  auditLimits,
  auditStateAfter,
  followUp,
  invalidFinding,
  type AuditBlocked,
  type AuditFindingId,
  type AuditRecord,
  type FindingRecord,
  type FindingState,
  type InvalidFinding,
} from '../domain';
import { AuditRepository } from '../persistence/audit.repository';
import { FindingRepository } from '../persistence/finding.repository';
import { auditChange, lockedAudit, mustBeNote, type AuditOnly } from './audit-steps';

export interface RecordFindingInput extends AuditOnly {
  readonly text: string;
  readonly reasonId: ReasonId | null;
  readonly ownerId: DepartmentId;
  /** A day, as YYYY-MM-DD. */
  readonly dueOn: string;
}

export interface FindingOnly {
  readonly findingId: AuditFindingId;
}

type RecordRefusal = NotFound | AuditBlocked | InvalidFinding | TextProblem;

/** Says what is to be done about what an audit found, by which department and until when. */
export const recordAuditFinding: Command<RecordFindingInput, FindingOnly, RecordRefusal> = {
  name: 'recordAuditFinding',
  permission: 'runAudits',
  async execute(tx, input, actor) {
    const locked = await lockedAudit(tx, actor, input.auditId);
    if (!locked.ok) return locked;
    const possible = auditStateAfter(locked.value.state, 'recordAuditFinding');
    if (!possible.ok) return possible;
    const made = await newFinding(tx, actor, { input, audit: locked.value });
    if (!made.ok) return made;
    const finding = made.value;
    await tx.repository(FindingRepository).add(finding);
    const { text, reasonId, ownerId, dueOn, state } = finding;
    const after = { findingId: finding.id, text, reasonId, ownerId, dueOn, state };
    const change = auditChange('recordAuditFinding', input.auditId, { before: null, after });
    return ok({ value: { findingId: finding.id }, changes: [change] });
  },
};

async function newFinding(
  tx: Tx,
  actor: Actor,
  { input, audit }: { readonly input: RecordFindingInput; readonly audit: AuditRecord },
): Promise<Result<FindingRecord, AuditBlocked | InvalidFinding | TextProblem>> {
  const { taxonomyId } = audit;
  const { reasonId, ownerId, dueOn } = input;
  const text = mustBeNote(input.text, 'text');
  if (!text.ok) return text;
  const findings = tx.repository(FindingRepository);
  const owner = (await knownDepartments(tx, taxonomyId)).find(({ id }) => id === ownerId);
  if (owner === undefined || owner.dissolvedAt !== null)
    return err(invalidFinding('owner', 'expected a department of the taxonomy that is not dissolved'));
  if (reasonId !== null && !(await findings.reasonExists(taxonomyId, reasonId)))
    return err(invalidFinding('reason', 'expected a reason of the taxonomy, but there is none such'));
  if (!isDay(dueOn))
    return err(invalidFinding('dueOn', `expected a day from 2000 to 2999, but got ${dueOn}`));
  if ((await findings.countOf(audit.id)) >= auditLimits.findings) return err(full);
  return ok({
    ...{
      id: newId<'AuditFinding'>(),
      taxonomyId,
      auditId: audit.id,
      reasonId,
      source: 'AUDIT',
      coderId: null,
      observation: null,
      timesSeen: 1,
      text: text.value,
      ownerId,
      dueOn,
    },
    ...{ state: 'OPEN', revision: 1, recordedBy: actor.id, recordedAt: tx.now },
  });
}

const isDay = (text: string): boolean =>
  /^2\d{3}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

const full = auditBlocked([
  {
    code: 'AUDIT_FULL',
    message: `expected at most ${auditLimits.findings} findings, but there are as many already`,
  },
]);

export interface FollowUpFindingInput extends FindingOnly {
  readonly expectedRevision: number;
  readonly state: FindingState;
  readonly note: string;
}

type FollowUpRefusal = NotFound | StaleRevision | InvalidFinding | TextProblem;

/** Notes what became of a finding. Who answers for departments does so for their own. */
export const followUpAuditFinding: Command<FollowUpFindingInput, FindingOnly, FollowUpRefusal> = {
  name: 'followUpAuditFinding',
  permission: 'followUpFindings',
  async execute(tx, input, actor) {
    const hidden = notFound('audit finding', input.findingId);
    const findings = tx.repository(FindingRepository);
    const finding = await findings.lock(input.findingId);
    if (finding === null) return err(hidden);
    const { taxonomyId, revision } = finding;
    tx.permit({ taxonomyId }, hidden);
    const speaks = await mayFollowUp(tx, actor, finding);
    if (!speaks.ok) return speaks;
    if (revision !== input.expectedRevision) return err(staleRevision(input.expectedRevision, revision));
    const next = followUp(finding.state, input.state);
    if (!next.ok) return next;
    if (next.value === 'OPEN' && (await standsElsewhere(findings, finding)))
      return err(
        invalidFinding('state', 'expected no OPEN here: the same was found since, and stands open apart'),
      );
    const note = mustBeNote(input.note, 'note');
    if (!note.ok) return note;
    const noted = { findingId: finding.id, revision: revision + 1, state: next.value, note: note.value };
    await findings.note(taxonomyId, { ...noted, notedBy: actor.id, notedAt: tx.now });
    const before = { findingId: finding.id, state: finding.state };
    const change = findingChange('followUpAuditFinding', finding, { before, after: noted });
    return ok({ value: { findingId: finding.id }, changes: [change] });
  },
};

/** Whether a later finding is of the same, and open. */
async function standsElsewhere(findings: FindingRepository, finding: FindingRecord): Promise<boolean> {
  if (finding.observation === null) return false;
  const { key } = finding.observation;
  const newest = (await findings.newestByKey(finding, [key])).get(key);
  return newest !== undefined && newest.id !== finding.id && !['DONE', 'DISMISSED'].includes(newest.state);
}

/** A change of a finding stands with its audit, or by itself where it is of none. */
const findingChange = (
  kind: string,
  { id, auditId }: FindingRecord,
  sides: Pick<Change, 'before' | 'after'>,
): Change =>
  auditId === null
    ? { kind, subject: { type: 'AuditFinding', id }, ...sides }
    : auditChange(kind, auditId, sides);

/** Whoever runs audits, or is a steward, follows up any finding; the others those of their own department. */
async function mayFollowUp(
  tx: Tx,
  actor: Actor,
  { taxonomyId, ownerId }: FindingRecord,
): Promise<Result<null, NotFound>> {
  const roles = [...permissions.runAudits, ...permissions.approveDraft];
  const ofAll = await tx.repository(AuditRepository).holders([actor.id], { taxonomyId, roles });
  return ofAll.size > 0 ? ok(null) : mustSpeakFor(tx, actor, { departmentId: ownerId, taxonomyId });
}
