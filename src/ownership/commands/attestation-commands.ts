import type { Change, Command, Tx } from '../../platform/command/command';
import { newId, type DepartmentId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, isNonEmpty, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { contentAt, lockedTaxonomy, mustSpeakFor } from '../../taxonomy';
import {
  answerFaults,
  attestationQuestions,
  attestationRefused,
  ownersBy,
  type AttestationId,
  type AttestationItemRecord,
  type AttestationRecord,
  type AttestationRefused,
  type GivenAnswer,
} from '../domain';
import { AssignmentRepository } from '../persistence/assignment.repository';
import { AttestationRepository } from '../persistence/attestation.repository';
import { DepartmentRepository } from '../persistence/department.repository';
import { optionalNote } from './offer-transfer';

export interface AttestationOnly {
  readonly attestationId: AttestationId;
}

export interface OpenAttestationInput {
  readonly taxonomyId: TaxonomyId;
  readonly title: string;
  readonly dueAt: Date;
  /** Null: all that own a leaf of the version in force. */
  readonly departmentId: DepartmentId | null;
}

type AttestationProblem = NotFound | TextProblem | AttestationRefused;

/** Asks departments to say again what they answer for: a question for each leaf of the version in force and its owner. */
export const openAttestation: Command<OpenAttestationInput, AttestationOnly, AttestationProblem> = {
  name: 'openAttestation',
  permission: 'assignOwners',
  async execute(tx, input, actor) {
    const { taxonomyId, dueAt, departmentId } = input;
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const title = mustBeText(input.title, { field: 'title', maxLength: textLimits.name });
    if (!title.ok) return title;
    const department =
      departmentId === null ? null : await tx.repository(DepartmentRepository).department(departmentId);
    if (departmentId !== null && department?.taxonomyId !== taxonomyId)
      return err(notFound('department', departmentId));
    const isPast = dueAt <= tx.now || dueAt > new Date('9999-01-01T00:00:00Z');
    if (isPast)
      return refusal(`expected a due date after ${tx.now.toISOString()}, but got ${dueAt.toISOString()}`);
    const { then: tree } = await contentAt(tx, taxonomyId, tx.now);
    const owners = ownersBy(await tx.repository(AssignmentRepository).heldRoles({ taxonomyId }));
    const questions = attestationQuestions(tree, owners, departmentId);
    if (questions.length === 0)
      return refusal('expected a leaf that is owned, but there is none to ask about');

    const attestation: AttestationRecord = {
      ...{ id: newId<'Attestation'>(), taxonomyId, title: title.value, dueAt, departmentId },
      ...{ openedBy: actor.id, openedAt: tx.now, closedAt: null },
    };
    await tx.repository(AttestationRepository).addAttestation(attestation, questions);
    const after = {
      title: title.value,
      dueAt: dueAt.toISOString(),
      departmentId,
      questions: questions.length,
    };
    const subject = { type: 'Attestation', id: attestation.id };
    const changes = [{ kind: 'openAttestation', subject, before: null, after }] as const;
    return ok({ value: { attestationId: attestation.id }, changes });
  },
};

const refusal = (message: string): Result<never, AttestationRefused> =>
  err(attestationRefused([{ message, reasonId: null }]));

export interface AttestReasonsInput extends AttestationOnly {
  readonly departmentId: DepartmentId;
  readonly answers: readonly GivenAnswer[];
}

/** What a department says of reasons it is asked about: that all is as it should be, what is to change, or who takes over. */
export const attestReasons: Command<AttestReasonsInput, AttestationOnly, AttestationProblem> = {
  name: 'attestReasons',
  permission: 'actForDepartment',
  async execute(tx, { attestationId, departmentId, answers }, actor) {
    const locked = await lockedAttestation(tx, attestationId);
    if (!locked.ok) return locked;
    const attestation = locked.value;
    const { taxonomyId } = attestation;
    const speaks = await mustSpeakFor(tx, actor, { departmentId, taxonomyId });
    if (!speaks.ok) return speaks;
    const noted = withNotes(answers);
    if (!noted.ok) return noted;
    const repository = tx.repository(AttestationRepository);
    const items = await repository.itemsOf(attestationId, departmentId);
    const asked = new Set(items.map(({ reasonId }) => reasonId));
    const faults = answerFaults(noted.value, { attestation, asked });
    if (faults.length > 0) return err(attestationRefused(faults.slice(0, 50)));
    const links = noted.value
      .flatMap(({ draftId, transferId }) => [draftId, transferId])
      .filter((id) => id !== null);
    const linkable = await repository.linkable(attestation, links);
    const lost = links.find((id) => !linkable.has(id));
    if (lost !== undefined) return err(notFound('draft or transfer', lost));

    const changes = noted.value.flatMap((given) => changeOf(given, { items, departmentId }));
    if (!isNonEmpty(changes)) return ok({ value: { attestationId }, unchanged: true });
    const by = { actorId: actor.id, at: tx.now };
    await repository.saveAnswers({ id: attestationId, departmentId }, noted.value, by);
    return ok({ value: { attestationId }, changes });
  },
};

function withNotes(answers: readonly GivenAnswer[]): Result<readonly GivenAnswer[], TextProblem> {
  const noted: GivenAnswer[] = [];
  for (const answer of answers) {
    const note = optionalNote(answer.note);
    if (!note.ok) return note;
    noted.push({ ...answer, note: note.value });
  }
  return ok(noted);
}

/** None where the same was said before. */
function changeOf(
  { reasonId, answer, note, draftId, transferId }: GivenAnswer,
  {
    items,
    departmentId,
  }: { readonly items: readonly AttestationItemRecord[]; readonly departmentId: DepartmentId },
): Change[] {
  const before = items.find((item) => item.reasonId === reasonId);
  const isSame =
    before?.answer === answer &&
    before.note === note &&
    before.draftId === draftId &&
    before.transferId === transferId;
  if (isSame) return [];
  const subject = { type: 'Reason', id: reasonId };
  const after = { departmentId, answer, note, draftId, transferId };
  const earlier = before?.answer ?? null;
  return [{ kind: 'attestReasons', subject, before: earlier === null ? null : { answer: earlier }, after }];
}

/** Ends a campaign: what was not answered stays so, and is seen. */
export const closeAttestation: Command<AttestationOnly, AttestationOnly, NotFound> = {
  name: 'closeAttestation',
  permission: 'assignOwners',
  async execute(tx, { attestationId }) {
    const locked = await lockedAttestation(tx, attestationId);
    if (!locked.ok) return locked;
    if (locked.value.closedAt !== null) return ok({ value: { attestationId }, unchanged: true });
    await tx.repository(AttestationRepository).close(attestationId, tx.now);
    const subject = { type: 'Attestation', id: attestationId };
    const after = { closedAt: tx.now.toISOString() };
    return ok({
      value: { attestationId },
      changes: [{ kind: 'closeAttestation', subject, before: { closedAt: null }, after }],
    });
  },
};

async function lockedAttestation(tx: Tx, id: AttestationId): Promise<Result<AttestationRecord, NotFound>> {
  const hidden = notFound('attestation', id);
  const attestation = await tx.repository(AttestationRepository).lockAttestation(id);
  if (attestation === null) return err(hidden);
  tx.permit({ taxonomyId: attestation.taxonomyId }, hidden);
  return ok(attestation);
}
