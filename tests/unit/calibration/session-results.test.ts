import fc from 'fast-check';
import { agreementReport, codeRatings } from '../../../src/agreement/statistics';
import { sessionResults } from '../../../src/calibration/domain/results/session-results';
import { reasonId, smallTree } from '../taxonomy/trees';
import { sessionOf, type Said } from './sessions';

const [refund, invoice, cancel] = [reasonId(2), reasonId(3), reasonId(5)];

/** Three coders, five items; the leaves of the tree are refund, invoice (both under billing) and cancel. */
const said: readonly (readonly Said[])[] = [
  ['refund', 'refund', 'refund'],
  ['refund', 'invoice', 'invoice'],
  ['cancel', 'cancel', '?'],
  ['refund', 'cancel', '-'],
  ['invoice', null, '?'],
];

const contentOf = (sketch: Parameters<typeof sessionOf>[0]) => {
  const [content] = sessionResults(sessionOf(sketch)).contents;
  if (content === undefined) throw new Error('expected the results of a content');
  return content;
};

describe('the results of a session, by hand', () => {
  const { basis, agreement, reasons, confusion, coders } = contentOf({ said: [said] });

  test('what is no reason is counted by itself and does not count as an agreement', () => {
    expect(basis).toEqual({
      ...{ items: 5, comparedItems: 4, coders: 3, codings: 14, cannotCode: 2, noReasonFits: 1, late: 0 },
      ...{ adjudicated: 0, reasons: 3 },
    });
    // Of the four items that can be compared: 1, 1/3, 1 and 0 of the pairs agree.
    expect(agreement.percentAgreement.value).toBeCloseTo((1 + 1 / 3 + 1 + 0) / 4, 12);
  });

  test('at the level of the branch a wrong leaf of the right branch is agreement', () => {
    expect(agreement.levels.map(({ level, percentAgreement }) => [level, percentAgreement.value])).toEqual([
      [1, expect.closeTo(3 / 4, 12)],
      [2, expect.closeTo(7 / 12, 12)],
    ]);
    expect(agreement.rightBranchWrongLeaf).toEqual([{ level: 1, share: expect.closeTo(3 / 4 - 7 / 12, 12) }]);
  });

  test('the specific agreement on a reason is its coincidences with itself by its codings that count', () => {
    // Coincidences: refund with itself 6/2; invoice with itself 2/2; cancel with itself 2/1.
    expect(reasons.map(({ reasonId: id, codings, items }) => [id, codings, items])).toEqual([
      [refund, 5, 3],
      [invoice, 2, 1],
      [cancel, 3, 2],
    ]);
    expect(reasons.map((reason) => reason.agreement)).toEqual([
      expect.closeTo(3 / 5, 12),
      expect.closeTo(1 / 2, 12),
      expect.closeTo(2 / 3, 12),
    ]);
    expect(reasons[0]?.chosenInstead).toEqual([
      { reasonId: invoice, share: expect.closeTo(1 / 5, 12) },
      { reasonId: cancel, share: expect.closeTo(1 / 5, 12) },
    ]);
  });

  test('the pairs that were confused come with the items to discuss', () => {
    expect(confusion.pairs).toEqual([
      { one: refund, other: invoice, coincidences: 2, share: expect.closeTo(2 / 7, 12), itemIds: ['i1'] },
      { one: refund, other: cancel, coincidences: 2, share: expect.closeTo(2 / 8, 12), itemIds: ['i3'] },
    ]);
    const sum = confusion.cells.reduce((total, { coincidences }) => total + coincidences, 0);
    expect(sum).toBeCloseTo(10, 12);
  });

  test('a coder beside the peers: the mean over items of the share of others who chose the same', () => {
    expect(coders.map(({ withPeers }) => [withPeers.value, withPeers.items])).toEqual([
      [expect.closeTo((1 + 0 + 1 + 0) / 4, 12), 4],
      [expect.closeTo((1 + 1 / 2 + 1 + 0) / 4, 12), 4],
      [expect.closeTo((1 + 1 / 2) / 2, 12), 2],
    ]);
  });

  test('so few items say nothing of alpha, and it is told how many would', () => {
    expect(agreement.sample).toMatchObject({ tooFew: 'FEW_ITEMS', items: 4 });
    expect(agreement.sample.enough?.forTwentieth).toBeGreaterThan(
      agreement.sample.enough?.forTenth ?? Infinity,
    );
    expect(agreement.alpha.interval?.method).toBe('wilson');
  });
});

test('a coder beside the adjudication; none-fits can be right, cannot-code is neither right nor wrong', () => {
  const { coders, causes } = contentOf({
    said: [said],
    adjudicated: ['refund', 'invoice', '?', '-', null],
  });
  expect(coders.map(({ withAdjudicated: { value, items } }) => [value, items])).toEqual([
    [expect.closeTo(1 / 3, 12), 3],
    [expect.closeTo(2 / 3, 12), 3],
    [1, 3],
  ]);
  expect(coders[0]?.rightBranchWrongLeaf).toMatchObject({ value: expect.closeTo(1 / 3, 12), items: 3 });
  expect(causes).toEqual([{ cause: 'SLIP', items: 4 }]);
});

test('two contents side by side: where the codings of a reason went, with shares that add up to one', () => {
  const first = [
    ['refund', 'refund'],
    ['refund', 'refund'],
    ['refund', '?'],
    ['cancel', 'refund'],
  ];
  const second = [
    ['refund', 'refund'],
    ['invoice', 'refund'],
    ['-', 'invoice'],
    ['cancel', '?'],
  ];
  const { correspondence } = sessionResults(
    sessionOf({ trees: [smallTree(), smallTree()], said: [first, second] }),
  );
  expect(correspondence.map(({ source, items, codings }) => [source, items, codings])).toEqual([
    [refund, 3, 5],
    [cancel, 1, 1],
  ]);
  const [association] = correspondence;
  expect(association?.withoutTarget).toBeCloseTo(1 / 5, 12);
  expect(association?.targets).toEqual([
    expect.objectContaining({ target: refund, share: expect.closeTo(3 / 5, 12), codings: 3 }),
    expect.objectContaining({ target: invoice, share: expect.closeTo(1 / 5, 12), codings: 1 }),
  ]);
  // Without each item in turn: 1/3, 2/3, 3/4.
  const left = [1 / 3, 2 / 3, 3 / 4];
  const mean = (1 / 3 + 2 / 3 + 3 / 4) / 3;
  const error = Math.sqrt((2 / 3) * left.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  expect(association?.targets[0]?.standardError).toBeCloseTo(error, 12);
});

test('a session of nothing has results that say so', () => {
  for (const table of [[], [[null, null]], [['refund']], [['?', '-']]] as Said[][][]) {
    const { agreement, reasons, confusion } = contentOf({ said: [table] });
    expect(agreement.alpha).toMatchObject({ value: null, undefinedBecause: 'NO_PAIRABLE_UNIT' });
    expect(agreement.sample.tooFew).toBe('NOTHING_TO_COMPARE');
    expect(confusion.pairs).toEqual([]);
    expect(reasons.every(({ agreement: value }) => value === null)).toBe(true);
  }
});

const someTable = fc.array(
  fc.array(fc.constantFrom<Said>('refund', 'invoice', 'cancel', '?', '-', null), {
    minLength: 3,
    maxLength: 3,
  }),
  { minLength: 1, maxLength: 12 },
);

test('the numbers are those of the statistics over all reasons, used or not', () => {
  fc.assert(
    fc.property(someTable, (table) => {
      const { agreement } = contentOf({ said: [table] });
      const rows = table.map((row) => row.map((one) => (one === '?' || one === '-' ? null : one)));
      const categories = ['refund', 'invoice', 'cancel'];
      const ratings = codeRatings(rows, categories);
      if (!ratings.ok) throw new Error(ratings.problem.kind);
      const items = rows.map((_, at) => String(at));
      const report = agreementReport(
        { kind: 'ratings', ratings: ratings.value, items, coders: ['a', 'b', 'c'] },
        { categories, levels: null, standardError: 'jackknife' },
      );
      if (!report.ok) throw new Error(report.problem.kind);
      for (const found of [agreement.alpha, agreement.percentAgreement, agreement.gwetAc]) {
        const expected = report.value.statistics.find(({ name }) => name === found.name);
        expect(found.value ?? -9).toBeCloseTo(expected?.value ?? -9, 12);
        expect(found.standardError ?? -9).toBeCloseTo(expected?.standardError ?? -9, 12);
      }
    }),
  );
});

/** Sums of the same numbers in another order differ in their last digits. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, one: unknown) =>
    typeof one === 'number' ? Number(one.toPrecision(9)) : one,
  );

test('the order of items and coders does not matter', () => {
  fc.assert(
    fc.property(someTable, (table) => {
      const turned = [...table].reverse().map((row) => [...row].reverse());
      const [one, other] = [contentOf({ said: [table] }), contentOf({ said: [turned] })];
      expect(rounded(other.agreement)).toEqual(rounded(one.agreement));
      expect(rounded(other.reasons)).toEqual(rounded(one.reasons));
      expect(rounded(other.confusion.cells)).toEqual(rounded(one.confusion.cells));
      expect([...other.coders].reverse().map(({ withPeers }) => withPeers.value ?? -1)).toEqual(
        one.coders.map(({ withPeers }) =>
          withPeers.value === null ? -1 : expect.closeTo(withPeers.value, 12),
        ),
      );
    }),
  );
});

test('contacts of one customer are left out together, which widens the error', () => {
  const table: Said[][] = Array.from({ length: 40 }, (_, at) =>
    at % 8 < 4 ? ['refund', at % 8 < 2 ? 'invoice' : 'refund'] : ['cancel', 'cancel'],
  );
  const alone = contentOf({ said: [table] }).agreement.alpha;
  const together = contentOf({
    said: [table],
    clusters: table.map((_, at) => `customer ${Math.floor(at / 2)}`),
  });
  expect(together.agreement.alpha.value).toBeCloseTo(alone.value ?? NaN, 12);
  expect(together.agreement.alpha.standardError).toBeGreaterThan((alone.standardError ?? Infinity) * 1.2);
});
