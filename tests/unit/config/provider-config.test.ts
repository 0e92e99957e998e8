import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfigError } from '../../../src/config';
import { readConfig } from '../../../src/config';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordance-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const mapping = (content: string): string => {
  const file = join(folder, 'mapping.json');
  writeFileSync(file, content);
  return file;
};

const faultsOf = (variables: Record<string, string>): readonly string[] => {
  try {
    readConfig(variables);
    return [];
  } catch (fault) {
    return (fault as ConfigError).faults;
  }
};

const provider = { OIDC_ISSUER: 'https://login.example.org/realm', OIDC_AUDIENCE: 'concordance' };

test('without a provider there is none; with one it has the usual algorithms and gives no roles', () => {
  expect(readConfig({}).identityProvider).toBeNull();
  expect(readConfig(provider).identityProvider).toEqual({
    ...{ issuer: provider.OIDC_ISSUER, audience: 'concordance', clockToleranceSeconds: 5 },
    algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    mapping: { nameClaim: ['name'], rolesClaim: ['roles'], grants: {} },
  });
});

test('the mapping is read from its file', () => {
  const file = mapping(
    JSON.stringify({
      ...{ name: 'profile.display', roles: 'realm.groups' },
      grants: { editors: [{ role: 'EDITOR', taxonomy: 'bank' }, { role: 'CODER' }] },
    }),
  );
  expect(readConfig({ ...provider, OIDC_MAPPING: file }).identityProvider?.mapping).toEqual({
    ...{ nameClaim: ['profile', 'display'], rolesClaim: ['realm', 'groups'] },
    grants: {
      editors: [
        { role: 'EDITOR', taxonomyKey: 'bank' },
        { role: 'CODER', taxonomyKey: null },
      ],
    },
  });
});

test.each([
  [
    'a provider without audience',
    { OIDC_ISSUER: provider.OIDC_ISSUER },
    /^OIDC_AUDIENCE: expected it beside/,
  ],
  ['an audience without provider', { OIDC_AUDIENCE: 'x' }, /^OIDC_ISSUER: expected it beside/],
  [
    'an issuer in the clear',
    { ...provider, OIDC_ISSUER: 'http://login.example.org' },
    /^OIDC_ISSUER: expected an https/,
  ],
  [
    'no algorithm at all',
    { ...provider, OIDC_ALGORITHMS: 'RS256,none' },
    /^OIDC_ALGORITHMS: expected a list/,
  ],
  [
    'an algorithm with a shared secret',
    { ...provider, OIDC_ALGORITHMS: 'HS256' },
    /^OIDC_ALGORITHMS: expected a list/,
  ],
  ['an hour of tolerance', { ...provider, OIDC_CLOCK_TOLERANCE_SECONDS: '3600' }, /expected 0 to 120/],
  [
    'a mapping that is not there',
    { ...provider, OIDC_MAPPING: '/nowhere/at.all' },
    /^OIDC_MAPPING: expected a file/,
  ],
])('%s is refused at the start', (_what, variables, message) => {
  expect(faultsOf(variables)).toEqual([expect.stringMatching(message)]);
});

test.each([
  ['text that is no JSON', '{', /expected a file of JSON/],
  ['a role that does not exist', '{"grants":{"a":[{"role":"KING"}]}}', /grants\.a\.0\.role/],
  ['a key that nobody knows', '{"claims":"x"}', /Unrecognized key/],
])('a mapping with %s is refused at the start', (_what, content, message) => {
  expect(faultsOf({ ...provider, OIDC_MAPPING: mapping(content) })).toEqual([expect.stringMatching(message)]);
});

test('everything that is wrong is told at once', () => {
  expect(faultsOf({ PORT: 'x', OIDC_ALGORITHMS: 'none' })).toHaveLength(4);
});
