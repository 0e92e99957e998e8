import type { Change, Command, Tx } from '../../platform/command/command';
import type { DepartmentId } from '../../platform/ids';
import type { NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  existsAt,
  refused,
  type AssignmentRecord,
  type DepartmentOwns,
  type DepartmentRecord,
  type DepartmentRefused,
  type OwnerStatement,
} from '../domain';
import { AssignmentRepository, type ProposedAssignment } from '../persistence/assignment.repository';
import { DepartmentRepository } from '../persistence/department.repository';
import { recordProposal } from './assign-owners';
import { lockedDepartment, type DepartmentOnly } from './department-commands';
import { recordOwners } from './record-owners';

const maxReasonsNamed = 20;

export interface DissolveDepartmentInput {
  readonly departmentId: DepartmentId;
  /** Null: now. */
  readonly at: Date | null;
  /** Whoever it goes on in; null: nobody. */
  readonly successorId: DepartmentId | null;
  /** Who takes over what it answers for; null: nobody, and then it may answer for nothing. */
  readonly transferToId: DepartmentId | null;
  readonly because: string;
}

/** Ends a department at a moment. What it answers for then is taken over in the same transaction, or the command is refused. */
export const dissolveDepartment: Command<
  DissolveDepartmentInput,
  DepartmentOnly,
  NotFound | TextProblem | DepartmentRefused | DepartmentOwns
> = {
  name: 'dissolveDepartment',
  permission: 'keepDepartments',
  refusalsAreNoted: true,
  async execute(tx, { departmentId, at, successorId, transferToId, because }) {
    const locked = await lockedDepartment(tx, departmentId);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const { department, others, taxonomy } = locked.value;
    const { lockedAt: now } = taxonomy;
    const moment = at ?? now;
    const isTooEarly = moment < now && taxonomy.policy.backdating === 'REFUSED';
    const wish = { department, others, moment, isTooEarly };
    const possible = mustBeDissolvable({
      ...wish,
      takers: { successor: successorId, transferTo: transferToId },
    });
    if (!possible.ok) return possible;
    const owned = await ownedFrom(tx, departmentId, moment);
    const count = owned.records.length + owned.proposed.length;
    if (count > 0 && transferToId === null) return err(ownsStill(department, owned));

    const dissolved = { ...department, dissolvedAt: moment, successorId, revision: department.revision + 1 };
    const taken =
      transferToId === null
        ? []
        : await handOver(tx, { department, owned, to: transferToId, now, from: moment, because: text.value });
    await tx.repository(DepartmentRepository).saveDepartment(dissolved);
    const change: Change = {
      kind: 'dissolveDepartment',
      subject: { type: 'Department', id: departmentId },
      before: { dissolvedAt: null },
      after: { dissolvedAt: moment.toISOString(), successorId, transferToId },
    };
    return ok({ value: { departmentId }, changes: [change, ...taken], because: text.value });
  },
};

function mustBeDissolvable(wish: {
  readonly department: DepartmentRecord;
  readonly others: readonly DepartmentRecord[];
  readonly moment: Date;
  readonly isTooEarly: boolean;
  readonly takers: Readonly<Record<'successor' | 'transferTo', DepartmentId | null>>;
}): Result<null, DepartmentRefused> {
  const { department, others, moment, isTooEarly, takers } = wish;
  const byId = new Map(others.map((other) => [other.id, other]));
  const fault = (field: string, message: string) => ({ field, message });
  const isDissolved = department.dissolvedAt !== null;
  const below = others.filter(
    ({ parentId, dissolvedAt }) => parentId === department.id && dissolvedAt === null,
  );
  const isBeyond = moment > new Date('9999-01-01T00:00:00Z') || moment < new Date('1900-01-01T00:00:00Z');
  const faults = [
    ...(isDissolved ? [fault('department', 'expected one that is not dissolved, but it is')] : []),
    ...(isTooEarly ? [fault('at', 'expected a moment that is not past: backdating is REFUSED')] : []),
    ...(isBeyond ? [fault('at', 'expected a moment between 1900 and 9999')] : []),
    ...(below.length > 0
      ? [fault('department', `expected none below it that goes on, but ${below[0]?.code ?? ''} does`)]
      : []),
    ...Object.entries(takers).flatMap(([field, id]) => {
      if (id === null) return [];
      const taker = byId.get(id);
      if (taker === undefined || id === department.id)
        return [fault(field, 'expected another department of the taxonomy')];
      const goesOn = existsAt(taker, moment) && taker.dissolvedAt === null;
      return goesOn ? [] : [fault(field, `expected one that is not dissolved, but ${taker.code} is`)];
    }),
  ];
  return faults.length > 0 ? err(refused(faults)) : ok(null);
}

interface Owned {
  readonly records: readonly AssignmentRecord[];
  readonly proposed: readonly ProposedAssignment[];
}

async function ownedFrom(tx: Tx, departmentId: DepartmentId, moment: Date): Promise<Owned> {
  const repository = tx.repository(AssignmentRepository);
  return {
    records: await repository.believedOf(departmentId, moment),
    proposed: await repository.proposed({ departmentId }),
  };
}

function ownsStill({ id, code }: DepartmentRecord, { records, proposed }: Owned): DepartmentOwns {
  const reasonIds = [...new Set([...records, ...proposed].map(({ reasonId }) => reasonId))];
  return {
    code: 'DEPARTMENT_OWNS',
    departmentId: id,
    observed: reasonIds.length,
    reasonIds: reasonIds.slice(0, maxReasonsNamed),
    message: `expected a department that answers for nothing, or whoever takes over, but ${code} answers for ${reasonIds.length} reasons`,
  };
}

/** The stretches of the department from the moment on, for the one that takes over; others that hold the same role keep it. */
async function handOver(
  tx: Tx,
  taken: {
    readonly department: DepartmentRecord;
    readonly owned: Owned;
    readonly to: DepartmentId;
    readonly from: Date;
    readonly because: string;
    readonly now: Date;
  },
): Promise<readonly Change[]> {
  const { department, owned, to, from, because, now } = taken;
  const { taxonomyId, id } = department;
  const reasonIds = [...new Set(owned.records.map(({ reasonId }) => reasonId))];
  const believed = await tx.repository(AssignmentRepository).believed(taxonomyId, reasonIds);
  const statements = owned.records.flatMap((record) => {
    const alike = believed.filter(
      ({ reasonId, role }) => reasonId === record.reasonId && role === record.role,
    );
    return statementsInPlaceOf(record, { alike, from, to, department: id });
  });
  const stated = await recordOwners(tx, { taxonomyId, statements, because, now, kind: 'assignOwners' });
  const drafts = [...new Set(owned.proposed.map(({ draftId }) => draftId))];
  const proposed: Change[] = [];
  for (const draftId of drafts) {
    const all = await tx.repository(AssignmentRepository).proposed({ draftId });
    const own = owned.proposed.filter((proposal) => proposal.draftId === draftId);
    const owners = own.map(({ reasonId, role }) => ({
      ...{ reasonId, role },
      departmentIds: [
        ...new Set(
          all
            .filter((other) => other.reasonId === reasonId && other.role === role)
            .map(({ departmentId }) => (departmentId === id ? to : departmentId)),
        ),
      ],
    }));
    proposed.push(...(await recordProposal(tx, { taxonomyId, draftId, owners, because, now })));
  }
  return [...stated, ...proposed];
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
