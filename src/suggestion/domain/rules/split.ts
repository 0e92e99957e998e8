import { wilsonInterval } from '../../../agreement/statistics';
import { add } from '../../../figures/domain';
import { byCodeUnits } from '../../../platform/text';
import {
  groupBy,
  nameOfReason,
  type ReasonState,
  type ReasonTree,
  type SuggestionThresholds,
} from '../../../taxonomy/domain';
import type { PairCounts } from '../measures/pair-counts';
import { entropyAbove, entropyOf, sizeOf, type Profile } from '../measures/profiles';
import {
  keyOf,
  row,
  type EvidenceRow,
  type NotSuggested,
  type SuggestedPart,
  type Suggestion,
  type Suggestions,
} from '../suggestion';
import {
  contactsOf,
  meantLeaves,
  type GroupedResolution,
  type SuggestionScene,
  type UseInWindow,
} from '../suggestion-scene';
import type { MissingEvidence } from '../suggestion-words';
import { bits, percent } from '../words';

/** The leaves that have the most contacts: those among which one may be too broad. */
function largestLeaves(
  tree: ReasonTree,
  use: Pick<UseInWindow, 'byReason'>,
  { splitVolume, minResolved }: SuggestionThresholds,
): readonly ReasonState[] {
  const leaves = meantLeaves(tree).map((state) => ({ state, contacts: contactsOf(use, state.id) }));
  const most = Math.ceil(splitVolume * leaves.length);
  return leaves
    .filter(({ contacts }) => contacts >= minResolved)
    .sort((one, other) => other.contacts - one.contacts || byCodeUnits(one.state.id, other.state.id))
    .slice(0, most)
    .map(({ state }) => state);
}

/** A leaf whose resolutions are more mixed than those of its siblings. */
interface MixedLeaf {
  readonly reason: ReasonState;
  readonly entropy: ReturnType<typeof entropyAbove>;
  readonly contacts: number;
}

interface Broad extends MixedLeaf {
  readonly parts: readonly SuggestedPart[];
  readonly partRows: readonly EvidenceRow[];
}

/**
 * SPLIT: a leaf among the largest whose resolutions are more mixed than those of its siblings, by the lower limit; that falls
 * into two groups or more by channel or segment, each with a resolution of its own in either half of the window; and on which
 * coders agree, since what they do not agree on is unclear and not too broad.
 */
export function splits(
  scene: SuggestionScene,
  thresholds: SuggestionThresholds,
  pairs: PairCounts,
): Suggestions {
  const made: Suggestion[] = [];
  const notMade: NotSuggested[] = [];
  const groups = groupBy(scene.use.groups, (group) => group.reason);
  for (const mixed of mixedLeaves(scene.tree, scene.use, thresholds)) {
    const broad = brokenUp(mixed, groups.get(mixed.reason.id) ?? [], thresholds.minResolved);
    const { reason } = broad;
    const agreement = pairs.specificAgreement(reason.id);
    const { splitAgreement, minCodings } = thresholds;
    const isCoded = pairs.codingsOf(reason.id) >= minCodings && agreement !== null;
    const tests: readonly (readonly [MissingEvidence, boolean])[] = [
      ['NO_STABLE_GROUPS', broad.parts.length < 2],
      ['TOO_FEW_CODINGS', !isCoded],
      ['AGREEMENT_LOW', isCoded && (agreement.interval?.lower ?? 0) < splitAgreement],
    ];
    const missing = tests.filter(([, isMissing]) => isMissing).map(([cause]) => cause);
    const agreed = row({
      ...{ measure: 'SPECIFIC_AGREEMENT', reasonId: reason.id, value: agreement?.value ?? null },
      ...{ interval: agreement?.interval ?? null, n: agreement?.codings ?? 0, threshold: splitAgreement },
    });
    const evidence = [entropyRow(broad), ...broad.partRows, agreed];
    if (missing.length === 0) made.push(suggested(broad, evidence));
    else notMade.push(withheld(broad, { evidence, missing, minCodings }));
  }
  return { made, notMade };
}

const entropyRow = ({ reason, entropy, contacts }: Broad): EvidenceRow =>
  row({
    ...{ measure: 'ENTROPY_ABOVE_SIBLINGS', reasonId: reason.id, value: entropy.value },
    ...{ interval: entropy.interval, n: contacts, threshold: 0 },
  });

/**
 * The largest leaves whose resolutions are more mixed than those of their siblings, by the lower limit: those that it is worth
 * reading more of.
 */
export function mixedLeaves(
  tree: ReasonTree,
  use: Pick<UseInWindow, 'byReason' | 'resolutions'>,
  thresholds: SuggestionThresholds,
): readonly MixedLeaf[] {
  const known = ({ id }: ReasonState): Profile[] => {
    const profile = use.resolutions.cells.get(id);
    return profile !== undefined && sizeOf(profile) >= thresholds.minResolved ? [profile] : [];
  };
  return largestLeaves(tree, use, thresholds).flatMap((reason) => {
    const [own] = known(reason);
    const near = tree.children(reason.parentId).filter(({ id }) => id !== reason.id);
    const siblings = near.flatMap(known);
    const others =
      siblings.length > 0
        ? siblings
        : meantLeaves(tree).flatMap((leaf) => (leaf.id === reason.id ? [] : known(leaf)));
    if (own === undefined || others.length === 0) return [];
    const entropy = entropyAbove(entropyOf(own), others.map(entropyOf));
    return entropy.interval.lower <= 0 ? [] : [{ reason, entropy, contacts: sizeOf(own) }];
  });
}

/** The parts that it falls into by channel, else by segment; none where it does not. */
function brokenUp(mixed: MixedLeaf, own: readonly GroupedResolution[], minResolved: number): Broad {
  const found = (['CHANNEL', 'SEGMENT'] as const).map((dimension) =>
    partsBy(
      own.filter((group) => group.dimension === dimension),
      minResolved,
    ),
  );
  const best = found.find(({ parts }) => parts.length > 1) ?? { parts: [], rows: [] };
  return { ...mixed, parts: best.parts, partRows: best.rows };
}

/** The values of one dimension by the resolution that most of their contacts have, in either half of the window. */
function partsBy(groups: readonly GroupedResolution[], minResolved: number) {
  const byValue = groupBy(groups, ({ value }) => value);
  const of = groups.reduce((sum, { contacts }) => sum + contacts, 0);
  const rows: EvidenceRow[] = [];
  const parts = new Map<string, { values: string[]; contacts: number }>();
  for (const [value, own] of [...byValue].sort(([one], [other]) => byCodeUnits(one, other))) {
    const [earlier, later] = (['EARLIER', 'LATER'] as const).map((half) =>
      modal(own.filter((group) => group.half === half)),
    );
    const whole = modal(own);
    if (whole === undefined || whole.of < minResolved || whole.lower <= 0.5) continue;
    if (earlier?.resolution !== whole.resolution || later?.resolution !== whole.resolution) continue;
    const part = parts.get(whole.resolution) ?? { values: [], contacts: 0 };
    parts.set(whole.resolution, { values: [...part.values, value], contacts: part.contacts + whole.of });
    rows.push(
      row({
        ...{
          measure: 'SHARE_OF_MODAL_RESOLUTION',
          reasonId: own[0]?.reason ?? null,
          of: `${value}: ${whole.resolution}`,
        },
        ...{ value: whole.count / whole.of, interval: whole, n: whole.of, threshold: 0.5 },
      }),
    );
  }
  const dimension = groups[0]?.dimension ?? 'CHANNEL';
  return {
    rows,
    parts: Array.from(parts, ([resolution, { values, contacts }]): SuggestedPart => ({
      ...{ dimension, values, resolution, share: of === 0 ? 0 : contacts / of },
    })),
  };
}

function modal(groups: readonly GroupedResolution[]) {
  const counts = new Map<string, number>();
  for (const { resolution, contacts } of groups) add(counts, resolution, contacts);
  const of = sizeOf(counts);
  const [first] = [...counts].sort(([one, count], [other, than]) => than - count || byCodeUnits(one, other));
  if (first === undefined || of === 0) return undefined;
  const [resolution, count] = first;
  const { lower, upper } = wilsonInterval(count, of);
  return { resolution, count, of, lower, upper };
}

const partsInWords = (parts: readonly SuggestedPart[]): string =>
  parts
    .map(({ values, resolution, share }) => `${values.join(', ')} with ${resolution} (${percent(share)})`)
    .join('; ');

function suggested({ reason, entropy, parts }: Broad, evidence: readonly EvidenceRow[]): Suggestion {
  const isClear = entropy.interval.lower > 0.5;
  return {
    ...{ key: keyOf('SPLIT', [reason.id]), kind: 'SPLIT', reasonIds: [reason.id], evidence },
    proposal: { kind: 'SPLIT', reasonId: reason.id, parts },
    confidence: isClear ? 'HIGH' : 'MEDIUM',
    sentence: `${nameOfReason(reason)} is one of the largest, coders agree on it, and its contacts are different work, ${bits(entropy.value)} more mixed than its siblings: ${partsInWords(parts)}.`,
    alternatives: ['Keep it, and map its resolutions by channel in the tools that route.'],
  };
}

function withheld(
  { reason, entropy }: Broad,
  {
    evidence,
    missing,
    minCodings,
  }: {
    readonly evidence: readonly EvidenceRow[];
    readonly missing: readonly MissingEvidence[];
    readonly minCodings: number;
  },
): NotSuggested {
  const causes: Readonly<Partial<Record<MissingEvidence, string>>> = {
    NO_STABLE_GROUPS:
      'it does not fall into groups by channel or segment that are resolved alike all the time',
    TOO_FEW_CODINGS: `it has fewer than ${minCodings} codings by pairs of coders: raise its floor in the next audit`,
    AGREEMENT_LOW: 'coders do not agree on it well enough: it may be unclear and not too broad',
  };
  return {
    ...{ key: keyOf('SPLIT', [reason.id]), kind: 'SPLIT', reasonIds: [reason.id], evidence, missing },
    sentence: `${nameOfReason(reason)} is ${bits(entropy.value)} more mixed than its siblings, but ${missing.flatMap((cause) => causes[cause] ?? []).join('; ')}.`,
  };
}
