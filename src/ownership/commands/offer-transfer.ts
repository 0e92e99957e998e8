import type { Actor, Change, Command, Tx } from '../../platform/command/command';
import { newId, type DepartmentId, type ReasonId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { contentAt, lockedTaxonomy, mustSpeakFor, type LockedTaxonomy } from '../../taxonomy';
import {
  assignmentFault,
  assignmentRefused,
  existsAt,
  rolesToHandOver,
  staleTransfer,
  statementFaults,
  type AssignmentRefused,
  type TransferId,
  type TransferRecord,
  type TransferredRole,
  type TransferStale,
} from '../domain';
import { AssignmentRepository } from '../persistence/assignment.repository';
import { DepartmentRepository } from '../persistence/department.repository';
import { TransferRepository } from '../persistence/transfer.repository';

export interface TransferOnly {
  readonly transferId: TransferId;
}

export interface OfferTransferInput {
  readonly taxonomyId: TaxonomyId;
  readonly fromDepartmentId: DepartmentId;
  readonly toDepartmentId: DepartmentId;
  readonly reasonIds: readonly ReasonId[];
  /** Null: from now on, once it is accepted. */
  readonly effectiveFrom: Date | null;
  readonly note: string | null;
}

export type OfferProblem = NotFound | TextProblem | AssignmentRefused | TransferStale;

/** Offers what a department is accountable or responsible for to another one. Nothing changes until that one accepts. */
export const offerTransfer: Command<OfferTransferInput, TransferOnly, OfferProblem> = {
  name: 'offerTransfer',
  permission: 'actForDepartment',
  refusalsAreNoted: true,
  async execute(tx, input, actor) {
    const { taxonomyId, fromDepartmentId } = input;
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const speaks = await mustSpeakFor(tx, actor, { departmentId: fromDepartmentId, taxonomyId });
    if (!speaks.ok) return speaks;
    const offered = await recordOffer(tx, actor, { ...input, taxonomy: locked.value });
    if (!offered.ok) return offered;
    const { transferId, change, note } = offered.value;
    return ok({ value: { transferId }, changes: [change], because: note });
  },
};

/** An offer as it is recorded, whoever may make it; null offers what nobody answers for. */
export interface Offer extends Omit<OfferTransferInput, 'fromDepartmentId'> {
  readonly fromDepartmentId: DepartmentId | null;
}

interface RecordedOffer extends TransferOnly {
  readonly change: Change;
  readonly note: string | null;
}

/** Records an offer under the lock of its taxonomy. Whether the actor may make it has been asked for by then. */
export async function recordOffer(
  tx: Tx,
  actor: Actor,
  { taxonomy, ...input }: Offer & { readonly taxonomy: LockedTaxonomy },
): Promise<Result<RecordedOffer, OfferProblem>> {
  const { taxonomyId, fromDepartmentId, toDepartmentId } = input;
  const note = optionalNote(input.note);
  if (!note.ok) return note;
  const { policy, lockedAt: now } = taxonomy;
  const effectiveFrom = input.effectiveFrom ?? now;
  const possible = await mustBeOfferable(tx, { ...input, effectiveFrom, policy, now });
  if (!possible.ok) return possible;

  const transfer: TransferRecord = {
    ...{ id: newId<'Transfer'>(), taxonomyId, fromDepartmentId, toDepartmentId, effectiveFrom },
    ...{ note: note.value, state: 'PENDING', offeredBy: actor.id, offeredAt: tx.now },
    ...{ decidedBy: null, decidedAt: null, decisionNote: null },
  };
  await tx.repository(TransferRepository).addTransfer(transfer, possible.value);
  const after = {
    ...{ from: fromDepartmentId, to: toDepartmentId, effectiveFrom: effectiveFrom.toISOString() },
    roles: possible.value,
  };
  const subject = { type: 'Transfer', id: transfer.id };
  const change: Change = { kind: 'offerTransfer', subject, before: null, after };
  return ok({ transferId: transfer.id, change, note: note.value });
}

async function mustBeOfferable(
  tx: Tx,
  offer: Offer & {
    readonly effectiveFrom: Date;
    readonly now: Date;
    readonly policy: Parameters<typeof statementFaults>[1]['policy'];
  },
): Promise<Result<readonly TransferredRole[], OfferProblem>> {
  const { taxonomyId, fromDepartmentId, toDepartmentId, effectiveFrom, policy, now } = offer;
  const departments = await tx.repository(DepartmentRepository).departmentsOf(taxonomyId);
  const byId = new Map(departments.map((department) => [department.id, department]));
  const to = byId.get(toDepartmentId);
  if (to === undefined) return err(notFound('department', toDepartmentId));
  if (to.id === fromDepartmentId || !existsAt(to, effectiveFrom)) {
    const expected = 'expected another department, one that is not dissolved by then';
    const fault = assignmentFault('DEPARTMENT_DISSOLVED', `${expected}, but got ${to.code}`, {
      departmentId: to.id,
    });
    return err(assignmentRefused([fault]));
  }
  const reasonIds = [...new Set(offer.reasonIds)];
  const statements = reasonIds.map((reasonId) => ({
    ...{ reasonId, role: 'ACCOUNTABLE' as const, departmentIds: [toDepartmentId] },
    ...{ from: effectiveFrom, until: null },
  }));
  const contents = await contentAt(tx, taxonomyId, effectiveFrom);
  const faults = statementFaults(statements, { now, policy, departments: byId, ...contents });
  if (faults.length > 0) return err(assignmentRefused(faults));
  const held = await tx.repository(AssignmentRepository).heldRoles({ taxonomyId, at: effectiveFrom });
  const found = rolesToHandOver(reasonIds, fromDepartmentId, { tree: contents.then, held });
  return found.notHeld.length > 0 ? err(staleTransfer(found.notHeld)) : ok(found.roles);
}

export function optionalNote(note: string | null): Result<string | null, TextProblem> {
  return note === null
    ? ok(null)
    : mustBeText(note, { field: 'note', maxLength: textLimits.note, multiline: true });
}
