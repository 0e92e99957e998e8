import type { ReasonId } from '../../../platform/ids';
import type { Operation } from '../operation';
import type { ReasonState } from '../reason';
import { isActive } from '../reason-tree';
import { staysRetired, type Between } from './contents';

/**
 * Codes that change hands: whoever holds a wanted code gives it up first. Where they swap, one of them stands under a
 * code of its own in between; so does what is taken back later and holds a code that somebody needs.
 */
export function codeOperations(between: Between): readonly Operation[] {
  return new CodeChanges(between).operations();
}

class CodeChanges {
  private readonly wanted = new Map<ReasonId, string>();
  private readonly holders = new Map<string, ReasonId>();
  private readonly codes = new Map<ReasonId, string>();
  private readonly made: Operation[] = [];
  private readonly waiting = new Set<ReasonId>();

  constructor(private readonly between: Between) {
    for (const { id, code } of between.from.all()) this.holders.set(code, id);
    for (const { id, code } of between.changed) {
      const before = between.from.get(id);
      if (before !== undefined && before.code !== code) this.wanted.set(id, code);
    }
  }

  operations(): readonly Operation[] {
    for (const { id, code } of this.between.changed) if (!this.between.from.has(id)) this.free(code);
    for (const id of [...this.wanted.keys()]) if (this.wanted.has(id)) this.change(id);
    return this.made;
  }

  /** Along the chain of holders without recursion, since it may be as long as the content is large. */
  private change(first: ReasonId): void {
    const chain: ReasonId[] = [];
    let at: ReasonId | undefined = first;
    while (at !== undefined && this.wanted.has(at) && !this.waiting.has(at)) {
      this.waiting.add(at);
      chain.push(at);
      at = this.holders.get(this.wanted.get(at) ?? '');
    }
    // The last one waits for somebody of the chain (they swap), or for what is to be taken back.
    if (at !== undefined) this.give(at, this.codeInBetween(at));
    for (const id of chain.reverse()) {
      this.give(id, this.wanted.get(id) ?? '');
      this.wanted.delete(id);
      this.waiting.delete(id);
    }
  }

  private free(code: string): void {
    const holder = this.holders.get(code);
    if (holder === undefined) return;
    if (this.wanted.has(holder)) this.change(holder);
    else this.give(holder, this.codeInBetween(holder));
  }

  private give(id: ReasonId, code: string): void {
    const { from, to } = this.between;
    const before = from.get(id);
    const held = this.codes.get(id) ?? before?.code;
    if (held !== undefined && this.holders.get(held) === id) this.holders.delete(held);
    this.holders.set(code, id);
    this.codes.set(id, code);
    this.made.push(codeOperation(id, code, takesRestoration(before, to.get(id))));
  }

  private codeInBetween(id: ReasonId): string {
    let code = `in-between-${id}`;
    while (this.holders.has(code) || this.between.to.holderOf(code) !== undefined) code += '-';
    return code;
  }
}

const takesRestoration = (before: ReasonState | undefined, after: ReasonState | undefined): boolean =>
  after === undefined ? before !== undefined && !isActive(before) : staysRetired(before, after);

const codeOperation = (reasonId: ReasonId, code: string, isRestored: boolean): Operation =>
  isRestored ? { kind: 'RestoreReason', reasonId, fields: { code } } : { kind: 'SetCode', reasonId, code };
