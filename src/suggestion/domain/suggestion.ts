import type { CoderId } from '../../contact/domain';
import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { ResolutionUse } from '../../taxonomy/domain';
import type { Confidence, Measure, MissingEvidence, SuggestionKind } from './suggestion-words';

/** One thing that was measured, with its limits and on how much it rests. */
export interface EvidenceRow {
  readonly measure: Measure;
  /** Null: it is about no single reason. */
  readonly reasonId: ReasonId | null;
  /** Which of several such things: a resolution, a channel, a department, half of a window; null: there is one. */
  readonly of: string | null;
  /** Null: not known. */
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Contacts, or codings, that it was counted over. */
  readonly n: number;
  /** What it was held against; null: it stands beside the others for whoever decides. */
  readonly threshold: number | null;
}

/** A resolution code that a reason is to be mapped to. */
export interface SuggestedMapping {
  readonly resolution: string;
  readonly use: Exclude<ResolutionUse, 'FORBIDDEN'>;
  readonly isDefault: boolean;
}

/** Contacts of one reason that are resolved alike, by where they come from. */
export interface SuggestedPart {
  readonly dimension: 'CHANNEL' | 'SEGMENT';
  readonly values: readonly string[];
  readonly resolution: string;
  /** Of the contacts of the reason. */
  readonly share: number;
}

/** What is to be done. */
export type Proposal =
  | {
      readonly kind: 'RETIRE';
      readonly reasonId: ReasonId;
      readonly successorId: ReasonId;
      /** Others that could succeed it, the nearest first. */
      readonly otherSuccessorIds: readonly ReasonId[];
    }
  | { readonly kind: 'MERGE'; readonly reasonId: ReasonId; readonly intoId: ReasonId }
  | { readonly kind: 'SPLIT'; readonly reasonId: ReasonId; readonly parts: readonly SuggestedPart[] }
  | { readonly kind: 'CLARIFY'; readonly reasonIds: readonly ReasonId[] }
  | { readonly kind: 'COACH'; readonly reasonIds: readonly ReasonId[]; readonly coderIds: readonly CoderId[] }
  | {
      readonly kind: 'PROMOTE_FROM_OTHER';
      readonly residualId: ReasonId;
      /** The menu in which a new reason would stand; null: the root. */
      readonly parentId: ReasonId | null;
    }
  | {
      readonly kind: 'ASSIGN_OWNER';
      readonly reasonId: ReasonId;
      readonly departmentId: DepartmentId;
      /** Null: nobody answers for it. */
      readonly fromDepartmentId: DepartmentId | null;
    }
  | {
      readonly kind: 'MAP_RESOLUTION';
      readonly reasonId: ReasonId;
      readonly mappings: readonly SuggestedMapping[];
    };

export type ProposalOf<Kind extends SuggestionKind> = Extract<Proposal, { readonly kind: Kind }>;

export interface Suggestion {
  /** What it is known by from one time to another: what is to be done, and to which reasons. */
  readonly key: string;
  readonly kind: SuggestionKind;
  readonly reasonIds: readonly ReasonId[];
  readonly proposal: Proposal;
  readonly evidence: readonly EvidenceRow[];
  readonly confidence: Confidence;
  /** Why, in one sentence. */
  readonly sentence: string;
  /** What could be done in its place, each in a sentence. */
  readonly alternatives: readonly string[];
}

/** What was looked at and is not suggested, and which evidence is missing. */
export interface NotSuggested {
  readonly key: string;
  readonly kind: SuggestionKind;
  readonly reasonIds: readonly ReasonId[];
  readonly evidence: readonly EvidenceRow[];
  readonly missing: readonly MissingEvidence[];
  readonly sentence: string;
}

export interface Suggestions {
  readonly made: readonly Suggestion[];
  readonly notMade: readonly NotSuggested[];
}

export const noSuggestions: Suggestions = { made: [], notMade: [] };

/**
 * What a suggestion is known by: its kind and what it is about.
 *
 * @example keyOf('RETIRE', [fax]) // 'RETIRE:0190…'
 */
export const keyOf = (kind: SuggestionKind, about: readonly string[]): string =>
  [kind, ...about.toSorted()].join(':');

interface Told {
  readonly measure: Measure;
  readonly reasonId?: ReasonId | null;
  readonly of?: string | null;
  readonly value: number | null;
  readonly interval?: { readonly lower: number; readonly upper: number } | null;
  readonly n: number;
  readonly threshold?: number | null;
}

export const row = ({ measure, reasonId, of, value, interval, n, threshold }: Told): EvidenceRow => ({
  ...{ measure, reasonId: reasonId ?? null, of: of ?? null, value },
  ...{ lower: interval?.lower ?? null, upper: interval?.upper ?? null, n, threshold: threshold ?? null },
});
