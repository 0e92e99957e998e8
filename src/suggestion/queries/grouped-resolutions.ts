import { usageCounts, type Dimension, type UsageRow } from '../../contact';
import type { ContactId } from '../../contact/domain';
import { restated, type Correspondence, type Day, type Days } from '../../figures/domain';
import type { Sql } from '../../platform/database/sql';
import type { ReasonId, TaxonomyId } from '../../platform/ids';
import type { ReasonTree } from '../../taxonomy/domain';
import { groupBy } from '../../taxonomy/domain';
import { middleMonth, type GroupedResolution } from '../domain';

/** Use of a list in a window, stated in one version. */
export interface UseQuestion extends Days {
  readonly taxonomyId: TaxonomyId;
  readonly without: readonly ContactId[];
  readonly tree: ReasonTree;
  readonly correspondence: Correspondence;
  /** Only contacts that were coded with these, whatever they are now. */
  readonly reasons?: readonly ReasonId[];
}

/** Counts as contacts were coded, and the same as they are stated now. */
export async function countedAsNow<By extends Dimension>(
  sql: Sql,
  { tree, correspondence, ...window }: UseQuestion,
  by: readonly By[],
) {
  const rows: readonly UsageRow<By | 'reason' | 'version'>[] = await usageCounts<By | 'reason' | 'version'>(
    sql,
    window,
    ['reason', 'version', ...by],
  );
  return { rows, restated: restated(rows, { tree, correspondence }).rows };
}

interface Coded {
  readonly reason: ReasonId | null;
  readonly version: number | null;
}

interface GroupsWanted {
  readonly reasons: readonly ReasonId[];
  readonly byReason: ReadonlyMap<ReasonId, ReadonlyMap<Day, number>>;
  /** All that contacts of the window were coded as. */
  readonly codedAs: readonly Coded[];
  /** Of resolutions by their ids. */
  readonly codes: ReadonlyMap<string, string>;
}

/**
 * How contacts of some reasons were resolved by channel and by segment, in either half of the months in which each was used.
 * Most reasons are used all the time and have their halves in common: these are read together.
 */
export async function groupedResolutions(
  sql: Sql,
  asked: UseQuestion,
  { reasons, byReason, codedAs, codes }: GroupsWanted,
): Promise<readonly GroupedResolution[]> {
  if (codes.size === 0) return [];
  const found: GroupedResolution[] = [];
  const byMiddle = groupBy(reasons, (reason) => middleMonth(byReason.get(reason) ?? new Map()));
  for (const [middle, own] of byMiddle) {
    const wanted = new Set(own);
    const sources = codedAs.flatMap((coded) =>
      coded.reason !== null && leadsTo(asked, coded, wanted) ? [coded.reason] : [],
    );
    const halves = [
      { half: 'EARLIER', from: asked.from, until: middle },
      { half: 'LATER', from: middle, until: asked.until },
    ] as const;
    for (const { half, ...days } of halves)
      for (const dimension of ['CHANNEL', 'SEGMENT'] as const)
        for (const row of await countedBy(
          sql,
          { ...asked, ...days, reasons: [...new Set(sources)] },
          dimension,
        )) {
          const resolution = row.resolution === null ? undefined : codes.get(row.resolution);
          const { reason, value, contacts } = row;
          if (resolution !== undefined && value !== null && wanted.has(reason))
            found.push({ reason, dimension, value, resolution, half, contacts });
        }
  }
  return found;
}

async function countedBy(sql: Sql, asked: UseQuestion, dimension: GroupedResolution['dimension']) {
  if (dimension === 'CHANNEL') {
    const { restated: rows } = await countedAsNow(sql, asked, ['resolution', 'channel']);
    return rows.map(({ channel, ...row }) => ({ ...row, value: channel }));
  }
  const { restated: rows } = await countedAsNow(sql, asked, ['resolution', 'segment']);
  return rows.map(({ segment, ...row }) => ({ ...row, value: segment }));
}

function leadsTo(
  { correspondence }: UseQuestion,
  { reason, version }: Coded,
  wanted: ReadonlySet<ReasonId>,
): boolean {
  if (reason === null) return false;
  if (wanted.has(reason)) return true;
  if (version === null) return false;
  const translation = correspondence.translate(reason, version);
  return translation.kind === 'RESTATED' && translation.targets.some(({ reasonId }) => wanted.has(reasonId));
}
