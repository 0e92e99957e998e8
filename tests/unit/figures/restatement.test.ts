import {
  chosenProposals,
  conformanceOf,
  crossTable,
  mappingProposals,
  operationOf,
  reasonAtLevel,
  restated,
  sealedCorrespondence,
  type Correspondence,
} from '../../../src/figures/domain';
import type { ReasonId } from '../../../src/platform/ids';
import {
  deriveCorrespondence,
  indexOf,
  type Association,
  type Operation,
  type ReasonTree,
  type TranslationPath,
} from '../../../src/taxonomy/domain';
import { applied, reasonId, smallTree } from '../taxonomy/trees';

// billing (1) > refund (2), invoice (3); moving (4) > cancel (5).
const [refund, invoice, cancel, stranger] = [2, 3, 5, 99].map(reasonId) as [
  ReasonId,
  ReasonId,
  ReasonId,
  ReasonId,
];

const retire = (
  id: ReasonId,
  reason: 'MERGED' | 'SPLIT' | 'OUTDATED',
  associations: readonly Association[],
): Operation => ({
  ...{ kind: 'RetireReason', reasonId: id },
  retirement: { reason, associations, justification: reason === 'OUTDATED' ? 'Nobody asks.' : null },
});
const into = (targetId: ReasonId): Association => ({ kind: 'REPLACED_BY', targetId, share: null });
const part = (targetId: ReasonId, share: number | null): Association => ({
  ...{ kind: 'PARTIALLY_EQUIVALENT_TO', targetId, share },
});

const after = (...operations: readonly Operation[]): ReasonTree => applied(smallTree(), operations).tree;
const rows = [
  { reason: refund, version: 1, contacts: 10 },
  { reason: invoice, version: 2, contacts: 4 },
  { reason: null, version: 2, contacts: 3 },
];
const forward = (from: ReasonTree, to: ReasonTree, arrivesAt: number): TranslationPath['steps'][number] => ({
  ...{ correspondence: indexOf(deriveCorrespondence(from, to)), direction: 'FORWARD', arrivesAt },
});
/** The last of the trees is version 2; those before it were in force one after another, and version 1 is the first. */
const statedIn = (...trees: readonly ReasonTree[]) => {
  const versions = [smallTree(), ...trees];
  const [from, tree] = [smallTree(), versions.at(-1) ?? smallTree()];
  const steps = versions.slice(1).map((to, at) => forward(versions[at] ?? from, to, at + 1));
  return restated(rows, {
    tree,
    correspondence: sealedCorrespondence((version) => ({
      ...{ startsAt: 0, from: version === 1 ? from : tree, steps: version === 1 ? steps : [] },
    })),
  });
};
const countsOf = ({
  rows: found,
}: {
  readonly rows: readonly { readonly reason: ReasonId; readonly contacts: number }[];
}) => found.map(({ reason, contacts }) => [reason, contacts]);

describe('contacts of an earlier version, stated in a later one', () => {
  it('stay with a reason that is the same', () => {
    const found = statedIn(smallTree());
    expect(countsOf(found)).toEqual([
      [refund, 10],
      [invoice, 4],
    ]);
    expect(found).toMatchObject({ breaks: [], uncoded: 3, outside: 0 });
  });

  it('go to an exact successor, also through one that was retired in its turn', () => {
    const first = after(retire(refund, 'MERGED', [into(cancel)]));
    const found = statedIn(first, applied(first, [retire(cancel, 'MERGED', [into(invoice)])]).tree);
    expect(countsOf(found)).toEqual([
      [invoice, 10],
      [invoice, 4],
    ]);
    expect(found.breaks).toEqual([]);
  });

  it('are divided where every part of a split has its share', () => {
    const found = statedIn(after(retire(refund, 'SPLIT', [part(invoice, 0.25), part(cancel, 0.75)])));
    expect(countsOf(found)).toEqual([
      [invoice, 2.5],
      [cancel, 7.5],
      [invoice, 4],
    ]);
  });

  it.each([
    [
      'of a part the share is not known',
      after(retire(refund, 'SPLIT', [part(invoice, 0.25), part(cancel, null)])),
      'SUCCESSORS_WITHOUT_SHARES',
    ],
    [
      'the shares leave something over',
      after(retire(refund, 'SPLIT', [part(invoice, 0.25), part(cancel, 0.5)])),
      'SUCCESSORS_WITHOUT_SHARES',
    ],
    ['nothing took its place', after(retire(refund, 'OUTDATED', [])), 'RETIRED_WITHOUT_SUCCESSOR'],
    [
      'it was declared to count something else',
      after({
        ...{ kind: 'SetNote', reasonId: refund, note: 'DEFINITION', language: 'en', text: 'Otherwise.' },
        ...{ excludes: null, scope: 'SCOPE_CHANGE' },
      }),
      'SCOPE_CHANGED',
    ],
  ] as const)('stay where they are, and are told as a break, where %s', (_, tree, cause) => {
    const found = statedIn(tree);
    expect(countsOf(found)).toEqual([
      [refund, 10],
      [invoice, 4],
    ]);
    expect(found.breaks).toEqual([{ reason: refund, version: 1, cause, contacts: 10 }]);
  });

  it('are outside of a version that does not hold the reason yet', () => {
    const tree = smallTree();
    const path = { from: tree, startsAt: 0, steps: [] };
    const found = restated([{ reason: stranger, version: 3, contacts: 7 }], {
      ...{ tree, correspondence: sealedCorrespondence(() => path) },
    });
    expect(found).toMatchObject({ rows: [], outside: 7, breaks: [{ cause: 'CREATED_LATER', contacts: 7 }] });
  });

  it('stay where they are where no correspondence leads to the version', () => {
    const tree = smallTree();
    const correspondence = sealedCorrespondence(() => undefined);
    const found = restated([{ reason: refund, version: 3, contacts: 7 }], { tree, correspondence });
    expect(countsOf(found)).toEqual([[refund, 7]]);
    expect(found.breaks).toMatchObject([{ cause: 'NOT_MAPPED', contacts: 7 }]);
  });

  it('are never lost and never made: what comes in comes out', () => {
    const split = after(retire(refund, 'SPLIT', [part(invoice, 0.3), part(cancel, 0.7)]));
    const found = statedIn(split);
    const sum = found.rows.reduce((total, { contacts }) => total + contacts, 0);
    expect(sum + found.uncoded + found.outside).toBeCloseTo(17, 12);
  });
});

it('a reason that stands higher than the level is itself', () => {
  expect(reasonAtLevel(smallTree(), refund, 1)).toBe(reasonId(1));
  expect(reasonAtLevel(smallTree(), refund, 7)).toBe(refund);
  expect(reasonAtLevel(smallTree(), refund, null)).toBe(refund);
});

describe('what was observed against what is mapped', () => {
  const map = (
    resolution: string,
    use: 'EXPECTED' | 'ALLOWED' | 'FORBIDDEN',
    isDefault = false,
  ): Operation => ({
    ...{ kind: 'MapResolution', reasonId: refund, resolution, use, isDefault, followUpWithin: null },
  });
  const tree = after(map('PAID', 'EXPECTED', true), map('VOID', 'FORBIDDEN'), map('RARE', 'ALLOWED'));
  const observed = (counts: readonly (readonly [ReasonId, string, number])[]) =>
    crossTable(counts.map(([row, column, count]) => ({ row, column, count })));

  it('names what is forbidden, what is not mapped, and what no contact used', () => {
    const table = observed([
      [refund, 'PAID', 70],
      [refund, 'VOID', 20],
      [refund, 'LOST', 10],
      [invoice, 'SENT', 50],
    ]);
    const found = conformanceOf(tree, table);
    expect(found).toMatchObject({
      ...{ coverage: { count: 70, of: 150 }, mapped: { count: 100, of: 150 } },
      unexpected: [
        { reasonId: invoice, resolution: 'SENT', because: 'NOT_MAPPED', share: { count: 50, of: 50 } },
        { reasonId: refund, resolution: 'VOID', because: 'FORBIDDEN', share: { count: 20, of: 100 } },
        { reasonId: refund, resolution: 'LOST', because: 'NOT_MAPPED', share: { count: 10, of: 100 } },
      ],
      unused: [{ reasonId: refund, mapping: { code: 'RARE' }, contacts: 100 }],
    });
  });

  it('is in one order whatever order rows come in: pages go on from one to the next', () => {
    const counts = [
      [refund, 'LOST', 5],
      [invoice, 'LOST', 5],
      [cancel, 'LOST', 5],
    ] as const;
    const [found, other] = [counts, counts.toReversed()].map((given) => conformanceOf(tree, observed(given)));
    expect(found?.unexpected.map((one) => one.reasonId)).toEqual([refund, invoice, cancel]);
    expect(other).toEqual(found);
    const correspondence: Correspondence = { translate: () => ({ kind: 'BREAK', cause: 'NOT_MAPPED' }) };
    const [breaks, others] = [counts, counts.toReversed()].map(
      (given) =>
        restated(
          given.map(([reason, , contacts]) => ({ reason, version: 1, contacts })),
          { tree, correspondence },
        ).breaks,
    );
    expect(breaks?.map(({ reason }) => reason)).toEqual([refund, invoice, cancel]);
    expect(others).toEqual(breaks);
  });

  it('proposes what enough contacts speak for, and nothing for few', () => {
    const table = observed([
      [invoice, 'SENT', 90],
      [invoice, 'LOST', 9],
      [invoice, 'ODD', 1],
      [cancel, 'DONE', 20],
      [refund, 'PAID', 100],
    ]);
    const proposals = mappingProposals(tree, table, {
      minContacts: 30,
      expectedFrom: 0.5,
      allowedFrom: 0.04,
    });
    expect(proposals).toMatchObject([
      {
        reasonId: invoice,
        resolution: 'SENT',
        use: 'EXPECTED',
        isDefault: true,
        evidence: { count: 90, of: 100 },
      },
      {
        reasonId: invoice,
        resolution: 'LOST',
        use: 'ALLOWED',
        isDefault: false,
        evidence: { count: 9, of: 100 },
      },
    ]);
  });

  it('is proposed beside a default that there is, and not again once it is mapped', () => {
    const table = observed([
      [refund, 'SENT', 90],
      [refund, 'PAID', 10],
    ]);
    const [proposal, ...others] = mappingProposals(tree, table);
    expect(proposal).toMatchObject({ resolution: 'SENT', use: 'EXPECTED', isDefault: false });
    expect(others).toEqual([]);
    if (proposal !== undefined)
      expect(mappingProposals(applied(tree, [operationOf(proposal)]).tree, table)).toEqual([]);
  });

  it('takes of the proposals what was chosen, once, and refuses what is not proposed', () => {
    const proposals = mappingProposals(tree, observed([[invoice, 'SENT', 90]]));
    const sent = { reasonId: invoice, resolution: 'SENT' };
    expect(chosenProposals(proposals, [sent, sent])).toMatchObject({ ok: true, value: [sent] });
    expect(chosenProposals(proposals, [sent, { reasonId: invoice, resolution: 'LOST' }])).toMatchObject({
      problem: { code: 'PROPOSALS_GONE', gone: [{ resolution: 'LOST' }] },
    });
    expect(chosenProposals(proposals, [])).toMatchObject({ problem: { code: 'PROPOSALS_GONE', gone: [] } });
  });
});
