import type { ReasonId } from '../../platform/ids';
import type { Concentration } from './concentration';
import type { BandedQuantile } from './quantile';
import type { ResolutionBasis } from './repeats';
import type { Share } from './share';

/** What is known of the contacts of one reason, for whoever asks what could be done about them. */
export interface ReasonEvidence {
  readonly reasonId: ReasonId;
  /** Of all contacts with a reason, those of this one. */
  readonly volume: Share;
  /** Of the resolutions of its contacts. */
  readonly resolutions: Concentration<string>;
  /** Of its contacts with a resolution, those with one that it is not mapped to, or only as forbidden. */
  readonly unexpected: Share;
  /** In seconds. */
  readonly medianHandling: BandedQuantile;
  readonly resolvedAtOnce: { readonly basis: ResolutionBasis; readonly share: Share };
  readonly escalated: Share;
  /** How many knowledge articles the reason names. */
  readonly articles: number;
}

/** Whether a figure meets a rule; null where it cannot be told. */
export type Met = boolean | null;

/** For a part that is to be large: its lower limit has to be. */
export const isAtLeast = ({ interval }: Share, limit: number): Met =>
  interval === null ? null : interval.lower >= limit;

/** For a part that is to be small: its upper limit has to be. */
export const isBelow = ({ interval }: Share, limit: number): Met =>
  interval === null ? null : interval.upper < limit;
