import fc from 'fast-check';
import {
  applyOperations,
  ReasonTree,
  planCreates,
  type AppliedOperations,
  type CreateWish,
  type GivenTrigger,
  type Operation,
  type OperationContext,
} from '../../../src/taxonomy/domain';
import type { ReasonId } from '../../../src/platform/ids';

/** The nth reason: ids are readable in a failure and in the order of their numbers. */
export const reasonId = (number: number): ReasonId =>
  `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}` as ReasonId;

export const context: OperationContext = { languages: ['en', 'nl'], reservedCodes: new Map() };

/** The tree after operations that must be accepted. */
export function applied(
  tree: ReasonTree,
  operations: readonly Operation[],
  scene: OperationContext = context,
): AppliedOperations {
  const outcome = applyOperations(tree, operations, scene);
  if (!outcome.ok) throw new Error(`expected to be accepted: ${outcome.problem.message}`);
  return outcome.value;
}

/** The code of the problem with which operations are refused. */
export function refusalOf(
  tree: ReasonTree,
  operations: readonly Operation[],
  scene: OperationContext = context,
): string {
  const outcome = applyOperations(tree, operations, scene);
  if (outcome.ok) throw new Error('expected a refusal');
  return outcome.problem.code;
}

/** billing (1) > refund (2), invoice (3); moving (4) > cancel (5). */
export function smallTree(): ReasonTree {
  const wish = (number: number, code: string, parent: number | null): CreateWish => ({
    reasonId: reasonId(number),
    code,
    parentId: parent === null ? null : reasonId(parent),
    labels: { en: code },
  });
  const wishes = [
    wish(1, 'billing', null),
    wish(2, 'refund', 1),
    wish(3, 'invoice', 1),
    wish(4, 'moving', null),
    wish(5, 'cancel', 4),
  ];
  return applied(ReasonTree.empty, planCreates(ReasonTree.empty, wishes)).tree;
}

const syllables = [
  'bi',
  'ro',
  'ka',
  'lu',
  'me',
  'to',
  'sa',
  'ni',
  'pe',
  'du',
  'fo',
  'gi',
  'ha',
  'je',
  'vo',
  'wi',
];

/** A word that is the same for the same number and unlike those of its neighbours. */
export function word(number: number): string {
  let rest = (number * 2_654_435_761) % 4_294_967_296;
  let made = '';
  for (let step = 0; step < 5; step += 1) {
    made += syllables[rest % syllables.length] ?? '';
    rest = Math.floor(rest / syllables.length);
  }
  return made;
}

/**
 * `count` reasons, about `fanOut` under each, with labels in two languages, a definition for each and
 * synonyms for some.
 */
export function largeTreeOperations(count: number, fanOut = 7): readonly Operation[] {
  const wishes = Array.from({ length: count }, (_, at): CreateWish => {
    const parent = Math.floor(at / fanOut) - 1;
    return {
      reasonId: reasonId(at),
      code: `code-${at}`,
      parentId: parent < 0 ? null : reasonId(parent),
      labels: { en: `${word(at)} ${word(at + 77_777)}`, nl: `${word(at + 1_000_000)} ${word(at + 5)}` },
    };
  });
  const notes = wishes.map((wish, at): Operation => {
    const text = `Contacts about ${word(at)}.`;
    return {
      kind: 'SetNote',
      reasonId: wish.reasonId,
      note: 'DEFINITION',
      language: 'en',
      text,
      excludes: null,
      scope: 'EDITORIAL',
    };
  });
  return [...planCreates(ReasonTree.empty, wishes), ...notes];
}

const someId = fc.integer({ min: 0, max: 11 }).map(reasonId);
const someParent = fc.option(someId, { nil: null });
const someText = fc.constantFrom('a', 'B', 'Refund', 'remboursé', '返金', 'x y');
const someLanguage = fc.constantFrom('en', 'nl');
const someRank = fc.constantFrom('a0', 'a1', 'a1V', 'Zz', 'a2');
const someResolution = fc.constantFrom('FIXED', 'SENT.TWICE', 'VOID');
const someScope = fc.constantFrom('EDITORIAL', 'SCOPE_CHANGE');
/** Some alike but for their time, some alike altogether. */
const someTrigger: fc.Arbitrary<GivenTrigger> = fc.oneof(
  fc.constantFrom(60, 90).map((deadlineMinutes) => ({
    ...{ sentimentAtMost: 'NEGATIVE' as const, priorityAtLeast: null, repeatCountAtLeast: 3 },
    ...{ keywords: ['z', 'a'], department: 'legal', deadlineMinutes },
  })),
  fc.record({
    when: fc.constantFrom('repeats >= 2', 'not channel = PHONE'),
    department: fc.constantFrom('legal', 'finance'),
    deadline: fc.constantFrom({ amount: 1, unit: 'DAY', clock: 'WORKING' } as const),
  }),
);
const ofKind = <Kind extends string>(kind: Kind): fc.Arbitrary<Kind> => fc.constant(kind);
const target = fc.record({ kind: ofKind('REPLACED_BY'), targetId: someId, share: fc.constant(null) });
const someRetirement = fc.oneof(
  fc.record({ reason: ofKind('MERGED'), associations: fc.tuple(target), justification: fc.constant(null) }),
  fc.record({ reason: ofKind('OUTDATED'), associations: fc.constant([]), justification: someText }),
);

/**
 * One operation on a handful of reasons; many are refused, which is as much the point as those that are not.
 */
export const someOperation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: ofKind('CreateReason'),
      reasonId: fc.integer({ min: 8, max: 14 }).map(reasonId),
      code: fc.constantFrom('c1', 'n1', 'n2', 'n3', 'n4'),
      parentId: someParent,
      rank: someRank,
      labels: fc.record({ en: someText }),
    }),
  },
  fc.record({
    kind: ofKind('SetLabel'),
    reasonId: someId,
    language: someLanguage,
    label: fc.option(someText, { nil: null }),
  }),
  fc.record({
    kind: ofKind('SetLabel'),
    reasonId: someId,
    language: someLanguage,
    label: someText,
    scope: someScope,
  }),
  fc.record({
    kind: ofKind('AddSynonym'),
    reasonId: fc.constantFrom(reasonId(1), reasonId(2)),
    language: ofKind('en'),
    text: fc.constantFrom('a', 'B'),
    hidden: fc.boolean(),
  }),
  fc.record({
    kind: ofKind('RemoveSynonym'),
    reasonId: fc.constantFrom(reasonId(1), reasonId(2)),
    language: ofKind('en'),
    text: fc.constantFrom('a', 'B'),
  }),
  fc.record({
    kind: ofKind('PromoteSynonym'),
    reasonId: fc.constantFrom(reasonId(1), reasonId(2)),
    language: ofKind('en'),
    text: fc.constantFrom('a', 'B'),
  }),
  fc.record({ kind: ofKind('SetCode'), reasonId: someId, code: fc.constantFrom('c1', 'c2', 'c9') }),
  fc.record({
    kind: ofKind('SetNote'),
    reasonId: someId,
    note: fc.constantFrom('DEFINITION', 'EXAMPLES'),
    language: someLanguage,
    text: fc.option(someText, { nil: null }),
    excludes: fc.constant(null),
    scope: someScope,
  }),
  fc.record({
    kind: ofKind('SetNote'),
    reasonId: someId,
    note: ofKind('EXCLUDES'),
    language: someLanguage,
    text: someText,
    excludes: fc.array(someId, { maxLength: 2 }),
    scope: someScope,
  }),
  fc.record({ kind: ofKind('SetResidual'), reasonId: someId, residual: fc.boolean() }),
  fc.record({ kind: ofKind('SetKind'), reasonId: someId, contactKind: fc.constantFrom('QUESTION', null) }),
  fc.record({
    kind: ofKind('SetUseCaseGroups'),
    reasonId: someId,
    useCaseGroups: fc.constantFrom([], ['SALES', 'BILLING'] as const),
  }),
  fc.record({
    kind: ofKind('SetIntent'),
    reasonId: someId,
    language: someLanguage,
    text: fc.option(someText, { nil: null }),
  }),
  fc.record({ kind: ofKind('SetPriority'), reasonId: someId, priority: fc.constantFrom('HIGH', null) }),
  fc.record({
    kind: ofKind('SetTarget'),
    reasonId: someId,
    target: fc.constantFrom(null, { amount: 2, unit: 'DAY', clock: 'WORKING' } as const),
  }),
  fc.record({
    kind: ofKind('SetEscalation'),
    reasonId: someId,
    escalations: fc.array(someTrigger, { maxLength: 3 }),
  }),
  fc.record({
    kind: ofKind('SetChannels'),
    reasonId: someId,
    channels: fc.constantFrom(null, [], ['phone', 'chat']),
  }),
  fc.record({
    kind: ofKind('SetArticles'),
    reasonId: someId,
    articles: fc.constantFrom([], [{ title: 'How', url: 'https://example.org/how' }]),
  }),
  fc.record({
    kind: ofKind('MapResolution'),
    reasonId: someId,
    resolution: someResolution,
    use: fc.constantFrom('EXPECTED', 'ALLOWED', 'FORBIDDEN'),
    isDefault: fc.boolean(),
    followUpWithin: fc.constantFrom(null, { amount: 2, unit: 'DAY', clock: 'WORKING' } as const),
  }),
  fc.record({ kind: ofKind('UnmapResolution'), reasonId: someId, resolution: someResolution }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: ofKind('MoveReason'),
      reasonId: someId,
      parentId: someParent,
      rank: someRank,
    }),
  },
  fc.record({
    kind: ofKind('ReorderSiblings'),
    parentId: someParent,
    ranks: fc.array(fc.record({ reasonId: someId, rank: someRank }), { maxLength: 2 }),
  }),
  {
    weight: 2,
    arbitrary: fc.record({ kind: ofKind('RetireReason'), reasonId: someId, retirement: someRetirement }),
  },
  fc.record({ kind: ofKind('ReviseRetirement'), reasonId: someId, retirement: someRetirement }),
  fc.record({ kind: ofKind('ReactivateReason'), reasonId: someId }),
  fc.record({ kind: ofKind('DiscardReason'), reasonId: someId }),
);

/** The tree that some operations make of another, those that are refused left out; and the accepted ones. */
export function growing(
  tree: ReasonTree,
  operations: readonly Operation[],
): { readonly tree: ReasonTree; readonly accepted: readonly Operation[] } {
  let grown = tree;
  const accepted: Operation[] = [];
  for (const operation of operations) {
    const outcome = applyOperations(grown, [operation], context);
    if (!outcome.ok) continue;
    grown = outcome.value.tree;
    accepted.push(operation);
  }
  return { tree: grown, accepted };
}

export const someOperations = fc.array(someOperation, { minLength: 5, maxLength: 60, size: 'max' });

/** Ten reasons in three levels, of the ids and codes that `someOperation` draws from. */
export const seed: ReasonTree = applied(
  ReasonTree.empty,
  planCreates(
    ReasonTree.empty,
    [null, 0, 0, 1, 1, null, 5, 5, 7, null].map((parent, at) => ({
      reasonId: reasonId(at),
      code: at < 8 ? `c${at + 1}` : `d${at}`,
      parentId: parent === null ? null : reasonId(parent),
      labels: { en: `label ${at}` },
    })),
  ),
).tree;
