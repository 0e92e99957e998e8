import type { Command, Tx } from '../../platform/command/command';
import { newId, type DraftId, type VersionId } from '../../platform/ids';
import type { NotFound } from '../../platform/problem';
import { ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  diffVersions,
  moreThanErratum,
  orBlocked,
  publish,
  type DraftBlocked,
  type VersionRecord,
} from '../domain';
import { ContentStore } from '../persistence/content-store';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';
import { draftScene, readinessOf, type DraftScene } from './draft-steps';
import { lockedDraftFor } from './edit-draft';
import { endPilotsOf } from './pilot-commands';
import { snapshotOf } from './seal-content';
import { sealDerived } from './seal-correspondence';

export interface PublishVersionInput {
  readonly draftId: DraftId;
  /** Null: now. */
  readonly effectiveFrom: Date | null;
  /** Whether it mends the words of the newest version, and nothing else. */
  readonly isErratum: boolean;
  readonly because: string;
}

/** Seals an approved draft as the next version: its bytes and their digest stand for ever. */
export const publishVersion: Command<
  PublishVersionInput,
  { versionId: VersionId },
  NotFound | DraftBlocked | TextProblem
> = {
  name: 'publishVersion',
  permission: 'publishVersion',
  refusalsAreNoted: true,
  async execute(tx, { draftId, effectiveFrom, isErratum, because }, actor) {
    const locked = await lockedDraftFor(tx, draftId);
    if (!locked.ok) return locked;
    const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!reason.ok) return reason;
    const { draft } = locked.value;
    const repository = tx.repository(TaxonomyRepository);
    // Two drafts that race to be the next version follow one another here: the second one finds itself behind.
    const taxonomy = (await repository.lockTaxonomy(draft.taxonomyId)) ?? locked.value.taxonomy;
    const scene = await draftScene(tx, draft, taxonomy);
    const erratum = isErratum ? await beyondErratum(tx, scene) : null;
    const publication = { publisher: actor.id, effectiveFrom, now: tx.now, erratum };
    const step = orBlocked(publish(scene.facts, await readinessOf(tx, scene), publication));
    if (!step.ok) return step;

    const { digest } = scene.facts;
    await repository.addSnapshot(await snapshotOf(digest, Buffer.from(scene.bytes)));
    await repository.reserveCodes(taxonomy.id, [...scene.tree.all()]);
    const versionId = newId<'Version'>();
    const number = await repository.nextNumber(taxonomy.id);
    const version = {
      ...{ id: versionId, taxonomyId: taxonomy.id, number, title: draft.title, draftId },
      ...{ baseVersionId: draft.baseVersionId, contentDigest: digest, reasonCount: scene.tree.size },
      ...{ effectiveFrom: step.value.effectiveFrom, recordedAt: tx.now, publishedBy: actor.id },
      ...{ withdrawnAt: null, correctsVersionId: isErratum ? (scene.newest?.id ?? null) : null },
    };
    await repository.addVersion(version);
    const correspondence = await correspondenceFrom(tx, scene, version);
    await repository.changeDraft(draftId, { state: step.value.state });
    const effective = step.value.effectiveFrom.toISOString();
    const after = { number, digest, effectiveFrom: effective, draftId, correspondence, isErratum };
    const subject = { type: 'Version', id: versionId };
    const ended = await endPilotsOf(tx, draftId, {
      because: reason.value,
      version: { id: versionId, digest },
    });
    const changes = [{ kind: 'publishVersion', subject, before: null, after }, ...ended] as const;
    return ok({ value: { versionId }, changes, because: reason.value, draft, versionDigest: digest });
  },
};

/** What it changes beyond the words of the newest version; a first version has none to mend. */
async function beyondErratum(tx: Tx, { newest, tree }: DraftScene): Promise<readonly string[]> {
  if (newest === null) return ['a first version'];
  const base = await tx.repository(ContentStore).sealed(newest.contentDigest);
  return moreThanErratum(diffVersions(base, tree));
}

/** Sealed with the version: what becomes in it of the reasons of the one before. Null for the first version. */
async function correspondenceFrom(
  tx: Tx,
  { draftId, newest, tree }: DraftScene,
  version: VersionRecord,
): Promise<string | null> {
  if (newest === null) return null;
  const fromTree = await tx.repository(ContentStore).sealed(newest.contentDigest);
  const operations = await tx.repository(TaxonomyRepository).splittingOperations(draftId);
  const next = { from: newest, to: version, fromTree, toTree: tree, operations };
  return (await sealDerived(tx, next, version.publishedBy)).digest;
}
