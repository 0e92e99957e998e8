import {
  checkContact,
  correctedBy,
  digestOf,
  formerCodings,
  LocalClock,
  mustBeCoder,
  ReasonFinder,
  type ContactScene,
  type GivenContact,
} from '../../../src/contact/domain';
import { ResolutionList, type ResolutionId } from '../../../src/resolution/domain';
import type { DepartmentId, ReasonId, TaxonomyId } from '../../../src/platform/ids';
import { newReason, ReasonTree, type ReasonState, type Retirement } from '../../../src/taxonomy/domain';

const now = new Date('2026-06-01T00:00:00Z');
const id = (digit: string): string => `00000000-0000-7000-8000-00000000000${digit}`;
const idOf = (digit: string): ReasonId => id(digit) as ReasonId;
const retiredAs = (reason: Retirement['reason'], ...targets: readonly string[]): Retirement => ({
  reason,
  associations: targets.map((target) => ({
    ...{ kind: reason === 'SPLIT' ? ('PARTIALLY_EQUIVALENT_TO' as const) : ('REPLACED_BY' as const) },
    ...{ targetId: idOf(target), share: null },
  })),
  justification: null,
});
const reason = (digit: string, code: string, state: Partial<ReasonState> = {}): ReasonState => ({
  ...newReason({
    id: idOf(digit),
    code,
    rank: `a${digit}`,
    parentId: null,
    labels: { en: code.toUpperCase() },
  }),
  ...state,
});
const money = reason('1', 'money');
const refund = reason('2', 'refund', { parentId: money.id });
const old = reason('3', 'old', { retirement: retiredAs('MERGED', '4') });
const older = reason('4', 'older', { retirement: retiredAs('MERGED', '2') });
const split = reason('5', 'split', { retirement: retiredAs('SPLIT', '2', '6') });
const late = reason('6', 'late');
const versions = [
  { number: 1, effectiveFrom: new Date('2026-01-01T00:00:00Z'), tree: ReasonTree.of([money, refund]) },
  {
    ...{ number: 2, effectiveFrom: new Date('2026-05-01T00:00:00Z') },
    tree: ReasonTree.of([money, refund, old, older, split, late]),
  },
];
const codes = [
  ...[money, refund, old, older, split, late].map((one) => [one.code, one.id] as const),
  ['repay', refund.id] as const,
];
const scene: ContactScene = {
  takenFrom: null,
  ...{ now, clock: LocalClock.of('Europe/Amsterdam'), channels: new Set(['PHONE', 'E_MAIL']) },
  departments: new Map([
    ['fin', { id: id('7') as DepartmentId, code: 'FIN', dissolvedAt: null }],
    ['old', { id: id('8') as DepartmentId, code: 'OLD', dissolvedAt: new Date('2026-02-01T00:00:00Z') }],
  ]),
  resolutions: ResolutionList.of([
    {
      ...{
        id: id('9') as ResolutionId,
        taxonomyId: id('0') as TaxonomyId,
        code: 'FIXED',
        labels: { en: 'Fixed' },
      },
      ...{ validFrom: null, validUntil: new Date('2026-04-01T00:00:00Z'), revision: 1 },
    },
  ]),
  coders: new Map(),
  reasons: new ReasonFinder(versions, new Map(codes)),
  keepsUnknown: new Set(),
  pseudonymOf: (customer) => `pseudonym of ${customer.length} letters`,
};
const given: GivenContact = {
  ...{ source: 'desk', externalId: '1', occurredAt: '2026-03-01T09:30:00+01:00', channel: 'PHONE' },
  ...{ excerpt: 'Call 020 555 01 23' },
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
    'an hour that the clocks were put forward over',
    { occurredAt: '2026-03-29 02:30:00' },
    ['occurredAt', 'NO_SUCH_LOCAL_TIME', '2026-03-29 02:30:00'],
  ],
  ['no external id', { externalId: null }, ['externalId', 'MISSING', null]],
  ['a department that is not', { department: 'XYZ' }, ['department', 'UNKNOWN_DEPARTMENT', 'XYZ']],
  ['a department that was', { department: 'old' }, ['department', 'DISSOLVED_DEPARTMENT', 'old']],
  ['a resolution that is not', { resolution: 'X' }, ['resolution', 'UNKNOWN_RESOLUTION', 'X']],
  ['a coder who is not', { coder: 'X' }, ['coder', 'UNKNOWN_CODER', 'X']],
  ['a priority in other words', { priority: 'asap' }, ['priority', 'UNKNOWN_WORD', 'asap']],
  ['a number out of bounds', { satisfaction: '6' }, ['satisfaction', 'MALFORMED_NUMBER', '6']],
  ['a value that is not listed', { segment: { unlisted: 'Mars' } }, ['segment', 'UNLISTED_VALUE', 'Mars']],
  [
    'a customer that is no text, without repeating it',
    { customer: '\u0007' },
    ['customer', 'MALFORMED_TEXT', null],
  ],
  ['text that was not in UTF-8', { segment: 'Caf\ufffd' }, ['segment', 'MALFORMED_TEXT', 'Caf\ufffd']],
  ['an unknown reason', { reason: 'nothing' }, ['reason', 'UNKNOWN_REASON', 'nothing']],
  ['a reason that came later', { reason: 'late' }, ['reason', 'REASON_NOT_IN_VERSION', 'late']],
  ['a reason with choices below it', { reason: 'money' }, ['reason', 'NOT_A_LEAF', 'money']],
  ['an unknown path', { reason: ['Money', 'Else'] }, ['reason', 'UNKNOWN_REASON', 'Money > Else']],
  [
    'a day that no calendar has',
    { occurredAt: '2026-02-30T00:00:00Z' },
    ['occurredAt', 'MALFORMED_INSTANT', '2026-02-30T00:00:00Z'],
  ],
  ...['2026-02-20T00:00:00+14:01', '2026-02-20T00:00:00-02:75', '2026-02-20T00:00:00+99:99'].map(
    (occurredAt): [string, Partial<GivenContact>, unknown] => [
      `a zone such as ${occurredAt}`,
      { occurredAt },
      ['occurredAt', 'MALFORMED_INSTANT', occurredAt],
    ],
  ),
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

const accepted = (contact: Partial<GivenContact>, kept: ContactScene['keepsUnknown'] = new Set()) => {
  const checked = checkContact({ ...given, ...contact }, { ...scene, keepsUnknown: kept });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problem));
  return checked.value;
};

test.each([
  ['refund', '2026-03-01T09:30:00Z', '2', 1],
  ['repay', '2026-03-01T09:30:00Z', '2', 1],
  [['money', ' Refund '], '2026-03-01T09:30:00Z', '2', 1],
  ['old', '2026-05-01T00:00:00Z', '2', 2],
  ['late', '2026-05-01T02:00:00', '6', 2],
] as const)('%s at %s is reason %s of version %i', (given_, occurredAt, digit, version) => {
  expect(accepted({ reason: given_, occurredAt }).facts).toMatchObject({ reasonId: idOf(digit), version });
});

test('a reason that was split is not guessed at, and what it may be is told', () => {
  const checked = checkContact({ ...given, occurredAt: '2026-05-02T00:00:00Z', reason: 'split' }, scene);
  expect(checked).toMatchObject({ ok: false, problem: [{ code: 'RETIRED_REASON' }] });
  expect(checked.ok ? '' : checked.problem[0].expected).toContain('may be refund, late');
});

test('before the first version no reason means anything, and a contact without one is taken', () => {
  const occurredAt = '2025-12-31T23:59:59Z';
  expect(faultsOf({ occurredAt, reason: 'refund' })).toEqual([
    ['occurredAt', 'NO_VERSION_IN_FORCE', '2025-12-31T23:59:59.000Z'],
  ]);
  expect(accepted({ occurredAt }).facts).toMatchObject({ reasonId: null, version: null });
});

test('a resolution must have been valid when the contact took place', () => {
  expect(accepted({ resolution: 'FIXED' }).facts.resolutionId).toBe(id('9'));
  expect(faultsOf({ resolution: 'FIXED', occurredAt: '2026-05-01T00:00:00Z' })).toEqual([
    ['resolution', 'RESOLUTION_NOT_VALID', 'FIXED'],
  ]);
});

test('what means nothing is kept as unmapped where that was asked for, and malformed values are not', () => {
  const kept = new Set(['segment', 'reason', 'satisfaction'] as const);
  const { facts } = accepted({ segment: { unlisted: 'Mars' }, reason: 'nothing' }, kept);
  expect(facts).toMatchObject({
    segment: null,
    reasonId: null,
    unmapped: { segment: 'Mars', reason: 'nothing' },
  });
  expect(() => accepted({ satisfaction: 'good' }, kept)).toThrow('MALFORMED_NUMBER');
});

test('a time without a zone, and every day, is of the time zone of the taxonomy', () => {
  expect(accepted({ occurredAt: '2026-03-01T00:30:00' })).toMatchObject({
    ...{ occurredAt: new Date('2026-02-28T23:30:00Z'), day: '2026-03-01' },
  });
  expect(accepted({ occurredAt: '2025-10-26 02:30:00' }).occurredAt).toEqual(
    new Date('2025-10-26T00:30:00Z'),
  );
});

test('a contact that is sent again is the same, or corrected in what is said of it; its coding is kept', () => {
  const first = accepted({ segment: 'Home', reason: 'refund', customer: 'Ann' });
  expect(digestOf(correctedBy(first, accepted({ reason: 'refund' })))).toBe(digestOf(first));
  const again = correctedBy(first, accepted({ reason: null, channel: 'E_MAIL' }));
  expect(again.facts).toMatchObject({ segment: 'Home', channel: 'E_MAIL', reasonId: null, version: 1 });
  expect(digestOf(again)).not.toBe(digestOf(first));
  expect(formerCodings(first.facts, again.facts)).toEqual([{ stage: 'FINAL', facts: first.facts }]);
  expect(formerCodings(again.facts, first.facts)).toEqual([]);
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
