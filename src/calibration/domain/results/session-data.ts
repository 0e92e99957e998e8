import type { ReasonId } from '../../../platform/ids';
import type { ReasonTree } from '../../../taxonomy/domain';

/** What a coder can answer: a reason, or one of the two answers that are no reason. */
export type CodingOutcome = 'REASON' | 'CANNOT_CODE' | 'NO_REASON_FITS';

/** Why coders disagreed on an item, as the adjudication found it. */
export type AdjudicationCause =
  | 'DEFINITION_UNCLEAR'
  | 'REASONS_OVERLAP'
  | 'MISSING_REASON'
  | 'SLIP'
  | 'INSUFFICIENT_INFORMATION'
  | 'SEVERAL_APPLY'
  | 'OTHER';

export interface SessionCoding {
  readonly itemId: string;
  readonly coderId: string;
  /** Index into contents. */
  readonly content: number;
  readonly outcome: CodingOutcome;
  readonly reasonId: ReasonId | null;
  readonly confidence: number | null;
  readonly late: boolean;
}

export interface SessionAdjudication {
  readonly itemId: string;
  readonly content: number;
  readonly outcome: CodingOutcome;
  readonly reasonId: ReasonId | null;
  readonly cause: AdjudicationCause | null;
}

export interface SessionContent {
  readonly digest: string;
  readonly tree: ReasonTree;
  /** Such as "version 3" or "draft Cards, head 12". */
  readonly name: string;
}

/** A revealed session as plain data: what its results are computed from. */
export interface SessionData {
  readonly sessionId: string;
  readonly title: string;
  readonly languages: readonly string[];
  readonly contents: readonly SessionContent[];
  readonly items: readonly {
    readonly id: string;
    readonly label: string;
    /** Contacts of one customer or thread, if known. */
    readonly cluster: string | null;
  }[];
  readonly coders: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: 'AGENT' | 'ANALYST' | 'MODEL';
  }[];
  readonly codings: readonly SessionCoding[];
  readonly adjudications: readonly SessionAdjudication[];
  readonly excluded: { readonly withdrawn: number; readonly late: number };
}
