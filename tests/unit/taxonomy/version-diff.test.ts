import fc from 'fast-check';
import {
  applyDiff,
  contentDigest,
  diffVersions,
  invertDiff,
  ReasonTree,
  type DiffEntry,
  type Operation,
} from '../../../src/taxonomy/domain';
import { applied, growing, reasonId, seed, smallTree, someOperations } from './trees';

const digest = (tree: ReasonTree): string =>
  contentDigest({ taxonomyKey: 'k', languages: ['en', 'nl'], tree });

const entriesAfter = (operations: readonly Operation[]): readonly DiffEntry[] => {
  const before = smallTree();
  return diffVersions(before, applied(before, operations).tree).reasons.flatMap(({ entries }) => entries);
};

describe('the difference of two contents', () => {
  it('is empty for a content and itself, in whatever order its reasons come', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const { tree } = growing(seed, operations);
        const copy = ReasonTree.of([...tree.all()].reverse().map((reason) => structuredClone(reason)));
        const diff = diffVersions(tree, copy);
        expect([diff.reasons, diff.reordered, diff.compatibility]).toEqual([[], [], null]);
      }),
    );
  });

  it('leads from the one to the other when it is applied', () => {
    fc.assert(
      fc.property(someOperations, someOperations, (first, second) => {
        const from = growing(seed, first).tree;
        const to = growing(from, second).tree;
        const reached = applyDiff(from, diffVersions(from, to));
        expect(reached.ok && digest(reached.value)).toBe(digest(to));
      }),
    );
  });

  it('turned round is the difference the other way', () => {
    fc.assert(
      fc.property(someOperations, someOperations, (first, second) => {
        const from = growing(seed, first).tree;
        const to = growing(seed, second).tree;
        expect(invertDiff(diffVersions(from, to))).toEqual(diffVersions(to, from));
      }),
    );
  });

  it('has one entry at the root of a moved subtree, and none for what came along', () => {
    const operations: Operation[] = [
      { kind: 'MoveReason', reasonId: reasonId(1), parentId: reasonId(4), rank: 'a5' },
    ];
    const place = { parentId: reasonId(4), rank: 'a5', primaryId: reasonId(4) };
    expect(entriesAfter(operations)).toEqual([
      {
        kind: 'ReasonMoved',
        reasonId: reasonId(1),
        before: { parentId: null, rank: 'a0', primaryId: reasonId(1) },
        after: place,
        changeClass: 'RC5',
      },
    ]);
  });

  it('refuses to be applied to a content that it was not taken from', () => {
    const before = smallTree();
    const { tree } = applied(before, [
      { kind: 'SetLabel', reasonId: reasonId(5), language: 'en', label: 'End' },
    ]);
    const outcome = applyDiff(ReasonTree.empty, diffVersions(before, tree));
    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'REASON_NOT_FOUND', reasonId: reasonId(5) },
    });
  });
});

describe('the change class of an entry', () => {
  const create: Operation = {
    kind: 'CreateReason',
    reasonId: reasonId(9),
    code: 'new',
    parentId: reasonId(1),
    rank: 'a9',
    labels: { en: 'New' },
  };
  const mergeInto = (source: number, target: number): Operation => ({
    kind: 'RetireReason',
    reasonId: reasonId(source),
    retirement: {
      reason: 'MERGED',
      associations: [{ kind: 'REPLACED_BY', targetId: reasonId(target), share: null }],
      justification: null,
    },
  });

  it('is a merger when two reasons go into a new one', () => {
    const classes = entriesAfter([create, mergeInto(2, 9), mergeInto(3, 9)]);
    expect(classes.map((entry) => Reflect.get(entry, 'changeClass'))).toEqual(['RC3.1', 'RC3.1', 'RC3.1']);
  });

  it('is a take-over when one reason goes into another that was there', () => {
    expect(entriesAfter([mergeInto(2, 3)])).toMatchObject([{ kind: 'ReasonRetired', changeClass: 'RC3.2' }]);
  });

  it('is a breakdown when a reason is split, and a creation, deletion, code or name change otherwise', () => {
    const associations = [3, 9].map((target) => ({
      kind: 'PARTIALLY_EQUIVALENT_TO' as const,
      targetId: reasonId(target),
      share: null,
    }));
    const split: Operation = {
      kind: 'RetireReason',
      reasonId: reasonId(2),
      retirement: { reason: 'SPLIT', associations, justification: null },
    };
    const classOf = (operations: readonly Operation[]): unknown[] =>
      entriesAfter(operations).map((entry) => Reflect.get(entry, 'changeClass'));
    const outdated: Operation = {
      kind: 'RetireReason',
      reasonId: reasonId(2),
      retirement: { reason: 'OUTDATED', associations: [], justification: 'gone' },
    };
    expect(classOf([create, split])).toEqual(['RC4.1', 'RC4.1']);
    expect(classOf([create])).toEqual(['RC2']);
    expect(classOf([outdated])).toEqual(['RC1']);
    expect(classOf([{ kind: 'SetCode', reasonId: reasonId(2), code: 'r2' }])).toEqual(['VC1']);
    expect(classOf([{ kind: 'SetLabel', reasonId: reasonId(2), language: 'en', label: 'R' }])).toEqual([
      'VC2',
    ]);
    expect(classOf([{ kind: 'SetResidual', reasonId: reasonId(2), residual: true }])).toEqual([null]);
  });
});

describe('the compatibility of a difference', () => {
  const compatibilityAfter = (operation: Operation): unknown => {
    const before = smallTree();
    return diffVersions(before, applied(before, [operation]).tree).compatibility;
  };
  const move = (parent: number | null): Operation => ({
    kind: 'MoveReason',
    reasonId: reasonId(2),
    parentId: parent === null ? null : reasonId(parent),
    rank: 'a7',
  });
  const define = (scope: 'EDITORIAL' | 'SCOPE_CHANGE'): Operation => ({
    kind: 'SetNote',
    reasonId: reasonId(2),
    note: 'DEFINITION',
    language: 'en',
    text: 'Money back.',
    excludes: null,
    scope,
  });

  it.each<[string, Operation, string]>([
    ['a label', { kind: 'SetLabel', reasonId: reasonId(2), language: 'nl', label: 'Terug' }, 'PATCH'],
    [
      'an order',
      { kind: 'ReorderSiblings', parentId: null, ranks: [{ reasonId: reasonId(1), rank: 'a9' }] },
      'PATCH',
    ],
    ['an editorial note', define('EDITORIAL'), 'PATCH'],
    ['a priority', { kind: 'SetPriority', reasonId: reasonId(2), priority: 'HIGH' }, 'MINOR'],
    ['a move within a primary category', { ...move(3) }, 'MINOR'],
    ['a move to another primary category', move(4), 'MAJOR'],
    ['a move to the root', move(null), 'MAJOR'],
    ['a code', { kind: 'SetCode', reasonId: reasonId(2), code: 'r' }, 'MAJOR'],
    ['a declared scope change', define('SCOPE_CHANGE'), 'MAJOR'],
  ])('of %s', (_, operation, compatibility) => {
    expect(compatibilityAfter(operation)).toBe(compatibility);
  });
});
