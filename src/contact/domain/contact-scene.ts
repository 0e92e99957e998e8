import type { DepartmentId } from '../../platform/ids';
import type { ResolutionList } from '../../resolution/domain';
import type { CoderId } from './coder';
import type { FactField } from './given-contact';
import type { LocalClock } from '../../platform/local-clock';
import type { ReasonFinder } from './reason-finder';

export interface KnownDepartment {
  readonly id: DepartmentId;
  readonly code: string;
  readonly dissolvedAt: Date | null;
}

/** What is known here when contacts are checked. */
export interface ContactScene {
  readonly now: Date;
  readonly clock: LocalClock;
  /** The first day of which contacts are taken; null: of all days. */
  readonly takenFrom: string | null;
  /** The codes of the taxonomy's channels. */
  readonly channels: ReadonlySet<string>;
  /** By folded code or alias. */
  readonly departments: ReadonlyMap<string, KnownDepartment>;
  readonly resolutions: ResolutionList;
  /** By external id. */
  readonly coders: ReadonlyMap<string, CoderId>;
  readonly reasons: ReasonFinder;
  /** The fields whose unknown values are kept as unmapped; of the others the contact is not taken. */
  readonly keepsUnknown: ReadonlySet<FactField>;
  /** What a customer is known by here, in whom nobody can read who they are. */
  pseudonymOf(customer: string): string;
}
