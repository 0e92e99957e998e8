import { jackknife, shareInterval, type ReportInterval } from '../../../agreement/statistics';
import type { ReasonId } from '../../../platform/ids';
import type { SessionCoding, SessionData } from './session-data';

/** Where the codings with one reason of the first content went in the second, by the same coder on the same item. */
export interface MeasuredAssociation {
  readonly source: ReasonId;
  /** Items that count, and codings on them. */
  readonly items: number;
  readonly codings: number;
  /** The commonest first. Their shares and `withoutTarget` add up to 1. */
  readonly targets: readonly MeasuredTarget[];
  /** The share for which no reason of the second content fitted. */
  readonly withoutTarget: number;
}

export interface MeasuredTarget {
  readonly target: ReasonId;
  /** 0..1, each item weighing as many codings as it has. */
  readonly share: number;
  readonly standardError: number | null;
  readonly interval: ReportInterval | null;
  readonly codings: number;
}

interface Transition {
  readonly itemId: string;
  readonly source: ReasonId;
  readonly target: ReasonId | null;
}

/**
 * The shares by which each reason of the first content turns into reasons of the second, measured by coders who coded
 * the same items in both: evidence for the correspondence between them. Empty unless two contents were coded.
 *
 * A share is a ratio of sums over items; its error is the delete-one-item jackknife. Items that a coder could not code
 * in either content do not count.
 *
 * @example measuredCorrespondence(session)[0] // { source, items: 12, codings: 60, targets: [{ target, share: 0.8, ... }] }
 */
export function measuredCorrespondence(session: SessionData): readonly MeasuredAssociation[] {
  const [first, second] = session.contents;
  if (first === undefined || second === undefined) return [];
  const transitions = transitionsOf(session.codings);
  return first.tree.leaves().flatMap(({ id }) => {
    const own = transitions.filter(({ source }) => source === id);
    return own.length === 0
      ? []
      : [
          associationOf(
            id,
            own,
            second.tree.leaves().map((leaf) => leaf.id),
          ),
        ];
  });
}

function transitionsOf(codings: readonly SessionCoding[]): readonly Transition[] {
  const key = ({ itemId, coderId }: SessionCoding): string => JSON.stringify([itemId, coderId]);
  const inSecond = new Map(
    codings.flatMap((coding) => (coding.content === 1 ? [[key(coding), coding]] : [])),
  );
  return codings.flatMap((coding) => {
    const other = coding.content === 0 ? inSecond.get(key(coding)) : undefined;
    const counts = coding.reasonId !== null && other !== undefined && other.outcome !== 'CANNOT_CODE';
    return counts ? [{ itemId: coding.itemId, source: coding.reasonId, target: other.reasonId }] : [];
  });
}

function associationOf(
  source: ReasonId,
  own: readonly Transition[],
  leaves: readonly ReasonId[],
): MeasuredAssociation {
  const order = new Map(leaves.map((id, index) => [id, index]));
  const found = [...new Set(own.flatMap(({ target }) => (target === null ? [] : [target])))];
  const targets = found
    .map((target) => ({ target, ...shareOf(own, target) }))
    .sort(
      (one, other) =>
        other.codings - one.codings || (order.get(one.target) ?? 0) - (order.get(other.target) ?? 0),
    );
  return {
    source,
    items: new Set(own.map(({ itemId }) => itemId)).size,
    codings: own.length,
    targets,
    withoutTarget: own.filter(({ target }) => target === null).length / own.length,
  };
}

function shareOf(own: readonly Transition[], target: ReasonId): Omit<MeasuredTarget, 'target'> {
  const byItem = new Map<string, { all: number; hit: number }>();
  for (const { itemId, target: chosen } of own) {
    const item = byItem.get(itemId) ?? { all: 0, hit: 0 };
    byItem.set(itemId, { all: item.all + 1, hit: item.hit + (chosen === target ? 1 : 0) });
  }
  const codings = own.filter((one) => one.target === target).length;
  const value = codings / own.length;
  const replicates = [...byItem.values()].map(({ all, hit }) => ({
    value: own.length === all ? null : (codings - hit) / (own.length - all),
    times: 1,
  }));
  const { standardError } = jackknife(replicates);
  return {
    share: value,
    standardError,
    interval: shareInterval({ value, standardError, units: byItem.size }),
    codings,
  };
}
