import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import groups from '../together/groups.json';

const tests = join(__dirname, '..');

/**
 * Every test file of a group of folders as one file, each in a `describe` of its own, so that its hooks stay its own. Each
 * file of Jest loads all modules of the service anew, which costs more than most of the files do; the project
 * `integration` still runs them one by one.
 */
export function testTogether(group: keyof typeof groups): void {
  const files = groups[group].flatMap((folder) =>
    readdirSync(join(tests, folder))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  );
  describe.each(files)('%s', (file) => {
    jest.requireActual(join(tests, file));
  });
  // The last call holds for the whole file, whatever those that it is made of ask for.
  jest.setTimeout(600_000);
}
