import { randomBytes } from 'node:crypto';
import {
  commitmentTo,
  mustBeCode,
  writtenCode,
  type GivenCode,
  type InvalidCode,
} from '../../calibration/domain';
import type { Actor, Command, Tx } from '../../platform/command/command';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import { sealedTree } from '../../taxonomy';
import {
  auditBlocked,
  auditStateAfter,
  rolesThatSeeProduction,
  type AuditBlocked,
  type AuditId,
  type AuditItemId,
  type AuditRecord,
} from '../domain';
import { AuditCodingRepository } from '../persistence/audit-coding.repository';
import { AuditRepository } from '../persistence/audit.repository';
import { auditChange } from './audit-steps';

export type CodeAuditItemInput = { readonly itemId: AuditItemId } & GivenCode;

export interface CodedAuditItem {
  readonly auditId: AuditId;
  readonly itemId: AuditItemId;
}

/**
 * A coder codes a contact of an audit, or codes it again. Whatever the code, the same is written in the same way: the
 * code beside a fresh salt where nobody else sees it, and a commitment in the history.
 */
export const codeAuditItem: Command<
  CodeAuditItemInput,
  CodedAuditItem,
  NotFound | AuditBlocked | InvalidCode | TextProblem
> = {
  name: 'codeAuditItem',
  permission: 'codeInAudits',
  inputIsSecret: true,
  async execute(tx, { itemId, ...given }, actor) {
    const own = await ownItem(tx, actor, itemId);
    if (!own.ok) return own;
    const { audit, coderId, revision: before } = own.value;
    const checked = mustBeCode(given, await sealedTree(tx, audit.digest));
    if (!checked.ok) return checked;
    const revision = before + 1;
    const disclosed = { code: writtenCode(checked.value), salt: randomBytes(32).toString('hex') };
    const key = { taxonomyId: audit.taxonomyId, auditId: audit.id, coderId, itemId };
    await tx
      .repository(AuditCodingRepository)
      .give(key, { ...disclosed, revision, codedBy: actor.id, at: tx.now });
    const place = { itemId, coderId, content: 0 };
    const change = auditChange('codeAuditItem', audit.id, {
      before: before === 0 ? null : { ...place, revision: before },
      after: { ...place, revision, late: false, commitment: commitmentTo(disclosed) },
    });
    return ok({ value: { auditId: audit.id, itemId }, changes: [change] });
  },
};

/** A contact that is not the caller's to code is not there, whether there is such a one or not. */
async function ownItem(
  tx: Tx,
  actor: Actor,
  itemId: AuditItemId,
): Promise<
  Result<
    { readonly audit: AuditRecord } & NonNullable<
      Awaited<ReturnType<AuditCodingRepository['lockAssignment']>>
    >,
    NotFound | AuditBlocked
  >
> {
  const hidden = notFound('audit item', itemId);
  const audits = tx.repository(AuditRepository);
  const auditId = await audits.auditOfItem(itemId);
  const audit = auditId === null ? null : await audits.share(auditId);
  if (audit === null) return err(hidden);
  tx.permit(audit, hidden);
  const assignment = await tx.repository(AuditCodingRepository).lockAssignment(itemId, actor.id);
  if (assignment === null) return err(hidden);
  const next = auditStateAfter(audit.state, 'codeAuditItem');
  if (!next.ok) return next;
  const seeing = await audits.holders([actor.id], {
    ...{ taxonomyId: audit.taxonomyId, roles: rolesThatSeeProduction },
  });
  return seeing.size > 0 ? err(notBlind) : ok({ audit, ...assignment });
}

const notBlind = auditBlocked([
  {
    code: 'SEES_PRODUCTION_CODES',
    message: 'expected a coder who sees no production codes, but you hold a role that does by now',
  },
]);
