import { mustBeText, textLimits } from '../../../platform/text';
import { conditionLimits } from './condition';

/** Where in a text something stands: both count from 1, a column is a character (code point). */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export interface Token extends TextPlace {
  readonly kind: 'WORD' | 'QUOTED' | 'SYMBOL' | 'END';
  /** As it is written; of what is quoted, what the quotes hold. */
  readonly text: string;
}

/** Why a text is no condition: where, what came there, and what could have stood there instead. */
export interface ConditionProblem extends TextPlace {
  readonly code: 'CONDITION_MALFORMED';
  readonly observed: string;
  readonly expected: readonly string[];
  readonly message: string;
}

/** Goes no further than the parser, which answers the problem. */
export class MalformedCondition extends Error {
  constructor(readonly problem: ConditionProblem) {
    super(problem.message);
  }
}

/** Refuses what came at a place. */
export function unexpected(
  { line, column }: TextPlace,
  observed: string,
  expected: readonly string[],
): MalformedCondition {
  const choices = expected.length < 2 ? expected.join('') : `one of ${expected.join(', ')}`;
  const message = `line ${line}, column ${column}: expected ${choices}, but got ${observed}`;
  return new MalformedCondition({
    ...{ code: 'CONDITION_MALFORMED', line, column, observed, expected, message },
  });
}

const mostShown = 40;

/** A token as it may stand in a message. */
export function shown({ kind, text }: Token): string {
  if (kind === 'END') return 'the end';
  const characters = Array.from(text);
  const start = characters.slice(0, mostShown).join('');
  return JSON.stringify(characters.length > mostShown ? `${start}...` : start);
}

const wordCharacter = /[\p{L}\p{M}\p{N}_]/u;
const space = /\s/u;
const symbols = ['<=', '>=', '=', '(', ')', ','] as const;
const beginnings = ['a word', 'a text in double quotes', ...symbols.map((symbol) => JSON.stringify(symbol))];

/**
 * The tokens of a text, the end included. Refuses a character that begins none, a text in quotes that is not closed or cannot
 * be stored, and more than 2,000 characters.
 *
 * @example tokensOf('repeats >= 2').map(({ text }) => text) // ['repeats', '>=', '2', '']
 */
export function tokensOf(text: string): readonly Token[] {
  const reader = new CharacterReader(text);
  const tokens: Token[] = [];
  for (;;) {
    reader.takeWhile(space);
    const token = nextToken(reader);
    tokens.push(token);
    if (token.kind === 'END') return tokens;
  }
}

function nextToken(reader: CharacterReader): Token {
  const place = reader.place();
  const next = reader.peek();
  if (next === null) return { ...place, kind: 'END', text: '' };
  if (next === '"') return { ...place, kind: 'QUOTED', text: quoted(reader) };
  if (wordCharacter.test(next)) return { ...place, kind: 'WORD', text: reader.takeWhile(wordCharacter) };
  const symbol = symbols.find((known) => reader.startsWith(known));
  if (symbol === undefined) throw unexpected(place, JSON.stringify(next), beginnings);
  for (const _ of symbol) reader.take();
  return { ...place, kind: 'SYMBOL', text: symbol };
}

function quoted(reader: CharacterReader): string {
  const place = reader.place();
  reader.take();
  let raw = '';
  for (;;) {
    const here = reader.place();
    const next = reader.take();
    if (next === null || next === '\n' || next === '\r')
      throw unexpected(here, next === null ? 'the end' : 'the end of the line', ['a closing double quote']);
    if (next === '"') break;
    raw += next === '\\' ? escaped(reader) : next;
  }
  return storable(raw, place);
}

/** A text of a condition as it is kept. Refused at its place: one that shows nothing, cannot be stored or is too long. */
export function storable(text: string, place: TextPlace): string {
  const stored = mustBeText(text, { field: 'text', maxLength: textLimits.name });
  if (stored.ok) return stored.value;
  const { fault, limit } = stored.problem;
  const expected = fault === 'TOO_LONG' ? `at most ${limit} characters` : 'text that can be kept';
  throw unexpected(place, fault.toLowerCase().replaceAll('_', ' '), [expected]);
}

function escaped(reader: CharacterReader): string {
  const place = reader.place();
  const next = reader.take();
  if (next === '"' || next === '\\') return next;
  throw unexpected(place, next === null ? 'the end' : JSON.stringify(next), [
    String.raw`\" or \\ after a backslash`,
  ]);
}

/** Walks through a text by code points and knows the line and the column. */
class CharacterReader {
  private readonly characters: readonly string[];
  private at = 0;
  private line = 1;
  private column = 1;

  constructor(text: string) {
    // A code point is two units at most: of a text that is far too long no more is read than shows it.
    this.characters = Array.from(text.slice(0, 2 * conditionLimits.length + 2));
  }

  place(): TextPlace {
    return { line: this.line, column: this.column };
  }

  peek(): string | null {
    return this.characters[this.at] ?? null;
  }

  startsWith(symbol: string): boolean {
    return Array.from(symbol).every((character, index) => this.characters[this.at + index] === character);
  }

  take(): string | null {
    const character = this.peek();
    if (character === null) return null;
    if (this.at >= conditionLimits.length)
      throw unexpected(this.place(), 'more', [`at most ${conditionLimits.length} characters`]);
    this.at += 1;
    const endsLine = character === '\n' || (character === '\r' && this.peek() !== '\n');
    this.line += endsLine ? 1 : 0;
    this.column = endsLine ? 1 : this.column + 1;
    return character;
  }

  takeWhile(kind: RegExp): string {
    let taken = '';
    for (let next = this.peek(); next !== null && kind.test(next); next = this.peek()) {
      this.take();
      taken += next;
    }
    return taken;
  }
}
