import { CallerError } from '../../platform/caller-error';
import type { Actor, Tx } from '../../platform/command/command';
import type { DepartmentId, DraftId, TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { DraftOwners } from './draft-owners';
import { lockedDraftFor, type LockedDraft } from './edit-draft';

/**
 * Whether somebody may act for a department: FORBIDDEN where they do not speak for it, whatever role they hold. The role
 * itself has been asked for by then.
 */
export async function mustSpeakFor(
  tx: Tx,
  actor: Actor,
  { departmentId, taxonomyId }: { readonly departmentId: DepartmentId; readonly taxonomyId: TaxonomyId },
): Promise<Result<null, NotFound>> {
  const answer = await tx.repository(DraftOwners).spokesperson(actor.id, departmentId, taxonomyId);
  if (answer === 'UNKNOWN') return err(notFound('department', departmentId));
  if (answer === 'SPEAKS') return ok(null);
  throw new CallerError('FORBIDDEN', 'expected a member of the department, but you do not speak for it');
}

/** Locks a draft for a reviewer: a steward, or somebody who speaks for the department that is named. */
export async function lockedForReview(
  tx: Tx,
  actor: Actor,
  { draftId, departmentId }: { readonly draftId: DraftId; readonly departmentId: DepartmentId | null },
): Promise<Result<LockedDraft, NotFound>> {
  const permission = departmentId === null ? 'approveDraft' : 'reviewDraft';
  const locked = await lockedDraftFor(tx, draftId, permission);
  if (!locked.ok || departmentId === null) return locked;
  const { taxonomyId } = locked.value.draft;
  const speaks = await mustSpeakFor(tx, actor, { departmentId, taxonomyId });
  return speaks.ok ? locked : speaks;
}
