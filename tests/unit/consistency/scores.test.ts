import fc from 'fast-check';
import {
  betaPrior,
  binomialCdf,
  countAgreement,
  krippendorffAlpha,
  nominalDistance,
  shrunken,
  singleUnits,
  specificAgreement,
  specificAgreementJackknife,
  unitCountsFrom,
} from '../../../src/agreement/statistics';
import {
  coderScores,
  groupScores,
  ownName,
  reasonScores,
  scoredUnits,
  selfAgreements,
  versionScores,
  withPlaces,
  type CodedAlike,
  type ConsistencyScore,
  type ScoredUnit,
} from '../../../src/consistency/domain';
import type { CoderId } from '../../../src/contact/domain';
import type { ReasonId } from '../../../src/platform/ids';
import { coded, withModel } from './evidence';

const unitsOf = (evidence: readonly CodedAlike[]): readonly ScoredUnit[] =>
  scoredUnits(evidence, (reasonId) => reasonId);

const scoreOf = (scores: readonly ConsistencyScore[], key: string): ConsistencyScore => {
  const found = scores.find((score) => score.key === key);
  if (found === undefined) throw new Error(`expected a score of ${key}`);
  return found;
};

/** 40 refunds agreed on, 10 that the second called an invoice, 30 invoices agreed on. */
const disputed: readonly CodedAlike[] = [
  coded(
    [
      ['ann', 'refund'],
      ['bob', 'refund'],
    ],
    { contacts: 40 },
  ),
  coded(
    [
      ['ann', 'refund'],
      ['bob', 'invoice'],
    ],
    { contacts: 10 },
  ),
  coded(
    [
      ['ann', 'invoice'],
      ['bob', 'invoice'],
    ],
    { contacts: 30 },
  ),
];

describe('the score of a reason', () => {
  test('is its specific agreement, with the jackknife of contacts one by one', () => {
    const score = scoreOf(
      reasonScores(unitsOf(disputed), () => ''),
      'refund',
    );
    // 80 of 90 codings as refund met another one; 60 of 70 as invoice.
    expect(score.raw).toBeCloseTo(80 / 90, 12);
    expect(score.contacts).toBe(50);
    expect(score.agreeing).toBe(40);
    const rows = disputed.flatMap(({ codes, contacts }) => {
      const refunds = codes.filter(({ reasonId }) => reasonId === 'refund').length;
      return Array.from({ length: contacts }, () => [refunds, codes.length - refunds]);
    });
    const units = unitCountsFrom(rows, 2);
    const { standardError } = specificAgreementJackknife(units, 0, singleUnits(units));
    expect(score.raw).toBeCloseTo(specificAgreement(countAgreement(units), 0).value ?? 0, 12);
    expect(score.standardError).toBeCloseTo(standardError ?? 0, 12);
  });

  test('is drawn toward the reasons beside it, and not toward those of another branch', () => {
    const evidence = [
      ...disputed,
      coded(
        [
          ['ann', 'delivery'],
          ['bob', 'lost'],
        ],
        { contacts: 15 },
      ),
      coded(
        [
          ['ann', 'delivery'],
          ['bob', 'delivery'],
        ],
        { contacts: 5 },
      ),
    ];
    const branch = (choice: string): string => (['refund', 'invoice'].includes(choice) ? 'billing' : 'goods');
    const refund = scoreOf(reasonScores(unitsOf(evidence), branch), 'refund');
    const alone = scoreOf(reasonScores(unitsOf(disputed), branch), 'refund');
    // How uncertain each is depends on all contacts, and hardly moves their mean.
    expect(refund.drawnTo?.mean).toBeCloseTo(alone.drawnTo?.mean ?? 0, 6);
    expect(refund.drawnTo?.mean).toBeGreaterThan(60 / 70);
    expect(refund.drawnTo?.mean).toBeLessThan(80 / 90);
  });

  test('weighs contacts by how they were drawn, within each audit', () => {
    const [agreed, differing] = [
      coded(
        [
          ['ann', 'refund'],
          ['bob', 'refund'],
        ],
        { contacts: 10, weight: 30 },
      ),
      coded(
        [
          ['ann', 'refund'],
          ['bob', 'invoice'],
        ],
        { contacts: 10, weight: 10 },
      ),
    ];
    // 2 x 10 x 1.5 of 2 x 10 x 1.5 + 10 x 0.5.
    expect(
      scoreOf(
        reasonScores(unitsOf([agreed, differing]), () => ''),
        'refund',
      ).raw,
    ).toBeCloseTo(30 / 35, 12);
    const another = { ...agreed, exerciseId: 'audit-2', weight: 1 };
    const pooled = reasonScores(unitsOf([agreed, differing, another]), () => '');
    expect(scoreOf(pooled, 'refund').raw).toBeCloseTo(50 / 55, 12);
  });

  test('does not exist with too few contacts, and takes no answer that is no reason for one', () => {
    const evidence = [
      coded(
        [
          ['ann', 'refund'],
          ['bob', 'refund'],
        ],
        { contacts: 9 },
      ),
      coded(
        [
          ['ann', 'refund'],
          ['bob', null],
        ],
        { contacts: 30 },
      ),
    ];
    const { value, undefinedBecause, contacts } = scoreOf(
      reasonScores(unitsOf(evidence), () => ''),
      'refund',
    );
    expect({ value, undefinedBecause, contacts }).toEqual({
      ...{ value: null, undefinedBecause: 'TOO_FEW_CONTACTS', contacts: 9 },
    });
  });
});

describe('the score of a coder', () => {
  test('has the difficulty of their contacts taken out', () => {
    // Ann codes what everybody agrees on, and Cleo what nobody does: each agrees as often as others do there.
    const pair = (one: string, other: string, reason: string, agreed: number, not: number): CodedAlike[] => [
      coded(
        [
          [one, reason],
          [other, reason],
        ],
        { contacts: agreed },
      ),
      coded(
        [
          [one, reason],
          [other, `${reason}-else`],
        ],
        { contacts: not },
      ),
    ];
    const evidence = [
      ...[...pair('ann', 'bob', 'easy', 95, 5), ...pair('dan', 'eve', 'easy', 95, 5)],
      ...[...pair('cleo', 'bob', 'hard', 60, 40), ...pair('dan', 'eve', 'hard', 60, 40)],
    ];
    const scores = coderScores(unitsOf(evidence));
    const [ann, cleo] = [scoreOf(scores, 'ann'), scoreOf(scores, 'cleo')];
    expect([ann.agreeing / ann.contacts, cleo.agreeing / cleo.contacts]).toEqual([0.95, 0.6]);
    expect(ann.raw).toBeCloseTo(0.775, 1);
    expect(Math.abs((ann.raw ?? 0) - (cleo.raw ?? 1))).toBeLessThan(0.06);
  });

  test('is not given below twenty contacts, whatever they are', () => {
    const evidence = [
      coded(
        [
          ['ann', 'refund'],
          ['bob', 'refund'],
        ],
        { contacts: 19 },
      ),
      coded(
        [
          ['cleo', 'refund'],
          ['bob', 'refund'],
        ],
        { contacts: 20 },
      ),
    ];
    const scores = coderScores(unitsOf(evidence));
    expect(scoreOf(scores, 'ann').undefinedBecause).toBe('TOO_FEW_CONTACTS');
    expect(scoreOf(scores, 'cleo').value).not.toBeNull();
  });

  test('is compared of a model with people alone, who are not measured by it', () => {
    const people = [
      coded(
        [
          ['ann', 'refund'],
          ['bob', 'refund'],
        ],
        { contacts: 30 },
      ),
    ];
    const withOne = people.map((given) => withModel(given, 'router', 'invoice'));
    const [before, after] = [coderScores(unitsOf(people)), coderScores(unitsOf(withOne))];
    expect(scoreOf(after, 'ann').value).toBe(scoreOf(before, 'ann').value);
    expect(scoreOf(after, 'router').raw).toBe(0);
  });

  test('counts answers that were no reason apart', () => {
    const scores = coderScores(
      unitsOf([
        coded(
          [
            ['ann', 'refund'],
            ['bob', null],
          ],
          { contacts: 3 },
        ),
      ]),
    );
    expect(scoreOf(scores, 'bob')).toMatchObject({ contacts: 0, unanswered: 3, value: null });
  });

  test('is flagged where others agree far more, and nobody is where all are alike', () => {
    const names = Array.from({ length: 12 }, (_, at) => `c${at}`);
    const pairs = names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other] as const));
    const evidence = pairs.flatMap(([one, other]) => {
      const agreed = one === 'c0' ? 9 : 18;
      return [
        coded(
          [
            [one, 'refund'],
            [other, 'refund'],
          ],
          { contacts: agreed },
        ),
        coded(
          [
            [one, 'refund'],
            [other, 'invoice'],
          ],
          { contacts: 20 - agreed },
        ),
      ];
    });
    const low = coderScores(unitsOf(evidence)).filter(({ isLow }) => isLow);
    expect(low.map(({ key }) => key)).toEqual(['c0']);
    const alike = pairs.map(([one, other]) =>
      coded(
        [
          [one, 'refund'],
          [other, 'refund'],
        ],
        { contacts: 20 },
      ),
    );
    expect(coderScores(unitsOf(alike)).filter(({ isLow }) => isLow)).toEqual([]);
  });
});

test('a department or channel is scored by how often its coders agree', () => {
  const evidence = [
    coded(
      [
        ['ann', 'refund'],
        ['bob', 'refund'],
      ],
      { contacts: 30, channel: 'PHONE' },
    ),
    coded(
      [
        ['ann', 'refund'],
        ['bob', 'invoice'],
      ],
      { contacts: 10, channel: 'PHONE' },
    ),
    coded(
      [
        ['ann', 'refund'],
        ['bob', 'refund'],
      ],
      { contacts: 19, channel: 'MAIL' },
    ),
    coded(
      [
        ['ann', 'refund'],
        ['bob', 'refund'],
      ],
      { contacts: 50, channel: null },
    ),
  ];
  const scores = groupScores(unitsOf(evidence), 'CHANNEL', ({ channel }) => channel);
  expect(scores.map(({ key }) => key).toSorted()).toEqual(['MAIL', 'PHONE']);
  expect(scoreOf(scores, 'PHONE')).toMatchObject({ contacts: 40, agreeing: 30 });
  expect(scoreOf(scores, 'MAIL').undefinedBecause).toBe('TOO_FEW_CONTACTS');
});

test('a version is scored by alpha, as the statistics have it', () => {
  const [score] = versionScores(scoredUnits(disputed, ownName));
  const rows = disputed.flatMap(({ codes, contacts }) => {
    const refunds = codes.filter(({ reasonId }) => reasonId === 'refund').length;
    return Array.from({ length: contacts }, () => [refunds, codes.length - refunds]);
  });
  const alpha = krippendorffAlpha(countAgreement(unitCountsFrom(rows, 2)), nominalDistance(2));
  expect(score?.value).toBeCloseTo(alpha.value ?? 0, 12);
  const alike = [
    coded(
      [
        ['ann', 'refund'],
        ['bob', 'refund'],
      ],
      { contacts: 30 },
    ),
  ];
  expect(versionScores(scoredUnits(alike, ownName))[0]?.undefinedBecause).toBe('NO_VARIATION');
});

test('nobody is ranked before another whose interval overlaps theirs', () => {
  const scored = (key: string, lower: number, upper: number): ConsistencyScore => ({
    ...scoreOf(
      reasonScores(unitsOf(disputed), () => ''),
      'refund',
    ),
    ...{ key, interval: { lower, upper, level: 0.95 } },
  });
  const places = withPlaces([scored('a', 0.8, 0.9), scored('b', 0.5, 0.7), scored('c', 0.6, 0.85)]);
  expect(places.map((score) => score.places)).toEqual([
    { from: 1, to: 2 },
    { from: 2, to: 3 },
    { from: 1, to: 3 },
  ]);
});

test('agreement with oneself is told apart, over versions too', () => {
  const coder = 'ann' as CoderId;
  const reason = (id: string, version: number) => ({ reasonId: id as ReasonId, version });
  const found = selfAgreements(
    [
      { coderId: coder, first: reason('old', 1), second: reason('new', 2), pairs: 8 },
      { coderId: coder, first: reason('new', 2), second: reason('other', 2), pairs: 2 },
    ],
    (id) => (id === 'old' ? 'new' : id),
  );
  expect(found.get(coder)).toMatchObject({ pairs: 10, agreeing: 8, value: 0.8 });
});

test('contacts that were coded alike come to the same counted at once as one by one, in any order', () => {
  const code = fc.tuple(fc.constantFrom('ann', 'bob', 'cleo', 'dan'), fc.constantFrom('a', 'b', 'c', null));
  const alike = fc.record({
    codes: fc.uniqueArray(code, { minLength: 2, maxLength: 3, selector: ([coder]) => coder }),
    contacts: fc.integer({ min: 1, max: 12 }),
    stratum: fc.integer({ min: 0, max: 2 }),
    exercise: fc.constantFrom('audit-1', 'audit-2'),
    channel: fc.constantFrom('PHONE', 'MAIL', null),
  });
  const scoresOf = (evidence: readonly CodedAlike[]) => {
    const units = unitsOf(evidence);
    const channels = groupScores(units, 'CHANNEL', ({ channel }) => channel);
    const all = [reasonScores(units, () => ''), coderScores(units), channels, versionScores(units)];
    return all.map((scores) => new Map(scores.map((score) => [score.key, score])));
  };
  fc.assert(
    fc.property(fc.array(alike, { minLength: 1, maxLength: 16 }), (kinds) => {
      const counted = kinds.map(({ codes, contacts, stratum, exercise: exerciseId, channel }) =>
        coded(codes, { contacts, stratum, weight: 1 + stratum, exerciseId, channel }),
      );
      const single = counted.flatMap((one) =>
        Array.from({ length: one.contacts }, () => ({ ...one, contacts: 1 })),
      );
      const [atOnce, oneByOne] = [scoresOf(counted), scoresOf(single.toReversed())];
      for (const [at, scores] of atOnce.entries()) {
        expect(oneByOne[at]?.size).toBe(scores.size);
        for (const [key, score] of scores) {
          const other = oneByOne[at]?.get(key);
          expect(other?.contacts).toBe(score.contacts);
          expect(other?.undefinedBecause).toBe(score.undefinedBecause);
          for (const name of ['raw', 'value', 'standardError', 'agreeing'] as const)
            expect(other?.[name] ?? -1).toBeCloseTo(score[name] ?? -1, 7);
        }
      }
    }),
    { numRuns: 25 },
  );
});

describe('shares drawn toward their mean', () => {
  const group = fc.record({
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    trials: fc.integer({ min: 1, max: 500 }),
  });

  test('lie between what came out and the mean, within their interval, and narrower intervals lie within wider ones', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 12 }), (groups) => {
        const prior = betaPrior(groups);
        if (prior === null) throw new Error('expected a prior of a group');
        expect(prior.strength).toBeGreaterThanOrEqual(5);
        expect(prior.strength).toBeLessThanOrEqual(200);
        for (const one of groups) {
          const { value, interval } = shrunken(one, prior);
          const narrower = shrunken(one, prior, 0.8).interval;
          const [low, high] = [Math.min(one.share, prior.mean), Math.max(one.share, prior.mean)];
          expect(value).toBeGreaterThanOrEqual(low - 1e-9);
          expect(value).toBeLessThanOrEqual(high + 1e-9);
          expect(interval.lower).toBeLessThanOrEqual(narrower.lower + 1e-9);
          expect(interval.upper).toBeGreaterThanOrEqual(narrower.upper - 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('are drawn by 20 with fewer than five groups, and else by what they differ by beyond chance', () => {
    const half = Array.from({ length: 4 }, () => ({ share: 0.5, trials: 100 }));
    expect(betaPrior(half)).toEqual({ mean: 0.5, strength: 20, isEstimated: false });
    const alike = Array.from({ length: 6 }, () => ({ share: 0.5, trials: 100 }));
    expect(betaPrior(alike)).toEqual({ mean: 0.5, strength: 200, isEstimated: true });
    // Shares 0.4 and 0.6 by halves: S = 600 x 0.01 = 6, 6 / 0.25 = 24; (24 - 5) / (600 - 100 - 5) = 0.0384; 1 / 0.0384 - 1.
    const apart = [0.4, 0.6, 0.4, 0.6, 0.4, 0.6].map((share) => ({ share, trials: 100 }));
    expect(betaPrior(apart)?.strength).toBeCloseTo(495 / 19 - 1, 9);
    // Beta(2 + 14, 0 + 6): 16 of 22 in the mean.
    expect(
      shrunken({ share: 1, trials: 2 }, { mean: 0.7, strength: 20, isEstimated: true }).value,
    ).toBeCloseTo(16 / 22, 12);
  });
});

test('the binomial distribution is what its terms add up to', () => {
  // (1 + 10 + 45) / 1024.
  expect(binomialCdf(2, 10, 0.5)).toBeCloseTo(56 / 1024, 12);
  expect(binomialCdf(10, 10, 0.5)).toBe(1);
});
