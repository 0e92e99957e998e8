import fc from 'fast-check';
import { exportCsv, exportJson, neutralCell, originalCell } from '../../../src/exchange/domain';
import { applyOperations, ReasonTree, type Operation } from '../../../src/taxonomy/domain';
import {
  applied,
  context,
  growing,
  largeTreeOperations,
  reasonId,
  seed,
  someOperations,
} from '../taxonomy/trees';
import { someTree } from './some-tree';
import { exported } from './exporting';
import { planned } from './importing';
import { runs } from '../../support/properties';

const contentOf = (tree: ReasonTree) => ({ taxonomyKey: 'bank', languages: ['en', 'nl'], tree });
const missing = { reason: 'OUTDATED', because: 'Not listed.' } as const;

describe('what was exported and comes back', () => {
  it('as CSV is nothing to do, whatever the labels', () => {
    fc.assert(
      fc.property(someTree, (tree) => {
        const plan = planned(exportCsv(contentOf(tree)), { tree, plan: { retireMissing: missing } });
        expect(plan.operations).toEqual([]);
        expect(plan.findings.warnings).toBe(0);
      }),
      runs(200),
    );
  });

  it('as CSV in Windows-1252 is nothing to do, whatever characters that lacks', () => {
    const spelled = applied(ReasonTree.empty, [
      {
        kind: 'CreateReason',
        reasonId: reasonId(1),
        code: 'r☃',
        parentId: null,
        rank: 'a0',
        labels: { en: 'Snow ☃', nl: '＝Sneeuw' },
      },
      {
        kind: 'CreateReason',
        reasonId: reasonId(2),
        code: 'r☎',
        parentId: reasonId(1),
        rank: 'a0',
        labels: { en: 'Café ☎' },
      },
      {
        kind: 'CreateReason',
        reasonId: reasonId(3),
        code: 'r?',
        parentId: reasonId(2),
        rank: 'a0',
        labels: {},
      },
      {
        kind: 'SetNote',
        reasonId: reasonId(1),
        note: 'DEFINITION',
        language: 'en',
        text: '＝all of\n☃',
        excludes: null,
        scope: 'EDITORIAL',
      },
      { kind: 'AddSynonym', reasonId: reasonId(1), language: 'en', text: '☃|☎', hidden: false },
      { kind: 'AddSynonym', reasonId: reasonId(1), language: 'en', text: '☎|☃', hidden: false },
      { kind: 'SetIntent', reasonId: reasonId(2), language: 'nl', text: '☎?' },
      { kind: 'SetChannels', reasonId: reasonId(2), channels: ['☎'] },
      {
        kind: 'MapResolution',
        reasonId: reasonId(2),
        resolution: '☃',
        use: 'EXPECTED',
        isDefault: true,
        followUpWithin: null,
      },
    ]).tree;
    const back = (tree: ReasonTree, encoding: 'windows-1252' | null): readonly Operation[] =>
      planned(exported(tree, { format: 'csv', encoding: 'windows-1252' }), {
        ...{ tree, read: { encoding }, plan: { retireMissing: missing } },
      }).operations;
    expect(back(spelled, 'windows-1252')).toEqual([]);
    expect(back(spelled, null)).toEqual([]);
    fc.assert(
      fc.property(someTree, (tree) => expect(back(tree, 'windows-1252')).toEqual([])),
      runs(100),
    );
  });

  it('as CSV in Windows-1252 changes what was edited, and no more', () => {
    const { tree } = applied(ReasonTree.empty, [
      {
        kind: 'CreateReason',
        reasonId: reasonId(1),
        code: 'r☃',
        parentId: null,
        rank: 'a0',
        labels: { en: 'Snow ☃', nl: '☃' },
      },
    ]);
    const text = Buffer.from(exported(tree, { format: 'csv', encoding: 'windows-1252' })).toString('latin1');
    const edited = Buffer.from(text.replace('Snow ?', 'Sleet ?'), 'latin1');
    const label = { kind: 'SetLabel', reasonId: reasonId(1), language: 'en', label: 'Sleet ?' };
    expect(planned(edited, { tree, read: { encoding: 'windows-1252' } }).operations).toEqual([label]);
  });

  it('as CSV into an empty taxonomy gives the same labels, codes and places', () => {
    fc.assert(
      fc.property(someTree, (tree) => {
        const csv = exportCsv(contentOf(tree));
        expect(exportCsv(contentOf(planned(csv).tree))).toBe(csv);
      }),
      runs(100),
    );
  });

  it('as JSON is nothing to do, retired reasons and everything else included', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const { tree } = growing(seed, operations);
        const plan = planned(exportJson(contentOf(tree)), {
          tree,
          read: { format: 'json' },
          plan: { retireMissing: missing },
        });
        expect(plan.operations).toEqual([]);
      }),
      runs(100),
    );
  });

  it('as JSON of an older content gives that content back, but for order and retirement', () => {
    const older = contentOf(seed);
    const newer = applied(seed, [
      { kind: 'SetLabel', reasonId: reasonId(1), language: 'en', label: 'Other' },
      { kind: 'SetPriority', reasonId: reasonId(2), priority: 'HIGH' },
      { kind: 'AddSynonym', reasonId: reasonId(2), language: 'en', text: 'x', hidden: false },
    ]).tree;
    const back = planned(exportJson(older), { tree: newer, read: { format: 'json' } });
    expect(exportJson(contentOf(back.tree))).toEqual(exportJson(older));
  });

  it('neutralises what a spreadsheet would run, and only that, for every text', () => {
    expect(neutralCell('=1+1')).toBe("'=1+1");
    expect(originalCell("'s avonds")).toBe("'s avonds");
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => originalCell(neutralCell(text)) === text));
    expect(exportCsv(contentOf(ReasonTree.empty))).toBe('\ufeffcode,parent,label.en,label.nl,Level 1\r\n');
  });
});

it('plans 12,000 rows into nothing and onto themselves', () => {
  const tree = applied(ReasonTree.empty, largeTreeOperations(12_000)).tree;
  const csv = exportCsv(contentOf(tree));
  const timed = (base: ReasonTree) => {
    const started = performance.now();
    const plan = planned(csv, { tree: base });
    return { plan, took: performance.now() - started };
  };
  const fresh = timed(ReasonTree.empty);
  const same = timed(tree);
  console.log(
    `12,000 rows: ${fresh.took.toFixed(0)} ms into nothing, ${same.took.toFixed(0)} ms onto themselves`,
  );
  expect(fresh.plan.summary.created).toBe(12_000);
  expect(same.plan.operations).toEqual([]);
  expect(applyOperations(ReasonTree.empty, fresh.plan.operations, context).ok).toBe(true);
});
