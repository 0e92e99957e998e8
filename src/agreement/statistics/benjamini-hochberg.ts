/**
 * What does each of many p-values come to when all of them were looked at? Benjamini and Hochberg's adjusted values: to
 * act on those at or below q keeps the expected share of false alarms among the alarms at or below q.
 *
 * In the order given; null, a test that could not be made, stays null and counts for nothing.
 *
 * Source: Benjamini & Hochberg 1995, JRSS B 57:289-300; the adjusted values are those of R's p.adjust(method = "BH").
 *
 * @example benjaminiHochberg([0.01, 0.04, null, 0.03]) // [0.03, 0.04, null, 0.04]
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): readonly (number | null)[] {
  const tested = pValues.flatMap((pValue, at) => (pValue === null ? [] : [{ pValue, at }]));
  const fromLargest = tested.toSorted((one, other) => other.pValue - one.pValue);
  const adjusted = pValues.map((): number | null => null);
  let least = 1;
  fromLargest.forEach(({ pValue, at }, place) => {
    least = Math.min(least, pValue * (tested.length / (tested.length - place)));
    adjusted[at] = least;
  });
  return adjusted;
}
