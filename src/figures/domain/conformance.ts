import type { ReasonId } from '../../platform/ids';
import { byCodeUnits } from '../../platform/text';
import type { ReasonTree, ResolutionMapping } from '../../taxonomy/domain';
import type { CrossTable } from './cross-table';
import { shareOf, type Share } from './share';

/** Contacts of a reason that ended as its mapping does not foresee. */
export interface UnexpectedResolution {
  readonly reasonId: ReasonId;
  readonly resolution: string;
  readonly because: 'FORBIDDEN' | 'NOT_MAPPED';
  /** Of the contacts of the reason with a resolution. */
  readonly share: Share;
}

/** A mapping that no contact of the period used, of a reason that had contacts with a resolution. */
export interface UnusedMapping {
  readonly reasonId: ReasonId;
  readonly mapping: ResolutionMapping;
  /** Contacts of the reason with a resolution. */
  readonly contacts: number;
}

export interface Conformance {
  /** Of the contacts with a resolution, those of a reason that is mapped to it as expected or allowed. */
  readonly coverage: Share;
  /** Of the contacts with a resolution, those of a reason that is mapped to any. */
  readonly mapped: Share;
  /** The most contacts first. */
  readonly unexpected: readonly UnexpectedResolution[];
  readonly unused: readonly UnusedMapping[];
}

/**
 * How what was observed fits what is mapped, reason by reason; the codes of resolutions are the columns of the table. Of a
 * reason without any mapping every resolution is NOT_MAPPED.
 *
 * @example conformanceOf(tree, table).unexpected[0] // { resolution: 'VOID', because: 'FORBIDDEN', ... }
 */
export function conformanceOf(tree: ReasonTree, table: CrossTable<ReasonId, string>): Conformance {
  const unexpected: UnexpectedResolution[] = [];
  const unused: UnusedMapping[] = [];
  let [covered, ofMapped] = [0, 0];
  for (const [reasonId, observed] of table.cells) {
    const of = table.rowTotals.get(reasonId) ?? 0;
    const mappings = new Map(
      (tree.get(reasonId)?.resolutions ?? []).map((mapping) => [mapping.code, mapping]),
    );
    if (mappings.size > 0) ofMapped += of;
    for (const [resolution, count] of observed) {
      const use = mappings.get(resolution)?.use;
      if (use === 'EXPECTED' || use === 'ALLOWED') covered += count;
      else
        unexpected.push({
          ...{ reasonId, resolution, share: shareOf(count, of) },
          because: use === 'FORBIDDEN' ? 'FORBIDDEN' : 'NOT_MAPPED',
        });
    }
    for (const mapping of mappings.values()) {
      const isUnused = mapping.use !== 'FORBIDDEN' && !observed.has(mapping.code);
      if (isUnused) unused.push({ reasonId, mapping, contacts: of });
    }
  }
  unexpected.sort(
    (one, other) =>
      other.share.count - one.share.count ||
      byCodeUnits(one.resolution, other.resolution) ||
      byCodeUnits(one.reasonId, other.reasonId),
  );
  unused.sort(
    (one, other) =>
      other.contacts - one.contacts ||
      byCodeUnits(one.mapping.code, other.mapping.code) ||
      byCodeUnits(one.reasonId, other.reasonId),
  );
  return {
    ...{ coverage: shareOf(covered, table.total), mapped: shareOf(ofMapped, table.total) },
    ...{ unexpected, unused },
  };
}
