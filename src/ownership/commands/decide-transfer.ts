import type { Actor, Change, Command, Tx } from '../../platform/command/command';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { contentAt, lockedTaxonomy, mustSpeakFor, type LockedTaxonomy } from '../../taxonomy';
import {
  assignmentRefused,
  departmentFaults,
  handedOver,
  type AssignmentRefused,
  type OwnerStatement,
  type TransferDecided,
  type TransferId,
  type TransferRecord,
  type TransferStale,
  type TransferState,
} from '../domain';
import { AssignmentRepository } from '../persistence/assignment.repository';
import { DepartmentRepository } from '../persistence/department.repository';
import { TransferRepository } from '../persistence/transfer.repository';
import { optionalNote, type TransferOnly } from './offer-transfer';
import { recordOwners } from './record-owners';

export interface DecideTransferInput extends TransferOnly {
  readonly note: string | null;
}

type DecisionProblem = NotFound | TextProblem | TransferDecided;

/** Takes over what was offered, from the moment that was agreed, or from now on where that is past. */
export const acceptTransfer: Command<
  DecideTransferInput,
  TransferOnly,
  DecisionProblem | TransferStale | AssignmentRefused
> = {
  name: 'acceptTransfer',
  permission: 'actForDepartment',
  refusalsAreNoted: true,
  async execute(tx, { transferId, note }, actor) {
    const pending = await pendingTransfer(tx, actor, { transferId, side: 'toDepartmentId' });
    if (!pending.ok) return pending;
    const text = optionalNote(note);
    if (!text.ok) return text;
    const { transfer, taxonomy } = pending.value;
    const statements = await statementsOf(tx, transfer, taxonomy);
    if (!statements.ok) return statements;
    const because = text.value ?? transfer.note ?? 'a transfer that was accepted';
    const { taxonomyId } = transfer;
    const owners = await recordOwners(tx, {
      ...{ taxonomyId, statements: statements.value, because, now: taxonomy.lockedAt, kind: 'assignOwners' },
    });
    const change = await decided(tx, transfer, { state: 'ACCEPTED', actor, note: text.value });
    return ok({ value: { transferId }, changes: [change, ...owners], because: text.value });
  },
};

/** Says no to what was offered: it stays with whoever offered it. */
export const declineTransfer: Command<
  TransferOnly & { readonly because: string },
  TransferOnly,
  DecisionProblem
> = {
  name: 'declineTransfer',
  permission: 'actForDepartment',
  async execute(tx, { transferId, because }, actor) {
    const pending = await pendingTransfer(tx, actor, { transferId, side: 'toDepartmentId' });
    if (!pending.ok) return pending;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const change = await decided(tx, pending.value.transfer, { state: 'DECLINED', actor, note: text.value });
    return ok({ value: { transferId }, changes: [change], because: text.value });
  },
};

/** Takes an offer back before it is decided. */
export const withdrawTransfer: Command<DecideTransferInput, TransferOnly, DecisionProblem> = {
  name: 'withdrawTransfer',
  permission: 'actForDepartment',
  async execute(tx, { transferId, note }, actor) {
    const pending = await pendingTransfer(tx, actor, { transferId, side: 'fromDepartmentId' });
    if (!pending.ok) return pending;
    const text = optionalNote(note);
    if (!text.ok) return text;
    const change = await decided(tx, pending.value.transfer, { state: 'WITHDRAWN', actor, note: text.value });
    return ok({ value: { transferId }, changes: [change], because: text.value });
  },
};

interface PendingTransfer {
  readonly transfer: TransferRecord;
  readonly taxonomy: LockedTaxonomy;
}

/** The offer, for somebody who speaks for the side that decides; validated after the lock. */
async function pendingTransfer(
  tx: Tx,
  actor: Actor,
  {
    transferId,
    side,
  }: { readonly transferId: TransferId; readonly side: 'fromDepartmentId' | 'toDepartmentId' },
): Promise<Result<PendingTransfer, NotFound | TransferDecided>> {
  const hidden = notFound('transfer', transferId);
  const repository = tx.repository(TransferRepository);
  const seen = await repository.transfer(transferId);
  if (seen === null) return err(hidden);
  const locked = await lockedTaxonomy(tx, seen.taxonomyId, hidden);
  if (!locked.ok) return locked;
  const transfer = (await repository.transfer(transferId)) ?? seen;
  const { taxonomyId } = transfer;
  const departmentId = transfer[side];
  // What nobody offered is taken back by whoever may say who owns what.
  if (departmentId === null) tx.permit({ taxonomyId }, hidden, 'assignOwners');
  const speaks =
    departmentId === null ? ok(null) : await mustSpeakFor(tx, actor, { departmentId, taxonomyId });
  if (!speaks.ok) return speaks;
  if (transfer.state === 'PENDING') return ok({ transfer, taxonomy: locked.value });
  const message = `expected an offer that is PENDING, but got one that is ${transfer.state}`;
  return err({ code: 'TRANSFER_DECIDED', observed: transfer.state, message });
}

/** Who is to hold what is handed over; refused where the giving department does not hold it any more. */
async function statementsOf(
  tx: Tx,
  transfer: TransferRecord,
  { policy, lockedAt }: LockedTaxonomy,
): Promise<Result<readonly OwnerStatement[], TransferStale | AssignmentRefused>> {
  const { taxonomyId, fromDepartmentId: from, toDepartmentId: to, effectiveFrom } = transfer;
  const isPast = effectiveFrom < lockedAt && policy.backdating === 'REFUSED';
  const moment = isPast ? lockedAt : effectiveFrom;
  const roles = await tx.repository(TransferRepository).rolesOf(transfer.id);
  const held = await tx.repository(AssignmentRepository).heldRoles({ taxonomyId, at: moment });
  const { then: tree } = await contentAt(tx, taxonomyId, moment);
  const { holders, stale } = handedOver(roles, { from, to }, { tree, held });
  if (stale !== null) return err(stale);
  const departments = await tx.repository(DepartmentRepository).departmentsOf(taxonomyId);
  const byId = new Map(departments.map((department) => [department.id, department]));
  const statements = holders.map((holder): OwnerStatement => ({ ...holder, from: moment, until: null }));
  const faults = statements.flatMap((statement) => {
    const taken = { ...statement, departmentIds: [to] };
    return departmentFaults(taken, { departments: byId });
  });
  return faults.length > 0 ? err(assignmentRefused(faults)) : ok(statements);
}

async function decided(
  tx: Tx,
  { id, state: before }: TransferRecord,
  {
    state,
    actor,
    note,
  }: { readonly state: TransferState; readonly actor: Actor; readonly note: string | null },
): Promise<Change> {
  const decision = { state, decidedBy: actor.id, decidedAt: tx.now, note };
  await tx.repository(TransferRepository).decide(id, decision);
  const kinds = { ACCEPTED: 'acceptTransfer', DECLINED: 'declineTransfer', WITHDRAWN: 'withdrawTransfer' };
  const kind = state === 'PENDING' ? 'offerTransfer' : kinds[state];
  return { kind, subject: { type: 'Transfer', id }, before: { state: before }, after: { state } };
}
