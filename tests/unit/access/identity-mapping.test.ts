import { kindInClaims, mappedGrants, nameInClaims, plainMapping } from '../../../src/access/domain';

const mapping = {
  nameClaim: ['profile', 'display'],
  rolesClaim: ['realm', 'groups'],
  grants: {
    editors: [{ role: 'EDITOR' as const, taxonomyKey: 'bank' }],
    leads: [
      { role: 'EDITOR' as const, taxonomyKey: 'bank' },
      { role: 'STEWARD' as const, taxonomyKey: null },
    ],
  },
};

test('each role of the words in the claim is given once; unknown words give nothing', () => {
  const claims = { sub: 'u', realm: { groups: ['editors', 'leads', 'constructor', 7, 'guests'] } };
  expect(mappedGrants(claims, mapping)).toEqual([
    { role: 'EDITOR', taxonomyKey: 'bank' },
    { role: 'STEWARD', taxonomyKey: null },
  ]);
  expect(mappedGrants({ realm: { groups: ' editors  guests' } }, mapping)).toHaveLength(1);
});

test.each([[{}], [{ realm: null }], [{ realm: 'editors' }], [{ realm: { groups: { editors: true } } }]])(
  'claims of another shape give nothing: %j',
  (claims) => {
    expect(mappedGrants(claims, mapping)).toEqual([]);
  },
);

test('without a mapping a token gives no role, whatever it says', () => {
  expect(mappedGrants({ roles: ['ADMIN'] }, plainMapping)).toEqual([]);
});

test('a name is that of the mapping, or a usual one, or the subject; never too long, never with control characters', () => {
  expect(nameInClaims({ sub: 'u', name: 'Other', profile: { display: 'Ann' } }, mapping)).toBe('Ann');
  expect(nameInClaims({ sub: 'u', profile: { display: ' ' }, preferred_username: 'ann' }, mapping)).toBe(
    'ann',
  );
  expect(nameInClaims({ sub: 'u-1' }, mapping)).toBe('u-1');
  expect(nameInClaims({ sub: 'u', name: `a\u0000\uD800${'é'.repeat(500)}` }, mapping)).toBe(
    `a  ${'é'.repeat(197)}`,
  );
});

test('a token whose subject is its own client is that of a system', () => {
  expect(kindInClaims({ sub: 'bot', client_id: 'bot' })).toBe('SERVICE');
  expect(kindInClaims({ sub: 'ann', azp: 'web' })).toBe('PERSON');
});
