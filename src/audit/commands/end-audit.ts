import { CodingEvidence } from '../../calibration';
import { canonicalJson } from '../../platform/canonical-json';
import type { Command, Tx } from '../../platform/command/command';
import type { NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import { sealedTree } from '../../taxonomy';
import type { StaleRevision } from '../../taxonomy/domain';
import {
  auditBlocked,
  auditResults,
  auditStateAfter,
  compareAudits,
  currentFormula,
  type AuditBlocked,
  type AuditComparison,
  type AuditRecord,
  type AuditResults,
} from '../domain';
import { AuditCodingRepository } from '../persistence/audit-coding.repository';
import { AuditRepository } from '../persistence/audit.repository';
import { auditChange, lockedAuditAt, mustBeNote, type AuditOnly, type AuditStep } from './audit-steps';

export interface CloseAuditInput extends AuditStep {
  /** Why it is closed before all is coded; null where all is. */
  readonly because: string | null;
}

type Refusal = NotFound | StaleRevision | AuditBlocked | TextProblem;

/** Ends the coding: the codes are shown, and what they say is computed and sealed. */
export const closeAudit: Command<CloseAuditInput, AuditOnly, Refusal> = {
  name: 'closeAudit',
  permission: 'runAudits',
  refusalsAreNoted: true,
  async execute(tx, input, actor) {
    const locked = await lockedAuditAt(tx, actor, input);
    if (!locked.ok) return locked;
    const audit = locked.value;
    const next = auditStateAfter(audit.state, 'closeAudit');
    if (!next.ok) return next;
    const reason = input.because === null ? ok(null) : mustBeNote(input.because, 'because');
    if (!reason.ok) return reason;
    const audits = tx.repository(AuditRepository);
    const missing = await audits.missingCodings(audit.id);
    if (missing > 0 && reason.value === null) return err(codingsMissing(missing));
    const because = missing === 0 ? null : reason.value;
    // The database shows the codes of a closed audit only.
    await audits.end(audit, { state: next.value, at: tx.now, because });
    await tx.repository(CodingEvidence).keepAudit(audit);
    const tree = await sealedTree(tx, audit.digest);
    const results = auditResults(await tx.repository(AuditCodingRepository).data(audit, tree));
    const comparison = await comparisonOf(tx, audit, results);
    await audits.addResult(audit, {
      ...{ formula: currentFormula, results: canonicalJson(results) },
      comparison: comparison === null ? null : canonicalJson(comparison),
    });
    const { verdict, basis } = results;
    const after = { state: next.value, missing, formula: currentFormula, verdict, basis };
    const change = auditChange('closeAudit', audit.id, { before: { state: audit.state }, after });
    return ok({ value: { auditId: audit.id }, changes: [change], because: reason.value });
  },
};

const codingsMissing = (missing: number): AuditBlocked =>
  auditBlocked([
    {
      ...{ code: 'CODINGS_MISSING', missing },
      message: `expected all to be coded, or a reason to close before, but ${missing} codings are missing`,
    },
  ]);

async function comparisonOf(
  tx: Tx,
  { earlierAuditId, measure, version }: AuditRecord,
  results: AuditResults,
): Promise<AuditComparison | null> {
  if (earlierAuditId === null) return null;
  const earlier = await tx.repository(AuditRepository).closedResults(earlierAuditId);
  return earlier === null ? null : compareAudits(measure, earlier, { version, results });
}

export interface CancelAuditInput extends AuditStep {
  readonly because: string;
}

/** Gives an audit up; what was coded in it is never shown. */
export const cancelAudit: Command<CancelAuditInput, AuditOnly, Refusal> = {
  name: 'cancelAudit',
  permission: 'runAudits',
  async execute(tx, input, actor) {
    const locked = await lockedAuditAt(tx, actor, input);
    if (!locked.ok) return locked;
    const audit = locked.value;
    const next = auditStateAfter(audit.state, 'cancelAudit');
    if (!next.ok) return next;
    const because = mustBeNote(input.because, 'because');
    if (!because.ok) return because;
    await tx.repository(AuditRepository).end(audit, { state: next.value, at: tx.now, because: null });
    const sides = { before: { state: audit.state }, after: { state: next.value } };
    const change = auditChange('cancelAudit', audit.id, sides);
    return ok({ value: { auditId: audit.id }, changes: [change], because: because.value });
  },
};
