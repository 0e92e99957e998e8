import type { ReasonId } from '../../../platform/ids';
import type { ReasonState } from '../reason';
import { sameReason } from '../reason-state';
import type { FollowedReplacement, ThreeTrees } from './merge-types';
import type { Settlements } from './settlements';

const untouched = { ours: false, theirs: false } as const;

/** The merged reasons while the tree that they make is checked and mended. */
export class MergeInProgress {
  readonly states = new Map<ReasonId, ReasonState>();
  readonly followed: FollowedReplacement[] = [];
  private readonly open = new Set<ReasonId>();
  private readonly touched = new Map<ReasonId, { readonly ours: boolean; readonly theirs: boolean }>();
  private children: ReadonlyMap<ReasonId | null, readonly ReasonId[]> | null = null;

  constructor(
    readonly trees: ThreeTrees,
    readonly settlements: Settlements,
  ) {}

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
    for (const state of this.states.values()) if (base.get(state.id) !== state) changed.push(state);
    return changed;
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
