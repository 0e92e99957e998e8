/**
 * What contacts of a sample share, told by the place of the first one instead of by its name, which may be a customer's;
 * null where it is shared with no other contact of the sample.
 *
 * @example sharedClusters(['ann', null, 'bob', 'ann']) // [0, null, null, 0]
 */
export function sharedClusters(names: readonly (string | null)[]): readonly (number | null)[] {
  const first = new Map<string, number>();
  const shared = new Set<string>();
  for (const [place, name] of names.entries()) {
    if (name === null) continue;
    if (first.has(name)) shared.add(name);
    else first.set(name, place);
  }
  return names.map((name) => (name !== null && shared.has(name) ? (first.get(name) ?? null) : null));
}
