import { standingOf, type LatestDecision, type Suggestion } from '../../../src/suggestion/domain';

const at = new Date('2026-06-01T00:00:00Z');
type Row = Suggestion['evidence'][number];

const row = (measure: Row['measure'], more: Partial<Row> = {}): Row => ({
  ...{ measure, reasonId: null, of: null, value: 0.5, lower: 0.4, upper: 0.6, n: 100, threshold: 0.25 },
  ...more,
});
const decided = (evidence: readonly Row[], more: Partial<LatestDecision> = {}): LatestDecision => ({
  ...({ id: 'd', verdict: 'DISMISSED', snoozedUntil: null, isGivenUp: false } as unknown as LatestDecision),
  ...{ suggestion: { evidence } as unknown as Suggestion },
  ...more,
});
const standing = (now: readonly Row[], decision?: LatestDecision) =>
  standingOf({ evidence: now }, decision, { at, newEvidence: 0.5 });

const confusion = row('CONFUSION');
const gain = row('GAIN_OF_MERGING');

test('what was turned down returns with a value outside its limits, half as much again to rest on, or a new measure', () => {
  expect(standing([confusion])).toBe('OPEN');
  expect(standing([confusion], decided([confusion]))).toBe('DISMISSED');
  expect(standing([row('CONFUSION', { value: 0.59, n: 150 })], decided([confusion]))).toBe('DISMISSED');
  expect(standing([row('CONFUSION', { value: 0.61 })], decided([confusion]))).toBe('OPEN');
  expect(standing([row('CONFUSION', { n: 151 })], decided([confusion]))).toBe('OPEN');
  expect(standing([confusion, row('RESOLUTION_DIVERGENCE')], decided([confusion]))).toBe('OPEN');
});

test('what is measured over the whole list is no news of two reasons', () => {
  const moved = row('GAIN_OF_MERGING', { value: 0.9, n: 900 });
  const leftOut = row('CODINGS_LEFT_OUT', { of: 'SCOPE_CHANGED' });
  expect(standing([confusion, moved, leftOut], decided([confusion, gain]))).toBe('DISMISSED');
  expect(standing([confusion, moved], decided([confusion, gain], { verdict: 'ACCEPTED' }))).toBe('ACCEPTED');
});

test('what was put off returns in time, and what was accepted when its draft is given up', () => {
  const until = (day: string): Partial<LatestDecision> => ({
    ...{ verdict: 'SNOOZED', snoozedUntil: new Date(`${day}T00:00:00Z`) },
  });
  expect(standing([confusion], decided([confusion], until('2026-06-02')))).toBe('SNOOZED');
  expect(standing([confusion], decided([confusion], until('2026-06-01')))).toBe('OPEN');
  const accepted: Partial<LatestDecision> = { verdict: 'ACCEPTED' };
  expect(standing([confusion], decided([confusion], accepted))).toBe('ACCEPTED');
  expect(standing([confusion], decided([confusion], { ...accepted, isGivenUp: true }))).toBe('OPEN');
});
