import { randomBytes } from 'node:crypto';
import { copyFile, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../platform/make-folder';
import type { RoleToken } from './commands/prepare-access';
import { isRole, roles, type Role } from './domain';

export const newToken = (): string => `cnc_${randomBytes(32).toString('base64url')}`;

/** The tokens of a start cannot be used: the message is for the person who starts the service. */
export class TokensError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TokensError';
  }
}

export const tokensFile = (dataFolder: string): string => join(dataFolder, 'tokens.json');

export interface TokenWish {
  readonly dataFolder: string;
  /** The admin's, where it was preset. */
  readonly adminToken: string | null;
}

/**
 * The tokens of this data folder, one per role: those kept from before, and new ones for roles that have none or whose
 * token is dead.
 */
export async function roleTokens(
  { dataFolder, adminToken }: TokenWish,
  dead: readonly Role[] = [],
): Promise<readonly RoleToken[]> {
  const kept = await keptTokens(dataFolder);
  const tokens = roles.map((role) => {
    const known = dead.includes(role) ? undefined : kept.get(role);
    return { role, token: role === 'ADMIN' && adminToken !== null ? adminToken : (known ?? newToken()) };
  });
  if (tokens.every(({ role, token }) => kept.get(role) === token)) return tokens;
  // Of instances that start for the first time on one folder, all go by the tokens of the one that was first.
  const isKept = kept.size === 0 && (await keepFirstTokens(dataFolder, tokens));
  const others = isKept ? kept : await keptTokens(dataFolder);
  if (others.size > kept.size) return roleTokens({ dataFolder, adminToken }, dead);
  if (!isKept) await keepTokens(dataFolder, tokens);
  return tokens;
}

/** Only the owner of the file may read it; a crash leaves the old one or the new one. */
export async function keepTokens(dataFolder: string, tokens: readonly RoleToken[]): Promise<void> {
  await rename(await writtenTokens(dataFolder, tokens), tokensFile(dataFolder));
}

/** Whether there was no file before. Where the disk knows no links, the last of several stays. */
async function keepFirstTokens(dataFolder: string, tokens: readonly RoleToken[]): Promise<boolean> {
  const written = await writtenTokens(dataFolder, tokens);
  try {
    await link(written, tokensFile(dataFolder));
  } catch (fault) {
    if (!isThere(fault)) await copyFile(written, tokensFile(dataFolder));
    return !isThere(fault);
  } finally {
    await rm(written);
  }
  return true;
}

const isThere = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'EEXIST';

/** In a file of its own, since another instance may write at the same time. */
async function writtenTokens(dataFolder: string, tokens: readonly RoleToken[]): Promise<string> {
  const written = `${tokensFile(dataFolder)}.${randomBytes(6).toString('hex')}.new`;
  const text = JSON.stringify(Object.fromEntries(tokens.map(({ role, token }) => [role, token])), null, 2);
  await makeFolder(dataFolder);
  await writeFile(written, `${text}\n`, { mode: 0o600 });
  return written;
}

export async function keptTokens(dataFolder: string): Promise<ReadonlyMap<Role, string>> {
  const file = tokensFile(dataFolder);
  const kept = objectIn(await readFile(file, 'utf8').catch(() => '{}'));
  if (kept === null) {
    const expected = `expected ${file} to be JSON with a token per role, but it is not`;
    throw new TokensError(`${expected}; mend it, or remove it for new tokens`);
  }
  return new Map(
    Object.entries(kept).flatMap(([role, token]) =>
      isRole(role) && typeof token === 'string' ? [[role, token] as const] : [],
    ),
  );
}

function objectIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
