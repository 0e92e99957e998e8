import type { ActorId, ChangeSetId, DraftId, Id, ReasonId, TaxonomyId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import type { AdjudicationCause, CodingOutcome } from './results/session-data';
import type { SessionId, SessionItemId } from './session-words';

/** What an item is, in the judgement of whoever adjudicates it. */
export interface AdjudicationRecord {
  readonly itemId: SessionItemId;
  readonly content: number;
  readonly outcome: CodingOutcome;
  readonly reasonId: ReasonId | null;
  readonly rationale: string;
  /** Why coders disagreed; null: they did not. */
  readonly cause: AdjudicationCause | null;
  readonly revision: number;
  readonly adjudicatedBy: ActorId;
  readonly adjudicatedAt: Date;
}

/** An item whose disagreement is left as it is, and why. */
export interface WaiverRecord {
  readonly itemId: SessionItemId;
  readonly because: string;
}

export interface DiscussionNoteRecord {
  readonly itemId: SessionItemId;
  readonly text: string;
  readonly authorId: ActorId;
  readonly writtenAt: Date;
}

export type DecisionId = Id<'Decision'>;

/** A NOTE changes nothing by itself: a merge or a split that is to be made later, say. */
export const decisionKinds = ['GUIDELINE_EDIT', 'OPERATION', 'NOTE'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** What a session decided on the evidence of some of its items. */
export interface DecisionRecord {
  readonly id: DecisionId;
  readonly taxonomyId: TaxonomyId;
  readonly sessionId: SessionId;
  readonly kind: DecisionKind;
  readonly text: string;
  readonly decidedBy: ActorId;
  readonly decidedAt: Date;
  /** The draft that it was applied to, and its head since; null: it was not. */
  readonly draftId: DraftId | null;
  readonly draftHead: number | null;
  readonly changeSetId: ChangeSetId | null;
  readonly appliedAt: Date | null;
}

/** A decision cannot be applied: it is a note, was applied before, or the operations are not of its kind. */
export interface DecisionNotApplicable extends Problem {
  readonly code: 'DECISION_IS_A_NOTE' | 'DECISION_APPLIED' | 'NOT_A_GUIDELINE_EDIT' | 'NOTHING_TO_APPLY';
}

export const decisionNotApplicable = (
  code: DecisionNotApplicable['code'],
  message: string,
): DecisionNotApplicable => ({
  code,
  message,
});

/** Bounded, so that each is a list and not a page. */
export const sessionLimits = {
  coders: 50,
  items: 500,
  /** Items times coders times contents. */
  assignments: 20_000,
  notesOfAnItem: 100,
  decisions: 100,
  operationsOfADecision: 50,
} as const;
