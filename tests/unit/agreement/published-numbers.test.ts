import {
  bhapkarTest,
  clopperPearsonInterval,
  codeRatings,
  coincidences,
  cohenKappa,
  countAgreement,
  intervalDistance,
  kappaMaximum,
  krippendorffAlpha,
  ordinalDistance,
  pairableVotes,
  pairTableFrom,
  ratioDistance,
  unitCounts,
  unitsForAgreement,
  unitsForAgreementChange,
  wilsonInterval,
} from '../../../src/agreement/statistics';

function coded(rows: readonly (readonly (string | null)[])[], categories: readonly string[]) {
  const ratings = codeRatings(rows, categories);
  if (!ratings.ok) throw new Error(JSON.stringify(ratings.problem));
  return ratings.value;
}

// Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve units.
const observers = ['123321412...', '1233224125.3', '.3332342251.', '12332441251.'];
const canonical = Array.from({ length: 12 }, (_, unit) =>
  observers.map((row) => (row[unit] === '.' || row[unit] === undefined ? null : row[unit])),
);

describe('numbers that were published', () => {
  it("Krippendorff's example: alpha .743 nominal, .815 ordinal, .849 interval, .797 ratio", () => {
    const stored = countAgreement(unitCounts(coded(canonical, ['1', '2', '3', '4', '5'])));
    const levels = [1, 2, 3, 4, 5];
    const ratio = ratioDistance(levels);
    expect(krippendorffAlpha(stored).value).toBeCloseTo(0.743, 3);
    expect(krippendorffAlpha(stored, ordinalDistance(pairableVotes(stored))).value).toBeCloseTo(0.815, 3);
    expect(krippendorffAlpha(stored, intervalDistance(levels)).value).toBeCloseTo(0.849, 3);
    expect(ratio.ok && krippendorffAlpha(stored, ratio.value).value).toBeCloseTo(0.797, 3);
  });

  it("Krippendorff's coincidence matrix of the same example: 7, 4/3, 1/3, 1/3 in the first row", () => {
    const stored = countAgreement(unitCounts(coded(canonical, ['1', '2', '3', '4', '5'])));
    const row = [...coincidences(stored)].slice(0, 5);
    [7, 4 / 3, 1 / 3, 1 / 3, 0].forEach((value, at) => expect(row[at]).toBeCloseTo(value, 12));
    expect([...pairableVotes(stored)]).toEqual([9, 13, 10, 5, 3]);
  });

  it('Cohen 1960 p. 45: kappa .492, at most .831; Bhapkar 14.49 with 2 degrees of freedom', () => {
    const table = pairTableFrom([
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]);
    expect(cohenKappa(table).value).toBeCloseTo(0.492, 3);
    expect(kappaMaximum(table).value).toBeCloseTo(0.831, 3);
    expect(bhapkarTest(table)).toMatchObject({ value: expect.closeTo(14.4928, 4), degreesOfFreedom: 2 });
  });

  it('ten of ten: Wilson says at least .722, Clopper and Pearson at least .692 (R: binom.test, prop.test)', () => {
    expect(wilsonInterval(10, 10)).toEqual({ lower: expect.closeTo(0.7225, 4), upper: 1, level: 0.95 });
    expect(clopperPearsonInterval(10, 10)).toEqual({
      lower: expect.closeTo(0.6915, 4),
      upper: 1,
      level: 0.95,
    });
  });

  it('sample sizes of two shares: .9 to .8 needs 199, .8 to .7 needs 294, .9 to .85 needs 686 (Fleiss 1981)', () => {
    expect(unitsForAgreementChange({ before: 0.9, after: 0.8 })).toBe(199);
    expect(unitsForAgreementChange({ before: 0.8, after: 0.7 })).toBe(294);
    expect(unitsForAgreementChange({ before: 0.9, after: 0.85 })).toBe(686);
    expect([unitsForAgreement(0.8, 0.05), unitsForAgreement(0.8, 0.1)]).toEqual([246, 62]);
    expect([unitsForAgreement(0.9, 0.05), unitsForAgreement(0.9, 0.1)]).toEqual([139, 35]);
  });
});
