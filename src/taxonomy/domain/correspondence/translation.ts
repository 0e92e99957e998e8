import type { ReasonId } from '../../../platform/ids';
import type { LinkKind } from './correspondence';
import type { CorrespondenceIndex } from './correspondence-index';

/** One correspondence on the way from one content to another, and how it is walked. */
export interface TranslationStep {
  readonly correspondence: CorrespondenceIndex;
  readonly direction: 'FORWARD' | 'BACKWARD';
  /** Names the content that the step arrives at, such as the number of a version. */
  readonly arrivesAt: number;
}

export const lossCauses = ['RETIRED_NONE', 'CREATED_LATER', 'NOT_MAPPED', 'UNKNOWN_CODE'] as const;
export type LossCause = (typeof lossCauses)[number];

/** A step in which a reason became another, or counted something else. */
export interface Passage {
  readonly arrivesAt: number;
  readonly from: ReasonId;
  readonly to: ReasonId;
  readonly kind: LinkKind;
  /** Null where nobody knows it. */
  readonly share: number | null;
}

/** Where some of a reason's contacts are found. */
export interface TranslationTarget {
  readonly reasonId: ReasonId;
  /** Of all that the reason counts (0..1); null where a share on the way is not known. */
  readonly share: number | null;
  /** Whether it counts just what the reason counts. */
  readonly exact: boolean;
  /** Whether this is one of several possible places, and not a place of a part. */
  readonly possible: boolean;
  /** The steps that made a difference, in their order; of very many the first. */
  readonly passages: readonly Passage[];
}

/** What of a reason's contacts is found nowhere. */
export interface TranslationLoss {
  readonly cause: Exclude<LossCause, 'UNKNOWN_CODE'>;
  /** The last reason that counted them. */
  readonly reasonId: ReasonId;
  readonly share: number | null;
  /** Where the way ended. */
  readonly arrivesAt: number;
  readonly passages: readonly Passage[];
}

export interface Translation {
  readonly targets: readonly TranslationTarget[];
  readonly losses: readonly TranslationLoss[];
}
