import type { Conflict, Resolution } from './merge-types';

/** Which conflicts came up, and how those that were settled were settled. */
export class Settlements {
  private readonly byConflict: ReadonlyMap<string, Resolution>;
  private readonly opened = new Map<string, Conflict>();
  private readonly used = new Set<string>();

  constructor(resolutions: readonly Resolution[]) {
    this.byConflict = new Map(resolutions.map((resolution) => [resolution.conflictId, resolution]));
  }

  /**
   * How the conflict was settled; null where it was not, or in a way that it does not allow: then it is open. One that
   * comes up again was not settled by it after all.
   */
  choiceFor(conflict: Conflict): Resolution | null {
    const resolution = this.byConflict.get(conflict.id);
    const isUsable = resolution !== undefined && conflict.allowed.includes(resolution.choice);
    if (isUsable && !this.used.has(conflict.id)) {
      this.used.add(conflict.id);
      return resolution;
    }
    this.used.delete(conflict.id);
    this.opened.set(conflict.id, conflict);
    return null;
  }

  get open(): readonly Conflict[] {
    return [...this.opened.values()];
  }

  get settled(): readonly string[] {
    return [...this.used];
  }
}
