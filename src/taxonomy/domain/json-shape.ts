/** What a written value must look like, and where it does not. Thrown inside a parser and caught at its door. */
export class MalformedShape extends Error {
  constructor(
    readonly path: string,
    readonly expected: string,
    readonly observed: string,
  ) {
    super(`${path}: expected ${expected}, but got ${observed}`);
  }
}

/** A value as it came out of JSON.parse and the path that leads to it, such as `reasons[3].code`. */
export interface Place {
  readonly value: unknown;
  readonly path: string;
}

type Keys = Readonly<Record<string, unknown>>;

const describe = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? '').slice(0, 60);

/** Refuses the value at a place. */
export function refuse(place: Place, expected: string): never {
  throw new MalformedShape(place.path, expected, describe(place.value));
}

/** An object with no other keys than the known ones. */
export function objectAt(place: Place, known: ReadonlySet<string>): Keys {
  const { value } = place;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject) refuse(place, 'an object');
  for (const key in value) if (!known.has(key)) refuse(place, `no key "${key.slice(0, 40)}"`);
  return value as Keys;
}

export function listAt<Item>(place: Place, read: (item: Place) => Item): readonly Item[] {
  const { value, path } = place;
  if (!Array.isArray(value)) return refuse(place, 'a list');
  return value.map((item: unknown, at) => read({ value: item, path: `${path}[${at}]` }));
}

export function textAt(place: Place): string {
  return typeof place.value === 'string' ? place.value : refuse(place, 'text');
}

export function numberAt(place: Place): number {
  return typeof place.value === 'number' ? place.value : refuse(place, 'a number');
}

export function flagAt(place: Place): boolean {
  return typeof place.value === 'boolean' ? place.value : refuse(place, 'true or false');
}

export function wordAt<Word extends string>(place: Place, words: readonly Word[]): Word {
  const word = words.find((known) => known === place.value);
  return word ?? refuse(place, `one of ${words.join(', ')}`);
}

/** The value under a key, at its own path. */
export const at = (parent: Place, keys: Keys, key: string): Place => ({
  value: keys[key],
  path: parent.path === '' ? key : `${parent.path}.${key}`,
});

/** Reads a value that may be absent or null. */
export const orNull = <Value>(place: Place, read: (place: Place) => Value): Value | null =>
  place.value === undefined || place.value === null ? null : read(place);
