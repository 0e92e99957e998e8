import type { DepartmentId } from '../../../platform/ids';
import { nameOfReason, type ReasonState, type SuggestionThresholds } from '../../../taxonomy/domain';
import { concentrationOf, suspectedCoders, type Concentration } from '../measures/concentration';
import type { MergeGain, MergeGains } from '../measures/merge-gain';
import type { PairCounts, PairShare, ReasonPair } from '../measures/pair-counts';
import { divergenceOf, informationLost, seedOf, sizeOf, type Divergence } from '../measures/profiles';
import {
  keyOf,
  row,
  type EvidenceRow,
  type NotSuggested,
  type Suggestion,
  type Suggestions,
} from '../suggestion';
import { contactsOf, type SuggestionScene } from '../suggestion-scene';
import type { Confidence, MissingEvidence, SuggestionKind } from '../suggestion-words';
import { bits, inWords, percent } from '../words';

const surer = 0.99;

/** What double codings say, counted once for all rules. */
export interface Counted {
  readonly pairs: PairCounts;
  /** Made when they are first asked for: only of few lists there is a pair to be merged. */
  readonly gains: () => MergeGains;
}

/** Two leaves that coders mix up, and all that was measured of them. */
interface Mixed {
  readonly pair: ReasonPair;
  readonly one: ReasonState;
  readonly other: ReasonState;
  readonly confusion: PairShare;
  readonly confusionAt99: PairShare | null;
  readonly concentration: Concentration;
  readonly gain: MergeGain | null;
  /** Null: too few of either are resolved. */
  readonly divergence: Divergence | null;
  readonly owners: readonly (DepartmentId | null)[];
}

/**
 * MERGE, CLARIFY and COACH: pairs of leaves that coders mix up, by the lower limit of the confusion.
 *
 * - Where it goes away without one or two coders: COACH these, and never MERGE. They are found also where they are few among
 *   many, whom the confusion of all does not show.
 * - Where it stays, the two are resolved alike even by the upper limit, and agreement gains by making them one: MERGE.
 * - Else CLARIFY: definitions, a rule to decide, notes of what is excluded. That two reasons lead to different work is a
 *   reason to keep them apart, however much they are mixed up.
 *
 * Of a pair with too few codings nothing is suggested: it is told which are missing.
 */
export function confusedPairs(
  scene: SuggestionScene,
  thresholds: SuggestionThresholds,
  counted: Counted,
): Suggestions {
  const made: Suggestion[] = [];
  const notMade: NotSuggested[] = [];
  const leaves = new Map(scene.tree.leaves().map((state) => [state.id, state]));
  for (const pair of counted.pairs.pairsMixed({ times: fewestApart, share: thresholds.confusionFrom })) {
    const [one, other] = [leaves.get(pair.one), leaves.get(pair.other)];
    const confusion = counted.pairs.confusion(pair);
    if (one === undefined || other === undefined || confusion === null) continue;
    const found = { pair, one, other, confusion };
    const unclear = unclearConfusion(counted.pairs, found, thresholds);
    if (unclear === null || suspectedCoders(counted.pairs, pair, thresholds) !== null) {
      const outcome = outcomeOf(scene, measured(scene, found, { thresholds, counted }), thresholds);
      made.push(...outcome.made);
      notMade.push(...outcome.notMade);
    } else if (confusion.value > thresholds.confusionFrom) {
      const evidence = [confusionRow(confusion, thresholds), ...leftOutRows(scene.codings)];
      notMade.push(withheld('CLARIFY', found, { evidence, ...unclear }));
    }
  }
  return { made, notMade };
}

/** Pairs that were mixed up more seldom are looked at only where that is much of their codings. */
const fewestApart = 5;

interface Why {
  readonly missing: readonly MissingEvidence[];
  readonly because: string;
}

function unclearConfusion(
  pairs: PairCounts,
  { pair, confusion }: Pick<Mixed, 'pair' | 'confusion'>,
  { minCodings, confusionFrom }: SuggestionThresholds,
): Why | null {
  const fewest = Math.min(pairs.codingsOf(pair.one), pairs.codingsOf(pair.other));
  if (fewest < minCodings) {
    const because = `not enough evidence: ${inWords(fewest)} codings of the one that has fewer, where ${minCodings} are the least: raise its floor in the next audit`;
    return { missing: ['TOO_FEW_CODINGS'], because };
  }
  if ((confusion.interval?.lower ?? 0) > confusionFrom) return null;
  const because = `by its lower limit it may be as little as ${percent(confusion.interval?.lower ?? 0)}, where more than ${percent(confusionFrom)} is asked for: code more contacts of them`;
  return { missing: ['CONFUSION_UNCLEAR'], because };
}

function measured(
  { use, owners, tree }: SuggestionScene,
  found: Pick<Mixed, 'pair' | 'one' | 'other' | 'confusion'>,
  { thresholds, counted }: { readonly thresholds: SuggestionThresholds; readonly counted: Counted },
): Mixed {
  const { pair } = found;
  const [first, second] = [use.resolutions.cells.get(pair.one), use.resolutions.cells.get(pair.other)];
  const isKnown =
    first !== undefined &&
    second !== undefined &&
    Math.min(sizeOf(first), sizeOf(second)) >= thresholds.minResolved;
  return {
    ...found,
    confusionAt99: counted.pairs.confusion(pair, surer),
    concentration: concentrationOf(counted.pairs, pair, thresholds),
    gain: counted.gains().of(pair),
    divergence: isKnown ? divergenceOf(first, second, seedOf(`${pair.one} ${pair.other}`)) : null,
    owners: [...new Set([pair.one, pair.other].map((id) => owners(tree, id).accountable))],
  };
}

function outcomeOf(scene: SuggestionScene, mixed: Mixed, thresholds: SuggestionThresholds): Suggestions {
  const { concentration } = mixed;
  const evidence = evidenceOf(scene, mixed, thresholds);
  if (concentration.kind === 'CONCENTRATED')
    return {
      made: [coached(mixed, concentration, evidence)],
      notMade: [withheldMerge(mixed, { evidence, missing: ['ONE_OR_TWO_CODERS'] }, thresholds)],
    };
  const missing = missingForMerge(mixed, thresholds);
  if (missing.length === 0) return { made: [merged(scene, mixed, { evidence, thresholds })], notMade: [] };
  return {
    made: [clarified(mixed, { evidence, missing }, thresholds)],
    notMade: [withheldMerge(mixed, { evidence, missing }, thresholds)],
  };
}

function missingForMerge(
  { concentration, divergence, gain }: Mixed,
  { divergenceBelow }: SuggestionThresholds,
): readonly MissingEvidence[] {
  const tests: readonly (readonly [MissingEvidence, boolean])[] = [
    ['TOO_FEW_CODERS', concentration.kind === 'TOO_FEW_CODERS'],
    ['CONCENTRATION_UNCLEAR', concentration.kind === 'UNCLEAR'],
    ['RESOLUTIONS_UNKNOWN', divergence === null],
    ['RESOLUTIONS_DIFFER', divergence !== null && divergence.interval.upper >= divergenceBelow],
    ['NO_GAIN', (gain?.interval?.lower ?? 0) <= 0],
  ];
  return tests.filter(([, isMissing]) => isMissing).map(([missing]) => missing);
}

const confusionRow = (
  { value, interval, codings }: PairShare,
  { confusionFrom }: SuggestionThresholds,
): EvidenceRow => row({ measure: 'CONFUSION', value, interval, n: codings, threshold: confusionFrom });

/** What was coded several times and says nothing of the reasons as they are now. */
function leftOutRows({ patterns, leftOut = [] }: SuggestionScene['codings']): readonly EvidenceRow[] {
  const all = [...patterns, ...leftOut].reduce((sum, { contacts }) => sum + contacts, 0);
  return leftOut.map(({ cause, contacts }) =>
    row({ measure: 'CODINGS_LEFT_OUT', of: cause, value: contacts / all, n: contacts }),
  );
}

function evidenceOf(
  { use, codings }: SuggestionScene,
  { pair, confusion, concentration, gain, divergence }: Mixed,
  thresholds: SuggestionThresholds,
): readonly EvidenceRow[] {
  const rows = [confusionRow(confusion, thresholds)];
  const { rest } = concentration;
  if (rest !== null)
    rows.push(
      row({
        ...{ measure: 'CONFUSION_WITHOUT_CODERS', value: rest.value, interval: rest.interval },
        ...{ n: rest.codings, threshold: thresholds.confusionFrom },
      }),
    );
  if (gain !== null)
    rows.push(
      row({
        measure: 'GAIN_OF_MERGING',
        value: gain.value,
        interval: gain.interval,
        n: gain.contacts,
        threshold: 0,
      }),
    );
  const [first, second] = [use.resolutions.cells.get(pair.one), use.resolutions.cells.get(pair.other)];
  const leftOut = leftOutRows(codings);
  if (divergence === null || first === undefined || second === undefined) return [...rows, ...leftOut];
  const { value, interval, contacts: n } = divergence;
  return [
    ...rows,
    row({ measure: 'RESOLUTION_DIVERGENCE', value, interval, n, threshold: thresholds.divergenceBelow }),
    row({ measure: 'INFORMATION_LOST', value: informationLost(first, second), n }),
    ...leftOut,
  ];
}

const bothOf = ({ one, other }: Pick<Mixed, 'one' | 'other'>): string =>
  `${nameOfReason(one)} and ${nameOfReason(other)}`;

const idsOf = ({ pair }: Pick<Mixed, 'pair'>) => [pair.one, pair.other];

const mixedUp = ({ confusion, ...mixed }: Mixed): string =>
  `${bothOf(mixed)} are mixed up in ${percent(confusion.value)} of their codings, at least ${percent(confusion.interval?.lower ?? 0)}`;

function coached(
  mixed: Mixed,
  { coderIds, rest }: Extract<Concentration, { kind: 'CONCENTRATED' }>,
  evidence: readonly EvidenceRow[],
): Suggestion {
  const reasonIds = idsOf(mixed);
  const who = coderIds.length === 1 ? 'one coder' : 'two coders';
  return {
    ...{ key: keyOf('COACH', [...reasonIds, ...coderIds]), kind: 'COACH', reasonIds },
    ...{ proposal: { kind: 'COACH', reasonIds, coderIds }, evidence },
    confidence: (rest.interval?.upper ?? 1) <= mixed.confusion.value / 2 ? 'HIGH' : 'MEDIUM',
    sentence: `${mixedUp(mixed)}, but without ${who} in ${percent(rest.value)} only: it is they who need the definitions explained.`,
    alternatives: ['Sharpen the definitions of the two, if others mix them up too in the next audit.'],
  };
}

function merged(
  { use }: SuggestionScene,
  mixed: Mixed,
  {
    evidence,
    thresholds,
  }: { readonly evidence: readonly EvidenceRow[]; readonly thresholds: SuggestionThresholds },
): Suggestion {
  const { one, other, divergence, owners, confusionAt99 } = mixed;
  const isOneLarger = contactsOf(use, one.id) >= contactsOf(use, other.id);
  const [into, source] = isOneLarger ? [one, other] : [other, one];
  const isSureAt99 = (confusionAt99?.interval?.lower ?? 0) > thresholds.confusionFrom;
  const confidence: Confidence = owners.length > 1 ? 'LOW' : isSureAt99 ? 'HIGH' : 'MEDIUM';
  const upper = bits(divergence?.interval.upper ?? 0);
  const agreed = owners.length > 1 ? '; they have different owners, who must both agree' : '';
  return {
    ...{ key: keyOf('MERGE', idsOf(mixed)), kind: 'MERGE', reasonIds: idsOf(mixed), evidence, confidence },
    proposal: { kind: 'MERGE', reasonId: source.id, intoId: into.id },
    sentence: `${mixedUp(mixed)}, by all coders alike, and are resolved alike (a difference of at most ${upper})${agreed}.`,
    alternatives: [
      `Merge into ${nameOfReason(source)}, which has fewer contacts.`,
      'Keep both, and sharpen their definitions.',
    ],
  };
}

interface Measured {
  readonly evidence: readonly EvidenceRow[];
  readonly missing: readonly MissingEvidence[];
}

function clarified(
  mixed: Mixed,
  { evidence, missing }: Measured,
  { divergenceBelow }: SuggestionThresholds,
): Suggestion {
  const { divergence } = mixed;
  const differ = divergence !== null && divergence.value >= divergenceBelow;
  const isSurelyDifferent = differ && divergence.interval.lower >= divergenceBelow;
  const because = differ
    ? `but they are resolved differently (by ${bits(divergence.value)}): they are two, and coders need to be told how to tell them apart`
    : 'and nothing shows yet that they are one: coders need to be told how to tell them apart';
  const reasonIds = idsOf(mixed);
  const whoIsNotKnown = missing.includes('TOO_FEW_CODERS') || missing.includes('CONCENTRATION_UNCLEAR');
  const confidence: Confidence = !differ || whoIsNotKnown ? 'LOW' : isSurelyDifferent ? 'HIGH' : 'MEDIUM';
  return {
    ...{ key: keyOf('CLARIFY', reasonIds), kind: 'CLARIFY', reasonIds, evidence, confidence },
    proposal: { kind: 'CLARIFY', reasonIds },
    sentence: `${mixedUp(mixed)}, ${because}.`,
    alternatives: differ ? [] : ['Merge them, once it is known that they are resolved alike.'],
  };
}

const causes: Readonly<Partial<Record<MissingEvidence, string>>> = {
  ONE_OR_TWO_CODERS: 'it is one or two coders who mix them up',
  CONCENTRATION_UNCLEAR: 'it is not clear whether more than two coders mix them up',
  RESOLUTIONS_UNKNOWN: 'it is not known whether they are resolved alike',
  RESOLUTIONS_DIFFER: 'they are not shown to be resolved alike',
  NO_GAIN: 'agreement would not gain beyond chance',
};

function withheldMerge(
  mixed: Mixed,
  { evidence, missing }: Measured,
  { mergeCoders }: SuggestionThresholds,
): NotSuggested {
  const told = missing.map(
    (cause) => causes[cause] ?? `fewer than ${mergeCoders} coders coded them, so that it may be they`,
  );
  return withheld('MERGE', mixed, { evidence, missing, because: told.join('; ') });
}

const withheld = (
  kind: SuggestionKind,
  mixed: Pick<Mixed, 'pair' | 'one' | 'other'>,
  { evidence, missing, because }: Why & { readonly evidence: readonly EvidenceRow[] },
): NotSuggested => ({
  ...{ key: keyOf(kind, idsOf(mixed)), kind, reasonIds: idsOf(mixed), evidence, missing },
  sentence: `${bothOf(mixed)} are mixed up, but ${because}.`,
});
