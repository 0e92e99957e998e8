import type { Change, Command, Tx } from '../../platform/command/command';
import { newId, type DepartmentId, type DraftId, type ReasonId, type TaxonomyId } from '../../platform/ids';
import type { NotFound } from '../../platform/problem';
import { err, isNonEmpty, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  contentAt,
  lockedDraft,
  lockedTaxonomy,
  openContentOfDraft,
  type LockedTaxonomy,
} from '../../taxonomy';
import type { DraftBlocked } from '../../taxonomy/domain';
import {
  assignmentFault,
  assignmentRefused,
  departmentFaults,
  statementFaults,
  type AssignmentFault,
  type AssignmentRefused,
  type OwnerRole,
  type OwnerStatement,
} from '../domain';
import { AssignmentRepository } from '../persistence/assignment.repository';
import { DepartmentRepository } from '../persistence/department.repository';
import { recordOwners } from './record-owners';

export interface OwnersWish {
  readonly reasonId: ReasonId;
  readonly role: OwnerRole;
  readonly departmentIds: readonly DepartmentId[];
}

export interface AssignOwnersInput {
  readonly taxonomyId: TaxonomyId;
  readonly owners: readonly OwnersWish[];
  /** Null: now. */
  readonly from: Date | null;
  /** Null: until the next change that is recorded already, or for good. */
  readonly until: Date | null;
  readonly because: string;
}

export interface OwnersAssigned {
  readonly taxonomyId: TaxonomyId;
  /** Reason and role pairs of which something changed. */
  readonly changed: number;
}

type AssignmentProblem = NotFound | TextProblem | AssignmentRefused;

/** States who answers for reasons from a moment on. What was believed before stays in the record. */
export const assignOwners: Command<AssignOwnersInput, OwnersAssigned, AssignmentProblem> = {
  name: 'assignOwners',
  permission: 'assignOwners',
  async execute(tx, { taxonomyId, owners, from, until, because }) {
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!reason.ok) return reason;
    const statements = owners.map((wish): OwnerStatement => ({
      ...wish,
      from: from ?? locked.value.lockedAt,
      until,
    }));
    const faults = await faultsOf(tx, locked.value, statements);
    if (faults.length > 0) return err(assignmentRefused(faults));
    const changes = await recordOwners(tx, {
      ...{ taxonomyId, statements, because: reason.value, kind: 'assignOwners' },
      now: locked.value.lockedAt,
    });
    const value = { taxonomyId, changed: changes.length };
    return isNonEmpty(changes)
      ? ok({ value, changes, because: reason.value })
      : ok({ value, unchanged: true });
  },
};

/** What is wrong with statements that all start at one moment. */
export async function faultsOf(
  tx: Tx,
  { id, policy, lockedAt }: LockedTaxonomy,
  statements: readonly OwnerStatement[],
): Promise<readonly AssignmentFault[]> {
  const from = statements[0]?.from ?? lockedAt;
  const departments = await tx.repository(DepartmentRepository).departmentsOf(id);
  const byId = new Map(departments.map((department) => [department.id, department]));
  const contents = await contentAt(tx, id, from);
  return statementFaults(statements, { now: lockedAt, policy, departments: byId, ...contents });
}

export interface ProposeOwnersInput {
  readonly draftId: DraftId;
  readonly owners: readonly OwnersWish[];
  readonly because: string;
}

/**
 * States who is to answer for reasons that a draft creates, from the moment that it takes effect. Only while the draft is being
 * written: what is under review is not changed behind the reviewers' backs.
 */
export const proposeOwners: Command<
  ProposeOwnersInput,
  { readonly draftId: DraftId },
  AssignmentProblem | DraftBlocked
> = {
  name: 'proposeOwners',
  permission: 'proposeChange',
  async execute(tx, { draftId, owners, because }, actor) {
    const locked = await lockedDraft(tx, actor, draftId);
    if (!locked.ok) return locked;
    const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!reason.ok) return reason;
    const { draft, taxonomy } = locked.value;
    const content = await openContentOfDraft(tx, locked.value);
    if (!content.ok) return content;
    const taxonomyLocked = await lockedTaxonomy(tx, taxonomy.id);
    if (!taxonomyLocked.ok) return taxonomyLocked;
    const isNew = (id: ReasonId): boolean => content.value.tree.has(id) && !content.value.base.has(id);
    const faults = await proposalFaults(tx, { owners, taxonomyId: taxonomy.id, isNew });
    if (faults.length > 0) return err(assignmentRefused(faults));
    const changes = await recordProposal(tx, {
      ...{ taxonomyId: taxonomy.id, draftId, owners, because: reason.value },
      now: taxonomyLocked.value.lockedAt,
    });
    if (!isNonEmpty(changes)) return ok({ value: { draftId }, unchanged: true });
    return ok({ value: { draftId }, changes, because: reason.value, draft });
  },
};

async function proposalFaults(
  tx: Tx,
  proposed: {
    readonly owners: readonly OwnersWish[];
    readonly taxonomyId: TaxonomyId;
    readonly isNew: (id: ReasonId) => boolean;
  },
): Promise<readonly AssignmentFault[]> {
  const { owners, taxonomyId, isNew } = proposed;
  if (owners.length === 0 || owners.length > 5_000) {
    const message = `expected 1 to 5000 statements, but got ${owners.length}`;
    return [assignmentFault(owners.length === 0 ? 'NOTHING_STATED' : 'TOO_MANY', message)];
  }
  const departments = await tx.repository(DepartmentRepository).departmentsOf(taxonomyId);
  const byId = new Map(departments.map((department) => [department.id, department]));
  const keys = owners.map(({ reasonId, role }) => `${reasonId} ${role}`);
  return owners.flatMap((wish, at) => {
    const { reasonId } = wish;
    const strange = `expected a reason that the draft creates, but got ${reasonId}`;
    const twice = `expected each reason and role once, but got ${reasonId} as ${wish.role} twice`;
    return [
      ...(isNew(reasonId) ? [] : [assignmentFault('REASON_NOT_NEW', strange, { reasonId })]),
      ...(keys.indexOf(keys[at] ?? '') === at ? [] : [assignmentFault('STATED_TWICE', twice, { reasonId })]),
      ...departmentFaults({ ...wish, from: tx.now, until: null }, { departments: byId }),
    ];
  });
}

/** One change for each reason and role whose proposed departments are others now. */
export async function recordProposal(
  tx: Tx,
  proposal: {
    readonly taxonomyId: TaxonomyId;
    readonly draftId: DraftId;
    readonly owners: readonly OwnersWish[];
    readonly because: string;
    readonly now: Date;
    readonly kind?: string;
  },
): Promise<readonly Change[]> {
  const { taxonomyId, draftId, owners, because, now, kind = 'proposeOwners' } = proposal;
  const repository = tx.repository(AssignmentRepository);
  const proposed = await repository.proposed({ draftId });
  const changed = owners.flatMap((wish) => {
    const before = proposed.filter(({ reasonId, role }) => reasonId === wish.reasonId && role === wish.role);
    const wished = new Set(wish.departmentIds);
    const closed = before.filter(({ departmentId }) => !wished.has(departmentId));
    const opened = [...wished].filter((id) => !before.some(({ departmentId }) => departmentId === id));
    return closed.length + opened.length === 0 ? [] : [{ wish, before, closed, opened }];
  });
  await repository.record({
    ...{ taxonomyId, because, now },
    closed: changed.flatMap(({ closed }) => closed.map(({ id }) => id)),
    opened: changed.flatMap(({ wish: { reasonId, role }, opened }) =>
      opened.map((departmentId) => ({
        ...{ id: newId<'Assignment'>(), reasonId, role, departmentId, from: null, until: null, draftId },
      })),
    ),
  });
  return changed.map(({ wish: { reasonId, role, departmentIds }, before }): Change => ({
    kind,
    subject: { type: 'Reason', id: reasonId },
    before: { role, departments: before.map(({ departmentId }) => departmentId), draftId },
    after: { role, departments: departmentIds, draftId },
  }));
}
