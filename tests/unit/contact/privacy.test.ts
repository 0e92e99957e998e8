import {
  customerHeld,
  customerKeyOf,
  holdsOn,
  keptFrom,
  mustBeHold,
  mustBeRetention,
  mustNotName,
  observableFrom,
  takenFrom,
  type LegalHoldRecord,
} from '../../../src/contact/domain';

describe('how long contacts are kept', () => {
  test.each([
    [1, '2026-11-26', '2026-10-01'],
    [1, '2026-11-30', '2026-10-01'],
    [1, '2026-12-01', '2026-11-01'],
    [11, '2026-11-26', '2025-12-01'],
    [12, '2026-11-26', '2025-11-01'],
    [24, '2024-02-29', '2022-02-01'],
  ])('%i months on %s are kept from %s on', (months, today, day) => {
    expect(keptFrom(months, today)).toBe(day);
  });

  test.each([0, -1, 1.5, 1_201, Number.NaN])('%d months are none', (months) => {
    expect(mustBeRetention(months)).toMatchObject({ ok: false, problem: { code: 'RETENTION_REFUSED' } });
  });

  test('for ever, for a month and for a hundred years can be', () => {
    expect([null, 1, 1_200].map((months) => mustBeRetention(months).ok)).toEqual([true, true, true]);
  });

  test('all contacts are there from the month on after the last that was purged', () => {
    const purgedAt = new Date(0);
    expect(observableFrom([{ month: '2026-01-01', purgedAt: null }])).toBeNull();
    expect(
      observableFrom([
        { month: '2025-12-01', purgedAt },
        { month: '2025-11-01', purgedAt: null },
        { month: '2025-10-01', purgedAt },
      ]),
    ).toBe('2026-01-01');
  });

  test('contacts are taken from the later of what is kept and what is there', () => {
    expect(takenFrom(null, null)).toBeNull();
    expect(takenFrom('2026-01-01', null)).toBe('2026-01-01');
    expect(takenFrom(null, '2026-02-01')).toBe('2026-02-01');
    expect(takenFrom('2026-01-01', '2026-02-01')).toBe('2026-02-01');
    expect(takenFrom('2026-03-01', '2026-02-01')).toBe('2026-03-01');
  });
});

const key = '0123456789abcdef0123456789abcdef';
const hold = (changes: Partial<LegalHoldRecord>): LegalHoldRecord =>
  ({
    id: 'h',
    kind: 'PERIOD',
    fromDay: '2026-03-01',
    untilDay: '2026-04-01',
    customerKey: null,
    ...changes,
  }) as LegalHoldRecord;
const ofCustomer = hold({ kind: 'CUSTOMER', fromDay: null, untilDay: null, customerKey: key });

describe('holds', () => {
  test('keep a customer, and whoever has a contact on their days', () => {
    expect(holdsOn([{ day: '2026-03-31' }], 'other', [hold({}), ofCustomer])).toEqual([hold({})]);
    expect(holdsOn([{ day: '2026-04-01' }], 'other', [hold({}), ofCustomer])).toEqual([]);
    expect(holdsOn([], key, [hold({}), ofCustomer])).toEqual([ofCustomer]);
    expect(customerHeld([hold({}), ofCustomer]).message).not.toContain(key);
  });

  test('end after they begin, hold each thing once, and are not without number', () => {
    const march = { kind: 'PERIOD', fromDay: '2026-03-01', untilDay: '2026-04-01' } as const;
    expect(mustBeHold(march, []).ok).toBe(true);
    const refused = (holding: readonly LegalHoldRecord[], wish: Parameters<typeof mustBeHold>[0] = march) =>
      mustBeHold(wish, holding);
    expect(refused([], { ...march, untilDay: '2026-03-01' })).toMatchObject({ problem: { field: 'until' } });
    expect(refused([hold({})])).toMatchObject({ problem: { field: 'taxonomy' } });
    expect(refused([ofCustomer], { kind: 'CUSTOMER', customerKey: key }).ok).toBe(false);
    expect(refused(Array.from({ length: 200 }, () => hold({ fromDay: '1999-01-01' }))).ok).toBe(false);
  });
});

describe('a customer', () => {
  const pseudonymOf = (customer: string) => `pseudonym of ${customer}`;

  test('is named as contacts do, or by pseudonym', () => {
    expect(customerKeyOf({ customer: ' Ada ' }, pseudonymOf)).toEqual({
      ok: true,
      value: 'pseudonym of Ada',
    });
    expect(customerKeyOf({ customerKey: key }, pseudonymOf)).toEqual({ ok: true, value: key });
  });

  test.each([{ customer: '' }, { customer: 'a\u0000b' }, { customer: '\ud800' }, { customerKey: 'SECRET' }])(
    '%j is none, and is not repeated',
    (named) => {
      const result = customerKeyOf(named, pseudonymOf);
      expect(result).toMatchObject({ ok: false, problem: { code: 'MALFORMED_TEXT' } });
      expect(JSON.stringify(result)).not.toContain('SECRET');
    },
  );
});

describe('a reason that the history keeps for ever', () => {
  test.each([
    ['Asked for by Anna Bos.', 'anna bos'],
    ['ticket-12, and nothing else', 'ticket-12'],
    ['(C-4711)', 'C-4711'],
    ['Jose\u0301 asked', 'José'],
    ['123456 then 456', '456'],
  ])('%s names %s', (because, name) => {
    const result = mustNotName(because, ['nobody', name]);
    expect(result).toMatchObject({ ok: false, problem: { code: 'CUSTOMER_NAMED', field: 'because' } });
    expect(JSON.stringify(result)).not.toContain(name);
  });

  test.each([
    ['Asked for by Annabel.', 'Anna'],
    ['ticket-123', 'ticket-12'],
    ['Article 17 of the law', '17'],
    ['The law.', ''],
  ])('%s does not name %s', (because, name) => {
    expect(mustNotName(because, [name])).toEqual({ ok: true, value: because });
  });
});
