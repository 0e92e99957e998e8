import {
  applyOperations,
  invalidSettings,
  parsePolicy,
  ReasonTree,
  type Operation,
} from '../../../src/taxonomy/domain';
import { differenceKinds } from '../../../src/taxonomy/graphql/difference-kinds';
import { applied, context, reasonId } from './trees';

const [one, two, gone, unknown] = [reasonId(1), reasonId(2), reasonId(3), reasonId(99)];
const retirement = { reason: 'OUTDATED', associations: [], justification: 'Old.' } as const;
const tree = applied(ReasonTree.empty, [
  { kind: 'CreateReason', reasonId: one, code: 'one', parentId: null, rank: 'a0', labels: { en: 'First' } },
  { kind: 'CreateReason', reasonId: two, code: 'two', parentId: one, rank: 'a0', labels: {} },
  { kind: 'CreateReason', reasonId: gone, code: 'gone', parentId: null, rank: 'a1', labels: { en: 'Gone' } },
  { kind: 'RetireReason', reasonId: gone, retirement },
]).tree;
const create = { kind: 'CreateReason', reasonId: unknown, rank: 'a2', labels: {}, code: 'new' } as const;
const to = (kind: 'REPLACED_BY' | 'POSSIBLY_REPLACED_BY', targetId: typeof one) => ({
  ...{ kind, targetId, share: null },
});

it.each<[Operation, string]>([
  [
    { kind: 'SetCode', reasonId: gone, code: 'x' },
    'expected an active reason for SetCode, but got "Gone" (gone), which is retired; reactivate it first',
  ],
  [{ kind: 'SetCode', reasonId: two, code: 'one' }, 'but got "one", which "First" (one) has'],
  [
    { ...create, parentId: gone },
    'expected an active parent for a new reason, but got "Gone" (gone), which is retired',
  ],
  [
    { kind: 'MoveReason', reasonId: one, parentId: two, rank: 'a0' },
    'expected a parent that is not below "First" (one), but got two, 1 levels below it',
  ],
  [
    { kind: 'ReviseRetirement', reasonId: two, retirement },
    'expected a retired reason for ReviseRetirement, but got two, which is active',
  ],
  [
    {
      kind: 'RetireReason',
      reasonId: two,
      retirement: {
        ...retirement,
        associations: [to('REPLACED_BY', one), to('POSSIBLY_REPLACED_BY', gone)],
      },
    },
    'expected REPLACED_BY or POSSIBLY_REPLACED_BY (one kind only), but got REPLACED_BY and POSSIBLY_REPLACED_BY',
  ],
  [
    {
      kind: 'RetireReason',
      reasonId: two,
      retirement: { ...retirement, associations: [to('REPLACED_BY', two)] },
    },
    'expected another reason, but got two itself',
  ],
])('a refusal tells reasons by their label and code: %j', (operation, message) => {
  const outcome = applyOperations(tree, [operation], context);
  expect(outcome.ok ? '' : outcome.problem.message).toContain(message);
});

it('a setting is named once', () => {
  const policy = parsePolicy({ maxDepth: 0 });
  expect(policy.ok ? '' : invalidSettings(policy.problem).message).toBe(
    'maxDepth: expected a whole number between 1 and 20, but got 0',
  );
});

it('a kind of difference that there is not is refused', () => {
  expect(differenceKinds(['ReasonAdded'])).toEqual(new Set(['ReasonAdded']));
  expect(() => differenceKinds(['Nope'])).toThrow(/^kinds: expected any of ReasonAdded, .*, but got "Nope"$/);
});
