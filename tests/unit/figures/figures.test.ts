import fc from 'fast-check';
import {
  associationOf,
  bandOf,
  codeQualityOf,
  concentrationOf,
  contactRateOf,
  crossTable,
  defaultBandRule,
  handledElsewhere,
  monthsOf,
  mustBeBands,
  mustBeSegmentSizes,
  rateChangeOf,
  recodingOf,
  residualShares,
  shareOf,
  sizesInPeriod,
} from '../../../src/figures/domain';
import { cohenKappa, pairTableFrom } from '../../../src/agreement/statistics';
import type { DepartmentId, ReasonId } from '../../../src/platform/ids';
import { applied, reasonId, smallTree } from '../taxonomy/trees';

// billing (1) > refund (2), invoice (3); moving (4) > cancel (5).
const [billing, refund, invoice, cancel] = [1, 2, 3, 5].map(reasonId) as [
  ReasonId,
  ReasonId,
  ReasonId,
  ReasonId,
];
const tableOf = (rows: readonly (readonly number[])[]) =>
  crossTable(rows.flatMap((cells, row) => cells.map((count, column) => ({ row, column, count }))));

describe('how far two properties depend on each other', () => {
  it('is what R prints of a table that it brings along', () => {
    // R: chisq.test(HairEyeColor summed over Sex) prints X-squared = 138.29, df = 9; vcd::assocstats gives V = 0.279.
    const hairByEye = [
      [68, 20, 15, 5],
      [119, 84, 54, 29],
      [26, 17, 14, 14],
      [7, 94, 10, 16],
    ];
    const found = associationOf(tableOf(hairByEye));
    expect(found).toMatchObject({ contacts: 592, rows: 4, columns: 4, degreesOfFreedom: 9 });
    expect(found.chiSquare.value).toBeCloseTo(138.29, 2);
    expect(found.cramersV.value).toBeCloseTo(0.279, 3);
    expect(found.pValue.value).toBeLessThan(1e-24);
    expect(found.sparseCells.value).toBe(0);
  });

  it('does not exist of nothing, nor where one of the two is the same for all', () => {
    expect(associationOf(tableOf([])).cramersV).toEqual({ value: null, undefinedBecause: 'NO_CONTACTS' });
    expect(associationOf(tableOf([[3], [4]])).chiSquare).toEqual({
      value: null,
      undefinedBecause: 'NO_VARIATION',
    });
  });

  it('is the sum of squared differences from what is expected, cell by cell', () => {
    const someTable = fc.array(fc.array(fc.nat(20), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(someTable, (rows) => {
        const table = tableOf(rows);
        const found = associationOf(table);
        if (found.chiSquare.value === null) return;
        let [sum, sparse] = [0, 0];
        for (const [row, rowTotal] of table.rowTotals)
          for (const [column, columnTotal] of table.columnTotals) {
            const expected = (rowTotal * columnTotal) / table.total;
            sum += ((table.cells.get(row)?.get(column) ?? 0) - expected) ** 2 / expected;
            if (expected < 5) sparse += 1;
          }
        expect(found.chiSquare.value).toBeCloseTo(sum, 8);
        expect(found.sparseCells.value).toBeCloseTo(sparse / (found.rows * found.columns), 12);
        expect(found.cramersV.value).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('how far counts gather on one value', () => {
  it('is a share and bits', () => {
    // Shannon 1948, section 6: H of 1/2, 1/4, 1/8, 1/8 is 1 3/4 bits.
    const found = concentrationOf(
      new Map([
        ['a', 4],
        ['b', 2],
        ['c', 1],
        ['d', 1],
      ]),
      String,
    );
    expect(found).toMatchObject({ modal: 'a', distinct: 4, modalShare: { value: 0.5, count: 4, of: 8 } });
    expect(found.entropy.value).toBeCloseTo(1.75, 12);
  });

  it('is no bits where all are alike, and nothing where there is none', () => {
    expect(concentrationOf(new Map([['a', 5]]), String).entropy.value).toBe(0);
    expect(concentrationOf(new Map(), String)).toMatchObject({
      ...{ modal: null, entropy: { value: null, undefinedBecause: 'NO_CONTACTS' } },
      modalShare: { value: null, undefinedBecause: 'NO_CONTACTS', interval: null },
    });
  });
});

describe('the contact rate of a segment', () => {
  it.each([
    [0, 'OPTIMAL', false],
    [5, 'OPTIMAL', false],
    [5.01, 'OPTIMAL', true],
    [5.999, 'OPTIMAL', true],
    [6, 'ACCEPTABLE', false],
    [10, 'ACCEPTABLE', false],
    [10.99, 'ACCEPTABLE', true],
    [11, 'CONCERN', false],
    [250, 'CONCERN', false],
  ])('of %d percent is %s (in a hole: %s)', (percent, band, isInHole) => {
    const rate = contactRateOf({ contacts: percent * 1_000, customers: 100_000 });
    expect(rate).toMatchObject({ band, isInHole, rule: defaultBandRule });
    expect(rate.percent.value).toBeCloseTo(percent, 10);
  });

  it('does not exist without customers, and says why', () => {
    const why = (customers: number | null) => contactRateOf({ contacts: 5, customers });
    expect(why(null)).toMatchObject({ percent: { undefinedBecause: 'NO_SEGMENT_SIZE' }, band: null });
    expect(why(0)).toMatchObject({
      percent: { undefinedBecause: 'SEGMENT_WITHOUT_CUSTOMERS' },
      interval: null,
    });
  });

  it('has an interval in percent, but none where contacts are more than customers', () => {
    // Newcombe 1998, Stat. Med. 17:857-872, table I, method 3: 15 of 148 is .0624 to .1605.
    const { interval } = contactRateOf({ contacts: 15, customers: 148 });
    expect(interval?.lower).toBeCloseTo(6.24, 2);
    expect(interval?.upper).toBeCloseTo(16.05, 2);
    expect(contactRateOf({ contacts: 120, customers: 100 }).interval).toBeNull();
  });

  it('takes cut points that are percents in their order, and no others', () => {
    expect(mustBeBands({ optimalBelow: 3.5, concernFrom: 9 }).ok).toBe(true);
    for (const [optimalBelow, concernFrom] of [
      [6, 6],
      [11, 6],
      [0, 5],
      [-1, 5],
      [Number.NaN, 5],
      [5, Infinity],
    ] as const)
      expect(mustBeBands({ optimalBelow, concernFrom })).toMatchObject({
        problem: { code: 'BANDS_REFUSED' },
      });
    expect(bandOf(4, { optimalBelow: 3.5, concernFrom: 9 })).toBe('ACCEPTABLE');
  });
});

describe('the size of a segment in a period', () => {
  const sizes = [
    { segment: 'home', from: '2026-01-01', customers: 100 },
    { segment: 'home', from: '2026-02-01', customers: 200 },
    { segment: 'shop', from: '2026-02-15', customers: 50 },
    { segment: 'new', from: '2026-06-01', customers: 9 },
  ];
  it('is the mean over the days of which it is known', () => {
    const found = sizesInPeriod(sizes, { from: '2026-01-01', until: '2026-03-01' });
    expect(found.get('home')).toEqual({ customers: (31 * 100 + 28 * 200) / 59, knownDays: 59 });
    expect(found.get('shop')).toEqual({ customers: 50, knownDays: 14 });
    expect(found.has('new')).toBe(false);
  });

  it('is kept where it is a whole number, once for a day', () => {
    expect(mustBeSegmentSizes(sizes).ok).toBe(true);
    const [home] = sizes;
    if (home === undefined) throw new Error('there is a size');
    const refused = mustBeSegmentSizes([
      home,
      home,
      { ...home, segment: ' ' },
      { ...home, from: '2026-03-01', customers: 1.5 },
    ]);
    expect(refused).toMatchObject({
      problem: {
        faults: [
          { index: 1, field: 'segment' },
          { index: 2, field: 'segment' },
          { index: 3, field: 'customers' },
        ],
      },
    });
    expect(mustBeSegmentSizes([])).toMatchObject({ ok: false });
  });
});

describe('what accounts for a change of the rate', () => {
  const side = (
    contacts: number,
    customers: number | null,
    byReason: readonly (readonly [ReasonId, number])[],
  ) => ({
    rate: contactRateOf({ contacts, customers }),
    byReason: new Map(byReason),
  });
  it('adds up to it, with what has no reason', () => {
    const before = side(1_200, 10_000, [
      [refund, 700],
      [invoice, 400],
    ]);
    const after = side(800, 10_000, [
      [refund, 250],
      [cancel, 480],
    ]);
    const change = rateChangeOf(before, after);
    expect(change.points.value).toBeCloseTo(-4, 12);
    const parts = change.contributions.map(({ reasonId: id, points }) => [id, points.value]);
    expect(parts).toEqual([
      [refund, expect.closeTo(-4.5, 10)],
      [invoice, expect.closeTo(-4, 10)],
      [cancel, expect.closeTo(4.8, 10)],
    ]);
    expect(change.withoutReason.value).toBeCloseTo(-0.3, 10);
  });

  it('is in one order whatever order reasons come in', () => {
    const alike = [refund, invoice, cancel].map((id) => [id, 5] as const);
    const order = (given: readonly (readonly [ReasonId, number])[]) =>
      rateChangeOf(side(15, 10, given), side(15, 10, given)).contributions.map(({ reasonId: id }) => id);
    expect(order(alike.toReversed())).toEqual(order(alike));
  });

  it('does not exist where one of the rates does not', () => {
    const change = rateChangeOf(side(5, null, [[refund, 5]]), side(5, 10, [[refund, 5]]));
    expect(change.points).toEqual({ value: null, undefinedBecause: 'NO_SEGMENT_SIZE' });
    expect(change.contributions[0]?.points.value).toBeNull();
  });
});

describe('other figures', () => {
  it('a share of nothing does not exist, and one of something has limits', () => {
    expect(shareOf(0, 0)).toEqual({
      value: null,
      undefinedBecause: 'NO_CONTACTS',
      count: 0,
      of: 0,
      interval: null,
    });
    // Newcombe 1998, Stat. Med. 17:857-872, method 3: 81 of 263 is .2553 to .3662.
    const { interval } = shareOf(81, 263);
    expect(interval?.lower).toBeCloseTo(0.2553, 4);
    expect(interval?.upper).toBeCloseTo(0.3662, 4);
  });

  it('the residual share counts what is declared, also above the reason', () => {
    const tree = applied(smallTree(), [
      { kind: 'SetResidual', reasonId: reasonId(4), residual: true },
      { kind: 'SetResidual', reasonId: invoice, residual: true },
    ]).tree;
    const found = residualShares(
      tree,
      new Map([
        [refund, 6],
        [invoice, 3],
        [cancel, 1],
      ]),
    );
    expect(found.overall).toMatchObject({ count: 4, of: 10 });
    expect(found.menus.map(({ parentId, share }) => [parentId, share.count, share.of])).toEqual([
      [billing, 3, 9],
      [null, 1, 10],
      [reasonId(4), 0, 1],
    ]);
  });

  it('contacts are handled elsewhere than by the accountable department', () => {
    const [finance, sales] = ['f', 's'] as unknown as [DepartmentId, DepartmentId];
    const owners = (_: unknown, id: ReasonId) => ({
      accountable: id === refund ? finance : null,
      responsible: [],
    });
    const rows = [
      { reason: refund, department: finance, contacts: 9 },
      { reason: refund, department: sales, contacts: 1 },
      { reason: refund, department: null, contacts: 2 },
      { reason: invoice, department: sales, contacts: 3 },
    ];
    expect(handledElsewhere([{ tree: smallTree(), owners, rows }])).toMatchObject({
      ...{ share: { count: 1, of: 10 }, withoutDepartment: 2, withoutOwner: 3 },
    });
    expect(handledElsewhere([{ tree: smallTree(), owners, rows: rows.slice(2) }]).share).toMatchObject({
      undefinedBecause: 'NO_OWNERS',
    });
  });

  it('codes are complete where something was said, and valid where it was known', () => {
    expect(codeQualityOf('segment', { contacts: 100, coded: 80, unmapped: 10 })).toMatchObject({
      ...{ completeness: { count: 90, of: 100 }, validity: { count: 80, of: 90 } },
    });
    expect(codeQualityOf('segment', { contacts: 9, coded: 0, unmapped: 0 }).validity.undefinedBecause).toBe(
      'NO_VALUES',
    );
    expect(
      codeQualityOf('segment', { contacts: 9, coded: 5, unmapped: null }).validity.undefinedBecause,
    ).toBe('NOT_TOLD_BY_FILTER');
  });

  it('recoding is the kappa of the statistics, from the cells that hold something', () => {
    // Cohen 1960, p. 45: 200 units in 3 categories; kappa .492.
    const cohen = [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ];
    const ids = [refund, invoice, cancel];
    const table = crossTable(
      cohen.flatMap((cells, row) =>
        cells.map((count, column) => ({ row: ids[row] ?? refund, column: ids[column] ?? refund, count })),
      ),
    );
    const found = recodingOf(table);
    expect(found.kappa.value).toBeCloseTo(0.492, 3);
    expect(found.kappa.value).toBeCloseTo(cohenKappa(pairTableFrom(cohen)).value ?? 0, 12);
    expect(found).toMatchObject({ rate: { count: 60, of: 200 }, agreement: { count: 140, of: 200 } });
    expect(found.pairs[0]).toMatchObject({
      initialId: refund,
      finalId: cancel,
      share: { count: 18, of: 120 },
    });
    expect(recodingOf(crossTable([{ row: refund, column: refund, count: 4 }])).kappa.undefinedBecause).toBe(
      'CHANCE_AGREEMENT_IS_ONE',
    );
    expect(recodingOf(crossTable<ReasonId, ReasonId>([])).rate.undefinedBecause).toBe('NO_CONTACTS');
  });

  it('the months of a period are those it touches', () => {
    expect(monthsOf({ from: '2025-11-15', until: '2026-01-01' })).toEqual(['2025-11-01', '2025-12-01']);
  });
});
