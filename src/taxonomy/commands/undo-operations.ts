import type { Command } from '../../platform/command/command';
import { err, ok } from '../../platform/result';
import { operationsBetween, staleHead, undoOutOfRange, undoable, type UndoOutOfRange } from '../domain';
import { ContentStore } from '../persistence/content-store';
import { appendToDraft, lockedDraft, type DraftEdit, type DraftHead, type EditProblem } from './edit-draft';

export interface UndoOperationsInput extends DraftEdit {
  readonly count: number;
}

/**
 * Takes back the last accepted edits of a draft, as an edit of its own: nothing is ever taken out of a list of operations.
 * What leads back is told from the two contents and not edit by edit, so that an import of thousands is undone as fast.
 */
export const undoOperations: Command<UndoOperationsInput, DraftHead, EditProblem | UndoOutOfRange> = {
  name: 'undoOperations',
  permission: 'proposeChange',
  async execute(tx, { draftId, expectedHead, count }, actor) {
    const locked = await lockedDraft(tx, actor, draftId);
    if (!locked.ok) return locked;
    const { draft, taxonomy } = locked.value;
    if (draft.head !== expectedHead) return err(staleHead(draftId, expectedHead, draft.head));
    const limit = undoable(draft);
    if (count < 1 || count > limit) return err(undoOutOfRange(draftId, count, limit));
    const contents = tx.repository(ContentStore);
    const tree = await contents.ofDraft(draft, taxonomy.languages);
    const earlier = await contents.ofDraftAt(draft, draft.head - count, taxonomy.languages);
    const operations = operationsBetween(tree, earlier);
    if (operations.length === 0)
      return ok({ value: { draftId, head: draft.head, reasonId: null }, unchanged: true });
    const undoing = {
      ...{ kind: 'undoOperations', subject: { type: 'Draft', id: draftId } },
      ...{ before: { head: draft.head }, after: { head: draft.head + 1, count } },
    };
    return appendToDraft(tx, actor, { draft, taxonomy, tree, operations, leading: undoing });
  },
};
