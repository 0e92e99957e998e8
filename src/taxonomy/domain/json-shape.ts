/**
 * What a written value must look like, and where it does not. Thrown inside a parser and caught at its door.
 */
export class MalformedShape extends Error {
  constructor(
    readonly path: string,
    readonly expected: string,
    readonly observed: string,
  ) {
    super(`${path}: expected ${expected}, but got ${observed}`);
  }
}

/**
 * A value as it came out of JSON.parse, and the way to it. The path is put into words only when it is
 * refused.
 */
export interface Place {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent: Place | null;
}

const describe = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? '').slice(0, 60);

/** Refuses the value at a place. */
export function refuse(place: Place, expected: string): never {
  throw new MalformedShape(pathOf(place), expected, describe(place.value));
}

/** Such as `reasons[3].code`. */
function pathOf({ key, parent }: Place): string {
  if (parent === null) return String(key);
  const before = pathOf(parent);
  if (typeof key === 'number') return `${before}[${key}]`;
  return before === '' ? key : `${before}.${key}`;
}

function keysAt(place: Place): Readonly<Record<string, unknown>> {
  const { value } = place;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : refuse(place, 'an object');
}

/** An object with no other keys than the known ones, read key by key. */
export class ObjectReader {
  private readonly keys: Readonly<Record<string, unknown>>;

  constructor(
    private readonly place: Place,
    known: ReadonlySet<string>,
  ) {
    this.keys = keysAt(place);
    for (const key in this.keys) if (!known.has(key)) refuse(place, `no key "${key.slice(0, 40)}"`);
  }

  names(): readonly string[] {
    return Object.keys(this.keys);
  }

  read<Value>(key: string, reader: (place: Place) => Value): Value {
    return reader({ value: this.keys[key], key, parent: this.place });
  }

  /** The value under a key that may be absent or null. */
  readOrNull<Value>(key: string, reader: (place: Place) => Value): Value | null {
    const isAbsent = this.keys[key] === undefined || this.keys[key] === null;
    return isAbsent ? null : this.read(key, reader);
  }
}

export const listOf =
  <Item>(reader: (place: Place) => Item) =>
  (place: Place): readonly Item[] => {
    const { value } = place;
    if (!Array.isArray(value)) return refuse(place, 'a list');
    return value.map((item: unknown, key) => reader({ value: item, key, parent: place }));
  };

export function textAt(place: Place): string {
  return typeof place.value === 'string' ? place.value : refuse(place, 'text');
}

export function numberAt(place: Place): number {
  return typeof place.value === 'number' ? place.value : refuse(place, 'a number');
}

export function flagAt(place: Place): boolean {
  return typeof place.value === 'boolean' ? place.value : refuse(place, 'true or false');
}

export const wordOf =
  <Word extends string>(words: readonly Word[]) =>
  (place: Place): Word => {
    const word = words.find((known) => known === place.value);
    return word ?? refuse(place, `one of ${words.join(', ')}`);
  };
