import fc from 'fast-check';
import { benjaminiHochberg } from '../../../src/agreement/statistics';
import { foundAgain } from '../../../src/audit/domain';
import {
  daysBefore,
  driftChecks,
  driftPeriodsOf,
  defaultLimits,
  labelShareChecks,
  mustBeSettings,
  nextDue,
  residualChecks,
  shareResult,
  subjectOfDrift,
  type CheckSettings,
} from '../../../src/checks/domain';
import type { Drift } from '../../../src/consistency/domain';
import type { CoderId } from '../../../src/contact/domain';
import type { DepartmentId, ReasonId } from '../../../src/platform/ids';
import { buildTree, newReason } from '../../../src/taxonomy/domain';

const settings: CheckSettings = {
  ...{ rhythm: 'DAILY', weekday: null, hour: 6, ownerId: 'd' as DepartmentId, dueInDays: 7 },
  ...{ completeFields: ['reason'], limits: defaultLimits },
};
const at = (text: string): Date => new Date(text);

describe('when checks are due', () => {
  const timeZone = 'Europe/Amsterdam';

  test('is the hour on the wall, on summer days and winter days alike', () => {
    const due = (after: string) => nextDue(settings, { timeZone, after: at(after) })?.toISOString();
    expect(due('2026-01-10T04:59:59Z')).toBe('2026-01-10T05:00:00.000Z');
    expect(due('2026-01-10T05:00:00Z')).toBe('2026-01-11T05:00:00.000Z');
    expect(due('2026-07-10T05:00:00Z')).toBe('2026-07-11T04:00:00.000Z');
  });

  test('is an hour later where the clock is put forward over it, and once where it is put back', () => {
    const atTwo = { ...settings, hour: 2 };
    const due = (after: string) => nextDue(atTwo, { timeZone, after: at(after) })?.toISOString();
    // 29 March 2026: 02:00 is 03:00. 25 October 2026: 02:00 comes twice.
    expect(due('2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(due('2026-10-24T12:00:00Z')).toBe('2026-10-25T00:00:00.000Z');
    expect(due('2026-10-25T00:00:00Z')).toBe('2026-10-26T01:00:00.000Z');
  });

  test('is a day of the week with WEEKLY, never without a rhythm, and looks at the days before', () => {
    const weekly = { ...settings, rhythm: 'WEEKLY', weekday: 1 } as const;
    const due = nextDue(weekly, { timeZone, after: at('2026-03-02T12:00:00Z') });
    expect(due?.toISOString()).toBe('2026-03-09T05:00:00.000Z');
    expect(daysBefore(due ?? at(''), { rhythm: 'WEEKLY', timeZone })).toEqual({
      ...{ from: '2026-03-02', until: '2026-03-09' },
    });
    expect(daysBefore(at('2026-03-01T23:30:00Z'), { rhythm: 'DAILY', timeZone })).toEqual({
      ...{ from: '2026-03-01', until: '2026-03-02' },
    });
    expect(
      nextDue({ ...settings, rhythm: null }, { timeZone, after: at('2026-03-02T12:00:00Z') }),
    ).toBeNull();
  });
});

test('settings that cannot be are refused with all that is wrong with them', () => {
  const limits = { ...defaultLimits, validity: 1.2, completeness: Number.NaN };
  const refused = mustBeSettings({ ...settings, weekday: 8, hour: 24, dueInDays: 0, limits });
  expect(!refused.ok && refused.problem.faults.map(({ field }) => field)).toEqual([
    ...['hour', 'dueInDays', 'weekday', 'weekday', 'completeness', 'validity'],
  ]);
  expect(mustBeSettings({ ...settings, rhythm: 'WEEKLY' }).ok).toBe(false);
});

test('a share fails where its whole interval lies beyond the limit, and has no data below twenty', () => {
  const outcome = (count: number, of: number) =>
    shareResult(
      { kind: 'RESIDUAL_SHARE', limit: 0.1 },
      { count, of, mayBe: 'AT_MOST', cause: 'NO_CONTACTS' },
    );
  // Wilson: 20 of 100 is 0.133 .. 0.289, 14 of 100 is 0.085 .. 0.221.
  expect([outcome(20, 100), outcome(14, 100), outcome(9, 100)].map((one) => one.outcome)).toEqual([
    ...['FAIL', 'INCONCLUSIVE', 'PASS'],
  ]);
  expect(outcome(19, 19)).toMatchObject({
    outcome: 'NO_DATA',
    noDataBecause: 'TOO_FEW',
    observed: null,
    n: 19,
  });
  expect(outcome(0, 0)).toMatchObject({ outcome: 'NO_DATA', noDataBecause: 'NO_CONTACTS' });
  const atLeast = { count: 80, of: 100, mayBe: 'AT_LEAST', cause: 'NO_CONTACTS' } as const;
  expect(shareResult({ kind: 'VALIDITY', limit: 0.95 }, atLeast).outcome).toBe('FAIL');
});

test('residual shares are held against a limit over all, and against one of each menu that has a residual reason', () => {
  const id = (name: string) => name as ReasonId;
  const reason = (name: string, parent: string | null, residual = false) => ({
    ...newReason({
      id: id(name),
      code: name,
      parentId: parent as ReasonId | null,
      rank: name,
      labels: { en: name },
    }),
    residual,
  });
  const built = buildTree([
    ...[reason('a', null), reason('a1', 'a'), reason('aOther', 'a', true)],
    ...[reason('b', null), reason('b1', 'b'), reason('b2', 'b')],
  ]);
  if (!built.ok) throw new Error('expected a tree');
  const counts = new Map([
    [id('a1'), 60],
    [id('aOther'), 40],
    [id('b1'), 300],
  ]);
  const found = residualChecks(built.value, counts, { residualOverall: 0.2, residualOfMenu: 0.2 });
  expect(found.map(({ key, outcome, observed, n }) => [key, outcome, observed, n])).toEqual([
    ['RESIDUAL_SHARE', 'PASS', 0.1, 400],
    ['RESIDUAL_SHARE:a', 'FAIL', 0.4, 100],
  ]);
});

describe('the label shares of coders', () => {
  const counts = (of: Readonly<Record<string, readonly number[]>>) =>
    new Map(
      Object.entries(of).map(([coder, shares]) => [
        coder as CoderId,
        new Map(shares.map((count, label) => [`r${label}` as ReasonId, count])),
      ]),
    );

  test('move by the weighted divergence, tested by G and adjusted over the coders', () => {
    const before = counts({ steady: [40, 40], moved: [40, 40], few: [40, 40], gone: [30, 30] });
    const now = counts({ steady: [20, 20], moved: [38, 2], few: [3, 2] });
    const found = new Map(labelShareChecks({ before, now }, defaultLimits).map((one) => [one.coderId, one]));
    const of = (coder: string) => found.get(coder as CoderId);
    expect(of('steady')).toMatchObject({ outcome: 'PASS', observed: 0, n: 120, adjustedP: 1 });
    // G = 28.6024 of 120 contacts by its definition, in Python; p = 8.9e-8 with one degree, twice that of two tests.
    expect(of('moved')).toMatchObject({ outcome: 'FAIL', n: 120 });
    expect(of('moved')?.observed).toBeCloseTo(0.171936, 6);
    expect(of('moved')?.adjustedP).toBeCloseTo(2 * 8.887081621e-8, 12);
    expect(of('few')).toMatchObject({ outcome: 'NO_DATA', noDataBecause: 'TOO_FEW' });
    expect(of('gone')).toMatchObject({ outcome: 'NO_DATA', noDataBecause: 'NO_CONTACTS' });
  });

  test('that move less than the limit are no finding, however many contacts there are', () => {
    const [before, now] = [counts({ one: [50_000, 50_000] }), counts({ one: [52_000, 48_000] })];
    const [found] = labelShareChecks({ before, now }, defaultLimits);
    expect(found).toMatchObject({ outcome: 'PASS' });
    expect(found?.adjustedP).toBeLessThan(1e-10);
  });
});

test('p-values are adjusted as R adjusts them, and one that is none counts for nothing', () => {
  // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.5), "BH")
  const adjusted = benjaminiHochberg([0.5, 0.01, null, 0.02, 0.03, 0.04]);
  [0.5, 0.05, null, 0.05, 0.05, 0.05].forEach((expected, place) => {
    if (expected === null) expect(adjusted[place]).toBeNull();
    else expect(adjusted[place]).toBeCloseTo(expected, 12);
  });
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (pValues) =>
      benjaminiHochberg(pValues).every(
        (value, place) => value !== null && value >= (pValues[place] ?? 0) && value <= 1,
      ),
    ),
  );
});

test('what is found again is filed once while it stands, and anew when it comes back', () => {
  expect(foundAgain(null, null)).toBe('FILED');
  expect(foundAgain({ state: 'OPEN', seenIn: 'r1' }, 'r3')).toBe('SEEN_AGAIN');
  expect(foundAgain({ state: 'IN_PROGRESS', seenIn: 'r1' }, 'r1')).toBe('SEEN_AGAIN');
  expect(foundAgain({ state: 'DONE', seenIn: 'r1' }, 'r1')).toBe('FILED');
  expect(foundAgain({ state: 'DISMISSED', seenIn: 'r1' }, 'r1')).toBe('LEFT_DISMISSED');
  // The run before did not find it: it went away and came back.
  expect(foundAgain({ state: 'DISMISSED', seenIn: 'r1' }, 'r2')).toBe('FILED');
});

describe('whether agreement in audits fell', () => {
  test('is looked at in the four weeks up to the end of the days, or in all of them, against twelve weeks before', () => {
    expect(driftPeriodsOf({ from: '2026-03-30', until: '2026-03-31' })).toEqual({
      earlier: { from: '2025-12-09', until: '2026-03-03' },
      later: { from: '2026-03-03', until: '2026-03-31' },
    });
    expect(driftPeriodsOf({ from: '2026-01-01', until: '2026-03-31' }).later.from).toBe('2026-01-01');
  });

  test('fails where it fell by more than chance makes, and not where it rose; what cannot be named is left out', () => {
    const side = (value: number) => ({ value, standardError: 0.01, contacts: 60 });
    const drift = (key: string, difference: number, isAlert: boolean): Drift => ({
      ...{
        key,
        method: 'INDEPENDENT',
        before: side(0.8),
        after: side(0.8 + difference),
        difference,
        isAlert,
      },
      ...{ interval: null, pValue: 0.001, adjustedPValue: 0.001, undefinedBecause: null },
    });
    const unclear: Drift = {
      ...drift('web', 0, false),
      ...{ difference: null, undefinedBecause: 'TOO_FEW_CONTACTS', before: { ...side(1), contacts: 4 } },
    };
    const drifts: Partial<Record<string, readonly Drift[]>> = {
      REASON: [drift('r', -0.2, true), drift('gone', -0.3, true)],
      CODER: [drift('ann', 0.2, true), drift('bob', -0.01, false)],
      CHANNEL: [unclear],
    };
    const reasons = { has: (id: ReasonId) => id === ('r' as ReasonId) };
    const found = driftChecks(
      (of) => ({ drifts: drifts[of] ?? [] }),
      subjectOfDrift({ reasons, departments: new Map() }),
    );
    expect(found.map(({ key, outcome, noDataBecause, n }) => [key, outcome, noDataBecause, n])).toEqual([
      ['AGREEMENT_DRIFT:r', 'FAIL', null, 120],
      ['AGREEMENT_DRIFT:ann', 'PASS', null, 120],
      ['AGREEMENT_DRIFT:bob', 'PASS', null, 120],
      ['AGREEMENT_DRIFT:departments', 'NO_DATA', 'NO_AUDITS', 0],
      ['AGREEMENT_DRIFT:channels', 'NO_DATA', 'TOO_FEW', 4],
    ]);
  });
});
