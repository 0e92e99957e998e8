/**
 * The items by key, keys in the order of their first item, items in theirs.
 *
 * @example groupBy(['a', 'bb', 'c'], (word) => word.length) // Map { 1 => ['a', 'c'], 2 => ['bb'] }
 */
export function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
