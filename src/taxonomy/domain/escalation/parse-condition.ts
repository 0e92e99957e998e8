import { err, ok, type Result } from '../../../platform/result';
import { byCodeUnits, lengthInCodePoints } from '../../../platform/text';
import { priorities, sentiments } from '../reason';
import { conditionLimits, inOneForm, type Clause, type Comparison, type Condition } from './condition';
import {
  MalformedCondition,
  shown,
  storable,
  tokensOf,
  unexpected,
  type ConditionProblem,
  type Token,
} from './condition-tokens';
import { printCondition } from './print-condition';

const comparisonOf: Readonly<Record<string, Comparison>> = {
  '<=': 'AT_MOST',
  '>=': 'AT_LEAST',
  '=': 'EXACTLY',
};

const firstWords = ['sentiment', 'priority', 'repeats', 'channel', 'note', 'not', '"("'];

/**
 * The condition that a text says, in its one form, or the first place at which it says none: line and column, what came and
 * what was expected. Words of the language are taken in either case; `and` binds closer than `or`, `not` closest.
 *
 *     condition = all ("or" all)*           all = one ("and" one)*
 *     one       = "not" one | "(" condition ")" | clause
 *     clause    = "sentiment" ("<=" | ">=" | "=") mood       such as negative, very_negative
 *               | "priority" ("<=" | ">=" | "=") priority    such as high
 *               | "repeats" ("<=" | ">=" | "=") number       from 1 to 1,000
 *               | "channel" ("=" code | "in" "(" code ("," code)* ")")
 *               | "note" "has" (text | "any" "(" text ("," text)* ")")   texts in double quotes
 *
 * @example parseCondition('sentiment <= negative and repeats >= 2') // ok: ALL of SENTIMENT and REPEATS
 * @example parseCondition('sentiment <= bad') // err: line 1, column 14, came "bad"
 */
export function parseCondition(text: string): Result<Condition, ConditionProblem> {
  try {
    const tokens = tokensOf(text);
    const condition = inOneForm(new ConditionParser(tokens).whole());
    mustBeShort(condition, tokens);
    return ok(condition);
  } catch (fault) {
    if (fault instanceof MalformedCondition) return err(fault.problem);
    throw fault;
  }
}

/** It is kept as it is printed, which may be longer than it was written: what is kept is to be read again. */
function mustBeShort(condition: Condition, tokens: readonly Token[]): void {
  const length = lengthInCodePoints(printCondition(condition));
  const place = tokens.at(-1);
  if (length <= conditionLimits.length || place === undefined) return;
  const expected = `at most ${conditionLimits.length} characters, with a blank between words`;
  throw unexpected(place, `${length}`, [expected]);
}

class ConditionParser {
  private at = 0;
  private nesting = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Condition {
    const condition = this.any();
    if (this.next.kind !== 'END') this.refuse(['and', 'or', 'the end']);
    return condition;
  }

  private any(): Condition {
    return this.several('ANY', 'or', () => this.all());
  }

  private all(): Condition {
    return this.several('ALL', 'and', () => this.one());
  }

  private several(kind: 'ALL' | 'ANY', word: string, part: () => Condition): Condition {
    const parts = [part()];
    while (this.takes(word)) parts.push(part());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind, of: parts };
  }

  private one(): Condition {
    const opening = this.next;
    if (this.takes('not')) return this.nested(opening, () => ({ kind: 'NOT', of: this.one() }));
    if (!this.takes('(')) return this.clause();
    return this.nested(opening, () => {
      const condition = this.any();
      this.must(')', ['and', 'or', '")"']);
      return condition;
    });
  }

  private nested(opening: Token, inner: () => Condition): Condition {
    this.nesting += 1;
    if (this.nesting > conditionLimits.nesting)
      throw unexpected(opening, 'more', [`at most ${conditionLimits.nesting} levels of "(" and not`]);
    const condition = inner();
    this.nesting -= 1;
    return condition;
  }

  private clause(): Clause {
    if (this.takes('sentiment'))
      return { kind: 'SENTIMENT', comparison: this.comparison(), value: this.oneOf(sentiments) };
    if (this.takes('priority'))
      return { kind: 'PRIORITY', comparison: this.comparison(), value: this.oneOf(priorities) };
    if (this.takes('repeats'))
      return { kind: 'REPEATS', comparison: this.comparison(), value: this.number() };
    if (this.takes('channel')) return { kind: 'CHANNEL', anyOf: this.channels() };
    if (this.takes('note')) return { kind: 'NOTE', anyOf: this.words() };
    return this.refuse(firstWords);
  }

  private comparison(): Comparison {
    const { kind, text } = this.next;
    const comparison = kind === 'SYMBOL' ? comparisonOf[text] : undefined;
    if (comparison === undefined) return this.refuse(['"<="', '">="', '"="']);
    this.at += 1;
    return comparison;
  }

  private oneOf<Word extends string>(words: readonly Word[]): Word {
    const { kind, text } = this.next;
    const word = words.find((known) => kind === 'WORD' && known === text.toUpperCase());
    if (word === undefined) return this.refuse(words.map((known) => known.toLowerCase()));
    this.at += 1;
    return word;
  }

  private number(): number {
    const { kind, text } = this.next;
    const value = kind === 'WORD' && /^\d{1,6}$/.test(text) ? Number(text) : 0;
    const isCount = value >= 1 && value <= conditionLimits.repeats;
    if (!isCount) return this.refuse([`a whole number from 1 to ${conditionLimits.repeats}`]);
    this.at += 1;
    return value;
  }

  private channels(): readonly string[] {
    if (this.takes('=')) return [this.channel()];
    this.must('in', ['"="', 'in']);
    return this.list(() => this.channel());
  }

  private channel(): string {
    const token = this.next;
    if (token.kind !== 'WORD' && token.kind !== 'QUOTED') return this.refuse(['the code of a channel']);
    this.at += 1;
    // It may be printed in quotes, and is to be read from there as the same.
    return storable(token.text, token);
  }

  private words(): readonly string[] {
    this.must('has', ['has']);
    return this.takes('any')
      ? this.list(() => this.quoted(['a text in double quotes']))
      : [this.quoted(['a text in double quotes', 'any'])];
  }

  private quoted(expected: readonly string[]): string {
    const { kind, text } = this.next;
    if (kind !== 'QUOTED') return this.refuse(expected);
    this.at += 1;
    return text;
  }

  private list(item: () => string): readonly string[] {
    this.must('(', ['"("']);
    const items = [item()];
    while (this.takes(',')) {
      if (items.length === conditionLimits.list)
        throw unexpected(this.next, 'more', [`at most ${conditionLimits.list} in a list`]);
      items.push(item());
    }
    this.must(')', ['","', '")"']);
    return [...new Set(items)].sort(byCodeUnits);
  }

  private get next(): Token {
    const token = this.tokens[this.at];
    if (token === undefined) throw new Error('expected tokens that have an end, but they have none');
    return token;
  }

  private takes(word: string): boolean {
    const { kind, text } = this.next;
    const isIt = (kind === 'WORD' || kind === 'SYMBOL') && text.toLowerCase() === word;
    this.at += isIt ? 1 : 0;
    return isIt;
  }

  private must(word: string, expected: readonly string[]): void {
    if (!this.takes(word)) this.refuse(expected);
  }

  private refuse(expected: readonly string[]): never {
    throw unexpected(this.next, shown(this.next), expected);
  }
}
