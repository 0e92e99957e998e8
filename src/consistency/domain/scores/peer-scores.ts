import {
  benjaminiHochberg,
  betaPrior,
  binomialCdf,
  shrunken,
  wilsonInterval,
  type BetaPrior,
  type SharedTrials,
} from '../../../agreement/statistics';
import { Difficulty } from './difficulty';
import { fewestContacts, noScore, withPlaces, type ConsistencyScore, type ScoredSubject } from './score';
import { isCompared, type ScoredCode, type ScoredUnit } from './scored-units';

/** Coders called low among whom this share are false alarms at most. */
const falseAlarms = 0.05;

/** How a contact stands for somebody: the share of others who chose the same. */
interface Standing {
  readonly subject: string;
  readonly isModel: boolean;
  readonly agreement: number;
  /** Who is left of the contact without them; null where that leaves nothing of it. */
  readonly without: Pick<ScoredUnit, 'people'> | null;
}

interface Tally {
  isModel: boolean;
  contacts: number;
  agreeing: number;
  squares: number;
  expected: number;
  unanswered: number;
}

/**
 * How consistently each coder codes: how often others of the same contact chose the same, divided by how often others
 * agree on contacts that are as hard, times how often all agree (indirect standardisation), and drawn toward that as far
 * as little is known. A model is compared with people alone and is no measure for anybody.
 *
 * @example coderScores(units)[0] // { key: ann, raw: 0.81, value: 0.80, agreeing: 81, expectedAgreeing: 78.2, ... }
 */
export const coderScores = (units: readonly ScoredUnit[]): readonly ConsistencyScore[] =>
  peerScores(units, { of: 'CODER', standingsOf: standingsOfCoders, withFlags: true });

/**
 * The same of the contacts that a department handled, or that came in one channel: how often their coders agree.
 *
 * @example groupScores(units, 'CHANNEL', ({ channel }) => channel)
 */
export const groupScores = (
  units: readonly ScoredUnit[],
  of: 'DEPARTMENT' | 'CHANNEL',
  keyOf: (unit: ScoredUnit) => string | null,
): readonly ConsistencyScore[] =>
  peerScores(units, {
    of,
    withFlags: false,
    standingsOf: (unit) => {
      const subject = keyOf(unit);
      if (subject === null || !isCompared(unit)) return [];
      return [{ subject, isModel: false, agreement: agreementOf(unit), without: null }];
    },
  });

/** The share of pairs of people who chose the same; 0 where there is no pair. */
export function agreementOf({ people }: Pick<ScoredUnit, 'people'>): number {
  let same = 0;
  for (const [at, one] of people.entries())
    for (const other of people.slice(at + 1)) if (one.choice === other.choice) same += 1;
  const pairs = (people.length * (people.length - 1)) / 2;
  return pairs === 0 ? 0 : same / pairs;
}

function standingsOfCoders(unit: ScoredUnit): readonly Standing[] {
  const { people, models } = unit;
  const found: Standing[] = [];
  for (const { coderId, choice } of people) {
    if (coderId === null) continue;
    const others = people.filter((other) => other.coderId !== coderId);
    if (others.length === 0) continue;
    found.push({
      subject: coderId,
      isModel: false,
      agreement: shareOf(choice, others),
      without: others.length > 1 ? { people: others } : null,
    });
  }
  for (const { coderId, choice } of models)
    if (coderId !== null && people.length > 0)
      found.push({ subject: coderId, isModel: true, agreement: shareOf(choice, people), without: unit });
  return found;
}

/** How many of others chose something, 0 to 1. */
function shareOf(choice: string, others: readonly ScoredCode[]): number {
  let same = 0;
  for (const other of others) if (other.choice === choice) same += 1;
  return same / others.length;
}

interface Question {
  readonly of: ScoredSubject;
  readonly standingsOf: (unit: ScoredUnit) => readonly Standing[];
  readonly withFlags: boolean;
}

function peerScores(units: readonly ScoredUnit[], question: Question): readonly ConsistencyScore[] {
  const tallies = talliesOf(units, question);
  const people = [...tallies.values()].filter(({ isModel }) => !isModel);
  const contacts = people.reduce((sum, tally) => sum + tally.contacts, 0);
  const overall = contacts === 0 ? 0 : people.reduce((sum, { agreeing }) => sum + agreeing, 0) / contacts;
  const fewest = fewestContacts[question.of];
  const standardised = new Map(
    [...tallies].flatMap(([key, tally]) => {
      const trials = tally.contacts < fewest ? null : trialsOf(tally, overall);
      return trials === null ? [] : [[key, trials] as const];
    }),
  );
  const groups = [...standardised].flatMap(([key, trials]) => (tallies.get(key)?.isModel ? [] : [trials]));
  const prior = betaPrior(groups.length > 0 ? groups : [...standardised.values()]);
  const scores = [...tallies].map(([key, tally]) =>
    scoreOf(key, tally, { trials: standardised.get(key), prior }),
  );
  return withPlaces(question.withFlags ? flagged(scores, overall) : scores);
}

function talliesOf(units: readonly ScoredUnit[], { of, standingsOf }: Question): ReadonlyMap<string, Tally> {
  const difficulty = new Difficulty();
  const standings = units.map((unit) => ({ unit, found: standingsOf(unit) }));
  for (const { unit, found } of standings) {
    difficulty.add(unit);
    for (const { subject, isModel, without } of found)
      if (!isModel) difficulty.leaveOut(subject, unit, without);
  }
  const tallies = new Map<string, Tally>();
  const tallyOf = (subject: string): Tally => {
    let known = tallies.get(subject);
    if (known === undefined) tallies.set(subject, (known = emptyTally()));
    return known;
  };
  for (const { unit, found } of standings) {
    if (of === 'CODER') for (const coderId of unit.unanswered) tallyOf(coderId).unanswered += unit.contacts;
    for (const { subject, isModel, agreement } of found) {
      const tally = tallyOf(subject);
      tally.isModel = isModel;
      tally.contacts += unit.contacts;
      tally.agreeing += unit.contacts * agreement;
      tally.squares += unit.contacts * agreement ** 2;
      tally.expected += unit.contacts * (difficulty.expected(subject, unit) ?? agreement);
    }
  }
  return tallies;
}

const emptyTally = (): Tally => ({
  ...{ isModel: false, contacts: 0, agreeing: 0, squares: 0, expected: 0, unanswered: 0 },
});

// A variance below this is a zero with rounding.
const rounding = 1e-12;

/** The standardised share; shares of several others vary less than yes and no, and count for more trials. */
function trialsOf({ contacts, agreeing, squares, expected }: Tally, overall: number): SharedTrials | null {
  const mean = agreeing / contacts;
  const variance = squares / contacts - mean ** 2;
  const trials = variance < rounding ? contacts : (contacts * mean * (1 - mean)) / variance;
  if (expected < rounding) return null;
  return { share: Math.min(1, (overall * agreeing) / expected), trials };
}

function scoreOf(
  key: string,
  { contacts, agreeing, unanswered, expected }: Tally,
  { trials, prior }: { readonly trials: SharedTrials | undefined; readonly prior: BetaPrior | null },
): ConsistencyScore {
  const found = { contacts, agreeing, unanswered };
  if (trials === undefined || prior === null) return noScore(key, found, 'TOO_FEW_CONTACTS');
  const { value, interval } = shrunken(trials, prior);
  return {
    ...{ key, value, interval, raw: trials.share, ...found },
    rawInterval: wilsonInterval(trials.share * trials.trials, trials.trials),
    standardError: Math.sqrt((trials.share * (1 - trials.share)) / trials.trials),
    ...{ effectiveContacts: trials.trials, expectedAgreeing: expected },
    drawnTo: { mean: prior.mean, strength: prior.strength },
    ...{ undefinedBecause: null, adjustedPValue: null, isLow: false, places: null },
  };
}

/** Low is who agrees less than all do by more than chance, also when as many are tested, and whose interval says so too. */
function flagged(scores: readonly ConsistencyScore[], overall: number): readonly ConsistencyScore[] {
  const tested = scores.flatMap(({ key, raw, effectiveContacts: trials }) =>
    raw === null || trials === null ? [] : [{ key, pValue: binomialCdf(raw * trials, trials, overall) }],
  );
  const adjusted = benjaminiHochberg(tested.map(({ pValue }) => pValue));
  const byKey = new Map(tested.map(({ key }, at) => [key, adjusted[at] ?? 1]));
  return scores.map((score) => {
    const adjustedPValue = byKey.get(score.key) ?? null;
    const isBelow = score.interval !== null && score.interval.upper < overall;
    return {
      ...score,
      adjustedPValue,
      isLow: isBelow && adjustedPValue !== null && adjustedPValue < falseAlarms,
    };
  });
}
