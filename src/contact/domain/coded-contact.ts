import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { ResolutionId } from '../../resolution/domain';
import type { Priority, Sentiment } from '../../taxonomy/domain';
import type { CoderId } from './coder';
import type { ContactId, ContactRecord } from './contact';
import type { FactField } from './given-contact';

/** The reason that production gave a contact, in the version in which it is meant. */
export interface ProductionCoding {
  readonly contact: ContactRecord;
  /** As it came in, or as it ended. */
  readonly stage: 'INITIAL' | 'FINAL';
  readonly reasonId: ReasonId;
  readonly version: number;
  /** Null: not known, which it never is of an initial one. */
  readonly coderId: CoderId | null;
  /** When a correction took its place; null: it stands. */
  readonly supersededAt: Date | null;
}

/** What is recorded of a contact beside who it is and when it took place. */
export interface CodedContact {
  readonly id: ContactId;
  readonly segment: string | null;
  readonly departmentId: DepartmentId | null;
  readonly resolutionId: ResolutionId | null;
  readonly priority: Priority | null;
  readonly sentiment: Sentiment | null;
  readonly handleSeconds: number | null;
  readonly satisfaction: number | null;
  readonly firstContactResolved: boolean | null;
  readonly escalated: boolean | null;
  readonly initial: ProductionCoding | null;
  readonly final: ProductionCoding | null;
  readonly unmapped: Readonly<Partial<Record<FactField, string>>>;
}
