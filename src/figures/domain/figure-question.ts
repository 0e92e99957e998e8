import type { ContactId } from '../../contact/domain';
import type { DepartmentId } from '../../platform/ids';
import type { Days } from './day';

/** Which contacts a figure is about; null does not narrow, and a null in a list stands for what is not said. */
export interface FigureFilter {
  readonly channels: readonly (string | null)[] | null;
  readonly segments: readonly (string | null)[] | null;
  readonly departments: readonly (DepartmentId | null)[] | null;
  readonly versions: readonly number[] | null;
}

export const isFiltered = (filter: FigureFilter): boolean =>
  Object.values(filter).some((list) => list !== null);

/** The days, which contacts of them, and the version in which they are stated. */
export interface FigureQuestion extends Days {
  readonly filter: FigureFilter;
  /** By its number; null: the one in force at the end of the days, or the newest before there is one. */
  readonly statedIn: number | null;
  /** Contacts that are left out whatever the filter: those that the asker codes blind. */
  readonly without: readonly ContactId[];
}
