import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
  type ProblemType,
} from '../../platform/graphql/problem.type';
import type { Completed } from '../../platform/command/command';
import type { Problem } from '../../platform/problem';
import type { Result } from '../../platform/result';
import { localizedText, StaleRevisionProblem } from '../../taxonomy/graphql';
import {
  addDepartmentMember,
  createDepartment,
  moveDepartment,
  removeDepartmentMember,
  renameDepartment,
  type DepartmentOnly,
} from '../commands/department-commands';
import { dissolveDepartment } from '../commands/dissolve-department';
import * as inputs from './department.inputs';
import { DepartmentType } from './department.type';
import { DepartmentOwnsProblem, DepartmentRefusedProblem } from './ownership.problems';
import type { VisibleOwnership } from './visible-ownership';

function departmentPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => DepartmentType, { nullable: true, description: 'The department as it is now.' })
    department!: DepartmentType | null;
  }
  return Payload;
}

const CreatePayload = departmentPayload('CreateDepartmentPayload', 'The new department.');
const RenamePayload = departmentPayload('RenameDepartmentPayload', 'The department was renamed.');
const MovePayload = departmentPayload('MoveDepartmentPayload', 'The department was moved.');
const AddMemberPayload = departmentPayload('AddDepartmentMemberPayload', 'They speak for the department.');
const RemoveMemberPayload = departmentPayload(
  'RemoveDepartmentMemberPayload',
  'They do not speak for the department.',
);
const DissolvePayload = departmentPayload('DissolveDepartmentPayload', 'The department is dissolved.');

const edits = [NotFoundProblem, StaleRevisionProblem, DepartmentRefusedProblem];
const CreateResult = resultUnion('createDepartment', CreatePayload, [
  NotFoundProblem,
  DepartmentRefusedProblem,
]);
const RenameResult = resultUnion('renameDepartment', RenamePayload, edits);
const MoveResult = resultUnion('moveDepartment', MovePayload, edits);
const AddMemberResult = resultUnion('addDepartmentMember', AddMemberPayload, [NotFoundProblem]);
const RemoveMemberResult = resultUnion('removeDepartmentMember', RemoveMemberPayload, [NotFoundProblem]);
const DissolveResult = resultUnion('dissolveDepartment', DissolvePayload, [
  ...[NotFoundProblem, MalformedTextProblem, DepartmentRefusedProblem, DepartmentOwnsProblem],
]);

interface DepartmentPayload {
  department: DepartmentType | null;
}

@Resolver()
export class DepartmentMutations {
  constructor(private readonly ownership: VisibleOwnership) {}

  @Mutation(() => CreateResult, { nullable: true, description: 'Creates a department of a taxonomy.' })
  async createDepartment(
    @Arg('input', () => inputs.CreateDepartmentInputType, { description: 'The department.' })
    input: inputs.CreateDepartmentInputType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentPayload | ProblemType> {
    const outcome = await context.run(createDepartment, {
      taxonomyId: localId('Taxonomy', input.taxonomy, 'taxonomy'),
      code: input.code,
      name: localizedText(input.name, 'name'),
      aliases: input.aliases,
      parentId: optionalLocalId('Department', input.parent, 'parent'),
    });
    return this.answer(CreatePayload, outcome, context);
  }

  @Mutation(() => RenameResult, {
    nullable: true,
    description: 'Gives a department another name or other aliases.',
  })
  async renameDepartment(
    @Arg('input', () => inputs.RenameDepartmentInputType, { description: 'The names.' })
    input: inputs.RenameDepartmentInputType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentPayload | ProblemType> {
    const { expectedRevision, aliases } = input;
    const departmentId = localId('Department', input.department, 'department');
    const name = localizedText(input.name, 'name');
    const outcome = await context.run(renameDepartment, { departmentId, expectedRevision, name, aliases });
    return this.answer(RenamePayload, outcome, context);
  }

  @Mutation(() => MoveResult, { nullable: true, description: 'Puts a department under another one.' })
  async moveDepartment(
    @Arg('input', () => inputs.MoveDepartmentInputType, { description: 'Where to.' })
    input: inputs.MoveDepartmentInputType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentPayload | ProblemType> {
    const { expectedRevision } = input;
    const departmentId = localId('Department', input.department, 'department');
    const parentId = optionalLocalId('Department', input.parent, 'parent');
    const outcome = await context.run(moveDepartment, { departmentId, expectedRevision, parentId });
    return this.answer(MovePayload, outcome, context);
  }

  @Mutation(() => AddMemberResult, { nullable: true, description: 'Lets somebody speak for a department.' })
  async addDepartmentMember(
    @Arg('input', () => inputs.AddDepartmentMemberInputType, { description: 'Who, for which.' })
    input: inputs.AddDepartmentMemberInputType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentPayload | ProblemType> {
    const departmentId = localId('Department', input.department, 'department');
    const actorId = localId('Actor', input.actor, 'actor');
    const outcome = await context.run(addDepartmentMember, { departmentId, actorId });
    return this.answer(AddMemberPayload, outcome, context);
  }

  @Mutation(() => RemoveMemberResult, {
    nullable: true,
    description: 'Lets somebody not speak for a department any more.',
  })
  async removeDepartmentMember(
    @Arg('input', () => inputs.RemoveDepartmentMemberInputType, { description: 'Who, for which.' })
    input: inputs.RemoveDepartmentMemberInputType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentPayload | ProblemType> {
    const departmentId = localId('Department', input.department, 'department');
    const actorId = localId('Actor', input.actor, 'actor');
    const outcome = await context.run(removeDepartmentMember, { departmentId, actorId });
    return this.answer(RemoveMemberPayload, outcome, context);
  }

  @Mutation(() => DissolveResult, {
    nullable: true,
    description:
      'Ends a department; what it answers for is taken over in the same transaction, or it is refused.',
  })
  async dissolveDepartment(
    @Arg('input', () => inputs.DissolveDepartmentInputType, { description: 'Which, when and why.' })
    input: inputs.DissolveDepartmentInputType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentPayload | ProblemType> {
    const outcome = await context.run(dissolveDepartment, {
      departmentId: localId('Department', input.department, 'department'),
      at: input.at ?? null,
      successorId: optionalLocalId('Department', input.successor, 'successor'),
      transferToId: optionalLocalId('Department', input.transferTo, 'transferTo'),
      because: input.because,
    });
    return this.answer(DissolvePayload, outcome, context);
  }

  private async answer<Payload extends DepartmentPayload>(
    type: new () => Payload,
    outcome: Result<Completed<DepartmentOnly>, Problem>,
    context: AccessContext,
  ): Promise<Payload | ProblemType> {
    if (!outcome.ok) return problemView(outcome.problem);
    const { departmentId } = outcome.value.value;
    return Object.assign(new type(), { department: await this.ownership.department(departmentId, context) });
  }
}
