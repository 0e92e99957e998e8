import type { Actor, Recorded, Tx } from '../../platform/command/command';
import type { ReasonId, TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound, type Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  ReasonTree,
  staleBase,
  type DraftBlocked,
  type IndexedProblem,
  type KnownNames,
  type Operation,
  type FindingScene,
  type StaleBase,
  type TaxonomyRecord,
} from '../domain';
import { ContentStore } from '../persistence/content-store';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';
import { DraftOwners } from './draft-owners';
import { findingFacts } from './finding-facts';
import { appendToDraft, lockedDraft, type DraftHead } from './edit-draft';
import { knownNames } from './known-names';
import { openDraft } from './review-draft';

/** What many operations at once are planned on: the newest sealed content, under lock. */
export interface ProposalScene {
  readonly taxonomy: TaxonomyRecord;
  readonly tree: ReasonTree;
  readonly reservedCodes: ReadonlyMap<string, ReasonId>;
  /** What findings of a content rest on beside it and the policy. */
  readonly facts: Pick<FindingScene, 'owners' | 'resolutions' | 'departments' | 'waivers'>;
  /** Whom and what its triggers may name. */
  readonly names: KnownNames;
}

export interface ProposedChange<Plan, Refusal extends Problem> {
  readonly taxonomyId: TaxonomyId;
  readonly title: string;
  /** The version that the caller means to change, 0 before there is one; null takes the newest, whichever it is. */
  readonly baseVersion: number | null;
  readonly plan: (scene: ProposalScene) => Result<Plan, Refusal> | Promise<Result<Plan, Refusal>>;
}

/** What was planned, and the draft that it made; no draft where there was nothing to do. */
export interface Proposal<Plan> {
  readonly plan: Plan;
  readonly draft: Recorded<DraftHead> | null;
}

export type ProposalProblem = NotFound | TextProblem | StaleBase | DraftBlocked | IndexedProblem;

/**
 * Opens a draft and appends planned operations to it, as one change set and by the one way in which content changes. Where
 * the plan has none, no draft is opened. Publications of the taxonomy wait, so that the base stays the newest version.
 */
export async function proposeChange<
  Plan extends { readonly operations: readonly Operation[] },
  Refusal extends Problem,
>(
  tx: Tx,
  actor: Actor,
  { taxonomyId, title, baseVersion, plan }: ProposedChange<Plan, Refusal>,
): Promise<Result<Proposal<Plan>, Refusal | ProposalProblem>> {
  const repository = tx.repository(TaxonomyRepository);
  const hidden = notFound('taxonomy', taxonomyId);
  tx.permit({ taxonomyId }, hidden);
  const taxonomy = await repository.lockTaxonomy(taxonomyId);
  if (taxonomy === null) return err(hidden);
  const name = mustBeText(title, { field: 'title', maxLength: textLimits.name });
  if (!name.ok) return name;
  const newest = await repository.newestVersion(taxonomyId);
  const current = newest?.number ?? 0;
  const isStale = baseVersion !== null && baseVersion !== current;
  if (isStale) return err(staleBase(baseVersion, current));
  const tree =
    newest === null ? ReasonTree.empty : await tx.repository(ContentStore).sealed(newest.contentDigest);
  const reservedCodes = await repository.allReservedCodes(taxonomyId);
  const owners = await tx.repository(DraftOwners).ownersNow(taxonomyId, null);
  const facts = { owners, ...(await findingFacts(tx, taxonomy, null)) };
  const planned = await plan({ taxonomy, tree, reservedCodes, facts, names: await knownNames(tx, taxonomy) });
  if (!planned.ok) return planned;
  const { operations } = planned.value;
  if (operations.length === 0) return ok({ plan: planned.value, draft: null });
  return draftOf(tx, actor, { taxonomyId, title: name.value, plan: planned.value, tree });
}

async function draftOf<Plan extends { readonly operations: readonly Operation[] }>(
  tx: Tx,
  actor: Actor,
  proposed: {
    readonly taxonomyId: TaxonomyId;
    readonly title: string;
    readonly plan: Plan;
    readonly tree: ReasonTree;
  },
): Promise<Result<Proposal<Plan>, ProposalProblem>> {
  const { taxonomyId, title, plan, tree } = proposed;
  const opened = await openDraft.execute(tx, { taxonomyId, title }, actor);
  if (!opened.ok) return opened;
  if ('unchanged' in opened.value) throw new Error('a draft that was opened is never unchanged');
  const locked = await lockedDraft(tx, actor, opened.value.value.draftId);
  if (!locked.ok) return locked;
  const appended = await appendToDraft(tx, actor, { ...locked.value, tree, operations: plan.operations });
  if (!appended.ok) return appended;
  if ('unchanged' in appended.value) throw new Error('a plan with operations that change nothing');
  const [opening] = opened.value.changes;
  return ok({ plan, draft: { ...appended.value, changes: [opening, ...appended.value.changes] } });
}
