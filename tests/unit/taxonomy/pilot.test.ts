import { shareDifference } from '../../../src/agreement/statistics';
import type { DepartmentId } from '../../../src/platform/ids';
import {
  mustBeStartable,
  pilotFor,
  versionOfPilot,
  type PilotRecord,
  type PilotScope,
} from '../../../src/taxonomy/domain';

const at = (day: number): Date => new Date(Date.UTC(2026, 2, day));
const [sales, care] = ['sales', 'care'] as DepartmentId[] as [DepartmentId, DepartmentId];
const scopeOf = (scope: Partial<PilotScope>): PilotScope => ({
  ...{ departments: null, channels: null, coders: null, ...scope },
});

const pilot = {
  ...{ id: 'p', taxonomyId: 't', number: 2, draftId: 'd', title: 'Tried', digest: 'x', reasonCount: 4 },
  ...{ baseVersionId: null, scope: scopeOf({ departments: [sales] }), startsAt: at(2), endsAt: at(20) },
  ...{ because: '', startedBy: 'a', recordedAt: at(1), endedAt: null, endedBecause: null, versionId: null },
} as unknown as PilotRecord;

const known = { state: 'APPROVED', digest: 'y', pilots: [pilot], now: at(1), mayBeBackdated: false } as const;
const wish = { digest: 'y', scope: scopeOf({ departments: [care] }), startsAt: at(2), endsAt: at(9) };
const faultOf = (given: Partial<typeof wish>, other: Partial<Parameters<typeof mustBeStartable>[1]> = {}) => {
  const outcome = mustBeStartable({ ...wish, ...given }, { ...known, ...other });
  return outcome.ok ? null : outcome.problem.fault;
};

test('a content is tried that is submitted, for a while that is not past, with some and not with all', () => {
  expect(faultOf({})).toBeNull();
  expect(faultOf({}, { state: 'DRAFT' })).toBe('NOT_SUBMITTED');
  expect(faultOf({ digest: 'z' })).toBe('OTHER_CONTENT');
  expect(faultOf({ endsAt: at(2) })).toBe('NO_PERIOD');
  expect(faultOf({ startsAt: new Date(Date.UTC(2026, 1, 1)) })).toBe('NO_PERIOD');
  expect(faultOf({ startsAt: new Date(Date.UTC(2026, 1, 1)) }, { mayBeBackdated: true })).toBeNull();
  expect(faultOf({ scope: scopeOf({}) })).toBe('NO_SCOPE');
  expect(faultOf({ scope: scopeOf({ channels: [] }) })).toBe('NO_SCOPE');
});

test('two pilots never claim the same contact', () => {
  expect(faultOf({ scope: scopeOf({ departments: [care, sales] }) })).toBe('OVERLAPS');
  // A contact of sales by phone would be in both.
  expect(faultOf({ scope: scopeOf({ channels: ['PHONE'] }) })).toBe('OVERLAPS');
  const later = { scope: scopeOf({ departments: [sales] }), startsAt: at(20), endsAt: at(25) };
  expect(faultOf(later)).toBeNull();
  expect(faultOf({ scope: later.scope }, { pilots: [{ ...pilot, endedAt: at(2) }] })).toBeNull();
});

test('a contact is in a pilot by all that its scope names, in its time and not after its end', () => {
  const of = (department: string | null, moment: Date, one: PilotRecord = pilot) =>
    pilotFor([one], { department, channel: null, coder: null }, moment);
  expect(of(sales, at(2))).toBe(pilot);
  expect([of(care, at(2)), of(null, at(2)), of(sales, at(20)), of(sales, at(1))]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(of(sales, at(6), { ...pilot, endedAt: at(5) })).toBeNull();
  expect(versionOfPilot(pilot)).toMatchObject({ number: -2, contentDigest: 'x', effectiveFrom: at(2) });
});

test("two shares differ by Newcombe's interval", () => {
  // Newcombe 1998, table II (a), method 10: 56/70 - 48/80 is 0.2, 0.0524 to 0.3339.
  const found = shareDifference({ count: 48, of: 80 }, { count: 56, of: 70 });
  expect(found?.value).toBeCloseTo(0.2, 12);
  expect(found?.interval.lower).toBeCloseTo(0.0524, 4);
  expect(found?.interval.upper).toBeCloseTo(0.3339, 4);
  expect(shareDifference({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
});
