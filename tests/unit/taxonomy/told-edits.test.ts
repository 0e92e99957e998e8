import {
  NamesInTime,
  namingKinds,
  ReasonTree,
  toldEdits,
  type Operation,
} from '../../../src/taxonomy/domain';
import { applied, reasonId } from './trees';

const [one, two, three] = [reasonId(1), reasonId(2), reasonId(3)];
const base = applied(ReasonTree.empty, [
  { kind: 'CreateReason', reasonId: one, code: 'r4', parentId: null, rank: 'a0', labels: { en: 'Reason 4' } },
  { kind: 'CreateReason', reasonId: two, code: 'a1', parentId: null, rank: 'a1', labels: { en: 'Alpha' } },
]).tree;

/** Each edit in words; `listed` operations of each are at hand, and the edits from `after` on are asked for. */
function told(edits: readonly (readonly Operation[])[], { listed = 100, after = 0, baseHead = 0 } = {}) {
  const naming = edits.flatMap((operations, at) =>
    operations.flatMap((body, index) =>
      namingKinds.some((kind) => kind === body.kind) ? [{ head: at + 1, ordinal: index + 1, body }] : [],
    ),
  );
  const asked = edits
    .map((operations, at) => ({ head: at + 1, operations: operations.slice(0, listed) }))
    .filter(({ head }) => head > after);
  const sentences = toldEdits(asked.toReversed(), { names: new NamesInTime(base), baseHead, naming });
  return asked.map(({ head }) => sentences.get(head));
}

const label = (id: typeof one, text: string): Operation => ({
  ...{ kind: 'SetLabel', reasonId: id, language: 'en', label: text },
});
const code = (id: typeof one, text: string): Operation => ({ kind: 'SetCode', reasonId: id, code: text });
const edits: readonly (readonly Operation[])[] = [
  [code(one, 'r4x'), label(one, 'Reason IV')],
  [label(two, 'Alpha one')],
  [{ kind: 'RestoreReason', reasonId: two, fields: { labels: { en: 'Alpha' }, scopeRevision: 0 } }],
  [
    { kind: 'CreateReason', reasonId: three, code: 'new', parentId: one, rank: 'a0', labels: { en: 'New' } },
    { kind: 'DiscardReason', reasonId: three },
  ],
  [{ kind: 'RestoreReason', reasonId: one, fields: { parentId: null, rank: 'a0' } }],
];
const sentences = [
  [
    'Set the code of "Reason 4" (r4) from "r4" to "r4x".',
    'Set the label in en of "Reason 4" (r4x) from "Reason 4" to "Reason IV".',
  ],
  ['Set the label in en of "Alpha" (a1) from "Alpha" to "Alpha one".'],
  ['Gave "Alpha one" (a1) back its earlier labels and count of scope changes.'],
  [
    'Created "New" (new) with the code "new" under "Reason IV" (r4x).',
    'Took back the new reason "New" (new).',
  ],
  ['Gave "Reason IV" (r4x) back its earlier place.'],
];

describe('the log of a draft', () => {
  it('names reasons as they were called before each operation, and fields in plain words', () => {
    expect(told(edits)).toEqual(sentences);
  });

  it('says the same of a page as of the whole, and after an edit of which only the first operations are told', () => {
    expect(told(edits, { after: 2 })).toEqual(sentences.slice(2));
    expect(told(edits, { listed: 1 })).toEqual(sentences.map((each) => each.slice(0, 1)));
  });

  it('begins again with the names of the base that the draft was put on', () => {
    expect(told([[label(one, 'Elsewhere')], [label(one, 'Mine')]], { baseHead: 1 }).at(-1)).toEqual([
      'Set the label in en of "Reason 4" (r4) from "Reason 4" to "Mine".',
    ]);
  });
});
