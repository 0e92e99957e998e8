import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const itself = 'together.test.ts';

/**
 * Every test file of a folder as one file, each in a `describe` of its own, so that its hooks stay its own. Each file of
 * Jest loads all modules of the service anew, which costs more than most of the files do; the project `integration` still
 * runs them one by one.
 */
export function testTogether(folder: string): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts') && name !== itself);
  describe.each(files)('%s', (name) => {
    jest.requireActual(join(folder, name));
  });
  // The last call holds for the whole file, whatever those that it is made of ask for.
  jest.setTimeout(300_000);
}
