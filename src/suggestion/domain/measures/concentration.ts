import type { CoderId } from '../../../contact/domain';
import type { SuggestionThresholds } from '../../../taxonomy/domain';
import { byCodeUnits } from '../../../platform/text';
import type { PairCounts, PairShare, ReasonPair } from './pair-counts';

/** Whether a confusion is that of one or two coders, or of all. `rest` is the confusion without those who speak most for it. */
export type Concentration =
  | { readonly kind: 'CONCENTRATED'; readonly coderIds: readonly CoderId[]; readonly rest: PairShare }
  | { readonly kind: 'SPREAD'; readonly rest: PairShare }
  | { readonly kind: 'UNCLEAR'; readonly rest: PairShare }
  | { readonly kind: 'TOO_FEW_CODERS'; readonly rest: PairShare | null };

/** Of more coders nobody would say that it is they, and not the list. */
const mostCoached = 2;

/**
 * Whether two reasons are mixed up by one or two coders only. They are first looked for among those in whose own contacts the
 * confusion is above the threshold by its lower limit. Where these are more than two, since whoever codes with them disagrees
 * too, the codings are taken out of the coder without whom the two are mixed up least, then of a second one. What is left
 * decides: by its upper limit below the threshold, it was they; still above it, it is everybody.
 *
 * @example concentrationOf(counts, pair, thresholds) // { kind: 'CONCENTRATED', coderIds: [newcomer], rest: { value: 0.04, ... } }
 */
export function concentrationOf(
  counts: PairCounts,
  pair: ReasonPair,
  thresholds: SuggestionThresholds,
): Concentration {
  const suspected = suspectedCoders(counts, pair, thresholds);
  if (suspected !== null) return suspected;
  const { minCodings, confusionFrom, mergeCoders } = thresholds;
  const coders = counts.codersOf(pair);
  const out = new Set<CoderId>();
  let rest: PairShare | null = null;
  for (let taken = 1; taken <= mostCoached; taken += 1) {
    const least = leastWithout(counts, pair, { coders, out, minCodings });
    if (least === null) break;
    out.add(least.coderId);
    rest = least.rest;
    if (isLittle(rest, thresholds))
      return { kind: 'CONCENTRATED', coderIds: [...out].sort(byCodeUnits), rest };
  }
  if (coders.size < mergeCoders || out.size < mostCoached || rest === null)
    return { kind: 'TOO_FEW_CODERS', rest };
  return { kind: rest.value > confusionFrom ? 'SPREAD' : 'UNCLEAR', rest };
}

/**
 * One or two coders in whose own contacts two reasons are mixed up by the lower limit, and without whom they are not by the
 * upper one; null where there are none such. One coder among many is found so, whom the confusion of all does not show.
 */
export function suspectedCoders(
  counts: PairCounts,
  pair: ReasonPair,
  thresholds: SuggestionThresholds,
): Extract<Concentration, { kind: 'CONCENTRATED' }> | null {
  const { minCodings, confusionFrom } = thresholds;
  const coderIds = [...counts.confusionByCoder(pair, minCodings)].flatMap(([coderId, { interval }]) =>
    (interval?.lower ?? 0) > confusionFrom ? [coderId] : [],
  );
  if (coderIds.length === 0 || coderIds.length > mostCoached) return null;
  const rest = counts.confusion(pair, undefined, new Set(coderIds));
  if (rest === null || !isLittle(rest, thresholds)) return null;
  return { kind: 'CONCENTRATED', coderIds: coderIds.sort(byCodeUnits), rest };
}

const isLittle = (
  { codings, interval }: PairShare,
  { minCodings, confusionFrom }: SuggestionThresholds,
): boolean => codings >= minCodings && (interval?.upper ?? 1) < confusionFrom;

function leastWithout(
  counts: PairCounts,
  pair: ReasonPair,
  known: {
    readonly coders: ReadonlySet<CoderId>;
    readonly out: ReadonlySet<CoderId>;
    readonly minCodings: number;
  },
): { readonly coderId: CoderId; readonly rest: PairShare } | null {
  let least: { readonly coderId: CoderId; readonly rest: PairShare } | null = null;
  for (const coderId of [...known.coders].sort(byCodeUnits)) {
    if (known.out.has(coderId)) continue;
    const rest = counts.confusion(pair, undefined, new Set([...known.out, coderId]));
    if (rest === null || rest.codings < known.minCodings) continue;
    if (least === null || rest.value < least.rest.value) least = { coderId, rest };
  }
  return least;
}
