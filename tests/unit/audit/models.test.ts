import { pairedDifference } from '../../../src/agreement/statistics';
import { compareModels, type TriplyCoded } from '../../../src/audit/domain';
import { modelAgreements } from '../../../src/calibration/domain/results/model-agreement';
import type { SessionData } from '../../../src/calibration/domain/results/session-data';
import { reasonId, treeOf } from '../calibration/support';

const tree = treeOf(['bill', null], ['fee', 'bill'], ['refund', 'bill'], ['login', null]);
const [fee, refund] = [reasonId('fee'), reasonId('refund')];

describe('two models on the same contacts', () => {
  test("have Newcombe's interval and McNemar's exact p", () => {
    // Newcombe 1998, table II, 36 12 2 0 by method 10: 0.0569 to 0.3404.
    const found = pairedDifference({ bothRight: 36, firstOnly: 2, secondOnly: 12, bothWrong: 0 });
    expect(found.value).toBeCloseTo(0.2, 12);
    expect(found.interval?.lower).toBeCloseTo(0.0569, 4);
    expect(found.interval?.upper).toBeCloseTo(0.3404, 4);
    // The sum of the binomial coefficients of 20 up to 5, twice, over 2^20.
    const uneven = pairedDifference({ bothRight: 50, firstOnly: 5, secondOnly: 15, bothWrong: 10 });
    expect(uneven.pValue).toBeCloseTo(0.0413894653, 9);
  });

  test('that never differ have no p-value, and an interval that is no point', () => {
    const found = pairedDifference({ bothRight: 20, firstOnly: 0, secondOnly: 0, bothWrong: 0 });
    expect(found).toMatchObject({ value: 0, pValue: null, units: 20 });
    expect(found.interval?.upper).toBeCloseTo(0.161125, 6);
    expect(pairedDifference({ bothRight: 0, firstOnly: 0, secondOnly: 0, bothWrong: 0 })).toEqual({
      ...{ value: null, interval: null, pValue: null, units: 0 },
    });
  });

  test('are compared over all, and on what second coders gave each reason', () => {
    const of = (
      count: number,
      person: typeof fee,
      first: typeof fee | null,
      second: typeof fee,
    ): TriplyCoded[] => Array.from({ length: count }, () => ({ digest: 'd', person, first, second }));
    const found = compareModels([
      ...[
        of(6, fee, fee, fee),
        of(2, fee, null, fee),
        of(1, fee, fee, refund),
        of(3, refund, fee, refund),
      ].flat(),
    ]);
    expect(found).toMatchObject({ firstAgrees: 7, secondAgrees: 11, overall: { units: 12 } });
    expect(found.overall.value).toBeCloseTo(4 / 12, 12);
    expect(found.reasons.map(({ reasonId: id, units, value }) => [id, units, value])).toEqual([
      ...[
        [fee, 9, 1 / 9],
        [refund, 3, 1],
      ],
    ]);
  });
});

test('a model is held against the people of a session on each reason, and not against other models', () => {
  const coded = (itemId: string, coderId: string, reason: typeof fee) => ({
    ...({
      itemId,
      coderId,
      content: 0,
      outcome: 'REASON',
      reasonId: reason,
      confidence: null,
      late: false,
    } as const),
  });
  const session: SessionData = {
    ...{
      sessionId: 's',
      title: '',
      languages: ['en'],
      adjudications: [],
      excluded: { withdrawn: 0, late: 0 },
    },
    contents: [{ digest: 'd', name: 'version 1', tree }],
    items: ['i', 'j', 'k'].map((id) => ({ id, label: id, cluster: null })),
    coders: [
      { id: 'ann', name: 'Ann', kind: 'AGENT' },
      { id: 'ben', name: 'Ben', kind: 'ANALYST' },
      { id: 'm1', name: 'm', kind: 'MODEL' },
      { id: 'm2', name: 'm', kind: 'MODEL' },
    ],
    codings: [
      ...[coded('i', 'ann', fee), coded('i', 'ben', refund), coded('i', 'm1', fee), coded('i', 'm2', refund)],
      ...[coded('j', 'ann', fee), coded('j', 'm1', fee), coded('k', 'm1', refund), coded('k', 'm2', refund)],
    ],
  };
  const [first] = modelAgreements(session, 0);
  // On i one of two people agrees, on j the only one; nobody but a model coded k.
  expect(first?.withPeople).toMatchObject({ value: 0.75, items: 2 });
  // Of fee: the model chose it twice and people one and a half times; 2 x (0.5 + 1) of 3.5 met.
  const ofFee = first?.reasons.find((one) => one.reasonId === fee);
  expect(ofFee).toMatchObject({ items: 2 });
  expect(ofFee?.agreement).toBeCloseTo(3 / 3.5, 12);
  expect(first?.reasons.find((one) => one.reasonId === refund)).toMatchObject({ items: 1, agreement: 0 });
});
