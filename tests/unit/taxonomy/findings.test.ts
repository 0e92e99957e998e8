import {
  defaultPolicy,
  findingsOf,
  invert,
  looksResidual,
  maxListedPerRule,
  mustBeGrantable,
  planCreates,
  tendencyOf,
  waiversOf,
  ReasonTree,
  type Finding,
  type FindingReport,
  type FindingRule,
  type LocalizedText,
  type Operation,
  type TaxonomyPolicy,
  type Waiver,
  type WaiverId,
  type WaiverRecord,
} from '../../../src/taxonomy/domain';
import type { ActorId, DraftId, ReasonId, TaxonomyId } from '../../../src/platform/ids';
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
      waiverId: null,
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
  const total = maxListedPerRule + 100;
  const tree = rootsWith(Array.from({ length: total }, (_, at) => ({ en: `label ${at}` })));
  const { findings, counts } = report(tree, only('LANGUAGE_MISSING'));
  expect(findings).toHaveLength(maxListedPerRule);
  expect(counts).toEqual([
    { rule: 'LANGUAGE_MISSING', severity: 'WARNING', total, waived: 0, listed: maxListedPerRule },
  ]);
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

describe('resolution codes that reasons are mapped to', () => {
  const mapped = (resolution: string, use: 'EXPECTED' | 'FORBIDDEN' = 'EXPECTED'): Operation => ({
    ...{ kind: 'MapResolution', reasonId: reasonId(2), resolution, use },
    ...{ isDefault: false, followUpWithin: null },
  });
  const resolutions = { usable: new Set(['PAID']), ended: new Set(['CASH']) };
  const unknown = (operations: readonly Operation[], codes: typeof resolutions | null = resolutions) =>
    findingsOf({
      ...{ tree: applied(smallTree(), operations).tree, policy: only('UNKNOWN_RESOLUTION') },
      ...{ languages: ['en'], channels: null, owners: null, resolutions: codes },
    }).findings.map(({ observed }) => observed);

  it('are those of the taxonomy, and may still be given', () => {
    expect(unknown([mapped('PAID'), mapped('PIAD'), mapped('CASH')])).toEqual(['CASH', 'PIAD']);
  });

  it('may have ended where they must not be given anyway', () => {
    expect(unknown([mapped('CASH', 'FORBIDDEN'), mapped('PIAD', 'FORBIDDEN')])).toEqual(['PIAD']);
  });

  it('pass where nobody knows them', () => {
    expect(unknown([mapped('PIAD')], null)).toEqual([]);
  });
});

describe('what triggers name', () => {
  const sending = (department: string, when: string): Operation => ({
    ...{ kind: 'SetEscalation', reasonId: reasonId(2) },
    escalations: [{ when, department, deadline: { amount: 1, unit: 'DAY', clock: 'WORKING' } }],
  });
  const scene = {
    ...{ languages: ['en'], channels: ['PHONE'], owners: null },
    departments: { standing: [{ code: 'FIN', names: ['Finance'] }], dissolved: new Set(['OLD']) },
  };
  const found = (rule: 'UNKNOWN_DEPARTMENT' | 'UNKNOWN_CHANNEL', operation: Operation) =>
    findingsOf({ ...scene, tree: applied(smallTree(), [operation]).tree, policy: only(rule) }).findings;

  it('are departments that are not dissolved since', () => {
    expect(found('UNKNOWN_DEPARTMENT', sending('FIN', 'repeats = 1'))).toEqual([]);
    expect(found('UNKNOWN_DEPARTMENT', sending('OLD', 'repeats = 1'))).toMatchObject([
      { observed: 'OLD', message: expect.stringContaining('which is dissolved') },
    ]);
    expect(found('UNKNOWN_DEPARTMENT', sending('Finance', 'repeats = 1'))).toMatchObject([
      { observed: 'Finance', message: expect.stringContaining('which it does not have') },
    ]);
  });

  it('are channels that the taxonomy keeps', () => {
    expect(found('UNKNOWN_CHANNEL', sending('FIN', 'channel in (FAX, PHONE)'))).toMatchObject([
      { observed: 'FAX', reasonIds: [reasonId(2)] },
    ]);
  });
});

describe('an ambiguous retirement', () => {
  const ambiguous = (evidence?: readonly { readonly type: 'Session'; readonly id: string }[]): Operation => ({
    ...{ kind: 'RetireReason', reasonId: reasonId(2) },
    retirement: {
      ...{ reason: 'AMBIGUOUS', justification: null },
      associations: [{ kind: 'POSSIBLY_EQUIVALENT_TO', targetId: reasonId(3), share: null }],
      ...(evidence === undefined ? {} : { evidence }),
    },
  });

  it('is asked for the session that showed it', () => {
    expect(found('EVIDENCE_MISSING', [ambiguous()])).toMatchObject([{ reasonIds: [reasonId(2)] }]);
    expect(found('EVIDENCE_MISSING', [ambiguous([{ type: 'Session', id: reasonId(90) }])])).toEqual([]);
    expect(found('EVIDENCE_MISSING', [retire(2)])).toEqual([]);
  });
});

describe('a waiver', () => {
  const waiver = (wish: Partial<Waiver>): Waiver => ({
    ...{ id: 'w' as WaiverId, rule: 'LABEL_LENGTH', draftId: null, reasonId: null, ...wish },
  });
  const policy: TaxonomyPolicy = {
    ...defaultPolicy,
    maxLabelLength: 6,
    severities: { ...silent, LABEL_LENGTH: 'BLOCKING', SINGLE_CHILD: 'WARNING' },
  };
  // "billing" (1) and "invoice" (3) under it are too long; "moving" (4) has one child.
  const waived = (...waivers: readonly Waiver[]) => {
    const {
      blocking,
      warnings,
      waived: count,
      findings,
    } = findingsOf({
      ...{ tree: smallTree(), policy, languages: ['en'], channels: null, owners: null, waivers },
    });
    const letPass = findings.filter(({ waiverId }) => waiverId !== null).map(({ reasonIds }) => reasonIds[0]);
    return { blocking, warnings, count, letPass };
  };

  it('lets pass what stands in its subtree, and nothing else', () => {
    expect(waived()).toEqual({ blocking: 2, warnings: 1, count: 0, letPass: [] });
    const under = waiver({ reasonId: reasonId(3) });
    expect(waived(under)).toEqual({ blocking: 1, warnings: 1, count: 1, letPass: [reasonId(3)] });
    const all = waiver({ reasonId: reasonId(1) });
    expect(waived(all)).toMatchObject({ blocking: 0, warnings: 1, letPass: [reasonId(1), reasonId(3)] });
    expect(waived(waiver({ reasonId: reasonId(99) }))).toMatchObject({ blocking: 2 });
  });

  it('covers its own rule alone, a warning too', () => {
    expect(waived(waiver({ rule: 'SINGLE_CHILD', reasonId: reasonId(5) }))).toEqual({
      ...{ blocking: 2, warnings: 0, count: 1, letPass: [reasonId(4)] },
    });
  });

  it('of a whole content covers what is about the root, which no subtree does', () => {
    const wide = { ...policy, maxFanOut: 1, severities: { ...silent, FAN_OUT: 'BLOCKING' as const } };
    const blocking = (...waivers: readonly Waiver[]) =>
      findingsOf({
        ...{ tree: smallTree(), policy: wide, languages: ['en'], channels: null, owners: null, waivers },
      }).blocking;
    expect(blocking(waiver({ rule: 'FAN_OUT', reasonId: reasonId(1) }))).toBe(1);
    expect(blocking(waiver({ rule: 'FAN_OUT' }))).toBe(0);
  });

  it('of one draft is none of another', () => {
    const [one, other] = ['one' as DraftId, 'other' as DraftId];
    const own = [waiver({ draftId: one }), waiver({ draftId: null })];
    expect(waiversOf(own, one)).toHaveLength(2);
    expect(waiversOf(own, other)).toEqual([own[1]]);
    expect(waiversOf(own, null)).toEqual([own[1]]);
  });

  const now = new Date('2026-03-01T00:00:00Z');
  const wish = { ...waiver({ reasonId: reasonId(1) }), expiresAt: new Date('2026-04-01T00:00:00Z') };
  const record: WaiverRecord = {
    ...{ ...wish, taxonomyId: 't' as TaxonomyId, because: 'x', grantedBy: 'a' as ActorId, grantedAt: now },
    ...{ revokedAt: null, revokedBy: null, revokedBecause: null },
  };
  const faults = (given: Partial<typeof wish>, inForce: readonly WaiverRecord[] = []) => {
    const granted = mustBeGrantable({ ...wish, ...given }, { inForce, now });
    return granted.ok ? [] : granted.problem.faults.map(({ field }) => field);
  };

  it.each([
    ['all is well', {}, [], []],
    ['the rule always blocks', { rule: 'SIBLING_LABEL_CLASH' as const }, [], ['rule']],
    ['it covers nothing in particular', { reasonId: null }, [], ['of']],
    ['its end is past', { expiresAt: now }, [], ['expiresAt']],
    ['its end is too far', { expiresAt: new Date('2028-03-03T00:00:00Z') }, [], ['expiresAt']],
    ['it is in force already', {}, [record], ['rule']],
    [
      'there are too many',
      { reasonId: reasonId(2) },
      Array.from({ length: 500 }, () => record),
      ['taxonomy'],
    ],
    [
      'much is wrong',
      { rule: 'LABEL_MISSING' as const, reasonId: null, expiresAt: now },
      [],
      ['rule', 'of', 'expiresAt'],
    ],
  ])('is granted or refused where %s', (_, given, inForce, expected) => {
    expect(faults(given, inForce)).toEqual(expected);
  });
});
