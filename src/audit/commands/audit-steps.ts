import { CallerError } from '../../platform/caller-error';
import type { Actor, Change, Tx } from '../../platform/command/command';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { staleRevision, type StaleRevision } from '../../taxonomy/domain';
import type { AuditId, AuditRecord } from '../domain';
import { AuditRepository } from '../persistence/audit.repository';

export interface AuditOnly {
  readonly auditId: AuditId;
}

export interface AuditStep extends AuditOnly {
  readonly expectedRevision: number;
}

/** Locks an audit for somebody who runs audits: never one that they code in. */
export async function lockedAudit(
  tx: Tx,
  actor: Actor,
  auditId: AuditId,
): Promise<Result<AuditRecord, NotFound>> {
  const hidden = notFound('audit', auditId);
  const audits = tx.repository(AuditRepository);
  const audit = await audits.lock(auditId);
  if (audit === null) return err(hidden);
  tx.permit(audit, hidden);
  if (await audits.isCoder(auditId, actor.id))
    throw new CallerError('FORBIDDEN', 'expected somebody who does not code in the audit, but you do');
  return ok(audit);
}

/** The same, on the revision that the step was made on. */
export async function lockedAuditAt(
  tx: Tx,
  actor: Actor,
  { auditId, expectedRevision }: AuditStep,
): Promise<Result<AuditRecord, NotFound | StaleRevision>> {
  const locked = await lockedAudit(tx, actor, auditId);
  if (!locked.ok) return locked;
  const { revision } = locked.value;
  return revision === expectedRevision ? locked : err(staleRevision(expectedRevision, revision));
}

export const auditChange = (
  kind: string,
  auditId: AuditId,
  sides: { readonly before: unknown; readonly after: unknown },
): Change => ({ kind, subject: { type: 'Audit', id: auditId }, ...sides });

export const mustBeNote = (text: string, field: string): Result<string, TextProblem> =>
  mustBeText(text, { field, maxLength: textLimits.note, multiline: true });
