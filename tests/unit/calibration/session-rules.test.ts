import fc from 'fast-check';
import type { CoderId } from '../../../src/contact/domain';
import type { ActorId } from '../../../src/platform/ids';
import {
  closeSession,
  coderOrder,
  commitmentTo,
  disagreements,
  mustBeCode,
  openSession,
  planFaults,
  readCode,
  revealSession,
  stateAfter,
  verifyCodings,
  type CodingKey,
  type CommittedCode,
  type DisclosedCode,
  type Standing,
  type ToldOfCodings,
  writtenCode,
  type GivenCode,
  type PlanScene,
  type PlannedCoder,
  type SessionItemId,
  type SessionRecord,
} from '../../../src/calibration/domain';
import { sha256Hex } from '../../../src/platform/digest';
import { reasonId, treeOf } from './support';

const actor = (name: string): ActorId => name as ActorId;
const coder = (name: string, fields: Partial<PlannedCoder> = {}): PlannedCoder => ({
  ...{ coderId: name as CoderId, actorId: actor(`actor of ${name}`), retired: false, withdrawn: false },
  ...fields,
});
const now = new Date('2026-06-01T12:00:00Z');
const session = {
  ...{ state: 'PLANNED', facilitatorId: actor('facilitator'), plannedBy: actor('planner'), deadline: null },
} as unknown as SessionRecord;
const open = { ...session, state: 'OPEN' } as SessionRecord;

const blockersOf = (outcome: ReturnType<typeof stateAfter>): readonly string[] =>
  outcome.ok ? [] : outcome.problem.blockers.map(({ code }) => code);

describe('a session', () => {
  test('goes from plan to close, and is not cancelled once it is revealed', () => {
    expect(stateAfter('PLANNED', 'openSession')).toEqual({ ok: true, value: 'OPEN' });
    expect(stateAfter('REVEALED', 'cancelSession')).toMatchObject({
      problem: { blockers: [{ observed: 'REVEALED', expected: ['PLANNED', 'OPEN'] }] },
    });
  });

  test('opens with coders who can sign in', () => {
    expect(openSession(session, [coder('a'), coder('b')], now)).toEqual({ ok: true, value: 'OPEN' });
  });

  test('does not open, and says all that stands in the way', () => {
    const coders = [
      coder('a', { actorId: null }),
      coder('b', { retired: true }),
      coder('c', { actorId: actor('facilitator') }),
      coder('d', { actorId: actor('planner') }),
    ];
    const late = { ...session, deadline: now };
    expect(blockersOf(openSession(late, coders, now))).toEqual([
      ...['CODER_NOT_LINKED', 'CODER_RETIRED', 'FACILITATOR_CODES', 'DEADLINE_PASSED'],
    ]);
    expect(blockersOf(openSession(session, [coder('a', { withdrawn: true })], now))).toEqual([
      'NO_CODER_LEFT',
    ]);
  });

  test('is revealed by anybody who runs sessions once all is coded, and before by its facilitator with a reason', () => {
    const by = (name: string, because: string | null, missing: number) =>
      blockersOf(revealSession(open, { by: actor(name), because, missing }));
    expect(by('somebody', null, 0)).toEqual([]);
    expect(by('facilitator', 'Time.', 3)).toEqual([]);
    expect(by('facilitator', null, 3)).toEqual(['CODINGS_MISSING']);
    expect(by('somebody', null, 3)).toEqual(['CODINGS_MISSING', 'NOT_FACILITATOR']);
  });

  test('closes once each disagreement is settled, and names those that are not', () => {
    const [one, two] = ['one', 'two'] as unknown as [SessionItemId, SessionItemId];
    const close = (settled: readonly SessionItemId[]) =>
      closeSession('REVEALED', { disagreeing: [one, two], settled: new Set(settled) });
    expect(close([one, two])).toEqual({ ok: true, value: 'CLOSED' });
    expect(close([one])).toMatchObject({ problem: { blockers: [{ itemIds: [two] }] } });
  });
});

test('coders disagree where two answers to an item differ with the same content', () => {
  const answer = (itemId: string, content: number, said: string) => ({
    ...{ itemId: itemId as SessionItemId, content, answer: said },
  });
  expect(
    disagreements([
      ...[answer('i', 0, 'a'), answer('i', 0, 'a'), answer('i', 1, 'a'), answer('i', 1, 'CANNOT_CODE')],
      ...[answer('j', 0, 'a'), answer('k', 0, 'a'), answer('k', 0, 'b'), answer('k', 0, 'a')],
    ]),
  ).toEqual([
    { itemId: 'i', content: 1 },
    { itemId: 'k', content: 0 },
  ]);
});

describe('an order', () => {
  test('holds each item once, is the same for the same seed, and differs between coders', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.integer({ min: 1, max: 80 }), (seed, items) => {
        const order = coderOrder({ seed, coder: 0, items });
        expect(order.toSorted((one, other) => one - other)).toEqual(
          Array.from({ length: items }, (_, at) => at),
        );
        expect(coderOrder({ seed, coder: 0, items })).toEqual(order);
      }),
      { seed: 1, numRuns: 100 },
    );
    expect(coderOrder({ seed: 1, coder: 0, items: 60 })).not.toEqual(
      coderOrder({ seed: 1, coder: 1, items: 60 }),
    );
  });

  test('puts each item first about as often as another', () => {
    const firsts = Array.from({ length: 4000 }, (_, seed) => coderOrder({ seed, coder: 0, items: 4 })[0]);
    for (const item of [0, 1, 2, 3]) {
      const share = firsts.filter((first) => first === item).length / firsts.length;
      // Four standard errors of 1/4 in 4000 draws are 0.027.
      expect(Math.abs(share - 0.25)).toBeLessThan(0.027);
    }
  });
});

describe('a code', () => {
  const tree = treeOf(['billing', null], ['refund', 'billing'], ['invoice', 'billing']);
  const given: GivenCode = {
    outcome: 'REASON',
    reasonId: reasonId('refund'),
    confidence: 3,
    note: ' Sure. ',
  };
  const problemOf = (change: Partial<GivenCode>) => {
    const outcome = mustBeCode({ ...given, ...change }, tree);
    return outcome.ok ? null : outcome.problem.code;
  };

  test('names a leaf in use, or says that there is none to name', () => {
    expect(mustBeCode(given, tree)).toEqual({ ok: true, value: { ...given, note: 'Sure.' } });
    expect(problemOf({ outcome: 'CANNOT_CODE', reasonId: null })).toBeNull();
    expect(problemOf({ outcome: 'CANNOT_CODE' })).toBe('REASON_NOT_EXPECTED');
    expect(problemOf({ reasonId: null })).toBe('REASON_MISSING');
    expect(problemOf({ reasonId: reasonId('billing') })).toBe('NOT_A_LEAF');
    expect(problemOf({ reasonId: reasonId('unknown') })).toBe('NOT_A_LEAF');
  });

  test('is given with a confidence of 1 to 5, or none', () => {
    expect([0, 6, -1].map((confidence) => problemOf({ confidence }))).toEqual(
      Array(3).fill('CONFIDENCE_OUT_OF_RANGE'),
    );
    expect([1, 5, null].map((confidence) => problemOf({ confidence }))).toEqual([null, null, null]);
  });

  test('is read back as it was written', () => {
    expect(readCode(writtenCode(given))).toEqual(given);
  });

  test('is committed to as the database commits to a private column', () => {
    const text = writtenCode(given);
    expect(commitmentTo({ code: text, salt: 's' })).toBe(
      `commitment:${sha256Hex(`s:code:${JSON.stringify(text)}`)}`,
    );
    expect(commitmentTo({ code: text, salt: 's' })).not.toBe(commitmentTo({ code: text, salt: 't' }));
  });
});

describe('a disclosed code', () => {
  const key = { coderId: 'c', itemId: 'i', content: 0, revision: 1 };
  const code = { code: '{}', salt: 's' };
  const commitment = commitmentTo(code);
  const standing: Standing = { ...key, late: false, withdrawn: false };
  const given: CommittedCode = { ...key, late: false, commitment };
  const verdictsOf = (
    disclosed: readonly DisclosedCode[],
    committed: readonly CommittedCode[],
    otherwise: { readonly standings?: readonly Standing[]; readonly told?: Partial<ToldOfCodings> } = {},
  ) => {
    const standings = otherwise.standings ?? committed.map((entry) => ({ ...standing, ...keyOf(entry) }));
    const told = { takenBack: [], coderIdsTakenOut: [], ...otherwise.told, given: committed };
    return verifyCodings({ disclosed, standings, told }).map(({ verdict }) => verdict);
  };
  const keyOf = ({ coderId, itemId, content, revision }: CodingKey): CodingKey => ({
    ...{ coderId, itemId, content, revision },
  });

  test('matches what was committed to, or it does not', () => {
    expect(verdictsOf([{ ...key, ...code }], [given])).toEqual(['MATCHES']);
    expect(verdictsOf([{ ...key, ...code, code: '[]' }], [given])).toEqual(['DIFFERS']);
    expect(verdictsOf([{ ...key, ...code, salt: 'x' }], [given])).toEqual(['DIFFERS']);
    expect(verdictsOf([{ ...key, ...code }], [])).toEqual(['NOT_COMMITTED']);
    expect(verdictsOf([], [given])).toEqual(['NOT_DISCLOSED']);
  });

  test('of two coders, swapped, matches neither', () => {
    const other = { code: '{"a":1}', salt: 't' };
    const committed = [given, { ...given, coderId: 'd', commitment: commitmentTo(other) }];
    expect(
      verdictsOf(
        [
          { ...key, ...other },
          { ...key, coderId: 'd', ...code },
        ],
        committed,
      ),
    ).toEqual(['DIFFERS', 'DIFFERS']);
  });

  test('that was committed to twice, otherwise, is not sound', () => {
    const twice = [given, { ...given, commitment: 'commitment:other' }];
    expect(verdictsOf([{ ...key, ...code }], twice)).toEqual(['DIFFERS']);
  });

  test.each<[string, Partial<Standing>, Partial<ToldOfCodings>, string]>([
    ['counts as the history tells', {}, {}, 'MATCHES'],
    ['was made late', { late: true }, {}, 'STANDS_OTHERWISE'],
    ['was made another giving', { revision: 2 }, {}, 'STANDS_OTHERWISE'],
    ['was taken back by nobody', { withdrawn: true }, {}, 'STANDS_OTHERWISE'],
    ['was taken back, and counts', {}, { takenBack: [key] }, 'STANDS_OTHERWISE'],
    ['was taken back', { withdrawn: true }, { takenBack: [key] }, 'MATCHES'],
    ['went with its coder', { withdrawn: true }, { coderIdsTakenOut: ['c'] }, 'MATCHES'],
    ['is of a coder taken out, and counts', {}, { coderIdsTakenOut: ['c'] }, 'STANDS_OTHERWISE'],
  ])('that %s', (_, stored, told, verdict) => {
    const standings = [{ ...standing, ...stored }];
    expect(verdictsOf([{ ...key, ...code }], [given], { standings, told })).toEqual([verdict]);
  });

  test('given anew after it was taken back counts again, and only the last giving is held to count', () => {
    const again = { ...key, revision: 2 };
    const told = { takenBack: [key] };
    const both = [given, { ...given, revision: 2 }];
    const disclosed = [key, again].map((giving) => ({ ...giving, ...code }));
    const stands = (stored: Partial<Standing>) =>
      verdictsOf(disclosed, both, { standings: [{ ...standing, ...stored }], told });
    expect(stands({ revision: 2 })).toEqual(['MATCHES', 'MATCHES']);
    expect(stands({ revision: 1 })).toEqual(['MATCHES', 'STANDS_OTHERWISE']);
    expect(stands({ revision: 2, withdrawn: true })).toEqual(['MATCHES', 'STANDS_OTHERWISE']);
  });
});

describe('a plan', () => {
  const scene: PlanScene = {
    ...{ title: 'T', contents: [{ digest: 'a', leaves: 2 }], missingContents: 0 },
    ...{ coders: [{ retiredAt: null }], codersGiven: ['c'] },
    ...{ items: [{ hasExcerpt: true }], itemsGiven: ['i'], sampleSize: null },
    ...{ seed: 1, deadline: null, facilitatorMay: true, now },
  } as unknown as PlanScene;
  const fieldsOf = (change: object) => planFaults({ ...scene, ...change }).map(({ field }) => field);

  test('that can be carried out has no fault', () => {
    expect(planFaults(scene)).toEqual([]);
  });

  test('names the field of a fault once', () => {
    const message = 'expected text that shows something, but got only space or nothing';
    expect(planFaults({ ...scene, title: ' ' })).toEqual([{ field: 'title', message }]);
  });

  test.each<[string, object, readonly string[]]>([
    ['without a title', { title: '' }, ['title']],
    ['without a content', { contents: [] }, ['contents']],
    ['with a content that is none of the taxonomy', { missingContents: 1 }, ['contents']],
    ['with the same content twice', { contents: [scene.contents[0], scene.contents[0]] }, ['contents']],
    ['with nothing to choose', { contents: [{ digest: 'a', leaves: 1 }] }, ['contents']],
    ['without coders', { codersGiven: [] }, ['coders']],
    ['with a coder twice', { codersGiven: ['c', 'c'] }, ['coders']],
    ['with a retired coder', { coders: [{ retiredAt: now }] }, ['coders']],
    ['with neither contacts nor a sample', { itemsGiven: null }, ['items']],
    ['with both', { sampleSize: 3 }, ['items']],
    ['with a contact twice', { itemsGiven: ['i', 'i'] }, ['items']],
    ['with a contact of which nothing is said', { items: [{ hasExcerpt: false }] }, ['items']],
    ['with a sample larger than there are contacts', { itemsGiven: null, sampleSize: 3 }, ['sample']],
    ['with a sample of none', { itemsGiven: null, sampleSize: 0 }, ['sample']],
    ['with a negative seed', { seed: -1 }, ['sample']],
    ['with a deadline that is past', { deadline: now }, ['deadline']],
    ['led by somebody who may not', { facilitatorMay: false }, ['facilitator']],
    [
      'with all of that at once',
      { title: '', codersGiven: [], deadline: now },
      ['title', 'coders', 'deadline'],
    ],
  ])('%s is refused', (_what, change, fields) => {
    expect(fieldsOf(change)).toEqual(fields);
  });
});
