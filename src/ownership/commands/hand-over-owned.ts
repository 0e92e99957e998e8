import type { Change, Tx } from '../../platform/command/command';
import type { DepartmentId } from '../../platform/ids';
import { roleKey, type AssignmentRecord, type DepartmentRecord, type OwnerStatement } from '../domain';
import { AssignmentRepository, type ProposedAssignment } from '../persistence/assignment.repository';
import { recordProposal } from './assign-owners';
import { recordOwners } from './record-owners';

/** What a department answers for from a moment on, and what drafts propose that it should. */
export interface Owned {
  readonly records: readonly AssignmentRecord[];
  readonly proposed: readonly ProposedAssignment[];
}

interface Taken {
  readonly department: DepartmentRecord;
  readonly owned: Owned;
  readonly to: DepartmentId;
  readonly from: Date;
  readonly because: string;
  readonly now: Date;
}

/** The stretches of the department from the moment on, for the one that takes over; others that hold the same role keep it. */
export async function handOver(tx: Tx, taken: Taken): Promise<readonly Change[]> {
  const { department, owned, to, from, because, now } = taken;
  const { taxonomyId, id } = department;
  const reasonIds = [...new Set(owned.records.map(({ reasonId }) => reasonId))];
  const timelines = new Map<string, AssignmentRecord[]>();
  for (const record of await tx.repository(AssignmentRepository).believed(taxonomyId, reasonIds)) {
    const known = timelines.get(roleKey(record));
    if (known === undefined) timelines.set(roleKey(record), [record]);
    else known.push(record);
  }
  const statements = owned.records.flatMap((record) => {
    const alike = timelines.get(roleKey(record)) ?? [];
    return statementsInPlaceOf(record, { alike, from, to, department: id });
  });
  const stated = await recordOwners(tx, { taxonomyId, statements, because, now, kind: 'assignOwners' });
  return [...stated, ...(await takenProposals(tx, taken))];
}

/** The proposals of drafts that are still open, with the taking department for the one that ends. */
async function takenProposals(tx: Tx, taken: Taken): Promise<readonly Change[]> {
  const { department, owned, to, because, now } = taken;
  const { taxonomyId, id } = department;
  const changes: Change[] = [];
  for (const draftId of new Set(owned.proposed.map((proposal) => proposal.draftId))) {
    const all = await tx.repository(AssignmentRepository).proposed({ draftId });
    const own = owned.proposed.filter((proposal) => proposal.draftId === draftId);
    const owners = own.map(({ reasonId, role }) => {
      const alike = all.filter((other) => other.reasonId === reasonId && other.role === role);
      const ids = alike.map(({ departmentId }) => (departmentId === id ? to : departmentId));
      return { reasonId, role, departmentIds: [...new Set(ids)] };
    });
    changes.push(...(await recordProposal(tx, { taxonomyId, draftId, owners, because, now })));
  }
  return changes;
}

/** Between each two moments at which those who hold the role change, a statement of its own. */
function statementsInPlaceOf(
  record: AssignmentRecord,
  scene: {
    readonly alike: readonly AssignmentRecord[];
    readonly from: Date;
    readonly to: DepartmentId;
    readonly department: DepartmentId;
  },
): readonly OwnerStatement[] {
  const { alike, from, to, department } = scene;
  const start = record.validFrom < from ? from : record.validFrom;
  const end = record.validUntil;
  const cuts = alike
    .flatMap(({ validFrom, validUntil }) => [validFrom, ...(validUntil === null ? [] : [validUntil])])
    .filter((moment) => moment > start && (end === null || moment < end))
    .map((moment) => moment.getTime());
  const starts = [start.getTime(), ...new Set(cuts)].sort((one, other) => one - other);
  return starts.map((moment, at) => {
    const next = starts[at + 1];
    const holding = alike.filter(
      ({ validFrom, validUntil }) =>
        validFrom.getTime() <= moment && (validUntil === null || moment < validUntil.getTime()),
    );
    const others = holding.map(({ departmentId }) => (departmentId === department ? to : departmentId));
    return {
      ...{ reasonId: record.reasonId, role: record.role, departmentIds: [...new Set(others)] },
      ...{ from: new Date(moment), until: next === undefined ? end : new Date(next) },
    };
  });
}
