import type { ReasonId } from '../../../platform/ids';
import { groupBy } from '../group-by';
import type { CorrespondenceBody, Link, SourceEntry } from './correspondence';

/** A link seen from its target. */
export interface IncomingLink extends Link {
  readonly source: ReasonId;
}

/** A correspondence made ready to be walked in either direction. */
export interface CorrespondenceIndex {
  readonly body: CorrespondenceBody;
  readonly bySource: ReadonlyMap<ReasonId, SourceEntry>;
  readonly byTarget: ReadonlyMap<ReasonId, readonly IncomingLink[]>;
  readonly begun: ReadonlySet<ReasonId>;
  readonly found: ReadonlyMap<ReasonId, SourceEntry>;
}

/** The indexes of a correspondence; O(links). */
export function indexOf(body: CorrespondenceBody): CorrespondenceIndex {
  const incoming = body.entries.flatMap(({ source, links }) => links.map((link) => ({ ...link, source })));
  return {
    body,
    bySource: new Map(body.entries.map((entry) => [entry.source, entry])),
    byTarget: groupBy(incoming, ({ target }) => target),
    begun: new Set(body.begun),
    found: new Map(body.found.map((entry) => [entry.source, entry])),
  };
}

/**
 * The part of the source that goes along a link: the share that is known, all of it where the link is whole and the only
 * one, else null.
 *
 * @example forwardShare({ …link, share: null, partialSource: true }, 2) // null: nobody knows
 */
export const forwardShare = (link: Link, siblings: number): number | null =>
  link.share?.value ?? (!link.partialSource && siblings === 1 ? 1 : null);

/** The part of the target that came along a link: known only where all of it did. */
export const backwardShare = (link: Link, siblings: number): number | null =>
  !link.partialTarget && siblings === 1 ? 1 : null;
