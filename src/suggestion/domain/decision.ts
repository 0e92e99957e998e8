import type { ActorId, ChangeSetId, DraftId, TaxonomyId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { TransferId } from '../../ownership/domain';
import type { SuggestionThresholds } from '../../taxonomy/domain';
import type { EvidenceRow, Suggestion } from './suggestion';
import type { Measure, Standing, SuggestionDecisionId, Verdict } from './suggestion-words';

/** What somebody made of a suggestion, with all that spoke for it then. */
export interface SuggestionDecisionRecord {
  readonly id: SuggestionDecisionId;
  readonly taxonomyId: TaxonomyId;
  readonly verdict: Verdict;
  /** As it was when it was decided. */
  readonly suggestion: Suggestion;
  readonly thresholds: SuggestionThresholds;
  readonly asOf: Date;
  /** The number of the version that it was made for. */
  readonly version: number;
  readonly windowFrom: string;
  readonly windowUntil: string;
  readonly because: string;
  /** Of a snoozed one. */
  readonly snoozedUntil: Date | null;
  /** The draft that it was accepted into, and its head since; null: it changes no content. */
  readonly draftId: DraftId | null;
  readonly draftHead: number | null;
  /** The offer that it became; null: it is about no owner. */
  readonly transferId: TransferId | null;
  readonly changeSetId: ChangeSetId;
  readonly decidedBy: ActorId;
  readonly decidedAt: Date;
}

/** The latest decision on one key, and whether what it led to was given up. */
export interface LatestDecision extends Pick<
  SuggestionDecisionRecord,
  'id' | 'verdict' | 'suggestion' | 'snoozedUntil'
> {
  readonly isGivenUp: boolean;
}

/**
 * Whether somebody has decided on a suggestion, and it still holds. A snoozed one returns when its time is over. An accepted
 * one returns when its draft is abandoned, or its offer declined or withdrawn. A dismissed one, and an accepted one, returns
 * with new evidence: when the evidence that it was decided on differs materially from that of now. It does where something is
 * measured that was not before, where a value lies outside the limits that it had, or where it rests on so much more as the
 * policy says (by default half as much again). A window that moves on over the same use is no new evidence.
 *
 * @example standingOf(suggestion, { verdict: 'DISMISSED', ... }, { at, newEvidence: 0.5 }) // 'DISMISSED'
 */
export function standingOf(
  { evidence }: Pick<Suggestion, 'evidence'>,
  decision: LatestDecision | undefined,
  { at, newEvidence }: { readonly at: Date; readonly newEvidence: number },
): Standing {
  if (decision === undefined || decision.isGivenUp) return 'OPEN';
  const { verdict, snoozedUntil } = decision;
  if (verdict === 'SNOOZED') return snoozedUntil !== null && at < snoozedUntil ? 'SNOOZED' : 'OPEN';
  return isNew(evidence, decision.suggestion.evidence, newEvidence) ? 'OPEN' : verdict;
}

/**
 * What is measured over the whole list says nothing new of one suggestion: codings that are not counted grow with every
 * version, and how much agreement gains by merging two reasons moves with what becomes of all others. What there is new of the
 * two themselves shows in how they are mixed up and resolved.
 */
const ofTheWholeList: readonly Measure[] = ['CODINGS_LEFT_OUT', 'GAIN_OF_MERGING'];

function isNew(now: readonly EvidenceRow[], then: readonly EvidenceRow[], growth: number): boolean {
  const keyOfRow = ({ measure, reasonId, of }: EvidenceRow): string =>
    JSON.stringify([measure, reasonId, of]);
  const earlier = new Map(then.map((one) => [keyOfRow(one), one]));
  return now.some((one) => {
    if (ofTheWholeList.includes(one.measure)) return false;
    const before = earlier.get(keyOfRow(one));
    if (before === undefined) return true;
    if (one.n > before.n * (1 + growth)) return true;
    if (one.value === null || before.lower === null || before.upper === null) return false;
    return one.value < before.lower || one.value > before.upper;
  });
}

/** What was to be decided is not suggested, or was decided already. */
export interface SuggestionNotOpen extends Problem {
  readonly code: 'SUGGESTION_GONE' | 'SUGGESTION_DECIDED';
  readonly key: string;
  readonly standing: Standing | null;
}

export const suggestionGone = (key: string, asOf: Date): SuggestionNotOpen => ({
  ...{ code: 'SUGGESTION_GONE', key: key.slice(0, 200), standing: null },
  message: `expected the key of a suggestion that the evidence as of ${asOf.toISOString()} speaks for, but got ${JSON.stringify(key.slice(0, 200))}`,
});

/** Only what is open is decided on: of two who decide at once the second is told what the first one did. */
export function mustBeOpen(key: string, standing: Standing): Result<null, SuggestionNotOpen> {
  if (standing === 'OPEN') return ok(null);
  const message = `expected a suggestion that is open, but it is ${standing}`;
  return err({ code: 'SUGGESTION_DECIDED', key, standing, message });
}

/** A suggestion cannot be put off until then. */
export interface SnoozeRefused extends Problem {
  readonly code: 'SNOOZE_REFUSED';
}

const longestSnoozeDays = 730;
const dayMs = 86_400_000;

/**
 * Why a suggestion cannot be put off until a moment; null where it can: later than now, and two years at most.
 *
 * @example snoozeRefused(yesterday, now)?.code // 'SNOOZE_REFUSED'
 */
export function snoozeRefused(until: Date, now: Date): SnoozeRefused | null {
  const latest = new Date(now.getTime() + longestSnoozeDays * dayMs);
  if (until > now && until <= latest) return null;
  const message = `until: expected a moment after ${now.toISOString()} and not after ${latest.toISOString()}, but got ${until.toISOString()}`;
  return { code: 'SNOOZE_REFUSED', message };
}
