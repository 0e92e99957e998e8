import type { ActorId, DepartmentId, DraftId, Id, ReasonId, TaxonomyId } from '../../platform/ids';
import type { OwnersOf, ReasonTree } from '../../taxonomy/domain';
import type { AttestationFault } from './ownership-problems';
import type { TransferId } from './transfer';

export type AttestationId = Id<'Attestation'>;

export const attestationAnswers = ['CONFIRM', 'PROPOSE_CHANGE', 'HAND_OVER'] as const;
export type AttestationAnswer = (typeof attestationAnswers)[number];

/** A campaign in which departments say again, reason by reason, that they answer for it. */
export interface AttestationRecord {
  readonly id: AttestationId;
  readonly taxonomyId: TaxonomyId;
  readonly title: string;
  readonly dueAt: Date;
  /** The department that is asked; null: all that own a leaf. */
  readonly departmentId: DepartmentId | null;
  readonly openedBy: ActorId;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** What one department is asked about one reason, and what it said. */
export interface AttestationItemRecord {
  readonly attestationId: AttestationId;
  readonly reasonId: ReasonId;
  readonly departmentId: DepartmentId;
  /** Null: nothing yet. */
  readonly answer: AttestationAnswer | null;
  readonly note: string | null;
  readonly draftId: DraftId | null;
  readonly transferId: TransferId | null;
  readonly answeredBy: ActorId | null;
  readonly answeredAt: Date | null;
}

export interface AttestationQuestion {
  readonly reasonId: ReasonId;
  readonly departmentId: DepartmentId;
}

/**
 * Who is asked about what: of every active leaf its accountable department, or where there is none each responsible one; of one
 * department only, where it is named.
 *
 * @example attestationQuestions(tree, owners, null) // [{ reasonId: refund, departmentId: finance }]
 */
export function attestationQuestions(
  tree: ReasonTree,
  owners: OwnersOf,
  departmentId: DepartmentId | null,
): readonly AttestationQuestion[] {
  return tree.leaves().flatMap(({ id: reasonId }) => {
    const { accountable, responsible } = owners(tree, reasonId);
    const asked = accountable === null ? responsible : [accountable];
    return asked
      .filter((id) => departmentId === null || id === departmentId)
      .map((id) => ({ reasonId, departmentId: id }));
  });
}

export interface GivenAnswer {
  readonly reasonId: ReasonId;
  readonly answer: AttestationAnswer;
  readonly note: string | null;
  readonly draftId: DraftId | null;
  readonly transferId: TransferId | null;
}

/**
 * Everything for which answers cannot be taken: a campaign that is closed, a reason that the department is not asked about or
 * answers twice, a change that is proposed without a draft or a note, a hand-over without an offer. Late answers are taken.
 *
 * @example answerFaults([{ reasonId, answer: 'HAND_OVER', transferId: null, ... }], scene) // [{ message: 'expected ...' }]
 */
export function answerFaults(
  answers: readonly GivenAnswer[],
  { attestation, asked }: { readonly attestation: AttestationRecord; readonly asked: ReadonlySet<ReasonId> },
): readonly AttestationFault[] {
  if (attestation.closedAt !== null) {
    const message = `expected an attestation that is open, but it was closed at ${attestation.closedAt.toISOString()}`;
    return [{ message, reasonId: null }];
  }
  if (answers.length === 0)
    return [{ message: 'expected at least one answer, but got none', reasonId: null }];
  const ids = answers.map(({ reasonId }) => reasonId);
  return answers.flatMap((given, at) => {
    const { reasonId } = given;
    const problem = (message: string): AttestationFault => ({ message, reasonId });
    if (!asked.has(reasonId))
      return [
        problem(
          `expected a reason that the department is asked about, but it is not asked about one of them`,
        ),
      ];
    if (ids.indexOf(reasonId) !== at) return [problem(`expected each reason once, but one comes twice`)];
    const missing = missingLink(given);
    return missing === null ? [] : [problem(missing)];
  });
}

function missingLink({ answer, note, draftId, transferId }: GivenAnswer): string | null {
  const lacksChange = answer === 'PROPOSE_CHANGE' && draftId === null && note === null;
  if (lacksChange) return 'expected a draft or a note with PROPOSE_CHANGE, but got neither';
  const lacksOffer = answer === 'HAND_OVER' && transferId === null;
  return lacksOffer ? 'expected the transfer that was offered with HAND_OVER, but got none' : null;
}
