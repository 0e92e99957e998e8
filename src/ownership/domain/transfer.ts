import type { ActorId, DepartmentId, Id, ReasonId, TaxonomyId } from '../../platform/ids';
import { isNonEmpty } from '../../platform/result';
import type { ReasonTree } from '../../taxonomy/domain';
import { owningRoles, type OwnerRole } from './assignment';
import { ownersOfReason, type HeldRoles } from './inheritance';
import type { NotHeld, TransferStale, TransferState } from './ownership-problems';

export type TransferId = Id<'Transfer'>;

/** An offer of one department to hand reasons over to another. Nothing changes until it is accepted. */
export interface TransferRecord {
  readonly id: TransferId;
  readonly taxonomyId: TaxonomyId;
  /** Null: nobody answered for them, and they are offered in the name of the taxonomy. */
  readonly fromDepartmentId: DepartmentId | null;
  readonly toDepartmentId: DepartmentId;
  readonly effectiveFrom: Date;
  readonly note: string | null;
  readonly state: TransferState;
  readonly offeredBy: ActorId;
  readonly offeredAt: Date;
  readonly decidedBy: ActorId | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
}

/** One role of one reason that is handed over. */
export interface TransferredRole {
  readonly reasonId: ReasonId;
  readonly role: OwnerRole;
}

interface Holding {
  readonly tree: ReasonTree;
  readonly held: HeldRoles;
}

/**
 * The owning roles of the reasons that a department holds, by assignments of their own or inherited: what it can hand over.
 * `notHeld` are the reasons of which it holds none. Where nobody offers them (null), it is the accountability that nobody has,
 * and `notHeld` are the reasons that somebody has it of.
 *
 * @example rolesToHandOver([refund], finance, { tree, held }).roles // [{ reasonId: refund, role: 'ACCOUNTABLE' }]
 */
export function rolesToHandOver(
  reasonIds: readonly ReasonId[],
  departmentId: DepartmentId | null,
  { tree, held }: Holding,
): { readonly roles: readonly TransferredRole[]; readonly notHeld: readonly NotHeld[] } {
  const found = [...new Set(reasonIds)].map((reasonId) => {
    const owners = ownersOfReason(tree, held, reasonId);
    const isAccountable = owners.some(({ role }) => role === 'ACCOUNTABLE');
    const isFree: readonly OwnerRole[] = isAccountable ? [] : ['ACCOUNTABLE'];
    const roles =
      departmentId === null
        ? isFree
        : owningRoles.filter((role) =>
            owners.some((owner) => owner.role === role && owner.departmentId === departmentId),
          );
    const holders = owners
      .filter(({ role }) => (owningRoles as readonly OwnerRole[]).includes(role))
      .map((owner) => owner.departmentId);
    return { reasonId, roles, holders: [...new Set(holders)] };
  });
  return {
    roles: found.flatMap(({ reasonId, roles }) => roles.map((role) => ({ reasonId, role }))),
    notHeld: found
      .filter(({ roles }) => roles.length === 0)
      .map(({ reasonId, holders }) => ({ reasonId, role: 'ACCOUNTABLE', holders })),
  };
}

/** Who holds each of the roles now, by assignments of their own or inherited. */
const holdersOf = ({ reasonId, role }: TransferredRole, { tree, held }: Holding): readonly DepartmentId[] =>
  ownersOfReason(tree, held, reasonId)
    .filter((owner) => owner.role === role)
    .map((owner) => owner.departmentId);

/**
 * Who is to hold each role once it is handed over: the others that hold it now, and the taking department for the giving one. A
 * role that the giving one does not hold any more makes the offer stale, with who does.
 *
 * @example handedOver([{ reasonId: refund, role: 'RESPONSIBLE' }], { from: finance, to: care }, { tree, held })
 * // { holders: [{ reasonId: refund, role: 'RESPONSIBLE', departmentIds: [sales, care] }], stale: null }
 */
export function handedOver(
  roles: readonly TransferredRole[],
  { from, to }: { readonly from: DepartmentId | null; readonly to: DepartmentId },
  holding: Holding,
): {
  readonly holders: readonly (TransferredRole & { readonly departmentIds: readonly DepartmentId[] })[];
  readonly stale: TransferStale | null;
} {
  const current = roles.map((role) => ({ ...role, holders: holdersOf(role, holding) }));
  const notHeld = current.filter(({ holders }) =>
    from === null ? holders.length > 0 : !holders.includes(from),
  );
  return {
    holders: current.map(({ reasonId, role, holders }) => ({
      ...{ reasonId, role },
      departmentIds: [...new Set([...holders.filter((id) => id !== from), to])],
    })),
    stale: isNonEmpty(notHeld) ? staleTransfer(notHeld) : null,
  };
}

export const staleTransfer = (notHeld: readonly NotHeld[]): TransferStale => ({
  code: 'TRANSFER_STALE',
  notHeld: notHeld.slice(0, 50),
  message: `expected reasons that the department answers for, but it does not answer for ${notHeld.length} of them`,
});
