/** A value of JSON; objects have no prototype, so that no key of a file means anything else than itself. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

export interface JsonFault {
  readonly line: number;
  /** Counted in characters from 1. */
  readonly column: number;
  readonly observed: string;
  readonly expected: string;
}

/** What JSON.parse would say, and the line on which each object begins. */
export type JsonText =
  | { readonly ok: true; readonly value: JsonValue; readonly lineOf: ReadonlyMap<JsonObject, number> }
  | { readonly ok: false; readonly fault: JsonFault };

const maxDepth = 200;
const blank = /[ \t\n\r]*/y;
const stringToken = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literals: readonly (readonly [string, JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class Fault extends Error {
  constructor(readonly expected: string) {
    super(expected);
  }
}

/**
 * Reads JSON and remembers lines, which JSON.parse does not tell. Refuses what JSON.parse refuses, a key that an object
 * has twice, and nesting beyond 200 levels.
 *
 * @example parseJsonText('{"a": 1,}') // fault: line 1, column 9, expected a key in quotes
 */
export function parseJsonText(text: string): JsonText {
  const reader = new JsonTextReader(text.startsWith('\ufeff') ? text.slice(1) : text);
  try {
    return { ok: true, value: reader.whole(), lineOf: reader.lineOf };
  } catch (fault) {
    if (fault instanceof Fault) return { ok: false, fault: reader.faultHere(fault.expected) };
    throw fault;
  }
}

class JsonTextReader {
  readonly lineOf = new Map<JsonObject, number>();
  private at = 0;
  private line = 1;
  private counted = 0;

  constructor(private readonly text: string) {}

  whole(): JsonValue {
    const value = this.value(0);
    this.passBlank();
    if (this.at < this.text.length) throw new Fault('the end of the text');
    return value;
  }

  faultHere(expected: string): JsonFault {
    const found = this.text.slice(this.at, this.at + 20);
    const observed = found === '' ? 'the end of the text' : JSON.stringify(found);
    const column = this.at - this.text.lastIndexOf('\n', this.at - 1);
    return { line: this.lineHere(), column, observed, expected };
  }

  private lineHere(): number {
    for (; this.counted < this.at; this.counted += 1) if (this.text[this.counted] === '\n') this.line += 1;
    return this.line;
  }

  private passBlank(): void {
    blank.lastIndex = this.at;
    blank.test(this.text);
    this.at = blank.lastIndex;
  }

  private take(unit: string): boolean {
    this.passBlank();
    if (this.text[this.at] !== unit) return false;
    this.at += 1;
    return true;
  }

  private token(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  private value(depth: number): JsonValue {
    if (depth > maxDepth) throw new Fault(`at most ${maxDepth} levels of nesting`);
    this.passBlank();
    const start = this.at;
    if (this.take('{')) return this.object(start, depth);
    if (this.take('[')) return this.list(depth);
    const scalar = this.token(stringToken) ?? this.token(numberToken);
    if (scalar !== null) return JSON.parse(scalar) as string | number;
    const literal = literals.find(([word]) => this.text.startsWith(word, this.at));
    if (literal === undefined) throw new Fault('a value');
    this.at += literal[0].length;
    return literal[1];
  }

  private object(start: number, depth: number): JsonValue {
    const made: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>;
    this.at = start;
    this.lineOf.set(made, this.lineHere());
    this.at = start + 1;
    if (this.take('}')) return made;
    do {
      this.passBlank();
      const key = this.token(stringToken);
      if (key === null) throw new Fault('a key in quotes');
      const name = JSON.parse(key) as string;
      if (name in made) throw new Fault(`each key once (${key.slice(0, 40)} was there before)`);
      if (!this.take(':')) throw new Fault('a colon');
      made[name] = this.value(depth + 1);
    } while (this.take(','));
    if (!this.take('}')) throw new Fault('a comma or the end of the object');
    return made;
  }

  private list(depth: number): JsonValue {
    const made: JsonValue[] = [];
    if (this.take(']')) return made;
    do made.push(this.value(depth + 1));
    while (this.take(','));
    if (!this.take(']')) throw new Fault('a comma or the end of the list');
    return made;
  }
}
