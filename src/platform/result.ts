/** The outcome of a rule: a value, or a problem that says what came and what was expected. */
export type Result<Value, Failure> = Ok<Value> | Err<Failure>;

export interface Ok<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Err<Failure> {
  readonly ok: false;
  readonly problem: Failure;
}

export const ok = <Value>(value: Value): Ok<Value> => ({ ok: true, value });

export const err = <Failure>(problem: Failure): Err<Failure> => ({ ok: false, problem });

export type NonEmptyArray<Item> = readonly [Item, ...Item[]];

export const isNonEmpty = <Item>(items: readonly Item[]): items is NonEmptyArray<Item> => items.length > 0;

/** Closes a `switch` over a union: a member that was forgotten is a compile error, an unknown one a throw. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
