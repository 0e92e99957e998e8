import { ok, type Result } from '../../platform/result';
import {
  approvalsThatStand,
  brokenCodes,
  canonicalBytes,
  diffVersions,
  edit,
  endedWithoutSuccessor,
  findingsInSteps,
  mappingsUsing,
  orBlocked,
  reasonsLost,
  reviewedReasons,
  sessionsUsing,
  type DraftBlocked,
  type EarlierContent,
  type DraftFacts,
  type DraftRecord,
  type DraftState,
  type OwnersOf,
  type Readiness,
  type ReasonTree,
  type ReasonUse,
  type TaxonomyRecord,
  type VersionRecord,
} from '../domain';
import { sha256Hex } from '../../platform/digest';
import type { DraftId } from '../../platform/ids';
import { inTurns } from '../../platform/turns';
import type { Tx } from '../../platform/command/command';
import { CalibrationFacts } from './calibration-facts';
import { DraftOwners } from './draft-owners';
import { findingFacts } from './finding-facts';
import { ContentStore } from '../persistence/content-store';
import type { DraftEntity } from '../persistence/taxonomy.entities';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

/** A draft with its content, and all that the rules of its life cycle want to know. */
export interface DraftScene {
  readonly draftId: DraftId;
  readonly taxonomy: TaxonomyRecord;
  readonly tree: ReasonTree;
  readonly bytes: Uint8Array;
  readonly facts: DraftFacts;
  readonly newest: VersionRecord | null;
  readonly owners: OwnersOf;
  readonly before: EarlierContent;
}

const notYetAsked: Omit<DraftFacts, 'state'> = {
  authors: new Set(),
  baseVersion: null,
  digest: '',
  reviewed: [],
  approvals: [],
};

/** The state that an edit leaves a draft in, or why it cannot be edited. */
export function editedState(draft: DraftRecord): Result<DraftState, DraftBlocked> {
  const step = orBlocked(edit({ ...notYetAsked, state: draft.state }));
  return step.ok ? ok(step.value.state) : step;
}

export async function draftScene(tx: Tx, draft: DraftEntity, taxonomy: TaxonomyRecord): Promise<DraftScene> {
  const repository = tx.repository(TaxonomyRepository);
  const tree = await tx.repository(ContentStore).ofDraft(draft, taxonomy.languages);
  const bytes = canonicalBytes({ taxonomyKey: taxonomy.key, languages: taxonomy.languages, tree });
  const newest = await repository.newestVersion(taxonomy.id);
  const base = draft.baseVersionId === null ? null : await repository.version(draft.baseVersionId);
  const owners = await tx.repository(DraftOwners).ownersNow(taxonomy.id, draft.id);
  const baseTree = await tx.repository(ContentStore).baseOf(draft);
  const asksForApproval = taxonomy.policy.approvals > 0;
  const facts: DraftFacts = {
    state: draft.state,
    authors: await repository.authorsOf(draft.id),
    baseVersion: base?.number ?? null,
    digest: sha256Hex(bytes),
    reviewed: asksForApproval
      ? reviewedReasons({ base: baseTree, tree, diff: diffVersions(baseTree, tree), owners })
      : [],
    approvals: approvalsThatStand(draft, await repository.approvalsOf(draft.id)),
  };
  const before = { tree: baseTree, declared: await repository.declaredLabels(draft) };
  return { draftId: draft.id, taxonomy, tree, bytes, facts, newest, owners, before };
}

/** What a content is held against before it is reviewed, and once more before it is sealed. */
export async function readinessOf(
  tx: Tx,
  { draftId, taxonomy, tree, newest, owners, before }: DraftScene,
): Promise<Readiness> {
  const { policy, languages } = taxonomy;
  const channels = taxonomy.channels.map((channel) => channel.code);
  const facts = await findingFacts(tx, taxonomy, draftId);
  const newestTree = newest === null ? null : await tx.repository(ContentStore).sealed(newest.contentDigest);
  return {
    policy,
    newest:
      newest === null
        ? null
        : { number: newest.number, digest: newest.contentDigest, effectiveFrom: newest.effectiveFrom },
    findings: await inTurns(findingsInSteps({ tree, policy, languages, channels, owners, before, ...facts })),
    lost: newestTree === null ? [] : reasonsLost(newestTree, tree),
    broken: newestTree === null ? [] : brokenCodes(newestTree, tree, policy.compatibility),
    uses: newestTree === null ? [] : await usesBetween(tx, taxonomy, { before: newestTree, after: tree }),
  };
}

/** What needs the reasons that are retired between two contents without a successor. */
async function usesBetween(
  tx: Tx,
  { id }: TaxonomyRecord,
  { before, after }: { readonly before: ReasonTree; readonly after: ReasonTree },
): Promise<readonly ReasonUse[]> {
  const ended = endedWithoutSuccessor(before, after);
  if (ended.length === 0) return [];
  const sessions = await tx.repository(CalibrationFacts).openSessions(id);
  const trees = await tx.repository(ContentStore).sealedOnes(sessions.map((one) => one.contentDigest));
  const contents = sessions.flatMap(({ title, contentDigest }) => {
    const tree = trees.get(contentDigest);
    return tree === undefined ? [] : [{ title, tree }];
  });
  return [...sessionsUsing(ended, contents), ...mappingsUsing(ended, after)];
}
