import type { ReasonId } from '../../../platform/ids';
import { unreachable } from '../../../platform/result';
import type { ReasonTree } from '../../../taxonomy/domain';
import { excerpt, type FindingList } from '../import-finding';
import type { EntryColumns, ImportEntry, ImportFile } from '../import-file';
import type { PlanChoices } from '../import-options';

/** Where an entry stands: under another entry, under a reason that the file does not list, at the root, or unsaid. */
export type Standing =
  | { readonly under: 'ENTRY'; readonly parent: Planted }
  | { readonly under: 'REASON'; readonly reasonId: ReasonId }
  | { readonly under: 'ROOT' }
  | { readonly under: 'UNSAID' };

/** An entry with its place found. */
export interface Planted {
  readonly entry: ImportEntry;
  /** Place in the file, from 0. */
  readonly at: number;
  standing: Standing;
}

interface Ground {
  readonly tree: ReasonTree;
  readonly formerCodes: ReadonlyMap<string, ReasonId>;
  readonly choices: PlanChoices;
}

/**
 * The entries of a file with their places, parents before children, and the order of the file among equals. Refused, all
 * of them at once: an id that stands twice, a reason that is its own parent, a parent that is neither in the file nor in
 * the taxonomy, and a cycle.
 */
export function forestOf(file: ImportFile, ground: Ground, findings: FindingList): readonly Planted[] {
  const entries = withoutDuplicates(file, ground.choices, findings);
  const planted = entries.map((entry, at): Planted => ({ entry, at, standing: { under: 'UNSAID' } }));
  const byKey = new Map(planted.map((each) => [each.entry.key, each]));
  const byCode = new Map<string, Planted>();
  for (const each of planted) if (each.entry.code !== null) byCode.set(each.entry.code, each);
  for (const each of planted) each.standing = standingOf(each, { byKey, byCode }, { file, ground, findings });
  const depths = depthsOf(planted, file.columns, findings);
  return planted.toSorted(
    (one, other) => (depths.get(one) ?? 0) - (depths.get(other) ?? 0) || one.at - other.at,
  );
}

function withoutDuplicates(
  { entries, columns }: ImportFile,
  { duplicateId }: PlanChoices,
  findings: FindingList,
): readonly ImportEntry[] {
  const firsts = new Map<string, ImportEntry>();
  return entries.filter((entry) => {
    if (entry.code === null) return true;
    const first = firsts.get(entry.code);
    if (first === undefined) {
      firsts.set(entry.code, entry);
      return true;
    }
    const spot = { line: entry.line, column: columns.code };
    const seen = {
      observed: `${excerpt(entry.code)}, which ${first.line === null ? 'another one' : `line ${first.line}`} has`,
      expected: 'each id once',
    };
    if (duplicateId === 'refuse') findings.refuse('DUPLICATE_ID', spot, seen);
    else
      findings.warn('DUPLICATE_ID', spot, { ...seen, observed: `${seen.observed}: this line is left out` });
    return false;
  });
}

interface Known {
  readonly byKey: ReadonlyMap<string, Planted>;
  readonly byCode: ReadonlyMap<string, Planted>;
}

interface Judge {
  readonly file: ImportFile;
  readonly ground: Ground;
  readonly findings: FindingList;
}

function standingOf(planted: Planted, known: Known, judge: Judge): Standing {
  const { parent } = planted.entry;
  switch (parent.kind) {
    case 'ROOT':
      return { under: 'ROOT' };
    case 'UNSAID':
      return { under: 'UNSAID' };
    case 'ENTRY': {
      const entry = known.byKey.get(parent.key);
      return entry === undefined ? { under: 'ROOT' } : { under: 'ENTRY', parent: entry };
    }
    case 'CODE':
      return standingUnder(parent.code, planted, { ...judge, known });
    default:
      return unreachable(parent);
  }
}

function standingUnder(
  code: string,
  planted: Planted,
  { file, ground, findings, known }: Judge & { readonly known: Known },
): Standing {
  const spot = { line: planted.entry.line, column: file.columns.parent ?? file.columns.code };
  if (code === planted.entry.code) {
    const seen = { observed: `${excerpt(code)} itself`, expected: 'another reason as parent' };
    if (ground.choices.selfParent === 'refuse') findings.refuse('SELF_PARENT', spot, seen);
    else findings.warn('SELF_PARENT', spot, { ...seen, observed: `${seen.observed}: it stands at the root` });
    return { under: 'ROOT' };
  }
  const entry = known.byCode.get(code);
  if (entry !== undefined) return { under: 'ENTRY', parent: entry };
  const reasonId = ground.tree.holderOf(code)?.id ?? ground.formerCodes.get(code);
  if (reasonId !== undefined && ground.tree.has(reasonId)) return { under: 'REASON', reasonId };
  findings.refuse('ORPHAN', spot, {
    observed: excerpt(code),
    expected: 'a parent in the file or in the taxonomy',
  });
  return { under: 'ROOT' };
}

/** How many entries stand above each; a cycle is refused once, with the line of each reason in it. */
function depthsOf(
  planted: readonly Planted[],
  columns: EntryColumns,
  findings: FindingList,
): ReadonlyMap<Planted, number> {
  const depths = new Map<Planted, number>();
  for (const start of planted) {
    const way: Planted[] = [];
    const onWay = new Set<Planted>();
    let each: Planted | null = start;
    while (each !== null && !depths.has(each) && !onWay.has(each)) {
      way.push(each);
      onWay.add(each);
      each = each.standing.under === 'ENTRY' ? each.standing.parent : null;
    }
    if (each !== null && onWay.has(each)) refuseCycle(way.slice(way.indexOf(each)), columns, findings);
    let depth = each === null ? 0 : (depths.get(each) ?? 0) + 1;
    for (const passed of way.reverse()) {
      depths.set(passed, depth);
      depth += 1;
    }
  }
  return depths;
}

function refuseCycle(cycle: readonly Planted[], { parent, code }: EntryColumns, findings: FindingList): void {
  const steps = cycle
    .slice(0, 10)
    .map(
      ({ entry }) =>
        `${excerpt(entry.code ?? entry.key)}${entry.line === null ? '' : ` (line ${entry.line})`}`,
    );
  const lines = cycle.flatMap(({ entry }) => entry.line ?? []);
  const line = lines.length === 0 ? null : Math.min(...lines);
  const observed = `a cycle of ${cycle.length}: ${steps.join(' under ')}`;
  findings.refuse('CYCLE', { line, column: parent ?? code }, { observed, expected: 'a tree' });
}
