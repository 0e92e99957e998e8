import type { ReasonId } from '../../../platform/ids';
import type { ReasonState } from '../reason';
import { sameReason } from '../reason-state';
import type { FollowedReplacement, ThreeTrees } from './merge-types';
import type { Settlements } from './settlements';

const untouched = { ours: false, theirs: false } as const;

/** The merged reasons while the tree that they make is checked and mended. */
export class MergeInProgress {
  readonly followed: FollowedReplacement[] = [];
  private readonly merged: Map<ReasonId, ReasonState>;
  private readonly put = new Set<ReasonId>();
  private isOneGone = false;
  private readonly open = new Set<ReasonId>();
  private readonly touched = new Map<ReasonId, { readonly ours: boolean; readonly theirs: boolean }>();
  private children: ReadonlyMap<ReasonId | null, readonly ReasonId[]> | null = null;

  constructor(
    readonly trees: ThreeTrees,
    readonly settlements: Settlements,
  ) {
    this.merged = trees.base.toMap();
  }

  /** As they are merged by now: what nobody put here is as in the base. */
  get states(): ReadonlyMap<ReasonId, ReasonState> {
    return this.merged;
  }

  set(state: ReasonState): void {
    this.merged.set(state.id, state);
    this.put.add(state.id);
  }

  remove(id: ReasonId): void {
    if (this.merged.delete(id)) this.isOneGone = true;
  }

  /** A conflict about these is open: what follows from it is not asked about as well. */
  keepOpen(ids: readonly ReasonId[]): void {
    for (const id of ids) this.open.add(id);
  }

  isOpen(id: ReasonId): boolean {
    return this.open.has(id);
  }

  /** Whether a side differs from the base in this reason. */
  isChangedBy(side: 'ours' | 'theirs', id: ReasonId): boolean {
    return this.changesOf(id)[side];
  }

  isTouched(id: ReasonId): boolean {
    const { ours, theirs } = this.changesOf(id);
    return ours || theirs;
  }

  /**
   * As they are merged by now, those that are not as in the base. The others are a tree, and one without clashes, among
   * themselves.
   */
  changed(): readonly ReasonState[] {
    const { base } = this.trees;
    const changed: ReasonState[] = [];
    for (const id of this.put) {
      const state = this.merged.get(id);
      if (state !== undefined && base.get(id) !== state) changed.push(state);
    }
    return changed;
  }

  /**
   * Those of which the parent or the successor can be gone or retired, each as it is when its turn comes: the changed, and
   * all where one was taken away or retired, since any other may lean on it.
   */
  *suspects(): Iterable<ReasonState> {
    const { base } = this.trees;
    const changed = this.changed();
    const isRetiring = ({ id, retirement }: ReasonState): boolean =>
      retirement !== null && (base.get(id)?.retirement ?? null) === null;
    const isAnyLost = this.isOneGone || changed.some(isRetiring);
    for (const id of isAnyLost ? [...this.merged.keys()] : changed.map((state) => state.id)) {
      const state = this.merged.get(id);
      if (state !== undefined) yield state;
    }
  }

  /** As the merge has them, before it was mended. */
  childrenOf(id: ReasonId): readonly ReasonId[] {
    if (this.children === null) {
      const children = new Map<ReasonId | null, ReasonId[]>();
      for (const state of this.states.values()) {
        const own = children.get(state.parentId);
        if (own === undefined) children.set(state.parentId, [state.id]);
        else own.push(state.id);
      }
      this.children = children;
    }
    return this.children.get(id) ?? [];
  }

  private changesOf(id: ReasonId): { readonly ours: boolean; readonly theirs: boolean } {
    const { trees, touched } = this;
    const [base, ours, theirs] = [trees.base.get(id), trees.ours.get(id), trees.theirs.get(id)];
    if (ours === base && theirs === base) return untouched;
    const known = touched.get(id);
    if (known !== undefined) return known;
    const differs = (state: ReasonState | undefined): boolean =>
      state !== base && (state === undefined || base === undefined || !sameReason(state, base));
    const made = { ours: differs(ours), theirs: differs(theirs) };
    touched.set(id, made);
    return made;
  }
}
