/** From which evidence on something is suggested about the reasons of a taxonomy. Shares are 0 to 1. */
export interface SuggestionThresholds {
  /** Whole months before the moment asked about whose contacts are looked at. */
  readonly windowMonths: number;
  /** RETIRE: so many months with contacts, in which the reason was in the list, are a whole business cycle. */
  readonly cycleMonths: number;
  /** RETIRE: the share of all contacts that even the upper limit of a reason's use stays below. */
  readonly retireBelow: number;
  /** Codings of a reason by pairs of coders below which nothing is said of it. */
  readonly minCodings: number;
  /** MERGE, CLARIFY and COACH: the confusion of two reasons whose lower limit is above this. */
  readonly confusionFrom: number;
  /** MERGE: the difference of two profiles of resolutions, in bits, that the upper limit stays below. */
  readonly divergenceBelow: number;
  /** MERGE: so many coders must have mixed the two up, since of fewer nobody can tell that it is not they. */
  readonly mergeCoders: number;
  /** Contacts with a resolution below which nothing is said of what a reason leads to. */
  readonly minResolved: number;
  /** SPLIT: the part of the leaves, by volume, among which one must be. */
  readonly splitVolume: number;
  /** SPLIT: what the lower limit of the agreement on the reason must reach: people agree that it is this one. */
  readonly splitAgreement: number;
  /** PROMOTE_FROM_OTHER: the share of a menu's contacts that its residual reasons may have. */
  readonly residualUpTo: number;
  /** PROMOTE_FROM_OTHER: of the adjudicated contacts of a residual reason, those that no reason fits. */
  readonly missingFrom: number;
  /** PROMOTE_FROM_OTHER: so many contacts of a residual reason must have been adjudicated. */
  readonly minAdjudicated: number;
  /** ASSIGN_OWNER: the share of a reason's contacts that one department handles. */
  readonly handledFrom: number;
  /** MAP_RESOLUTION: the share of a reason's contacts from which on a resolution is expected. */
  readonly expectedFrom: number;
  /** MAP_RESOLUTION: the share from which on it is allowed. */
  readonly allowedFrom: number;
  /** A dismissed suggestion returns when it rests on so much more: 0.5 is half as much again. */
  readonly newEvidence: number;
}
export type SuggestionThreshold = keyof SuggestionThresholds;

export const defaultSuggestionThresholds: SuggestionThresholds = {
  windowMonths: 12,
  cycleMonths: 12,
  retireBelow: 0.001,
  minCodings: 20,
  confusionFrom: 0.25,
  divergenceBelow: 0.05,
  mergeCoders: 4,
  minResolved: 30,
  splitVolume: 0.1,
  splitAgreement: 0.6,
  residualUpTo: 0.1,
  missingFrom: 0.3,
  minAdjudicated: 20,
  handledFrom: 0.5,
  expectedFrom: 0.5,
  allowedFrom: 0.05,
  newEvidence: 0.5,
};

interface Bounds {
  readonly atLeast: number;
  readonly atMost: number;
  readonly whole: boolean;
}

const share: Bounds = { atLeast: 0, atMost: 1, whole: false };
const whole = (atLeast: number, atMost: number): Bounds => ({ atLeast, atMost, whole: true });

/** The bounds of each threshold. A window of three years is read from counts by month, as one of a year is. */
export const suggestionBounds: Readonly<Record<SuggestionThreshold, Bounds>> = {
  windowMonths: whole(1, 36),
  cycleMonths: whole(1, 36),
  retireBelow: share,
  minCodings: whole(1, 100_000),
  confusionFrom: share,
  divergenceBelow: share,
  mergeCoders: whole(2, 100),
  minResolved: whole(1, 1_000_000),
  splitVolume: share,
  splitAgreement: share,
  residualUpTo: share,
  missingFrom: share,
  minAdjudicated: whole(1, 100_000),
  handledFrom: share,
  expectedFrom: share,
  allowedFrom: share,
  newEvidence: { atLeast: 0, atMost: 100, whole: false },
};

export const isSuggestionThreshold = (name: string): name is SuggestionThreshold =>
  Object.hasOwn(suggestionBounds, name);

/**
 * What a threshold must be, in words, where a value is not it; null where it is.
 *
 * @example expectedThreshold('retireBelow', 2) // 'a number between 0 and 1'
 */
export function expectedThreshold(name: SuggestionThreshold, value: unknown): string | null {
  const { atLeast, atMost, whole: isWhole } = suggestionBounds[name];
  const isWithin = typeof value === 'number' && value >= atLeast && value <= atMost;
  if (isWithin && (!isWhole || Number.isSafeInteger(value))) return null;
  return `a ${isWhole ? 'whole ' : ''}number between ${atLeast} and ${atMost}`;
}
