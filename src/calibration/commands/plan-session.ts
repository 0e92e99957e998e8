import { randomInt } from 'node:crypto';
import { permissions } from '../../access/domain';
import { codersOf, contactsByHand, contactsBySample } from '../../contact';
import type { CoderId, ContactFilter, ContactId, CoderRecord } from '../../contact/domain';
import type { Actor, Command, Tx } from '../../platform/command/command';
import { newId, type ActorId, type DraftId, type TaxonomyId, type VersionId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { knownTaxonomy, sealDraft, sealedVersion, type SealedContent } from '../../taxonomy';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import {
  invalidPlan,
  largestSeed,
  planFaults,
  sessionLimits,
  type InvalidPlan,
  type LatePolicy,
} from '../domain';
import { SessionRepository } from '../persistence/session.repository';
import { sessionChange, type SessionOnly } from './session-steps';

export type ContentWish =
  | { readonly versionId: VersionId; readonly draftId: null }
  | { readonly versionId: null; readonly draftId: DraftId };

export interface PlanSessionInput {
  readonly taxonomyId: TaxonomyId;
  readonly title: string;
  readonly contents: readonly ContentWish[];
  readonly coderIds: readonly CoderId[];
  /** Null: whoever plans it. */
  readonly facilitatorId: ActorId | null;
  /** By hand; null where they are drawn. */
  readonly contactIds: readonly ContactId[] | null;
  readonly sample: { readonly size: number; readonly filter: ContactFilter } | null;
  /** Of the sample and of each coder's order; null: one is chosen. */
  readonly seed: number | null;
  readonly deadline: Date | null;
  readonly latePolicy: LatePolicy;
  readonly adjudicatorBlind: boolean;
}

type Found = Awaited<ReturnType<typeof found>>;

/** Plans a session. What it is coded with is sealed now, so that no later edit of a draft changes it. */
export const planSession: Command<PlanSessionInput, SessionOnly, NotFound | InvalidPlan> = {
  name: 'planSession',
  permission: 'runSessions',
  async execute(tx, input, actor) {
    const { taxonomyId } = input;
    const hidden = notFound('taxonomy', taxonomyId);
    tx.permit({ taxonomyId }, hidden);
    const taxonomy = await knownTaxonomy(tx, taxonomyId);
    if (taxonomy === null) return err(hidden);
    const scene = await found(tx, input, { taxonomy, actor });
    const faults = faultsOf(input, scene, tx.now);
    if (faults.length > 0) return err(invalidPlan(faults));
    const sessionId = await save(tx, input, { ...scene, plannedBy: actor.id });
    const { title, deadline, latePolicy, adjudicatorBlind, coderIds } = input;
    const after = {
      ...{
        title: title.normalize('NFC').trim(),
        facilitatorId: scene.facilitatorId,
        latePolicy,
        adjudicatorBlind,
      },
      ...{ deadline: deadline?.toISOString() ?? null, seed: scene.seed, coderIds, items: scene.items.length },
      contents: scene.contents.map(({ digest, name }) => ({ digest, name })),
    };
    return ok({
      value: { sessionId },
      changes: [sessionChange('planSession', sessionId, { before: null, after })],
    });
  },
};

/** What the plan names, as far as there is such a thing, and no more of it than a session can take. */
async function found(
  tx: Tx,
  input: PlanSessionInput,
  { taxonomy, actor }: { readonly taxonomy: TaxonomyRecord; readonly actor: Actor },
) {
  const { taxonomyId, contactIds, sample } = input;
  const seed = input.seed ?? randomInt(largestSeed);
  const facilitatorId = input.facilitatorId ?? actor.id;
  const contents: { readonly sealed: SealedContent; readonly wish: ContentWish }[] = [];
  for (const wish of input.contents.slice(0, 2)) {
    const sealed =
      wish.draftId === null
        ? await sealedVersion(tx, taxonomyId, wish.versionId)
        : await sealDraft(tx, taxonomy, wish.draftId);
    if (sealed !== null) contents.push({ sealed, wish });
  }
  const size = Math.min(Math.max(sample?.size ?? 0, 0), sessionLimits.items);
  const items =
    contactIds !== null
      ? await contactsByHand(tx, taxonomyId, contactIds.slice(0, sessionLimits.items))
      : sample === null
        ? []
        : await contactsBySample(tx, { taxonomyId, filter: sample.filter, seed, size });
  const roles: readonly string[] = permissions.runSessions;
  return {
    seed,
    facilitatorId,
    facilitatorMay: await tx.repository(SessionRepository).holdsRole(facilitatorId, taxonomyId, roles),
    contents: contents.map(({ sealed, wish }) => ({ ...sealed, ...wish })),
    coders: await codersOf(tx, taxonomyId, input.coderIds.slice(0, sessionLimits.coders)),
    items,
  };
}

const faultsOf = (input: PlanSessionInput, scene: Found, now: Date) =>
  planFaults({
    ...{ title: input.title, deadline: input.deadline, seed: scene.seed, now },
    contents: scene.contents.map(({ digest, tree }) => ({ digest, leaves: tree.leaves().length })),
    missingContents: input.contents.length - scene.contents.length,
    ...{ coders: scene.coders, codersGiven: input.coderIds },
    ...{ items: scene.items, itemsGiven: input.contactIds, sampleSize: input.sample?.size ?? null },
    facilitatorMay: scene.facilitatorMay,
  });

async function save(tx: Tx, input: PlanSessionInput, scene: Found & { readonly plannedBy: ActorId }) {
  const { taxonomyId, title, deadline, latePolicy, adjudicatorBlind } = input;
  const { facilitatorId, plannedBy, seed } = scene;
  const sessions = tx.repository(SessionRepository);
  const sessionId = newId<'Session'>();
  await sessions.add({
    ...{ id: sessionId, taxonomyId, title: title.normalize('NFC').trim(), state: 'PLANNED', revision: 1 },
    ...{ facilitatorId, plannedBy, adjudicatorBlind, deadline, latePolicy, seed },
    ...{ plannedAt: tx.now, openedAt: null, revealedAt: null, revealedBecause: null },
    ...{ closedAt: null, cancelledAt: null },
  });
  await sessions.addContents(
    taxonomyId,
    scene.contents.map(({ digest, name, versionId, draftId }, content) => ({
      ...{ sessionId, content, digest, versionId, draftId, name },
    })),
  );
  await sessions.addCoders(
    { taxonomyId, id: sessionId },
    scene.coders.map(({ id }: CoderRecord) => id),
  );
  await sessions.addItems(
    { taxonomyId, id: sessionId },
    scene.items.map((contact) => ({ id: newId<'SessionItem'>(), contactId: contact.id })),
  );
  return sessionId;
}
