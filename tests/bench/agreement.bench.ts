/**
 * Alpha with its jackknife over 1,000,000 ratings of 120 categories, in time and memory as a ratio to one pass over
 * the same typed data, and beside public implementations where they are installed.
 * Run: node --expose-gc -r @swc-node/register tests/bench/agreement.bench.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  alphaOfRatings,
  distanceOf,
  nominalDistance,
  seededRandom,
  type Ratings,
} from '../../src/agreement/statistics';

const ratingsInAll = 1_000_000;
const categories = 120;
const rounds = 60;
const warmUpRounds = 15;

type Work = readonly [label: string, once: () => unknown];

function someRatings(coders: number, total: number): Ratings {
  const random = seededRandom(coders);
  const items = total / coders;
  const codes = new Int32Array(total);
  for (let item = 0; item < items; item += 1) {
    const truth = Math.floor(categories * random() ** 2);
    for (let coder = 0; coder < coders; coder += 1) {
      codes[item * coders + coder] = random() < 0.85 ? truth : Math.floor(categories * random());
    }
  }
  return { items, coders, categories, codes };
}

/** One pass: every rating is read and added. */
function onePass(codes: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < codes.length; at += 1) sum += codes[at] as number;
  return sum;
}

/** One pass that counts how often each category occurs. */
function countingPass(codes: Int32Array): Int32Array {
  const votes = new Int32Array(categories);
  for (let at = 0; at < codes.length; at += 1) (votes[codes[at] as number] as number)++;
  return votes;
}

/** Milliseconds of every work in each of many rounds. The works take turns, so that a slow moment meets all alike. */
function timesOf(works: readonly Work[]): readonly (readonly number[])[] {
  return Array.from({ length: rounds }, () => works.map(([, once]) => timeOf(once))).slice(warmUpRounds);
}

function timeOf(once: () => unknown): number {
  const start = performance.now();
  once();
  return performance.now() - start;
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** The most that one call was seen to allocate, in megabytes; needs --expose-gc to mean anything. */
function memoryOf(work: () => unknown): number {
  const seen = Array.from({ length: 10 }, () => {
    globalThis.gc?.();
    const before = process.memoryUsage();
    const kept = work();
    const after = process.memoryUsage();
    void kept;
    return after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  });
  return Math.max(...seen) / 2 ** 20;
}

const branches = distanceOf(
  Array.from({ length: categories }, (_, one) =>
    Array.from({ length: categories }, (__, other) =>
      one === other ? 0 : Math.floor(one / 10) === Math.floor(other / 10) ? 0.5 : 1,
    ),
  ),
);

/** Prints each work in multiples of the first one, round by round. */
function report(works: readonly Work[]): void {
  const times = timesOf(works);
  works.forEach(([label], work) => {
    const time = middle(times.map((round) => round[work] ?? NaN));
    const passes = middle(times.map((round) => (round[work] ?? NaN) / (round[0] ?? NaN)));
    console.log(
      `  ${label.padEnd(44)}${time.toFixed(2).padStart(9)} ms ${passes.toFixed(1).padStart(7)} passes`,
    );
  });
}

function measure(coders: number): void {
  const ratings = someRatings(coders, ratingsInAll);
  const half = someRatings(coders, ratingsInAll / 2);
  const nominal = nominalDistance(categories);
  console.log(`${ratingsInAll} ratings, ${categories} categories, ${coders} coders`);
  report([
    ['one pass (sum)', () => onePass(ratings.codes)],
    ['one pass (count per category)', () => countingPass(ratings.codes)],
    ['alpha with jackknife, nominal', () => alphaOfRatings(ratings, nominal)],
    ['alpha with jackknife, distance in the tree', () => alphaOfRatings(ratings, branches)],
    ['alpha with jackknife, nominal, half the data', () => alphaOfRatings(half, nominal)],
  ]);
  reportMemory(ratings);
  compareWithOthers(ratings);
}

function reportMemory(ratings: Ratings): void {
  const used = memoryOf(() => alphaOfRatings(ratings, nominalDistance(categories)));
  const own = ratings.codes.byteLength / 2 ** 20;
  console.log(
    `  memory: ${used.toFixed(2)} MB beside ${own.toFixed(2)} MB of ratings, ${(used / own).toFixed(2)} of them`,
  );
}

const pythonProgram = `
import sys, time
import numpy, krippendorff
data = numpy.loadtxt(sys.argv[1], delimiter=',').T
start = time.perf_counter()
alpha = krippendorff.alpha(reliability_data=data, level_of_measurement='nominal')
print(f'{alpha:.12f} {1000 * (time.perf_counter() - start):.0f}')
`;

const rProgram = `
library(irr)
data <- t(as.matrix(read.csv(commandArgs(TRUE)[1], header = FALSE)))
start <- proc.time()[['elapsed']]
alpha <- kripp.alpha(data)$value
cat(sprintf('%.12f %.0f', alpha, 1000 * (proc.time()[['elapsed']] - start)))
`;

/** The same ratings through public implementations, without jackknife, which they lack. */
function compareWithOthers({ items, coders, codes, ...rest }: Ratings): void {
  const folder = mkdtempSync(join(tmpdir(), 'agreement-bench-'));
  const file = join(folder, 'ratings.csv');
  const rows = Array.from({ length: items }, (_, item) =>
    codes.subarray(item * coders, (item + 1) * coders).join(','),
  );
  writeFileSync(file, rows.join('\n') + '\n');
  const own = alphaOfRatings({ items, coders, codes, ...rest }, nominalDistance(categories)).value;
  console.log(`  our alpha ${(own ?? NaN).toFixed(12)}`);
  const others = [
    ['Python krippendorff (alpha only)', 'python3', ['-c', pythonProgram, file]],
    ['R irr kripp.alpha (alpha only)', 'Rscript', ['-e', rProgram, file]],
  ] as const;
  for (const [label, program, args] of others) {
    const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 600_000 });
    console.log(
      `  ${label}: ${status === 0 ? `alpha and milliseconds ${stdout.trim()}` : 'not installed here'}`,
    );
  }
  rmSync(folder, { recursive: true });
}

for (const coders of [2, 5]) measure(coders);
