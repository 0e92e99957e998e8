import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import groups from '../together/groups.json';

const tests = join(__dirname, '..');
/** Their files run one by one: each starts the service as a process. */
const alone = ['integration/start'];

const foldersOf = (folder: string): readonly string[] =>
  readdirSync(join(tests, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);

test('each folder of tests on a database is in one group that npm test runs', () => {
  const folders = ['contract', 'migrations', ...foldersOf('integration')].filter((folder) =>
    readdirSync(join(tests, folder)).some((name) => name.endsWith('.test.ts')),
  );
  expect(folders.length).toBeGreaterThan(10);
  expect([...Object.values(groups).flat(), ...alone].toSorted()).toEqual(folders.toSorted());
});

test('each group has the file that runs it', () => {
  const files = readdirSync(join(tests, 'together')).filter((name) => name.endsWith('.test.ts'));
  expect(files.toSorted()).toEqual(
    Object.keys(groups)
      .map((group) => `${group}.test.ts`)
      .toSorted(),
  );
});
