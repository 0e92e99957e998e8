import type { Command } from '../../platform/command/command';
import { newId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import {
  sessionFull,
  sessionLimits,
  stateAfter,
  type SessionBlocked,
  type SessionFull,
  type SessionItemId,
} from '../domain';
import { AftermathRepository } from '../persistence/aftermath.repository';
import { SessionRepository } from '../persistence/session.repository';
import { mustBeReason, sessionChange, type SessionOnly } from './session-steps';

export interface AddDiscussionNoteInput {
  readonly itemId: SessionItemId;
  readonly text: string;
}

/** What was said of an item. Coders say it too, once all see what all have coded and not before. */
export const addDiscussionNote: Command<
  AddDiscussionNoteInput,
  SessionOnly & { readonly itemId: SessionItemId },
  NotFound | SessionBlocked | TextProblem | SessionFull
> = {
  name: 'addDiscussionNote',
  permission: 'discussSessions',
  async execute(tx, { itemId, text }, actor) {
    const hidden = notFound('session item', itemId);
    const sessions = tx.repository(SessionRepository);
    const sessionId = await sessions.sessionOfItem(itemId);
    const session = sessionId === null ? null : await sessions.lock(sessionId);
    if (session === null) return err(hidden);
    tx.permit({ taxonomyId: session.taxonomyId }, hidden);
    const next = stateAfter(session.state, 'addDiscussionNote');
    if (!next.ok) return next;
    const checked = mustBeReason(text, 'text');
    if (!checked.ok) return checked;
    const aftermath = tx.repository(AftermathRepository);
    if ((await aftermath.notesOf(itemId)) >= sessionLimits.notesOfAnItem)
      return err(sessionFull('notes of an item', sessionLimits.notesOfAnItem));
    const place = { taxonomyId: session.taxonomyId, sessionId: session.id };
    await aftermath.addNote(place, newId(), {
      ...{ itemId, text: checked.value, authorId: actor.id, writtenAt: tx.now },
    });
    const after = { itemId, text: checked.value };
    const change = sessionChange('addDiscussionNote', session.id, { before: null, after });
    return ok({ value: { sessionId: session.id, itemId }, changes: [change] });
  },
};
