import fc from 'fast-check';
import {
  applyOperations,
  changeClassOf,
  compositeProblem,
  contentDigest,
  invert,
  operationSentence,
  planMerge,
  planSplit,
  type Operation,
  type ReasonTree,
} from '../../../src/taxonomy/domain';
import { applied, context, growing, reasonId, refusalOf, seed, smallTree, someOperations } from './trees';

const there = (number: number) => ({ reasonId: reasonId(number), isNew: false as const });
const made = (number: number, code: string, parent: number | null) => ({
  ...{ reasonId: reasonId(number), code, isNew: true as const, labels: { en: code } },
  parentId: parent === null ? null : reasonId(parent),
});
const mapped = (number: number, resolution: string, isDefault = false): Operation => ({
  ...{ kind: 'MapResolution', reasonId: reasonId(number), resolution, use: 'EXPECTED', isDefault },
  followUpWithin: null,
});
const digest = (tree: ReasonTree): string =>
  contentDigest({ taxonomyKey: 'k', languages: ['en', 'nl'], tree });
const nameOf = (id: string): string => `#${Number.parseInt(id.slice(-12), 16)}`;

describe('merging reasons', () => {
  const before = applied(smallTree(), [
    mapped(2, 'PAID', true),
    mapped(3, 'SENT', true),
    mapped(3, 'PAID'),
  ]).tree;

  it('into a new one creates it, carries the resolutions along and retires the others into it, as one effect', () => {
    const merge = planMerge(before, { sources: [reasonId(2), reasonId(3)], into: made(9, 'money', 1) });
    const { tree, effects } = applied(before, [merge]);
    expect(effects).toHaveLength(1);
    expect(effects[0]?.reasons.map((reason) => reason.reasonId)).toEqual([9, 2, 3].map(reasonId));
    expect(tree.get(reasonId(9))?.resolutions).toEqual([
      { code: 'PAID', use: 'EXPECTED', isDefault: true, followUpWithin: null },
      { code: 'SENT', use: 'EXPECTED', isDefault: false, followUpWithin: null },
    ]);
    for (const source of [2, 3])
      expect(tree.get(reasonId(source))?.retirement).toMatchObject({
        ...{ reason: 'MERGED', associations: [{ kind: 'REPLACED_BY', targetId: reasonId(9) }] },
      });
    expect(changeClassOf(merge)).toBe('RC3.1');
    expect(operationSentence(merge, nameOf)).toBe('Merged #2 and #3 into #9.');
  });

  it('into one that is there leads on whoever was retired into one of them before', () => {
    const earlier = planMerge(before, { sources: [reasonId(2)], into: there(3) });
    const { tree } = applied(before, [earlier]);
    const later = planMerge(tree, { sources: [reasonId(3)], into: there(5) });
    const after = applied(tree, [later]).tree;
    expect(after.get(reasonId(2))?.retirement?.associations).toMatchObject([{ targetId: reasonId(5) }]);
    expect([changeClassOf(later), operationSentence(later, nameOf)]).toEqual(['RC3.2', 'Merged #3 into #5.']);
  });

  it('is refused whole where one part is: nothing of it is left', () => {
    const merge = planMerge(before, { sources: [reasonId(2), reasonId(99)], into: made(9, 'money', 1) });
    expect(refusalOf(before, [merge])).toBe('REASON_NOT_FOUND');
    expect(refusalOf(before, [planMerge(before, { sources: [reasonId(2)], into: there(2) })])).toBe(
      'RETIREMENT_SHAPE',
    );
    expect(
      refusalOf(before, [planMerge(before, { sources: [reasonId(2)], into: made(9, 'invoice', 1) })]),
    ).toBe('CODE_TAKEN');
  });
});

describe('splitting a reason', () => {
  const before = applied(smallTree(), [mapped(2, 'PAID', true)]).tree;
  const into = [
    { ...made(8, 'card', 1), share: 0.25 },
    { ...made(9, 'cash', 1), share: null },
  ];

  it('retires it into its parts, in the order given, which take its resolutions', () => {
    const split = planSplit(before, { reasonId: reasonId(2), into, keepsSource: false });
    const { tree } = applied(before, [split]);
    expect(tree.children(reasonId(1)).map(({ code }) => code)).toEqual(['invoice', 'card', 'cash']);
    expect(tree.get(reasonId(2))?.retirement).toMatchObject({
      reason: 'SPLIT',
      associations: [
        { kind: 'PARTIALLY_EQUIVALENT_TO', targetId: reasonId(8), share: 0.25 },
        { kind: 'PARTIALLY_EQUIVALENT_TO', targetId: reasonId(9), share: null },
      ],
    });
    for (const part of [8, 9])
      expect(tree.get(reasonId(part))?.resolutions).toMatchObject([{ code: 'PAID' }]);
    expect([changeClassOf(split), operationSentence(split, nameOf)]).toEqual([
      'RC4.1',
      'Split #2 into #8 and #9.',
    ]);
  });

  it('or leaves it in use, with another scope', () => {
    const split = planSplit(before, { reasonId: reasonId(2), into: into.slice(0, 1), keepsSource: true });
    const { tree } = applied(before, [split]);
    expect(tree.get(reasonId(2))).toMatchObject({ retirement: null, scopeRevision: 1 });
    expect([changeClassOf(split), operationSentence(split, nameOf)]).toEqual([
      'RC4.2',
      'Split #8 off from #2.',
    ]);
  });

  it('into one part is refused where it is retired', () => {
    const split = planSplit(before, { reasonId: reasonId(2), into: into.slice(0, 1), keepsSource: false });
    expect(refusalOf(before, [split])).toBe('RETIREMENT_SHAPE');
  });
});

describe('before a merger or a split is done', () => {
  const before = applied(smallTree(), [retired('OUTDATED', [3])]).tree;
  const faultOf = (operation: ReturnType<typeof planSplit>) => {
    const problem = compositeProblem(before, operation);
    return problem?.code === 'RETIREMENT_SHAPE' ? problem.fault : (problem?.code ?? null);
  };
  const splitOff = (source: number, ...into: Parameters<typeof planSplit>[1]['into']) =>
    planSplit(before, { reasonId: reasonId(source), into, keepsSource: true });
  const part = (share: number | null) => ({ ...made(9, 'part', 1), share });

  it('nothing goes into what is retired', () => {
    const merge = planMerge(before, { sources: [reasonId(3)], into: there(2) });
    expect(compositeProblem(before, merge)).toMatchObject({
      ...{ code: 'REASON_RETIRED', reasonId: reasonId(2), operation: 'MergeReasons' },
    });
    expect(
      compositeProblem(before, planMerge(before, { sources: [reasonId(3)], into: there(5) })),
    ).toBeNull();
    const split = { reasonId: reasonId(3), into: [part(null), { ...there(2), share: null }] };
    for (const keepsSource of [true, false])
      expect(faultOf(planSplit(before, { ...split, keepsSource }))).toBe('REASON_RETIRED');
  });

  it.each([
    ['a source that is retired', splitOff(2, part(null)), 'REASON_RETIRED'],
    ['itself as target', splitOff(3, { ...there(3), share: null }), 'TARGET_IS_ITSELF'],
    [
      'a target twice',
      splitOff(3, { ...there(5), share: null }, { ...there(5), share: 0.1 }),
      'TARGET_TWICE',
    ],
    ['a target that is not there', splitOff(3, { ...there(77), share: null }), 'TARGET_NOT_FOUND'],
    ['a share above 1', splitOff(3, part(1.5)), 'SHARE_OUT_OF_RANGE'],
    ['a share below 0', splitOff(3, part(-3)), 'SHARE_OUT_OF_RANGE'],
    ['shares above 1', splitOff(3, part(0.6), { ...there(5), share: 0.6 }), 'SHARES_ABOVE_ONE'],
    ['nothing wrong', splitOff(3, part(0.6), { ...there(5), share: 0.4 }), null],
  ])('a split-off is told of %s', (_, operation, expected) => {
    expect(faultOf(operation)).toBe(expected);
  });
});

it('whatever is merged or split in whatever tree is taken back to the byte, and done again', () => {
  const someNumber = fc.integer({ min: 0, max: 11 });
  const someDestination = fc.oneof(
    someNumber.map(there),
    fc.constantFrom(20, 21).map((number) => made(number, `new-${number}`, null)),
  );
  const plan = fc.oneof(
    fc.record({ sources: fc.array(someNumber, { minLength: 1, maxLength: 3 }), into: someDestination }).map(
      ({ sources, into }) =>
        (tree: ReasonTree): Operation =>
          planMerge(tree, { sources: sources.map(reasonId), into }),
    ),
    fc
      .record({
        source: someNumber,
        into: fc.uniqueArray(someDestination, {
          minLength: 1,
          maxLength: 3,
          selector: (one) => one.reasonId,
        }),
        keepsSource: fc.boolean(),
      })
      .map(({ source, into, keepsSource }) => (tree: ReasonTree): Operation => {
        const targets = into.map((one) => ({ ...one, share: null }));
        return planSplit(tree, { reasonId: reasonId(source), into: targets, keepsSource });
      }),
  );
  let accepted = 0;
  fc.assert(
    fc.property(someOperations, plan, (operations, planned) => {
      const before = growing(seed, operations).tree;
      const operation = planned(before);
      const outcome = applyOperations(before, [operation], context);
      if (!outcome.ok) return;
      accepted += 1;
      const { tree } = outcome.value;
      const inverses = invert(operation, before);
      const undone = applied(tree, inverses).tree;
      expect(digest(undone)).toBe(digest(before));
      const redo = inverses.flatMap((inverse) => invert(inverse, tree));
      expect(digest(applied(undone, redo).tree)).toBe(digest(tree));
    }),
  );
  expect(accepted).toBeGreaterThan(10);
});

it.each<[string, Operation, string | null]>([
  ['a retirement without a successor', retired('OUTDATED', []), 'RC1'],
  ['a retirement into one', retired('MERGED', [3]), 'RC3.2'],
  ['a split', retired('SPLIT', [3, 5]), 'RC4.1'],
  ['a move', { kind: 'MoveReason', reasonId: reasonId(2), parentId: null, rank: 'a1' }, 'RC5'],
  ['a code', { kind: 'SetCode', reasonId: reasonId(2), code: 'x' }, 'VC1'],
  ['a label', { kind: 'SetLabel', reasonId: reasonId(2), language: 'en', label: 'x' }, 'VC2'],
  ['a reactivation', { kind: 'ReactivateReason', reasonId: reasonId(2) }, 'RC2'],
  ['a setting', { kind: 'SetResidual', reasonId: reasonId(2), residual: true }, null],
])('the class of %s is that of GSIM', (_, operation, expected) => {
  expect(changeClassOf(operation)).toBe(expected);
});

function retired(reason: 'OUTDATED' | 'MERGED' | 'SPLIT', targets: readonly number[]): Operation {
  const kind = reason === 'SPLIT' ? 'PARTIALLY_EQUIVALENT_TO' : 'REPLACED_BY';
  const associations = targets.map((target) => ({ kind, targetId: reasonId(target), share: null }) as const);
  return {
    kind: 'RetireReason',
    reasonId: reasonId(2),
    retirement: { reason, associations, justification: 'x' },
  };
}
