import type { Change, Command, Tx } from '../../platform/command/command';
import type { NotFound } from '../../platform/problem';
import { err, isNonEmpty, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  conflictsLeft,
  planRebase,
  rebaseToken,
  resolutionsRefused,
  staleHead,
  stalePreview,
  type ConflictsLeft,
  type DraftBlocked,
  type IndexedProblem,
  type RebasePlan,
  type ResolutionsRefused,
  type ResolutionWish,
  type StaleHead,
  type StalePreview,
  type VersionRecord,
} from '../domain';
import { ContentStore } from '../persistence/content-store';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';
import { editedState } from './draft-steps';
import { appendToDraft, lockedDraft, type DraftEdit, type DraftHead, type LockedDraft } from './edit-draft';

export interface RebaseDraftInput extends DraftEdit {
  /** Of the preview that was seen. */
  readonly token: string;
  readonly resolutions: readonly ResolutionWish[];
  readonly because: string;
}

export type RebaseProblem =
  | NotFound
  | StaleHead
  | DraftBlocked
  | TextProblem
  | StalePreview
  | ConflictsLeft
  | ResolutionsRefused
  | IndexedProblem;

/**
 * Puts a draft on the newest version: what both sides did, merged as the preview showed it. It is being written again
 * afterwards, by its authors and by whoever settled the conflicts.
 */
export const rebaseDraft: Command<RebaseDraftInput, DraftHead, RebaseProblem> = {
  name: 'rebaseDraft',
  permission: 'proposeChange',
  async execute(tx, { draftId, expectedHead, token, resolutions, because }, actor) {
    const locked = await lockedDraft(tx, actor, draftId);
    if (!locked.ok) return locked;
    const { draft } = locked.value;
    if (draft.head !== expectedHead) return err(staleHead(draftId, expectedHead, draft.head));
    const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!reason.ok) return reason;
    const editable = editedState(draft);
    if (!editable.ok) return editable;
    const repository = tx.repository(TaxonomyRepository);
    // Publications wait, so that what it is put on stays the newest version.
    const taxonomy = (await repository.lockTaxonomy(draft.taxonomyId)) ?? locked.value.taxonomy;
    const newest = await repository.newestVersion(taxonomy.id);
    if (newest === null || newest.id === draft.baseVersionId)
      return ok({ value: { draftId, head: draft.head, reasonId: null }, unchanged: true });
    if (token !== rebaseToken(draft, newest)) return err(stalePreview(draft.head, newest.number));

    const onto = { draft, taxonomy, newest, resolutions };
    const plan = await planOf(tx, onto);
    if (!plan.ok) return plan;
    const tree = await tx.repository(ContentStore).sealed(newest.contentDigest);
    const change = await changeOf(tx, onto, plan.value);
    const appended = await appendToDraft(tx, actor, {
      ...{ draft, taxonomy, tree, operations: plan.value.operations },
      ...{ leading: change, onto: newest.id },
    });
    return appended.ok ? ok({ ...appended.value, because: reason.value }) : appended;
  },
};

interface Onto extends LockedDraft {
  readonly newest: VersionRecord;
  readonly resolutions: readonly ResolutionWish[];
}

async function planOf(
  tx: Tx,
  { draft, taxonomy, newest, resolutions }: Onto,
): Promise<Result<RebasePlan, ResolutionsRefused | ConflictsLeft>> {
  const contents = tx.repository(ContentStore);
  const trees = {
    base: await contents.baseOf(draft),
    ours: await contents.ofDraft(draft, taxonomy.languages),
    theirs: await contents.sealed(newest.contentDigest),
  };
  const plan = planRebase(trees, { languages: taxonomy.languages, resolutions });
  if (isNonEmpty(plan.faults)) return err(resolutionsRefused(plan.faults));
  const { conflicts } = plan;
  return isNonEmpty(conflicts) ? err(conflictsLeft(conflicts)) : ok(plan);
}

/** The resolutions as they were given, and what was merged without one. */
async function changeOf(tx: Tx, { draft, newest, resolutions }: Onto, plan: RebasePlan): Promise<Change> {
  const { baseVersionId, head } = draft;
  const base = baseVersionId === null ? null : await tx.repository(TaxonomyRepository).version(baseVersionId);
  const { combined, followed, dangling } = plan.merge;
  return {
    kind: 'rebaseDraft',
    subject: { type: 'Draft', id: draft.id },
    before: { baseVersion: base?.number ?? null, head, state: draft.state },
    after: {
      ...{ baseVersion: newest.number, head: head + 1, resolutions },
      ...{ combined: combined.length, followed: followed.length, dangling: dangling.length },
    },
  };
}
