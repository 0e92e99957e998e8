import fc from 'fast-check';
import { exportCsv, exportJson, neutralCell, originalCell } from '../../../src/exchange/domain';
import {
  applyOperations,
  planCreates,
  ReasonTree,
  type CreateWish,
  type Operation,
} from '../../../src/taxonomy/domain';
import { mustBeText } from '../../../src/platform/text';
import {
  applied,
  context,
  growing,
  largeTreeOperations,
  reasonId,
  seed,
  someOperations,
} from '../taxonomy/trees';
import { planned } from './importing';
import { runs } from '../../support/properties';

const nasty = fc.oneof(
  fc.constantFrom(
    '=1+1',
    '+31 6',
    '-5',
    '@home',
    "'=x",
    "''-",
    'a;b',
    'a,b',
    'say "hi"',
    '"',
    'שלום',
    '\u202eabc',
    '👩‍👩‍👧',
    '|',
    '\\|',
    'a\tb',
    '＝1',
    '1e3',
    '007',
    'TRUE',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
);
const label = nasty.filter((text) => mustBeText(text, { field: 'label', maxLength: 500 }).ok);
const code = label
  .map((text) => text.slice(0, 90))
  .filter((text) => mustBeText(text, { field: 'code', maxLength: 100 }).ok);

const someTree = fc
  .uniqueArray(fc.record({ code, en: label, nl: fc.option(label, { nil: null }), above: fc.nat() }), {
    minLength: 1,
    maxLength: 25,
    selector: (each) => each.code.normalize('NFC').trim(),
  })
  .map((reasons) => {
    const wishes = reasons.map(({ code: wished, en, nl, above }, at): CreateWish => ({
      ...{ reasonId: reasonId(1_000 + at), code: wished, labels: nl === null ? { en } : { en, nl } },
      parentId: at === 0 || above % 3 === 0 ? null : reasonId(1_000 + (above % at)),
    }));
    const notes = reasons.map(({ en, nl }, at): Operation => ({
      ...{ kind: 'SetNote', reasonId: reasonId(1_000 + at), note: 'EXAMPLES', language: 'en' },
      ...{ text: `${en}\n${nl ?? 'x'}`, excludes: null, scope: 'EDITORIAL' },
    }));
    const synonyms = reasons.flatMap(({ nl }, at): readonly Operation[] =>
      nl === null
        ? []
        : [
            {
              kind: 'AddSynonym',
              reasonId: reasonId(1_000 + at),
              language: 'nl',
              text: nl,
              hidden: at % 2 === 0,
            },
          ],
    );
    return applied(ReasonTree.empty, [...planCreates(ReasonTree.empty, wishes), ...notes, ...synonyms]).tree;
  });

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
