import type { ReasonId } from '../../../platform/ids';
import { byCodeUnits } from '../../../platform/text';
import { vagueKinds, type Link, type SourceEntry } from './correspondence';

/**
 * The entries with their links in order, and with the flags that follow from how many there are: of several targets each
 * has part of the source only, and of several sources each is part of the target. A flag that is set stays.
 *
 * @example withPartialFlags([{ source: a, links: [{ target: b, … }] }, { source: b, links: [{ target: b, … }] }])
 * // both links: partialTarget
 */
export function withPartialFlags(entries: readonly SourceEntry[]): readonly SourceEntry[] {
  const incoming = new Map<ReasonId, number>();
  for (const { target } of entries.flatMap(({ links }) => links))
    incoming.set(target, (incoming.get(target) ?? 0) + 1);
  return entries.map((entry) => ({
    ...entry,
    links: entry.links
      .map((link) => ({
        ...link,
        partialSource: link.partialSource || entry.links.length > 1,
        partialTarget: link.partialTarget || (incoming.get(link.target) ?? 0) > 1,
      }))
      .sort((one, other) => byCodeUnits(one.target, other.target)),
  }));
}

/** Whether a link by itself, whatever stands beside it, has part of its source or of its target only. */
export const ownFlags = ({
  kind,
  share,
}: Pick<Link, 'kind' | 'share'>): Pick<Link, 'partialSource' | 'partialTarget'> => {
  const isVague = vagueKinds.includes(kind);
  return {
    partialSource: isVague || kind === 'PART' || (share !== null && share.value < 1),
    partialTarget: isVague,
  };
};
