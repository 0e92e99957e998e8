import type { Change, Command, Tx } from '../../platform/command/command';
import { newId, type ActorId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { knownTaxonomy } from '../../taxonomy';
import { staleRevision, type StaleRevision } from '../../taxonomy/domain';
import {
  coderRetired,
  mustBeCoder,
  type CoderConflict,
  type CoderId,
  type CoderRetired,
  type CoderWish,
  type MalformedCoder,
} from '../domain';
import type { CoderEntity } from '../persistence/coder.entity';
import { CoderRepository } from '../persistence/coder.repository';

interface CoderOnly {
  readonly coderId: CoderId;
}

export interface RegisterCoderInput extends CoderWish {
  readonly taxonomyId: TaxonomyId;
  /** Who signs in as the coder; null: nobody yet. */
  readonly actorId: ActorId | null;
}

/** A coder of one taxonomy: an agent, an analyst, or one version of a model. */
export const registerCoder: Command<
  RegisterCoderInput,
  CoderOnly,
  NotFound | TextProblem | MalformedCoder | CoderConflict
> = {
  name: 'registerCoder',
  permission: 'manageCoders',
  async execute(tx, { taxonomyId, actorId, ...wish }) {
    const hidden = notFound('taxonomy', taxonomyId);
    tx.permit({ taxonomyId }, hidden);
    if ((await knownTaxonomy(tx, taxonomyId)) === null) return err(hidden);
    const fields = mustBeCoder(wish);
    if (!fields.ok) return fields;
    const coders = tx.repository(CoderRepository);
    if (actorId !== null && !(await coders.actorExists(actorId))) return err(notFound('actor', actorId));
    const coderId = newId<'Coder'>();
    const conflict = await coders.add({
      ...{ id: coderId, taxonomyId, ...fields.value, actorId, revision: 1 },
      ...{ registeredAt: tx.now, retiredAt: null },
    });
    if (conflict !== null) return err(conflict);
    // The name is a person's: it stands in the row, and in the history as a commitment only.
    const { kind, externalId, modelVersion } = fields.value;
    const after = { kind, externalId, modelVersion, actorId };
    const subject = { type: 'Coder', id: coderId };
    return ok({ value: { coderId }, changes: [{ kind: 'registerCoder', subject, before: null, after }] });
  },
};

export interface LinkCoderInput extends CoderOnly {
  readonly expectedRevision: number;
  /** Null: nobody signs in as the coder any more. */
  readonly actorId: ActorId | null;
  readonly because: string;
}

/** Says who signs in as a coder, from the next session on: in an open one it is who it was when it opened. */
export const linkCoder: Command<
  LinkCoderInput,
  CoderOnly,
  NotFound | TextProblem | StaleRevision | CoderConflict | CoderRetired
> = {
  name: 'linkCoder',
  permission: 'manageCoders',
  async execute(tx, { coderId, expectedRevision, actorId, because }) {
    const locked = await lockedCoder(tx, coderId, because);
    if (!locked.ok) return locked;
    const { coder, reason } = locked.value;
    if (coder.revision !== expectedRevision) return err(staleRevision(expectedRevision, coder.revision));
    if (coder.retiredAt !== null) return err(coderRetired);
    if (coder.actorId === actorId) return ok({ value: { coderId }, unchanged: true });
    const coders = tx.repository(CoderRepository);
    if (actorId !== null && !(await coders.actorExists(actorId))) return err(notFound('actor', actorId));
    const conflict = await coders.change(coder, { actorId, revision: coder.revision + 1 });
    if (conflict !== null) return err(conflict);
    const changes = [
      changeOf('linkCoder', coder, { before: { actorId: coder.actorId }, after: { actorId } }),
    ] as const;
    return ok({ value: { coderId }, changes, because: reason });
  },
};

export interface RetireCoderInput extends CoderOnly {
  readonly because: string;
}

/** Takes a coder out of future sessions. What they coded stays, and so does an open session they are in. */
export const retireCoder: Command<RetireCoderInput, CoderOnly, NotFound | TextProblem> = {
  name: 'retireCoder',
  permission: 'manageCoders',
  async execute(tx, { coderId, because }) {
    const locked = await lockedCoder(tx, coderId, because);
    if (!locked.ok) return locked;
    const { coder, reason } = locked.value;
    if (coder.retiredAt !== null) return ok({ value: { coderId }, unchanged: true });
    await tx
      .repository(CoderRepository)
      .change(coder, { retiredAt: tx.now, actorId: null, revision: coder.revision + 1 });
    const before = { retiredAt: null, actorId: coder.actorId };
    const after = { retiredAt: tx.now.toISOString(), actorId: null };
    const changes = [changeOf('retireCoder', coder, { before, after })] as const;
    return ok({ value: { coderId }, changes, because: reason });
  },
};

const changeOf = (
  kind: 'linkCoder' | 'retireCoder',
  coder: CoderEntity,
  sides: { readonly before: object; readonly after: object },
): Change => ({ kind, subject: { type: 'Coder', id: coder.id }, ...sides });

async function lockedCoder(
  tx: Tx,
  coderId: CoderId,
  because: string,
): Promise<Result<{ readonly coder: CoderEntity; readonly reason: string }, NotFound | TextProblem>> {
  const hidden = notFound('coder', coderId);
  const coder = await tx.repository(CoderRepository).lock(coderId);
  if (coder === null) return err(hidden);
  tx.permit({ taxonomyId: coder.taxonomyId }, hidden);
  const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
  return reason.ok ? ok({ coder, reason: reason.value }) : reason;
}
