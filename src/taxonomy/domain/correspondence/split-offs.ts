import type { ReasonId } from '../../../platform/ids';
import { isComposite, simpleOperations, type Operation } from '../operation';

/** Parts that went out of a reason which goes on, in one step. */
export interface SplitOff {
  readonly source: ReasonId;
  /** Each with the part of what the source was before this step; null where it is not known. */
  readonly parts: readonly { readonly target: ReasonId; readonly share: number | null }[];
}

/** What each part of a reason is of all that it was, and what is left of it. */
export interface Parting {
  readonly parts: ReadonlyMap<ReasonId, number | null>;
  readonly rest: number | null;
}

/**
 * The split-offs that a list of operations leaves standing, by their source and in their order. One that was taken back is known
 * by the scope revision of its source, which was set back below it; done again by taking that back in turn, it is a change of
 * scope and no more.
 *
 * @example splitOffsIn([splitOff(bill, late), setLabel]).get(bill) // [{ source: bill, parts: [{ target: late, share: 0.2 }] }]
 */
export function splitOffsIn(operations: readonly Operation[]): ReadonlyMap<ReasonId, readonly SplitOff[]> {
  const standing = new Map<ReasonId, readonly (SplitOff & { readonly revision: number })[]>();
  for (const operation of operations) {
    for (const part of simpleOperations([operation])) {
      const revision = part.kind === 'RestoreReason' ? part.fields.scopeRevision : undefined;
      if (part.kind !== 'RestoreReason' || revision === undefined) continue;
      const earlier = (standing.get(part.reasonId) ?? []).filter((one) => one.revision <= revision);
      const made = splitOffOf(operation, part.reasonId);
      standing.set(part.reasonId, made === null ? earlier : [...earlier, { ...made, revision }]);
    }
  }
  return new Map(
    Array.from(standing, ([source, all]) => [source, all.map(({ parts }) => ({ source, parts }))]),
  );
}

function splitOffOf(operation: Operation, source: ReasonId): SplitOff | null {
  const isSplitOff =
    isComposite(operation) &&
    operation.kind === 'SplitReason' &&
    operation.keepsSource &&
    operation.reasonId === source;
  if (!isSplitOff) return null;
  const { targets, shares = [] } = operation;
  return { source, parts: targets.map((target, at) => ({ target, share: shares[at] ?? null })) };
}

/**
 * Several split-offs of one reason taken together: a later one divides what the earlier ones left.
 *
 * @example partingOf([{ source, parts: [{ target: late, share: 0.5 }] }, { source, parts: [{ target: wrong, share: 0.5 }] }])
 * // late: 0.5, wrong: 0.25, rest: 0.25
 */
export function partingOf(splitOffs: readonly SplitOff[]): Parting {
  const parts = new Map<ReasonId, number | null>();
  let rest: number | null = 1;
  for (const splitOff of splitOffs) {
    const whole: number | null = rest;
    for (const { target, share } of splitOff.parts) {
      const part: number | null = whole === null || share === null ? null : whole * share;
      const known = parts.has(target) ? (parts.get(target) ?? null) : 0;
      parts.set(target, part === null || known === null ? null : rounded(known + part));
      rest = part === null || rest === null ? null : rest - part;
    }
  }
  return { parts, rest: rest === null ? null : rounded(Math.max(0, rest)) };
}

/** Free of what binary fractions leave behind: 1 - 0.9 is 0.1. */
const rounded = (share: number): number => Math.round(share * 1e12) / 1e12;
