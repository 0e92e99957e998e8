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
  readonly reasons?: readonly (ReasonId | null)[];
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
    const sources = new Set(
      codedAs.filter((coded) => leadsTo(asked, coded, wanted)).map(({ reason }) => reason),
    );
    const window = { ...asked, reasons: [...sources] };
    const earlier = await resolutionsByPlace(sql, { ...window, until: middle });
    const later = await resolutionsByPlace(sql, { ...window, from: middle });
    const halves = [
      ...earlier.map((row) => ({ ...row, half: 'EARLIER' as const })),
      ...later.map((row) => ({ ...row, half: 'LATER' as const })),
    ];
    for (const { reason, dimension, value, resolution: id, half, contacts } of halves) {
      const resolution = id === null ? undefined : codes.get(id);
      if (resolution !== undefined && value !== null && wanted.has(reason))
        found.push({ reason, dimension, value, resolution, half, contacts });
    }
  }
  return found;
}

async function resolutionsByPlace(sql: Sql, asked: UseQuestion) {
  const byChannel = await countedAsNow(sql, asked, ['resolution', 'channel']);
  const bySegment = await countedAsNow(sql, asked, ['resolution', 'segment']);
  return [
    ...byChannel.restated.map(({ channel, ...row }) => ({
      ...row,
      dimension: 'CHANNEL' as const,
      value: channel,
    })),
    ...bySegment.restated.map(({ segment, ...row }) => ({
      ...row,
      dimension: 'SEGMENT' as const,
      value: segment,
    })),
  ];
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
