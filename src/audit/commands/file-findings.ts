import type { CoderId } from '../../contact/domain';
import type { Change, Tx } from '../../platform/command/command';
import { newId, type ActorId, type DepartmentId, type ReasonId, type TaxonomyId } from '../../platform/ids';
import {
  foundAgain,
  type AuditFindingId,
  type FindingRecord,
  type FindingSource,
  type FoundAgain,
} from '../domain';
import { FindingRepository } from '../persistence/finding.repository';

/** What was computed and is to be seen to. */
export interface FoundThing {
  /** Of what kind, and about what; the same from one run to the next. */
  readonly key: string;
  readonly text: string;
  readonly reasonId: ReasonId | null;
  readonly coderId: CoderId | null;
  readonly ownerId: DepartmentId;
  /** A day, as YYYY-MM-DD. */
  readonly dueOn: string;
  readonly observed: number;
  readonly bound: number;
  readonly counted: number;
}

/** The run that found things. */
export interface FindingRun {
  readonly taxonomyId: TaxonomyId;
  readonly source: Exclude<FindingSource, 'AUDIT'>;
  readonly id: string;
  /** The run of this source before; null: there was none. */
  readonly before: string | null;
  /** Under whose name they are filed, and the kind of change that files them. */
  readonly by: ActorId;
  readonly changeKind: string;
}

export interface FiledFindings {
  readonly filed: readonly AuditFindingId[];
  readonly seenAgain: readonly AuditFindingId[];
  /** One for each that is new. */
  readonly changes: readonly Change[];
}

/**
 * Files what a run found in the list of findings: the same that stands open is seen again and not filed twice. Whoever calls
 * this holds a lock of their source and taxonomy, so that two runs do not file the same.
 */
export async function fileFindings(
  tx: Tx,
  run: FindingRun,
  things: readonly FoundThing[],
): Promise<FiledFindings> {
  const findings = tx.repository(FindingRepository);
  const known = await findings.newestByKey(
    run,
    things.map(({ key }) => key),
  );
  const filed: FindingRecord[] = [];
  const seenAgain: AuditFindingId[] = [];
  for (const thing of things) {
    const newest = known.get(thing.key) ?? null;
    const finding = findingOf(tx, run, thing);
    if (newest === null || becomesOf(newest, run) === 'FILED') {
      await findings.add(finding);
      filed.push(finding);
    } else {
      await findings.seeAgain(newest.id, thing.text, finding.observation);
      seenAgain.push(newest.id);
    }
  }
  const changes = filed.map((finding) => changeOf(run, finding));
  return { filed: filed.map(({ id }) => id), seenAgain, changes };
}

const becomesOf = ({ state, observation }: FindingRecord, { before }: FindingRun): FoundAgain =>
  foundAgain({ state, seenIn: observation?.seenIn ?? null }, before);

function findingOf(tx: Tx, { taxonomyId, source, id: seenIn, by }: FindingRun, thing: FoundThing) {
  const { key, observed, bound, counted, text, reasonId, coderId, ownerId, dueOn } = thing;
  return {
    ...{
      id: newId<'AuditFinding'>(),
      taxonomyId,
      source,
      auditId: null,
      reasonId,
      coderId,
      text,
      ownerId,
      dueOn,
    },
    observation: { key, observed, bound, counted, seenIn, seenAt: tx.now },
    ...{ timesSeen: 1, state: 'OPEN', revision: 1, recordedBy: by, recordedAt: tx.now },
  } satisfies FindingRecord;
}

function changeOf({ changeKind }: FindingRun, finding: FindingRecord): Change {
  const { id, text, reasonId, coderId, ownerId, dueOn, state, observation } = finding;
  const { key, observed, bound, counted } = observation ?? {};
  const after = { text, reasonId, coderId, ownerId, dueOn, state, key, observed, bound, counted };
  return { kind: changeKind, subject: { type: 'AuditFinding', id }, before: null, after };
}
