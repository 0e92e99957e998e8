import fc from 'fast-check';
import {
  contentDigest,
  operationsBetween,
  type Operation,
  type ReasonTree,
} from '../../../src/taxonomy/domain';
import { runs } from '../../support/properties';
import { applied, growing, reasonId, seed, smallTree, someOperations } from './trees';

const digest = (tree: ReasonTree): string =>
  contentDigest({ taxonomyKey: 'k', languages: ['en', 'nl'], tree });
const kindsOf = (operations: readonly Operation[]): readonly string[] => operations.map(({ kind }) => kind);

describe('the operations between two contents', () => {
  test('lead from the one to the other, to the byte, whatever grew out of one content', () => {
    fc.assert(
      fc.property(someOperations, someOperations, (first, second) => {
        const [from, to] = [growing(seed, first).tree, growing(seed, second).tree];
        expect(digest(applied(from, operationsBetween(from, to)).tree)).toBe(digest(to));
      }),
      runs(1_000),
    );
  });

  test('are none between equal contents', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const [one, other] = [growing(seed, operations).tree, growing(seed, operations).tree];
        expect(operationsBetween(one, other)).toEqual([]);
      }),
    );
  });

  const start = smallTree();
  const billing = reasonId(1);
  const refund = reasonId(2);
  const invoice = reasonId(3);
  const moving = reasonId(4);
  const cancel = reasonId(5);

  test.each<readonly [string, readonly Operation[], readonly string[]]>([
    ['a label', [{ kind: 'SetLabel', reasonId: refund, language: 'en', label: 'Money back' }], ['SetLabel']],
    [
      'codes that are swapped, with one code in between',
      [
        { kind: 'SetCode', reasonId: refund, code: 'x' },
        { kind: 'SetCode', reasonId: invoice, code: 'refund' },
        { kind: 'SetCode', reasonId: refund, code: 'invoice' },
      ],
      ['SetCode', 'SetCode', 'SetCode'],
    ],
    [
      'a code that is handed on',
      [
        { kind: 'SetCode', reasonId: refund, code: 'x' },
        { kind: 'SetCode', reasonId: invoice, code: 'refund' },
      ],
      ['SetCode', 'SetCode'],
    ],
    [
      'moves that cross',
      [
        { kind: 'MoveReason', reasonId: refund, parentId: null, rank: 'a5' },
        { kind: 'MoveReason', reasonId: billing, parentId: refund, rank: 'a0' },
      ],
      ['MoveReason', 'MoveReason'],
    ],
    [
      'a change of scope',
      [
        {
          ...{ kind: 'SetNote', reasonId: refund, note: 'EXCLUDES', language: 'en', text: 'No copies' },
          ...{ excludes: [cancel], scope: 'SCOPE_CHANGE' },
        },
      ],
      ['SetNote'],
    ],
    [
      'a retirement to a reason that is new',
      [
        {
          kind: 'CreateReason',
          reasonId: reasonId(9),
          code: 'new',
          parentId: moving,
          rank: 'a3',
          labels: {},
        },
        {
          ...{ kind: 'RetireReason', reasonId: cancel },
          retirement: {
            ...{ reason: 'MERGED', justification: null },
            associations: [{ kind: 'REPLACED_BY', targetId: reasonId(9), share: null }],
          },
        },
      ],
      ['CreateReason', 'RetireReason'],
    ],
  ])('say %s as a caller would', (_what, operations, kinds) => {
    const to = applied(start, operations).tree;
    const between = operationsBetween(start, to);
    expect(kindsOf(between)).toEqual(kinds);
    expect(digest(applied(start, between).tree)).toBe(digest(to));
  });
});
