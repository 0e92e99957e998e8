import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { mayRead, taxonomiesWith } from '../../access/domain';
import { ActorType, mustHoldAnywhere, type AccessContext } from '../../access/graphql';
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
import type { DepartmentId, TaxonomyId } from '../../platform/ids';
import { pageRequest } from '../../platform/paging';
import type { Problem } from '../../platform/problem';
import type { Result } from '../../platform/result';
import { slice, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { acceptTransfer, declineTransfer, withdrawTransfer } from '../commands/decide-transfer';
import { offerTransfer, type TransferOnly } from '../commands/offer-transfer';
import { DepartmentType } from './department.type';
import { AssignmentRefusedProblem, TransferDecidedProblem, TransferStaleProblem } from './ownership.problems';
import * as types from './transfer.type';
import { TransferType } from './transfer.type';
import type { VisibleOwnership } from './visible-ownership';

function transferPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => TransferType, { nullable: true, description: 'The offer as it is now.' })
    transfer!: TransferType | null;
  }
  return Payload;
}

const OfferPayload = transferPayload('OfferTransferPayload', 'The offer was made.');
const AcceptPayload = transferPayload('AcceptTransferPayload', 'The offer was accepted.');
const DeclinePayload = transferPayload('DeclineTransferPayload', 'The offer was declined.');
const WithdrawPayload = transferPayload('WithdrawTransferPayload', 'The offer was taken back.');
const decisionProblems = [NotFoundProblem, MalformedTextProblem, TransferDecidedProblem];
const OfferResult = resultUnion('offerTransfer', OfferPayload, [
  ...[NotFoundProblem, MalformedTextProblem, AssignmentRefusedProblem, TransferStaleProblem],
]);
const AcceptResult = resultUnion('acceptTransfer', AcceptPayload, [
  ...[...decisionProblems, TransferStaleProblem, AssignmentRefusedProblem],
]);
const DeclineResult = resultUnion('declineTransfer', DeclinePayload, decisionProblems);
const WithdrawResult = resultUnion('withdrawTransfer', WithdrawPayload, decisionProblems);

interface TransferPayload {
  transfer: TransferType | null;
}

@Resolver()
export class TransferResolver {
  constructor(
    private readonly visible: VisibleTaxonomies,
    private readonly ownership: VisibleOwnership,
  ) {}

  @Query(() => types.TransferConnection, {
    nullable: true,
    description: 'Offers to hand reasons over, the newest first.',
  })
  async transfers(
    @Ctx() context: AccessContext,
    @Arg('filter', () => types.TransferFilterInput, { nullable: true, description: 'Which; null: all.' })
    filter?: types.TransferFilterInput | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<TransferType>> {
    mustHoldAnywhere(context.actor, 'readDrafts');
    const { department, mine, side = null, states = null, overdue, taxonomy } = filter ?? {};
    const request = pageRequest({ first, after }, ['UUID']);
    const taxonomyIds = await this.taxonomyIds(taxonomy, context);
    const departmentIds = await this.departmentIds(department, mine === true, context);
    const wish = { taxonomyIds, departmentIds, side, states, overdue: overdue === true };
    const page = await this.ownership.reader.transferPage(wish, request);
    return connectionOf(
      page,
      ({ id }) => [id],
      (transfer) => new TransferType(transfer),
    );
  }

  /** Those in which the caller reads what people do; null: all. */
  private async taxonomyIds(
    key: string | null | undefined,
    { actor }: AccessContext,
  ): Promise<readonly TaxonomyId[] | null> {
    const readable = taxonomiesWith(actor, 'readDrafts');
    if (key === null || key === undefined) return readable;
    const taxonomy = await this.visible.byKey(key, actor);
    const isReadable = taxonomy !== null && (readable === null || readable.includes(taxonomy.id));
    return isReadable && mayRead(actor, { taxonomyId: taxonomy.id }) ? [taxonomy.id] : [];
  }

  private async departmentIds(
    id: string | null | undefined,
    mine: boolean,
    { actor }: AccessContext,
  ): Promise<readonly DepartmentId[] | null> {
    const named = optionalLocalId('Department', id, 'department');
    if (!mine) return named === null ? null : [named];
    const own = await this.ownership.reader.departmentsSpokenFor(actor.id);
    return named === null ? own : own.filter((departmentId) => departmentId === named);
  }

  @Mutation(() => OfferResult, {
    nullable: true,
    description: 'Offers reasons of a department to another one, as many as are to go at once.',
  })
  async offerTransfer(
    @Arg('input', () => types.OfferTransferInputType, { description: 'The offer.' })
    input: types.OfferTransferInputType,
    @Ctx() context: AccessContext,
  ): Promise<TransferPayload | ProblemType> {
    const outcome = await context.run(offerTransfer, {
      taxonomyId: localId('Taxonomy', input.taxonomy, 'taxonomy'),
      fromDepartmentId: localId('Department', input.from, 'from'),
      toDepartmentId: localId('Department', input.to, 'to'),
      reasonIds: input.reasons.map((id) => localId('Reason', id, 'reasons')),
      effectiveFrom: input.effectiveFrom ?? null,
      note: input.note ?? null,
    });
    return this.answer(OfferPayload, outcome, context);
  }

  @Mutation(() => AcceptResult, { nullable: true, description: 'Takes over what was offered.' })
  async acceptTransfer(
    @Arg('input', () => types.AcceptTransferInputType, { description: 'Which offer.' })
    input: InstanceType<typeof types.AcceptTransferInputType>,
    @Ctx() context: AccessContext,
  ): Promise<TransferPayload | ProblemType> {
    const transferId = localId('Transfer', input.transfer, 'transfer');
    const outcome = await context.run(acceptTransfer, { transferId, note: input.note ?? null });
    return this.answer(AcceptPayload, outcome, context);
  }

  @Mutation(() => DeclineResult, { nullable: true, description: 'Says no to what was offered.' })
  async declineTransfer(
    @Arg('input', () => types.DeclineTransferInputType, { description: 'Which offer, and why.' })
    input: types.DeclineTransferInputType,
    @Ctx() context: AccessContext,
  ): Promise<TransferPayload | ProblemType> {
    const transferId = localId('Transfer', input.transfer, 'transfer');
    const outcome = await context.run(declineTransfer, { transferId, because: input.because });
    return this.answer(DeclinePayload, outcome, context);
  }

  @Mutation(() => WithdrawResult, {
    nullable: true,
    description: 'Takes an offer back before it is decided.',
  })
  async withdrawTransfer(
    @Arg('input', () => types.WithdrawTransferInputType, { description: 'Which offer.' })
    input: InstanceType<typeof types.WithdrawTransferInputType>,
    @Ctx() context: AccessContext,
  ): Promise<TransferPayload | ProblemType> {
    const transferId = localId('Transfer', input.transfer, 'transfer');
    const outcome = await context.run(withdrawTransfer, { transferId, note: input.note ?? null });
    return this.answer(WithdrawPayload, outcome, context);
  }

  private async answer<Payload extends TransferPayload>(
    type: new () => Payload,
    outcome: Result<Completed<TransferOnly>, Problem>,
    context: AccessContext,
  ): Promise<Payload | ProblemType> {
    if (!outcome.ok) return problemView(outcome.problem);
    const record = await this.ownership.transfer(outcome.value.value.transferId, context);
    return Object.assign(new type(), { transfer: record === null ? null : new TransferType(record) });
  }
}

@Resolver(() => TransferType)
export class TransferFields {
  constructor(
    private readonly visible: VisibleTaxonomies,
    private readonly ownership: VisibleOwnership,
  ) {}

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description:
      "The department that gives; null where it is not the caller's to see, and where nobody answered for what is offered.",
  })
  async from(
    @Root() { record }: TransferType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    const { fromDepartmentId } = record;
    return fromDepartmentId === null ? null : this.ownership.department(fromDepartmentId, context);
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: "The department that is to take; null where it is not the caller's to see.",
  })
  to(@Root() { record }: TransferType, @Ctx() context: AccessContext): Promise<DepartmentType | null> {
    return this.ownership.department(record.toDepartmentId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who offered it; null where that is not the caller's to see.",
  })
  offeredBy(@Root() { record }: TransferType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.actor(record.offeredBy, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who decided it; null: nobody yet, or somebody who is not the caller's to see.",
  })
  async decidedBy(
    @Root() { record }: TransferType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return record.decidedBy === null ? null : this.visible.actor(record.decidedBy, context);
  }

  @FieldResolver(() => types.TransferredRoleConnection, {
    nullable: true,
    description: 'What is handed over, page by page; null where it cannot be read now.',
  })
  async roles(
    @Root() { record }: TransferType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<types.TransferredRoleType>> {
    const roles = await this.ownership.loaders(context).transferredRoles.load(record.id);
    return slice(roles, { first, after }, (role) => new types.TransferredRoleType(role));
  }
}
