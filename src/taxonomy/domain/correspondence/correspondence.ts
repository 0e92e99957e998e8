import type { ReasonId } from '../../../platform/ids';

/** How the target of a link stands to its source. */
export const linkKinds = [
  'SAME',
  'REPLACED_BY',
  'PART',
  'POSSIBLE',
  'ALTERNATIVE',
  'SCOPE_CHANGED',
  'CURATED',
] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Links that say where contacts may be found, and not where they went. */
export const vagueKinds: readonly LinkKind[] = ['POSSIBLE', 'ALTERNATIVE', 'SCOPE_CHANGED'];

export type Origin = 'DERIVED' | 'CURATED';

/** The part (0..1) of a source that goes to a target, and how it is known. */
export interface Share {
  readonly value: number;
  /** How many contacts it was measured on; null where it was given by hand. */
  readonly n: number | null;
  readonly method: 'GIVEN' | 'MEASURED';
  /** The calibration session that measured it; null where none did. */
  readonly sessionId: string | null;
}

export interface Link {
  readonly target: ReasonId;
  readonly kind: LinkKind;
  /** Only part of the source is in the target. */
  readonly partialSource: boolean;
  /** Only part of the target comes from the source. */
  readonly partialTarget: boolean;
  readonly share: Share | null;
}

/** Where the contacts of one reason of the earlier content are found in the later one; nowhere without a link. */
export interface SourceEntry {
  readonly source: ReasonId;
  readonly origin: Origin;
  readonly note: string | null;
  readonly links: readonly Link[];
}

/** Which reasons of one content stand for which of another, as it is sealed. */
export interface CorrespondenceBody {
  /** Whether a reason that is not named is in both contents and counts the same; between two taxonomies nothing is. */
  readonly impliesIdentity: boolean;
  /** By source. A reason that is the same in both is named only where others meet it. */
  readonly entries: readonly SourceEntry[];
  /** Reasons of the later content that come from none of the earlier one. */
  readonly begun: readonly ReasonId[];
  /** Successors that were found for reasons which the earlier content had retired without one. */
  readonly found: readonly SourceEntry[];
}
