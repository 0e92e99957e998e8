import type { Change, Command } from '../../platform/command/command';
import { sha256Hex } from '../../platform/digest';
import { newId, type ActorId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, isNonEmpty, ok } from '../../platform/result';
import { roles, type Principal, type Role } from '../domain';
import { AccessRepository } from '../persistence/access.repository';

/** A token that a start of the service hands out, for the role it lets its bearer play everywhere. */
export interface RoleToken {
  readonly role: Role;
  readonly token: string;
}

const fixedId = (last: number): ActorId =>
  `00000000-0000-7000-8000-${String(last).padStart(12, '0')}` as ActorId;

/** The service itself: what it does by itself, it does under this name. */
export const systemPrincipal: Principal = {
  id: fixedId(0),
  kind: 'SYSTEM',
  name: 'Concordance',
  grants: [
    { role: 'ADMIN', taxonomyId: null },
    { role: 'STEWARD', taxonomyId: null },
  ],
};

const madeAtStart = 'made at start';

const actorOfRole = (role: Role): ActorId => fixedId(1 + roles.indexOf(role));

/**
 * Makes the tokens of a start work: one actor for each role, the same on every start and instance. Keys that work
 * already are left alone, so that a second start changes nothing. Dead are those that were revoked, or are another's.
 */
export const prepareAccess: Command<
  { readonly tokens: readonly RoleToken[] },
  { readonly dead: readonly Role[] },
  never
> = {
  name: 'prepareAccess',
  permission: 'manageAccess',
  async execute(tx, { tokens }) {
    tx.permit({ taxonomyId: null }, notFound('service', 'access'));
    const access = tx.repository(AccessRepository);
    const changes: Change[] = [];
    const dead: Role[] = [];
    const note = (kind: string, id: string, after: unknown) =>
      changes.push({
        kind,
        subject: { type: kind === 'issueApiKey' ? 'ApiKey' : 'Actor', id },
        before: null,
        after,
      });

    const { id, name, kind } = systemPrincipal;
    if (await access.addActorUnlessKnown({ id, kind, name, createdAt: tx.now }))
      note('createActor', id, { kind });
    for (const { role, token } of tokens) {
      const actorId = actorOfRole(role);
      const actor = { id: actorId, kind: 'SERVICE' as const, name: titleOf(role), createdAt: tx.now };
      if (await access.addActorUnlessKnown(actor)) {
        note('createActor', actorId, { kind: actor.kind });
        await access.addGrant({
          id: newId(),
          actorId,
          role,
          taxonomyId: null,
          grantedAt: tx.now,
          revokedAt: null,
        });
        note('grantRole', actorId, { role, taxonomyId: null });
      }
      const hash = sha256Hex(token);
      const known = await access.apiKeyByHash(hash);
      if (known !== null) {
        if (known.revokedAt !== null || known.actorId !== actorId) dead.push(role);
        continue;
      }
      const apiKeyId = newId<'ApiKey'>();
      await access.addApiKey({
        ...{ id: apiKeyId, actorId, label: madeAtStart, hash, roles: null, taxonomyId: null },
        ...{ createdAt: tx.now, expiresAt: null, revokedAt: null },
      });
      note('issueApiKey', apiKeyId, { actorId, roles: null, taxonomyId: null, expiresAt: null });
    }
    const value = { dead };
    return isNonEmpty(changes) ? ok({ value, changes }) : ok({ value, unchanged: true });
  },
};

export interface ResetRoleTokenInput {
  readonly role: Role;
  /** SHA-256 of the new token. */
  readonly hash: string;
}

/** A new token for the actor of a role; the keys that starts have made for it stop working. */
export const resetRoleToken: Command<ResetRoleTokenInput, { actorId: ActorId }, NotFound> = {
  name: 'resetRoleToken',
  permission: 'manageAccess',
  async execute(tx, { role, hash }) {
    tx.permit({ taxonomyId: null }, notFound('service', 'access'));
    const access = tx.repository(AccessRepository);
    const actorId = actorOfRole(role);
    if ((await access.lockActor(actorId)) === null) return err(notFound('actor', role));
    const revoked = await access.revokeApiKeysLabelled(actorId, madeAtStart, tx.now);
    const apiKeyId = newId<'ApiKey'>();
    await access.addApiKey({
      ...{ id: apiKeyId, actorId, label: madeAtStart, hash, roles: null, taxonomyId: null },
      ...{ createdAt: tx.now, expiresAt: null, revokedAt: null },
    });
    const issued: Change = {
      kind: 'issueApiKey',
      subject: { type: 'ApiKey', id: apiKeyId },
      before: null,
      after: { actorId },
    };
    const ended = revoked.map((id): Change => ({
      kind: 'revokeApiKey',
      subject: { type: 'ApiKey', id },
      before: { actorId },
      after: null,
    }));
    return ok({ value: { actorId }, changes: [issued, ...ended] });
  },
};

/** `DEPARTMENT_OWNER` as "Department owner". */
function titleOf(role: Role): string {
  const words = role.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
