import { isComposite, type Operation } from './operation';
import { operationSentence } from './operation-sentence';
import { nameOfReason, type NamesInTime } from './names-in-time';

/** An edit of a draft, with as many of its operations as are told. */
export interface ToldEdit {
  readonly head: number;
  readonly operations: readonly Operation[];
}

/** An operation that named reasons, and where it stands in the draft. */
export interface NamingOperation {
  readonly head: number;
  /** From 1. */
  readonly ordinal: number;
  readonly body: Operation;
}

interface Draft {
  /** What its base calls reasons. */
  readonly names: NamesInTime;
  readonly baseHead: number;
  /** All that named reasons in it, in their order. */
  readonly naming: readonly NamingOperation[];
}

/**
 * The edits of a draft in words, by head, each with the names and codes of its moment.
 *
 * @example toldEdits(edits, { names: new NamesInTime(base), baseHead: 0, naming }).get(1)
 * // ['Set the code of "Refund" (refund) from "refund" to "refunds".']
 */
export function toldEdits(
  edits: readonly ToldEdit[],
  { names, baseHead, naming }: Draft,
): ReadonlyMap<number, readonly string[]> {
  const told = new Map<number, readonly string[]>();
  let at = 0;
  let isOnBase = baseHead === 0;
  const goTo = (head: number): void => {
    if (isOnBase || head <= baseHead) return;
    isOnBase = true;
    names.reset();
  };
  const followBefore = (head: number, ordinal: number): void => {
    for (let next = naming[at]; next !== undefined; next = naming[at]) {
      if (next.head > head || (next.head === head && next.ordinal >= ordinal)) return;
      goTo(next.head);
      names.follow(next.body);
      at += 1;
    }
  };
  for (const { head, operations } of edits.toSorted((one, other) => one.head - other.head)) {
    const sentences = operations.map((operation, index) => {
      followBefore(head, index + 1);
      goTo(head);
      const next = naming[at];
      const isNaming = next?.head === head && next.ordinal === index + 1;
      if (isNaming) at += 1;
      return sentenceOf(operation, names);
    });
    told.set(head, sentences);
  }
  return told;
}

function sentenceOf(operation: Operation, names: NamesInTime): string {
  const before = names.follow(operation);
  const isOfOne = !isComposite(operation) && operation.kind !== 'ReorderSiblings';
  const known = isOfOne ? before(operation.reasonId) : undefined;
  const nameOf = (id: Parameters<typeof before>[0]): string => {
    const named = before(id);
    return named === undefined ? id : nameOfReason(named);
  };
  return operationSentence(operation, nameOf, known);
}
