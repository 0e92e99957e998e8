import { wuPalmerDistance, type WeightedSample } from '../../../agreement/statistics';
import type { ReasonId } from '../../../platform/ids';
import type { AuditData } from './audit-data';

/** Contacts with two codes each, ready for the statistics. */
export interface DoubleCoded {
  readonly sample: WeightedSample;
  /** The reasons that occur, in the order of the tree: what codes count in. */
  readonly reasons: readonly ReasonId[];
  /** The contact of each unit. */
  readonly itemIds: readonly string[];
}

/**
 * The contacts of an audit with their code in production and another one. Each weighs as many contacts of its stratum's
 * frame as there are of it here: whatever is missing of a stratum is taken to be like what is there.
 *
 * @example doubleCoded(data, new Map([[itemId, refund]])).sample.units.length // 1
 */
export function doubleCoded(
  data: AuditData,
  others: ReadonlyMap<string, ReasonId>,
  firsts: ReadonlyMap<string, ReasonId> = productionCodes(data),
): DoubleCoded {
  const coded = data.items.flatMap(({ id, stratum, cluster }) => {
    const [first, other] = [firsts.get(id), others.get(id)];
    return first === undefined || other === undefined ? [] : [{ id, stratum, cluster, first, other }];
  });
  const used = new Set(coded.flatMap(({ first, other }) => [first, other]));
  const leaves = data.tree.leaves();
  const reasons = leaves.flatMap(({ id }) => (used.has(id) ? [id] : []));
  const index = new Map(reasons.map((id, at) => [id, at]));
  const counts = new Map<number, number>();
  for (const { stratum } of coded) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  const paths = reasons.map((id) => data.tree.path(id).map((reason) => reason.id));
  return {
    reasons,
    itemIds: coded.map(({ id }) => id),
    sample: {
      units: coded.map(({ stratum, cluster, first, other }) => ({
        ...{ stratum, cluster },
        weight: (data.strata[stratum]?.frame ?? 1) / (counts.get(stratum) ?? 1),
        codes: [index.get(first) ?? -1, index.get(other) ?? -1],
      })),
      strata: data.strata.map(({ frame }) => ({ population: frame })),
      ...{ categories: reasons.length, declared: leaves.length, distance: wuPalmerDistance(paths) },
    },
  };
}

/** By contact what it was coded as in production. */
export const productionCodes = ({ items }: AuditData): ReadonlyMap<string, ReasonId> =>
  new Map(items.map(({ id, firstReasonId }) => [id, firstReasonId]));

/** By contact what its second coder chose, where that is a reason. */
export const secondCodes = ({ codings }: AuditData): ReadonlyMap<string, ReasonId> =>
  new Map(
    codings.flatMap(({ itemId, part, reasonId }) =>
      part === 'SECOND' && reasonId !== null ? [[itemId, reasonId]] : [],
    ),
  );
