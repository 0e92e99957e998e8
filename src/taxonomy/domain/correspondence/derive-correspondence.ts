import type { ReasonId } from '../../../platform/ids';
import { byCodeUnits } from '../../../platform/text';
import type { AssociationKind, ReasonState, Retirement } from '../reason';
import { isActive, type ReasonTree } from '../reason-tree';
import type { CorrespondenceBody, Link, LinkKind, Share, SourceEntry } from './correspondence';
import { ownFlags, withPartialFlags } from './partial-flags';
import { partingOf, type SplitOff } from './split-offs';

/** What was split off reasons on the way, by their source: the two contents do not tell. */
type SplitOffs = ReadonlyMap<ReasonId, readonly SplitOff[]>;

const kindOfAssociation: Readonly<Record<AssociationKind, LinkKind>> = {
  SAME_AS: 'SAME',
  REPLACED_BY: 'REPLACED_BY',
  PARTIALLY_EQUIVALENT_TO: 'PART',
  POSSIBLY_EQUIVALENT_TO: 'POSSIBLE',
  POSSIBLY_REPLACED_BY: 'POSSIBLE',
  ALTERNATIVE: 'ALTERNATIVE',
};

/**
 * What becomes of the reasons of a content in the one after it, read off the two: a retired reason leads to where its
 * retirement sends its contacts, one whose scope was declared changed leads to itself with an unknown share, and any other
 * stays what it is; one of which a part was split off leads to the part and to itself, with the rest of the share where all are
 * known. What is new, or back in use, has begun. Linear in the size of the contents.
 *
 * @example deriveCorrespondence(v1, v2).entries
 * // [{ source: bin, links: [{ target: waste, kind: 'REPLACED_BY', partialSource: false, partialTarget: true }] }, …]
 */
export function deriveCorrespondence(
  from: ReasonTree,
  to: ReasonTree,
  splitOffs: SplitOffs = new Map(),
): CorrespondenceBody {
  const entries = new Map<ReasonId, SourceEntry>();
  const found: SourceEntry[] = [];
  for (const before of from.all()) {
    const after = to.get(before.id);
    if (isActive(before)) {
      const entry = entryOf(before, after, { to, splitOffs });
      if (entry !== null) entries.set(before.id, entry);
    } else {
      const later = foundLater(before, after, to);
      if (later !== null) found.push(later);
    }
  }
  const met = new Set([...entries.values()].flatMap(({ links }) => links.map(({ target }) => target)));
  for (const id of met) {
    const before = from.get(id);
    const isKept = before !== undefined && isActive(before) && !entries.has(id);
    if (isKept) entries.set(id, entry(id, [link(id, 'SAME')]));
  }
  const begun = Array.from(to.all())
    .filter(({ id, retirement }) => retirement === null && !met.has(id) && !isActiveIn(from, id))
    .map(({ id }) => id);
  return {
    impliesIdentity: true,
    entries: withPartialFlags(sorted([...entries.values()])),
    begun: begun.sort(byCodeUnits),
    found: withPartialFlags(sorted(found)),
  };
}

/** Where a retirement leads inside its own content: for a code that was retired already when it was used. */
export const entryOfRetirement = ({ id, retirement }: ReasonState, tree: ReasonTree): SourceEntry =>
  entry(id, retirement === null ? [] : linksOf(retirement, tree));

const isActiveIn = (tree: ReasonTree, id: ReasonId): boolean => {
  const state = tree.get(id);
  return state !== undefined && isActive(state);
};

/** Null where the reason is the same in both. */
function entryOf(
  before: ReasonState,
  after: ReasonState | undefined,
  { to, splitOffs }: { readonly to: ReasonTree; readonly splitOffs: SplitOffs },
): SourceEntry | null {
  if (after === undefined) return entry(before.id, []);
  if (after.retirement !== null) return entry(before.id, linksOf(after.retirement, to));
  const changes = after.scopeRevision - before.scopeRevision;
  if (changes === 0) return null;
  const standing = (splitOffs.get(before.id) ?? []).filter(({ parts }) =>
    parts.some(({ target }) => isActiveIn(to, target)),
  );
  return entry(before.id, linksOfParted(before.id, { standing, changes, to }));
}

interface Parted {
  readonly standing: readonly SplitOff[];
  /** How often its scope was changed. */
  readonly changes: number;
  readonly to: ReasonTree;
}

/** Where its scope was changed otherwise too, what is left of it is not what the shares say. */
function linksOfParted(source: ReasonId, { standing, changes, to }: Parted): readonly Link[] {
  if (standing.length === 0 || changes < 0) return [link(source, 'SCOPE_CHANGED')];
  const { parts, rest } = partingOf(standing);
  const isOtherwiseChanged = changes > standing.length;
  const inUse = [...parts].filter(([target]) => target !== source && isActiveIn(to, target));
  return [
    isOtherwiseChanged ? link(source, 'SCOPE_CHANGED') : link(source, 'PART', rest),
    ...inUse.map(([target, share]) => link(target, 'PART', share)),
  ];
}

/** A successor that a retired reason did not have, or its own return. */
function foundLater(before: ReasonState, after: ReasonState | undefined, to: ReasonTree): SourceEntry | null {
  if (after === undefined || before.retirement === null) return null;
  if (after.retirement === null) return entry(before.id, [link(before.id, 'SAME')]);
  const hadNone = before.retirement.associations.length === 0;
  const links = hadNone ? linksOf(after.retirement, to) : [];
  return links.length === 0 ? null : entry(before.id, links);
}

/** Targets in other taxonomies are no reasons of this content. */
const linksOf = ({ associations }: Retirement, to: ReasonTree): readonly Link[] =>
  associations
    .filter(({ targetId }) => isActiveIn(to, targetId))
    .map(({ kind, targetId, share }) => link(targetId, kindOfAssociation[kind], share));

const entry = (source: ReasonId, links: readonly Link[]): SourceEntry => ({
  source,
  origin: 'DERIVED',
  note: null,
  links,
});

function link(target: ReasonId, kind: LinkKind, value: number | null = null): Link {
  const share: Share | null = value === null ? null : { value, n: null, method: 'GIVEN', sessionId: null };
  return { target, kind, share, ...ownFlags({ kind, share }) };
}

const sorted = (entries: readonly SourceEntry[]): readonly SourceEntry[] =>
  entries.toSorted((one, other) => byCodeUnits(one.source, other.source));
