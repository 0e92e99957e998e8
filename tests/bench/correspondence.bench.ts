import { performance } from 'node:perf_hooks';
import {
  applyOperations,
  deriveCorrespondence,
  indexOf,
  ReasonTree,
  restateCounts,
  sealedCorrespondence,
  translateCodes,
  translationOf,
  type Operation,
  type TranslationPath,
} from '../../src/taxonomy/domain';
import { context, largeTreeOperations, reasonId } from '../unit/taxonomy/trees';

/*
 * Translation of 10,000 codes over five versions, each of which retires one reason of ten of those in use, half of them
 * split in two; what it costs to derive and to seal a correspondence; and how both grow with the size, as an exponent: 1 is
 * linear.
 */
const sizes = [1_500, 3_000, 6_000, 12_000];
const versions = 5;
const codesAsked = 10_000;
const repeats = 15;

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

/** The next version: every tenth leaf still in use is replaced by two others, or by one. */
function next(tree: ReasonTree, at: number): ReasonTree {
  const leaves = tree.leaves();
  const retired = leaves.filter((_, place) => place % 10 === at);
  const kept = leaves.filter((_, place) => place % 10 === at + 1);
  return applied(
    tree,
    retired.flatMap(({ id }, place): readonly Operation[] => {
      const [one, other] = [kept[place], kept[place + 1]];
      if (one === undefined || other === undefined) return [];
      const isSplit = place % 2 === 0;
      const share = (value: number) => (isSplit ? value : null);
      const targets = isSplit ? [one, other] : [one];
      const kind = isSplit ? ('PARTIALLY_EQUIVALENT_TO' as const) : ('REPLACED_BY' as const);
      const associations = targets.map((target, which) => ({
        ...{ kind, targetId: target.id, share: share(which === 0 ? 0.25 : 0.75) },
      }));
      const retirement = { reason: isSplit ? 'SPLIT' : 'MERGED', associations, justification: null } as const;
      return [{ kind: 'RetireReason', reasonId: id, retirement }];
    }),
  );
}

const rows = sizes.map((size) => {
  const trees = [applied(ReasonTree.empty, largeTreeOperations(size))];
  for (let at = 1; at < versions; at += 1) trees.push(next(trees[at - 1] ?? ReasonTree.empty, at));
  const [first = ReasonTree.empty, second = ReasonTree.empty] = trees;
  const path: TranslationPath = {
    from: first,
    startsAt: 0,
    steps: trees.slice(1).map((tree, at) => ({
      correspondence: indexOf(deriveCorrespondence(trees[at] ?? tree, tree)),
      direction: 'FORWARD',
      arrivesAt: at + 1,
    })),
  };
  const codes = Array.from({ length: codesAsked }, (_, at) => `code-${at % size}`);
  const counted = Array.from({ length: size }, (_, at) => ({ reasonId: reasonId(at), count: at }));
  const ends = { fromDigest: '', toDigest: '' };
  return {
    size,
    derive: median(() => sealedCorrespondence(deriveCorrespondence(first, second), ends)),
    translate: median(() => translateCodes(codes, path, new Map())),
    restate: median(() => restateCounts(counted, (reason) => translationOf(reason, path))),
  };
});

process.stdout.write(`Correspondence over ${versions} versions; medians of ${repeats}\n`);
for (const { size, derive, translate, restate } of rows) {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  process.stdout.write(
    `${String(size).padStart(7)} reasons: derived and sealed ${ms(derive)}, ${codesAsked} codes translated ${ms(translate)}, a count of each restated ${ms(restate)}\n`,
  );
}
const [smallest, largest] = [rows[0], rows.at(-1)];
if (smallest !== undefined && largest !== undefined) {
  const growth = (of: 'derive' | 'restate'): string =>
    (Math.log(largest[of] / smallest[of]) / Math.log(largest.size / smallest.size)).toFixed(2);
  process.stdout.write(`growth exponents: derived ${growth('derive')}, restated ${growth('restate')}\n`);
}
