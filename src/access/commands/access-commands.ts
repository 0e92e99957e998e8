import type { Command } from '../../platform/command/command';
import { newId, type ActorId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { expiryInThePast, type ActorKind, type ExpiryInThePast, type Role } from '../domain';
import type { ApiKeyId } from '../persistence/access.entities';
import { AccessRepository } from '../persistence/access.repository';

const service = { taxonomyId: null };
const hiddenService = notFound('service', 'access');

export interface CreateActorInput {
  readonly kind: Exclude<ActorKind, 'SYSTEM'>;
  readonly name: string;
}

/** Someone, or some system, that can be given roles and keys. */
export const createActor: Command<CreateActorInput, { actorId: ActorId }, TextProblem> = {
  name: 'createActor',
  permission: 'manageAccess',
  async execute(tx, input) {
    tx.permit(service, hiddenService);
    const name = mustBeText(input.name, { field: 'name', maxLength: textLimits.name });
    if (!name.ok) return name;
    const actorId = newId<'Actor'>();
    await tx
      .repository(AccessRepository)
      .addActor({ id: actorId, kind: input.kind, name: name.value, createdAt: tx.now, suspendedAt: null });
    const subject = { type: 'Actor', id: actorId };
    // The name is a person's: it stands in the row, and in the history as a commitment only.
    return ok({
      value: { actorId },
      changes: [{ kind: 'createActor', subject, before: null, after: { kind: input.kind } }],
    });
  },
};

export interface RoleInput {
  readonly actorId: ActorId;
  readonly role: Role;
  readonly taxonomyId: TaxonomyId | null;
}

/** Gives a role in one taxonomy, or in all of them. */
export const grantRole: Command<RoleInput, { actorId: ActorId }, NotFound> = {
  name: 'grantRole',
  permission: 'manageAccess',
  async execute(tx, input) {
    const { actorId, role, taxonomyId } = input;
    tx.permit({ taxonomyId }, notFound('taxonomy', String(taxonomyId)));
    const access = tx.repository(AccessRepository);
    if ((await access.lockActor(actorId)) === null) return err(notFound('actor', actorId));
    if (taxonomyId !== null && !(await access.taxonomyExists(taxonomyId)))
      return err(notFound('taxonomy', taxonomyId));
    if ((await access.heldGrant(actorId, role, taxonomyId)) !== null)
      return ok({ value: { actorId }, unchanged: true });
    await access.addGrant({ id: newId(), actorId, role, taxonomyId, grantedAt: tx.now, revokedAt: null });
    const subject = { type: 'Actor', id: actorId };
    return ok({
      value: { actorId },
      changes: [{ kind: 'grantRole', subject, before: null, after: { role, taxonomyId } }],
    });
  },
};

/** Takes a role away. One that is not held is left as it is. */
export const revokeRole: Command<RoleInput, { actorId: ActorId }, NotFound> = {
  name: 'revokeRole',
  permission: 'manageAccess',
  async execute(tx, input) {
    const { actorId, role, taxonomyId } = input;
    tx.permit({ taxonomyId }, notFound('taxonomy', String(taxonomyId)));
    const access = tx.repository(AccessRepository);
    if ((await access.lockActor(actorId)) === null) return err(notFound('actor', actorId));
    const held = await access.heldGrant(actorId, role, taxonomyId);
    if (held === null) return ok({ value: { actorId }, unchanged: true });
    await access.revokeGrant(held.id, tx.now);
    const subject = { type: 'Actor', id: actorId };
    return ok({
      value: { actorId },
      changes: [{ kind: 'revokeRole', subject, before: { role, taxonomyId }, after: null }],
    });
  },
};

export interface IssueApiKeyInput {
  readonly actorId: ActorId;
  readonly label: string;
  /** SHA-256 of the token: the token itself never comes near the database. */
  readonly hash: string;
  readonly roles: readonly Role[] | null;
  readonly taxonomyId: TaxonomyId | null;
  readonly expiresAt: Date | null;
}

/** A key that signs its actor in, narrowed to roles or to a taxonomy where that is asked. */
export const issueApiKey: Command<
  IssueApiKeyInput,
  { apiKeyId: ApiKeyId; actorId: ActorId },
  NotFound | TextProblem | ExpiryInThePast
> = {
  name: 'issueApiKey',
  permission: 'manageAccess',
  async execute(tx, input) {
    tx.permit(service, hiddenService);
    const access = tx.repository(AccessRepository);
    const { actorId, roles, taxonomyId, expiresAt } = input;
    if ((await access.actor(actorId)) === null) return err(notFound('actor', actorId));
    if (taxonomyId !== null && !(await access.taxonomyExists(taxonomyId)))
      return err(notFound('taxonomy', taxonomyId));
    const label = mustBeText(input.label, { field: 'label', maxLength: textLimits.label });
    if (!label.ok) return label;
    if (expiresAt !== null && expiresAt <= tx.now) return err(expiryInThePast(expiresAt, tx.now));
    const apiKeyId = newId<'ApiKey'>();
    await access.addApiKey({
      ...{
        id: apiKeyId,
        actorId,
        label: label.value,
        hash: input.hash,
        roles: roles === null ? null : [...roles],
      },
      ...{ taxonomyId, createdAt: tx.now, expiresAt, revokedAt: null },
    });
    const after = { actorId, roles, taxonomyId, expiresAt: expiresAt?.toISOString() ?? null };
    const subject = { type: 'ApiKey', id: apiKeyId };
    return ok({
      value: { apiKeyId, actorId },
      changes: [{ kind: 'issueApiKey', subject, before: null, after }],
    });
  },
};

/** From now on the key signs nobody in. */
export const revokeApiKey: Command<
  { readonly apiKeyId: ApiKeyId },
  { apiKeyId: ApiKeyId; actorId: ActorId },
  NotFound
> = {
  name: 'revokeApiKey',
  permission: 'manageAccess',
  async execute(tx, { apiKeyId }) {
    tx.permit(service, hiddenService);
    const access = tx.repository(AccessRepository);
    const key = await access.lockApiKey(apiKeyId);
    if (key === null) return err(notFound('API key', apiKeyId));
    const value = { apiKeyId, actorId: key.actorId };
    if (key.revokedAt !== null) return ok({ value, unchanged: true });
    await access.revokeApiKey(apiKeyId, tx.now);
    const after = { revokedAt: tx.now.toISOString() };
    return ok({
      value,
      changes: [{ kind: 'revokeApiKey', subject: { type: 'ApiKey', id: apiKeyId }, before: null, after }],
    });
  },
};
