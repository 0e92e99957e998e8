import { Arg, Ctx, Field, FieldResolver, ID, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { can } from '../../access/domain';
import { ActorType, type AccessContext } from '../../access/graphql';
import type { Completed } from '../../platform/command/command';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
  type ProblemType,
} from '../../platform/graphql/problem.type';
import { pageRequest } from '../../platform/paging';
import type { Problem } from '../../platform/problem';
import type { Result } from '../../platform/result';
import { TaxonomyType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import {
  attestReasons,
  closeAttestation,
  openAttestation,
  type AttestationOnly,
} from '../commands/attestation-commands';
import * as types from './attestation.type';
import { AttestationItemType, AttestationProgressType, AttestationType } from './attestation.type';
import { DepartmentType } from './department.type';
import { AttestationRefusedProblem } from './ownership.problems';
import type { VisibleOwnership } from './visible-ownership';

function attestationPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => AttestationType, { nullable: true, description: 'The attestation as it is now.' })
    attestation!: AttestationType | null;
  }
  return Payload;
}

const OpenPayload = attestationPayload('OpenAttestationPayload', 'The attestation was opened.');
const AttestPayload = attestationPayload('AttestReasonsPayload', 'The answers were taken.');
const ClosePayload = attestationPayload('CloseAttestationPayload', 'The attestation was closed.');
const problems = [NotFoundProblem, MalformedTextProblem, AttestationRefusedProblem];
const OpenResult = resultUnion('openAttestation', OpenPayload, problems);
const AttestResult = resultUnion('attestReasons', AttestPayload, problems);
const CloseResult = resultUnion('closeAttestation', ClosePayload, [NotFoundProblem]);

interface AttestationPayload {
  attestation: AttestationType | null;
}

@Resolver()
export class AttestationMutations {
  constructor(private readonly ownership: VisibleOwnership) {}

  @Mutation(() => OpenResult, {
    nullable: true,
    description: 'Asks departments to say again what they answer for, by the version and the owners of now.',
  })
  async openAttestation(
    @Arg('input', () => types.OpenAttestationInputType, { description: 'Whom, and by when.' })
    input: types.OpenAttestationInputType,
    @Ctx() context: AccessContext,
  ): Promise<AttestationPayload | ProblemType> {
    const { title, dueAt } = input;
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const departmentId = optionalLocalId('Department', input.department, 'department');
    const outcome = await context.run(openAttestation, { taxonomyId, title, dueAt, departmentId });
    return this.answer(OpenPayload, outcome, context);
  }

  @Mutation(() => AttestResult, {
    nullable: true,
    description: 'Says what becomes of reasons, for a department.',
  })
  async attestReasons(
    @Arg('input', () => types.AttestReasonsInputType, { description: 'The answers.' })
    input: types.AttestReasonsInputType,
    @Ctx() context: AccessContext,
  ): Promise<AttestationPayload | ProblemType> {
    const outcome = await context.run(attestReasons, {
      attestationId: localId('Attestation', input.attestation, 'attestation'),
      departmentId: localId('Department', input.department, 'department'),
      answers: input.answers.map(({ reason, answer, note, draft, transfer }) => ({
        reasonId: localId('Reason', reason, 'reason'),
        answer,
        note: note ?? null,
        draftId: optionalLocalId('Draft', draft, 'draft'),
        transferId: optionalLocalId('Transfer', transfer, 'transfer'),
      })),
    });
    return this.answer(AttestPayload, outcome, context);
  }

  @Mutation(() => CloseResult, {
    nullable: true,
    description: 'Closes an attestation: no more answers are taken.',
  })
  async closeAttestation(
    @Arg('input', () => types.CloseAttestationInputType, { description: 'Which.' })
    input: types.CloseAttestationInputType,
    @Ctx() context: AccessContext,
  ): Promise<AttestationPayload | ProblemType> {
    const attestationId = localId('Attestation', input.attestation, 'attestation');
    const outcome = await context.run(closeAttestation, { attestationId });
    return this.answer(ClosePayload, outcome, context);
  }

  private async answer<Payload extends AttestationPayload>(
    type: new () => Payload,
    outcome: Result<Completed<AttestationOnly>, Problem>,
    context: AccessContext,
  ): Promise<Payload | ProblemType> {
    if (!outcome.ok) return problemView(outcome.problem);
    const record = await this.ownership.attestation(outcome.value.value.attestationId, context);
    return Object.assign(new type(), { attestation: record === null ? null : new AttestationType(record) });
  }
}

@Resolver(() => TaxonomyType)
export class TaxonomyAttestationFields {
  constructor(private readonly ownership: VisibleOwnership) {}

  @FieldResolver(() => types.AttestationConnection, {
    nullable: true,
    description: 'Its attestations, the newest first; null where the caller may not read them.',
  })
  async attestations(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<AttestationType> | null> {
    if (!can(context.actor, 'readDrafts', { taxonomyId: record.id })) return null;
    const request = pageRequest({ first, after }, ['UUID']);
    const page = await this.ownership.loaders(context).attestationPages.load(record.id, request);
    return connectionOf(
      page,
      ({ id }) => [id],
      (attestation) => new AttestationType(attestation),
    );
  }
}

@Resolver(() => AttestationType)
export class AttestationFields {
  constructor(
    private readonly visible: VisibleTaxonomies,
    private readonly ownership: VisibleOwnership,
  ) {}

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'The department that is asked; null: all that own a leaf.',
  })
  async department(
    @Root() { record }: AttestationType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return record.departmentId === null ? null : this.ownership.department(record.departmentId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who opened it; null where that is not the caller's to see.",
  })
  openedBy(@Root() { record }: AttestationType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.actor(record.openedBy, context);
  }

  @FieldResolver(() => [AttestationProgressType], {
    description: 'How far each department that is asked has come, those with the most to say first.',
  })
  async progress(
    @Root() { record }: AttestationType,
    @Ctx() context: AccessContext,
  ): Promise<AttestationProgressType[]> {
    const counts = await this.ownership.loaders(context).progress.load(record.id);
    return counts.map((count) => new AttestationProgressType(count));
  }

  @FieldResolver(() => types.AttestationItemConnection, {
    nullable: true,
    description: 'What is asked and answered, by department; null where it cannot be read now.',
  })
  async items(
    @Root() { record }: AttestationType,
    @Arg('department', () => ID, { nullable: true, description: 'Only of this department; null: all.' })
    department?: string | null,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Only what is not answered yet.' })
    onlyOpen?: boolean,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<AttestationItemType>> {
    const departmentId = optionalLocalId('Department', department, 'department');
    const filter = { attestationId: record.id, departmentId, onlyOpen: onlyOpen === true };
    const page = await this.ownership.reader.itemPage(
      filter,
      pageRequest({ first, after }, ['UUID', 'UUID']),
    );
    return connectionOf(
      page,
      (item) => [item.departmentId, item.reasonId],
      (item) => new AttestationItemType(item),
    );
  }
}

@Resolver(() => AttestationProgressType)
export class AttestationProgressFields {
  constructor(private readonly ownership: VisibleOwnership) {}

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: "The department; null where it is not the caller's to see.",
  })
  department(
    @Root() { counts }: AttestationProgressType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return this.ownership.department(counts.departmentId, context);
  }
}

@Resolver(() => AttestationItemType)
export class AttestationItemFields {
  constructor(
    private readonly visible: VisibleTaxonomies,
    private readonly ownership: VisibleOwnership,
  ) {}

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: "The department that is asked; null where it is not the caller's to see.",
  })
  department(
    @Root() { item }: AttestationItemType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return this.ownership.department(item.departmentId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who answered; null: nobody yet, or somebody who is not the caller's to see.",
  })
  async answeredBy(
    @Root() { item }: AttestationItemType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return item.answeredBy === null ? null : this.visible.actor(item.answeredBy, context);
  }
}
