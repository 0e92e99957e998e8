import type { ReasonId } from '../../platform/ids';
import { groupBy } from './group-by';
import type { ReasonState } from './reason';
import { byCodeUnits } from '../../platform/text';

/** Whether retired reasons are looked at too. */
export type Which = 'ACTIVE' | 'ALL';

type Menu = ReadonlyMap<ReasonId | null, readonly ReasonState[]>;

interface Walk {
  readonly reasons: readonly ReasonState[];
  readonly depths: ReadonlyMap<ReasonId, number>;
}

const nobody: readonly ReasonState[] = [];

export const isActive = (reason: ReasonState): boolean => reason.retirement === null;

/**
 * The order of siblings: by rank, then by id.
 *
 * @example [{ rank: 'a1' }, { rank: 'Zz' }].sort(bySiblingOrder) // 'Zz' before 'a1': upper case sorts first
 */
export const bySiblingOrder = (one: ReasonState, other: ReasonState): number =>
  byCodeUnits(one.rank, other.rank) || byCodeUnits(one.id, other.id);

/**
 * The content of a version or of a draft: every reason it has ever had, the retired ones with their
 * retirement. It never changes; its indexes are made when they are first asked for. It trusts its reasons to
 * be a tree: what comes from outside is checked by `buildTree`, and what changes it by `applyOperations`.
 */
export class ReasonTree {
  static readonly empty = new ReasonTree(new Map());

  private codeIndex: ReadonlyMap<string, ReasonState> | null = null;
  private menus: Readonly<Partial<Record<Which, Menu>>> = {};
  private walk: Walk | null = null;
  private active: readonly ReasonState[] | null = null;

  private constructor(private readonly states: ReadonlyMap<ReasonId, ReasonState>) {}

  /** A tree of these reasons, in any order, without a check. O(n). */
  static of(reasons: Iterable<ReasonState>): ReasonTree {
    const states = new Map<ReasonId, ReasonState>();
    for (const reason of reasons) states.set(reason.id, reason);
    return new ReasonTree(states);
  }

  /** A tree of reasons by their ids, without a check; whoever gives the map away writes to it no more. */
  static ofMap(states: ReadonlyMap<ReasonId, ReasonState>): ReasonTree {
    return new ReasonTree(states);
  }

  /** The reasons by their ids, as a copy that is the caller's. */
  toMap(): Map<ReasonId, ReasonState> {
    return new Map(this.states);
  }

  /** All reasons, retired ones included. */
  get size(): number {
    return this.states.size;
  }

  /** In no particular order; `depthFirst` has one. */
  all(): Iterable<ReasonState> {
    return this.states.values();
  }

  has(id: ReasonId): boolean {
    return this.states.has(id);
  }

  get(id: ReasonId): ReasonState | undefined {
    return this.states.get(id);
  }

  /** The active reason with this code. */
  byCode(code: string): ReasonState | undefined {
    const holder = this.holderOf(code);
    return holder !== undefined && isActive(holder) ? holder : undefined;
  }

  /** The reason with this code, active or retired: a code stands once in a content. */
  holderOf(code: string): ReasonState | undefined {
    this.codeIndex ??= byCodes(this.states.values());
    return this.codeIndex.get(code);
  }

  /** The choices of one menu in their order; null is the root. Without retired ones unless asked. */
  children(parentId: ReasonId | null, which: Which = 'ACTIVE'): readonly ReasonState[] {
    return this.menu(which).get(parentId) ?? nobody;
  }

  roots(which: Which = 'ACTIVE'): readonly ReasonState[] {
    return this.children(null, which);
  }

  parent(id: ReasonId): ReasonState | undefined {
    const parentId = this.states.get(id)?.parentId ?? null;
    return parentId === null ? undefined : this.states.get(parentId);
  }

  /** From the root down, without the reason itself. */
  ancestors(id: ReasonId): readonly ReasonState[] {
    return this.path(id).slice(0, -1);
  }

  /** From the root down to the reason itself; empty for an unknown reason. */
  path(id: ReasonId): readonly ReasonState[] {
    const upwards: ReasonState[] = [];
    let reason = this.states.get(id);
    while (reason !== undefined) {
      upwards.push(reason);
      reason = reason.parentId === null ? undefined : this.states.get(reason.parentId);
    }
    return upwards.reverse();
  }

  /** 1 for a reason at the root, 0 for an unknown one. */
  depth(id: ReasonId): number {
    return this.walked().depths.get(id) ?? 0;
  }

  /**
   * Every reason after its parent, siblings in their order. An active reason under a retired one is not left
   * out.
   */
  depthFirst(which: Which = 'ACTIVE'): readonly ReasonState[] {
    const { reasons } = this.walked();
    if (which === 'ALL') return reasons;
    this.active ??= reasons.filter(isActive);
    return this.active;
  }

  /** The active reasons that have no active child: what contacts are coded with, in depth-first order. */
  leaves(): readonly ReasonState[] {
    return this.depthFirst().filter((reason) => this.children(reason.id).length === 0);
  }

  private menu(which: Which): Menu {
    const known = this.menus[which];
    if (known !== undefined) return known;
    const made = menuOf(this.states.values(), which);
    this.menus = { ...this.menus, [which]: made };
    return made;
  }

  private walked(): Walk {
    this.walk ??= walkDepthFirst(this.menu('ALL'));
    return this.walk;
  }
}

function byCodes(reasons: Iterable<ReasonState>): ReadonlyMap<string, ReasonState> {
  const index = new Map<string, ReasonState>();
  for (const reason of reasons) index.set(reason.code, reason);
  return index;
}

function menuOf(reasons: Iterable<ReasonState>, which: Which): Menu {
  const shown = which === 'ALL' ? reasons : Array.from(reasons).filter(isActive);
  const menu = groupBy(shown, (reason) => reason.parentId);
  for (const siblings of menu.values()) siblings.sort(bySiblingOrder);
  return menu;
}

/** With a stack of its own, since a chain may be as deep as the tree is large. */
function walkDepthFirst(menu: Menu): Walk {
  const reasons: ReasonState[] = [];
  const depths = new Map<ReasonId, number>();
  const waiting = [...(menu.get(null) ?? nobody)].reverse();
  for (let reason = waiting.pop(); reason !== undefined; reason = waiting.pop()) {
    reasons.push(reason);
    depths.set(reason.id, 1 + (reason.parentId === null ? 0 : (depths.get(reason.parentId) ?? 0)));
    const children = menu.get(reason.id) ?? nobody;
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at];
      if (child !== undefined) waiting.push(child);
    }
  }
  return { reasons, depths };
}
