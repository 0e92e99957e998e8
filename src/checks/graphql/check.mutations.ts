import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { localId } from '../../platform/graphql/global-id';
import {
  answersFor,
  MalformedTextProblem,
  NotFoundProblem,
  ProblemType,
  problemView,
  resultUnion,
} from '../../platform/graphql/problem.type';
import { StaleRevisionProblem } from '../../taxonomy/graphql';
import { runChecks, setCheckSchedule } from '../commands/check-commands';
import { defaultLimits, type InvalidChecks } from '../domain';
import { RunChecksInputType, SetCheckScheduleInputType } from './check.inputs';
import { CheckRunType, CheckScheduleType } from './check.type';
import type { VisibleChecks } from './visible-checks';

@ObjectType('CheckFault', { description: 'One thing that is wrong with wished checks.' })
class CheckFaultType {
  @Field(() => String, { description: 'The field that is wrong.' })
  field!: string;

  @Field(() => String, { description: 'What came and what was expected.' })
  message!: string;
}

@ObjectType('InvalidChecksProblem', {
  implements: ProblemType,
  description: 'Checks cannot be so: all that is wrong with them, at once.',
})
class InvalidChecksProblem extends ProblemType {
  @Field(() => [CheckFaultType], { description: 'Each fault.' })
  faults!: CheckFaultType[];
}
answersFor(InvalidChecksProblem, ['INVALID_CHECKS'], ({ faults }: InvalidChecks) => ({ faults }));

@ObjectType('SetCheckSchedulePayload', { description: 'The schedule was set.' })
class SetCheckSchedulePayload {
  @Field(() => CheckScheduleType, { nullable: true, description: 'The schedule as it is now.' })
  schedule!: CheckScheduleType | null;
}

@ObjectType('RunChecksPayload', { description: 'It was checked.' })
class RunChecksPayload {
  @Field(() => CheckRunType, { nullable: true, description: 'What was seen.' })
  run!: CheckRunType | null;
}

const SetCheckScheduleResult = resultUnion('setCheckSchedule', SetCheckSchedulePayload, [
  ...[NotFoundProblem, StaleRevisionProblem, InvalidChecksProblem, MalformedTextProblem],
]);
const RunChecksResult = resultUnion('runChecks', RunChecksPayload, [NotFoundProblem, InvalidChecksProblem]);

@Resolver()
export class CheckMutations {
  constructor(private readonly visible: VisibleChecks) {}

  @Mutation(() => SetCheckScheduleResult, {
    nullable: true,
    description:
      'Says what is checked of a taxonomy by itself, how often, and who answers for what is found.',
  })
  async setCheckSchedule(
    @Arg('input', () => SetCheckScheduleInputType, { description: 'What, and how often.' })
    input: SetCheckScheduleInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof SetCheckScheduleResult> {
    const { expectedRevision, hour, dueInDays, completeFields, because } = input;
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const outcome = await context.run(setCheckSchedule, {
      ...{ taxonomyId, expectedRevision, hour, dueInDays, completeFields, because },
      ...{ rhythm: input.rhythm ?? null, weekday: input.weekday ?? null },
      ...{
        ownerId: localId('Department', input.owner, 'owner'),
        limits: { ...(input.limits ?? defaultLimits) },
      },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const schedule = await this.visible.reader.schedule(taxonomyId);
    return Object.assign(new SetCheckSchedulePayload(), {
      schedule: schedule === null ? null : new CheckScheduleType(schedule),
    });
  }

  @Mutation(() => RunChecksResult, {
    nullable: true,
    description: 'Checks the version in force and the contacts of some days now, whatever the schedule says.',
  })
  async runChecks(
    @Arg('input', () => RunChecksInputType, { description: 'What.' }) input: RunChecksInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof RunChecksResult> {
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const outcome = await context.run(runChecks, { taxonomyId, days: daysOf(input) });
    if (!outcome.ok) return problemView(outcome.problem);
    const run = await this.visible.run(outcome.value.value.runId, context);
    return Object.assign(new RunChecksPayload(), { run });
  }
}

function daysOf({ from = null, until = null }: RunChecksInputType) {
  if (from === null && until === null) return null;
  if (from === null || until === null)
    throw new CallerError('BAD_USER_INPUT', 'from and until: expected both or neither, but got one');
  for (const day of [from, until])
    if (day < '1970-01-01' || day > '2999-12-31')
      throw new CallerError(
        'BAD_USER_INPUT',
        `expected days between 1970 and 2999, but got ${day.slice(0, 20)}`,
      );
  return { from, until };
}
