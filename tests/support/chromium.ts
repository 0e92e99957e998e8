import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A browser of this machine, or none: then what is only looked at is not looked at. */
export const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];

export interface LookedAt {
  /** The page as a picture, 1000 pixels wide. */
  readonly picture: Buffer;
  /** The page as it is printed. */
  readonly paper: Buffer;
}

/** What a browser makes of a file. */
export async function lookedAt(browser: string, file: string): Promise<LookedAt> {
  const folder = await mkdtemp(join(tmpdir(), 'concordance-browser-'));
  const run = (...options: readonly string[]) =>
    promisify(execFile)(browser, [
      ...quiet,
      `--user-data-dir=${join(folder, 'profile')}`,
      ...options,
      `file://${file}`,
    ]);
  try {
    const [picture, paper] = [join(folder, 'page.png'), join(folder, 'page.pdf')];
    await run('--window-size=1000,3000', `--screenshot=${picture}`);
    await run('--no-pdf-header-footer', `--print-to-pdf=${paper}`);
    return { picture: await readFile(picture), paper: await readFile(paper) };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
