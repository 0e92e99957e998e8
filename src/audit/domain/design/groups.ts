/** Names that are joined into groups, pair by pair. */
export class Groups {
  private readonly parents = new Map<string, string>();

  /** Joins the groups of two names; a name that was never seen is a group of its own. */
  join(one: string, other: string): void {
    const [first, second] = [this.headOf(one), this.headOf(other)];
    this.parents.set(first, first);
    this.parents.set(second, first);
  }

  same(one: string, other: string): boolean {
    return this.headOf(one) === this.headOf(other);
  }

  /** How many groups there are. */
  count(): number {
    return [...this.parents].filter(([name, parent]) => name === parent).length;
  }

  private headOf(name: string): string {
    let head = name;
    for (let parent = this.parents.get(head); parent !== undefined && parent !== head;) {
      head = parent;
      parent = this.parents.get(head);
    }
    return head;
  }
}
