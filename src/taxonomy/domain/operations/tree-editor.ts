import type { ReasonId } from '../../../platform/ids';
import { nameOfReason } from '../names-in-time';
import type { ReasonState } from '../reason';
import { ReasonTree } from '../reason-tree';

/** The tree as it stands between two operations of a batch, as the rules read it. */
export interface TreeInProgress {
  get(id: ReasonId): ReasonState | undefined;
  /** The reason with this code, active or retired. */
  holderOf(code: string): ReasonId | undefined;
  /** How many reasons stand directly under this one, retired ones included. */
  childCount(id: ReasonId): number;
  /** How many times other reasons point here: by a retirement or by the EXCLUDES note. */
  mentionCount(id: ReasonId): number;
}

/** What a reader calls a reason of the tree; its id where it has none. */
export function calledIn(tree: Pick<TreeInProgress, 'get'>, id: ReasonId): string {
  const reason = tree.get(id);
  return reason === undefined ? id : nameOfReason(reason);
}

/**
 * A tree under a batch of operations: one copy of its reasons for the whole batch, edited in place, so that
 * twelve thousand operations cost one pass. Never leaves `applyOperations`.
 */
export class TreeEditor implements TreeInProgress {
  private readonly states = new Map<ReasonId, ReasonState>();
  private readonly codes = new Map<string, ReasonId>();
  /** Both are made when a reason is first discarded, and kept up from then on. */
  private counts: { readonly children: Tally; readonly mentions: Tally } | null = null;

  constructor(private readonly origin: ReasonTree) {
    for (const reason of origin.all()) {
      this.states.set(reason.id, reason);
      this.codes.set(reason.code, reason.id);
    }
  }

  get(id: ReasonId): ReasonState | undefined {
    return this.states.get(id);
  }

  holderOf(code: string): ReasonId | undefined {
    return this.codes.get(code);
  }

  childCount(id: ReasonId): number {
    return this.counted().children.get(id) ?? 0;
  }

  mentionCount(id: ReasonId): number {
    return this.counted().mentions.get(id) ?? 0;
  }

  put(reason: ReasonState): void {
    this.forget(this.states.get(reason.id));
    this.states.set(reason.id, reason);
    this.codes.set(reason.code, reason.id);
    this.count(reason, 1);
  }

  remove(id: ReasonId): void {
    this.forget(this.states.get(id));
    this.states.delete(id);
  }

  /** The origin itself when nothing was changed. */
  toTree(changed: boolean): ReasonTree {
    return changed ? ReasonTree.of(this.states.values()) : this.origin;
  }

  private forget(reason: ReasonState | undefined): void {
    if (reason === undefined) return;
    this.codes.delete(reason.code);
    this.count(reason, -1);
  }

  private count(reason: ReasonState, step: 1 | -1): void {
    if (this.counts === null) return;
    const { children, mentions } = this.counts;
    if (reason.parentId !== null) add(children, reason.parentId, step);
    for (const id of reason.excludes) add(mentions, id, step);
    for (const { targetId } of reason.retirement?.associations ?? []) add(mentions, targetId, step);
  }

  private counted(): { readonly children: Tally; readonly mentions: Tally } {
    if (this.counts !== null) return this.counts;
    const counts = { children: new Map<ReasonId, number>(), mentions: new Map<ReasonId, number>() };
    this.counts = counts;
    for (const reason of this.states.values()) this.count(reason, 1);
    return counts;
  }
}

type Tally = Map<ReasonId, number>;

const add = (tally: Tally, id: ReasonId, step: 1 | -1): void => {
  tally.set(id, (tally.get(id) ?? 0) + step);
};
