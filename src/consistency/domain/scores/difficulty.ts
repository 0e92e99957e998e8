import { votesOf } from './reason-scores';
import { isCompared, type ScoredUnit } from './scored-units';

interface Sums {
  votes: number;
  both: number;
  contacts: number;
}

/** Reasons that fewer contacts touch say nothing of how hard they are: all of them together do. */
const fewestOfReason = 10;

/**
 * How hard contacts are, by what they are about: the agreement to be expected on each, from the codings of everybody but
 * the one whose score is asked for, so that nobody is measured by their own mistakes.
 */
export class Difficulty {
  private readonly byChoice = new Map<string, Sums>();
  private readonly own = new Map<string, Map<string, Sums>>();
  private readonly all = emptySums();
  private readonly ownAll = new Map<string, Sums>();

  /** Counts contacts in, each once. */
  add(unit: ScoredUnit): void {
    if (isCompared(unit))
      countUnit(unit, { byChoice: this.byChoice, all: this.all, contacts: unit.contacts });
  }

  /** Counts what is left out for somebody: contacts as they are with them, less what they are without. */
  leaveOut(subject: string, unit: ScoredUnit, without: Pick<ScoredUnit, 'people'> | null): void {
    let sums = this.own.get(subject);
    if (sums === undefined) this.own.set(subject, (sums = new Map<string, Sums>()));
    let all = this.ownAll.get(subject);
    if (all === undefined) this.ownAll.set(subject, (all = emptySums()));
    if (isCompared(unit)) countUnit(unit, { byChoice: sums, all, contacts: unit.contacts });
    if (without !== null && isCompared(without))
      countUnit(without, { byChoice: sums, all, contacts: -unit.contacts });
  }

  /**
   * The agreement that others reach on contacts that are about this; where several reasons were chosen as often, the mean
   * of theirs. Null where nobody else is left.
   */
  expected(subject: string, { settled }: Pick<ScoredUnit, 'settled'>): number | null {
    let sum = 0;
    let count = 0;
    for (const choice of settled) {
      const share = this.shareOf(subject, choice);
      if (share === null) continue;
      sum += share;
      count += 1;
    }
    return count === 0 ? this.overall(subject) : sum / count;
  }

  private shareOf(subject: string, choice: string): number | null {
    const sums = this.byChoice.get(choice);
    if (sums === undefined) return this.overall(subject);
    const own = this.own.get(subject)?.get(choice);
    const left = less(sums, own);
    return left.contacts < fewestOfReason || left.votes <= 0 ? this.overall(subject) : left.both / left.votes;
  }

  private overall(subject: string): number | null {
    const left = less(this.all, this.ownAll.get(subject));
    return left.votes <= 0 ? null : left.both / left.votes;
  }
}

const emptySums = (): Sums => ({ votes: 0, both: 0, contacts: 0 });

interface Into {
  readonly byChoice: Map<string, Sums>;
  readonly all: Sums;
  /** How many contacts there are more, or less. */
  readonly contacts: number;
}

function countUnit(unit: Pick<ScoredUnit, 'people'>, { byChoice, all, contacts }: Into): void {
  for (const { choice, votes } of votesOf(unit)) {
    let sums = byChoice.get(choice);
    if (sums === undefined) byChoice.set(choice, (sums = emptySums()));
    const both = (contacts * votes * (votes - 1)) / (unit.people.length - 1);
    sums.votes += contacts * votes;
    sums.both += both;
    sums.contacts += contacts;
    all.votes += contacts * votes;
    all.both += both;
  }
  all.contacts += contacts;
}

const less = (all: Sums, own: Sums | undefined): Sums =>
  own === undefined
    ? all
    : { votes: all.votes - own.votes, both: all.both - own.both, contacts: all.contacts - own.contacts };
