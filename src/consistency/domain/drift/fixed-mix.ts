import { isCompared, type ScoredUnit } from '../scores/scored-units';

/** Contacts of two periods, weighed so that both are about the same reasons in the same parts. */
export interface FixedMix {
  readonly before: readonly ScoredUnit[];
  readonly after: readonly ScoredUnit[];
  /** Contacts about reasons that the other period has none of: they are left out. */
  readonly withoutCounterpart: number;
}

/** What a contact is about: as it was coded at work, or as most said. */
export const aboutOf = ({ settled, people }: Pick<ScoredUnit, 'settled' | 'people'>): string => {
  const [first, ...others] = settled;
  return first !== undefined && others.length === 0 ? first : (people[0]?.choice ?? '');
};

/**
 * Agreement moves with what contacts are about, also where nobody codes otherwise than before. Both periods are weighed to
 * the mean of their two mixes (post-stratification), over the reasons that both have; equal mixes stay as they are.
 *
 * Source: Holt & Smith 1979, JRSS A 142:33-46.
 *
 * @example fixedMix(before, after).before[0].weight // 1.3: fewer were about this than in the other period
 */
export function fixedMix(before: readonly ScoredUnit[], after: readonly ScoredUnit[]): FixedMix {
  const [one, other] = [sharesOf(before), sharesOf(after)];
  const common = [...one.keys()].filter((about) => other.has(about));
  const [ofOne, ofOther] = [sumOver(one, common), sumOver(other, common)];
  const target = new Map(
    common.map((about) => [about, ((one.get(about) ?? 0) / ofOne + (other.get(about) ?? 0) / ofOther) / 2]),
  );
  return {
    before: weighed(before, { own: one, total: ofOne, target }),
    after: weighed(after, { own: other, total: ofOther, target }),
    withoutCounterpart: leftOut(before, target) + leftOut(after, target),
  };
}

function sharesOf(units: readonly ScoredUnit[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const unit of units) {
    if (!isCompared(unit)) continue;
    const about = aboutOf(unit);
    sums.set(about, (sums.get(about) ?? 0) + unit.contacts * unit.weight);
  }
  return sums;
}

const sumOver = (sums: ReadonlyMap<string, number>, names: readonly string[]): number =>
  names.reduce((sum, name) => sum + (sums.get(name) ?? 0), 0);

interface Weighing {
  readonly own: ReadonlyMap<string, number>;
  readonly total: number;
  readonly target: ReadonlyMap<string, number>;
}

function weighed(units: readonly ScoredUnit[], { own, total, target }: Weighing): readonly ScoredUnit[] {
  return units.flatMap((unit) => {
    if (!isCompared(unit)) return [];
    const about = aboutOf(unit);
    const share = target.get(about);
    if (share === undefined) return [];
    return [{ ...unit, weight: (unit.weight * share * total) / (own.get(about) ?? 1) }];
  });
}

const leftOut = (units: readonly ScoredUnit[], target: ReadonlyMap<string, number>): number =>
  units.reduce((sum, unit) => sum + (isCompared(unit) && !target.has(aboutOf(unit)) ? unit.contacts : 0), 0);
