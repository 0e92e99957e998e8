import { poissonLowerLimit, poissonUpperLimit } from '../../../agreement/statistics';
import type { Day } from '../../../figures/domain';
import { nameOfReason, type ReasonState, type SuggestionThresholds } from '../../../taxonomy/domain';
import {
  noSuggestions,
  keyOf,
  row,
  type NotSuggested,
  type Suggestion,
  type Suggestions,
} from '../suggestion';
import { contactsOf, meantLeaves, type SuggestionScene } from '../suggestion-scene';
import type { MissingEvidence } from '../suggestion-words';
import { inWords, perThousand } from '../words';
import type { PairCounts } from '../measures/pair-counts';
import { successorFinder } from './successors';

/** What was seen of the use of a reason since it was in the list. */
interface SeenUse {
  readonly reason: ReasonState;
  readonly months: number;
  readonly contacts: number;
  /** Contacts of all reasons in the months. */
  readonly of: number;
  /** The upper limit of the share, at 95 %, one-sided. */
  readonly upper: number;
  /** A month in which it was used more than the threshold says. */
  readonly season: Day | null;
}

/**
 * RETIRE: leaves that even by the upper limit of their use get less than the threshold of all contacts, over a whole business
 * cycle. What is looked at are the contacts seen, never days alone: where the data of a desk stop there are no months with
 * contacts, the cycle is not seen, and nothing is to be retired. A residual reason is never looked at.
 *
 * Not suggested, with what is missing: a reason used more in some month (a season), one that is legally required, one that can
 * be coded in an open session, and one without any other leaf for its contacts.
 */
export function retirements(
  scene: SuggestionScene,
  thresholds: SuggestionThresholds,
  pairs: PairCounts,
): Suggestions {
  if (scene.use.months.length === 0) return noSuggestions;
  const seldom = meantLeaves(scene.tree).flatMap((reason) => seldomUse(scene, reason, thresholds) ?? []);
  const seldomIds = new Set(seldom.map(({ reason }) => reason.id));
  const successorsOf = successorFinder({ ...scene, pairs }, seldomIds);
  const made: Suggestion[] = [];
  const notMade: NotSuggested[] = [];
  for (const seen of seldom) {
    const successors = successorsOf(seen.reason.id);
    const missing = missingOf(scene, seen, thresholds);
    const [successor, ...others] = successors;
    if (missing.length > 0 || successor === undefined) {
      const all = successor === undefined ? [...missing, 'NO_SUCCESSOR' as const] : missing;
      notMade.push(withheld(seen, all, thresholds));
    } else made.push(suggested(seen, { successor, others }, thresholds));
  }
  return { made, notMade };
}

/** Null where it is used enough, which most reasons are: of these nothing more is worked out. */
function seldomUse(
  { use }: SuggestionScene,
  reason: ReasonState,
  { retireBelow }: SuggestionThresholds,
): SeenUse | null {
  const since = use.listedSince.get(reason.id) ?? use.from;
  const months = use.months.filter(({ month }) => month >= since);
  const own = use.byReason.get(reason.id);
  const of = months.reduce((sum, { contacts }) => sum + contacts, 0);
  const contacts = contactsOf(use, reason.id);
  if (contacts >= retireBelow * of) return null;
  const season = months.find(
    ({ month, contacts: all }) => poissonLowerLimit(own?.get(month) ?? 0) >= retireBelow * all,
  );
  const upper = poissonUpperLimit(contacts) / of;
  return { reason, months: months.length, contacts, of, upper, season: season?.month ?? null };
}

function missingOf(
  { openSessions }: SuggestionScene,
  { reason, months, upper, season }: SeenUse,
  { cycleMonths, retireBelow }: SuggestionThresholds,
): readonly MissingEvidence[] {
  const isInSession = openSessions.some(({ tree }) => tree.get(reason.id)?.retirement === null);
  const tests: readonly (readonly [MissingEvidence, boolean])[] = [
    ['CYCLE_NOT_SEEN', months < cycleMonths],
    ['TOO_FEW_CONTACTS', upper >= retireBelow],
    ['SEASONAL', season !== null],
    ['LEGALLY_REQUIRED', reason.useCaseGroups.includes('REGULATORY')],
    ['OPEN_SESSION', isInSession],
  ];
  return tests.filter(([, isMissing]) => isMissing).map(([missing]) => missing);
}

const evidenceOf = ({ reason, contacts, of, upper }: SeenUse, { retireBelow }: SuggestionThresholds) => [
  row({
    ...{ measure: 'SHARE_OF_CONTACTS', reasonId: reason.id, value: contacts / of, n: of },
    ...{ interval: { lower: poissonLowerLimit(contacts) / of, upper }, threshold: retireBelow },
  }),
];

function suggested(
  seen: SeenUse,
  { successor, others }: { readonly successor: ReasonState; readonly others: readonly ReasonState[] },
  thresholds: SuggestionThresholds,
): Suggestion {
  const { reason, contacts, of, upper } = seen;
  const isSureAt99 = poissonUpperLimit(contacts, 0.99) < thresholds.retireBelow * of;
  return {
    ...{ key: keyOf('RETIRE', [reason.id]), kind: 'RETIRE', reasonIds: [reason.id] },
    proposal: {
      ...{ kind: 'RETIRE', reasonId: reason.id, successorId: successor.id },
      otherSuccessorIds: others.map(({ id }) => id),
    },
    evidence: evidenceOf(seen, thresholds),
    confidence: isSureAt99 ? 'HIGH' : 'MEDIUM',
    sentence: `${nameOfReason(reason)} was given to ${inWords(contacts)} of ${inWords(of)} contacts in ${seen.months} months, at most ${perThousand(upper)} where ${perThousand(thresholds.retireBelow)} is the least; its contacts would go to ${nameOfReason(successor)}.`,
    alternatives: others
      .slice(0, 2)
      .map((other) => `Retire it with ${nameOfReason(other)} as its successor.`),
  };
}

function withheld(
  seen: SeenUse,
  missing: readonly MissingEvidence[],
  thresholds: SuggestionThresholds,
): NotSuggested {
  const { reason, contacts, of } = seen;
  const causes = missing.map((cause) => causeInWords(cause, seen, thresholds));
  return {
    ...{ key: keyOf('RETIRE', [reason.id]), kind: 'RETIRE', reasonIds: [reason.id], missing },
    evidence: evidenceOf(seen, thresholds),
    sentence: `${nameOfReason(reason)} was given to ${inWords(contacts)} of ${inWords(of)} contacts, but ${causes.join('; ')}.`,
  };
}

function causeInWords(
  cause: MissingEvidence,
  { contacts, months, season, upper }: SeenUse,
  { cycleMonths, retireBelow }: SuggestionThresholds,
): string {
  switch (cause) {
    case 'CYCLE_NOT_SEEN':
      return `only ${months} of the ${cycleMonths} months of a business cycle were seen with it in the list`;
    case 'TOO_FEW_CONTACTS': {
      const needed = Math.ceil(poissonUpperLimit(contacts) / retireBelow);
      return `not enough evidence: by so few contacts it can be ${perThousand(upper)}, and ${inWords(needed)} contacts would be needed without one more of it`;
    }
    case 'SEASONAL':
      return `it was used more in ${season?.slice(0, 7) ?? 'a month'}: it may be seasonal`;
    case 'LEGALLY_REQUIRED':
      return 'it is of the regulatory use-case group and may be required by law';
    case 'OPEN_SESSION':
      return 'contacts can be coded with it in a session that is open';
    default:
      return 'there is no other leaf for its contacts';
  }
}
