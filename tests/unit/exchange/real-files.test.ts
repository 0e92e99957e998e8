import { diffVersions, ReasonTree, defaultPolicy, findingsOf } from '../../../src/taxonomy/domain';
import type { ImportPlan } from '../../../src/exchange/domain';
import { describeWith, pathOf, places, planned, referenceFile, refused, warningsOf } from './importing';

const bytes = (path: string): Uint8Array => referenceFile(path) ?? new Uint8Array();
const iab = (name: string): string => `taxonomies/iab/${name}.tsv`;
const tsv = { format: 'tsv' } as const;
const outdated = { reason: 'OUTDATED', because: 'Not in the edition.' } as const;

/** Counts of README.md beside the files, of the IAB Tech Lab Content Taxonomy (CC BY 3.0). */
describeWith(
  [iab('content-2.2'), iab('content-3.0'), iab('content-3.1')],
  'the IAB content taxonomy, edition by edition',
  () => {
    const plans: ImportPlan[] = [];
    const trees: ReasonTree[] = [ReasonTree.empty];
    beforeAll(() => {
      for (const [at, name] of ['content-2.2', 'content-3.0', 'content-3.1'].entries()) {
        const tree = trees[at] ?? ReasonTree.empty;
        const plan = planned(bytes(iab(name)), {
          tree,
          read: tsv,
          plan: { retireMissing: at === 0 ? null : outdated },
        });
        plans.push(plan);
        trees.push(plan.tree);
      }
    });
    const between = (from: number) =>
      diffVersions(trees[from] ?? ReasonTree.empty, trees[from + 1] ?? ReasonTree.empty);

    it('finds the header in line 2 and creates 1196 reasons', () => {
      expect(plans[0]?.summary).toMatchObject({ entries: 1196, created: 1196, unchanged: 0 });
      expect(places(plans[0]?.findings.findings ?? [])).toContain('LINES_SKIPPED@2:-');
      expect(plans[0]?.findings.warnings).toBe(0);
    });

    it('takes the duplicate sibling label into the draft, where it blocks', () => {
      const policy = { ...defaultPolicy, maxDepth: 4, maxFanOut: 250 };
      const scene = {
        tree: trees[1] ?? ReasonTree.empty,
        policy,
        languages: ['en'],
        channels: null,
        owners: null,
      };
      const blocking = findingsOf(scene).findings.filter(({ severity }) => severity === 'BLOCKING');
      expect(blocking.map(({ rule, observed }) => [rule, observed])).toEqual([
        ['SIBLING_LABEL_CLASH', 'Antarctica'],
      ]);
    });

    it('from 2.2 to 3.0 adds 19, retires 512, renames 28 and moves 38, 18 of them both', () => {
      expect(between(1).summary).toMatchObject({
        added: 19,
        retired: 512,
        renamed: 28,
        moved: 38,
        removed: 0,
        recoded: 0,
      });
      expect(plans[1]?.summary).toMatchObject({
        created: 19,
        retired: 512,
        renamed: 28,
        moved: 38,
        recoded: 0,
      });
      const both = between(1).reasons.filter(({ entries }) =>
        ['LabelChanged', 'ReasonMoved'].every((kind) => entries.some((entry) => entry.kind === kind)),
      );
      expect(both).toHaveLength(18);
    });

    it('from 3.0 to 3.1 adds 1, renames 2 and moves 2', () => {
      expect(between(2).summary).toMatchObject({ added: 1, retired: 0, renamed: 2, moved: 2 });
    });

    it('gives nothing to do when the same edition comes again, with and without retiring', () => {
      const tree = trees[3] ?? ReasonTree.empty;
      for (const retireMissing of [null, outdated]) {
        expect(
          planned(bytes(iab('content-3.1')), { tree, read: tsv, plan: { retireMissing } }).operations,
        ).toEqual([]);
      }
    });

    it('keeps retired what an older edition lists: an active reason cannot come under it, unless it is taken back', () => {
      const tree = trees[2] ?? ReasonTree.empty;
      const problem = refused(bytes(iab('content-2.2')), { tree, read: tsv });
      expect(new Set(problem.faults.map(({ code }) => code))).toEqual(new Set(['PARENT_RETIRED']));
      expect(problem.total).toBe(5);
      const back = planned(bytes(iab('content-2.2')), { tree, read: tsv, plan: { retired: 'reactivate' } });
      expect(back.summary).toMatchObject({
        created: 0,
        reactivated: 512,
        renamed: 28,
        moved: 38,
        retired: 0,
      });
    });
  },
);

describeWith([iab('adproduct-1.1'), iab('adproduct-2.0')], 'the IAB ad product taxonomy', () => {
  it('2.0 is refused for its two self-parents, with their lines, and taken with them at the root', () => {
    const problem = refused(bytes(iab('adproduct-2.0')), { read: tsv });
    expect(places(problem.faults)).toEqual(['SELF_PARENT@2:2', 'SELF_PARENT@39:2']);
    const plan = planned(bytes(iab('adproduct-2.0')), { read: tsv, plan: { selfParent: 'root' } });
    expect(plan.summary.created).toBe(583);
    expect(places(warningsOf(plan))).toEqual(['SELF_PARENT@2:2', 'SELF_PARENT@39:2']);
  });

  it('1.1 is refused for the id 51 that it has twice, and taken with the first', () => {
    const problem = refused(bytes(iab('adproduct-1.1')), { read: tsv });
    expect(problem.faults.map(({ code, observed }) => [code, observed.slice(0, 4)])).toEqual([
      ['DUPLICATE_ID', '"51"'],
    ]);
    const plan = planned(bytes(iab('adproduct-1.1')), { read: tsv, plan: { duplicateId: 'first' } });
    expect(plan.summary.created).toBe(863);
    expect(plan.findings.warnings).toBe(1);
  });
});

const whatnot = (version: string): string => `taxonomies/whatnot/taxonomy-${version}.json`;
const releases = ['1.0.0', '1.1.0', '1.1.1', '1.1.2', '1.1.3', '1.1.4'];

/** Whatnot product taxonomy (MIT), six releases; the differences are those of README.md beside the files. */
describeWith(releases.map(whatnot), 'the releases of the Whatnot taxonomy', () => {
  it('give 336 reasons, nothing, one rename, then 4, 1 and 1 more', () => {
    let tree = ReasonTree.empty;
    const steps = releases.map((release) => {
      const {
        summary,
        operations,
        tree: after,
      } = planned(bytes(whatnot(release)), { tree, read: { format: 'json' } });
      tree = after;
      return { operations: operations.length, created: summary.created, renamed: summary.renamed };
    });
    expect(steps).toEqual([
      { operations: 336, created: 336, renamed: 0 },
      { operations: 0, created: 0, renamed: 0 },
      { operations: 1, created: 0, renamed: 1 },
      { operations: 4, created: 4, renamed: 0 },
      { operations: 1, created: 1, renamed: 0 },
      { operations: 1, created: 1, renamed: 0 },
    ]);
    expect(pathOf(tree, '4')).toEqual(['15', '140', '1', '4'].slice(-pathOf(tree, '4').length));
  });
});

const codePrefix = { hierarchy: 'code-prefix' } as const;

/** ISIC 4 and CPC 2.1 of the UN Statistics Division: parents read off the printed classifications. */
describeWith(
  ['taxonomies/un/ISIC4.csv', 'taxonomies/un/CPC21.csv'],
  'classifications whose codes tell the tree',
  () => {
    it('ISIC 4: divisions under their section, groups and classes by prefix', () => {
      const { tree, summary } = planned(bytes('taxonomies/un/ISIC4.csv'), { read: codePrefix });
      expect(summary.created).toBe(766);
      expect(
        tree
          .roots()
          .map(({ code }) => code)
          .join(''),
      ).toBe('ABCDEFGHIJKLMNOPQRSTU');
      expect(pathOf(tree, '0111')).toEqual(['A', '01', '011', '0111']);
      expect(pathOf(tree, '03')).toEqual(['A', '03']);
      expect(pathOf(tree, '05')).toEqual(['B', '05']);
      expect(pathOf(tree, '3510')).toEqual(['D', '35', '351', '3510']);
      expect(pathOf(tree, '9900')).toEqual(['U', '99', '990', '9900']);
    });

    it('CPC 2.1: ten sections, everything else by prefix', () => {
      const { tree, summary } = planned(bytes('taxonomies/un/CPC21.csv'), { read: codePrefix });
      expect(summary.created).toBe(4_596);
      expect(
        tree
          .roots()
          .map(({ code }) => code)
          .join(''),
      ).toBe('0123456789');
      expect(pathOf(tree, '01111')).toEqual(['0', '01', '011', '0111', '01111']);
      expect(pathOf(tree, '99000')).toEqual(['9', '99', '990', '9900', '99000']);
      expect(planned(bytes('taxonomies/un/CPC21.csv'), { tree, read: codePrefix }).operations).toEqual([]);
    });
  },
);

const boston = 'contacts/boston311/contacts.csv';

describeWith([boston], 'the service requests of Boston as level columns', () => {
  it('make a reason of each path, whatever its name is elsewhere, and are a no-op the second time', () => {
    const lines = new TextDecoder().decode(bytes(boston)).split(/\r?\n/).slice(1);
    const paths = new Set(
      lines.filter((line) => line !== '').map((line) => line.split(',').slice(4, 7).join(',')),
    );
    const file = ['l1,l2,l3', ...paths].join('\n');
    const { tree, summary, findings } = planned(file);
    expect(paths.size).toBe(141);
    expect(tree.leaves()).toHaveLength(141);
    expect(summary.created).toBe(tree.size);
    expect(findings.warnings).toBe(0);
    const [shared = ''] = namesUnderTwoParents(tree);
    expect(shared).not.toBe('');
    expect(planned(file, { tree }).operations).toEqual([]);
  });
});

function namesUnderTwoParents(tree: ReasonTree): readonly string[] {
  const parents = new Map<string, Set<string | null>>();
  for (const { labels, parentId } of tree.depthFirst()) {
    const name = labels['en'] ?? '';
    parents.set(name, (parents.get(name) ?? new Set()).add(parentId));
  }
  return [...parents].filter(([, under]) => under.size > 1).map(([name]) => name);
}
