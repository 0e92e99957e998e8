import type { Priority, Sentiment } from '../reason';

/** How a fact is held against a value: `<=`, `>=` or `=`. */
export const comparisons = ['AT_MOST', 'AT_LEAST', 'EXACTLY'] as const;
export type Comparison = (typeof comparisons)[number];

/** The least part of a condition: it asks one fact of a contact. */
export type Clause =
  | { readonly kind: 'SENTIMENT'; readonly comparison: Comparison; readonly value: Sentiment }
  | { readonly kind: 'PRIORITY'; readonly comparison: Comparison; readonly value: Priority }
  /** How often the customer came back. */
  | { readonly kind: 'REPEATS'; readonly comparison: Comparison; readonly value: number }
  /** Codes of channels of which it is one; sorted, each once. */
  | { readonly kind: 'CHANNEL'; readonly anyOf: readonly string[] }
  /** Words or phrases of which one stands in the note; sorted, each once. */
  | { readonly kind: 'NOTE'; readonly anyOf: readonly string[] };

/** When a trigger fires, as a tree. */
export type Condition =
  | Clause
  | { readonly kind: 'ALL'; readonly of: readonly Condition[] }
  | { readonly kind: 'ANY'; readonly of: readonly Condition[] }
  | { readonly kind: 'NOT'; readonly of: Condition };

/** What is said in a text that a person writes, and how deep it may be nested. */
export const conditionLimits = {
  /** Code points of the text. */
  length: 2_000,
  nesting: 20,
  /** Words or channels of one clause. */
  list: 50,
  repeats: 1_000,
} as const;

/**
 * The one form of conditions that are written alike: what stands in an ALL of an ALL, or an ANY of an ANY, stands in the outer
 * one, one thing alone needs neither, and a NOT of a NOT is none.
 *
 * @example inOneForm({ kind: 'ALL', of: [a, { kind: 'ALL', of: [b, c] }] }) // { kind: 'ALL', of: [a, b, c] }
 */
export function inOneForm(condition: Condition): Condition {
  switch (condition.kind) {
    case 'NOT': {
      const inner = inOneForm(condition.of);
      return inner.kind === 'NOT' ? inner.of : { kind: 'NOT', of: inner };
    }
    case 'ALL':
    case 'ANY': {
      const { kind } = condition;
      const parts = condition.of.map(inOneForm).flatMap((part) => (part.kind === kind ? part.of : [part]));
      const [only] = parts;
      return parts.length === 1 && only !== undefined ? only : { kind, of: parts };
    }
    default:
      return condition;
  }
}

/**
 * The clauses of a condition in the order in which they are written, each with whether it stands under an odd number of NOTs.
 *
 * @example clausesOf(condition).map(({ clause }) => clause.kind) // ['SENTIMENT', 'NOTE']
 */
export function clausesOf(
  condition: Condition,
  isNegated = false,
): readonly { readonly clause: Clause; readonly isNegated: boolean }[] {
  switch (condition.kind) {
    case 'NOT':
      return clausesOf(condition.of, !isNegated);
    case 'ALL':
    case 'ANY':
      return condition.of.flatMap((part) => clausesOf(part, isNegated));
    default:
      return [{ clause: condition, isNegated }];
  }
}
