import type { Tx } from '../../platform/command/command';
import type { DraftId, TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import {
  mustBeWritten,
  ReasonTree,
  type DraftBlocked,
  type DraftRecord,
  type TaxonomyRecord,
} from '../domain';
import { lockedDraftFor, type LockedDraft } from './edit-draft';
import { ContentStore } from '../persistence/content-store';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

/** A taxonomy that nobody else changes now. */
export interface LockedTaxonomy extends TaxonomyRecord {
  /**
   * When the lock was had, to the millisecond. Whoever waited for it started before, and would record at a moment that is past
   * for those who came first.
   */
  readonly lockedAt: Date;
}

/**
 * Locks a taxonomy for a command of another module that must not be overtaken: publications, and changes of who answers
 * for what, follow one another. The permission is the command's own where none is named.
 */
export async function lockedTaxonomy(
  tx: Tx,
  taxonomyId: TaxonomyId,
  hidden: NotFound = notFound('taxonomy', taxonomyId),
): Promise<Result<LockedTaxonomy, NotFound>> {
  const repository = tx.repository(TaxonomyRepository);
  const taxonomy = await repository.lockTaxonomy(taxonomyId);
  if (taxonomy === null) return err(hidden);
  tx.permit({ taxonomyId }, hidden);
  return ok({ ...taxonomy, lockedAt: await repository.clock() });
}

/** The contents that a statement about a moment is checked against. */
export interface ContentsAt {
  /** In force at the moment; before the first version that of the first. Empty where there is none. */
  readonly then: ReasonTree;
  readonly newest: ReasonTree;
}

export async function contentAt(tx: Tx, taxonomyId: TaxonomyId, at: Date): Promise<ContentsAt> {
  const digests = await tx.repository(TaxonomyRepository).contentDigestsAt(taxonomyId, at);
  if (digests === null) return { then: ReasonTree.empty, newest: ReasonTree.empty };
  const contents = tx.repository(ContentStore);
  return { then: await contents.sealed(digests.then), newest: await contents.sealed(digests.newest) };
}

/** The content of a draft that is being written, and what it is built on; refused once it was submitted. */
export async function openContentOfDraft(
  tx: Tx,
  { draft, taxonomy }: LockedDraft,
): Promise<Result<{ readonly tree: ReasonTree; readonly base: ReasonTree }, DraftBlocked>> {
  const written = mustBeWritten(draft.state);
  if (!written.ok) return written;
  const contents = tx.repository(ContentStore);
  return ok({ tree: await contents.ofDraft(draft, taxonomy.languages), base: await contents.baseOf(draft) });
}

/** A draft in any state with its content, for an actor who holds the command's permission. */
export async function draftForReview(
  tx: Tx,
  draftId: DraftId,
): Promise<Result<{ readonly draft: DraftRecord; readonly tree: ReasonTree }, NotFound>> {
  const locked = await lockedDraftFor(tx, draftId);
  if (!locked.ok) return locked;
  const { draft, taxonomy } = locked.value;
  return ok({ draft, tree: await tx.repository(ContentStore).ofDraft(draft, taxonomy.languages) });
}
