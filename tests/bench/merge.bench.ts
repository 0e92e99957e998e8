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
const repeats = 25;

function median(work: () => unknown): number {
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((one, other) => one - other)[Math.floor(repeats / 2)] ?? 0;
}

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
  return {
    size,
    json: median(() => JSON.parse(text) as unknown),
    diff: median(() => diffVersions(base, ours)),
    merge: median(() => mergeTrees({ base, ours, theirs }, { languages, resolutions: [] })),
  };
});

process.stdout.write(`Difference and merge, ${edits} edits a side; medians of ${repeats}\n`);
for (const { size, json, diff, merge } of rows) {
  const ratio = (ms: number): string =>
    `${ms.toFixed(1).padStart(6)} ms ${(ms / json).toFixed(2).padStart(6)} x`;
  process.stdout.write(
    `${String(size).padStart(7)} reasons: JSON ${json.toFixed(1)} ms, difference ${ratio(diff)}, merge ${ratio(merge)}\n`,
  );
}
const [smallest, largest] = [rows[0], rows.at(-1)];
if (smallest !== undefined && largest !== undefined) {
  const growth = (of: 'diff' | 'merge'): string =>
    (Math.log(largest[of] / smallest[of]) / Math.log(largest.size / smallest.size)).toFixed(2);
  process.stdout.write(`growth exponents: difference ${growth('diff')}, merge ${growth('merge')}\n`);
}
