/**
 * Of many tests, how many false alarms are there among those that are called significant? Each p-value raised so that
 * calling all below a level significant makes a share of false alarms of that level at most: p x tests / rank, the
 * smallest of its own and all larger ones.
 *
 * Source: Benjamini & Hochberg 1995, JRSS B 57:289-300.
 *
 * @example adjustedPValues([0.01, 0.04, 0.03, 0.2]) // [0.04, 0.0533, 0.0533, 0.2]
 */
export function adjustedPValues(pValues: readonly number[]): readonly number[] {
  const order = [...pValues.keys()].sort((one, other) => (pValues[one] ?? 0) - (pValues[other] ?? 0));
  const adjusted = Array.from(pValues);
  let smallest = 1;
  for (let rank = order.length; rank >= 1; rank -= 1) {
    const at = order[rank - 1] ?? 0;
    smallest = Math.min(smallest, ((pValues[at] ?? 1) * order.length) / rank);
    adjusted[at] = smallest;
  }
  return adjusted;
}
