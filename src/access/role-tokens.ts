import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoleToken } from './commands/prepare-access';
import { isRole, roles, type Role } from './domain';

export const newToken = (): string => `cnc_${randomBytes(32).toString('base64url')}`;

export const tokensFile = (dataFolder: string): string => join(dataFolder, 'tokens.json');

/** The tokens of this data folder, one per role: those kept from before, and new ones for roles that have none. */
export async function roleTokens(
  dataFolder: string,
  adminToken: string | null,
): Promise<readonly RoleToken[]> {
  const kept = await keptTokens(dataFolder);
  const tokens = roles.map((role) => ({
    role,
    token: role === 'ADMIN' && adminToken !== null ? adminToken : (kept.get(role) ?? newToken()),
  }));
  await keepTokens(dataFolder, tokens);
  return tokens;
}

/** Only the owner of the file may read it; a crash leaves the old one or the new one. */
export async function keepTokens(dataFolder: string, tokens: readonly RoleToken[]): Promise<void> {
  const file = tokensFile(dataFolder);
  const text = JSON.stringify(Object.fromEntries(tokens.map(({ role, token }) => [role, token])), null, 2);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, `${text}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

export async function keptTokens(dataFolder: string): Promise<ReadonlyMap<Role, string>> {
  const text = await readFile(tokensFile(dataFolder), 'utf8').catch(() => '{}');
  const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
  return new Map(
    entries.flatMap(([role, token]) =>
      isRole(role) && typeof token === 'string' ? [[role, token] as const] : [],
    ),
  );
}
