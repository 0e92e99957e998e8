import type { Change, Command } from '../../platform/command/command';
import { newId, type ActorId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  identityTaken,
  ownSuspension,
  type ActorKind,
  type IdentityTaken,
  type OwnSuspension,
} from '../domain';
import { AccessRepository } from '../persistence/access.repository';

const service = { taxonomyId: null };
const hiddenService = notFound('service', 'access');
const longestSubject = 255;

interface ActorOnly {
  readonly actorId: ActorId;
}

export interface RecogniseIdentityInput {
  readonly issuer: string;
  readonly subject: string;
  readonly kind: Exclude<ActorKind, 'SYSTEM'>;
  readonly name: string;
}

/** The first time that a provider vouches for somebody, they become an actor; after that they are known. */
export const recogniseIdentity: Command<RecogniseIdentityInput, ActorOnly, IdentityTaken> = {
  name: 'recogniseIdentity',
  permission: 'manageAccess',
  async execute(tx, { issuer, subject, kind, name }) {
    tx.permit(service, hiddenService);
    const access = tx.repository(AccessRepository);
    const known = await access.identityOf(issuer, subject);
    if (known !== null) return ok({ value: { actorId: known.actorId }, unchanged: true });
    const actorId = newId<'Actor'>();
    await access.addActor({ id: actorId, kind, name, createdAt: tx.now, suspendedAt: null });
    // Another request of the same newcomer may have been faster: then this one is rolled back, its actor too.
    const isFirst = await access.addIdentity({ id: newId(), actorId, issuer, subject, linkedAt: tx.now });
    if (!isFirst) return err(identityTaken(issuer));
    const of = { type: 'Actor', id: actorId };
    const created: Change = { kind: 'createActor', subject: of, before: null, after: { kind } };
    return ok({ value: { actorId }, changes: [created, linked(actorId, issuer)] });
  },
};

export interface LinkIdentityInput extends ActorOnly {
  readonly issuer: string;
  readonly subject: string;
}

/** Says beforehand which actor a subject of a provider will be, so that roles can be given before the first sign-in. */
export const linkIdentity: Command<LinkIdentityInput, ActorOnly, NotFound | TextProblem | IdentityTaken> = {
  name: 'linkIdentity',
  permission: 'manageAccess',
  async execute(tx, { actorId, issuer, subject }) {
    tx.permit(service, hiddenService);
    const access = tx.repository(AccessRepository);
    if ((await access.lockActor(actorId)) === null) return err(notFound('actor', actorId));
    const named = identityText(issuer, subject);
    if (!named.ok) return named;
    const known = await access.identityOf(issuer, subject);
    if (known?.actorId === actorId) return ok({ value: { actorId }, unchanged: true });
    const isFree =
      known === null &&
      (await access.addIdentity({ ...named.value, id: newId(), actorId, linkedAt: tx.now }));
    if (!isFree) return err(identityTaken(issuer));
    return ok({ value: { actorId }, changes: [linked(actorId, issuer)] });
  },
};

function identityText(
  issuer: string,
  subject: string,
): Result<{ readonly issuer: string; readonly subject: string }, TextProblem> {
  const issuerText = mustBeText(issuer, { field: 'issuer', maxLength: textLimits.url });
  if (!issuerText.ok) return issuerText;
  const subjectText = mustBeText(subject, { field: 'subject', maxLength: longestSubject });
  if (!subjectText.ok) return subjectText;
  return ok({ issuer: issuerText.value, subject: subjectText.value });
}

export interface SuspensionInput extends ActorOnly {
  readonly because: string;
}

/** From now on neither a key nor a provider signs the actor in, on any instance; what they did stays theirs. */
export const suspendActor: Command<SuspensionInput, ActorOnly, NotFound | TextProblem | OwnSuspension> = {
  name: 'suspendActor',
  permission: 'manageAccess',
  async execute(tx, { actorId, because }, { id: own }) {
    tx.permit(service, hiddenService);
    const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!reason.ok) return reason;
    if (actorId === own) return err(ownSuspension());
    const access = tx.repository(AccessRepository);
    const actor = await access.lockActor(actorId);
    if (actor === null || actor.kind === 'SYSTEM') return err(notFound('actor', actorId));
    if (actor.suspendedAt !== null) return ok({ value: { actorId }, unchanged: true });
    await access.suspendActor(actorId, tx.now);
    const after = { suspendedAt: tx.now.toISOString() };
    const change: Change = {
      kind: 'suspendActor',
      subject: { type: 'Actor', id: actorId },
      before: null,
      after,
    };
    return ok({ value: { actorId }, changes: [change], because: reason.value });
  },
};

/** Whoever was suspended can be signed in again, with the roles and keys they still have. */
export const reinstateActor: Command<SuspensionInput, ActorOnly, NotFound | TextProblem> = {
  name: 'reinstateActor',
  permission: 'manageAccess',
  async execute(tx, { actorId, because }) {
    tx.permit(service, hiddenService);
    const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!reason.ok) return reason;
    const access = tx.repository(AccessRepository);
    const actor = await access.lockActor(actorId);
    if (actor === null) return err(notFound('actor', actorId));
    if (actor.suspendedAt === null) return ok({ value: { actorId }, unchanged: true });
    await access.suspendActor(actorId, null);
    const before = { suspendedAt: actor.suspendedAt.toISOString() };
    const change: Change = {
      kind: 'reinstateActor',
      subject: { type: 'Actor', id: actorId },
      before,
      after: null,
    };
    return ok({ value: { actorId }, changes: [change], because: reason.value });
  },
};

/** The subject names a person: it stands in the row, and in the history as a commitment only. */
const linked = (actorId: ActorId, issuer: string): Change => ({
  kind: 'linkIdentity',
  subject: { type: 'Actor', id: actorId },
  before: null,
  after: { issuer },
});
