/** Two ends that a correspondence leads from one to the other of; it can be walked either way. */
export interface Edge<Node> {
  readonly from: Node;
  readonly to: Node;
}

export interface WalkedEdge<Node, Between extends Edge<Node>> {
  readonly edge: Between;
  readonly direction: 'FORWARD' | 'BACKWARD';
  readonly arrivesAt: Node;
}

/**
 * The fewest edges that lead from one node to another, in either direction; null where none do. Of ways of one length those
 * with edges that lead forward go first, then those whose edges come first. Breadth first, linear in the edges.
 *
 * @example shortestPath(edges, 'v3', 'v1')?.map(({ direction }) => direction) // ['BACKWARD', 'BACKWARD']
 */
export function shortestPath<Node, Between extends Edge<Node>>(
  edges: readonly Between[],
  from: Node,
  to: Node,
): readonly WalkedEdge<Node, Between>[] | null {
  const ways = waysFrom<Node, Between>(edges);
  const cameBy = new Map<Node, WalkedEdge<Node, Between> | null>([[from, null]]);
  const waiting: Node[] = [from];
  for (const node of waiting) {
    if (node === to) break;
    for (const walked of ways.get(node) ?? []) {
      if (cameBy.has(walked.arrivesAt)) continue;
      cameBy.set(walked.arrivesAt, walked);
      waiting.push(walked.arrivesAt);
    }
  }
  if (!cameBy.has(to)) return null;
  const path: WalkedEdge<Node, Between>[] = [];
  for (let walked = cameBy.get(to) ?? null; walked !== null;) {
    path.unshift(walked);
    const { edge, direction } = walked;
    walked = cameBy.get(direction === 'FORWARD' ? edge.from : edge.to) ?? null;
  }
  return path;
}

function waysFrom<Node, Between extends Edge<Node>>(
  edges: readonly Between[],
): ReadonlyMap<Node, readonly WalkedEdge<Node, Between>[]> {
  const ways = new Map<Node, WalkedEdge<Node, Between>[]>();
  const add = (node: Node, walked: WalkedEdge<Node, Between>): void => {
    const known = ways.get(node);
    if (known === undefined) ways.set(node, [walked]);
    else known.push(walked);
  };
  for (const edge of edges) add(edge.from, { edge, direction: 'FORWARD', arrivesAt: edge.to });
  for (const edge of edges) add(edge.to, { edge, direction: 'BACKWARD', arrivesAt: edge.from });
  return ways;
}
