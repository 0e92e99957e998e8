import type { Command } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import { notFound } from '../../platform/problem';
import { err, isNonEmpty, ok } from '../../platform/result';
import { operationsBetween, revertedTree, type Operation } from '../domain';
import { ContentStore } from '../persistence/content-store';
import { ReadRepository } from '../persistence/read.repository';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';
import type { DraftHead } from './edit-draft';
import { proposeChange, type ProposalProblem } from './propose-change';

export interface RevertToVersionInput {
  readonly taxonomyId: TaxonomyId;
  /** Of the version whose content is wanted back. */
  readonly number: number;
  readonly title: string;
}

/**
 * Opens a draft that leads from the newest version back to the content of an old one: what was published stays, and the old
 * content becomes a new version by the same review as any other.
 */
export const revertToVersion: Command<
  RevertToVersionInput,
  { readonly draft: DraftHead | null },
  ProposalProblem
> = {
  name: 'revertToVersion',
  permission: 'proposeChange',
  async execute(tx, { taxonomyId, number, title }, actor) {
    const hidden = notFound('taxonomy', taxonomyId);
    tx.permit({ taxonomyId }, hidden);
    if ((await tx.repository(TaxonomyRepository).taxonomy(taxonomyId)) === null) return err(hidden);
    const version = await tx.repository(ReadRepository).versionByNumber(taxonomyId, number);
    if (version === null) return err(notFound('version', String(number)));
    const old = await tx.repository(ContentStore).sealed(version.contentDigest);
    const proposal = await proposeChange<{ readonly operations: readonly Operation[] }, never>(tx, actor, {
      ...{ taxonomyId, title, baseVersion: null },
      plan: ({ tree }) =>
        ok({ operations: operationsBetween(tree, revertedTree(tree, old, `As in version ${number}.`)) }),
    });
    if (!proposal.ok) return proposal;
    const { draft } = proposal.value;
    if (draft === null) return ok({ value: { draft: null }, unchanged: true });
    const [opened, ...operations] = draft.changes;
    const after = { ...(opened.after as object), revertsTo: number };
    const changes = [{ ...opened, after }, ...operations];
    if (!isNonEmpty(changes)) throw new Error('a draft that was opened has changes');
    return ok({ ...draft, changes, value: { draft: draft.value } });
  },
};
