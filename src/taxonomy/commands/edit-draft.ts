import type { Actor, Change, Recorded, Tx, Unchanged } from '../../platform/command/command';
import type { DraftId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { notFound, type NotFound, type Problem } from '../../platform/problem';
import { err, isNonEmpty, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits } from '../../platform/text';
import {
  applyOperations,
  evidenceNowhere,
  isComposite,
  simpleOperations,
  staleHead,
  targetNowhere,
  type DraftBlocked,
  type Evidence,
  type EvidenceType,
  type IndexedProblem,
  type KnownNames,
  type Operation,
  type OperationEffect,
  type PlaceProblem,
  type ReasonTree,
  type StaleHead,
} from '../domain';
import { CalibrationFacts } from './calibration-facts';
import { AuditFacts, SuggestionFacts } from './evidence-facts';
import { editedState } from './draft-steps';
import { knownNames } from './known-names';
import { ContentStore } from '../persistence/content-store';
import type { DraftEntity, TaxonomyEntity } from '../persistence/taxonomy.entities';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

export interface DraftHead {
  readonly draftId: DraftId;
  readonly head: number;
  /** The reason that the operation made or changed; null where it was about none in particular. */
  readonly reasonId: ReasonId | null;
}

export interface DraftEdit {
  readonly draftId: DraftId;
  readonly expectedHead: number;
}

export type EditProblem = NotFound | StaleHead | DraftBlocked | PlaceProblem | IndexedProblem;

export interface LockedDraft {
  readonly draft: DraftEntity;
  readonly taxonomy: TaxonomyEntity;
}

/** Locks a draft that the actor may propose changes in: one's own, or any where the role allows it. */
export const lockedDraft = (tx: Tx, actor: Actor, draftId: DraftId): Promise<Result<LockedDraft, NotFound>> =>
  lockedWith(tx, draftId, (draft) => (draft.createdBy === actor.id ? undefined : 'editAnyDraft'));

/** Locks a draft, whoever wrote it, for an actor who holds the permission: the command's own where none is named. */
export const lockedDraftFor = (
  tx: Tx,
  draftId: DraftId,
  permission?: string,
): Promise<Result<LockedDraft, NotFound>> => lockedWith(tx, draftId, () => permission);

async function lockedWith(
  tx: Tx,
  draftId: DraftId,
  permissionFor: (draft: DraftEntity) => string | undefined,
): Promise<Result<LockedDraft, NotFound>> {
  const repository = tx.repository(TaxonomyRepository);
  const hidden = notFound('draft', draftId);
  const draft = await repository.lockDraft(draftId);
  if (draft === null) return err(hidden);
  tx.permit({ taxonomyId: draft.taxonomyId }, hidden, permissionFor(draft));
  const taxonomy = await repository.taxonomy(draft.taxonomyId);
  return taxonomy === null ? err(hidden) : ok({ draft, taxonomy });
}

/**
 * Appends operations to a draft: the one way in which the content of a reason ever changes, whatever the entry path.
 * The plan is made on the tree under lock; where not one operation changes anything, nothing is written.
 */
export async function editDraft<Refusal extends Problem = never>(
  tx: Tx,
  { draftId, expectedHead, actor }: DraftEdit & { readonly actor: Actor },
  plan: (tree: ReasonTree) => Result<readonly Operation[], PlaceProblem | Refusal>,
): Promise<Result<Recorded<DraftHead> | Unchanged<DraftHead>, EditProblem | Refusal>> {
  const locked = await lockedDraft(tx, actor, draftId);
  if (!locked.ok) return locked;
  const { draft, taxonomy } = locked.value;
  if (draft.head !== expectedHead) return err(staleHead(draftId, expectedHead, draft.head));
  const tree = await tx.repository(ContentStore).ofDraft(draft, taxonomy.languages);
  const planned = plan(tree);
  if (!planned.ok) return planned;
  const operations = planned.value;
  const namesSomebody = operations.some(({ kind }) => kind === 'SetEscalation');
  const names = namesSomebody ? { names: await knownNames(tx, taxonomy) } : {};
  return appendToDraft(tx, actor, { draft, taxonomy, tree, operations, ...names });
}

export interface Append extends LockedDraft {
  readonly tree: ReasonTree;
  readonly operations: readonly Operation[];
  /** What the operations are part of: the first change, before theirs, even where not one of them changes anything. */
  readonly leading?: Change;
  /** The version that the draft is put on: `tree` is its content, and only these operations count from now on. */
  readonly onto?: VersionId;
  /** Whom and what triggers may name; left out where they were accepted before. */
  readonly names?: KnownNames;
}

/** Applies operations to a draft that is locked and whose tree is at hand. */
export async function appendToDraft(
  tx: Tx,
  actor: Actor,
  { draft, taxonomy, tree, operations, leading, onto, names }: Append,
): Promise<Result<Recorded<DraftHead> | Unchanged<DraftHead>, DraftBlocked | IndexedProblem>> {
  const editable = editedState(draft);
  if (!editable.ok) return editable;
  const repository = tx.repository(TaxonomyRepository);
  const reservedCodes = await repository.reservedCodes(taxonomy.id, codesIn(operations));
  const context = { languages: taxonomy.languages, reservedCodes };
  const known = names === undefined ? context : { ...context, names };
  const applied = applyOperations(tree, operations, known);
  if (!applied.ok) return applied;
  const stray =
    (await strayTarget(repository, operations)) ?? (await strayEvidence(tx, taxonomy, operations));
  if (stray !== null) return err(stray);

  const effective = applied.value.effects.filter((effect) => effect.changed);
  const changes = [
    ...(leading === undefined ? [] : [leading]),
    ...effective.flatMap((effect) => changesOf(effect, taxonomy)),
  ];
  const reasonId = reasonOf(operations);
  if (!isNonEmpty(changes))
    return ok({ value: { draftId: draft.id, head: draft.head, reasonId }, unchanged: true });
  const head = draft.head + 1;
  await repository.appendOperations({
    ...{ draft, head, authorId: actor.id, changeSetId: tx.changeSetId },
    operations: effective.map((effect) => effect.operation),
  });
  const base = onto === undefined ? {} : { baseVersionId: onto, baseHead: draft.head };
  await repository.changeDraft(draft.id, { head, state: editable.value, submittedDigest: null, ...base });
  return ok({ value: { draftId: draft.id, head, reasonId }, changes, draft: { id: draft.id, head } });
}

/** What is inside this content the rules see; whether a reason elsewhere exists only the tables know. */
async function strayTarget(
  repository: TaxonomyRepository,
  operations: readonly Operation[],
): Promise<IndexedProblem | null> {
  const sent = operations.flatMap((operation, operationIndex) => {
    if (!('retirement' in operation) || operation.retirement.reason !== 'MOVED_ELSEWHERE') return [];
    return operation.retirement.associations.map((at) => ({ operation, operationIndex, at }));
  });
  const known = await repository.knownReasons(sent.map(({ at }) => at.targetId));
  const stray = sent.find(({ at }) => !known.has(at.targetId));
  if (stray === undefined) return null;
  const { operation, operationIndex, at } = stray;
  return { ...targetNowhere(operation.reasonId, operation.retirement.reason, at), operationIndex };
}

/** Whether a session, an audit or a suggestion is there, is the taxonomy's own and may be spoken of, only its keeper knows. */
async function strayEvidence(
  tx: Tx,
  { id }: TaxonomyEntity,
  operations: readonly Operation[],
): Promise<IndexedProblem | null> {
  const given = operations.flatMap((operation, operationIndex) => {
    if (!('retirement' in operation)) return [];
    return (operation.retirement.evidence ?? []).map((evidence) => ({ operation, operationIndex, evidence }));
  });
  if (given.length === 0) return null;
  const known = await knownEvidence(
    tx,
    id,
    given.map(({ evidence }) => evidence),
  );
  const stray = given.find(({ evidence }) => !known.has(evidence.id));
  if (stray === undefined) return null;
  const { operation, operationIndex, evidence } = stray;
  const problem = evidenceNowhere(operation.reasonId, operation.retirement.reason, evidence.id);
  return { ...problem, operationIndex };
}

async function knownEvidence(
  tx: Tx,
  taxonomyId: TaxonomyId,
  given: readonly Evidence[],
): Promise<ReadonlySet<string>> {
  const idsOf = (type: EvidenceType): readonly string[] =>
    given.flatMap((evidence) => (evidence.type === type ? [evidence.id] : []));
  const [sessions, audits, suggestions] = [
    await tx.repository(CalibrationFacts).revealedSessions(taxonomyId, idsOf('Session')),
    await tx.repository(AuditFacts).closedAudits(taxonomyId, idsOf('Audit')),
    await tx.repository(SuggestionFacts).acceptedSuggestions(taxonomyId, idsOf('Suggestion')),
  ];
  return new Set([...sessions, ...audits, ...suggestions]);
}

/** The codes as they would be stored: written otherwise, a reserved one would not be found. */
function codesIn(operations: readonly Operation[]): readonly string[] {
  return simpleOperations(operations).flatMap((operation) => {
    const given =
      'fields' in operation ? operation.fields.code : 'code' in operation ? operation.code : undefined;
    if (given === undefined) return [];
    const code = mustBeText(given, { field: 'code', maxLength: textLimits.code });
    return code.ok ? [code.value] : [];
  });
}

function reasonOf(operations: readonly Operation[]): ReasonId | null {
  const last = operations.at(-1);
  return last !== undefined && 'reasonId' in last ? last.reasonId : null;
}

/** A composite is told of each reason that it touched, so that the history of each leads through it; any other operation once. */
function changesOf(effect: OperationEffect, taxonomy: TaxonomyEntity): readonly Change[] {
  const { operation, reasons } = effect;
  if (!isComposite(operation)) return [changeOf(effect, taxonomy)];
  const isForemost = (reasonId: ReasonId): number => (reasonId === operation.reasonId ? 0 : 1);
  const told = reasons.toSorted((one, other) => isForemost(one.reasonId) - isForemost(other.reasonId));
  return told.map(({ reasonId: id, before, after }) => ({
    ...{ kind: operation.kind, subject: { type: 'Reason', id }, before, after },
  }));
}

/** One operation is one change of the history; its subject is the reason, or the menu's owner where siblings are reordered. */
function changeOf({ operation, reasons }: OperationEffect, taxonomy: TaxonomyEntity): Change {
  const subject = subjectOf(operation, taxonomy);
  const [first, ...others] = reasons;
  if (first !== undefined && others.length === 0) {
    return { kind: operation.kind, subject, before: first.before, after: first.after };
  }
  const side = (pick: 'before' | 'after') =>
    reasons.map((reason) => ({ reasonId: reason.reasonId, ...reason[pick] }));
  return { kind: operation.kind, subject, before: side('before'), after: side('after') };
}

function subjectOf(operation: Operation, taxonomy: TaxonomyEntity): Change['subject'] {
  const reasonId: ReasonId | null = 'reasonId' in operation ? operation.reasonId : operation.parentId;
  return reasonId === null ? { type: 'Taxonomy', id: taxonomy.id } : { type: 'Reason', id: reasonId };
}
