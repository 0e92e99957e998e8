import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './platform/make-folder';

/**
 * The key under which customers are made pseudonyms: the one that is configured, else that of the data folder, made at the
 * first start and kept beside the tokens. Instances that share a database are to be given one key, or each calls a customer
 * by another name.
 */
export async function customerKeyOf(configured: string | null, dataFolder: string): Promise<string> {
  if (configured !== null) return configured;
  const file = join(dataFolder, 'customer.key');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null && kept.trim() !== '') return kept.trim();
  await makeFolder(dataFolder);
  const made = randomBytes(32).toString('base64url');
  // Another process may make one at the same time: then the first one counts for both.
  const isFirst = await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' }).then(
    () => true,
    () => false,
  );
  return isFirst ? made : (await readFile(file, 'utf8')).trim();
}
