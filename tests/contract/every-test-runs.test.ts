import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const tests = join(__dirname, '..');
/** Their files run one by one. */
const alone = ['integration/start', 'integration/trust'];

const foldersOf = (folder: string): readonly string[] =>
  readdirSync(join(tests, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);

test('each folder of tests on a database has the file that runs them all in npm test', () => {
  const folders = ['contract', 'migrations', ...foldersOf('integration')].filter((folder) =>
    readdirSync(join(tests, folder)).some((name) => name.endsWith('.test.ts')),
  );
  expect(folders.length).toBeGreaterThan(10);
  const without = folders.filter((folder) => !existsSync(join(tests, folder, 'together.test.ts')));
  expect(without).toEqual(alone);
});
