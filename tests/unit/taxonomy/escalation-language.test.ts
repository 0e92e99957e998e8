import fc from 'fast-check';
import {
  comparisons,
  conditionLimits,
  inOneForm,
  keptTrigger,
  contentOf,
  parseCondition,
  plainConditions,
  printCondition,
  priorities,
  sentiments,
  type Condition,
} from '../../../src/taxonomy/domain';
import { runs } from '../../support/properties';

const parsed = (text: string): Condition => {
  const result = parseCondition(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
};

const printedAgain = (text: string): string => printCondition(parsed(text));

describe('the language of conditions', () => {
  test.each([
    ['repeats>=2', 'repeats >= 2'],
    ['Sentiment <= NEGATIVE and priority = high', 'sentiment <= negative and priority = high'],
    ['channel in (PHONE, CHAT, PHONE)', 'channel in (CHAT, PHONE)'],
    ['channel in (PHONE)', 'channel = PHONE'],
    ['channel = Cafe\u0301', 'channel = "Caf\u00e9"'],
    ['note has any ("sue", "lawyer")', 'note has any ("lawyer", "sue")'],
    [String.raw`note has "say \"no\""`, String.raw`note has "say \"no\""`],
    [
      'not (repeats = 1 or (repeats = 2 or priority >= high))',
      'not (repeats = 1 or repeats = 2 or priority >= high)',
    ],
    ['not not repeats = 1', 'repeats = 1'],
    [
      '(repeats = 1 or repeats = 2) and (channel = PHONE and priority = low)',
      '(repeats = 1 or repeats = 2) and channel = PHONE and priority = low',
    ],
    [
      'repeats = 1 and\n  channel = PHONE or\tpriority = low',
      'repeats = 1 and channel = PHONE or priority = low',
    ],
  ])('%s is kept as %s', (text, kept) => {
    expect(printedAgain(text)).toBe(kept);
    expect(printedAgain(kept)).toBe(kept);
  });

  test.each([
    ['', { line: 1, column: 1, observed: 'the end', expected: expect.arrayContaining(['sentiment', 'not']) }],
    [
      'sentiment <= bad',
      { line: 1, column: 14, observed: '"bad"', expected: expect.arrayContaining(['very_negative']) },
    ],
    ['sentiment < negative', { line: 1, column: 11, observed: '"<"' }],
    ['repeats >= 0', { line: 1, column: 12, expected: ['a whole number from 1 to 1000'] }],
    ['repeats >= 1001', { line: 1, column: 12, observed: '"1001"' }],
    ['repeats >= 1\nand mood = bad', { line: 2, column: 5, observed: '"mood"' }],
    ['repeats >= 1\r\nor\r\n  x', { line: 3, column: 3, observed: '"x"' }],
    ['repeats >= 1 priority = low', { line: 1, column: 14, expected: ['and', 'or', 'the end'] }],
    ['(repeats >= 1', { line: 1, column: 14, observed: 'the end', expected: ['and', 'or', '")"'] }],
    ['note has refund', { line: 1, column: 10, expected: ['a text in double quotes', 'any'] }],
    ['note has "refund', { line: 1, column: 17, observed: 'the end', expected: ['a closing double quote'] }],
    ['note has "a\nb"', { line: 1, column: 12, observed: 'the end of the line' }],
    [String.raw`note has "a\n"`, { line: 1, column: 13, observed: '"n"' }],
    ['note has ""', { line: 1, column: 10, observed: 'blank' }],
    ['note has "a\u0000b"', { line: 1, column: 10, observed: 'control character' }],
    ['note has "\ud800"', { line: 1, column: 10, observed: 'unpaired surrogate' }],
    ['😀', { line: 1, column: 1, observed: '"😀"' }],
    ['repeats = 1 and 😀😀 = 1', { line: 1, column: 17 }],
    ['channel in PHONE', { line: 1, column: 12, expected: ['"("'] }],
    ['channel PHONE', { line: 1, column: 9, expected: ['"="', 'in'] }],
    // What is printed in quotes is refused where it is written without them, and not when it is read again.
    [`channel = ${'é'.repeat(501)}`, { line: 1, column: 11, observed: 'too long' }],
    ['channel = \u3164', { line: 1, column: 11, observed: 'blank' }],
    [`${'('.repeat(21)}repeats = 1`, { line: 1, column: 21, observed: 'more' }],
    [`repeats = 1${' '.repeat(2_000)}`, { line: 1, column: 2_001, observed: 'more' }],
    [Array.from({ length: 140 }, () => 'repeats=1').join(' or '), { line: 1, observed: '2096' }],
  ])('%j is refused with its place', (text, problem) => {
    const result = parseCondition(text);
    expect(result).toMatchObject({ ok: false, problem: { code: 'CONDITION_MALFORMED', ...problem } });
  });
});

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.normalize('NFC').trim())
  .filter((text) => parseCondition(`note has ${JSON.stringify(text)}`).ok && !/[\\"]/.test(text));
const list = fc.uniqueArray(fc.oneof(word, fc.constantFrom('a "b"', String.raw`c\d`)), {
  minLength: 1,
  maxLength: 4,
});
const sorted = (words: readonly string[]) => [...words].sort((one, other) => (one < other ? -1 : 1));
const comparison = fc.constantFrom(...comparisons);

const clause: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('SENTIMENT' as const), comparison, value: fc.constantFrom(...sentiments) }),
  fc.record({ kind: fc.constant('PRIORITY' as const), comparison, value: fc.constantFrom(...priorities) }),
  fc.record({ kind: fc.constant('REPEATS' as const), comparison, value: fc.integer({ min: 1, max: 1_000 }) }),
  fc.record({ kind: fc.constant('CHANNEL' as const), anyOf: list.map(sorted) }),
  fc.record({ kind: fc.constant('NOTE' as const), anyOf: list.map(sorted) }),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    clause,
    fc.record({ kind: fc.constant('NOT' as const), of: tie('condition') }),
    fc.record({
      kind: fc.constantFrom('ALL' as const, 'ANY' as const),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...['sentiment', 'priority', 'repeats', 'channel', 'note', 'not', 'and', 'or', 'has', 'any', 'in'],
      ...['<=', '>=', '=', '(', ')', ',', '"x"', 'PHONE', 'negative', 'high', '2', '\n', '"', '\\'],
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
  { maxLength: 20 },
);

describe('for whatever is given', () => {
  test('a condition that is printed is read as the same condition', () => {
    fc.assert(
      fc.property(condition, (given) => {
        const text = printCondition(given);
        fc.pre(text.length <= conditionLimits.length);
        expect(parseCondition(text)).toEqual({ ok: true, value: inOneForm(given) });
      }),
      runs(300),
    );
  });

  test('a text is a condition that is printed the same again, or is refused with a place in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((words) => words.join(' ')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const result = parseCondition(text);
          if (result.ok)
            return expect(printedAgain(printCondition(result.value))).toBe(printCondition(result.value));
          const { line, column, observed, expected } = result.problem;
          expect(line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
          expect(column).toBeLessThanOrEqual(Array.from(text).length + 1);
          expect([observed === '', expected.length === 0]).toEqual([false, false]);
        },
      ),
      runs(500),
    );
  });

  test('a trigger says the same in the form in which it is kept', () => {
    const deadline = fc.constantFrom(
      { amount: 60, unit: 'MINUTE', clock: 'CALENDAR' } as const,
      { amount: 2, unit: 'DAY', clock: 'WORKING' } as const,
    );
    fc.assert(
      fc.property(condition, deadline, (given, due) => {
        fc.pre(printCondition(given).length <= conditionLimits.length);
        const kept = keptTrigger({ condition: inOneForm(given), department: 'FIN', deadline: due });
        const said = contentOf(kept);
        expect(said.deadline).toEqual(due);
        const isPlain = plainConditions(inOneForm(given)) !== null;
        expect('when' in kept).toBe(!isPlain || due.unit !== 'MINUTE');
        expect(keptTrigger(said)).toEqual(kept);
      }),
      runs(200),
    );
  });
});
