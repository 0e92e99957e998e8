/**
 * How often do the intervals of alpha cover the truth? Seeded simulation, printed as a table; a proof for people, not
 * a test. Run: node -r @swc-node/register tests/long/interval-coverage.ts [runs]
 *
 * Design: reasons with frequencies 1/k in about √q branches; each coder errs with a fixed probability, four times in
 * five inside the branch of the true reason. The truth is alpha of 400,000 contacts.
 */
import {
  alphaOfRatings,
  bootstrap,
  countAgreement,
  isTooFew,
  krippendorffAlpha,
  nominalDistance,
  resampledAlpha,
  seededRandom,
  smallSampleInterval,
  tInterval,
  unitCounts,
  type Interval,
  type RandomSource,
  type Ratings,
} from '../../src/agreement/statistics';

interface Design {
  readonly reasons: number;
  readonly coders: number;
  /** How often a coder picks a wrong reason. */
  readonly errorRate: number;
}

const shareInsideBranch = 0.8;
const contactsForTruth = 400_000;
const sizes = [10, 20, 30, 50, 100, 200];
const seed = 7;
const runs = Number(process.argv[2] ?? 1000);
const bootstrapRuns = Math.min(runs, 200);

const designs: readonly Design[] = [
  ...[12, 40].flatMap((reasons) =>
    [0.3, 0.16, 0.055, 0.025].map((errorRate) => ({ reasons, coders: 2, errorRate })),
  ),
  { reasons: 40, coders: 3, errorRate: 0.16 },
  { reasons: 40, coders: 5, errorRate: 0.16 },
];

/** Draws ratings of a design. */
function simulate({ reasons, coders, errorRate }: Design, items: number, random: RandomSource): Ratings {
  const cumulative = cumulativeShares(reasons);
  const branchSize = Math.ceil(reasons / Math.round(Math.sqrt(reasons)));
  const codes = new Int32Array(items * coders);
  for (let item = 0; item < items; item += 1) {
    const truth = drawn(cumulative, random());
    for (let coder = 0; coder < coders; coder += 1) {
      const isWrong = random() < errorRate;
      codes[item * coders + coder] = isWrong ? wrongReason(truth, { reasons, branchSize }, random) : truth;
    }
  }
  return { items, coders, categories: reasons, codes };
}

function cumulativeShares(reasons: number): readonly number[] {
  const frequencies = Array.from({ length: reasons }, (_, index) => 1 / (index + 1));
  const total = frequencies.reduce((sum, frequency) => sum + frequency, 0);
  let below = 0;
  return frequencies.map((frequency) => (below += frequency / total));
}

function drawn(cumulative: readonly number[], at: number): number {
  const index = cumulative.findIndex((share) => at < share);
  return index < 0 ? cumulative.length - 1 : index;
}

function wrongReason(
  truth: number,
  { reasons, branchSize }: { readonly reasons: number; readonly branchSize: number },
  random: RandomSource,
): number {
  const start = Math.floor(truth / branchSize) * branchSize;
  const end = Math.min(reasons, start + branchSize);
  const staysInside = random() < shareInsideBranch && end - start > 1;
  const [from, count] = staysInside ? [start, end - start] : [0, reasons];
  for (;;) {
    const picked = from + Math.floor(random() * count);
    if (picked !== truth) return picked;
  }
}

interface Coverage {
  /** Share of t intervals that cover; an audit without one counts as a miss. */
  readonly t: number;
  /** Share of intervals by the rule that is in use: Wilson's where there is too little, else t. */
  readonly rule: number;
  /** Share of audits in which the rule used Wilson's interval. */
  readonly few: number;
  readonly percentile: number | null;
}

function coverageOf(design: Design, items: number, truth: number): Coverage {
  const random = seededRandom(seed + items * 31 + design.reasons * 7 + Math.round(design.errorRate * 1000));
  const covers = (interval: Interval | null): boolean =>
    interval !== null && interval.lower <= truth && truth <= interval.upper;
  let [byT, byRule, few, byPercentile] = [0, 0, 0, 0];
  for (let run = 0; run < runs; run += 1) {
    const ratings = simulate(design, items, random);
    const found = intervalsOf(ratings);
    if (covers(found.t)) byT += 1;
    if (covers(found.rule)) byRule += 1;
    if (found.isFew) few += 1;
    if (run < bootstrapRuns && items <= 50 && covers(percentileInterval(ratings))) byPercentile += 1;
  }
  const percentile = items <= 50 ? byPercentile / bootstrapRuns : null;
  return { t: byT / runs, rule: byRule / runs, few: few / runs, percentile };
}

function intervalsOf(ratings: Ratings): {
  readonly t: Interval | null;
  readonly rule: Interval | null;
  readonly isFew: boolean;
} {
  const distance = nominalDistance(ratings.categories);
  const { value, standardError, units } = alphaOfRatings(ratings, distance);
  const t = value === null || standardError === null ? null : tInterval({ value, standardError, units });
  const isFew = isTooFew({ pairableUnits: units, disagreeingUnits: disagreeing(ratings), standardError });
  if (!isFew) return { t, rule: t, isFew };
  const alpha = krippendorffAlpha(countAgreement(unitCounts(ratings)), distance);
  const disagreement = {
    observed: alpha.observedDisagreement ?? 1,
    expected: alpha.expectedDisagreement ?? 0,
    units,
  };
  return { t, rule: smallSampleInterval(disagreement), isFew };
}

function disagreeing({ items, coders, codes }: Ratings): number {
  let count = 0;
  for (let item = 0; item < items; item += 1) {
    const own = codes.subarray(item * coders, (item + 1) * coders);
    if (own.some((code) => code !== own[0])) count += 1;
  }
  return count;
}

function percentileInterval(ratings: Ratings): Interval | null {
  const units = unitCounts(ratings);
  const distance = nominalDistance(ratings.categories);
  return bootstrap(
    units.units,
    resampledAlpha(units, () => distance),
    { seed: 1, resamples: 1000, level: 0.95 },
  ).interval;
}

const percent = (share: number | null): string =>
  (share === null ? '' : (100 * share).toFixed(1)).padStart(9);

console.log(
  `95% intervals of alpha, ${runs} audits a row (percentile bootstrap: ${bootstrapRuns}), seed ${seed}`,
);
console.log('reasons coders  alpha contacts   t-jack     rule  too few bootstrap');
for (const design of designs) {
  const distance = nominalDistance(design.reasons);
  const large = alphaOfRatings(simulate(design, contactsForTruth, seededRandom(seed)), distance);
  for (const items of sizes) {
    const { t, rule, few, percentile } = coverageOf(design, items, large.value ?? NaN);
    const facts = [
      String(design.reasons).padStart(7),
      String(design.coders).padStart(6),
      (large.value ?? NaN).toFixed(3).padStart(6),
      String(items).padStart(8),
    ];
    console.log(facts.join(' ') + percent(t) + percent(rule) + percent(few) + percent(percentile));
  }
}
