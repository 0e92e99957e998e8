import fc from 'fast-check';
import { benjaminiHochberg, mannKendall, poissonChange } from '../../../src/agreement/statistics';
import { handlingBand, handlingBandOf, handlingLimits } from '../../../src/contact/domain';
import {
  bandedQuantile,
  changesOf,
  channelDivergences,
  concentrationOf,
  contactsPerCustomer,
  crossTable,
  customersWhoContacted,
  handleTimeOf,
  knowledgeGaps,
  meanOf,
  momentsOf,
  mustBeAnnotation,
  observedSpan,
  plusDays,
  qualityOf,
  repeatsOf,
  resolvedByFlag,
  resolvedWithoutRepeat,
  selfServiceCandidates,
  shareOf,
  simpsonCheck,
  trendsOf,
  usualAlertRule,
  usualKnowledgeGapRule,
  usualSelfServiceRule,
  usualChangeRule,
  usualRepeatRule,
  wholeSteps,
  type ReasonEvidence,
} from '../../../src/figures/domain';
import { reasonId } from '../taxonomy/trees';

describe('whether a series tends one way', () => {
  it('is what counting all orders of its points says', () => {
    const orders = (values: readonly number[]): readonly (readonly number[])[] =>
      values.length === 0
        ? [[]]
        : values.flatMap((value) =>
            orders(values.filter((one) => one !== value)).map((rest) => [value, ...rest]),
          );
    const sOf = (values: readonly number[]): number => {
      let s = 0;
      values.forEach((later, at) =>
        values.slice(0, at).forEach((before) => (s += Math.sign(later - before))),
      );
      return s;
    };
    const all = orders([1, 2, 3, 4, 5, 6]);
    for (const values of all.filter((_, at) => at % 37 === 0)) {
      const found = mannKendall(values);
      const asFar = all.filter((one) => Math.abs(sOf(one)) >= Math.abs(sOf(values))).length;
      expect(found).toMatchObject({ s: sOf(values), method: 'EXACT' });
      expect(found?.pValue).toBeCloseTo(asFar / all.length, 12);
    }
  });

  it('is corrected for ties, and has the median of all slopes', () => {
    // By hand: S = 9 - 0 of 15 pairs; ties of 2, 2 and 2; Var = (6 x 5 x 17 - 3 x 2 x 1 x 9) / 18 = 25.333.
    const found = mannKendall([1, 1, 2, 2, 3, 3]);
    expect(found).toMatchObject({ s: 12, method: 'NORMAL' });
    // z = (12 - 1) / sqrt(25.333) = 2.18547; two-sided 0.02886.
    expect(found?.pValue).toBeCloseTo(0.02886, 4);
    expect(found?.slope).toBeCloseTo(0.5, 12);
    expect(mannKendall([5, 5, 5, 5])).toMatchObject({ s: 0, pValue: 1, slope: 0 });
    expect(mannKendall([1, 2])).toBeNull();
  });

  it('has a slope whose limits hold it, and turns round with the series', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 3, maxLength: 30 }), (values) => {
        const [found, turned] = [mannKendall(values), mannKendall(values.map((value) => -value))];
        if (found === null || turned === null) throw new Error('expected a test');
        expect(found.interval.lower).toBeLessThanOrEqual(found.slope);
        expect(found.interval.upper).toBeGreaterThanOrEqual(found.slope);
        expect(turned.s).toBe(-found.s === 0 ? 0 : -found.s);
        expect(turned.pValue).toBeCloseTo(found.pValue, 12);
      }),
    );
  });
});

describe('whether a rate of events changed', () => {
  it('is the exact test of two counts', () => {
    // The counts of the second example of R's poisson.test; the interval that it prints for their ratio is 0.8584264 4.2772659.
    const found = poissonChange({ count: 21, exposure: 3_011 }, { count: 11, exposure: 800 });
    expect(found?.ratio).toBeCloseTo(1.971488, 5);
    let tail = 0;
    const share = 800 / 3_811;
    for (let count = 11; count <= 32; count += 1)
      tail += choose(32, count) * share ** count * (1 - share) ** (32 - count);
    expect(found?.pValue).toBeCloseTo(2 * tail, 10);
    expect(found?.interval?.lower).toBeCloseTo(0.8584264, 6);
    expect(found?.interval?.upper).toBeCloseTo(4.2772659, 6);
    expect(poissonChange({ count: 0, exposure: 10 }, { count: 0, exposure: 10 })).toBeNull();
    expect(poissonChange({ count: 0, exposure: 10 }, { count: 12, exposure: 10 })).toMatchObject({
      ...{ ratio: null, interval: null },
      pValue: expect.closeTo(2 / 2 ** 12, 10) as number,
    });
  });

  const choose = (of: number, count: number): number =>
    Array.from({ length: count }, (_, at) => (of - at) / (count - at)).reduce(
      (product, one) => product * one,
      1,
    );
});

describe('alerts', () => {
  const steps = wholeSteps({ from: '2025-01-01', until: '2026-01-01' }, 'MONTH');
  const rising = steps.map((_, month) => 31 * (month + 1));

  it('are raised for as many as were tested, so that of many steady reasons hardly one is', () => {
    let state = 7;
    const draw = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const steady = Array.from(
      { length: 200 },
      (_, at) => [`steady ${at}`, steps.map(() => 100 + 40 * draw())] as const,
    );
    const found = trendsOf(
      new Map<string, readonly number[]>([['rising', rising], ...steady]),
      steps,
      usualAlertRule,
    );
    expect(found.filter(({ isAlert }) => isAlert).map(({ key }) => key)).toEqual(['rising']);
    expect(found[0]).toMatchObject({ key: 'rising', direction: 'RISING' });
    const adjusted = benjaminiHochberg(found.map(({ pValue }) => pValue.value));
    expect(found.map(({ adjustedPValue }) => adjustedPValue.value)).toEqual(adjusted);
  });

  it('are not told of too few steps or contacts, nor of changes that are sure and small', () => {
    expect(trendsOf(new Map([['a', [9, 9, 9, 9]]]), steps.slice(0, 4), usualAlertRule)[0]).toMatchObject({
      ...{ isAlert: false, direction: 'NEITHER' },
      pValue: { value: null, undefinedBecause: 'TOO_FEW_PERIODS' },
    });
    expect(trendsOf(new Map([['a', [1, 2, 3, 4, 5]]]), steps.slice(0, 5), usualAlertRule)[0]?.pValue).toEqual(
      {
        ...{ value: null, undefinedBecause: 'TOO_FEW_CONTACTS' },
      },
    );
    const days = { before: 28, after: 28 };
    const change = (before: number, after: number) =>
      changesOf([{ key: 'a', before, after }], days, usualChangeRule)[0];
    expect(change(100_000, 110_000)).toMatchObject({ isAlert: false, ratio: { value: 1.1 } });
    expect(change(100_000, 70_000)).toMatchObject({ isAlert: true, direction: 'FALLING' });
    expect(change(0, 40)).toMatchObject({ isAlert: true, direction: 'RISING', ratio: { value: null } });
    expect(change(5, 9)?.pValue.undefinedBecause).toBe('TOO_FEW_CONTACTS');
    const stopped = changesOf(
      [{ key: 'a', before: 500, after: 0 }],
      { before: 28, after: null },
      usualChangeRule,
    );
    expect(stopped[0]).toMatchObject({ direction: 'NEITHER', pValue: { undefinedBecause: 'NO_DATA' } });
  });
});

describe('the days in which contacts came in', () => {
  const daily = (from: string, days: number, contacts: number) =>
    Array.from({ length: days }, (_, at) => ({ day: plusDays(from, at), contacts }));
  const quarter = { from: '2025-01-01', until: '2025-04-01' };

  it('end where a desk sends none any more, and begin where it sends none yet', () => {
    expect(observedSpan(quarter, [daily('2025-01-01', 45, 20)])).toEqual({
      from: '2025-01-01',
      until: '2025-02-15',
    });
    expect(observedSpan(quarter, [daily('2025-02-01', 59, 20)])).toEqual({
      from: '2025-02-01',
      until: '2025-04-01',
    });
    expect(observedSpan(quarter, [[]])).toBeNull();
  });

  it('do not end with a silence that is usual, or in which few were to be expected', () => {
    const weekdays = daily('2025-01-01', 87, 20).filter(
      ({ day }) => ![0, 6].includes(new Date(day).getUTCDay()),
    );
    expect(observedSpan({ ...quarter, until: '2025-03-31' }, [weekdays])?.until).toBe('2025-03-31');
    expect(observedSpan(quarter, [daily('2025-01-01', 60, 0.1)])?.until).toBe('2025-04-01');
  });

  it('are cut into whole months and weeks', () => {
    expect(wholeSteps({ from: '2025-01-15', until: '2025-03-20' }, 'MONTH')).toEqual([
      { from: '2025-02-01', until: '2025-03-01' },
    ]);
    expect(wholeSteps({ from: '2025-01-15', until: '2025-02-04' }, 'WEEK')).toHaveLength(2);
  });
});

describe('what is told of bands', () => {
  it('names bands that meet and hold their seconds', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (seconds) => {
        const { from, until } = handlingBand(handlingBandOf(seconds));
        expect(from <= seconds && (until === null || seconds < until)).toBe(true);
      }),
    );
    expect([...handlingLimits].sort((one, other) => one - other)).toEqual(handlingLimits);
    expect(new Set(handlingLimits).size).toBe(handlingLimits.length);
  });

  it('lies within the band that holds the quantile of the values themselves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20_000), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.5, 0.9),
        (values, p) => {
          const found = handleTimeOf(
            values.map((seconds) => ({ handling: handlingBandOf(seconds), contacts: 1, seconds })),
          );
          const sorted = values.toSorted((one, other) => one - other);
          const truth = sorted[Math.ceil(p * sorted.length) - 1] ?? 0;
          const told = p === 0.5 ? found.median : found.p90;
          expect(told.within).toEqual(handlingBand(handlingBandOf(truth)));
          expect(found.mean.value).toBeCloseTo(values.reduce((sum, one) => sum + one, 0) / values.length, 6);
          expect(told.interval === null || told.interval.lower <= (told.within?.from ?? 0)).toBe(true);
        },
      ),
    );
  });

  it('has no upper limit where the last band has none, and does not exist of nothing', () => {
    const open = bandedQuantile([{ from: 100, until: null, count: 4 }], 0.9);
    expect(open).toMatchObject({ value: 100, within: { from: 100, until: null }, interval: null });
    expect(bandedQuantile([], 0.5)).toMatchObject({ value: null, undefinedBecause: 'NO_CONTACTS' });
    expect(handleTimeOf([{ handling: null, contacts: 3, seconds: 0 }]).mean).toMatchObject({
      ...{ value: null, undefinedBecause: 'NOT_RECORDED' },
    });
  });
});

it('a mean has the interval of Student', () => {
  // The mean 10 less t(0.975, 3) x s / sqrt(n) = 3.182446 x 1.632993 / 2.
  const found = meanOf(momentsOf([8, 10, 10, 12].map((value) => ({ value, count: 1 }))));
  expect(found).toMatchObject({ value: 10, of: 4 });
  expect(found.interval?.lower).toBeCloseTo(10 - (3.182446 * 1.632993) / 2, 5);
  expect(meanOf({ of: 1, sum: 3, squares: 0 })).toMatchObject({ value: 3, interval: null });
});

it('how contacts went is told of those of which it is recorded', () => {
  const nothing = { satisfaction: null, sentiment: null, escalated: null, firstResolved: null };
  const found = qualityOf([
    { ...nothing, satisfaction: 5, escalated: true, contacts: 3 },
    { ...nothing, satisfaction: 3, sentiment: 'NEGATIVE', escalated: false, contacts: 1 },
    { ...nothing, contacts: 6 },
  ]);
  expect(found).toMatchObject({
    ...{ answered: { count: 4, of: 10 }, satisfaction: { value: 4.5 }, topBox: { count: 3, of: 4 } },
    ...{ negative: { count: 1, of: 1 }, escalated: { count: 3, of: 4 } },
    firstResolved: { value: null, undefinedBecause: 'NOT_RECORDED' },
  });
});

describe('customers', () => {
  it('have a mean and a median of those who made contact', () => {
    const found = contactsPerCustomer(
      [
        { contacts: 9, customers: 1 },
        { contacts: 1, customers: 2 },
        { contacts: 3, customers: 1 },
      ],
      6,
    );
    expect(found).toMatchObject({ contacts: 14, customers: 4, mean: { value: 3.5 }, median: { value: 2 } });
    expect(found.withoutCustomer).toMatchObject({ count: 6, of: 20 });
    expect(contactsPerCustomer([], 3).median).toEqual({ value: null, undefinedBecause: 'NO_CUSTOMERS' });
    expect(contactsPerCustomer([], 0).mean.undefinedBecause).toBe('NO_CONTACTS');
  });

  it('who made contact are a share of a segment whose size is known', () => {
    const found = { segment: 'Home', customers: 30, withoutCustomer: 2 };
    expect(customersWhoContacted(found, 120).share.value).toBe(0.25);
    expect(customersWhoContacted(found, null).share.undefinedBecause).toBe('NO_SEGMENT_SIZE');
    expect(customersWhoContacted(found, 20).share.undefinedBecause).toBe('MORE_THAN_SEGMENT_SIZE');
    expect(customersWhoContacted({ ...found, customers: 0 }, 0).share.undefinedBecause).toBe(
      'SEGMENT_WITHOUT_CUSTOMERS',
    );
  });

  it('are resolved at once by what is recorded, or by what did not follow', () => {
    const counts = [{ contacts: 10, followable: 8, followed: 2, precedable: 9, preceded: 3 }];
    const basis = { withoutCustomer: 4, withoutReason: 1 };
    const repeats = repeatsOf(counts, usualRepeatRule, basis);
    expect(repeats).toMatchObject({
      followed: { value: 0.25 },
      censoredAfter: 2,
      censoredBefore: 1,
      ...basis,
    });
    expect(resolvedWithoutRepeat(repeats, 15)).toMatchObject({
      ...{ basis: 'NO_REPEAT', share: { count: 6, of: 8 }, coverage: { count: 8, of: 15 } },
    });
    expect(resolvedByFlag({ yes: 0, no: 0, unknown: 5 }).share.undefinedBecause).toBe('NOT_RECORDED');
    expect(repeatsOf([], usualRepeatRule, basis).followed.undefinedBecause).toBe('NO_CUSTOMERS');
    const short = [{ contacts: 3, followable: 0, followed: 0, precedable: 0, preceded: 0 }];
    expect(repeatsOf(short, usualRepeatRule, basis).repeats.undefinedBecause).toBe('WINDOW_TOO_LONG');
  });
});

it('channels differ by their reasons, in bits and by a test against the others', () => {
  const [one, other] = [reasonId(1), reasonId(2)];
  const cells = [
    { row: 'PHONE', column: one, count: 90 },
    { row: 'PHONE', column: other, count: 10 },
    { row: 'EMAIL', column: one, count: 30 },
    { row: 'EMAIL', column: other, count: 70 },
    { row: null, column: one, count: 3 },
  ];
  const [email, phone, unknown] = channelDivergences(crossTable(cells));
  // G = 2 x SUM of observed x ln(observed / expected), over the table of the channel and the others.
  let g = 0;
  for (const [observed, rowOf, columnOf] of [
    [90, 100, 123],
    [10, 100, 80],
    [33, 103, 123],
    [70, 103, 80],
  ] as const)
    g += 2 * observed * Math.log(observed / ((rowOf * columnOf) / 203));
  expect(phone).toMatchObject({ channel: 'PHONE', contacts: 100, degreesOfFreedom: 1 });
  expect(phone?.statistic.value).toBeCloseTo(g, 9);
  expect(phone?.adjustedPValue.value).toBeLessThan(1e-12);
  expect(email?.typical.map(({ reasonId: id }) => id)).toEqual([one, other]);
  expect(unknown?.pValue).toEqual({ value: null, undefinedBecause: 'TOO_FEW_CONTACTS' });
  const alone = channelDivergences(crossTable(cells.slice(0, 2)))[0];
  expect(alone).toMatchObject({ divergence: { value: 0 }, pValue: { undefinedBecause: 'NO_VARIATION' } });
});

it('parts may all go the other way than the whole', () => {
  // Charig et al. 1986, as told by Julious & Mullee 1994, BMJ 309:1480.
  const stones = [
    { key: 'small', before: { count: 81, of: 87 }, after: { count: 234, of: 270 } },
    { key: 'large', before: { count: 192, of: 263 }, after: { count: 55, of: 80 } },
  ];
  const found = simpsonCheck(stones);
  expect(found.verdict).toBe('REVERSED');
  expect(found.all).toMatchObject({ before: { count: 273, of: 350 }, after: { count: 289, of: 350 } });
  expect(simpsonCheck(stones.slice(0, 1)).verdict).toBe('NOT_TOLD');
  const alike = stones.map(({ key, before, after }) => ({ key, before: after, after: before }));
  expect(
    simpsonCheck([...alike, { key: 'more', before: { count: 9, of: 10 }, after: { count: 1, of: 10 } }])
      .verdict,
  ).toBe('MIXED');
  const rates = [{ key: 'a', before: { count: 300, of: 100 }, after: { count: 200, of: 100 } }];
  expect(simpsonCheck(rates).all).toMatchObject({ difference: { value: -1 }, interval: null });
});

describe('what could be done about a reason', () => {
  const evidence = (fields: Partial<ReasonEvidence> = {}): ReasonEvidence => ({
    ...{ reasonId: reasonId(1), volume: shareOf(200, 1_000), articles: 0, unexpected: shareOf(0, 180) },
    resolutions: concentrationOf(
      new Map([
        ['SENT', 170],
        ['OTHER', 10],
      ]),
      String,
    ),
    medianHandling: bandedQuantile([{ from: 60, until: 70, count: 150 }], 0.5),
    ...{ resolvedAtOnce: { basis: 'FLAG', share: shareOf(160, 180) }, escalated: shareOf(1, 200) },
    ...fields,
  });

  it('is self-service where it is common, ends alike, is short and resolved at once', () => {
    const judge = (fields: Partial<ReasonEvidence>) =>
      selfServiceCandidates([evidence(fields)], usualSelfServiceRule)[0];
    expect(judge({})).toMatchObject({ isCandidate: true, unmet: [], untold: [] });
    expect(judge({ volume: shareOf(200, 100_000) })).toMatchObject({ isCandidate: false, unmet: ['VOLUME'] });
    expect(judge({ medianHandling: bandedQuantile([], 0.5) })).toMatchObject({
      isCandidate: false,
      untold: ['SHORT'],
    });
    const longer = bandedQuantile([{ from: 300, until: 330, count: 9 }], 0.5);
    expect(judge({ medianHandling: longer })).toMatchObject({ unmet: ['SHORT'] });
    // Seven of ten is 0.7, and may be 0.4.
    const few = { basis: 'FLAG', share: shareOf(7, 10) } as const;
    expect(judge({ resolvedAtOnce: few })).toMatchObject({ unmet: ['RESOLVED_AT_ONCE'] });
  });

  it('is an article where contacts end in many ways, unforeseen, handed on or not at once', () => {
    const gaps = (fields: Partial<ReasonEvidence>, more = {}) =>
      knowledgeGaps([evidence(fields)], { ...usualKnowledgeGapRule, ...more }).map(({ signs }) => signs);
    expect(gaps({})).toEqual([]);
    const bad = {
      resolutions: concentrationOf(new Map(Array.from({ length: 5 }, (_, at) => [`R${at}`, 40])), String),
      ...{ unexpected: shareOf(80, 200), escalated: shareOf(60, 200) },
      resolvedAtOnce: { basis: 'NO_REPEAT', share: shareOf(80, 200) },
    } as const;
    expect(gaps(bad)).toEqual([['SPREAD', 'UNEXPECTED', 'ESCALATED', 'NOT_RESOLVED_AT_ONCE']]);
    expect(gaps({ ...bad, articles: 1 })).toEqual([]);
    expect(gaps({ ...bad, articles: 1 }, { alsoWithArticle: true })).toHaveLength(1);
    expect(gaps({ ...bad, volume: shareOf(29, 1_000) })).toEqual([]);
  });
});

it('an annotation has a title and days', () => {
  const wish = { kind: 'CAMPAIGN' as const, title: ' Spring ', from: '2025-03-01', until: null };
  expect(mustBeAnnotation(wish, 0)).toMatchObject({
    ok: true,
    value: { title: 'Spring', until: '2025-03-02' },
  });
  for (const until of ['2025-03-01', '2040-01-01'])
    expect(mustBeAnnotation({ ...wish, until }, 0)).toMatchObject({ ok: false, problem: { field: 'until' } });
  expect(mustBeAnnotation(wish, 2_000)).toMatchObject({ ok: false, problem: { field: 'taxonomy' } });
  expect(mustBeAnnotation({ ...wish, title: '' }, 0)).toMatchObject({
    ok: false,
    problem: { field: 'title' },
  });
});
