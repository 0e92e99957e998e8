import type { CodingOutcome } from '../../../calibration/domain';
import type { ReasonId } from '../../../platform/ids';
import type { ReasonTree } from '../../../taxonomy/domain';
import type { AuditMeasure } from '../audit-words';

/** Whether a coder shares the contacts with others, or codes each of them as a model does. */
export type CoderPart = 'SECOND' | 'MODEL';

export interface AuditCoding {
  readonly itemId: string;
  readonly coderId: string;
  readonly part: CoderPart;
  readonly outcome: CodingOutcome;
  readonly reasonId: ReasonId | null;
}

/** A closed audit as plain data: all that its results are computed from. */
export interface AuditData {
  readonly measure: AuditMeasure;
  readonly threshold: number;
  /** The content that was coded with. */
  readonly tree: ReasonTree;
  /** By their place. */
  readonly strata: readonly { readonly frame: number; readonly sample: number }[];
  readonly items: readonly {
    readonly id: string;
    readonly stratum: number;
    readonly firstReasonId: ReasonId;
    /** Equal of those that share a cluster; null where one shares it with no other. */
    readonly cluster: number | null;
  }[];
  /** The codings that stand. */
  readonly codings: readonly AuditCoding[];
  readonly models: readonly string[];
}
