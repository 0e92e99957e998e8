import type { CommandRunner } from '../platform/command/runner';
import { prepareAccess, systemPrincipal, type RoleToken } from './commands/prepare-access';
import type { Principal, Role } from './domain';
import { roleTokens, TokensError, type TokenWish } from './role-tokens';

/**
 * Makes the tokens of a start work and answers them. One that was revoked since it was kept gives way to a new one; one
 * that was preset cannot, and is refused.
 */
export async function openAccess(
  runner: CommandRunner<Principal>,
  wish: TokenWish,
): Promise<readonly RoleToken[]> {
  const tokens = await roleTokens(wish);
  const dead = await prepared(runner, tokens);
  if (dead.length === 0) return tokens;
  if (wish.adminToken !== null && dead.includes('ADMIN')) {
    throw new TokensError(
      'CONCORDANCE_ADMIN_TOKEN: expected a token that was not revoked, reset or given to another actor, but got one; set another',
    );
  }
  const renewed = await roleTokens(wish, dead);
  await prepared(runner, renewed);
  return renewed;
}

async function prepared(
  runner: CommandRunner<Principal>,
  tokens: readonly RoleToken[],
): Promise<readonly Role[]> {
  const caller = { actor: systemPrincipal, requestId: 'start', idempotencyKey: null };
  const outcome = await runner.run(prepareAccess, { tokens }, caller);
  return outcome.ok ? outcome.value.value.dead : [];
}
