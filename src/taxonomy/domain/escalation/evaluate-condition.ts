import { unreachable } from '../../../platform/result';
import { foldLabel } from '../../../platform/text';
import { priorities, sentiments, type Priority, type Sentiment } from '../reason';
import { clausesOf, type Clause, type Comparison, type Condition } from './condition';
import { printClause } from './print-condition';

/** What is known of a contact; null: not known. */
export interface EscalationFacts {
  readonly sentiment: Sentiment | null;
  readonly priority: Priority | null;
  /** How often the customer came back. */
  readonly repeats: number | null;
  readonly channel: string | null;
  /** What was noted, in which words are looked for. */
  readonly note: string | null;
}

/** Whether something holds; NOT_KNOWN where that rests on a fact that was not given. */
export const outcomes = ['HELD', 'NOT_HELD', 'NOT_KNOWN'] as const;
export type Outcome = (typeof outcomes)[number];

/** One clause of a condition against the facts. */
export interface ClauseOutcome {
  readonly kind: Clause['kind'];
  /** As it is written, without the NOTs above it. */
  readonly text: string;
  /** Whether it counts the other way round: it stands under a NOT. */
  readonly isNegated: boolean;
  readonly outcome: Outcome;
  /** The value of the fact; of a note the words that were found. Null: not known, or none was found. */
  readonly observed: string | null;
}

/**
 * Whether a condition holds, in the three-valued logic of Kleene: what is not known makes the whole unknown only where it could
 * turn it.
 *
 * @example holds(parsed('repeats >= 2 or channel = PHONE'), { ...unknown, repeats: 3 }) // 'HELD'
 */
export function holds(condition: Condition, facts: EscalationFacts): Outcome {
  switch (condition.kind) {
    case 'NOT':
      return opposite[holds(condition.of, facts)];
    case 'ALL':
      return first(condition.of, facts, ['NOT_HELD', 'NOT_KNOWN', 'HELD']);
    case 'ANY':
      return first(condition.of, facts, ['HELD', 'NOT_KNOWN', 'NOT_HELD']);
    default:
      return clauseOutcome(condition, facts).outcome;
  }
}

/** Each clause of a condition against the facts, in the order in which they are written. */
export const clauseOutcomes = (condition: Condition, facts: EscalationFacts): readonly ClauseOutcome[] =>
  clausesOf(condition).map(({ clause, isNegated }) => ({
    ...{ kind: clause.kind, text: printClause(clause), isNegated },
    ...clauseOutcome(clause, facts),
  }));

const opposite: Readonly<Record<Outcome, Outcome>> = {
  HELD: 'NOT_HELD',
  NOT_HELD: 'HELD',
  NOT_KNOWN: 'NOT_KNOWN',
};

/** The outcome of the parts that comes first in an order. */
function first(
  parts: readonly Condition[],
  facts: EscalationFacts,
  order: readonly [Outcome, Outcome, Outcome],
): Outcome {
  const found = new Set(parts.map((part) => holds(part, facts)));
  return order.find((outcome) => found.has(outcome)) ?? order[2];
}

type Seen = Pick<ClauseOutcome, 'outcome' | 'observed'>;

function clauseOutcome(clause: Clause, facts: EscalationFacts): Seen {
  switch (clause.kind) {
    case 'SENTIMENT':
      return compared(clause, facts.sentiment, (value) => sentiments.indexOf(value));
    case 'PRIORITY':
      return compared(clause, facts.priority, (value) => priorities.indexOf(value));
    case 'REPEATS':
      return compared(clause, facts.repeats, (value) => value);
    case 'CHANNEL':
      return seen(facts.channel, (channel) => (clause.anyOf.includes(channel) ? channel : null));
    case 'NOTE':
      return noted(clause.anyOf, facts.note);
    default:
      return unreachable(clause);
  }
}

const isTrue: Readonly<Record<Comparison, (one: number, other: number) => boolean>> = {
  AT_MOST: (one, other) => one <= other,
  AT_LEAST: (one, other) => one >= other,
  EXACTLY: (one, other) => one === other,
};

function compared<Value extends string | number>(
  { comparison, value }: { readonly comparison: Comparison; readonly value: Value },
  fact: Value | null,
  rank: (value: Value) => number,
): Seen {
  return seen(fact, (given) => (isTrue[comparison](rank(given), rank(value)) ? given : null));
}

function seen<Value extends string | number>(fact: Value | null, found: (fact: Value) => Value | null): Seen {
  if (fact === null) return { outcome: 'NOT_KNOWN', observed: null };
  return { outcome: found(fact) === null ? 'NOT_HELD' : 'HELD', observed: String(fact) };
}

/** A note is searched for whole words, after folding case and space, and is never answered itself. */
function noted(words: readonly string[], note: string | null): Seen {
  if (note === null) return { outcome: 'NOT_KNOWN', observed: null };
  const folded = foldLabel(note);
  const found = words.find((word) => hasWords(folded, foldLabel(word)));
  return found === undefined ? { outcome: 'NOT_HELD', observed: null } : { outcome: 'HELD', observed: found };
}

const wordCharacter = /[\p{L}\p{M}\p{N}]/u;

function hasWords(text: string, words: string): boolean {
  if (words === '') return false;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const before = Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? '';
    const [after = ''] = text.slice(at + words.length, at + words.length + 2);
    if (!wordCharacter.test(before) && !wordCharacter.test(after)) return true;
  }
  return false;
}
