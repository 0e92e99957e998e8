import type { Change, Command, Tx } from '../../platform/command/command';
import { canonicalJson } from '../../platform/canonical-json';
import { newId, type ActorId, type DepartmentId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { lockedTaxonomy, type LockedTaxonomy } from '../../taxonomy';
import { staleRevision, type LocalizedText, type StaleRevision } from '../../taxonomy/domain';
import { mustBeDepartment, type DepartmentRecord, type DepartmentRefused } from '../domain';
import { DepartmentRepository } from '../persistence/department.repository';

export interface DepartmentOnly {
  readonly departmentId: DepartmentId;
}

export interface CreateDepartmentInput {
  readonly taxonomyId: TaxonomyId;
  readonly code: string;
  readonly name: LocalizedText;
  readonly aliases: readonly string[];
  readonly parentId: DepartmentId | null;
}

/** A department that can answer for reasons of the taxonomy. */
export const createDepartment: Command<CreateDepartmentInput, DepartmentOnly, NotFound | DepartmentRefused> =
  {
    name: 'createDepartment',
    permission: 'keepDepartments',
    async execute(tx, { taxonomyId, ...wish }) {
      const locked = await lockedTaxonomy(tx, taxonomyId);
      if (!locked.ok) return locked;
      const repository = tx.repository(DepartmentRepository);
      const others = await repository.departmentsOf(taxonomyId);
      const { languages } = locked.value;
      const kept = mustBeDepartment({ id: null, ...wish }, { others, languages });
      if (!kept.ok) return kept;
      const departmentId = newId<'Department'>();
      const unbroken = { dissolvedAt: null, successorId: null, revision: 1 };
      await repository.addDepartment({ id: departmentId, taxonomyId, ...kept.value, ...unbroken }, tx.now);
      const subject = { type: 'Department', id: departmentId };
      return ok({
        value: { departmentId },
        changes: [{ kind: 'createDepartment', subject, before: null, after: kept.value }],
      });
    },
  };

export interface LockedDepartment {
  readonly taxonomy: LockedTaxonomy;
  readonly department: DepartmentRecord;
  readonly others: readonly DepartmentRecord[];
}

/** Locks the taxonomy of a department, so that trees and owners change one after the other. */
export async function lockedDepartment(
  tx: Tx,
  departmentId: DepartmentId,
): Promise<Result<LockedDepartment, NotFound>> {
  const hidden = notFound('department', departmentId);
  const repository = tx.repository(DepartmentRepository);
  const found = await repository.department(departmentId);
  if (found === null) return err(hidden);
  const locked = await lockedTaxonomy(tx, found.taxonomyId, hidden);
  if (!locked.ok) return locked;
  const others = await repository.departmentsOf(found.taxonomyId);
  const department = others.find(({ id }) => id === departmentId) ?? found;
  return ok({ taxonomy: locked.value, department, others });
}

interface DepartmentEdit {
  readonly departmentId: DepartmentId;
  readonly expectedRevision: number;
}

type DepartmentCommand<Input> = Command<Input, DepartmentOnly, NotFound | StaleRevision | DepartmentRefused>;

export interface RenameDepartmentInput extends DepartmentEdit {
  readonly name: LocalizedText;
  readonly aliases: readonly string[];
}

/** What a department is called, and the other codes it goes by. Its own code is for ever. */
export const renameDepartment: DepartmentCommand<RenameDepartmentInput> = {
  name: 'renameDepartment',
  permission: 'keepDepartments',
  execute: (tx, { name, aliases, ...edit }) =>
    changeDepartment(tx, edit, { kind: 'renameDepartment', changed: { name, aliases } }),
};

export interface MoveDepartmentInput extends DepartmentEdit {
  readonly parentId: DepartmentId | null;
}

/** Puts a department under another one, or at the top. */
export const moveDepartment: DepartmentCommand<MoveDepartmentInput> = {
  name: 'moveDepartment',
  permission: 'keepDepartments',
  execute: (tx, { parentId, ...edit }) =>
    changeDepartment(tx, edit, { kind: 'moveDepartment', changed: { parentId } }),
};

type Changed = Partial<Pick<DepartmentRecord, 'name' | 'aliases' | 'parentId'>>;

async function changeDepartment(
  tx: Tx,
  { departmentId, expectedRevision }: DepartmentEdit,
  { kind, changed }: { readonly kind: string; readonly changed: Changed },
): ReturnType<DepartmentCommand<unknown>['execute']> {
  const locked = await lockedDepartment(tx, departmentId);
  if (!locked.ok) return locked;
  const { department, others, taxonomy } = locked.value;
  const { revision } = department;
  if (revision !== expectedRevision) return err(staleRevision(expectedRevision, revision));
  const { languages } = taxonomy;
  const kept = mustBeDepartment({ ...department, ...changed }, { others, languages });
  if (!kept.ok) return kept;
  const after = Object.fromEntries(
    Object.keys(changed).map((key) => [key, kept.value[key as keyof Changed]]),
  );
  const before = Object.fromEntries(
    Object.keys(changed).map((key) => [key, department[key as keyof Changed]]),
  );
  if (canonicalJson(before) === canonicalJson(after)) return ok({ value: { departmentId }, unchanged: true });
  const saved = { ...department, ...kept.value, revision: revision + 1 };
  await tx.repository(DepartmentRepository).saveDepartment(saved);
  const change: Change = { kind, subject: { type: 'Department', id: departmentId }, before, after };
  return ok({ value: { departmentId }, changes: [change] });
}

export interface DepartmentMemberInput {
  readonly departmentId: DepartmentId;
  readonly actorId: ActorId;
}

/** From now on somebody speaks for a department. What they may do for it, their roles in the taxonomy say. */
export const addDepartmentMember: Command<DepartmentMemberInput, DepartmentOnly, NotFound> = {
  name: 'addDepartmentMember',
  permission: 'keepDepartments',
  execute: (tx, input) => changeMembership(tx, 'addDepartmentMember', input),
};

/** From now on somebody does not speak for a department any more. */
export const removeDepartmentMember: Command<DepartmentMemberInput, DepartmentOnly, NotFound> = {
  name: 'removeDepartmentMember',
  permission: 'keepDepartments',
  execute: (tx, input) => changeMembership(tx, 'removeDepartmentMember', input),
};

async function changeMembership(
  tx: Tx,
  kind: 'addDepartmentMember' | 'removeDepartmentMember',
  { departmentId, actorId }: DepartmentMemberInput,
): ReturnType<Command<DepartmentMemberInput, DepartmentOnly, NotFound>['execute']> {
  const locked = await lockedDepartment(tx, departmentId);
  if (!locked.ok) return locked;
  const repository = tx.repository(DepartmentRepository);
  if (!(await repository.actorExists(actorId))) return err(notFound('actor', actorId));
  const isAdded = kind === 'addDepartmentMember';
  if ((await repository.isMember(departmentId, actorId)) === isAdded)
    return ok({ value: { departmentId }, unchanged: true });
  const { taxonomyId } = locked.value.department;
  if (isAdded)
    await repository.addMember({ id: newId(), taxonomyId, departmentId, actorId, addedAt: tx.now });
  else await repository.removeMember(departmentId, actorId, tx.now);
  const [before, after] = isAdded ? [null, { actorId }] : [{ actorId }, null];
  const subject = { type: 'Department', id: departmentId };
  return ok({ value: { departmentId }, changes: [{ kind, subject, before, after }] });
}
