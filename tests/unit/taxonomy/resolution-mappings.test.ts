import { exportCsv } from '../../../src/exchange/domain';
import type { ReasonId } from '../../../src/platform/ids';
import {
  canonicalBytes,
  contentDigest,
  defaultPolicy,
  diffVersions,
  findingsOf,
  mergeTrees,
  newReason,
  operationSentence,
  operationsBetween,
  type Operation,
  type ReasonTree,
} from '../../../src/taxonomy/domain';
import { applied, reasonId, smallTree } from './trees';
import { planned } from '../exchange/importing';

const refund = reasonId(2);
const twoDays = { amount: 2, unit: 'DAY', clock: 'WORKING' } as const;

const unlabelled = { id: refund, code: 'refund', parentId: null, rank: 'a0', labels: {} };

interface Wish {
  readonly use?: 'EXPECTED' | 'ALLOWED' | 'FORBIDDEN';
  readonly isDefault?: boolean;
  readonly followUpWithin?: typeof twoDays | null;
}
const map = (resolution: string, wish: Wish = {}): Operation => ({
  ...{ kind: 'MapResolution', reasonId: refund, resolution },
  ...{ use: 'EXPECTED', isDefault: false, followUpWithin: null, ...wish },
});
const unmap = (resolution: string): Operation => ({ kind: 'UnmapResolution', reasonId: refund, resolution });
const mapped = (...operations: readonly Operation[]): ReasonTree => applied(smallTree(), operations).tree;
const mappingsIn = (tree: ReasonTree | null, id: ReasonId = refund) => tree?.get(id)?.resolutions;

describe('mapping resolutions to a reason', () => {
  it('keeps them by code, whatever the order in which they were mapped', () => {
    const [one, other] = [mapped(map('B'), map('A')), mapped(map('A'), map('B'))];
    expect(mappingsIn(one)?.map(({ code }) => code)).toEqual(['A', 'B']);
    expect(Buffer.from(write(one))).toEqual(Buffer.from(write(other)));
  });

  it('has one default: a new one takes the place of the earlier', () => {
    const tree = mapped(
      map('A', { isDefault: true }),
      map('B', { isDefault: true, followUpWithin: twoDays }),
    );
    expect(mappingsIn(tree)).toEqual([
      { code: 'A', use: 'EXPECTED', isDefault: false, followUpWithin: null },
      { code: 'B', use: 'EXPECTED', isDefault: true, followUpWithin: twoDays },
    ]);
  });

  it('leaves a content without mappings the digest that it always had', () => {
    // Of format 1 before a reason could be mapped to resolutions.
    expect(contentDigest(content(smallTree()))).toBe(
      'bebdd1e8d287cb55e2227625eae7808ed0806288bb186b99a3fdb85396d77abb',
    );
    expect(contentDigest(content(mapped(map('A'), unmap('A'))))).toBe(contentDigest(content(smallTree())));
  });

  it('goes along when the reason is moved, retired and taken back into use', () => {
    const tree = mapped(
      map('A', { isDefault: true, followUpWithin: twoDays }),
      { kind: 'MoveReason', reasonId: refund, parentId: reasonId(4), rank: 'a5' },
      {
        ...{ kind: 'RetireReason', reasonId: refund },
        retirement: { reason: 'OUTDATED', associations: [], justification: 'Nobody asks.' },
      },
    );
    expect(mappingsIn(tree)).toHaveLength(1);
    const back = applied(tree, [{ kind: 'ReactivateReason', reasonId: refund }]).tree;
    expect(mappingsIn(back)).toEqual([
      { code: 'A', use: 'EXPECTED', isDefault: true, followUpWithin: twoDays },
    ]);
  });

  it('gives a reason that was recorded before there were mappings back without any', () => {
    const before = smallTree();
    const { id: _, resolutions: __, ...fields } = before.get(refund) ?? newReason(unlabelled);
    const without = applied(before, [{ kind: 'DiscardReason', reasonId: refund }]).tree;
    const restored = applied(without, [{ kind: 'RestoreReason', reasonId: refund, fields }]).tree;
    expect(mappingsIn(restored)).toEqual([]);
    expect(contentDigest(content(restored))).toBe(contentDigest(content(before)));
  });

  it('is a minor difference, told as a whole', () => {
    const diff = diffVersions(smallTree(), mapped(map('A')));
    expect(diff).toMatchObject({
      compatibility: 'MINOR',
      reasons: [{ entries: [{ kind: 'PropertyChanged', property: 'resolutions', before: [] }] }],
    });
  });

  it('is said in a sentence', () => {
    const tell = (operation: Operation) => operationSentence(operation, () => 'Refund');
    expect(tell(map('PAID', { isDefault: true, followUpWithin: twoDays }))).toBe(
      'Made the resolution "PAID" of Refund EXPECTED and the default, with a follow-up within 2 DAY of WORKING time.',
    );
    expect(tell(unmap('PAID'))).toBe('Took the resolution "PAID" of Refund away.');
  });

  it('can be asked of every leaf', () => {
    const policy = {
      ...defaultPolicy,
      severities: { ...defaultPolicy.severities, RESOLUTION_MISSING: 'WARNING' as const },
    };
    const tree = mapped(map('A'), { ...map('A', { use: 'FORBIDDEN' }), reasonId: reasonId(3) } as Operation);
    const { findings } = findingsOf({ tree, policy, languages: ['en'], channels: null, owners: null });
    const missing = findings.filter(({ rule }) => rule === 'RESOLUTION_MISSING');
    expect(missing.map(({ reasonIds }) => reasonIds[0])).toEqual([reasonId(3), reasonId(5)]);
  });
});

describe('merging what two sides mapped', () => {
  const languages = ['en', 'nl'];
  const base = mapped(map('A', { isDefault: true }), map('B'));
  const side = (...operations: readonly Operation[]) => applied(base, operations).tree;
  const merge = (ours: ReasonTree, theirs: ReasonTree) =>
    mergeTrees({ base, ours, theirs }, { languages, resolutions: [] });

  it('takes what each mapped of different codes', () => {
    const { tree, conflicts } = merge(side(map('C')), side(unmap('B')));
    expect(conflicts).toEqual([]);
    expect(mappingsIn(tree)?.map(({ code }) => code)).toEqual(['A', 'C']);
  });

  it('asks where both changed the same code', () => {
    const { conflicts } = merge(side(map('B', { use: 'ALLOWED' })), side(map('B', { use: 'FORBIDDEN' })));
    expect(conflicts).toMatchObject([
      { kind: 'FIELD', part: 'resolution.B', allowed: ['BASE', 'OURS', 'THEIRS'] },
    ]);
  });

  it('asks where each made another one the default, and keeps one', () => {
    const [ours, theirs] = [side(map('B', { isDefault: true })), side(map('C', { isDefault: true }))];
    const { conflicts } = merge(ours, theirs);
    expect(conflicts).toMatchObject([{ kind: 'FIELD', part: 'defaultResolution', ours: 'B', theirs: 'C' }]);
    const [conflict] = conflicts;
    const settled = mergeTrees(
      { base, ours, theirs },
      {
        languages,
        resolutions: [{ conflictId: conflict?.id ?? '', choice: 'THEIRS', value: null }],
      },
    );
    expect(
      mappingsIn(settled.tree)
        ?.filter(({ isDefault }) => isDefault)
        .map(({ code }) => code),
    ).toEqual(['C']);
  });
});

describe('a file with mappings', () => {
  it('comes back from a spreadsheet as nothing to do, its follow-ups left as they are', () => {
    const tree = mapped(
      map('A|B', { isDefault: true, followUpWithin: twoDays }),
      map('C', { use: 'ALLOWED' }),
      map('D', { use: 'FORBIDDEN' }),
    );
    const text = exportCsv(content(tree));
    expect(text.split('\r\n')[0]).toContain(
      'expectedResolutions,allowedResolutions,forbiddenResolutions,defaultResolution',
    );
    expect(planned(text, { tree }).operations).toEqual([]);
  });

  it('becomes the operations that an editor would make', () => {
    const csv = 'code,parent,label,expectedResolutions,defaultResolution\nrefund,billing,Refund,PAID,VOID\n';
    expect(planned(csv, { tree: mapped(map('VOID', { use: 'ALLOWED' })) }).operations).toEqual(
      expect.arrayContaining([map('PAID'), map('VOID', { isDefault: true })]),
    );
  });
});

it('leads from one set of mappings to another, the default last', () => {
  const [from, to] = [
    mapped(map('A', { isDefault: true }), map('C')),
    mapped(map('A'), map('B', { isDefault: true })),
  ];
  expect(operationsBetween(from, to)).toEqual([unmap('C'), map('A'), map('B', { isDefault: true })]);
});

const content = (tree: ReasonTree) => ({ taxonomyKey: 'test', languages: ['en', 'nl'], tree });
const write = (tree: ReasonTree): Uint8Array => canonicalBytes(content(tree));
