import { performance } from 'node:perf_hooks';
import {
  applyOperations,
  canonicalBytes,
  diffVersions,
  mergeTrees,
  parseCanonical,
  ReasonTree,
  type Operation,
} from '../../src/taxonomy/domain';
import { context, largeTreeOperations, reasonId } from '../unit/taxonomy/trees';

/*
 * Difference and three-way merge of two contents that grew out of one, 500 edits each, as a multiple of parsing the same
 * content from JSON in the same run; and how the time grows with the size, as an exponent: 1 is linear. A draft shares with
 * the version it grew from what it did not touch; contents read apart share nothing, and everything is to be compared.
 */
const sizes = [1_500, 3_000, 6_000, 12_000];
const edits = 500;
const warmUp = 5;
const repeats = 25;

const titles = {
  diff: 'difference',
  merge: 'merge',
  diffApart: 'difference of contents read apart',
  mergeApart: 'merge of contents read apart',
} as const;
type Work = keyof typeof titles;
const names = Object.keys(titles) as Work[];

/** Milliseconds of each work, round by round. They take turns, so that a slow moment meets all alike. */
function rounds<Name extends string>(
  works: Readonly<Record<Name, () => unknown>>,
): readonly Readonly<Record<Name, number>>[] {
  const names = Object.keys(works) as Name[];
  const timed = (name: Name): readonly [Name, number] => {
    const start = performance.now();
    works[name]();
    return [name, performance.now() - start];
  };
  return Array.from(
    { length: warmUp + repeats },
    () => Object.fromEntries(names.map(timed)) as Record<Name, number>,
  ).slice(warmUp);
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

function applied(tree: ReasonTree, operations: readonly Operation[]): ReasonTree {
  const outcome = applyOperations(tree, operations, context);
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value.tree;
}

/** The content as it comes out of the store: nothing in it is shared with another. */
function read(bytes: Uint8Array): ReasonTree {
  const parsed = parseCanonical(bytes);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value.tree;
}

const bytesOf = (tree: ReasonTree): Uint8Array =>
  canonicalBytes({ taxonomyKey: 't', languages: context.languages, tree });

function contentOf(size: number): { readonly bytes: Uint8Array; readonly base: ReasonTree } {
  const bytes = bytesOf(applied(ReasonTree.empty, largeTreeOperations(size)));
  return { bytes, base: read(bytes) };
}

const labels = (size: number, language: string): readonly Operation[] =>
  Array.from({ length: edits }, (_, at) => ({
    ...{
      kind: 'SetLabel' as const,
      reasonId: reasonId((at * 7) % size),
      language,
      label: `${language} ${at}`,
    },
  }));

const rows = sizes.map((size) => {
  const { bytes, base } = contentOf(size);
  const [ours, theirs] = [applied(base, labels(size, 'en')), applied(base, labels(size, 'nl'))];
  const apart = { base, ours: read(bytesOf(ours)), theirs: read(bytesOf(theirs)) };
  const text = Buffer.from(bytes).toString();
  const { languages } = context;
  const times = rounds({
    json: () => JSON.parse(text) as unknown,
    diff: () => diffVersions(base, ours),
    merge: () => mergeTrees({ base, ours, theirs }, { languages, resolutions: [] }),
    diffApart: () => diffVersions(base, apart.ours),
    mergeApart: () => mergeTrees(apart, { languages, resolutions: [] }),
  });
  const middle = (of: keyof (typeof times)[number]): number => median(times.map((round) => round[of]));
  const works = names.map((name) => ({
    name,
    ms: middle(name),
    ratio: median(times.map((round) => round[name] / round.json)),
  }));
  return { size, json: middle('json'), works };
});

process.stdout.write(`Difference and merge, ${edits} edits a side; medians of ${repeats}\n`);
for (const { size, json, works } of rows) {
  process.stdout.write(`${String(size).padStart(7)} reasons: JSON.parse ${json.toFixed(1)} ms\n`);
  for (const { name, ms, ratio } of works)
    process.stdout.write(
      `  ${titles[name].padEnd(32)} ${ms.toFixed(1).padStart(6)} ms ${ratio.toFixed(2).padStart(6)} x\n`,
    );
}
const [smallest, largest] = [rows[0], rows.at(-1)];
if (smallest !== undefined && largest !== undefined) {
  const growth = (name: Work): string => {
    const [one, other] = [smallest, largest].map(
      ({ works }) => works.find((work) => work.name === name)?.ms ?? 0,
    );
    return (Math.log((other ?? 0) / (one ?? 1)) / Math.log(largest.size / smallest.size)).toFixed(2);
  };
  const told = names.map((name) => `${titles[name]} ${growth(name)}`);
  process.stdout.write(`growth exponents: ${told.join('; ')}\n`);
}
