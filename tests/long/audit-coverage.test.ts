import {
  nominalDistance,
  seededRandom,
  weightedAgreement,
  type RandomSource,
  type WeightedUnit,
} from '../../src/agreement/statistics';
import { allocateSample, verdictOf } from '../../src/audit/domain';

jest.setTimeout(3_600_000);

const runs = 400;

/** A population of contacts with two codes each: reasons by 1/k, errors as often as is said, more on rare reasons. */
function populationOf(
  {
    reasons,
    contacts,
    errors,
  }: { readonly reasons: number; readonly contacts: number; readonly errors: number },
  random: RandomSource,
): readonly (readonly [number, number])[] {
  const shares = Array.from({ length: reasons }, (_, index) => 1 / (index + 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const pick = (): number => {
    let left = random() * total;
    return shares.findIndex((share) => (left -= share) < 0);
  };
  return Array.from({ length: contacts }, () => {
    const truth = Math.max(0, pick());
    const rate = errors * (truth < 3 ? 0.8 : 1.6);
    const seen = (): number => (random() < rate ? Math.floor(random() * reasons) : truth);
    return [seen(), seen()] as const;
  });
}

interface Desk {
  readonly population: readonly (readonly [number, number])[];
  /** By the first code. */
  readonly strata: readonly (readonly (readonly [number, number])[])[];
  readonly reasons: number;
}

function deskOf(reasons: number, errors: number, seed: number): Desk {
  const population = populationOf({ reasons, contacts: 20_000, errors }, seededRandom(seed));
  const strata = Array.from({ length: reasons }, (_, reason) =>
    population.filter(([first]) => first === reason),
  );
  return { population, strata: strata.filter((stratum) => stratum.length > 0), reasons };
}

const agreementOf = (units: readonly WeightedUnit[], { strata, reasons }: Desk) =>
  weightedAgreement({
    ...{ units, strata: strata.map(({ length }) => ({ population: length })) },
    ...{ categories: reasons, declared: reasons, distance: nominalDistance(reasons) },
  });

/** What the whole population would show. */
const truthOf = (desk: Desk) =>
  agreementOf(
    desk.strata.flatMap((stratum, at) => stratum.map((codes) => ({ stratum: at, weight: 1, codes }))),
    desk,
  );

function drawnFrom(
  { strata }: Desk,
  sizes: readonly number[],
  random: RandomSource,
): readonly WeightedUnit[] {
  return strata.flatMap((stratum, at) => {
    const size = sizes[at] ?? 0;
    const left = [...stratum.keys()];
    return Array.from({ length: size }, () => {
      const place = Math.floor(random() * left.length);
      const [chosen = 0] = left.splice(place, 1);
      return { stratum: at, weight: stratum.length / size, codes: stratum[chosen] ?? [] };
    });
  });
}

function sizesOf({ strata }: Desk, size: number, floor: number | null): readonly number[] {
  const found = allocateSample(
    strata.map(({ length }, at) => ({ reasonId: String(at), frame: length })),
    { size, floor },
  );
  if (!found.ok) throw new Error(`expected from ${found.problem.least} contacts on`);
  return found.value;
}

const covers = (
  interval: { readonly lower: number; readonly upper: number } | null,
  truth: number,
): boolean => interval !== null && interval.lower <= truth && truth <= interval.upper;

test('the weighted interval covers the truth about as often as it says under a design with floors', () => {
  const lines: string[] = [];
  const found: { readonly alpha: number; readonly share: number; readonly apart: number }[] = [];
  for (const [reasons, errors] of [
    [12, 0.1],
    [12, 0.2],
    [40, 0.15],
  ] as const)
    for (const [size, floor] of [
      [150, null],
      [200, 10],
      [400, 10],
    ] as const) {
      const desk = deskOf(reasons, errors, reasons);
      const truth = truthOf(desk);
      if (floor !== null && floor * reasons > size) continue;
      const sizes = sizesOf(desk, size, floor);
      const random = seededRandom(size + reasons);
      let [alpha, share, unweighted, sum] = [0, 0, 0, 0];
      for (let run = 0; run < runs; run += 1) {
        const units = drawnFrom(desk, sizes, random);
        const shown = agreementOf(units, desk);
        if (covers(shown.alpha.interval, truth.alpha.value ?? 0)) alpha += 1;
        if (covers(shown.percentAgreement.interval, truth.percentAgreement.value ?? 0)) share += 1;
        sum += shown.alpha.value ?? 0;
        if (run < 100)
          unweighted +=
            agreementOf(
              units.map((unit) => ({ ...unit, weight: 1 })),
              desk,
            ).alpha.value ?? 0;
      }
      lines.push(
        `${reasons} reasons, ${size} contacts, floor ${floor ?? 'none'}: true alpha ${(truth.alpha.value ?? 0).toFixed(3)}, ` +
          `weighted ${(sum / runs).toFixed(3)}, unweighted ${(unweighted / 100).toFixed(3)}; ` +
          `coverage of alpha ${(alpha / runs).toFixed(3)}, of percent agreement ${(share / runs).toFixed(3)}`,
      );
      found.push({ alpha: alpha / runs, share: share / runs, apart: sum / runs - (truth.alpha.value ?? 0) });
    }
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const { alpha, share, apart } of found) {
    expect(alpha).toBeGreaterThan(0.9);
    expect(share).toBeGreaterThan(0.9);
    expect(Math.abs(apart)).toBeLessThan(0.015);
  }
});

test('at the threshold a verdict is wrong as rarely as the interval says, and away from it it decides', () => {
  const lines: string[] = [];
  const desk = deskOf(12, 0.15, 5);
  const truth = truthOf(desk).alpha.value ?? 0;
  const sizes = sizesOf(desk, 300, 10);
  for (const apart of [-0.15, -0.1, 0, 0.1, 0.15]) {
    const random = seededRandom(1_000 + Math.round(apart * 100));
    const threshold = truth - apart;
    const counts = { PASS: 0, FAIL: 0, INCONCLUSIVE: 0 };
    for (let run = 0; run < runs; run += 1) {
      const found = agreementOf(drawnFrom(desk, sizes, random), desk);
      const strata = desk.strata.map(({ length }) => ({ frame: length }));
      counts[verdictOf({ measure: 'ALPHA', threshold, strata }, found).outcome] += 1;
    }
    const [pass, fail, open] = [counts.PASS, counts.FAIL, counts.INCONCLUSIVE].map((count) => count / runs);
    lines.push(
      `truth ${apart >= 0 ? '+' : ''}${apart} of the threshold: PASS ${pass?.toFixed(3)}, FAIL ${fail?.toFixed(3)}, INCONCLUSIVE ${open?.toFixed(3)}`,
    );
    if (apart <= 0) expect(pass).toBeLessThan(0.05);
    if (apart >= 0) expect(fail).toBeLessThan(0.05);
    if (apart >= 0.15) expect(pass).toBeGreaterThan(0.8);
  }
  process.stdout.write(`300 contacts, floor 10, true alpha ${truth.toFixed(3)}\n${lines.join('\n')}\n`);
});
