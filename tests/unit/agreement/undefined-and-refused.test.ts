import {
  agreementReport,
  codeRatings,
  countAgreement,
  distanceFrom,
  krippendorffAlpha,
  linearisedAlphaError,
  nominalDistance,
  percentAgreement,
  ratioDistance,
  specificAgreement,
  symmetrised,
  unitCountsFrom,
} from '../../../src/agreement/statistics';

const counts = (rows: readonly (readonly number[])[], categories: number) =>
  countAgreement(unitCountsFrom(rows, categories));

describe('what is refused and what does not exist', () => {
  it('an asymmetric distance is refused with both directions, and its mean is given by name only', () => {
    const matrix = [
      [0, 1],
      [0.5, 0],
    ];
    expect(distanceFrom(matrix)).toEqual({
      ok: false,
      problem: { kind: 'ASYMMETRIC', row: 0, column: 1, there: 1, back: 0.5 },
    });
    expect(distanceFrom(symmetrised(matrix))).toMatchObject({ ok: true });
  });

  it('a distance that is negative, ragged, or not 0 to itself is refused', () => {
    expect(
      distanceFrom([
        [0, -1],
        [-1, 0],
      ]),
    ).toMatchObject({ problem: { kind: 'NOT_A_DISTANCE' } });
    expect(
      distanceFrom([
        [0, NaN],
        [NaN, 0],
      ]),
    ).toMatchObject({ problem: { kind: 'NOT_A_DISTANCE' } });
    expect(distanceFrom([[0, 1], [1]])).toMatchObject({ problem: { kind: 'NOT_SQUARE' } });
    expect(
      distanceFrom([
        [1, 1],
        [1, 0],
      ]),
    ).toMatchObject({ problem: { kind: 'NOT_ZERO_TO_ITSELF' } });
    expect(ratioDistance([-1, 2])).toMatchObject({ problem: { kind: 'NEGATIVE_LEVEL', received: -1 } });
  });

  it('nobody rated twice: nothing exists, and says so', () => {
    const lonely = counts(
      [
        [1, 0],
        [0, 1],
      ],
      2,
    );
    expect(percentAgreement(lonely)).toEqual({ value: null, undefinedBecause: 'NO_PAIRABLE_UNIT' });
    expect(krippendorffAlpha(lonely)).toMatchObject({ value: null, undefinedBecause: 'NO_PAIRABLE_UNIT' });
    expect(specificAgreement(lonely, 0)).toMatchObject({ undefinedBecause: 'CATEGORY_NOT_USED' });
  });

  it('all alike: alpha is 0/0 and not 1, while agreement is 1', () => {
    const alike = counts(
      [
        [2, 0],
        [3, 0],
      ],
      2,
    );
    expect(krippendorffAlpha(alike)).toMatchObject({ value: null, undefinedBecause: 'NO_VARIATION' });
    expect(percentAgreement(alike).value).toBe(1);
    expect(
      linearisedAlphaError(
        unitCountsFrom(
          [
            [2, 0],
            [3, 0],
          ],
          2,
        ),
        nominalDistance(2),
      ),
    ).toBeNull();
  });

  it('an empty data set gives a report of nulls, each with its cause', () => {
    const ratings = { items: 0, coders: 2, categories: 2, codes: new Int32Array(0) };
    const data = { kind: 'ratings', ratings, items: [], coders: ['ann', 'bob'] } as const;
    const report = agreementReport(data, { categories: ['a', 'b'], levels: null });
    if (!report.ok) throw new Error(JSON.stringify(report.problem));
    const values = report.value.statistics.filter(({ name }) => name !== 'chance_agreement');
    expect(values.every(({ value, undefinedBecause }) => value === null && undefinedBecause !== null)).toBe(
      true,
    );
  });

  it('ratings of an undeclared category or of unequal rows are refused where they stand', () => {
    expect(codeRatings([['a', 'c']], ['a', 'b'])).toMatchObject({
      problem: { kind: 'UNDECLARED_CATEGORY', row: 0, column: 1, received: 'c' },
    });
    expect(codeRatings([['a'], ['a', 'b']], ['a', 'b'])).toMatchObject({
      problem: { kind: 'UNEQUAL_ROWS', row: 1 },
    });
    expect(codeRatings([], ['a', 'a'])).toMatchObject({ problem: { kind: 'DUPLICATE_CATEGORY' } });
  });
});
