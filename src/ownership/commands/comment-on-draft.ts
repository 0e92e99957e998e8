import type { Command } from '../../platform/command/command';
import { newId, type DraftId, type ReasonId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { draftForReview } from '../../taxonomy';
import { CommentRepository } from '../persistence/comment.repository';

export interface CommentOnDraftInput {
  readonly draftId: DraftId;
  /** Null: on the draft as a whole. */
  readonly reasonId: ReasonId | null;
  readonly text: string;
}

/** Something to be said of a draft, or of one of its reasons. It stops nothing; to send a draft back, request changes. */
export const commentOnDraft: Command<
  CommentOnDraftInput,
  { readonly draftId: DraftId; readonly commentId: string },
  NotFound | TextProblem
> = {
  name: 'commentOnDraft',
  permission: 'commentOnDraft',
  async execute(tx, { draftId, reasonId, text }, actor) {
    const found = await draftForReview(tx, draftId);
    if (!found.ok) return found;
    const { draft, tree } = found.value;
    const written = mustBeText(text, { field: 'text', maxLength: textLimits.note, multiline: true });
    if (!written.ok) return written;
    if (reasonId !== null && !tree.has(reasonId)) return err(notFound('reason', reasonId));
    const commentId = newId();
    const { taxonomyId, head } = draft;
    await tx.repository(CommentRepository).addComment({
      ...{ id: commentId, taxonomyId, draftId, head, reasonId },
      ...{ actorId: actor.id, text: written.value, recordedAt: tx.now },
    });
    const after = { reasonId, head, text: written.value };
    const subject = { type: 'Draft', id: draftId };
    const changes = [{ kind: 'commentOnDraft', subject, before: null, after }] as const;
    return ok({ value: { draftId, commentId }, changes, draft: { id: draftId, head } });
  },
};
