import type { ReasonId } from '../../platform/ids';
import { byCodeUnits } from '../../platform/text';
import type { ReasonTree } from '../../taxonomy/domain';
import type { BreakCause, Correspondence } from './correspondence';

/** Contacts that were coded with one reason in one version. */
export interface CodedCount {
  readonly reason: ReasonId | null;
  readonly version: number | null;
  readonly contacts: number;
}

/** The same contacts under a reason of the version that figures are stated in. */
export type Restated<Row extends CodedCount> = Omit<Row, 'reason'> & { readonly reason: ReasonId };

/** Contacts of a reason that cannot be compared over a change of the list. */
export interface SeriesBreak {
  readonly reason: ReasonId;
  readonly version: number;
  readonly cause: BreakCause;
  readonly contacts: number;
}

export interface Restatement<Row extends CodedCount> {
  readonly rows: readonly Restated<Row>[];
  /** The most contacts first. */
  readonly breaks: readonly SeriesBreak[];
  /** Contacts without a reason. */
  readonly uncoded: number;
  /** Contacts of reasons that the version does not hold. */
  readonly outside: number;
}

/**
 * Counts as they would stand in one version. What cannot be restated stays with its own reason where that is there, and is
 * told as a break. Shares of a split make counts that are not whole. Linear in the number of rows.
 *
 * @example restated([{ reason: merged, version: 1, contacts: 5 }], { tree, correspondence }).rows // [{ reason: into, ... }]
 */
export function restated<Row extends CodedCount>(
  rows: readonly Row[],
  { tree, correspondence }: { readonly tree: ReasonTree; readonly correspondence: Correspondence },
): Restatement<Row> {
  const result: Restated<Row>[] = [];
  const breaks = new Map<string, SeriesBreak>();
  let [uncoded, outside] = [0, 0];
  for (const row of rows) {
    const { reason, version, contacts } = row;
    if (reason === null || version === null) {
      uncoded += contacts;
      continue;
    }
    const translation = correspondence.translate(reason, version);
    if (translation.kind === 'RESTATED') {
      for (const { reasonId, share } of translation.targets)
        result.push({ ...row, reason: reasonId, contacts: contacts * share });
      continue;
    }
    if (translation.kind === 'BREAK') {
      const { cause } = translation;
      const key = `${reason} ${version}`;
      const known = breaks.get(key)?.contacts ?? 0;
      breaks.set(key, { reason, version, cause, contacts: known + contacts });
    }
    if (tree.has(reason)) result.push({ ...row, reason });
    else outside += contacts;
  }
  return { rows: result, breaks: [...breaks.values()].sort(mostFirst), uncoded, outside };
}

/** Rows come in no order, and pages of breaks go on from one to the next. */
const mostFirst = (one: SeriesBreak, other: SeriesBreak): number =>
  other.contacts - one.contacts || byCodeUnits(one.reason, other.reason) || one.version - other.version;

/**
 * The reason itself, or the one above it at a level; 1 is the root. One that stands higher is itself at every level below.
 *
 * @example reasonAtLevel(tree, invoice, 1) // billing
 */
export const reasonAtLevel = (tree: ReasonTree, reason: ReasonId, level: number | null): ReasonId => {
  if (level === null) return reason;
  const path = tree.path(reason);
  return (path[level - 1] ?? path.at(-1))?.id ?? reason;
};
