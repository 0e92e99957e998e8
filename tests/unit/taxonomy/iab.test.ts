import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReasonId } from '../../../src/platform/ids';
import {
  applyOperations,
  buildTree,
  defaultPolicy,
  diffVersions,
  findingsOf,
  planCreates,
  planMove,
  ReasonTree,
  type Operation,
  type VersionDiff,
} from '../../../src/taxonomy/domain';
import { applied, context, reasonId } from './trees';

/**
 * IAB Tech Lab Content Taxonomy 2.2, 3.0 and 3.1 (CC BY 3.0); the counts are those of the README beside the
 * files.
 */
const folder = join(__dirname, '../../../../shared/reference/taxonomies/iab');
const isThere = existsSync(folder);
if (!isThere) console.log(`skipped: the IAB taxonomies are not at ${folder}`);

interface Row {
  readonly code: string;
  readonly parentCode: string | null;
  readonly name: string;
}

function rowsOf(file: string): readonly Row[] {
  const lines = readFileSync(join(folder, file), 'utf8').split(/\r?\n/).slice(2);
  return lines.flatMap((line) => {
    const [code = '', parent = '', name = ''] = line.split('\t').map((cell) => cell.trim());
    return code === '' ? [] : [{ code, parentCode: parent === '' ? null : parent, name }];
  });
}

/** One id for one code, in every edition. */
const ids = new Map<string, ReasonId>();
function idOf(code: string): ReasonId {
  const known = ids.get(code) ?? reasonId(ids.size + 1);
  ids.set(code, known);
  return known;
}

function operationsTo(tree: ReasonTree, rows: readonly Row[]): readonly Operation[] {
  const listed = new Set(rows.map((row) => idOf(row.code)));
  const parentOf = (row: Row): ReasonId | null => (row.parentCode === null ? null : idOf(row.parentCode));
  const added = rows.filter((row) => !tree.has(idOf(row.code)));
  const creates = planCreates(
    tree,
    parentsFirst(added).map((row) => ({
      reasonId: idOf(row.code),
      code: row.code,
      parentId: parentOf(row),
      labels: { en: row.name },
    })),
  );
  const edits = rows.flatMap((row): readonly Operation[] => {
    const reason = tree.get(idOf(row.code));
    if (reason === undefined) return [];
    const moves =
      reason.parentId === parentOf(row)
        ? []
        : planMove(tree, { reasonId: reason.id, parentId: parentOf(row), place: { at: 'LAST' } });
    const label: Operation = { kind: 'SetLabel', reasonId: reason.id, language: 'en', label: row.name };
    return [...('ok' in moves && moves.ok ? moves.value : []), label];
  });
  const retirement = { reason: 'OUTDATED', associations: [], justification: 'Not in the edition.' } as const;
  const retires = tree
    .depthFirst()
    .filter((reason) => !listed.has(reason.id))
    .map((reason): Operation => ({ kind: 'RetireReason', reasonId: reason.id, retirement }));
  return [...creates, ...edits, ...retires];
}

function parentsFirst(rows: readonly Row[]): readonly Row[] {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const depth = (row: Row): number => {
    const parent = row.parentCode === null ? undefined : byCode.get(row.parentCode);
    return parent === undefined ? 0 : 1 + depth(parent);
  };
  return rows.toSorted((one, other) => depth(one) - depth(other));
}

const renamedAndMoved = (diff: VersionDiff): number =>
  diff.reasons.filter(({ entries }) =>
    ['LabelChanged', 'ReasonMoved'].every((kind) => entries.some((entry) => entry.kind === kind)),
  ).length;

(isThere ? describe : describe.skip)('the IAB content taxonomy from edition to edition', () => {
  const trees: ReasonTree[] = [];
  beforeAll(() => {
    let tree = ReasonTree.empty;
    for (const file of ['content-2.2.tsv', 'content-3.0.tsv', 'content-3.1.tsv']) {
      tree = applied(tree, operationsTo(tree, rowsOf(file))).tree;
      trees.push(tree);
    }
  });
  const between = (from: number, to: number): VersionDiff =>
    diffVersions(trees[from] ?? ReasonTree.empty, trees[to] ?? ReasonTree.empty);

  it('has 1196 reasons in edition 2.2 and is a tree', () => {
    expect(trees[0]?.size).toBe(1196);
    expect(trees.every((tree) => buildTree([...tree.all()]).ok)).toBe(true);
  });

  it('from 2.2 to 3.0 adds 19, retires 512, renames 28 and moves 38, 18 of them both', () => {
    const diff = between(0, 1);
    expect(diff.summary).toMatchObject({
      added: 19,
      retired: 512,
      renamed: 28,
      moved: 38,
      removed: 0,
      recoded: 0,
    });
    expect(renamedAndMoved(diff)).toBe(18);
    expect(diff.compatibility).toBe('MAJOR');
  });

  it('from 3.0 to 3.1 adds 1, renames 2 and moves 2', () => {
    expect(between(1, 2).summary).toMatchObject({ added: 1, retired: 0, renamed: 2, moved: 2 });
  });

  it('in 2.2 has one label twice in a menu, "Antarctica" under 1220, and nothing else that blocks', () => {
    const policy = { ...defaultPolicy, maxDepth: 4, maxFanOut: 250 };
    const report = findingsOf({
      tree: trees[0] ?? ReasonTree.empty,
      policy,
      languages: ['en'],
      channels: null,
      owners: null,
    });
    const blocking = report.findings.filter(({ severity }) => severity === 'BLOCKING');
    expect(blocking).toMatchObject([{ rule: 'SIBLING_LABEL_CLASH', observed: 'Antarctica', language: 'en' }]);
    expect(blocking[0]?.reasonIds.map((id) => trees[0]?.parent(id)?.code)).toEqual(['1220', '1220']);
  });

  it('gives nothing to do when the same edition comes again', () => {
    const newest = trees[2] ?? ReasonTree.empty;
    const outcome = applyOperations(newest, operationsTo(newest, rowsOf('content-3.1.tsv')), context);
    expect(outcome.ok && outcome.value.changed).toBe(false);
  });
});
