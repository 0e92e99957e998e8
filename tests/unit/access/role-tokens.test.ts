import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roleTokens, tokensFile } from '../../../src/access/role-tokens';

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'concordance-tokens-'));
});
afterEach(() => rm(dataFolder, { recursive: true }));

const wish = () => ({ dataFolder, adminToken: null });

test('instances that start at once on one folder go by the same tokens', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => roleTokens(wish())));
  for (const tokens of all) expect(tokens).toEqual(all[0]);
  expect(await readdir(dataFolder)).toEqual(['tokens.json']);
});

test('what is kept stays, and what is missing or dead is made anew', async () => {
  await writeFile(tokensFile(dataFolder), '{}');
  const first = await roleTokens(wish());
  expect(await roleTokens(wish())).toEqual(first);
  const renewed = await roleTokens(wish(), ['CODER']);
  const changed = renewed.filter(({ token }, at) => token !== first[at]?.token);
  expect(changed.map(({ role }) => role)).toEqual(['CODER']);
  const kept = JSON.parse(await readFile(tokensFile(dataFolder), 'utf8')) as Record<string, string>;
  expect(Object.entries(kept)).toEqual(renewed.map(({ role, token }) => [role, token]));
});
