import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { OwnersOf, ReasonTree } from '../../taxonomy/domain';
import { shareOf, type Share } from './share';

/** Contacts of one reason that one department handled. */
export interface HandledCount {
  readonly reason: ReasonId;
  readonly department: DepartmentId | null;
  readonly contacts: number;
}

export interface HandledElsewhere {
  /** Of the contacts with a department and an accountable one, those that another department handled. */
  readonly share: Share;
  /** Contacts of which no department is known. */
  readonly withoutDepartment: number;
  /** Contacts of reasons for which nobody was accountable. */
  readonly withoutOwner: number;
}

/**
 * How many contacts another department handled than the one accountable for the reason, itself or by inheritance. Contacts
 * without a department, and those of reasons that nobody is accountable for, are left out and counted beside. Undefined:
 * NO_OWNERS where nothing is left.
 *
 * @example handledElsewhere([{ tree, owners, rows }]).share.value // 0.04
 */
export function handledElsewhere(
  parts: readonly {
    readonly tree: ReasonTree;
    readonly owners: OwnersOf;
    readonly rows: readonly HandledCount[];
  }[],
): HandledElsewhere {
  let [elsewhere, of, withoutDepartment, withoutOwner] = [0, 0, 0, 0];
  for (const { tree, owners, rows } of parts) {
    for (const { reason, department, contacts } of rows) {
      if (department === null) {
        withoutDepartment += contacts;
        continue;
      }
      const { accountable } = owners(tree, reason);
      if (accountable === null) withoutOwner += contacts;
      else {
        of += contacts;
        if (accountable !== department) elsewhere += contacts;
      }
    }
  }
  const cause = withoutDepartment + withoutOwner > 0 ? 'NO_OWNERS' : 'NO_CONTACTS';
  return { share: shareOf(elsewhere, of, cause), withoutDepartment, withoutOwner };
}
