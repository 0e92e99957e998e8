import fc from 'fast-check';
import {
  associationsOf,
  composeCorrespondence,
  deriveCorrespondence,
  indexOf,
  invert,
  planSplit,
  readCorrespondence,
  restateCounts,
  reviseCorrespondence,
  sealedCorrespondence,
  shortestPath,
  splitOffsIn,
  translateCodes,
  translationOf,
  type Association,
  type Operation,
  type ReasonTree,
  type Retirement,
  type TranslationPath,
} from '../../../src/taxonomy/domain';
import type { ReasonId } from '../../../src/platform/ids';
import { applied, growing, reasonId, seed, smallTree, someOperations } from './trees';

const id = reasonId;
const [billing, refund, invoice, , cancel] = [id(1), id(2), id(3), id(4), id(5)];

const retire = (
  reason: ReasonId,
  as: Retirement['reason'],
  associations: readonly Association[],
  justification: string | null = null,
): Operation => ({
  kind: 'RetireReason',
  reasonId: reason,
  retirement: { reason: as, associations, justification },
});
const to = (
  targetId: ReasonId,
  kind: Association['kind'] = 'REPLACED_BY',
  share: number | null = null,
): Association => ({
  kind,
  targetId,
  share,
});
const create = (number: number, code: string): Operation => ({
  ...{ kind: 'CreateReason', reasonId: id(number), code, parentId: billing, rank: `a${number}` },
  labels: { en: code },
});

/** The way over a list of contents, each built on the one before. */
const chain = (trees: readonly ReasonTree[]): TranslationPath => ({
  from: trees[0] ?? smallTree(),
  startsAt: 0,
  steps: trees.slice(1).map((tree, at) => ({
    correspondence: indexOf(deriveCorrespondence(trees[at] ?? tree, tree)),
    direction: 'FORWARD',
    arrivesAt: at + 1,
  })),
});

const back = (path: TranslationPath, from: ReasonTree): TranslationPath => ({
  from,
  startsAt: 0,
  steps: path.steps.toReversed().map((step, at) => ({ ...step, direction: 'BACKWARD', arrivesAt: at + 1 })),
});

const found = (reason: ReasonId, path: TranslationPath) =>
  translationOf(reason, path).targets.map(({ reasonId: target, share, exact }) => [target, share, exact]);

const v1 = smallTree();

describe('the correspondence of a version and the one before it', () => {
  test('names no reason that stays what it is, and one that is new as begun', () => {
    const v2 = applied(v1, [create(6, 'dispute')]).tree;
    expect(deriveCorrespondence(v1, v2)).toEqual({
      impliesIdentity: true,
      entries: [],
      begun: [id(6)],
      found: [],
    });
    expect(associationsOf(deriveCorrespondence(v1, v2))).toMatchObject([
      { sources: [], targets: [id(6)], relationship: 'NONE', changeClass: 'RC2' },
    ]);
  });

  test.each([
    ['a retirement without a successor', [retire(refund, 'OUTDATED', [], 'gone')], 'RC1', 'NONE'],
    [
      'a successor that is new',
      [create(6, 'money back'), retire(refund, 'MERGED', [to(id(6))])],
      'RC3.1',
      'EQUIVALENT',
    ],
    ['a successor that was there', [retire(refund, 'MERGED', [to(invoice)])], 'RC3.2', 'SOURCE_IS_NARROWER'],
    [
      'a split',
      [
        create(6, 'a'),
        create(7, 'b'),
        retire(refund, 'SPLIT', [
          to(id(6), 'PARTIALLY_EQUIVALENT_TO', 0.25),
          to(id(7), 'PARTIALLY_EQUIVALENT_TO', 0.75),
        ]),
      ],
      'RC4.1',
      'SOURCE_IS_BROADER',
    ],
    [
      'a change of scope',
      [
        {
          ...{ kind: 'SetNote', reasonId: refund, note: 'DEFINITION', language: 'en', text: 'Only cards.' },
          ...{ excludes: null, scope: 'SCOPE_CHANGE' },
        },
      ],
      null,
      'RELATED',
    ],
  ] as const)('sees %s as %s, %s', (_name, operations, changeClass, relationship) => {
    const v2 = applied(v1, operations as unknown as readonly Operation[]).tree;
    const [association] = associationsOf(deriveCorrespondence(v1, v2)).filter(
      ({ sources }) => sources.length > 0,
    );
    expect(association).toMatchObject({ changeClass, relationship, origin: 'DERIVED' });
  });

  test('many to many is one association', () => {
    const parts = (one: number) => [
      to(id(6), 'PARTIALLY_EQUIVALENT_TO', one),
      to(id(7), 'PARTIALLY_EQUIVALENT_TO', 1 - one),
    ];
    const v2 = applied(v1, [
      ...[create(6, 'a'), create(7, 'b')],
      ...[retire(refund, 'SPLIT', parts(0.5)), retire(invoice, 'SPLIT', parts(0.25))],
    ]).tree;
    expect(associationsOf(deriveCorrespondence(v1, v2))).toMatchObject([
      { sources: [refund, invoice], targets: [id(6), id(7)], changeClass: 'RC5', relationship: 'RELATED' },
    ]);
  });

  test('is sealed as the same bytes whatever the order of the trees, and read back whole', () => {
    const v2 = applied(v1, [create(6, 'a'), retire(refund, 'MERGED', [to(id(6))])]).tree;
    const body = deriveCorrespondence(v1, v2);
    const ends = { fromDigest: 'a', toDigest: 'b' };
    const sealed = sealedCorrespondence(body, ends);
    expect(sealedCorrespondence(readCorrespondence(sealed.text), ends)).toEqual(sealed);
    expect(sealedCorrespondence(body, { ...ends, toDigest: 'c' }).digest).not.toBe(sealed.digest);
  });
});

describe('translation', () => {
  const v2 = applied(v1, [create(6, 'money back'), retire(refund, 'MERGED', [to(id(6))])]).tree;
  const v3 = applied(v2, [
    create(7, 'repayment'),
    {
      kind: 'ReviseRetirement',
      reasonId: refund,
      retirement: { reason: 'MERGED', associations: [to(id(7))], justification: null },
    },
    retire(id(6), 'MERGED', [to(id(7))]),
  ]).tree;
  const path = chain([v1, v2, v3]);

  test('follows a replacement that was itself replaced to the last one, exactly, and back', () => {
    expect(found(refund, path)).toEqual([[id(7), 1, true]]);
    expect(found(id(7), back(path, v3))).toEqual([[refund, 1, true]]);
    expect(found(id(6), chain([v2, v3]))).toEqual([[id(7), 1, true]]);
    const [target] = translationOf(refund, path).targets;
    expect(target?.passages.map(({ to: reason, arrivesAt }) => [reason, arrivesAt])).toEqual([
      [id(6), 1],
      [id(7), 2],
    ]);
  });

  test('shares multiply along a way and add over ways, and an unknown one stays unknown', () => {
    const split = (share: number | null) =>
      retire(refund, 'SPLIT', [
        to(id(8), 'PARTIALLY_EQUIVALENT_TO', 0.4),
        to(id(9), 'PARTIALLY_EQUIVALENT_TO', share),
      ]);
    const parts = applied(v1, [create(8, 'a'), create(9, 'b'), split(0.6)]).tree;
    const again = applied(parts, [
      {
        kind: 'ReviseRetirement',
        reasonId: refund,
        retirement: { reason: 'MERGED', associations: [to(id(9))], justification: null },
      },
      retire(id(8), 'MERGED', [to(id(9))]),
    ]).tree;
    expect(found(refund, chain([v1, parts]))).toEqual([
      [id(8), 0.4, false],
      [id(9), 0.6, false],
    ]);
    expect(found(refund, chain([v1, parts, again]))).toEqual([[id(9), 1, false]]);
    const unknown = applied(v1, [create(8, 'a'), create(9, 'b'), split(null)]).tree;
    expect(found(refund, chain([v1, unknown]))).toEqual([
      [id(8), 0.4, false],
      [id(9), null, false],
    ]);
    // All of what each part counts came from the one that was split.
    expect(found(id(8), back(chain([v1, parts]), parts))).toEqual([[refund, 1, false]]);
  });

  test('backwards over a take-over the share is not known, and what is new was created later', () => {
    const merged = applied(v1, [retire(refund, 'MERGED', [to(invoice)]), create(6, 'new')]).tree;
    const backwards = back(chain([v1, merged]), merged);
    expect(found(invoice, backwards)).toEqual([
      [refund, null, false],
      [invoice, null, false],
    ]);
    expect(translationOf(id(6), backwards).losses).toMatchObject([{ cause: 'CREATED_LATER', share: 1 }]);
  });

  test('a reason that ended is followed again from where a successor was found, and from where it came back', () => {
    const ended = applied(v1, [retire(refund, 'OUTDATED', [], 'gone')]).tree;
    const later = applied(ended, [
      {
        kind: 'ReviseRetirement',
        reasonId: refund,
        retirement: { reason: 'OUTDATED', associations: [to(invoice)], justification: null },
      },
    ]).tree;
    const returned = applied(ended, [{ kind: 'ReactivateReason', reasonId: refund }]).tree;
    expect(translationOf(refund, chain([v1, ended])).losses).toMatchObject([{ cause: 'RETIRED_NONE' }]);
    expect(found(refund, chain([v1, ended, later]))).toEqual([[invoice, 1, false]]);
    expect(found(refund, chain([v1, ended, returned]))).toEqual([[refund, 1, false]]);
  });

  test('codes: a former one resolves, a retired one is followed from its own version, an unknown one is told', () => {
    const recoded = applied(v3, [{ kind: 'SetCode', reasonId: id(7), code: 'pay-back' }]).tree;
    const reserved = new Map([['repayment', id(7)]]);
    const codes = translateCodes(
      ['repayment', 'refund', 'nothing', 'dispute'],
      chain([recoded, recoded]),
      new Map([...reserved, ['dispute', id(14)]]),
    );
    expect(
      codes.map(({ code, translation, unmappedBecause }) => [
        code,
        translation.targets.map((target) => target.reasonId),
        unmappedBecause ?? translation.losses.map(({ cause }) => cause),
      ]),
    ).toEqual([
      ['repayment', [id(7)], []],
      ['refund', [id(7)], []],
      ['nothing', [], 'UNKNOWN_CODE'],
      ['dispute', [], ['CREATED_LATER']],
    ]);
  });

  test('of an ambiguous reason the targets are one of several, of a split one all of them', () => {
    const kinds = (kind: Association['kind'], as: Retirement['reason']) =>
      translateCodes(
        ['refund'],
        chain([v1, applied(v1, [retire(refund, as, [to(invoice, kind), to(cancel, kind)])]).tree]),
        new Map(),
      )[0];
    expect(kinds('POSSIBLY_EQUIVALENT_TO', 'AMBIGUOUS')?.targetsAre).toBe('ONE_OF');
    expect(kinds('PARTIALLY_EQUIVALENT_TO', 'SPLIT')?.targetsAre).toBe('ALL_OF');
  });
});

describe('a series over a break', () => {
  const parts = [create(8, 'a'), create(9, 'b')];
  const split = (one: number | null) =>
    applied(v1, [
      ...parts,
      retire(refund, 'SPLIT', [
        to(id(8), 'PARTIALLY_EQUIVALENT_TO', 0.25),
        to(id(9), 'PARTIALLY_EQUIVALENT_TO', one),
      ]),
    ]).tree;
  const counted = [
    { reasonId: refund, count: 100 },
    { reasonId: invoice, count: 40 },
  ];

  test('is divided where every share is known', () => {
    const path = chain([v1, split(0.75)]);
    const { counts, breaks, lost } = restateCounts(counted, (reason) => translationOf(reason, path));
    expect(counts.map(({ reasonId: reason, count }) => [reason, count])).toEqual([
      [invoice, 40],
      [id(8), 25],
      [id(9), 75],
    ]);
    expect([breaks, lost]).toEqual([[], []]);
  });

  test.each([null, 0.5])('breaks where a share is unknown or shares do not add up (%s)', (share) => {
    const path = chain([v1, split(share)]);
    const { counts, breaks } = restateCounts(counted, (reason) => translationOf(reason, path));
    expect(counts.map(({ reasonId: reason, count }) => [reason, count])).toEqual([
      [invoice, 40],
      [id(8), null],
      [id(9), null],
    ]);
    expect(breaks).toEqual([{ reasonId: refund, count: 100, targets: [id(8), id(9)], arrivesAt: 1 }]);
  });

  test('tells what ended as lost', () => {
    const path = chain([v1, applied(v1, [retire(refund, 'OUTDATED', [], 'gone')]).tree]);
    expect(restateCounts(counted, (reason) => translationOf(reason, path)).lost).toEqual([
      { reasonId: refund, count: 100, cause: 'RETIRED_NONE', arrivesAt: 1 },
    ]);
  });
});

test('a reason that took over one which came in between is not told as the same by way of composing either', () => {
  const v2 = applied(v1, [create(6, 'dispute')]).tree;
  const v3 = applied(v2, [retire(id(6), 'MERGED', [to(refund)])]).tree;
  const path = chain([v1, v2, v3]);
  expect(found(refund, path)).toEqual([[refund, 1, false]]);
  expect(associationsOf(composeCorrespondence(path, v3))).toMatchObject([
    { sources: [refund], targets: [refund], relationship: 'SOURCE_IS_NARROWER' },
  ]);
});

describe('what was split off a reason that goes on', () => {
  const splitOff = (tree: ReasonTree, number: number, share: number | null): Operation =>
    planSplit(tree, {
      reasonId: refund,
      into: [
        {
          ...{ reasonId: id(number), isNew: true, code: `part-${number}`, parentId: billing, share },
          labels: { en: `Part ${number}` },
        },
      ],
      keepsSource: true,
    });
  const stepOf = (operations: readonly Operation[]): TranslationPath => {
    const tree = applied(v1, operations).tree;
    const correspondence = indexOf(deriveCorrespondence(v1, tree, splitOffsIn(operations)));
    return { from: v1, startsAt: 0, steps: [{ correspondence, direction: 'FORWARD', arrivesAt: 1 }] };
  };
  const rescoped: Operation = {
    ...{ kind: 'SetLabel', reasonId: refund, language: 'en', label: 'Other', scope: 'SCOPE_CHANGE' },
  };

  test('is a target with its share, beside the reason with the rest; a series is restated, and the way back is known', () => {
    const path = stepOf([splitOff(v1, 6, 0.9)]);
    expect(found(refund, path)).toEqual([
      [refund, 0.1, false],
      [id(6), 0.9, false],
    ]);
    const body = path.steps[0]?.correspondence.body;
    expect(body?.begun).toEqual([]);
    expect(body === undefined ? [] : associationsOf(body)).toMatchObject([
      { changeClass: 'RC4.2', relationship: 'SOURCE_IS_BROADER' },
    ]);
    const counted = [{ reasonId: refund, count: 100 }];
    const { counts, breaks } = restateCounts(counted, (reason) => translationOf(reason, path));
    expect([breaks, counts.map(({ reasonId: reason, count }) => [reason, count])]).toEqual([
      [],
      [
        [refund, 10],
        [id(6), 90],
      ],
    ]);
    expect(translationOf(id(6), back(path, applied(v1, [splitOff(v1, 6, 0.9)]).tree)).targets).toMatchObject([
      { reasonId: refund },
    ]);
  });

  test('without a share is a target all the same, and a break in a series', () => {
    const path = stepOf([splitOff(v1, 6, null)]);
    expect(found(refund, path)).toEqual([
      [refund, null, false],
      [id(6), null, false],
    ]);
    const counted = [{ reasonId: refund, count: 100 }];
    expect(restateCounts(counted, (reason) => translationOf(reason, path)).breaks).toHaveLength(1);
  });

  test('twice divides what the first time left', () => {
    const first = splitOff(v1, 6, 0.5);
    const second = splitOff(applied(v1, [first]).tree, 7, 0.5);
    expect(found(refund, stepOf([first, second]))).toEqual([
      [refund, 0.25, false],
      [id(6), 0.5, false],
      [id(7), 0.25, false],
    ]);
  });

  test('leaves an unknown rest where the scope was changed otherwise too', () => {
    expect(found(refund, stepOf([splitOff(v1, 6, 0.5), rescoped]))).toEqual([
      [refund, null, false],
      [id(6), 0.5, false],
    ]);
  });

  test('is none once it was taken back', () => {
    const there = planSplit(v1, {
      ...{ reasonId: refund, into: [{ reasonId: invoice, isNew: false, share: 0.5 }], keepsSource: true },
    });
    const taken = invert(there, v1);
    expect(found(refund, stepOf([there, ...taken]))).toEqual([[refund, 1, true]]);
    expect(found(refund, stepOf([there, ...taken, rescoped]))).toEqual([[refund, null, false]]);
    expect(found(refund, stepOf([there]))).toEqual([
      [refund, 0.5, false],
      [invoice, 0.5, false],
    ]);
  });
});

describe('a revision', () => {
  const v2 = applied(v1, [retire(refund, 'MERGED', [to(invoice)]), create(6, 'disputes')]).tree;
  const body = deriveCorrespondence(v1, v2);
  const ends = { from: v1, to: v2, knownSessions: new Set<string>() };
  const share = (value: number) => ({ value, n: null, method: 'GIVEN' as const, sessionId: null });

  test('splits off what stays in use, and what was new has then come from somewhere', () => {
    const revised = reviseCorrespondence(
      body,
      [
        {
          source: invoice,
          note: 'Measured by hand.',
          links: [
            { target: invoice, kind: 'PART', share: share(0.8) },
            { target: id(6), kind: 'PART', share: share(0.2) },
          ],
        },
      ],
      ends,
    );
    if (!revised.ok) throw new Error(revised.problem.message);
    expect(revised.value.begun).toEqual([]);
    const path: TranslationPath = {
      from: v1,
      startsAt: 0,
      steps: [{ correspondence: indexOf(revised.value), direction: 'FORWARD', arrivesAt: 1 }],
    };
    expect(found(invoice, path)).toEqual([
      [invoice, 0.8, false],
      [id(6), 0.2, false],
    ]);
    expect(associationsOf(revised.value)).toMatchObject([
      { origin: 'CURATED', notes: ['Measured by hand.'] },
    ]);
  });

  test('is refused with everything that is wrong, and unchanged where it says the same', () => {
    const refused = reviseCorrespondence(
      body,
      [
        {
          source: id(99),
          note: '\u0000',
          links: [
            { target: refund, kind: 'PART', share: share(0.7) },
            { target: invoice, kind: 'PART', share: { ...share(0.7), method: 'MEASURED', sessionId: 'x' } },
            { target: invoice, kind: 'PART', share: share(2) },
          ],
        },
      ],
      ends,
    );
    expect(refused.ok ? [] : refused.problem.faults.map(({ code }) => code).sort()).toEqual([
      'MALFORMED_NOTE',
      'MEASURED_WITHOUT_N',
      'SESSION_NOT_FOUND',
      'SHARES_ABOVE_ONE',
      'SHARE_OUT_OF_RANGE',
      'SOURCE_NOT_FOUND',
      'TARGET_NOT_FOUND',
      'TARGET_TWICE',
    ]);
    const same = {
      source: refund,
      note: null,
      links: [{ target: invoice, kind: 'REPLACED_BY', share: null }],
    } as const;
    expect(reviseCorrespondence(body, [same], ends)).toEqual({ ok: true, value: body });
  });
});

describe('laws', () => {
  /** Contents as they grow out of one another; reasons that a version held are not discarded in the next. */
  const versions = (operations: readonly Operation[]): readonly ReasonTree[] => {
    const third = Math.ceil(operations.length / 3);
    const kept = operations.filter(({ kind }) => kind !== 'DiscardReason' && kind !== 'RestoreReason');
    const trees: ReasonTree[] = [seed];
    for (let at = 0; at < 3; at += 1) {
      const before = trees.at(-1) ?? seed;
      trees.push(growing(before, kept.slice(at * third, (at + 1) * third)).tree);
    }
    return trees;
  };

  test('every active reason is found or told as lost; every new one has begun or comes from somewhere', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const trees = versions(operations);
        const path = chain(trees);
        const last = trees.at(-1) ?? seed;
        for (const { id: reason } of seed.depthFirst()) {
          const { targets, losses } = translationOf(reason, path);
          expect(targets.length + losses.length).toBeGreaterThan(0);
          for (const target of targets) expect(last.get(target.reasonId)).toBeDefined();
          const shares = [...targets, ...losses].map(({ share }) => share ?? 0);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
        }
        const { entries, begun } = deriveCorrespondence(seed, last);
        const met = new Set([...begun, ...entries.flatMap(({ links }) => links.map(({ target }) => target))]);
        const isNew = ({ id: reason }: { id: ReasonId }) =>
          !seed.depthFirst().some((known) => known.id === reason);
        for (const state of last.depthFirst().filter(isNew)) expect(met.has(state.id)).toBe(true);
      }),
    );
  });

  test('counts that are restated are all there: as counts, lost, or in a break', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const path = chain(versions(operations));
        const counted = seed.depthFirst().map(({ id: reason }, at) => ({ reasonId: reason, count: at + 1 }));
        const { counts, breaks, lost } = restateCounts(counted, (reason) => translationOf(reason, path));
        const sum = (items: readonly { readonly count: number }[]) =>
          items.reduce((all, { count }) => all + count, 0);
        const certain = counts.reduce((all, { atLeast }) => all + atLeast, 0);
        expect(certain + sum(breaks) + sum(lost)).toBeCloseTo(sum(counted), 6);
      }),
    );
  });

  test('a composed correspondence leads where its steps lead', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const trees = versions(operations);
        const path = chain(trees);
        const body = composeCorrespondence(path, trees.at(-1) ?? seed);
        const composed: TranslationPath = {
          from: seed,
          startsAt: 0,
          steps: [{ correspondence: indexOf(body), direction: 'FORWARD', arrivesAt: 1 }],
        };
        for (const { id: reason } of seed.depthFirst()) {
          const shares = (way: TranslationPath) =>
            translationOf(reason, way).targets.map(({ reasonId: target, share }) => [target, share]);
          expect(shares(composed)).toEqual(shares(path));
        }
      }),
    );
  });
});

test('the shortest way walks edges either way, and prefers those that lead forward', () => {
  const edges = [
    { from: 1, to: 2 },
    { from: 2, to: 3 },
    { from: 3, to: 2 },
  ];
  const walked = (from: number, end: number) =>
    shortestPath(edges, from, end)?.map(({ edge, direction }) => [edge.from, edge.to, direction]);
  expect(walked(1, 3)).toEqual([
    [1, 2, 'FORWARD'],
    [2, 3, 'FORWARD'],
  ]);
  expect(walked(3, 1)).toEqual([
    [3, 2, 'FORWARD'],
    [1, 2, 'BACKWARD'],
  ]);
  expect(walked(1, 1)).toEqual([]);
  expect(walked(1, 9)).toBeUndefined();
});
