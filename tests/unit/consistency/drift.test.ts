import { jensenShannonDivergence, normalQuantile, tCdf, usualEwma } from '../../../src/agreement/statistics';
import { sealedCorrespondence } from '../../../src/figures/domain';
import {
  agreementCharts,
  agreementDrift,
  agreementOf,
  consistencyDrift,
  driftAlerts,
  fixedMix,
  labelDrifts,
  reasonDrifts,
  scoredUnits,
  statedChoices,
  type ChartedExercise,
  type CodedAlike,
  type LabelCount,
  type ScoredUnit,
} from '../../../src/consistency/domain';
import type { CoderId } from '../../../src/contact/domain';
import type { ReasonId } from '../../../src/platform/ids';
import { ReasonTree } from '../../../src/taxonomy/domain';
import { coded } from './evidence';

const unitsOf = (evidence: readonly CodedAlike[]): readonly ScoredUnit[] =>
  scoredUnits(evidence, (reasonId) => reasonId);

/** Contacts of two reasons, of which so many were agreed on and so many not. */
const period = (easy: [number, number], hard: [number, number]): readonly ScoredUnit[] =>
  unitsOf(
    [
      coded(
        [
          ['ann', 'easy'],
          ['bob', 'easy'],
        ],
        { contacts: easy[0] },
      ),
      coded(
        [
          ['ann', 'easy'],
          ['bob', 'else'],
        ],
        { contacts: easy[1] },
      ),
      coded(
        [
          ['ann', 'hard'],
          ['bob', 'hard'],
        ],
        { contacts: hard[0] },
      ),
      coded(
        [
          ['ann', 'hard'],
          ['bob', 'else'],
        ],
        { contacts: hard[1] },
      ),
    ].filter(({ contacts }) => contacts > 0),
  );

describe('periods with the mix of reasons held fixed', () => {
  test('are weighed as they were where their mixes are equal', () => {
    const [before, after] = [period([90, 10], [50, 50]), period([180, 20], [120, 80])];
    const mix = fixedMix(before, after);
    for (const [units, weighed] of [
      [before, mix.before],
      [after, mix.after],
    ] as const)
      expect(weighed.map(({ weight }) => weight / (weighed[0]?.weight ?? 1))).toEqual(
        units.map(() => expect.closeTo(1, 12)),
      );
    expect(mix.withoutCounterpart).toBe(0);
  });

  test('show no drift where only the mix has changed', () => {
    // 0.9 on the easy ones and 0.5 on the hard ones in both: raw agreement falls from 0.82 to 0.58.
    const [before, after] = [period([180, 20], [25, 25]), period([45, 5], [100, 100])];
    const drift = agreementDrift('', { before, after, both: [] });
    expect(drift.method).toBe('INDEPENDENT');
    expect(drift.difference).toBeCloseTo(0, 12);
    // The mean of both mixes: (0.8 + 0.2) / 2 easy.
    expect(drift.before?.value).toBeCloseTo(0.5 * 0.9 + 0.5 * 0.5, 12);
  });

  test('leave out and count what the other period has none of', () => {
    const strange = unitsOf([
      coded(
        [
          ['ann', 'new'],
          ['bob', 'new'],
        ],
        { contacts: 7 },
      ),
    ]);
    const mix = fixedMix(period([90, 10], [50, 50]), [...period([90, 10], [50, 50]), ...strange]);
    expect(mix.withoutCounterpart).toBe(7);
  });
});

describe('drift', () => {
  test('of one reason is found among those that stay as they are, and says what is to be filed', () => {
    const [before, after] = [period([190, 10], [180, 20]), period([190, 10], [120, 80])];
    const drift = consistencyDrift({ before, after, both: [] }, 'REASON');
    const hard = drift.drifts.find(({ key }) => key === 'hard');
    // 360 of 380, and 240 of 320.
    expect(hard?.before?.value).toBeCloseTo(360 / 380, 12);
    expect(hard?.after?.value).toBeCloseTo(240 / 320, 12);
    expect(hard?.isAlert).toBe(true);
    expect(drift.drifts.find(({ key }) => key === 'easy')?.isAlert).toBe(false);
    const [alert, ...others] = driftAlerts('REASON', drift, []).filter(({ key }) => key !== 'else');
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'AGREEMENT_DRIFT', of: 'REASON', key: 'hard', isWorse: true });
    expect(alert?.text).toMatch(
      /^Agreement fell from 0\.95 to 0\.75 \(difference -0\.20, 95 % .*200 and 200 contacts, p below/,
    );
  });

  test('of the same contacts is their own difference, which chance moves less', () => {
    const one = (reasons: [string, string]) =>
      unitsOf([
        coded([
          ['ann', reasons[0]],
          ['bob', reasons[1]],
        ]),
      ])[0] as ScoredUnit;
    const agreed = one(['refund', 'refund']);
    const not = one(['refund', 'invoice']);
    const both = [
      ...Array.from({ length: 30 }, () => ({ before: [agreed], after: agreed })),
      ...Array.from({ length: 8 }, () => ({ before: [agreed], after: not })),
      ...Array.from({ length: 2 }, () => ({ before: [not], after: agreed })),
    ];
    const [before, after] = [both.flatMap((pair) => pair.before), both.map((pair) => pair.after)];
    const drift = agreementDrift('', { before, after, both });
    expect(drift.method).toBe('PAIRED');
    expect(drift.difference).toBeCloseTo(-6 / 40, 12);
    // Changes -1 eight times and 1 twice: variance (10 - 40 x 0.15^2) / 39, over 40 contacts.
    const error = Math.sqrt((10 - 40 * 0.15 ** 2) / 39 / 40);
    const reach = (drift.interval?.upper ?? 0) - (drift.difference ?? 0);
    expect(reach / error).toBeCloseTo(2.0227, 3); // R: qt(.975, 39)
    const refund = reasonDrifts({ before, after, both }).find(({ key }) => key === 'refund');
    expect(refund?.method).toBe('PAIRED');
    // 76 of 78 before; 64 of 72 after.
    expect(refund?.difference).toBeCloseTo(64 / 72 - 76 / 78, 12);
    expect(agreementOf(not)).toBe(0);
  });

  test('is not told of too few contacts, nor where everybody agrees', () => {
    const few = consistencyDrift(
      { before: period([5, 0], [4, 0]), after: period([50, 5], [40, 5]), both: [] },
      'CHANNEL',
    );
    expect(few.overall.undefinedBecause).toBe('TOO_FEW_CONTACTS');
    const alike = agreementDrift('', {
      before: period([50, 0], [40, 0]),
      after: period([50, 0], [40, 0]),
      both: [],
    });
    expect(alike.undefinedBecause).toBe('NO_STANDARD_ERROR');
  });
});

describe('a control chart of agreement', () => {
  const exercise = (
    place: number,
    contacts: [agreed: number, not: number],
    given: Partial<ChartedExercise> = {},
  ): ChartedExercise => ({
    ...{ exerciseId: `audit-${place}`, closedOn: `2026-0${place}-01`, version: 1, again: new Map() },
    units: period(contacts, [0, 0]),
    ...given,
  });

  test('holds every exercise against all before it, and averages how far they deviate', () => {
    const { overall } = agreementCharts(
      [exercise(1, [80, 20]), exercise(2, [170, 30]), exercise(3, [60, 40])],
      'REASON',
      usualEwma,
    );
    const [first, second, third] = overall.points;
    expect(first).toMatchObject({
      contacts: 100,
      method: null,
      undefinedBecause: 'NOTHING_BEFORE',
      average: null,
    });
    expect(first?.value).toBeCloseTo(0.8, 12);
    // 0.85 against 0.8 by Welch: t = 0.05 / √(0.16 / 99 + 0.1275 / 199) = 1.0525 with 179.05 degrees of freedom.
    expect(second?.difference).toBeCloseTo(0.05, 12);
    const t = 0.05 / Math.sqrt(0.16 / 99 + 0.1275 / 199);
    expect(second?.deviation).toBeCloseTo(1.0494002583, 9); // scipy: norm.ppf(t.cdf(1.05248812, 179.05370286))
    expect(second?.deviation).toBeLessThan(t);
    expect(second?.average).toBeCloseTo(0.2 * (second?.deviation ?? 0), 12);
    expect(second?.limit).toBeCloseTo(2.7 * 0.2, 12);
    // 0.6 against 250 of 300.
    expect(third?.difference).toBeCloseTo(0.6 - 250 / 300, 12);
    expect(third?.average).toBeCloseTo(0.2 * (third?.deviation ?? 0) + 0.8 * (second?.average ?? 0), 12);
    expect(third?.limit).toBeCloseTo(2.7 * Math.sqrt((1 / 9) * (1 - 0.8 ** 4)), 12);
  });

  test('signals a lasting fall, and begins anew with a new version', () => {
    const fall = [1, 2, 3, 4, 5].map((place) => exercise(place, place < 3 ? [180, 20] : [150, 50]));
    const before = agreementCharts(fall, 'REASON', usualEwma);
    expect(before.overall.points.map(({ signals }) => signals)).toEqual([false, false, true, true, true]);
    expect(before.charts.find(({ key }) => key === 'easy')?.isAlert).toBe(true);
    const after = agreementCharts([...fall, exercise(6, [150, 50], { version: 2 })], 'REASON', usualEwma);
    expect(after.overall.points.at(-1)).toMatchObject({ version: 2, undefinedBecause: 'NOTHING_BEFORE' });
    expect(after.charts.map(({ isAlert, pValue }) => [isAlert, pValue])).toEqual(
      after.charts.map(() => [false, null]),
    );
  });

  test('holds contacts that were coded again against the mean of each time before', () => {
    const unit = (reason: string) =>
      unitsOf([
        coded([
          ['ann', 'refund'],
          ['bob', reason],
        ]),
      ])[0] as ScoredUnit;
    const anchored = (place: number, disagreeing: (at: number) => boolean): ChartedExercise => {
      const units = Array.from({ length: 40 }, (_, at) => unit(disagreeing(at) ? 'invoice' : 'refund'));
      return exercise(place, [0, 0], {
        units,
        again: new Map(units.map((one, at) => [`contact-${at}`, one])),
      });
    };
    const { overall } = agreementCharts(
      [anchored(1, (at) => at < 4), anchored(2, (at) => at < 2), anchored(3, (at) => at < 12)],
      'REASON',
      usualEwma,
    );
    const third = overall.points[2];
    expect(third?.method).toBe('PAIRED');
    // Two never agreed on, two in one of the two before, eight in both.
    const changes = [
      ...Array<number>(2).fill(0),
      ...Array<number>(2).fill(-0.5),
      ...Array<number>(8).fill(-1),
    ];
    const sum = changes.reduce((total, change) => total + change, 0);
    expect(third?.difference).toBeCloseTo(sum / 40, 12);
    const squares = changes.reduce((total, change) => total + change ** 2, 0) - sum ** 2 / 40;
    const t = sum / 40 / Math.sqrt(squares / 39 / 40);
    expect(third?.deviation).toBeCloseTo(normalQuantile(tCdf(t, 39)), 9);
  });

  test('says nothing of too few contacts, nor where everybody agrees, and goes on after them', () => {
    const { overall } = agreementCharts(
      [exercise(1, [100, 0]), exercise(2, [100, 0]), exercise(3, [10, 5]), exercise(4, [90, 10])],
      'CHANNEL',
      usualEwma,
    );
    expect(overall.points.map(({ undefinedBecause }) => undefinedBecause)).toEqual([
      ...['NOTHING_BEFORE', 'NO_STANDARD_ERROR', 'TOO_FEW_CONTACTS', null],
    ]);
    expect(overall.points[3]?.limit).toBeCloseTo(2.7 * 0.2, 12);
  });
});

describe('the drift of label shares', () => {
  const counts = (coder: string, shares: Readonly<Record<string, number>>): LabelCount[] =>
    Object.entries(shares).map(([choice, contacts]) => ({ coderId: coder as CoderId, choice, contacts }));

  test('is a divergence that carries its own test', () => {
    const before = [...counts('ann', { a: 50, b: 30, c: 20 }), ...counts('bob', { a: 50, b: 50 })];
    const after = [...counts('ann', { a: 20, b: 30, c: 50 }), ...counts('bob', { a: 52, b: 48 })];
    const [ann, bob] = labelDrifts(before, after);
    const divergence = jensenShannonDivergence([50, 30, 20], [20, 30, 50], 0.5).value ?? 0;
    expect(ann?.divergence).toBeCloseTo(divergence, 12);
    expect(ann?.statistic).toBeCloseTo(2 * 200 * Math.LN2 * divergence, 9);
    expect(ann?.degreesOfFreedom).toBe(2);
    expect(ann?.isAlert).toBe(true);
    expect(bob?.isAlert).toBe(false);
    const alerts = driftAlerts(
      'CODER',
      { drifts: [] },
      [ann, bob].filter((one) => one !== undefined),
    );
    expect(alerts.map(({ kind, key, isWorse }) => ({ kind, key, isWorse }))).toEqual([
      { kind: 'LABEL_DRIFT', key: 'ann', isWorse: null },
    ]);
  });

  test('is not tested of fewer than fifty contacts', () => {
    const [ann] = labelDrifts(counts('ann', { a: 49 }), counts('ann', { b: 500 }));
    expect(ann).toMatchObject({ pValue: null, isAlert: false, contactsBefore: 49 });
  });
});

test('a code that cannot be told in the stated version is a choice of its own, and counted by why', () => {
  const choices = statedChoices({
    tree: ReasonTree.empty,
    correspondence: sealedCorrespondence(() => undefined),
    level: null,
  });
  const given = coded([
    ['ann', 'old'],
    ['bob', 'other'],
  ]);
  expect(choices.choiceOf('old' as ReasonId, 1)).not.toBe(choices.choiceOf('other' as ReasonId, 1));
  expect(choices.choiceOf('old' as ReasonId, 1)).not.toBe(choices.choiceOf('old' as ReasonId, 2));
  expect(choices.causeOf(given)).toBe('NOT_MAPPED');
  expect(
    choices.causeOf(
      coded([
        ['ann', null],
        ['bob', null],
      ]),
    ),
  ).toBeNull();
});
