/** What is asked of an object: each call, such as `items(first: 5)` or `... on Session`, with what is asked of its answer. */
export interface SelectionTree {
  readonly children: ReadonlyMap<string, SelectionTree>;
}

export const nothingSelected: SelectionTree = { children: new Map() };

/** The calls as leaves. */
export const leaves = (calls: readonly string[]): SelectionTree => ({
  children: new Map(calls.map((call) => [call, nothingSelected])),
});

export const under = (path: readonly string[], tree: SelectionTree): SelectionTree =>
  path.reduceRight<SelectionTree>((inner, call) => ({ children: new Map([[call, inner]]) }), tree);

/**
 * Both together, or null where they cannot stand in one document: two members of a union may name fields of one name
 * with types that do not agree, and a field may be asked only once without aliases, which are limited.
 */
export function merged(one: SelectionTree, other: SelectionTree): SelectionTree | null {
  const children = new Map(one.children);
  for (const [call, tree] of other.children) {
    const known = children.get(call);
    if (known === undefined && [...children.keys()].some((present) => collide(present, call))) return null;
    const both = known === undefined ? tree : merged(known, tree);
    if (both === null) return null;
    children.set(call, both);
  }
  return { children };
}

const isFragment = (call: string): boolean => call.startsWith('...');
const fieldOf = (call: string): string => call.split('(')[0] ?? call;

const collide = (one: string, other: string): boolean =>
  isFragment(one) || isFragment(other)
    ? isFragment(one) && isFragment(other)
    : fieldOf(one) === fieldOf(other);

export function textOfTree({ children }: SelectionTree): string {
  if (children.size === 0) return '';
  return ` { ${[...children].map(([call, tree]) => `${call}${textOfTree(tree)}`).join(' ')} }`;
}

export const sizeOf = ({ children }: SelectionTree): number =>
  [...children.values()].reduce((total, tree) => total + 1 + sizeOf(tree), 0);
