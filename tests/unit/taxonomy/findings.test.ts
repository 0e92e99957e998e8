import {
  defaultPolicy,
  findingsOf,
  invert,
  looksResidual,
  planCreates,
  tendencyOf,
  ReasonTree,
  type Finding,
  type FindingReport,
  type FindingRule,
  type LocalizedText,
  type Operation,
  type TaxonomyPolicy,
} from '../../../src/taxonomy/domain';
import type { ReasonId } from '../../../src/platform/ids';
import { applied, reasonId, smallTree } from './trees';

const silent = Object.fromEntries(
  Object.entries(defaultPolicy.severities).map(([rule]) => [rule, 'OFF']),
) as TaxonomyPolicy['severities'];

/** A policy in which only one rule is looked at. */
const only = (rule: FindingRule, changes: Partial<TaxonomyPolicy> = {}): TaxonomyPolicy => ({
  ...defaultPolicy,
  ...changes,
  severities: { ...silent, [rule]: 'WARNING' },
});

const report = (
  tree: ReasonTree,
  policy: TaxonomyPolicy,
  channels: readonly string[] | null = null,
): FindingReport => findingsOf({ tree, policy, languages: ['en', 'nl'], channels, owners: null });

/** What one rule finds in the small tree after some operations. */
function found(
  rule: FindingRule,
  operations: readonly Operation[] = [],
  changes: Partial<TaxonomyPolicy> = {},
): readonly Finding[] {
  return report(applied(smallTree(), operations).tree, only(rule, changes), ['phone']).findings;
}

/** Roots with these labels. */
const rootsWith = (labels: readonly LocalizedText[]): ReasonTree =>
  applied(
    ReasonTree.empty,
    planCreates(
      ReasonTree.empty,
      labels.map((each, at) => ({ reasonId: reasonId(at), code: `c${at}`, parentId: null, labels: each })),
    ),
  ).tree;

const label = (number: number, text: string | null, language = 'en'): Operation => ({
  kind: 'SetLabel',
  reasonId: reasonId(number),
  language,
  label: text,
});
const retire = (number: number, target?: number): Operation => ({
  kind: 'RetireReason',
  reasonId: reasonId(number),
  retirement: {
    reason: 'OUTDATED',
    associations:
      target === undefined ? [] : [{ kind: 'REPLACED_BY', targetId: reasonId(target), share: null }],
    justification: 'Not sold any more.',
  },
});

it('the default policy finds one thing in the small tree: a menu with one choice', () => {
  const { findings, blocking, warnings } = report(smallTree(), defaultPolicy);
  expect(findings).toEqual([
    {
      rule: 'SINGLE_CHILD',
      severity: 'WARNING',
      reasonIds: [reasonId(4), reasonId(5)],
      language: null,
      observed: 1,
      limit: 2,
      message: 'expected no child or at least 2, but got only "cancel" under "moving"',
    },
  ]);
  expect([blocking, warnings]).toEqual([0, 1]);
});

describe('sibling labels', () => {
  it('clash when they are the same but for case, space and letter form, in any language', () => {
    for (const [one, other] of [
      ['Consumer loan', '  CONSUMER\u00a0 Loan '],
      ['ｆｅｅ', 'fee'],
      ['Straße', 'STRASSE'],
      ['ﬁne', 'fine'],
      ['re\u00adfund', 'refund'],
    ] as const) {
      expect(found('SIBLING_LABEL_CLASH', [label(2, one, 'nl'), label(3, other, 'nl')])).toMatchObject([
        { reasonIds: [reasonId(2), reasonId(3)], language: 'nl' },
      ]);
    }
  });

  it('do not clash under different parents, in different languages, or with a retired one', () => {
    expect(found('SIBLING_LABEL_CLASH', [label(5, 'refund')])).toEqual([]);
    expect(found('SIBLING_LABEL_CLASH', [label(3, 'refund', 'nl')])).toEqual([]);
    expect(found('SIBLING_LABEL_CLASH', [label(3, 'refund'), retire(2)])).toEqual([]);
  });

  it('clash at the root too', () => {
    expect(found('SIBLING_LABEL_CLASH', [label(4, 'Billing')])).toHaveLength(1);
  });
});

describe('the shape of the tree', () => {
  it('too deep is a finding for each reason below the limit', () => {
    expect(found('DEPTH', [], { maxDepth: 1 }).map(({ reasonIds }) => reasonIds)).toEqual(
      [2, 3, 5].map((number) => [reasonId(number)]),
    );
    expect(found('DEPTH', [], { maxDepth: 2 })).toEqual([]);
  });

  it('too wide is a finding for each menu, the root among them', () => {
    expect(found('FAN_OUT', [], { maxFanOut: 1 })).toMatchObject([
      { reasonIds: [], observed: 2, limit: 1 },
      { reasonIds: [reasonId(1)], observed: 2, limit: 1 },
    ]);
    expect(found('FAN_OUT', [retire(2), retire(4), retire(5)], { maxFanOut: 1 })).toEqual([]);
  });

  it('too many reasons counts the retired ones', () => {
    expect(found('REASON_COUNT', [retire(2)], { maxReasons: 4 })).toMatchObject([{ observed: 5, limit: 4 }]);
  });

  it('an active child of a retired reason is a finding', () => {
    expect(found('ACTIVE_CHILD_OF_RETIRED', [retire(4)])).toMatchObject([
      { reasonIds: [reasonId(5), reasonId(4)] },
    ]);
    expect(found('ACTIVE_CHILD_OF_RETIRED', [retire(4), retire(5)])).toEqual([]);
  });

  it('a successor that is retired itself is a finding, also for a reason retired long before', () => {
    expect(found('RETIRED_TARGET', [retire(2, 3)])).toEqual([]);
    expect(found('RETIRED_TARGET', [retire(2, 3), retire(3)])).toMatchObject([
      { reasonIds: [reasonId(2), reasonId(3)] },
    ]);
  });
});

describe('labels and notes', () => {
  it('too long is counted in characters, not in units', () => {
    expect(
      found('LABEL_LENGTH', [label(2, '😀😀😀')], { maxLabelLength: 3 }).map(({ observed }) => observed),
    ).toEqual([7, 7, 6, 6]);
  });

  it('none in any language, and none in one language, are two findings', () => {
    expect(found('LABEL_MISSING', [label(2, null)])).toMatchObject([{ reasonIds: [reasonId(2)] }]);
    expect(found('LANGUAGE_MISSING').filter(({ language }) => language === 'nl')).toHaveLength(5);
  });

  it('a leaf without a definition or an example is a finding', () => {
    const define: Operation = {
      kind: 'SetNote',
      reasonId: reasonId(2),
      note: 'DEFINITION',
      language: 'nl',
      text: 'Geld terug.',
      excludes: null,
      scope: 'EDITORIAL',
    };
    expect(found('DEFINITION_MISSING', [define]).map(({ reasonIds }) => reasonIds)).toEqual([
      [reasonId(3)],
      [reasonId(5)],
    ]);
    expect(found('EXAMPLE_MISSING', [define])).toHaveLength(3);
  });

  it('a reason that excludes a retired one is a finding', () => {
    const exclude: Operation = {
      kind: 'SetNote',
      reasonId: reasonId(2),
      note: 'EXCLUDES',
      language: 'en',
      text: 'Not for moving house.',
      excludes: [reasonId(5)],
      scope: 'EDITORIAL',
    };
    expect(found('DANGLING_EXCLUDES', [exclude])).toEqual([]);
    expect(found('DANGLING_EXCLUDES', [exclude, retire(5)])).toMatchObject([
      { reasonIds: [reasonId(2), reasonId(5)], observed: 'cancel' },
    ]);
  });

  it('a channel that the taxonomy does not keep is a finding', () => {
    const channels: Operation = { kind: 'SetChannels', reasonId: reasonId(2), channels: ['phone', 'fax'] };
    expect(found('UNKNOWN_CHANNEL', [channels])).toMatchObject([{ observed: 'fax' }]);
  });

  it.each([
    ['SLUG', 'bill-wrong', 'Bill Wrong'],
    ['PATH', 'billing/bill-wrong', 'billing//wrong'],
    ['NUMERIC', '1.20', '1a'],
    ['UPPER_CASE', 'BILL_WRONG', 'Bill'],
  ] as const)('a code is %s when it looks like %s and not like %s', (codeFormat, good, bad) => {
    const codeOf = (code: string): Operation => ({ kind: 'SetCode', reasonId: reasonId(2), code });
    const findingsFor = (code: string): readonly Finding[] =>
      found('CODE_FORMAT', [codeOf(code)], { codeFormat }).filter(
        ({ reasonIds }) => reasonIds[0] === reasonId(2),
      );
    expect(findingsFor(good)).toEqual([]);
    expect(findingsFor(bad)).toHaveLength(1);
  });
});

describe('a label that reads as a place for the rest', () => {
  it.each([
    ['Other', 'en'],
    ['OTHER, moving', 'en'],
    ['Billing - Other', 'en'],
    ['Billing::Other', 'en'],
    ['General questions', 'en'],
    ['I do not know', 'en'],
    ['Overige', 'nl'],
    ['Overige vragen', 'nl'],
    ['Weet ik niet', 'nl'],
    ['Sonstiges', 'de'],
    ['Weiß nicht', 'de'],
    ['Autre', 'fr'],
    ['Je ne sais pas', 'fr-be'],
    ['Otros', 'es'],
  ])('is %s (%s)', (text, language) => {
    expect(looksResidual(text, language)).toBe(true);
  });

  it.each([
    ['Boom - plastic en overig afval', 'nl'],
    ['Generally late', 'en'],
    ['Otherworldly', 'en'],
    ['Bill wrong', 'en'],
    ['Andes', 'de'],
    ['Other', 'pl'],
  ])('is not %s (%s)', (text, language) => {
    expect(looksResidual(text, language)).toBe(false);
  });

  it('is a finding by its hidden synonym too, and none once it is declared residual', () => {
    const synonym: Operation = {
      kind: 'AddSynonym',
      reasonId: reasonId(2),
      language: 'nl',
      text: 'Overig',
      hidden: true,
    };
    const declare: Operation = { kind: 'SetResidual', reasonId: reasonId(2), residual: true };
    expect(found('RESIDUAL_WORD', [synonym])).toMatchObject([
      { reasonIds: [reasonId(2)], observed: 'Overig' },
    ]);
    expect(found('RESIDUAL_WORD', [synonym, declare])).toEqual([]);
  });
});

describe('labels that are nearly the same', () => {
  const pairs = (labels: readonly string[]): readonly string[][] =>
    report(rootsWith(labels.map((en) => ({ en }))), only('NEAR_DUPLICATE')).findings.map(({ reasonIds }) =>
      reasonIds.map((id) => labels[Number.parseInt(id.slice(-12), 16)] ?? ''),
    );

  it('are found anywhere in the tree', () => {
    expect(pairs(['Refund', 'Change of address', 'Refunds', 'Change address', 'Invoice'])).toEqual([
      ['Refund', 'Refunds'],
      ['Change address', 'Change of address'],
    ]);
  });

  it('are not those that differ in a number, nor those that are equal', () => {
    expect(pairs(['Subscription 10', 'Subscription 100', 'Refund', 'REFUND'])).toEqual([]);
  });

  it('agree with comparing each label with each', () => {
    const words = ['invoice', 'invoices', 'wrong', 'late', 'refund', 'refunds', 'address', 'change'];
    const labels = words.flatMap((one) => words.map((other) => `${one} ${other}`));
    const grams = (text: string): Set<string> =>
      new Set(
        text.split(' ').flatMap((each) => [...each, ''].map((_, at) => `  ${each} `.slice(at, at + 3))),
      );
    const expected = labels.flatMap((one, at) =>
      labels.slice(at + 1).filter((other) => {
        const [first, second] = [grams(one), grams(other)];
        const shared = [...first].filter((gram) => second.has(gram)).length;
        return shared / (first.size + second.size - shared) >= 0.65;
      }),
    );
    const { counts } = report(rootsWith(labels.map((en) => ({ en }))), only('NEAR_DUPLICATE'));
    expect(counts).toMatchObject([{ total: expected.length }]);
  });
});

it('of many findings of a rule the first are listed and all are counted', () => {
  const tree = rootsWith(Array.from({ length: 300 }, (_, at) => ({ en: `label ${at}` })));
  const { findings, counts } = report(tree, only('LANGUAGE_MISSING'));
  expect(findings).toHaveLength(200);
  expect(counts).toEqual([{ rule: 'LANGUAGE_MISSING', severity: 'WARNING', total: 300, listed: 200 }]);
});

describe('a label that got narrower or wider', () => {
  test.each([
    ['Boom', 'Boom - dood', 'narrower'],
    ['Refund by card', 'Refund', 'wider'],
    ['Refund', 'refund', null],
    ['Refund', 'Refunds', null],
    ['Refund (card)', 'Card: refund', null],
    ['Refund', 'Money back', null],
  ])('from %s to %s is %s', (before, after, tendency) => {
    expect(tendencyOf(before, after)).toBe(tendency);
  });

  const before = smallTree();
  const renamed = (scope?: 'EDITORIAL' | 'SCOPE_CHANGE') => ({
    ...{ kind: 'SetLabel' as const, reasonId: reasonId(2), language: 'en', label: 'refund by card' },
    ...(scope === undefined ? {} : { scope }),
  });
  const asked = (tree: ReasonTree, declared: readonly ReasonId[] = []) =>
    findingsOf({
      ...{ tree, policy: defaultPolicy, languages: ['en'], channels: null, owners: null },
      before: { tree: before, declared: new Set(declared) },
    }).findings.filter(({ rule }) => rule === 'LABEL_SCOPE');

  test('is asked to be declared, unless it is', () => {
    const { tree } = applied(before, [renamed()]);
    expect(asked(tree)).toMatchObject([
      { severity: 'WARNING', reasonIds: [reasonId(2)], observed: 'refund by card', limit: 'refund' },
    ]);
    expect(asked(tree, [reasonId(2)])).toEqual([]);
    expect(asked(applied(before, [renamed('SCOPE_CHANGE')]).tree)).toEqual([]);
  });

  test('a scope change that is declared with the label counts as one, and is taken back whole', () => {
    const { tree } = applied(before, [renamed('SCOPE_CHANGE')]);
    expect(tree.get(reasonId(2))?.scopeRevision).toBe(1);
    const undone = applied(tree, invert(renamed('SCOPE_CHANGE'), before)).tree;
    expect(undone.get(reasonId(2))).toEqual(before.get(reasonId(2)));
  });
});
