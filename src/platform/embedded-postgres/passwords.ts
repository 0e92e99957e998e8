import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';

/** The passwords of the two roles that may log in. Made here, known to nobody else, kept for their owner's eyes. */
export interface Passwords {
  readonly owner: string;
  readonly runtime: string;
}

/** Undefined where there is none, or not a whole one: new passwords are then made and set. */
export async function readPasswords(file: string): Promise<Passwords | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(file, 'utf8'));
    return arePasswords(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

export function makePasswords(): Passwords {
  return { owner: randomPassword(), runtime: randomPassword() };
}

/** Written beside and renamed, so that a kill leaves the old file or the new one. */
export async function keepPasswords(file: string, passwords: Passwords): Promise<void> {
  const draft = `${file}.draft`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(JSON.stringify(passwords));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

const passwordBytes = 32;

const randomPassword = (): string => randomBytes(passwordBytes).toString('base64url');

/** Read back into SQL text, so nothing but what `randomPassword` makes is accepted. */
function arePasswords(found: unknown): found is Passwords {
  if (typeof found !== 'object' || found === null) return false;
  const { owner, runtime } = found as Record<string, unknown>;
  return [owner, runtime].every((word) => typeof word === 'string' && /^[\w-]{40,}$/.test(word));
}
