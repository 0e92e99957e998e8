import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, closed to other users; one that is there stays as it is. Step by step, since Node's
 * own way of making all at once never ends where a file system refuses new folders as "not found", as /proc does.
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (fault) {
    // Another instance that starts at the same time may have made it.
    if (!(await isFolder(path))) throw fault;
  }
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() ?? false;
