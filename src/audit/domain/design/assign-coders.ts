import { seededRandom } from '../../../agreement/statistics';
import { Groups } from './groups';

/** A contact that somebody codes again. */
export interface ToAssign {
  /** Who coded it in production; null: not known. */
  readonly firstCoder: string | null;
  readonly department: string | null;
}

export interface SecondCoder {
  readonly id: string;
  /** Null: of none, so that every department is another one. */
  readonly department: string | null;
}

export interface Assigned {
  /** For each contact the index of its second coder; null where nobody may. */
  readonly coders: readonly (number | null)[];
  /** Whether everybody who coded is linked with everybody else by contacts that two coded. */
  readonly connected: boolean;
  /** The share of contacts that somebody of another department codes. */
  readonly acrossDepartments: number;
}

/**
 * Who codes which contact again: never who coded it first, as many contacts for each as for the others, so that the
 * pairs of coders link all of them, and with a share of contacts coded across departments. The order of chance that a
 * seed determines decides between equals, so that nothing of an assignment tells of a contact.
 *
 * @example assignCoders([{ firstCoder: 'a', department: null }], [{ id: 'a', department: null }, { id: 'b', department: null }], { seed: 1, across: 0 })
 * // { coders: [1], connected: true, acrossDepartments: 0 }
 */
export function assignCoders(
  contacts: readonly ToAssign[],
  coders: readonly SecondCoder[],
  { seed, across }: { readonly seed: number; readonly across: number },
): Assigned {
  const desk = new Desk(contacts, coders, seed);
  const order = desk.shuffled(contacts.length);
  const crossing = Math.ceil(across * contacts.length - 1e-9);
  const possible = order.filter((at) => desk.candidates(at, true).length > 0).slice(0, crossing);
  const isCrossing = new Set(possible);
  for (const at of possible) desk.assign(at, true);
  for (const at of order) if (!isCrossing.has(at)) desk.assign(at, false);
  desk.balance(order, isCrossing);
  desk.connect(order, isCrossing);
  return desk.assigned();
}

class Desk {
  private readonly load: number[];
  private readonly chosen: (number | null)[];
  private readonly pairs = new Map<string, number>();
  private readonly random: () => number;
  private groups = new Groups();

  constructor(
    private readonly contacts: readonly ToAssign[],
    private readonly coders: readonly SecondCoder[],
    seed: number,
  ) {
    this.load = coders.map(() => 0);
    this.chosen = contacts.map(() => null);
    this.random = seededRandom(seed);
  }

  shuffled(length: number): readonly number[] {
    const order = Array.from({ length }, (_, index) => index);
    for (let last = length - 1; last > 0; last -= 1) {
      const other = Math.floor(this.random() * (last + 1));
      [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
    }
    return order;
  }

  /** Who may code a contact: anybody but who coded it first. */
  candidates(at: number, acrossOnly: boolean): readonly number[] {
    return [...this.coders.keys()].filter(
      (coder) => this.may(coder, at) && (!acrossOnly || this.crosses(coder, at)),
    );
  }

  /** The one with the least to do; of those the one who links most, then the one who met the first coder least. */
  assign(at: number, acrossOnly: boolean): void {
    const ranked = this.candidates(at, acrossOnly).map((coder) => ({
      coder,
      rank: [this.load[coder] ?? 0, this.links(coder, at) ? 0 : 1, this.met(coder, at), this.random()],
    }));
    const [best] = ranked.toSorted((one, other) => compared(one.rank, other.rank));
    if (best === undefined) return;
    this.chosen[at] = best.coder;
    this.load[best.coder] = (this.load[best.coder] ?? 0) + 1;
    this.pairs.set(this.pairOf(best.coder, at), this.met(best.coder, at) + 1);
    this.link(best.coder, at);
  }

  /** Hands contacts on from who has most to who has least, through a third one where it must be, until all have alike. */
  balance(order: readonly number[], isCrossing: ReadonlySet<number>): void {
    for (let left = order.length; left > 0; left -= 1) {
      const ranked = [...this.coders.keys()].toSorted(
        (one, other) => (this.load[one] ?? 0) - (this.load[other] ?? 0),
      );
      const [least = 0, most = 0] = [ranked[0], ranked.at(-1)];
      if ((this.load[most] ?? 0) - (this.load[least] ?? 0) < 2) break;
      const through = [least, ...ranked.slice(1, -1)];
      const middle = through.find((coder) => this.passed(order, isCrossing, [most, coder]));
      if (middle === undefined) break;
      if (middle !== least && !this.passed(order, isCrossing, [middle, least])) break;
    }
    this.relink();
  }

  /** Whether a contact of the one could be handed to the other, and was. */
  private passed(
    order: readonly number[],
    isCrossing: ReadonlySet<number>,
    [from, to]: readonly [number, number],
  ): boolean {
    const at = order.find(
      (contact) =>
        this.chosen[contact] === from &&
        this.may(to, contact) &&
        (!isCrossing.has(contact) || this.crosses(to, contact)),
    );
    if (at === undefined) return false;
    this.chosen[at] = to;
    this.load[from] = (this.load[from] ?? 0) - 1;
    this.load[to] = (this.load[to] ?? 0) + 1;
    return true;
  }

  /** Swaps the coders of two contacts, which keeps what each has to do, until all are linked or no swap helps. */
  connect(order: readonly number[], isCrossing: ReadonlySet<number>): void {
    for (let groups = this.groups.count(); groups > 1;) {
      const swap = this.joiningSwap(order, isCrossing, groups);
      if (swap === null) return;
      groups = swap;
    }
  }

  assigned(): Assigned {
    const crossing = this.chosen.filter((coder, at) => coder !== null && this.crosses(coder, at)).length;
    return {
      coders: this.chosen,
      connected: this.groups.count() <= 1,
      acrossDepartments: this.contacts.length === 0 ? 0 : crossing / this.contacts.length,
    };
  }

  /** How many groups are left after a swap that leaves fewer; null where none of the tried does. */
  private joiningSwap(
    order: readonly number[],
    isCrossing: ReadonlySet<number>,
    groups: number,
  ): number | null {
    const tried = order.slice(0, mostTried);
    for (const one of tried) {
      for (const other of tried) {
        const [first, second] = [this.chosen[one] ?? null, this.chosen[other] ?? null];
        if (first === null || second === null || !this.isApart(one, other)) continue;
        const fits = (coder: number, at: number): boolean =>
          this.may(coder, at) && (!isCrossing.has(at) || this.crosses(coder, at));
        if (!fits(second, one) || !fits(first, other)) continue;
        [this.chosen[one], this.chosen[other]] = [second, first];
        this.relink();
        const left = this.groups.count();
        if (left < groups) return left;
        [this.chosen[one], this.chosen[other]] = [first, second];
        this.relink();
      }
    }
    return null;
  }

  private isApart(one: number, other: number): boolean {
    const [first, second] = [this.nameOfSecond(one), this.nameOfSecond(other)];
    return first !== null && second !== null && !this.groups.same(first, second);
  }

  private relink(): void {
    this.groups = new Groups();
    for (const [at, coder] of this.chosen.entries()) if (coder !== null) this.link(coder, at);
  }

  private link(coder: number, at: number): void {
    const name = this.nameOf(coder);
    this.groups.join(name, this.contacts[at]?.firstCoder ?? name);
  }

  private links(coder: number, at: number): boolean {
    const first = this.contacts[at]?.firstCoder ?? null;
    return first !== null && !this.groups.same(first, this.nameOf(coder));
  }

  private met(coder: number, at: number): number {
    return this.pairs.get(this.pairOf(coder, at)) ?? 0;
  }

  private pairOf(coder: number, at: number): string {
    return `${coder} ${this.contacts[at]?.firstCoder ?? ''}`;
  }

  private may(coder: number, at: number): boolean {
    return this.nameOf(coder) !== this.contacts[at]?.firstCoder;
  }

  private crosses(coder: number, at: number): boolean {
    const own = this.coders[coder]?.department ?? null;
    const department = this.contacts[at]?.department ?? null;
    return own !== department;
  }

  private nameOfSecond(at: number): string | null {
    const coder = this.chosen[at] ?? null;
    return coder === null ? null : this.nameOf(coder);
  }

  private nameOf(coder: number): string {
    return this.coders[coder]?.id ?? '';
  }
}

/** Swaps are looked for among so many contacts: there is nearly always one among the first few. */
const mostTried = 150;

function compared(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
