import { LocalClock } from '../../../src/platform/local-clock';
import {
  applyOperations,
  canonicalBytes,
  endOfSpan,
  escalationsFor,
  keptTrigger,
  operationSentence,
  parseCanonical,
  parseCondition,
  usualHours,
  weekdays,
  workingHours,
  type EscalationFacts,
  type EscalationTrigger,
  type GivenTrigger,
  type KnownNames,
  type ResolutionTarget,
} from '../../../src/taxonomy/domain';
import { applied, context, reasonId, smallTree } from './trees';

const refund = reasonId(2);
const hour: ResolutionTarget = { amount: 1, unit: 'HOUR', clock: 'CALENDAR' };

function trigger(when: string, deadline: ResolutionTarget = hour): EscalationTrigger {
  const parsed = parseCondition(when);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return keptTrigger({ condition: parsed.value, department: 'FIN', deadline });
}

const unknown: EscalationFacts = {
  ...{ sentiment: null, priority: null, repeats: null, channel: null, note: null },
};
const amsterdam = { clock: LocalClock.of('Europe/Amsterdam'), hours: usualHours };
const at = new Date('2026-11-27T11:00:00Z');

const told = (when: string, facts: Partial<EscalationFacts>) =>
  escalationsFor(
    { escalations: [trigger(when)], priority: 'NORMAL' },
    { ...unknown, ...facts },
    { at, ...amsterdam },
  )[0];

describe('which triggers fire', () => {
  test.each([
    ['sentiment <= negative', { sentiment: 'VERY_NEGATIVE' }, 'FIRES'],
    ['sentiment <= negative', { sentiment: 'NEUTRAL' }, 'DOES_NOT_FIRE'],
    ['sentiment <= negative', {}, 'CANNOT_TELL'],
    ['sentiment >= positive', { sentiment: 'POSITIVE' }, 'FIRES'],
    ['priority >= normal', {}, 'FIRES'],
    ['priority = high', {}, 'DOES_NOT_FIRE'],
    ['priority = high', { priority: 'HIGH' }, 'FIRES'],
    ['repeats >= 2', { repeats: 2 }, 'FIRES'],
    ['repeats >= 2', { repeats: 0 }, 'DOES_NOT_FIRE'],
    ['channel in (PHONE, CHAT)', { channel: 'CHAT' }, 'FIRES'],
    ['channel = PHONE', { channel: 'CHAT' }, 'DOES_NOT_FIRE'],
    ['note has "refund"', { note: 'Wants a REFUND, now' }, 'FIRES'],
    ['note has "refund"', { note: 'refunds are slow' }, 'DOES_NOT_FIRE'],
    ['note has "to sue"', { note: 'going TO  sue us' }, 'FIRES'],
    ['note has "ß"', { note: 'SS' }, 'FIRES'],
    ['repeats >= 2 and channel = PHONE', { repeats: 0 }, 'DOES_NOT_FIRE'],
    ['repeats >= 2 and channel = PHONE', { repeats: 2 }, 'CANNOT_TELL'],
    ['repeats >= 2 or channel = PHONE', { repeats: 2 }, 'FIRES'],
    ['repeats >= 2 or channel = PHONE', { repeats: 1 }, 'CANNOT_TELL'],
    ['not repeats >= 2', { repeats: 1 }, 'FIRES'],
    ['not repeats >= 2', {}, 'CANNOT_TELL'],
  ] as const)('%s with %j: %s', (when, facts, verdict) => {
    expect(told(when, facts)?.verdict).toBe(verdict);
  });

  test('each clause says whether it holds and by what value, and a note is never told', () => {
    const found = told('repeats >= 2 and not note has any ("holiday", "sue") or channel = PHONE', {
      ...{ repeats: 1, note: 'my secret: on holiday' },
    });
    expect(found?.clauses).toEqual([
      { kind: 'REPEATS', text: 'repeats >= 2', isNegated: false, outcome: 'NOT_HELD', observed: '1' },
      {
        ...{ kind: 'NOTE', text: 'note has any ("holiday", "sue")', isNegated: true },
        ...{ outcome: 'HELD', observed: 'holiday' },
      },
      { kind: 'CHANNEL', text: 'channel = PHONE', isNegated: false, outcome: 'NOT_KNOWN', observed: null },
    ]);
    expect([found?.verdict, found?.dueAt]).toEqual(['CANNOT_TELL', null]);
  });
});

describe('by when', () => {
  const working = (amount: number, unit: ResolutionTarget['unit']): ResolutionTarget => ({
    ...{ amount, unit, clock: 'WORKING' },
  });
  const calendar = (amount: number, unit: ResolutionTarget['unit']): ResolutionTarget => ({
    ...{ amount, unit, clock: 'CALENDAR' },
  });
  // Friday 27 November 2026, noon in Amsterdam, unless another moment is said.
  test.each([
    [calendar(90, 'MINUTE'), '2026-11-27T11:00:00Z', '2026-11-27T12:30:00Z'],
    [calendar(1, 'DAY'), '2026-11-27T11:00:00Z', '2026-11-28T11:00:00Z'],
    // The clock is put back on 25 October: a day has 25 hours, 24 hours are 24 hours.
    [calendar(1, 'DAY'), '2026-10-24T10:00:00Z', '2026-10-25T11:00:00Z'],
    [calendar(24, 'HOUR'), '2026-10-24T10:00:00Z', '2026-10-25T10:00:00Z'],
    // Half past two is no time on 29 March: it is three.
    [calendar(1, 'DAY'), '2026-03-28T01:30:00Z', '2026-03-29T01:00:00Z'],
    [calendar(1, 'DAY'), '2026-03-28T01:10:00Z', '2026-03-29T01:00:00Z'],
    [working(60, 'MINUTE'), '2026-11-27T11:00:00Z', '2026-11-27T12:00:00Z'],
    // Five hours are left of Friday.
    [working(5, 'HOUR'), '2026-11-27T11:00:00Z', '2026-11-27T16:00:00Z'],
    [working(6, 'HOUR'), '2026-11-27T11:00:00Z', '2026-11-30T09:00:00Z'],
    [working(1, 'DAY'), '2026-11-27T11:00:00Z', '2026-11-30T11:00:00Z'],
    [working(1, 'MINUTE'), '2026-11-28T11:00:00Z', '2026-11-30T08:01:00Z'],
    [working(1, 'HOUR'), '2026-11-27T18:00:00Z', '2026-11-30T09:00:00Z'],
    [working(1, 'HOUR'), '2026-11-27T05:00:00Z', '2026-11-27T09:00:00Z'],
    [working(260, 'DAY'), '2026-11-27T11:00:00Z', '2027-11-26T11:00:00Z'],
    [working(100_000, 'DAY'), '2026-11-27T11:00:00Z', '2410-03-19T11:00:00Z'],
  ])('%j from %s ends at %s', (span, from, end) => {
    expect(endOfSpan(span, new Date(from), amsterdam)).toEqual(new Date(end));
  });

  test('an hour that the clock shows twice does not end before it begins', () => {
    const always = workingHours({ days: weekdays, from: '00:00', until: '24:00' });
    if (!always.ok) throw new Error(always.problem);
    const hours = { ...amsterdam, hours: always.value };
    // A quarter past two, for the first time and for the second.
    const [first, second] = [new Date('2026-10-25T00:15:00Z'), new Date('2026-10-25T01:15:00Z')];
    expect(endOfSpan(working(30, 'MINUTE'), first, hours)).toEqual(new Date('2026-10-25T00:45:00Z'));
    expect(endOfSpan(working(30, 'MINUTE'), second, hours)).toEqual(new Date('2026-10-25T01:45:00Z'));
  });

  test('not after the year 9999, however little is worked', () => {
    const hours = { days: ['SUNDAY'] as const, fromMinute: 0, untilMinute: 1 };
    expect(endOfSpan(working(100_000, 'HOUR'), at, { ...amsterdam, hours })).toBeNull();
    expect(endOfSpan(calendar(1, 'DAY'), new Date('9999-12-31T12:00:00Z'), amsterdam)).toBeNull();
  });

  test.each([
    [{ days: [], from: '09:00', until: '17:00' }, 'at least one day'],
    [{ days: ['MONDAY'], from: '9', until: '17:00' }, '"9"'],
    [{ days: ['MONDAY'], from: '09:00', until: '24:30' }, '"24:30"'],
    [{ days: ['MONDAY'], from: '17:00', until: '09:00' }, 'after 17:00'],
  ] as const)('%j are no working hours', (given, why) => {
    expect(workingHours(given)).toMatchObject({ ok: false, problem: expect.stringContaining(why) });
  });
});

const names: KnownNames = {
  departments: [
    { code: 'FIN', names: ['Finance'] },
    { code: 'LEGAL', names: [] },
  ],
  channels: ['PHONE', 'CHAT'],
};
const setting = (...escalations: readonly GivenTrigger[]) =>
  ({ kind: 'SetEscalation', reasonId: refund, escalations }) as const;
const plain = {
  ...{ sentimentAtMost: null, priorityAtLeast: null, repeatCountAtLeast: 2, keywords: [] },
  department: 'FIN',
};

describe('setting triggers', () => {
  test('however it is said, the same trigger is the same bytes, and they are read back', () => {
    const minutes = { amount: 60, unit: 'MINUTE', clock: 'CALENDAR' } as const;
    const bytes = [
      setting({ ...plain, deadlineMinutes: 60 }),
      setting({ ...plain, deadline: minutes }),
      setting({ when: '( REPEATS>=2 )', department: ' FIN', deadline: minutes }),
    ].map((operation) => {
      const { tree } = applied(smallTree(), [operation]);
      return Buffer.from(canonicalBytes({ taxonomyKey: 'bank', languages: ['en', 'nl'], tree })).toString();
    });
    expect(new Set(bytes).size).toBe(1);
    expect(bytes[0]).toContain(
      '"repeatCountAtLeast":2,"keywords":[],"department":"FIN","deadlineMinutes":60',
    );
  });

  test('what plain conditions cannot say is sealed in words', () => {
    const { tree } = applied(smallTree(), [
      setting({ when: 'channel=PHONE', department: 'FIN', deadline: hour }),
    ]);
    const bytes = canonicalBytes({ taxonomyKey: 'bank', languages: ['en', 'nl'], tree });
    const sealed = { when: 'channel = PHONE', department: 'FIN', deadline: hour };
    expect(Buffer.from(bytes).toString()).toContain(JSON.stringify(sealed));
    const read = parseCanonical(bytes);
    expect(read.ok && read.value.tree.get(refund)?.escalations).toEqual([sealed]);
    const broken = Buffer.from(Buffer.from(bytes).toString().replace('channel = PHONE', 'channel of PHONE'));
    expect(parseCanonical(broken)).toMatchObject({
      problem: { code: 'MALFORMED_CONTENT', message: expect.stringContaining('line 1, column 9') },
    });
  });

  test.each([
    [
      { when: 'repeats > 2', department: 'FIN', deadline: hour },
      { code: 'CONDITION_MALFORMED', line: 1, column: 9 },
    ],
    [
      { when: 'repeats >= 2', department: 'Finance', deadline: hour },
      { code: 'UNKNOWN_NAME', candidates: ['FIN'] },
    ],
    [
      { when: 'repeats >= 2', department: '???', deadline: hour },
      { code: 'UNKNOWN_NAME', candidates: [] },
    ],
    [
      { when: 'channel = phone', department: 'FIN', deadline: hour },
      { code: 'UNKNOWN_NAME', field: 'escalations.when', observed: 'phone', candidates: ['PHONE'] },
    ],
    [
      { when: 'repeats >= 2', department: 'FIN', deadline: { ...hour, amount: 0 } },
      { code: 'NUMBER_OUT_OF_RANGE' },
    ],
    [
      { ...plain, keywords: Array.from({ length: 200 }, (_, word) => `word number ${word}`), deadline: hour },
      { code: 'CONDITION_MALFORMED' },
    ],
  ])('%j is refused', (given, problem) => {
    const result = applyOperations(smallTree(), [setting(given)], { ...context, names });
    expect(result).toMatchObject({ ok: false, problem: { reasonId: refund, ...problem } });
  });

  test('what was accepted once is carried out again, whoever is there by then', () => {
    const again = applyOperations(
      smallTree(),
      [setting({ ...plain, department: 'GONE', deadline: hour })],
      context,
    );
    expect(again.ok).toBe(true);
  });

  test('is told in words', () => {
    const many = Array.from({ length: 4 }, () => ({ ...plain, deadlineMinutes: 1 }));
    const sentence = (operation: ReturnType<typeof setting>) =>
      operationSentence(operation, () => '"Refund"');
    expect(sentence(setting({ when: 'channel = PHONE', department: 'FIN', deadline: hour }))).toBe(
      'Set the escalation triggers of "Refund" to FIN within 1 hour when channel = PHONE.',
    );
    expect(sentence(setting(...many))).toContain('when repeats >= 2; 1 more.');
    expect(sentence(setting())).toBe('Took the escalation triggers of "Refund" away.');
  });
});
