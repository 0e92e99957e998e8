import type { Change, Tx } from '../../platform/command/command';
import { newId, type TaxonomyId } from '../../platform/ids';
import { holdersAt, roleKey, stated, type AssignmentRecord, type OwnerStatement } from '../domain';
import { AssignmentRepository, type NewAssignment } from '../persistence/assignment.repository';

export interface OwnersToRecord {
  readonly taxonomyId: TaxonomyId;
  readonly statements: readonly OwnerStatement[];
  readonly because: string;
  /** When it is recorded: under the lock of the taxonomy. */
  readonly now: Date;
  /** What the history is to call it. */
  readonly kind: string;
}

export interface PlannedOwners {
  /** One for each statement by which something changes. */
  readonly changes: readonly Change[];
  readonly closed: readonly AssignmentRecord[];
  readonly opened: readonly NewAssignment[];
}

/**
 * Records statements about who answers for what, whoever makes them: a steward, a hand-over that was accepted, a department that
 * is dissolved. They have been checked, and the taxonomy is locked.
 */
export async function recordOwners(tx: Tx, owners: OwnersToRecord): Promise<readonly Change[]> {
  const planned = await plannedOwners(tx, owners);
  await recordPlanned(tx, owners, planned);
  return planned.changes;
}

export async function recordPlanned(
  tx: Tx,
  { taxonomyId, because, now }: OwnersToRecord,
  { closed, opened }: PlannedOwners,
): Promise<void> {
  const ids = closed.map(({ id }) => id);
  const change = { taxonomyId, because, now, closed: ids, opened };
  await tx.repository(AssignmentRepository).record(change);
}

/** What the statements make of what is believed now, one after the other; nothing is written. */
export async function plannedOwners(
  tx: Tx,
  { taxonomyId, statements, kind }: OwnersToRecord,
): Promise<PlannedOwners> {
  const reasonIds = [...new Set(statements.map(({ reasonId }) => reasonId))];
  const timelines = new Map<string, readonly AssignmentRecord[]>();
  for (const record of await tx.repository(AssignmentRepository).believed(taxonomyId, reasonIds))
    timelines.set(roleKey(record), [...(timelines.get(roleKey(record)) ?? []), record]);
  const changes: Change[] = [];
  const closed: AssignmentRecord[] = [];
  const opened = new Map<string, NewAssignment>();
  for (const statement of statements) {
    const records = timelines.get(roleKey(statement)) ?? [];
    const change = stated(records, statement);
    if (change.closed.length + change.opened.length === 0) continue;
    // What an earlier statement of this command opened was never recorded.
    closed.push(...change.closed.filter(({ id }) => !opened.delete(id)));
    const { reasonId, role } = statement;
    const added = change.opened.map((stretch): NewAssignment => ({
      ...{ id: newId(), reasonId, role, draftId: null },
      ...stretch,
    }));
    for (const assignment of added) opened.set(assignment.id, assignment);
    const rest = records.filter((record) => !change.closed.includes(record));
    timelines.set(roleKey(statement), [...rest, ...added.map(recordOf)]);
    changes.push(changeOf(kind, { statement, until: change.until, records }));
  }
  return { changes, closed, opened: [...opened.values()] };
}

const recordOf = ({ id, reasonId, role, departmentId, from, until }: NewAssignment): AssignmentRecord => ({
  ...{ id, reasonId, role, departmentId },
  ...{ validFrom: from ?? new Date(0), validUntil: until },
});

function changeOf(
  kind: string,
  told: {
    readonly statement: OwnerStatement;
    readonly until: Date | null;
    readonly records: readonly AssignmentRecord[];
  },
): Change {
  const { statement, until, records } = told;
  const { reasonId, role, from, departmentIds } = statement;
  return {
    kind,
    subject: { type: 'Reason', id: reasonId },
    before: { role, departments: holdersAt(records, from) },
    after: {
      ...{ role, departments: departmentIds },
      ...{ from: from.toISOString(), until: until?.toISOString() ?? null },
    },
  };
}
