import type { ReasonId } from '../../../platform/ids';
import { byCodeUnits } from '../../../platform/text';
import type { ReasonTree } from '../reason-tree';
import type { CorrespondenceBody, Link, SourceEntry } from './correspondence';
import { withPartialFlags } from './partial-flags';
import type { TranslationTarget } from './translation';
import { translationOf, type TranslationPath } from './translate-codes';

/**
 * The correspondence of two contents that a way leads from one to the other of: each active reason with all its targets.
 * Shares that were composed are told as given, since no session measured them.
 *
 * @example composeCorrespondence({ from: v1, startsAt: 1, steps: [v1ToV2, v2ToV3] }, v3).entries
 */
export function composeCorrespondence(path: TranslationPath, to: ReasonTree): CorrespondenceBody {
  const impliesIdentity = path.steps.every(({ correspondence }) => correspondence.body.impliesIdentity);
  const entries: SourceEntry[] = [];
  const reached = new Set<ReasonId>();
  const kept = new Set<ReasonId>();
  for (const { id } of path.from.depthFirst()) {
    const { targets } = translationOf(id, path);
    for (const { reasonId } of targets) (reasonId === id ? kept : reached).add(reasonId);
    const isSame = impliesIdentity && targets.length === 1 && targets[0]?.reasonId === id && targets[0].exact;
    if (!isSame) entries.push({ source: id, origin: 'DERIVED', note: null, links: targets.map(linkOf) });
  }
  const named = new Set(entries.map(({ source }) => source));
  for (const id of kept)
    if (reached.has(id) && !named.has(id))
      entries.push({ source: id, origin: 'DERIVED', note: null, links: [same(id)] });
  const begun = to.depthFirst().filter(({ id }) => !reached.has(id) && !kept.has(id));
  return {
    impliesIdentity,
    entries: withPartialFlags(entries.sort((one, other) => byCodeUnits(one.source, other.source))),
    begun: begun.map(({ id }) => id).sort(byCodeUnits),
    found: [],
  };
}

/** All of it went there, and yet not exactly so: then others are in the target too. */
function linkOf({ reasonId, share, exact, passages }: TranslationTarget): Link {
  const isWhole = share !== null && Math.abs(share - 1) < 1e-9;
  return {
    ...{
      target: reasonId,
      kind: passages.at(-1)?.kind ?? 'SAME',
      partialSource: !isWhole,
      partialTarget: isWhole && !exact,
    },
    share: share === null || isWhole ? null : { value: share, n: null, method: 'GIVEN', sessionId: null },
  };
}

const same = (target: ReasonId): Link => ({
  ...{ target, kind: 'SAME', partialSource: false, partialTarget: false, share: null },
});
