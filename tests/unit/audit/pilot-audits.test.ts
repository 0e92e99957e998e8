import {
  auditDifference,
  basisOfAudit,
  daysOfPilot,
  type AuditPopulation,
  type PilotAudit,
} from '../../../src/audit/domain';
import type { DepartmentId } from '../../../src/platform/ids';
import { LocalClock } from '../../../src/platform/local-clock';

const [sales, care] = ['sales', 'care'] as const as unknown as readonly [DepartmentId, DepartmentId];
const at = (day: string): Date => new Date(`2026-${day}T00:00:00Z`);
const pilot = {
  ...{ number: 2, startsAt: at('03-01'), endsAt: at('05-01'), endedAt: at('04-01') },
  scope: { departments: [sales], channels: null, coders: null },
};
const audit = (version: number, population: Partial<AuditPopulation>) => ({
  version,
  population: {
    ...{ from: at('02-01'), until: at('03-01'), channels: null, departments: [sales], reasons: null },
    ...{ coders: null, stage: 'FINAL' as const, excerptOnly: false, unknownCoders: true, ...population },
  },
});

test('an audit is of a pilot, of its scope before it, of its days elsewhere, or has nothing to do with it', () => {
  const basis = (version: number, population: Partial<AuditPopulation> = {}) =>
    basisOfAudit(audit(version, population), pilot, 7);
  expect(basis(-2)).toBe('PILOT');
  expect(basis(-1)).toBeNull();
  expect(basis(7)).toBe('SAME_SCOPE_BEFORE');
  expect(basis(6)).toBeNull();
  expect(basis(7, { departments: [sales, care] })).toBeNull();
  expect(basis(7, { departments: null })).toBeNull();
  expect(basis(7, { channels: ['PHONE'] })).toBe('SAME_SCOPE_BEFORE');
  expect(basis(7, { from: at('03-01'), until: at('03-20'), departments: [care] })).toBe('SAME_DAYS');
  // It ended before its time.
  expect(basis(7, { from: at('03-01'), until: at('04-02') })).toBeNull();
  expect(basis(7, { from: at('02-20'), until: at('03-10') })).toBeNull();
});

test.each([
  // The clock is put back on 25 October: that day has 25 hours.
  ['2026-10-24T23:00:00Z', '2026-10-26'],
  ['2026-10-24T22:00:00Z', '2026-10-25'],
  ['2026-11-30T11:00:00Z', '2026-12-01'],
])('a pilot that ends at %s is on until the day before %s', (end, until) => {
  const ended = { startsAt: new Date('2026-10-01T10:00:00Z'), endsAt: at('12-31'), endedAt: new Date(end) };
  expect(daysOfPilot(ended, LocalClock.of('Europe/Amsterdam'))).toEqual({ from: '2026-10-01', until });
});

test('the difference is that of the newest of each, the same scope before it first', () => {
  const of = (basis: PilotAudit['basis'], value: number | null): PilotAudit =>
    ({
      basis,
      results: { percentAgreement: { value, standardError: value === null ? null : 0.03, units: 100 } },
    }) as unknown as PilotAudit;
  const [days, before, tried] = [of('SAME_DAYS', 0.9), of('SAME_SCOPE_BEFORE', 0.7), of('PILOT', 0.8)];
  expect(auditDifference([days, tried, before, of('PILOT', 0.1)])?.difference).toBeCloseTo(0.1, 12);
  expect(auditDifference([days, tried])?.difference).toBeCloseTo(-0.1, 12);
  expect(auditDifference([tried])).toBeNull();
  expect(auditDifference([before, of('PILOT', null)])).toBeNull();
});
