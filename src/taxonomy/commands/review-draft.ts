import type { Change, Command } from '../../platform/command/command';
import { newId, type DepartmentId, type DraftId, type ReasonId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  abandon,
  approve,
  orBlocked,
  requestChanges,
  reviewParts,
  staleHead,
  submit,
  type DraftBlocked,
  type StaleHead,
} from '../domain';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';
import { draftScene, readinessOf } from './draft-steps';
import { lockedDraft, type DraftEdit } from './edit-draft';
import { endPilotsOf } from './pilot-commands';
import { lockedForReview } from './reviewers';

interface DraftOnly {
  readonly draftId: DraftId;
}

export interface OpenDraftInput {
  readonly taxonomyId: TaxonomyId;
  readonly title: string;
}

/** A draft on the newest sealed version, or on nothing where there is none yet. */
export const openDraft: Command<OpenDraftInput, DraftOnly, NotFound | TextProblem> = {
  name: 'openDraft',
  permission: 'proposeChange',
  async execute(tx, { taxonomyId, title }, actor) {
    const hidden = notFound('taxonomy', taxonomyId);
    tx.permit({ taxonomyId }, hidden);
    const repository = tx.repository(TaxonomyRepository);
    if ((await repository.taxonomy(taxonomyId)) === null) return err(hidden);
    const name = mustBeText(title, { field: 'title', maxLength: textLimits.name });
    if (!name.ok) return name;
    const newest = await repository.newestVersion(taxonomyId);
    const draftId = newId<'Draft'>();
    await repository.addDraft({
      ...{ id: draftId, taxonomyId, title: name.value, baseVersionId: newest?.id ?? null },
      ...{
        state: 'DRAFT',
        head: 0,
        baseHead: 0,
        submittedDigest: null,
        createdBy: actor.id,
        createdAt: tx.now,
      },
    });
    const after = { title: name.value, baseVersion: newest?.number ?? null };
    const change: Change = {
      kind: 'openDraft',
      subject: { type: 'Draft', id: draftId },
      before: null,
      after,
    };
    return ok({ value: { draftId }, changes: [change], draft: { id: draftId, head: 0 } });
  },
};

type ReviewProblem = NotFound | StaleHead | DraftBlocked;

/** Puts the content up for review under its digest; where no approval is asked for, it is approved at once. */
export const submitDraft: Command<DraftEdit, DraftOnly, ReviewProblem> = {
  name: 'submitDraft',
  permission: 'proposeChange',
  async execute(tx, { draftId, expectedHead }, actor) {
    const locked = await lockedDraft(tx, actor, draftId);
    if (!locked.ok) return locked;
    const { draft, taxonomy } = locked.value;
    if (draft.head !== expectedHead) return err(staleHead(draftId, expectedHead, draft.head));
    const scene = await draftScene(tx, draft, taxonomy);
    const step = orBlocked(submit(scene.facts, await readinessOf(tx, scene)));
    if (!step.ok) return step;
    const { digest } = scene.facts;
    const { state } = step.value;
    await tx.repository(TaxonomyRepository).changeDraft(draftId, { state, submittedDigest: digest });
    // Whom it was frozen for, with the digest: what is missing later is told from the owners as they are then.
    const approvers = reviewParts(scene.facts.reviewed, []).map(({ anyOf, reasons }) => ({ anyOf, reasons }));
    const change = stateChange('submitDraft', draft, { state, digest, approvers });
    return ok({ value: { draftId }, changes: [change], draft, versionDigest: digest });
  },
};

export interface ApproveDraftInput extends DraftOnly {
  /** Of the content that the approver has seen. */
  readonly digest: string;
  readonly note: string | null;
  /** The department that is spoken for; null: as a steward. */
  readonly departmentId: DepartmentId | null;
}

/** Approves one content of a draft, or a department's part of it. Never by whoever wrote an operation of it. */
export const approveDraft: Command<ApproveDraftInput, DraftOnly, ReviewProblem | TextProblem> = {
  name: 'approveDraft',
  permission: 'reviewDraft',
  refusalsAreNoted: true,
  async execute(tx, { draftId, digest, note, departmentId }, actor) {
    const locked = await lockedForReview(tx, actor, { draftId, departmentId });
    if (!locked.ok) return locked;
    const text = optionalNote(note);
    if (!text.ok) return text;
    const { draft, taxonomy } = locked.value;
    const scene = await draftScene(tx, draft, taxonomy);
    const step = orBlocked(
      approve(scene.facts, {
        ...{ approver: actor.id, department: departmentId, digest, policy: taxonomy.policy },
      }),
    );
    if (!step.ok) return step;
    if (step.value.unchanged) return ok({ value: { draftId }, unchanged: true });
    const repository = tx.repository(TaxonomyRepository);
    await repository.addApproval({
      ...{ id: newId<'Approval'>(), draftId, head: draft.head, digest, actorId: actor.id },
      ...{ departmentId, covers: step.value.approvals.at(-1)?.covers ?? {} },
      ...{ decision: 'APPROVED', note: text.value, recordedAt: tx.now },
    });
    const { state } = step.value;
    if (state !== draft.state) await repository.changeDraft(draftId, { state });
    const change = stateChange('approveDraft', draft, { state, digest, department: departmentId });
    return ok({ value: { draftId }, changes: [change], because: text.value, draft, versionDigest: digest });
  },
};

export interface RequestChangesInput extends DraftOnly {
  readonly comment: string;
  /** What it is about; empty: the whole. */
  readonly reasonIds: readonly ReasonId[];
  readonly departmentId: DepartmentId | null;
}

/** Sends a draft back to its authors; the approvals of what it is about do not count any more. */
export const requestChangesOfDraft: Command<RequestChangesInput, DraftOnly, ReviewProblem | TextProblem> = {
  name: 'requestChanges',
  permission: 'reviewDraft',
  refusalsAreNoted: true,
  async execute(tx, { draftId, comment, reasonIds, departmentId }, actor) {
    const locked = await lockedForReview(tx, actor, { draftId, departmentId });
    if (!locked.ok) return locked;
    const text = mustBeText(comment, { field: 'comment', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const { draft, taxonomy } = locked.value;
    const scene = await draftScene(tx, draft, taxonomy);
    const unknown = reasonIds.find((id) => !scene.tree.has(id));
    if (unknown !== undefined) return err(notFound('reason', unknown));
    const step = orBlocked(requestChanges(scene.facts, text.value, departmentId));
    if (!step.ok) return step;
    const repository = tx.repository(TaxonomyRepository);
    const note = text.value;
    await repository.addApproval({
      ...{
        id: newId<'Approval'>(),
        draftId,
        head: draft.head,
        digest: scene.facts.digest,
        actorId: actor.id,
      },
      ...{ departmentId, covers: Object.fromEntries(reasonIds.map((id) => [id, ''])) },
      ...{ decision: 'CHANGES_REQUESTED', note, recordedAt: tx.now },
    });
    const { state } = step.value;
    await repository.changeDraft(draftId, { state, submittedDigest: null });
    const change = stateChange('requestChanges', draft, { state, department: departmentId, reasonIds });
    return ok({ value: { draftId }, changes: [change], because: note, draft });
  },
};

export interface AbandonDraftInput extends DraftOnly {
  readonly because: string;
}

/** Gives a draft up. What it would have changed is as it was. */
export const abandonDraft: Command<AbandonDraftInput, DraftOnly, ReviewProblem | TextProblem> = {
  name: 'abandonDraft',
  permission: 'proposeChange',
  async execute(tx, { draftId, because }, actor) {
    const locked = await lockedDraft(tx, actor, draftId);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const { draft, taxonomy } = locked.value;
    const scene = await draftScene(tx, draft, taxonomy);
    const step = orBlocked(abandon(scene.facts));
    if (!step.ok) return step;
    if (step.value.unchanged) return ok({ value: { draftId }, unchanged: true });
    await tx
      .repository(TaxonomyRepository)
      .changeDraft(draftId, { state: step.value.state, submittedDigest: null });
    const change = stateChange('abandonDraft', draft, { state: step.value.state });
    const ended = await endPilotsOf(tx, draftId, { because: text.value, version: null });
    return ok({ value: { draftId }, changes: [change, ...ended], because: text.value, draft });
  },
};

function stateChange(
  kind: string,
  draft: { readonly id: DraftId; readonly state: string },
  after: object,
): Change {
  return { kind, subject: { type: 'Draft', id: draft.id }, before: { state: draft.state }, after };
}

function optionalNote(note: string | null): Result<string | null, TextProblem> {
  return note === null
    ? ok(null)
    : mustBeText(note, { field: 'note', maxLength: textLimits.note, multiline: true });
}
