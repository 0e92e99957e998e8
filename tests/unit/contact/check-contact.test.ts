import {
  checkContact,
  differencesFrom,
  mustBeCoder,
  type CheckedContact,
  type GivenContact,
} from '../../../src/contact/domain';

const now = new Date('2026-06-01T00:00:00Z');
const scene = { channels: ['PHONE', 'E_MAIL'], now };
const given: GivenContact = {
  ...{ source: 'desk', externalId: '1', occurredAt: '2026-03-01T09:30:00+01:00', channel: 'PHONE' },
  ...{ cluster: null, excerpt: 'Call 020 555 01 23' },
};

const faultsOf = (contact: Partial<GivenContact>) => {
  const checked = checkContact({ ...given, ...contact }, scene);
  return checked.ok ? [] : checked.problem.map(({ field, code, observed }) => [field, code, observed]);
};

test('a contact is stored with its instant, and its excerpt without what names the customer', () => {
  expect(checkContact(given, scene)).toMatchObject({
    ok: true,
    value: {
      occurredAt: new Date('2026-03-01T08:30:00Z'),
      excerpt: { text: 'Call [phone]', redacted: ['PHONE'] },
    },
  });
});

test.each<[string, Partial<GivenContact>, unknown]>([
  ['a blank source', { source: ' ' }, ['source', 'MALFORMED_TEXT', ' ']],
  [
    'an instant without a zone',
    { occurredAt: '2026-03-01T09:30:00' },
    ['occurredAt', 'MALFORMED_INSTANT', '2026-03-01T09:30:00'],
  ],
  [
    'a day that no calendar has',
    { occurredAt: '2026-02-30T00:00:00Z' },
    ['occurredAt', 'MALFORMED_INSTANT', '2026-02-30T00:00:00Z'],
  ],
  [
    'the future',
    { occurredAt: '2026-06-01T00:00:01Z' },
    ['occurredAt', 'INSTANT_OUT_OF_RANGE', '2026-06-01T00:00:01Z'],
  ],
  [
    'long ago',
    { occurredAt: '1969-12-31T23:59:59Z' },
    ['occurredAt', 'INSTANT_OUT_OF_RANGE', '1969-12-31T23:59:59Z'],
  ],
  ['an unknown channel', { channel: 'PIGEON' }, ['channel', 'UNKNOWN_CHANNEL', 'PIGEON']],
  [
    'an excerpt that is too long, without repeating it',
    { excerpt: 'x'.repeat(20_001) },
    ['excerpt', 'MALFORMED_TEXT', null],
  ],
])('%s is a fault', (_what, contact, fault) => {
  expect(faultsOf(contact)).toEqual([fault]);
});

test('all faults of a contact are told at once', () => {
  expect(faultsOf({ source: '', channel: 'X', occurredAt: '' }).map(([field]) => field)).toEqual([
    ...['source', 'occurredAt', 'channel'],
  ]);
});

test('a contact is the same again, or differs in what is named', () => {
  const checked = checkContact(given, scene);
  if (!checked.ok) throw new Error('expected a contact');
  const { excerpt, ...rest }: CheckedContact = checked.value;
  const known = { ...rest, excerpt: excerpt?.text ?? null };
  expect(differencesFrom(known, checked.value)).toEqual([]);
  const other = { ...checked.value, channel: null, excerpt: null };
  expect(differencesFrom(known, other).map(({ field, code }) => [field, code])).toEqual([
    ['channel', 'DIFFERS'],
    ['excerpt', 'DIFFERS'],
  ]);
});

test.each([
  ['a model without a name', { kind: 'MODEL', name: null, modelVersion: '1' }, 'name'],
  ['a model without a version', { kind: 'MODEL', name: 'router', modelVersion: null }, 'modelVersion'],
  ['a person with a version', { kind: 'AGENT', name: null, modelVersion: '1' }, 'modelVersion'],
] as const)('%s is refused', (_what, wish, field) => {
  expect(mustBeCoder({ externalId: 'c', ...wish })).toMatchObject({ ok: false, problem: { field } });
});

test('an agent may be known by the external id alone', () => {
  const wish = { kind: 'AGENT', externalId: ' c ', name: null, modelVersion: null } as const;
  expect(mustBeCoder(wish)).toEqual({ ok: true, value: { ...wish, externalId: 'c' } });
});
