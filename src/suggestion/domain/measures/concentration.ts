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
 * Takes out of every contact the codings of the coder without whom two reasons are mixed up least, then of a second one, and
 * looks at what is left. By the upper limit below the threshold: it was they. Still above it: it is everybody. A contact of
 * two coders that fell apart speaks against both of them alike; taking one out lets the others speak.
 *
 * @example concentrationOf(counts, pair, thresholds) // { kind: 'CONCENTRATED', coderIds: [newcomer], rest: { value: 0.04, ... } }
 */
export function concentrationOf(
  counts: PairCounts,
  pair: ReasonPair,
  { minCodings, confusionFrom, mergeCoders }: SuggestionThresholds,
): Concentration {
  const coders = new Set(
    counts
      .patternsOf(pair)
      .flatMap(({ codes }) =>
        codes.flatMap(({ coderId, reasonId }) =>
          coderId !== null && (reasonId === pair.one || reasonId === pair.other) ? [coderId] : [],
        ),
      ),
  );
  const out = new Set<CoderId>();
  let rest: PairShare | null = null;
  for (let taken = 1; taken <= mostCoached; taken += 1) {
    const least = leastWithout(counts, pair, { coders, out, minCodings });
    if (least === null) break;
    out.add(least.coderId);
    rest = least.rest;
    if ((rest.interval?.upper ?? 1) < confusionFrom)
      return { kind: 'CONCENTRATED', coderIds: [...out].sort(byCodeUnits), rest };
  }
  if (coders.size < mergeCoders || out.size < mostCoached || rest === null)
    return { kind: 'TOO_FEW_CODERS', rest };
  return { kind: rest.value > confusionFrom ? 'SPREAD' : 'UNCLEAR', rest };
}

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
