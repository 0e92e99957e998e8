import type { CoderId } from '../../../src/contact/domain';
import { crossTable } from '../../../src/figures/domain';
import type { DepartmentId, ReasonId } from '../../../src/platform/ids';
import {
  suggest,
  type CodingPattern,
  type SuggestionKind,
  type SuggestionScene,
} from '../../../src/suggestion/domain';
import {
  defaultSuggestionThresholds as thresholds,
  newReason,
  ReasonTree,
  type ReasonState,
} from '../../../src/taxonomy/domain';
import { simulatedDesk } from '../../support/simulated-desk';

const id = (name: string) => name as ReasonId;
const reason = (
  name: string,
  parent: string | null = 'menu',
  more: Partial<ReasonState> = {},
): ReasonState => ({
  ...newReason({
    id: id(name),
    parentId: parent === null ? null : id(parent),
    code: name,
    rank: name,
    labels: {},
  }),
  ...more,
});
const months = Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, '0')}-01`);

interface Wish {
  readonly reasons?: readonly ReasonState[];
  /** Contacts of each reason in each month. */
  readonly monthly?: Readonly<Record<string, number>>;
  readonly seen?: readonly string[];
  readonly resolved?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly patterns?: readonly CodingPattern[];
  readonly scene?: Partial<SuggestionScene>;
  readonly use?: Partial<SuggestionScene['use']>;
}

function sceneOf({
  reasons = [],
  monthly = {},
  seen = months,
  resolved = {},
  patterns = [],
  scene = {},
  use = {},
}: Wish) {
  const total = Object.values(monthly).reduce((sum, count) => sum + count, 0);
  const made: SuggestionScene = {
    tree: ReasonTree.of([reason('menu', null), ...reasons]),
    ...{ ownership: 'ONE_ACCOUNTABLE', openSessions: [], adjudicated: [] },
    owners: () => ({ accountable: 'care' as DepartmentId, responsible: [] }),
    departments: new Map([['care' as DepartmentId, { code: 'CARE' }]]),
    codings: { basis: 'AUDIT', patterns },
    use: {
      ...{ from: '2025-01-01', until: '2026-01-01', listedSince: new Map(), groups: [] },
      months: seen.map((month) => ({ month, contacts: total })),
      byReason: new Map(
        Object.entries(monthly).map(([name, count]) => [
          id(name),
          new Map(seen.map((month) => [month, count])),
        ]),
      ),
      resolutions: crossTable(
        Object.entries(resolved).flatMap(([row, cells]) =>
          Object.entries(cells).map(([column, count]) => ({ row: id(row), column, count })),
        ),
      ),
      departments: crossTable([]),
      ...use,
    },
    ...scene,
  };
  return made;
}

const asked = (wish: Wish, kind: SuggestionKind) => {
  const { made, notMade } = suggest(sceneOf(wish), thresholds);
  return {
    made: made.filter((one) => one.kind === kind),
    missing: notMade.filter((one) => one.kind === kind).flatMap(({ missing }) => missing),
  };
};

describe('RETIRE', () => {
  const reasons = [reason('fax'), reason('bill'), reason('other', 'menu', { residual: true })];
  const dying = { reasons, monthly: { fax: 0, bill: 4_000, other: 100 } };

  test('what is hardly used over a cycle goes to the residual reason of its menu, others being named', () => {
    const [fax] = asked(dying, 'RETIRE').made;
    expect(fax).toMatchObject({
      ...{ confidence: 'HIGH', reasonIds: ['fax'] },
      proposal: { successorId: 'other', otherSuccessorIds: ['bill'] },
    });
    // Three in N: 2.9957 of 49,200 contacts.
    expect(fax?.evidence[0]?.upper).toBeCloseTo(2.99573 / 49_200, 9);
  });

  test('where the data of a desk stop nothing is to be retired, however long it is silent', () => {
    expect(asked({ ...dying, seen: months.slice(0, 3) }, 'RETIRE')).toMatchObject({
      ...{ made: [], missing: ['CYCLE_NOT_SEEN'] },
    });
    expect(asked({ ...dying, seen: [] }, 'RETIRE')).toEqual({ made: [], missing: [] });
  });

  test.each([
    ['few contacts', { reasons, monthly: { fax: 0, bill: 100 } }, 'TOO_FEW_CONTACTS'],
    [
      'a season',
      {
        ...dying,
        use: {
          byReason: new Map([
            [id('fax'), new Map([['2025-06-01', 20]])],
            [id('bill'), new Map([['2025-06-01', 4_000]])],
          ]),
        },
      },
      'SEASONAL',
    ],
    [
      'a law',
      { ...dying, reasons: [reason('fax', 'menu', { useCaseGroups: ['REGULATORY'] }), reason('bill')] },
      'LEGALLY_REQUIRED',
    ],
    [
      'an open session',
      { ...dying, scene: { openSessions: [{ title: 'May', tree: ReasonTree.of(reasons) }] } },
      'OPEN_SESSION',
    ],
    [
      'nothing to take its place',
      { reasons: [reason('fax')], monthly: { fax: 0, gone: 9_000 } },
      'NO_SUCCESSOR',
    ],
    [
      'a reason that has just come',
      { ...dying, use: { listedSince: new Map([[id('fax'), '2025-11-01']]) } },
      'CYCLE_NOT_SEEN',
    ],
  ] as const)('not with %s', (_, wish, missing) => {
    expect(asked(wish as unknown as Wish, 'RETIRE')).toMatchObject({ made: [], missing: [missing] });
  });
});

/** Contacts that several pairs of coders coded as one of two reasons. */
const mixed = (wish: { readonly apart: number; readonly alike: number; readonly coders?: number }) => {
  const { apart, alike, coders = 5 } = wish;
  const found: CodingPattern[] = [];
  for (let first = 0; first < coders; first += 1)
    for (let second = 0; second < coders; second += 1)
      if (first !== second) found.push(...between([first, second], { apart, alike }));
  return found;
};
const between = (
  [first = 0, second = 0]: readonly number[],
  { apart, alike }: { apart: number; alike: number },
) =>
  [
    ['a', 'b', apart],
    ['a', 'a', alike],
    ['b', 'b', alike],
    ['c', 'c', 2],
  ].map(([one, other, contacts]) => ({
    codes: [
      { coderId: `coder-${first}` as CoderId, reasonId: id(String(one)) },
      { coderId: `coder-${second}` as CoderId, reasonId: id(String(other)) },
    ],
    contacts: Number(contacts),
  }));

describe('MERGE, CLARIFY and COACH', () => {
  const reasons = [reason('a'), reason('b'), reason('c')];
  const same = { a: { PAID: 400, REFUSED: 100 }, b: { PAID: 390, REFUSED: 110 }, c: { PAID: 10 } };
  const other = { a: { PAID: 400, REFUSED: 100 }, b: { PAID: 100, REFUSED: 400 }, c: { PAID: 10 } };
  const monthly = { a: 500, b: 400, c: 300 };
  const kinds = (wish: Wish) =>
    suggest(sceneOf({ reasons, monthly, ...wish }), thresholds)
      .made.map(({ kind }) => kind)
      .filter((kind) => kind !== 'MAP_RESOLUTION');

  test('two that all mix up and that are resolved alike are to be one, the smaller going into the larger', () => {
    const wish = { patterns: mixed({ apart: 6, alike: 3 }), resolved: same };
    expect(kinds(wish)).toEqual(['MERGE']);
    const [merge] = asked({ reasons, monthly, ...wish }, 'MERGE').made;
    expect(merge).toMatchObject({ confidence: 'HIGH', proposal: { reasonId: 'b', intoId: 'a' } });
    expect(merge?.evidence.map(({ measure }) => measure)).toEqual([
      ...[
        'CONFUSION',
        'CONFUSION_WITHOUT_CODERS',
        'GAIN_OF_MERGING',
        'RESOLUTION_DIVERGENCE',
        'INFORMATION_LOST',
      ],
    ]);
  });

  test('two that are resolved otherwise are to be told apart, never to be one', () => {
    const wish = { patterns: mixed({ apart: 6, alike: 3 }), resolved: other };
    expect(kinds(wish)).toEqual(['CLARIFY']);
    expect(asked({ reasons, monthly, ...wish }, 'MERGE').missing).toEqual(['RESOLUTIONS_DIFFER']);
  });

  test('two that one coder mixes up are for that coder, never to be one', () => {
    const patterns = [
      ...[1, 2, 3, 4].flatMap((peer) => between([0, peer], { apart: 40, alike: 2 })),
      ...[1, 2, 3].flatMap((peer) => between([peer, peer + 1], { apart: 0, alike: 15 })),
    ];
    expect(kinds({ patterns, resolved: same })).toEqual(['COACH']);
    const [coach] = asked({ reasons, monthly, patterns, resolved: same }, 'COACH').made;
    expect(coach?.proposal).toMatchObject({ coderIds: ['coder-0'] });
    expect(asked({ reasons, monthly, patterns, resolved: same }, 'MERGE').missing).toEqual([
      'ONE_OR_TWO_CODERS',
    ]);
  });

  test('of two coders alone nobody can tell whether it is they: nothing is to be one', () => {
    const wish = { patterns: mixed({ apart: 40, alike: 20, coders: 2 }), resolved: same };
    expect(kinds(wish)).toEqual(['CLARIFY']);
    expect(asked({ reasons, monthly, ...wish }, 'MERGE').missing).toEqual(['TOO_FEW_CODERS']);
  });

  test('unknown resolutions, few codings and a low confusion are told as why not', () => {
    const unknown = { patterns: mixed({ apart: 6, alike: 3 }), resolved: { a: { PAID: 9 } } };
    expect(asked({ reasons, monthly, ...unknown }, 'MERGE').missing).toEqual(['RESOLUTIONS_UNKNOWN']);
    const few = { patterns: between([0, 1], { apart: 5, alike: 2 }), resolved: same };
    expect(kinds(few)).toEqual([]);
    expect(asked({ reasons, monthly, ...few }, 'CLARIFY').missing).toEqual(['TOO_FEW_CODINGS']);
    expect(kinds({ patterns: mixed({ apart: 1, alike: 9 }), resolved: same })).toEqual([]);
  });

  test('those of two departments are to be one only as far as both agree', () => {
    const owners: SuggestionScene['owners'] = (_, of) => ({
      accountable: of as string as DepartmentId,
      responsible: [],
    });
    const wish = { patterns: mixed({ apart: 6, alike: 3 }), resolved: same, scene: { owners } };
    const [merge] = asked({ reasons, monthly, ...wish }, 'MERGE').made;
    expect(merge).toMatchObject({ confidence: 'LOW' });
    expect(merge?.sentence).toContain('who must both agree');
  });
});

describe('SPLIT', () => {
  const desk = simulatedDesk({ seed: 1 });

  test('a large reason of two kinds of work by channel is to be divided, with what goes where', () => {
    const split = suggest(desk.scene, thresholds).made.filter(({ kind }) => kind === 'SPLIT');
    const broad = desk.planted.find(({ truth }) => truth === 'TOO_BROAD');
    expect(split.map(({ reasonIds }) => reasonIds)).toEqual([[broad?.id]]);
    expect(split[0]?.proposal).toMatchObject({
      parts: [
        { dimension: 'CHANNEL', values: ['CHAT'] },
        { dimension: 'CHANNEL', values: ['PHONE'] },
      ],
    });
  });

  test('not where nobody coded it twice, and the same desk is told the same', () => {
    const uncoded = { ...desk.scene, codings: { basis: 'AUDIT' as const, patterns: [] } };
    const { made, notMade } = suggest(uncoded, thresholds);
    expect(made.filter(({ kind }) => kind === 'SPLIT')).toEqual([]);
    expect(notMade.find(({ kind }) => kind === 'SPLIT')?.missing).toEqual(['TOO_FEW_CODINGS']);
    expect(suggest(uncoded, thresholds)).toEqual({ made, notMade });
  });
});

describe('PROMOTE_FROM_OTHER', () => {
  const reasons = [reason('bill'), reason('other', 'menu', { residual: true })];
  const wish = { reasons, monthly: { bill: 300, other: 100 } };
  const adjudicated = (contacts: number, noReasonFits: number) => ({
    ...wish,
    scene: { adjudicated: [{ residualId: id('other'), contacts, noReasonFits }] },
  });

  test('a large residual reason of which a good part fits no reason asks for one', () => {
    expect(asked(adjudicated(60, 36), 'PROMOTE_FROM_OTHER').made).toMatchObject([
      { proposal: { residualId: 'other', parentId: 'menu' } },
    ]);
  });

  test('not where its contacts fit a reason, few were adjudicated, or it is small', () => {
    expect(asked(adjudicated(60, 6), 'PROMOTE_FROM_OTHER').missing).toEqual(['REASONS_FIT']);
    expect(asked(adjudicated(10, 9), 'PROMOTE_FROM_OTHER').missing).toEqual(['TOO_FEW_ADJUDICATED']);
    const small = { ...adjudicated(60, 36), monthly: { bill: 3_000, other: 100 } };
    expect(asked(small, 'PROMOTE_FROM_OTHER')).toEqual({ made: [], missing: [] });
  });
});

describe('ASSIGN_OWNER and MAP_RESOLUTION', () => {
  const reasons = [reason('bill'), reason('refund')];
  const handled = (care: number, sales: number) => ({
    departments: crossTable([
      { row: id('bill'), column: 'care' as DepartmentId, count: care },
      { row: id('bill'), column: 'sales' as DepartmentId, count: sales },
    ]),
  });
  const departments = new Map(['care', 'sales'].map((code) => [code as DepartmentId, { code }]));
  const unowned: SuggestionScene['owners'] = () => ({ accountable: null, responsible: [] });

  test('whoever handles most of the contacts is to own a reason, also in the place of another', () => {
    const nobody = { reasons, use: handled(80, 20), scene: { owners: unowned, departments } };
    const [bill] = asked(nobody, 'ASSIGN_OWNER').made;
    expect(bill).toMatchObject({
      confidence: 'HIGH',
      proposal: { departmentId: 'care', fromDepartmentId: null },
    });
    expect(asked(nobody, 'ASSIGN_OWNER').missing).toEqual(['NO_DEPARTMENT']);
    const elsewhere = { reasons, use: handled(20, 80), scene: { departments } };
    expect(asked(elsewhere, 'ASSIGN_OWNER').made).toMatchObject([
      { proposal: { departmentId: 'sales', fromDepartmentId: 'care' } },
    ]);
    expect(asked({ reasons, use: handled(45, 55), scene: { departments } }, 'ASSIGN_OWNER').made).toEqual([]);
  });

  test('where nobody is known to handle it, whoever owns what stands beside it is the weaker answer', () => {
    const owners: SuggestionScene['owners'] = (_, of) => ({
      ...{ accountable: of === id('refund') ? ('care' as DepartmentId) : null, responsible: [] },
    });
    expect(asked({ reasons, scene: { owners, departments } }, 'ASSIGN_OWNER').made).toMatchObject([
      { confidence: 'LOW', proposal: { reasonId: 'bill', departmentId: 'care' } },
    ]);
  });

  test('what a reason is resolved by is to be mapped, where enough contacts say so', () => {
    const seen = { reasons, resolved: { bill: { PAID: 80, REFUSED: 20 }, refund: { PAID: 9 } } };
    expect(asked(seen, 'MAP_RESOLUTION')).toMatchObject({
      made: [
        { proposal: { mappings: [{ resolution: 'PAID', use: 'EXPECTED' }, { resolution: 'REFUSED' }] } },
      ],
      missing: ['TOO_FEW_RESOLVED'],
    });
  });
});
