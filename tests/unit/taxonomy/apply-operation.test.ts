import {
  applyOperations,
  canonicalBytes,
  parseCanonical,
  problemsOfOperations,
  ReasonTree,
  type Association,
  type Operation,
  type OperationContext,
  type Retirement,
} from '../../../src/taxonomy/domain';
import { applied, context, reasonId, refusalOf, smallTree } from './trees';

const billing = reasonId(1);
const refund = reasonId(2);
const invoice = reasonId(3);
const moving = reasonId(4);
const cancel = reasonId(5);
const fresh = reasonId(6);
const unknown = reasonId(99);

const create = (changes: Partial<Extract<Operation, { kind: 'CreateReason' }>> = {}): Operation => ({
  kind: 'CreateReason',
  reasonId: fresh,
  code: 'fresh',
  parentId: moving,
  rank: 'a1',
  labels: { en: 'Fresh' },
  ...changes,
});
const label = (text: string | null, id = refund): Operation => ({
  kind: 'SetLabel',
  reasonId: id,
  language: 'en',
  label: text,
});
const move = (id: typeof refund, parentId: typeof refund | null): Operation => ({
  kind: 'MoveReason',
  reasonId: id,
  parentId,
  rank: 'a9',
});
const outdated: Retirement = { reason: 'OUTDATED', associations: [], justification: 'No longer sold.' };
const retire = (id = refund, retirement = outdated): Operation => ({
  kind: 'RetireReason',
  reasonId: id,
  retirement,
});
const to = (kind: Association['kind'], targetId = invoice, share: number | null = null): Association => ({
  kind,
  targetId,
  share,
});
const mapping = (changes: Partial<Extract<Operation, { kind: 'MapResolution' }>>): Operation => ({
  ...{ kind: 'MapResolution', reasonId: refund, resolution: 'FIXED', use: 'EXPECTED' },
  ...{ isDefault: false, followUpWithin: null, ...changes },
});
const note = (changes: Partial<Extract<Operation, { kind: 'SetNote' }>> = {}): Operation => ({
  kind: 'SetNote',
  reasonId: refund,
  note: 'DEFINITION',
  language: 'en',
  text: 'Money back.',
  excludes: null,
  scope: 'EDITORIAL',
  ...changes,
});

describe('an operation that would leave no tree is refused', () => {
  it.each<[string, readonly Operation[], string]>([
    ['an edit of an unknown reason', [label('X', unknown)], 'REASON_NOT_FOUND'],
    ['a reason that is there already', [create({ reasonId: refund })], 'REASON_EXISTS'],
    ['an unknown parent', [create({ parentId: unknown })], 'PARENT_NOT_FOUND'],
    ['a reason created under itself', [create({ parentId: fresh })], 'SELF_PARENT'],
    ['a reason moved under itself', [move(billing, billing)], 'SELF_PARENT'],
    ['a reason moved under its own descendant', [move(billing, refund)], 'CYCLE'],
    ['two moves that make a circle', [move(billing, cancel), move(moving, refund)], 'CYCLE'],
    ['a retired parent', [retire(moving), create()], 'PARENT_RETIRED'],
    ['a move under a retired parent', [retire(moving), move(refund, moving)], 'PARENT_RETIRED'],
    ['a code that is taken', [create({ code: 'refund' })], 'CODE_TAKEN'],
    ['a code that a retired reason has', [retire(), create({ code: 'refund' })], 'CODE_TAKEN'],
    [
      'a code equal but for its Unicode form',
      [create({ code: 'e\u0301' }), { kind: 'SetCode', reasonId: refund, code: '\u00e9' }],
      'CODE_TAKEN',
    ],
    ['an empty label', [label(' ')], 'MALFORMED_TEXT'],
    ['a NUL in a label', [label('a\0b')], 'MALFORMED_TEXT'],
    ['a line break in a label', [label('a\nb')], 'MALFORMED_TEXT'],
    ['half of a surrogate pair', [label('a\ud800b')], 'MALFORMED_TEXT'],
    ['a label of 1,001 characters', [label('x'.repeat(1_001))], 'MALFORMED_TEXT'],
    ['a label of a million characters', [label('x'.repeat(1_000_000))], 'MALFORMED_TEXT'],
    ['a label that shows nothing', [label('\u200b\u2060')], 'MALFORMED_TEXT'],
    ['a code of 101 characters', [create({ code: 'x'.repeat(101) })], 'MALFORMED_TEXT'],
    ['a rank that is none', [create({ rank: 'first' })], 'MALFORMED_RANK'],
    [
      'an unknown language',
      [{ kind: 'SetLabel', reasonId: refund, language: 'fr', label: 'A' }],
      'UNKNOWN_LANGUAGE',
    ],
    [
      'an unknown synonym',
      [{ kind: 'RemoveSynonym', reasonId: refund, language: 'en', text: 'x' }],
      'UNKNOWN_SYNONYM',
    ],
    [
      'a promotion of an unknown synonym',
      [{ kind: 'PromoteSynonym', reasonId: refund, language: 'en', text: 'x' }],
      'UNKNOWN_SYNONYM',
    ],
    [
      'an order with a reason from elsewhere',
      [{ kind: 'ReorderSiblings', parentId: billing, ranks: [{ reasonId: cancel, rank: 'a1' }] }],
      'NOT_A_SIBLING',
    ],
    [
      'an order that names a reason twice',
      [
        {
          kind: 'ReorderSiblings',
          parentId: billing,
          ranks: [
            { reasonId: refund, rank: 'a1' },
            { reasonId: refund, rank: 'a2' },
          ],
        },
      ],
      'NAMED_TWICE',
    ],
    ['an edit of a retired reason', [retire(), label('X')], 'REASON_RETIRED'],
    [
      'another retirement of a retired reason',
      [retire(), retire(refund, { ...outdated, justification: 'Other.' })],
      'REASON_RETIRED',
    ],
    [
      'a revised retirement of an active reason',
      [{ kind: 'ReviseRetirement', reasonId: refund, retirement: outdated }],
      'REASON_NOT_RETIRED',
    ],
    ['an unknown reason to exclude', [note({ note: 'EXCLUDES', excludes: [unknown] })], 'REASON_NOT_FOUND'],
    ['a reason that excludes itself', [note({ note: 'EXCLUDES', excludes: [refund] })], 'EXCLUDES_ITSELF'],
    ['reasons to exclude with a definition', [note({ excludes: [invoice] })], 'EXCLUDES_NOT_APPLICABLE'],
    [
      'half a day',
      [{ kind: 'SetTarget', reasonId: refund, target: { amount: 0.5, unit: 'DAY', clock: 'CALENDAR' } }],
      'NUMBER_OUT_OF_RANGE',
    ],
    [
      'a script for an address',
      [{ kind: 'SetArticles', reasonId: refund, articles: [{ title: 'x', url: 'javascript:alert(1)' }] }],
      'MALFORMED_URL',
    ],
    [
      'a trigger without a condition',
      [
        {
          kind: 'SetEscalation',
          reasonId: refund,
          escalations: [
            {
              sentimentAtMost: null,
              priorityAtLeast: null,
              repeatCountAtLeast: null,
              keywords: [],
              department: 'd',
              deadlineMinutes: 5,
            },
          ],
        },
      ],
      'CONDITION_MISSING',
    ],
    ['a forbidden default', [mapping({ use: 'FORBIDDEN', isDefault: true })], 'MAPPING_CONTRADICTS_ITSELF'],
    [
      'a follow-up of what is forbidden',
      [mapping({ use: 'FORBIDDEN', followUpWithin: { amount: 1, unit: 'DAY', clock: 'CALENDAR' } })],
      'MAPPING_CONTRADICTS_ITSELF',
    ],
    [
      'a follow-up within no time',
      [mapping({ followUpWithin: { amount: 0, unit: 'DAY', clock: 'CALENDAR' } })],
      'NUMBER_OUT_OF_RANGE',
    ],
    [
      'a mapping that is not there',
      [{ kind: 'UnmapResolution', reasonId: refund, resolution: 'FIXED' }],
      'RESOLUTION_NOT_MAPPED',
    ],
    ['a mapping of a retired reason', [retire(), mapping({})], 'REASON_RETIRED'],
    [
      'too many mappings',
      Array.from({ length: 201 }, (_, at) => mapping({ resolution: `r${at}` })),
      'TOO_MANY_ENTRIES',
    ],
    [
      'too many channels',
      [{ kind: 'SetChannels', reasonId: refund, channels: Array.from({ length: 201 }, (_, at) => `c${at}`) }],
      'TOO_MANY_ENTRIES',
    ],
    [
      'a discarded reason with children',
      [{ kind: 'DiscardReason', reasonId: billing }],
      'REASON_HAS_CHILDREN',
    ],
    [
      'a discarded reason that another points to',
      [note({ note: 'EXCLUDES', excludes: [cancel] }), { kind: 'DiscardReason', reasonId: cancel }],
      'REASON_REFERENCED',
    ],
    [
      'a restoration of half a reason',
      [{ kind: 'RestoreReason', reasonId: fresh, fields: { code: 'x' } }],
      'INCOMPLETE_RESTORATION',
    ],
  ])('%s', (_, operations, code) => {
    expect(refusalOf(smallTree(), operations)).toBe(code);
  });

  it('and the problem names the place of the operation in the batch', () => {
    const outcome = applyOperations(smallTree(), [label('A'), label('B'), label('X', unknown)], context);
    expect(outcome).toMatchObject({ ok: false, problem: { operationIndex: 2, reasonId: unknown } });
  });

  it('and for an import every refused operation is named', () => {
    const operations = [label('X', unknown), label('A'), move(billing, refund), create({ code: 'refund' })];
    const problems = problemsOfOperations(smallTree(), operations, context);
    expect(problems.map(({ operationIndex, code }) => [operationIndex, code])).toEqual([
      [0, 'REASON_NOT_FOUND'],
      [2, 'CYCLE'],
      [3, 'CODE_TAKEN'],
    ]);
  });

  it('and a cycle names the way from the wished parent up', () => {
    const outcome = applyOperations(smallTree(), [move(billing, refund)], context);
    expect(outcome).toMatchObject({ problem: { path: [refund, billing] } });
  });
});

describe('a published code', () => {
  const published: OperationContext = {
    languages: ['en'],
    reservedCodes: new Map([
      ['refund', refund],
      ['money-back', refund],
      ['invoice', invoice],
    ]),
  };
  const code = (id: typeof refund, wished: string): Operation => ({
    kind: 'SetCode',
    reasonId: id,
    code: wished,
  });

  it('is never given to another reason', () => {
    expect(refusalOf(smallTree(), [create({ code: 'money-back' })], published)).toBe('CODE_RESERVED');
    expect(refusalOf(smallTree(), [code(invoice, 'money-back')], published)).toBe('CODE_RESERVED');
  });

  it('may be given back to its own reason', () => {
    const { tree } = applied(smallTree(), [code(refund, 'money-back'), code(refund, 'refund')], published);
    expect(tree.byCode('refund')?.id).toBe(refund);
  });

  it('cannot be swapped with another, even by way of a third', () => {
    const swap = [code(refund, 'third'), code(invoice, 'refund')];
    expect(refusalOf(smallTree(), swap, published)).toBe('CODE_RESERVED');
  });

  it('keeps its reason from being discarded', () => {
    const discard: Operation = { kind: 'DiscardReason', reasonId: refund };
    expect(refusalOf(smallTree(), [discard], published)).toBe('REASON_PUBLISHED');
    expect(applied(smallTree(), [discard]).tree.has(refund)).toBe(false);
  });
});

describe('a retirement', () => {
  const retirement = (
    reason: Retirement['reason'],
    associations: readonly Association[],
    justification: string | null = null,
  ): Retirement => ({ reason, associations, justification });

  it.each<[string, Retirement]>([
    ['DUPLICATE of one', retirement('DUPLICATE', [to('SAME_AS')])],
    ['MERGED into one', retirement('MERGED', [to('REPLACED_BY')])],
    [
      'SPLIT in two with shares',
      retirement('SPLIT', [
        to('PARTIALLY_EQUIVALENT_TO', invoice, 0.4),
        to('PARTIALLY_EQUIVALENT_TO', cancel, 0.6),
      ]),
    ],
    [
      'SPLIT with an unknown share',
      retirement('SPLIT', [
        to('PARTIALLY_EQUIVALENT_TO', invoice, 0.4),
        to('PARTIALLY_EQUIVALENT_TO', cancel),
      ]),
    ],
    ['AMBIGUOUS with one', retirement('AMBIGUOUS', [to('POSSIBLY_EQUIVALENT_TO')])],
    ['ERRONEOUS', retirement('ERRONEOUS', [to('REPLACED_BY')])],
    ['OUTDATED with a successor', retirement('OUTDATED', [to('REPLACED_BY')])],
    [
      'OUTDATED with possible successors',
      retirement('OUTDATED', [to('POSSIBLY_REPLACED_BY'), to('POSSIBLY_REPLACED_BY', cancel)]),
    ],
    ['OUTDATED with a justification', outdated],
    ['LOW_VOLUME', retirement('LOW_VOLUME', [to('REPLACED_BY')])],
    ['NON_CONFORMANT without more', retirement('NON_CONFORMANT', [])],
    ['NON_CONFORMANT with a successor', retirement('NON_CONFORMANT', [to('REPLACED_BY')])],
    ['MOVED_ELSEWHERE, nobody says where', retirement('MOVED_ELSEWHERE', [])],
    [
      'NON_CONFORMANT with alternatives',
      retirement('NON_CONFORMANT', [to('ALTERNATIVE'), to('ALTERNATIVE', cancel)]),
    ],
    ['MOVED_ELSEWHERE to another taxonomy', retirement('MOVED_ELSEWHERE', [to('ALTERNATIVE', unknown)])],
    ['MEANING_UNKNOWN', retirement('MEANING_UNKNOWN', [])],
  ])('%s is accepted', (_, accepted) => {
    const { tree } = applied(smallTree(), [retire(refund, accepted)]);
    expect(tree.get(refund)?.retirement?.reason).toBe(accepted.reason);
    expect(tree.byCode('refund')).toBeUndefined();
    expect(tree.children(billing, 'ALL')).toHaveLength(2);
  });

  it.each<[string, Retirement, string]>([
    ['DUPLICATE of none', retirement('DUPLICATE', []), 'TARGET_COUNT'],
    ['DUPLICATE of two', retirement('DUPLICATE', [to('SAME_AS'), to('SAME_AS', cancel)]), 'TARGET_COUNT'],
    ['DUPLICATE as a replacement', retirement('DUPLICATE', [to('REPLACED_BY')]), 'ASSOCIATION_KIND'],
    ['MERGED into none', retirement('MERGED', []), 'TARGET_COUNT'],
    ['SPLIT in none', retirement('SPLIT', []), 'TARGET_COUNT'],
    ['AMBIGUOUS with none', retirement('AMBIGUOUS', []), 'TARGET_COUNT'],
    ['AMBIGUOUS as a replacement', retirement('AMBIGUOUS', [to('REPLACED_BY')]), 'ASSOCIATION_KIND'],
    ['ERRONEOUS without a successor', retirement('ERRONEOUS', []), 'TARGET_COUNT'],
    ['LOW_VOLUME without a successor', retirement('LOW_VOLUME', []), 'TARGET_COUNT'],
    [
      'LOW_VOLUME with two',
      retirement('LOW_VOLUME', [to('REPLACED_BY'), to('REPLACED_BY', cancel)]),
      'TARGET_COUNT',
    ],
    [
      'OUTDATED with two replacements',
      retirement('OUTDATED', [to('REPLACED_BY'), to('REPLACED_BY', cancel)]),
      'TARGET_COUNT',
    ],
    [
      'NON_CONFORMANT as possible',
      retirement('NON_CONFORMANT', [to('POSSIBLY_REPLACED_BY')]),
      'ASSOCIATION_KIND',
    ],
    [
      'NON_CONFORMANT with two successors',
      retirement('NON_CONFORMANT', [to('REPLACED_BY'), to('REPLACED_BY', cancel)]),
      'TARGET_COUNT',
    ],
    ['MERGED into two', retirement('MERGED', [to('REPLACED_BY'), to('REPLACED_BY', cancel)]), 'TARGET_COUNT'],
    ['MERGED by another association', retirement('MERGED', [to('SAME_AS')]), 'ASSOCIATION_KIND'],
    ['SPLIT in one', retirement('SPLIT', [to('PARTIALLY_EQUIVALENT_TO')]), 'TARGET_COUNT'],
    [
      'SPLIT twice into the same',
      retirement('SPLIT', [to('PARTIALLY_EQUIVALENT_TO'), to('PARTIALLY_EQUIVALENT_TO')]),
      'TARGET_TWICE',
    ],
    [
      'a share above one',
      retirement('SPLIT', [
        to('PARTIALLY_EQUIVALENT_TO', invoice, 1.2),
        to('PARTIALLY_EQUIVALENT_TO', cancel),
      ]),
      'SHARE_OUT_OF_RANGE',
    ],
    [
      'a share that is not a number',
      retirement('SPLIT', [
        to('PARTIALLY_EQUIVALENT_TO', invoice, NaN),
        to('PARTIALLY_EQUIVALENT_TO', cancel),
      ]),
      'SHARE_OUT_OF_RANGE',
    ],
    [
      'shares above one together',
      retirement('SPLIT', [
        to('PARTIALLY_EQUIVALENT_TO', invoice, 0.6),
        to('PARTIALLY_EQUIVALENT_TO', cancel, 0.6),
      ]),
      'SHARES_ABOVE_ONE',
    ],
    ['a share of a merger', retirement('MERGED', [to('REPLACED_BY', invoice, 0.5)]), 'SHARE_NOT_APPLICABLE'],
    ['OUTDATED without a word', retirement('OUTDATED', []), 'JUSTIFICATION_MISSING'],
    [
      'OUTDATED with both kinds',
      retirement('OUTDATED', [to('REPLACED_BY'), to('POSSIBLY_REPLACED_BY', cancel)]),
      'ASSOCIATION_KIND',
    ],
    ['MEANING_UNKNOWN with a target', retirement('MEANING_UNKNOWN', [to('REPLACED_BY')]), 'ASSOCIATION_KIND'],
    ['MERGED into itself', retirement('MERGED', [to('REPLACED_BY', refund)]), 'TARGET_IS_ITSELF'],
    ['MERGED into an unknown reason', retirement('MERGED', [to('REPLACED_BY', unknown)]), 'TARGET_NOT_FOUND'],
    [
      'MOVED_ELSEWHERE to a reason of this content',
      retirement('MOVED_ELSEWHERE', [to('ALTERNATIVE')]),
      'TARGET_INSIDE',
    ],
  ])('%s is refused', (_, refused, fault) => {
    const outcome = applyOperations(smallTree(), [retire(refund, refused)], context);
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'RETIREMENT_SHAPE', fault } });
  });

  it('may be revised, and taken back to the place it had', () => {
    const revised = retirement('MERGED', [to('REPLACED_BY')]);
    const operations: Operation[] = [
      retire(),
      { kind: 'ReviseRetirement', reasonId: refund, retirement: revised },
    ];
    const { tree } = applied(smallTree(), operations);
    expect(tree.get(refund)?.retirement).toEqual(revised);
    const back = applied(tree, [{ kind: 'ReactivateReason', reasonId: refund }]).tree;
    expect(back.get(refund)).toEqual(smallTree().get(refund));
  });
});

describe('an accepted operation', () => {
  it('says what it changed, before and after', () => {
    const [effect] = applied(smallTree(), [label('Money back')]).effects;
    expect(effect?.reasons).toEqual([
      { reasonId: refund, before: { labels: { en: 'refund' } }, after: { labels: { en: 'Money back' } } },
    ]);
  });

  it('says of a new reason what it holds', () => {
    const [effect] = applied(smallTree(), [create()]).effects;
    const after = { code: 'fresh', parentId: moving, rank: 'a1', labels: { en: 'Fresh' } };
    expect(effect?.reasons).toEqual([{ reasonId: fresh, before: null, after }]);
  });

  it('that sets what was there is unchanged, to the space and the Unicode form', () => {
    const before = applied(smallTree(), [label('Caf\u00e9')]).tree;
    const outcome = applied(before, [label(' Cafe\u0301 ')]);
    expect([outcome.changed, outcome.tree === before]).toEqual([false, true]);
  });

  it('in a batch is judged by what those before it left', () => {
    const { tree, effects } = applied(smallTree(), [create(), label('Newer', fresh), label('Newer', fresh)]);
    expect(tree.get(fresh)?.labels).toEqual({ en: 'Newer' });
    expect(effects.map(({ changed }) => changed)).toEqual([true, true, false]);
  });

  it('declared a scope change raises the scope revision, once and only if something changed', () => {
    const scoped = note({ scope: 'SCOPE_CHANGE' });
    expect(applied(smallTree(), [scoped, scoped]).tree.get(refund)?.scopeRevision).toBe(1);
    expect(applied(smallTree(), [note()]).tree.get(refund)?.scopeRevision).toBe(0);
  });

  it('that promotes a synonym keeps the old label as a synonym', () => {
    const { tree } = applied(smallTree(), [
      { kind: 'AddSynonym', reasonId: refund, language: 'en', text: 'Money back', hidden: true },
      { kind: 'PromoteSynonym', reasonId: refund, language: 'en', text: 'Money back' },
    ]);
    expect(tree.get(refund)?.labels).toEqual({ en: 'Money back' });
    expect(tree.get(refund)?.synonyms).toEqual([{ language: 'en', text: 'refund', hidden: false }]);
  });

  it('takes look-alikes, right-to-left text, emoji, and line breaks in notes', () => {
    for (const text of [
      '\u0420\u0430yment',
      '\u202eabc',
      '\u05e9\u05dc\u05d5\u05dd',
      '\ud83d\ude00',
      'x'.repeat(300),
    ]) {
      expect(applied(smallTree(), [label(text)]).tree.get(refund)?.labels).toEqual({ en: text });
    }
    const { tree } = applied(smallTree(), [note({ text: 'one\r\n\ttwo' })]);
    expect(tree.get(refund)?.notes).toEqual({ DEFINITION: { en: 'one\n\ttwo' } });
  });

  it('moves a whole subtree', () => {
    const { tree } = applied(smallTree(), [move(billing, cancel)]);
    expect(tree.path(refund).map(({ code }) => code)).toEqual(['moving', 'cancel', 'billing', 'refund']);
    expect(tree.depth(refund)).toBe(4);
  });
});

it('an empty batch on an empty tree changes nothing', () => {
  expect(applied(ReasonTree.empty, [])).toMatchObject({ changed: false, effects: [] });
});

describe('the evidence of a retirement', () => {
  const session = (number: number) => ({ type: 'Session' as const, id: reasonId(900 + number) });
  const ambiguous = (numbers: readonly number[]): Retirement => ({
    ...{ reason: 'AMBIGUOUS', justification: null, evidence: numbers.map(session) },
    associations: [{ kind: 'POSSIBLY_EQUIVALENT_TO', targetId: reasonId(3), share: null }],
  });
  const content = (tree: ReasonTree) => ({ taxonomyKey: 'k', languages: ['en', 'nl'], tree });

  it('is a set, is sealed with the content, and says nothing where there is none', () => {
    const { tree } = applied(smallTree(), [retire(refund, ambiguous([2, 1, 2]))]);
    expect(tree.get(refund)?.retirement?.evidence).toEqual([session(1), session(2)]);
    const read = parseCanonical(canonicalBytes(content(tree)));
    expect(read.ok && read.value.tree.get(refund)).toEqual(tree.get(refund));
    const none = applied(smallTree(), [retire(refund, ambiguous([]))]).tree;
    expect(Buffer.from(canonicalBytes(content(none))).toString()).not.toContain('evidence');
    expect(none.get(refund)?.retirement).not.toHaveProperty('evidence');
  });

  it('is at most twenty sessions', () => {
    const many = ambiguous(Array.from({ length: 21 }, (_, at) => at));
    expect(refusalOf(smallTree(), [retire(refund, many)])).toBe('TOO_MANY_ENTRIES');
  });
});
