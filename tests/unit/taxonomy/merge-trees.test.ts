import fc from 'fast-check';
import type { ReasonTree } from '../../../src/taxonomy/domain';
import {
  canonicalBytes,
  conflictSentence,
  diffVersions,
  findingsOf,
  defaultPolicy,
  mergeTrees,
  operationsBetween,
  planSplit,
  triggerSentence,
  type GivenTrigger,
  type Merge,
  type Operation,
  type Resolution,
} from '../../../src/taxonomy/domain';
import type { ReasonId } from '../../../src/platform/ids';
import { applied, growing, reasonId, seed, smallTree, someOperations } from './trees';

// billing (1) > refund (2), invoice (3); moving (4) > cancel (5).
const [billing, refund, invoice, moving, cancel] = [1, 2, 3, 4, 5].map(reasonId) as [
  ReasonId,
  ReasonId,
  ReasonId,
  ReasonId,
  ReasonId,
];
const base = smallTree();

const label = (id: ReasonId, text: string): Operation => ({
  ...{ kind: 'SetLabel', reasonId: id, language: 'en', label: text },
});
const move = (id: ReasonId, parentId: ReasonId | null, rank = 'a5'): Operation => ({
  ...{ kind: 'MoveReason', reasonId: id, parentId, rank },
});
const merged = (id: ReasonId, targetId: ReasonId): Operation => ({
  ...{ kind: 'RetireReason', reasonId: id },
  retirement: {
    reason: 'MERGED',
    associations: [{ kind: 'REPLACED_BY', targetId, share: null }],
    justification: null,
  },
});
const outdated = (id: ReasonId): Operation => ({
  ...{ kind: 'RetireReason', reasonId: id },
  retirement: { reason: 'OUTDATED', associations: [], justification: 'Nobody asks.' },
});
const split = (id: ReasonId, targets: readonly ReasonId[]): Operation => ({
  ...{ kind: 'RetireReason', reasonId: id },
  retirement: {
    reason: 'SPLIT',
    associations: targets.map((targetId) => ({ kind: 'PARTIALLY_EQUIVALENT_TO', targetId, share: null })),
    justification: null,
  },
});
const create = (id: ReasonId, code: string, parentId: ReasonId | null, text = code): Operation => ({
  ...{ kind: 'CreateReason', reasonId: id, code, parentId, rank: 'a7', labels: { en: text } },
});
const synonym = (id: ReasonId, text: string): Operation => ({
  ...{ kind: 'AddSynonym', reasonId: id, language: 'en', text, hidden: false },
});

const trigger = (when: string, deadlineMinutes = 60): GivenTrigger => ({
  ...{ when, department: 'FIN' },
  deadline: { amount: deadlineMinutes, unit: 'MINUTE', clock: 'CALENDAR' },
});
const triggers = (...escalations: readonly GivenTrigger[]): Operation => ({
  ...{ kind: 'SetEscalation', reasonId: refund, escalations },
});
const toldTriggers = (tree: ReasonTree): readonly string[] =>
  (tree.get(refund)?.escalations ?? []).map(triggerSentence);

const mergeOf = (
  ours: readonly Operation[],
  theirs: readonly Operation[],
  resolutions: readonly Resolution[] = [],
  from = base,
): Merge =>
  mergeTrees(
    { base: from, ours: applied(from, ours).tree, theirs: applied(from, theirs).tree },
    { languages: ['en', 'nl'], resolutions },
  );

const settle = (
  conflictId: string,
  choice: Resolution['choice'],
  value: string | null = null,
): Resolution => ({
  ...{ conflictId, choice, value },
});

const treeOf = (merge: Merge): ReasonTree => {
  if (merge.tree === null) throw new Error(`expected a tree, but got ${JSON.stringify(merge.conflicts)}`);
  return merge.tree;
};

const kindsOf = (merge: Merge): readonly string[] => merge.conflicts.map(({ kind }) => kind);

describe('what both sides can have', () => {
  test('one side changed a field, or both to the same value: it is taken', () => {
    const tree = treeOf(
      mergeOf([label(refund, 'Money back')], [label(refund, 'Money back'), synonym(invoice, 'Bill')]),
    );
    expect(tree.get(refund)?.labels).toEqual({ en: 'Money back' });
    expect(tree.get(invoice)?.synonyms).toHaveLength(1);
  });

  test('a rename and a move of one reason are merged and listed to be looked at', () => {
    const merge = mergeOf([label(refund, 'Money back')], [move(refund, moving)]);
    expect(treeOf(merge).get(refund)).toMatchObject({ labels: { en: 'Money back' }, parentId: moving });
    expect(merge.combined).toEqual([{ reasonId: refund, ours: ['label.en'], theirs: ['parentId'] }]);
  });

  test('synonyms: what either side added is there, what either side took away is not', () => {
    const start = applied(base, [synonym(refund, 'old'), synonym(refund, 'kept')]).tree;
    const remove: Operation = { kind: 'RemoveSynonym', reasonId: refund, language: 'en', text: 'old' };
    const tree = treeOf(mergeOf([remove, synonym(refund, 'ours')], [synonym(refund, 'theirs')], [], start));
    expect(tree.get(refund)?.synonyms.map(({ text }) => text)).toEqual(['kept', 'ours', 'theirs']);
  });

  test('triggers: each side adds its own, and the time of one is changed beside them', () => {
    const start = applied(base, [triggers(trigger('repeats >= 2'), trigger('repeats >= 5'))]).tree;
    const ours = [triggers(trigger('repeats >= 2', 90), trigger('repeats >= 5'), trigger('channel = PHONE'))];
    const theirs = [triggers(trigger('sentiment <= negative'), trigger('repeats >= 2'))];
    for (const merge of [mergeOf(ours, theirs, [], start), mergeOf(theirs, ours, [], start)])
      expect(toldTriggers(treeOf(merge))).toEqual([
        'FIN within 60 minutes when channel = PHONE',
        'FIN within 90 minutes when repeats >= 2',
        'FIN within 60 minutes when sentiment <= negative',
      ]);
  });

  test('triggers that one side alone changed keep its order, and another order is no conflict', () => {
    const [one, other] = [trigger('repeats >= 2'), trigger('channel = PHONE')];
    const start = applied(base, [triggers(other)]).tree;
    const kept = mergeOf([triggers(one, other)], [label(refund, 'Money back')], [], start);
    expect(toldTriggers(treeOf(kept))).toEqual(toldTriggers(applied(base, [triggers(one, other)]).tree));
    const turned = applied(base, [triggers(one, other)]).tree;
    const added = trigger('repeats >= 9');
    expect(
      toldTriggers(treeOf(mergeOf([triggers(other, one)], [triggers(one, other, added)], [], turned))),
    ).toHaveLength(3);
  });

  test('the order of siblings is never a conflict', () => {
    const order = (rank: string): Operation => ({
      ...{ kind: 'ReorderSiblings', parentId: billing, ranks: [{ reasonId: refund, rank }] },
    });
    expect(treeOf(mergeOf([order('a8')], [order('a3')])).get(refund)?.rank).toBe('a3');
  });

  test('declared changes of scope add up, one and the same edit counts once', () => {
    const note = (text: string, note: 'DEFINITION' | 'INCLUDES' = 'DEFINITION'): Operation => ({
      ...{
        kind: 'SetNote',
        reasonId: refund,
        note,
        language: 'en',
        text,
        excludes: null,
        scope: 'SCOPE_CHANGE',
      },
    });
    expect(treeOf(mergeOf([note('a')], [note('b', 'INCLUDES')])).get(refund)?.scopeRevision).toBe(2);
    expect(treeOf(mergeOf([note('a')], [note('a')])).get(refund)?.scopeRevision).toBe(1);
  });

  test('declared changes of scope that leave no word behind, or words in two languages, are two', () => {
    const splitOff = (number: number): Operation =>
      planSplit(base, {
        reasonId: refund,
        into: [
          {
            ...{ reasonId: reasonId(number), isNew: true, code: `part-${number}`, parentId: billing },
            ...{ labels: { en: `Part ${number}` }, share: null },
          },
        ],
        keepsSource: true,
      });
    const renamed = (language: string, text: string, scope: 'EDITORIAL' | 'SCOPE_CHANGE'): Operation => ({
      ...{ kind: 'SetLabel', reasonId: refund, language, label: text, scope },
    });
    const scopeAfter = (ours: Operation, theirs: Operation) =>
      treeOf(mergeOf([ours], [theirs])).get(refund)?.scopeRevision;
    expect(scopeAfter(splitOff(8), splitOff(9))).toBe(2);
    expect(scopeAfter(renamed('en', 'A', 'SCOPE_CHANGE'), renamed('nl', 'B', 'SCOPE_CHANGE'))).toBe(2);
    expect(scopeAfter(splitOff(8), renamed('en', 'A', 'SCOPE_CHANGE'))).toBe(2);
    expect(scopeAfter(renamed('en', 'A', 'SCOPE_CHANGE'), renamed('en', 'A', 'SCOPE_CHANGE'))).toBe(1);
    expect(scopeAfter(renamed('en', 'A', 'SCOPE_CHANGE'), renamed('nl', 'B', 'EDITORIAL'))).toBe(1);
    // Both sides being one content, whatever was done was done once.
    expect(scopeAfter(splitOff(8), splitOff(8))).toBe(1);
    const theirs = applied(base, [splitOff(8)]).tree;
    const after = treeOf(mergeOf([splitOff(9)], [splitOff(8)]));
    expect(diffVersions(theirs, after).compatibility).toBe('MAJOR');
    const rebased = applied(theirs, operationsBetween(theirs, after)).tree;
    expect(rebased.get(refund)?.scopeRevision).toBe(2);
  });

  test('X to Y on one side and Y to Z on the other: X leads to Z, and both steps are told', () => {
    const merge = mergeOf([merged(refund, invoice)], [merged(invoice, cancel)]);
    expect(treeOf(merge).get(refund)?.retirement?.associations).toEqual([
      { kind: 'REPLACED_BY', targetId: cancel, share: null },
    ]);
    expect(merge.followed).toEqual([{ reasonId: refund, through: [invoice], to: cancel }]);
  });

  test('a note that sends coders to what the other side retired is a warning', () => {
    const excludes: Operation = {
      ...{ kind: 'SetNote', reasonId: invoice, note: 'EXCLUDES', language: 'en', text: 'Not a refund' },
      ...{ excludes: [refund], scope: 'EDITORIAL' },
    };
    const merge = mergeOf([excludes], [outdated(refund)]);
    expect(merge.dangling).toEqual([{ reasonId: invoice, retiredId: refund }]);
    expect(merge.tree).not.toBeNull();
  });
});

describe('what both sides cannot have is a conflict, which carries the values and can be settled', () => {
  test('different values of a field', () => {
    const [ours, theirs] = [[label(refund, 'Money back')], [label(refund, 'Repayment')]];
    const id = `FIELD:${refund}:label.en`;
    const open = mergeOf(ours, theirs);
    expect(open.tree).toBeNull();
    expect(open.conflicts).toEqual([
      {
        ...{ id, kind: 'FIELD', reasonIds: [refund], part: 'label.en' },
        ...{
          base: 'refund',
          ours: 'Money back',
          theirs: 'Repayment',
          allowed: ['BASE', 'OURS', 'THEIRS', 'VALUE'],
        },
      },
    ]);
    const labelAfter = (resolution: Resolution) =>
      treeOf(mergeOf(ours, theirs, [resolution])).get(refund)?.labels['en'];
    expect(labelAfter(settle(id, 'OURS'))).toBe('Money back');
    expect(labelAfter(settle(id, 'THEIRS'))).toBe('Repayment');
    expect(labelAfter(settle(id, 'BASE'))).toBe('refund');
    expect(labelAfter(settle(id, 'VALUE', 'Refunds'))).toBe('Refunds');
  });

  test('one trigger with two times, beside triggers that are not', () => {
    const start = applied(base, [triggers(trigger('repeats >= 2'))]).tree;
    const [ours, theirs] = [90, 30].map((minutes) => [
      triggers(trigger('repeats >= 2', minutes), trigger(`repeats >= ${minutes}`)),
    ]);
    const open = mergeOf(ours ?? [], theirs ?? [], [], start);
    const part = 'escalation.FIN when repeats >= 2';
    expect(open.conflicts).toMatchObject([{ kind: 'FIELD', part, allowed: ['BASE', 'OURS', 'THEIRS'] }]);
    const settled = mergeOf(ours ?? [], theirs ?? [], [settle(open.conflicts[0]?.id ?? '', 'THEIRS')], start);
    expect(toldTriggers(treeOf(settled))).toEqual([
      'FIN within 30 minutes when repeats >= 2',
      'FIN within 60 minutes when repeats >= 30',
      'FIN within 60 minutes when repeats >= 90',
    ]);
  });

  test('more triggers than a reason may have are two lists of which one is chosen', () => {
    const many = (from: number) =>
      triggers(...Array.from({ length: 150 }, (_, at) => trigger(`repeats >= ${from + at}`)));
    const open = mergeOf([many(1)], [many(201)]);
    expect(open.conflicts).toMatchObject([{ kind: 'FIELD', part: 'escalations' }]);
    const settled = mergeOf([many(1)], [many(201)], [settle(open.conflicts[0]?.id ?? '', 'OURS')]);
    expect(toldTriggers(treeOf(settled))).toHaveLength(150);
  });

  test('every conflict is listed at once, and a resolution that does not fit settles nothing', () => {
    const open = mergeOf(
      [label(refund, 'A'), label(invoice, 'B')],
      [label(refund, 'C'), label(invoice, 'D')],
      [settle(`FIELD:${refund}:label.en`, 'BOTH')],
    );
    expect(open.conflicts).toHaveLength(2);
    expect(open.settled).toEqual([]);
  });

  test('a synonym that one side takes away and the other hides', () => {
    const start = applied(base, [synonym(refund, 'cash')]).tree;
    const remove: Operation = { kind: 'RemoveSynonym', reasonId: refund, language: 'en', text: 'cash' };
    const hide: Operation = {
      kind: 'AddSynonym',
      reasonId: refund,
      language: 'en',
      text: 'cash',
      hidden: true,
    };
    const open = mergeOf([remove], [remove, hide], [], start);
    expect(kindsOf(open)).toEqual(['FIELD']);
    const id = open.conflicts[0]?.id ?? '';
    expect(
      treeOf(mergeOf([remove], [remove, hide], [settle(id, 'OURS')], start)).get(refund)?.synonyms,
    ).toEqual([]);
    expect(
      treeOf(mergeOf([remove], [remove, hide], [settle(id, 'THEIRS')], start)).get(refund)?.synonyms,
    ).toEqual([{ language: 'en', text: 'cash', hidden: true }]);
  });

  test('a cycle, though no field conflicts', () => {
    const [ours, theirs] = [[move(billing, moving)], [move(moving, billing)]];
    const open = mergeOf(ours, theirs);
    expect(open.conflicts).toMatchObject([{ kind: 'CYCLE', reasonIds: [billing, moving] }]);
    const id = open.conflicts[0]?.id ?? '';
    const tree = treeOf(mergeOf(ours, theirs, [settle(id, 'THEIRS')]));
    expect([tree.get(billing)?.parentId, tree.get(moving)?.parentId]).toEqual([null, billing]);
    expect(
      treeOf(mergeOf(ours, theirs, [settle(id, 'BASE')]))
        .roots()
        .map((root) => root.id),
    ).toEqual([billing, moving]);
  });

  test('one reason moved to two places', () => {
    const open = mergeOf([move(refund, moving)], [move(refund, null)]);
    expect(open.conflicts).toMatchObject([{ kind: 'FIELD', part: 'parentId', ours: moving, theirs: null }]);
    const id = open.conflicts[0]?.id ?? '';
    const moved = mergeOf([move(refund, moving)], [move(refund, null)], [settle(id, 'VALUE', billing)]);
    expect(treeOf(moved).get(refund)?.parentId).toBe(billing);
  });

  test('a place that a resolution names and nobody knows, or below the reason itself, leaves the conflict open', () => {
    const sides = [[move(billing, moving)], [move(billing, cancel)]] as const;
    const [ours, theirs] = sides;
    const id = mergeOf(ours, theirs).conflicts[0]?.id ?? '';
    expect(mergeOf(ours, theirs, [settle(id, 'VALUE', reasonId(99))]).conflicts).toMatchObject([{ id }]);
    expect(kindsOf(mergeOf(ours, theirs, [settle(id, 'VALUE', refund)]))).toEqual(['CYCLE']);
  });

  test('a child under what the other side retired', () => {
    const [ours, theirs] = [[outdated(moving), outdated(cancel)], [create(reasonId(9), 'new', moving)]];
    const open = mergeOf(ours, theirs);
    // The new reason is published and cannot be dropped: it moves, or its parent stays.
    expect(open.conflicts).toMatchObject([
      { kind: 'CHILD_OF_RETIRED', reasonIds: [reasonId(9), moving], allowed: ['THEIRS', 'VALUE'] },
    ]);
    const id = open.conflicts[0]?.id ?? '';
    const trees = { base, ours: applied(base, ours).tree, theirs: applied(base, theirs).tree };
    expect(open.conflicts.map((conflict) => conflictSentence(conflict, trees))).toEqual([
      expect.stringMatching(/^The draft retired .*: as in the version .* is not retired\.$/),
    ]);
    expect(treeOf(mergeOf(ours, theirs, [settle(id, 'THEIRS')])).get(moving)?.retirement).toBeNull();
    expect(treeOf(mergeOf(ours, theirs, [settle(id, 'VALUE', billing)])).get(reasonId(9))?.parentId).toBe(
      billing,
    );
    // The other way round ours may give up its own new reason.
    const turned = mergeOf(theirs, ours);
    expect(turned.conflicts[0]?.allowed).toEqual(['OURS', 'THEIRS', 'VALUE']);
    expect(treeOf(mergeOf(theirs, ours, [settle(id, 'THEIRS')])).has(reasonId(9))).toBe(false);
  });

  test('an edit of what the other side retired is never dropped silently', () => {
    const [ours, theirs] = [[merged(refund, invoice)], [label(refund, 'Money back')]];
    const open = mergeOf(ours, theirs);
    expect(open.conflicts).toMatchObject([
      {
        kind: 'EDIT_RETIRED',
        reasonIds: [refund],
        theirs: { edited: ['label.en'] },
        allowed: ['OURS', 'THEIRS', 'BOTH'],
      },
    ]);
    const id = open.conflicts[0]?.id ?? '';
    const both = treeOf(mergeOf(ours, theirs, [settle(id, 'BOTH')])).get(refund);
    expect([both?.labels['en'], both?.retirement?.reason]).toEqual(['Money back', 'MERGED']);
    expect(treeOf(mergeOf(ours, theirs, [settle(id, 'THEIRS')])).get(refund)?.retirement).toBeNull();
    expect(treeOf(mergeOf(ours, theirs, [settle(id, 'OURS')])).get(refund)?.labels['en']).toBe('refund');
  });

  test('words of a reason that the other side splits', () => {
    const open = mergeOf([split(refund, [invoice, cancel])], [synonym(refund, 'cash')]);
    expect(open.conflicts).toMatchObject([{ kind: 'EDIT_SPLIT', reasonIds: [refund] }]);
  });

  test('X to Y and Y to X', () => {
    const [ours, theirs] = [[merged(refund, invoice)], [merged(invoice, refund)]];
    const open = mergeOf(ours, theirs);
    expect(open.conflicts).toMatchObject([{ kind: 'REPLACEMENT_CYCLE', reasonIds: [refund, invoice] }]);
    const tree = treeOf(mergeOf(ours, theirs, [settle(open.conflicts[0]?.id ?? '', 'THEIRS')]));
    expect([tree.get(refund)?.retirement, tree.get(invoice)?.retirement?.reason]).toEqual([null, 'MERGED']);
  });

  test('both retire one reason differently', () => {
    const open = mergeOf([merged(refund, invoice)], [merged(refund, cancel)]);
    expect(open.conflicts).toMatchObject([{ kind: 'RETIREMENT', part: 'retirement' }]);
  });

  test('a successor that the other side split, or retired without one, cannot be followed', () => {
    const [ours, theirs] = [[merged(refund, invoice)], [outdated(invoice)]];
    const open = mergeOf(ours, theirs);
    expect(open.conflicts).toMatchObject([
      { kind: 'RETIREMENT', reasonIds: [refund, invoice], allowed: ['THEIRS', 'VALUE'] },
    ]);
    const id = open.conflicts[0]?.id ?? '';
    expect(treeOf(mergeOf(ours, theirs, [settle(id, 'THEIRS')])).get(refund)?.retirement).toBeNull();
    const named = treeOf(mergeOf(ours, theirs, [settle(id, 'VALUE', cancel)])).get(refund);
    expect(named?.retirement?.associations[0]?.targetId).toBe(cancel);
  });

  test('two parts of a split of which the other side makes one', () => {
    const [ours, theirs] = [[split(refund, [invoice, cancel])], [merged(invoice, cancel)]];
    const open = mergeOf(ours, theirs);
    expect(open.conflicts).toMatchObject([
      { kind: 'RETIREMENT', reasonIds: [refund, cancel], allowed: ['THEIRS', 'VALUE'] },
    ]);
    const id = open.conflicts[0]?.id ?? '';
    const named = treeOf(mergeOf(ours, theirs, [settle(id, 'VALUE', moving)])).get(refund);
    expect(named?.retirement?.associations.map(({ targetId }) => targetId)).toEqual([moving, cancel]);
  });

  test('one code for two reasons', () => {
    const [ours, theirs] = [
      [create(reasonId(8), 'new', billing, 'A')],
      [create(reasonId(9), 'new', moving, 'B')],
    ];
    const open = mergeOf(ours, theirs);
    expect(open.conflicts).toMatchObject([
      { kind: 'CODE_COLLISION', reasonIds: [reasonId(8), reasonId(9)], allowed: ['VALUE'] },
    ]);
    const id = open.conflicts[0]?.id ?? '';
    expect(treeOf(mergeOf(ours, theirs, [settle(id, 'VALUE', 'newer')])).get(reasonId(8))?.code).toBe(
      'newer',
    );
    expect(kindsOf(mergeOf(ours, theirs, [settle(id, 'VALUE', 'new')]))).toEqual(['CODE_COLLISION']);
    expect(kindsOf(mergeOf(ours, theirs, [settle(id, 'VALUE', 'refund')]))).toEqual(['CODE_COLLISION']);
  });

  test('one label under one parent, also where a move brought the two together', () => {
    const twins = mergeOf(
      [create(reasonId(8), 'a', billing, 'Dispute')],
      [create(reasonId(9), 'b', billing, ' dispute')],
    );
    expect(twins.conflicts).toMatchObject([
      { kind: 'DUPLICATE_LABEL', reasonIds: [reasonId(8), reasonId(9)] },
    ]);
    const met = mergeOf([label(refund, 'Cancel')], [move(cancel, billing)]);
    expect(met.conflicts).toMatchObject([{ kind: 'DUPLICATE_LABEL', reasonIds: [refund, cancel] }]);
    const id = met.conflicts[0]?.id ?? '';
    const mended = mergeOf(
      [label(refund, 'Cancel')],
      [move(cancel, billing)],
      [settle(id, 'VALUE', 'Refund')],
    );
    expect(treeOf(mended).get(refund)?.labels['en']).toBe('Refund');
  });
});

describe('laws', () => {
  const bytes = (tree: ReasonTree): string =>
    Buffer.from(canonicalBytes({ taxonomyKey: 't', languages: ['en', 'nl'], tree })).toString();
  const sides = fc.record({ ours: someOperations, theirs: someOperations });
  const grown = ({ ours, theirs }: { ours: readonly Operation[]; theirs: readonly Operation[] }) => ({
    base: seed,
    ours: growing(seed, ours).tree,
    theirs: growing(seed, theirs).tree,
  });
  const languages = ['en', 'nl'];

  test('merging with an unchanged side gives the other side', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const { tree } = growing(seed, operations);
        for (const trees of [
          { base: seed, ours: tree, theirs: seed },
          { base: seed, ours: seed, theirs: tree },
          { base: seed, ours: tree, theirs: tree },
        ]) {
          const merge = mergeTrees(trees, { languages, resolutions: [] });
          expect(merge.conflicts).toEqual([]);
          expect(bytes(treeOf(merge))).toBe(bytes(tree));
        }
      }),
    );
  });

  test('which side is called ours matters to names alone', () => {
    fc.assert(
      fc.property(sides, (operations) => {
        const { base: start, ours, theirs } = grown(operations);
        const one = mergeTrees({ base: start, ours, theirs }, { languages, resolutions: [] });
        const other = mergeTrees({ base: start, ours: theirs, theirs: ours }, { languages, resolutions: [] });
        expect(one.tree === null).toBe(other.tree === null);
        if (one.tree !== null && other.tree !== null) expect(bytes(one.tree)).toBe(bytes(other.tree));
        expect(kindsOf(other).toSorted()).toEqual(kindsOf(one).toSorted());
      }),
    );
  });

  test('a merged tree has no fault that neither side had, or else conflicts are told; and each can be settled', () => {
    fc.assert(
      fc.property(sides, fc.infiniteStream(fc.nat()), (operations, choices) => {
        // What a version holds is never discarded.
        const kept = (side: readonly Operation[]) => side.filter(({ kind }) => kind !== 'DiscardReason');
        const trees = grown({ ours: kept(operations.ours), theirs: kept(operations.theirs) });
        const inUse = new Set(trees.theirs.depthFirst().map(({ id }) => id));
        const successor = trees.ours.depthFirst().find(({ id }) => inUse.has(id))?.id;
        fc.pre(successor !== undefined);
        let resolutions: readonly Resolution[] = [];
        for (let round = 0; round < 30; round += 1) {
          const merge = mergeTrees(trees, { languages, resolutions });
          if (merge.tree !== null) return mustBeSound(merge.tree, trees);
          // Choices at random can contradict each other; what is published, taken everywhere, never does.
          const earlier =
            round === 6 ? [] : resolutions.filter(({ conflictId }) => merge.settled.includes(conflictId));
          resolutions = [
            ...earlier,
            ...merge.conflicts.map(({ id, kind, allowed }) => {
              const first =
                round < 6 ? (choices.next().value ?? 0) % allowed.length : allowed.indexOf('THEIRS');
              const choice = allowed[Math.max(first, 0)] ?? 'VALUE';
              const word = `v${round}${choices.next().value ?? 0}`;
              const isPlace = kind === 'CHILD_OF_RETIRED' || id.endsWith('parentId');
              const value = id.endsWith('successor') ? successor : isPlace ? null : word;
              return settle(id, choice, value);
            }),
          ];
        }
        throw new Error('expected to be settled in the end');
      }),
      { numRuns: 300 },
    );
  });

  function mustBeSound(tree: ReasonTree, { ours, theirs }: { ours: ReasonTree; theirs: ReasonTree }): void {
    const rules = ['SIBLING_LABEL_CLASH', 'ACTIVE_CHILD_OF_RETIRED'] as const;
    const faults = (of: ReasonTree): readonly string[] =>
      findingsOf({
        tree: of,
        policy: defaultPolicy,
        languages,
        channels: null,
        owners: null,
      }).findings.flatMap(({ rule, reasonIds }) =>
        (rules as readonly string[]).includes(rule) ? [`${rule} ${reasonIds.toSorted().join()}`] : [],
      );
    const known = new Set([...faults(ours), ...faults(theirs)]);
    if (known.size === 0) expect(faults(tree)).toEqual([]);
  }
});
