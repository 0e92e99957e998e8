import { Resolver, ObjectType, Mutation, Field, Ctx, Arg, type ClassType } from 'type-graphql';
import type { OperationCommand } from '../commands/draft-operations';
import type { AccessContext } from '../../access/graphql';
import { resultUnion, type ProblemType, problemView } from '../../platform/graphql/problem.type';
import { operationProblems } from './problems.type';
import { ReasonStateType } from './reason-state.type';
import { DraftType } from './version.type';
import type { VisibleTaxonomies } from './visible-taxonomies';

export interface OperationMutation<Given extends object, Input> {
  readonly name: string;
  readonly description: string;
  readonly input: ClassType<Given>;
  readonly command: OperationCommand<Input>;
  readonly toInput: (given: Given) => Input;
}

/** The mutation of one operation: input, payload and result differ in name, and what they do is the command. */
export function operationResolver<Given extends object, Input>(operation: OperationMutation<Given, Input>) {
  const { name, description, input, command, toInput } = operation;
  const typeName = name.charAt(0).toUpperCase() + name.slice(1);

  @ObjectType(`${typeName}Payload`, { description: `What ${name} left.` })
  class Payload {
    @Field(() => DraftType, {
      nullable: true,
      description: 'The draft at its new head; at the old one where nothing changed.',
    })
    draft!: DraftType | null;

    @Field(() => ReasonStateType, {
      nullable: true,
      description: 'The reason as it is now; null where none in particular was concerned.',
    })
    reason!: ReasonStateType | null;
  }
  const Result = resultUnion(name, Payload, operationProblems);

  @Resolver()
  class OperationResolver {
    constructor(private readonly visible: VisibleTaxonomies) {}

    @Mutation(() => Result, { name, nullable: true, description })
    async mutate(
      @Arg('input', () => input, { description: 'What, in which draft, on which head.' }) given: Given,
      @Ctx() context: AccessContext,
    ): Promise<Payload | ProblemType> {
      const outcome = await context.run(command, toInput(given));
      if (!outcome.ok) return problemView(outcome.problem);
      const { draftId, reasonId } = outcome.value.value;
      const { draft, reason } = await this.visible.draftAfterEdit(draftId, reasonId, context);
      return Object.assign(new Payload(), { draft, reason });
    }
  }
  return OperationResolver;
}
