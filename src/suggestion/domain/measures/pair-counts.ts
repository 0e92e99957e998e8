import { shareInterval, spread, type Interval } from '../../../agreement/statistics';
import type { CoderId } from '../../../contact/domain';
import { add } from '../../../figures/domain';
import type { ReasonId } from '../../../platform/ids';
import { byCodeUnits } from '../../../platform/text';
import type { CodingPattern } from '../suggestion-scene';

/** A share over contacts that were coded twice or more, with its interval at the level asked for. */
export interface PairShare {
  readonly value: number;
  readonly interval: Interval | null;
  /** Pairable codings that it rests on. */
  readonly codings: number;
}

export interface ReasonPair {
  readonly one: ReasonId;
  readonly other: ReasonId;
}

/** How one contact speaks for or against something: so much of so much, each weighing so much. */
interface Part {
  readonly of: number;
  readonly count: number;
  readonly times: number;
  readonly weight: number;
}

const keyOfPair = (one: ReasonId, other: ReasonId): string => `${one} ${other}`;

/**
 * What double codings say about reasons and pairs of reasons. The patterns are gone through once for all pairs; what is
 * asked of a single pair then looks at the contacts alone that touch it. Shares are weighed by how contacts were drawn, so that
 * reasons drawn more often than they occur count as they occur; numbers of codings are those that there are.
 */
export class PairCounts {
  private readonly votes = new Map<ReasonId, number>();
  private readonly apart = new Map<string, { times: number; weighed: number }>();
  private readonly weighed = new Map<ReasonId, number>();
  private readonly touching = new Map<ReasonId, CodingPattern[]>();
  private readonly partners = new Map<ReasonId, Map<ReasonId, number>>();
  /** Of the pair that was asked for last: it is asked for several times. */
  private last: { readonly pair: ReasonPair; readonly patterns: readonly CodingPattern[] } | null = null;

  constructor(patterns: readonly CodingPattern[]) {
    for (const pattern of patterns) if (pattern.codes.length > 1) this.count(pattern);
  }

  /** Pairable codings of a reason: n_c. */
  codingsOf(reasonId: ReasonId): number {
    return this.votes.get(reasonId) ?? 0;
  }

  /** What others coded the same contacts with, the commonest first. */
  partnersOf(reasonId: ReasonId): readonly ReasonId[] {
    return [...(this.partners.get(reasonId) ?? [])]
      .sort(([one, count], [other, than]) => than - count || byCodeUnits(one, other))
      .map(([id]) => id);
  }

  /**
   * The pairs that were mixed up at least so often, or in more than a share of their codings: each once, the smaller id first,
   * and in the order of their ids.
   */
  pairsMixed({ times, share }: { readonly times: number; readonly share: number }): readonly ReasonPair[] {
    const found = [...this.apart].flatMap(([key, apart]) => {
      const [one, other] = key.split(' ') as [ReasonId, ReasonId];
      const codings = (this.weighed.get(one) ?? 0) + (this.weighed.get(other) ?? 0);
      const isOften = (2 * apart.weighed) / codings > share;
      return apart.times >= times || isOften ? [{ one, other }] : [];
    });
    return found.sort((a, b) => byCodeUnits(a.one, b.one) || byCodeUnits(a.other, b.other));
  }

  /** Contacts that were coded with either of two reasons, twice or more. */
  patternsOf(pair: ReasonPair): readonly CodingPattern[] {
    if (this.last?.pair === pair) return this.last.patterns;
    const [ones, others] = [this.touching.get(pair.one) ?? [], this.touching.get(pair.other) ?? []];
    const known = new Set(ones);
    const patterns = [...ones, ...others.filter((pattern) => !known.has(pattern))];
    this.last = { pair, patterns };
    return patterns;
  }

  /**
   * K: 2 x the pairs of codings that mixed the two up / the codings of both. The interval is Wilson's for as many trials as the
   * jackknife over contacts is worth. Without some coders their codings are taken out of every contact.
   *
   * @example counts.confusion({ one: slow, other: outage }).value // 0.4
   */
  confusion(pair: ReasonPair, level?: number, without?: ReadonlySet<CoderId>): PairShare | null {
    const parts = this.patternsOf(pair).map((pattern) => confusionPart(pattern, pair, without));
    return shareOfParts(parts, level);
  }

  /** Who gave either of the two. */
  codersOf(pair: ReasonPair): ReadonlySet<CoderId> {
    return new Set(this.patternsOf(pair).flatMap((pattern) => codersOf(pattern, pair)));
  }

  /**
   * The confusion in the contacts of each coder who gave either of the two: their own, and that of whoever coded with them. Of
   * whom there are fewer codings than asked for, nothing is worked out: most coders met a pair a few times.
   */
  confusionByCoder(pair: ReasonPair, fewestCodings: number): ReadonlyMap<CoderId, PairShare> {
    const patterns = this.patternsOf(pair);
    const codings = new Map<CoderId, number>();
    for (const pattern of patterns) {
      const own = codesOf(pattern, pair);
      for (const { coderId } of own)
        if (coderId !== null) add(codings, coderId, own.length * pattern.contacts);
    }
    const many = [...codings].flatMap(([coderId, count]) => (count < fewestCodings ? [] : [coderId]));
    const own = new Map<CoderId, Part[]>(many.map((coderId) => [coderId, []]));
    for (const pattern of many.length === 0 ? [] : patterns)
      for (const coderId of new Set(codersOf(pattern, pair)))
        own.get(coderId)?.push(confusionPart(pattern, pair, undefined));
    return new Map(
      [...own].flatMap(([coderId, parts]) => {
        if (parts.reduce((sum, { of, times }) => sum + of * times, 0) < fewestCodings) return [];
        const share = shareOfParts(parts);
        return share === null ? [] : [[coderId, share] as const];
      }),
    );
  }

  /** SA: of the codings of a reason, paired with others of the same contact, how many of these were the same reason. */
  specificAgreement(reasonId: ReasonId, level?: number): PairShare | null {
    const parts = (this.touching.get(reasonId) ?? []).map(({ codes, contacts: times, weight = 1 }): Part => {
      const own = codes.filter((code) => code.reasonId === reasonId).length;
      return { of: own, count: (own * (own - 1)) / (codes.length - 1), times, weight };
    });
    return shareOfParts(parts, level);
  }

  private count(pattern: CodingPattern): void {
    const { codes, contacts, weight = 1 } = pattern;
    const own = new Map<ReasonId, number>();
    for (const { reasonId } of codes) add(own, reasonId, 1);
    for (const [reasonId, count] of own) {
      add(this.votes, reasonId, count * contacts);
      add(this.weighed, reasonId, count * contacts * weight);
      const touching = this.touching.get(reasonId);
      if (touching === undefined) this.touching.set(reasonId, [pattern]);
      else touching.push(pattern);
      for (const [other, times] of own) {
        if (other === reasonId) continue;
        const apart = (count * times * contacts) / (codes.length - 1);
        const known = this.partners.get(reasonId) ?? new Map<ReasonId, number>();
        this.partners.set(reasonId, known);
        add(known, other, apart);
        if (reasonId < other) this.countApart(keyOfPair(reasonId, other), apart, weight);
      }
    }
  }

  private countApart(key: string, times: number, weight: number): void {
    const known = this.apart.get(key);
    if (known === undefined) this.apart.set(key, { times, weighed: times * weight });
    else {
      known.times += times;
      known.weighed += times * weight;
    }
  }
}

/** What a contact was coded with, of the two reasons alone. */
const codesOf = ({ codes }: CodingPattern, { one, other }: ReasonPair): CodingPattern['codes'] =>
  codes.filter(({ reasonId }) => reasonId === one || reasonId === other);

/** Who gave a contact either of the two reasons, as far as that is known. */
const codersOf = (pattern: CodingPattern, pair: ReasonPair): readonly CoderId[] =>
  codesOf(pattern, pair).flatMap(({ coderId }) => coderId ?? []);

function confusionPart(
  { codes, contacts: times, weight = 1 }: CodingPattern,
  { one, other }: ReasonPair,
  without: ReadonlySet<CoderId> | undefined,
): Part {
  const left =
    without === undefined ? codes : codes.filter(({ coderId }) => coderId === null || !without.has(coderId));
  if (left.length < 2) return { of: 0, count: 0, times, weight };
  let [ones, others] = [0, 0];
  for (const { reasonId } of left) {
    if (reasonId === one) ones += 1;
    else if (reasonId === other) others += 1;
  }
  return { of: ones + others, count: (2 * ones * others) / (left.length - 1), times, weight };
}

/** A ratio of sums over contacts, with the delete-one jackknife over them; null where nothing was counted. */
function shareOfParts(given: readonly Part[], level?: number): PairShare | null {
  const parts = given.filter(({ of }) => of > 0);
  let [count, of, contacts, codings] = [0, 0, 0, 0];
  for (const part of parts) {
    count += part.times * part.weight * part.count;
    of += part.times * part.weight * part.of;
    codings += part.times * part.of;
    contacts += part.times;
  }
  if (of === 0) return null;
  const value = count / of;
  let [sum, squares] = [0, 0];
  for (const part of parts) {
    const rest = of - part.weight * part.of;
    const isAll = rest <= of * rounding;
    const difference = isAll ? 0 : (count - part.weight * part.count) / rest - value;
    sum += part.times * difference;
    squares += part.times * difference ** 2;
  }
  const standardError = contacts < 2 ? null : spread(contacts, sum, squares);
  const interval = shareInterval({ value: Math.min(1, value), standardError, units: contacts }, level);
  return { value, interval, codings };
}

/** Weights do not add up exactly: what is left of all is nothing where it is less than this share. */
const rounding = 1e-12;
