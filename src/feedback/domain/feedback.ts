import type { ActorId, DraftId, Id, ReasonId, TaxonomyId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';

export type FeedbackId = Id<'Feedback'>;

export const feedbackKinds = ['MISSING', 'AMBIGUOUS', 'DUPLICATE', 'MISLABELLED'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

export const feedbackStates = ['OPEN', 'ACCEPTED', 'DECLINED', 'DUPLICATE_OF'] as const;
export type FeedbackState = (typeof feedbackStates)[number];

/** What somebody who codes contacts reports of the list, and what became of it. */
export interface FeedbackRecord {
  readonly id: FeedbackId;
  readonly taxonomyId: TaxonomyId;
  readonly kind: FeedbackKind;
  /** Null where a reason is missing altogether. */
  readonly reasonId: ReasonId | null;
  readonly text: string;
  readonly state: FeedbackState;
  readonly reportedBy: ActorId;
  readonly reportedAt: Date;
  readonly decidedBy: ActorId | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
  readonly duplicateOf: FeedbackId | null;
  /** The edit that answers it: a draft, and its head with that edit. */
  readonly draftId: DraftId | null;
  readonly draftHead: number | null;
}

/** Feedback, or what is to become of it, that cannot be taken so. */
export interface FeedbackRefused extends Problem {
  readonly code: 'FEEDBACK_REFUSED';
  readonly fault:
    | 'REASON_MISSING'
    | 'ALREADY_DECIDED'
    | 'NOT_ACCEPTED'
    | 'DUPLICATE_OF_ITSELF'
    | 'DUPLICATE_OF_A_DUPLICATE'
    | 'UNKNOWN_HEAD';
}

const refused = (fault: FeedbackRefused['fault'], message: string): Result<never, FeedbackRefused> =>
  err({ code: 'FEEDBACK_REFUSED', fault, message });

/**
 * What each decision leads to. Feedback is decided once; only what was accepted is answered by an edit, and by another one
 * later where the first was not enough.
 */
const feedbackLifeCycle: Readonly<Record<FeedbackState, readonly FeedbackState[]>> = {
  OPEN: ['ACCEPTED', 'DECLINED', 'DUPLICATE_OF'],
  ACCEPTED: [],
  DECLINED: [],
  DUPLICATE_OF: [],
};

/**
 * Whether feedback of a kind can be about no reason: only that one is missing can.
 *
 * @example mustNameItsReason('AMBIGUOUS', null) // err: REASON_MISSING
 */
export function mustNameItsReason(
  kind: FeedbackKind,
  reasonId: ReasonId | null,
): Result<null, FeedbackRefused> {
  if (kind === 'MISSING' || reasonId !== null) return ok(null);
  return refused('REASON_MISSING', `expected the reason that is ${kind}, but got none`);
}

/**
 * Whether feedback can be decided so: it is open, and what it is a duplicate of is another one that is none itself.
 *
 * @example decide({ ...feedback, state: 'OPEN' }, 'DECLINED', null) // ok
 */
export function decide(
  feedback: FeedbackRecord,
  state: FeedbackState,
  original: FeedbackRecord | null,
): Result<null, FeedbackRefused> {
  if (!feedbackLifeCycle[feedback.state].includes(state))
    return refused(
      'ALREADY_DECIDED',
      `expected feedback that is OPEN, but got one that is ${feedback.state}`,
    );
  if (original?.id === feedback.id)
    return refused(
      'DUPLICATE_OF_ITSELF',
      'expected other feedback that it is a duplicate of, but got itself',
    );
  if (original?.state === 'DUPLICATE_OF')
    return refused(
      'DUPLICATE_OF_A_DUPLICATE',
      'expected feedback that is no duplicate itself, but got one that is',
    );
  return ok(null);
}

/**
 * Whether an edit can be named as the answer: the feedback was accepted, and the draft has such a head.
 *
 * @example mustBeAnswerable({ ...feedback, state: 'ACCEPTED' }, { head: 3, currentHead: 5 }) // ok
 */
export function mustBeAnswerable(
  { state }: FeedbackRecord,
  { head, currentHead }: { readonly head: number; readonly currentHead: number },
): Result<null, FeedbackRefused> {
  if (state !== 'ACCEPTED')
    return refused('NOT_ACCEPTED', `expected feedback that is ACCEPTED, but got one that is ${state}`);
  if (head < 1 || head > currentHead)
    return refused('UNKNOWN_HEAD', `expected a head between 1 and ${currentHead}, but got ${head}`);
  return ok(null);
}
