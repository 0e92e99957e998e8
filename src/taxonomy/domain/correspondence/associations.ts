import type { ReasonId } from '../../../platform/ids';
import { byCodeUnits } from '../../../platform/text';
import type { ChangeClass } from '../diff/diff-entries';
import { groupBy } from '../group-by';
import {
  vagueKinds,
  type CorrespondenceBody,
  type Link,
  type Origin,
  type SourceEntry,
} from './correspondence';

/** From sources to targets; NONE where one side is empty. */
export const relationships = [
  'EQUIVALENT',
  'SOURCE_IS_NARROWER',
  'SOURCE_IS_BROADER',
  'RELATED',
  'NONE',
] as const;
export type Relationship = (typeof relationships)[number];

export interface AssociatedLink extends Link {
  readonly source: ReasonId;
}

/** All that hangs together in a correspondence, so that n : m is seen whole. */
export interface ReasonAssociation {
  readonly sources: readonly ReasonId[];
  readonly targets: readonly ReasonId[];
  readonly links: readonly AssociatedLink[];
  readonly relationship: Relationship;
  /** Null between two taxonomies, and where only what a reason counts was changed. */
  readonly changeClass: ChangeClass | null;
  /** CURATED where any of it was given by hand. */
  readonly origin: Origin;
  readonly notes: readonly string[];
}

/**
 * The connected parts of a correspondence, by their first reason. A reason that is the same on both sides and meets no
 * other is no part of it. Linear in the number of links, but for the order.
 *
 * @example associationsOf(deriveCorrespondence(v1, v2)) // [{ sources: [bin], targets: [waste], relationship: 'EQUIVALENT', … }]
 */
export function associationsOf(body: CorrespondenceBody): readonly ReasonAssociation[] {
  const groups = new Groups();
  for (const { source, links } of body.entries) {
    groups.add(`s${source}`);
    for (const { target } of links) groups.join(`s${source}`, `t${target}`);
  }
  const byRoot = groupBy(body.entries, ({ source }) => groups.rootOf(`s${source}`));
  const made = Array.from(byRoot.values(), (entries) => associationOf(entries, body.impliesIdentity));
  const begun = body.begun.map((target) => begunAs(target, body.impliesIdentity));
  return [...made, ...begun].sort((one, other) => byCodeUnits(keyOf(one), keyOf(other)));
}

const keyOf = ({ sources, targets }: ReasonAssociation): string => sources[0] ?? targets[0] ?? '';

function associationOf(entries: readonly SourceEntry[], isWithin: boolean): ReasonAssociation {
  const links = entries.flatMap(({ source, links: own }) => own.map((link) => ({ ...link, source })));
  const sources = entries.map(({ source }) => source).sort(byCodeUnits);
  const targets = [...new Set(links.map(({ target }) => target))].sort(byCodeUnits);
  return {
    ...{ sources, targets, links, relationship: relationshipOf(sources, targets, links) },
    changeClass: isWithin ? classOf(sources, targets) : null,
    origin: entries.some(({ origin }) => origin === 'CURATED') ? 'CURATED' : 'DERIVED',
    notes: entries.flatMap(({ note }) => note ?? []),
  };
}

const begunAs = (target: ReasonId, isWithin: boolean): ReasonAssociation => ({
  ...{ sources: [], targets: [target], links: [], relationship: 'NONE', origin: 'DERIVED', notes: [] },
  changeClass: isWithin ? 'RC2' : null,
});

function relationshipOf(
  sources: readonly ReasonId[],
  targets: readonly ReasonId[],
  links: readonly AssociatedLink[],
): Relationship {
  if (sources.length === 0 || targets.length === 0) return 'NONE';
  if (links.some(({ kind }) => vagueKinds.includes(kind))) return 'RELATED';
  const isPartOfTarget = links.some(({ partialTarget }) => partialTarget);
  const isPartOfSource = links.some(({ partialSource }) => partialSource);
  if (isPartOfTarget && isPartOfSource) return 'RELATED';
  if (isPartOfTarget) return 'SOURCE_IS_NARROWER';
  return isPartOfSource ? 'SOURCE_IS_BROADER' : 'EQUIVALENT';
}

function classOf(sources: readonly ReasonId[], targets: readonly ReasonId[]): ChangeClass | null {
  const [source] = sources;
  const [target] = targets;
  if (source === undefined) return 'RC2';
  if (target === undefined) return 'RC1';
  const isOneToOne = sources.length === 1 && targets.length === 1;
  if (isOneToOne && source === target) return null;
  if (targets.length === 1) return sources.includes(target) ? 'RC3.2' : 'RC3.1';
  if (sources.length === 1) return targets.includes(source) ? 'RC4.2' : 'RC4.1';
  return 'RC5';
}

/** Union-find with path halving. */
class Groups {
  private readonly parents = new Map<string, string>();

  add(member: string): void {
    if (!this.parents.has(member)) this.parents.set(member, member);
  }

  join(one: string, other: string): void {
    this.add(one);
    this.add(other);
    this.parents.set(this.rootOf(other), this.rootOf(one));
  }

  rootOf(member: string): string {
    let at = member;
    for (;;) {
      const parent = this.parents.get(at) ?? at;
      if (parent === at) return at;
      const grandparent = this.parents.get(parent) ?? parent;
      this.parents.set(at, grandparent);
      at = grandparent;
    }
  }
}
