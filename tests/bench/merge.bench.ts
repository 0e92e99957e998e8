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
 * content from JSON in the same run; and how the time grows with the size, as an exponent: 1 is linear.
 */
const sizes = [1_500, 3_000, 6_000, 12_000];
const edits = 500;
const warmUp = 5;
const repeats = 25;

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

function contentOf(size: number): { readonly bytes: Uint8Array; readonly base: ReasonTree } {
  const made = applied(ReasonTree.empty, largeTreeOperations(size));
  const bytes = canonicalBytes({ taxonomyKey: 't', languages: context.languages, tree: made });
  const parsed = parseCanonical(bytes);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return { bytes, base: parsed.value.tree };
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
  const text = Buffer.from(bytes).toString();
  const { languages } = context;
  const times = rounds({
    json: () => JSON.parse(text) as unknown,
    diff: () => diffVersions(base, ours),
    merge: () => mergeTrees({ base, ours, theirs }, { languages, resolutions: [] }),
  });
  const middle = (of: keyof (typeof times)[number]): number => median(times.map((round) => round[of]));
  const ratio = (of: 'diff' | 'merge'): number => median(times.map((round) => round[of] / round.json));
  return {
    ...{ size, json: middle('json'), diff: middle('diff'), merge: middle('merge') },
    ratios: { diff: ratio('diff'), merge: ratio('merge') },
  };
});

process.stdout.write(`Difference and merge, ${edits} edits a side; medians of ${repeats}\n`);
for (const { size, json, diff, merge, ratios } of rows) {
  const shown = (ms: number, ratio: number): string =>
    `${ms.toFixed(1).padStart(6)} ms ${ratio.toFixed(2).padStart(6)} x`;
  process.stdout.write(
    `${String(size).padStart(7)} reasons: JSON ${json.toFixed(1)} ms, difference ${shown(diff, ratios.diff)}, merge ${shown(merge, ratios.merge)}\n`,
  );
}
const [smallest, largest] = [rows[0], rows.at(-1)];
if (smallest !== undefined && largest !== undefined) {
  const growth = (of: 'diff' | 'merge'): string =>
    (Math.log(largest[of] / smallest[of]) / Math.log(largest.size / smallest.size)).toFixed(2);
  process.stdout.write(`growth exponents: difference ${growth('diff')}, merge ${growth('merge')}\n`);
}
