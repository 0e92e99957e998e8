import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { localId } from '../../platform/graphql/global-id';
import { NotFoundProblem, problemView, resultUnion } from '../../platform/graphql/problem.type';
import type { TaxonomyId } from '../../platform/ids';
import { rebuildUsageCounts } from '../commands/rebuild-usage-counts';

@InputType('RebuildUsageCountsInput', { description: 'Whose contacts are counted anew.' })
export class RebuildUsageCountsInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'To tell only how many counts are wrong, and put nothing right.',
  })
  checkOnly = false;
}

@ObjectType('RebuildUsageCountsPayload', { description: 'How the counts stood, and what was done.' })
export class RebuildUsageCountsPayload {
  /** Whose counts they are: what else is counted anew of it is asked for by that. */
  taxonomyId!: TaxonomyId;

  @Field(() => Int, {
    description: 'In how many counts what was kept was not what the contacts came to, counted one by one.',
  })
  differing!: number;

  @Field(() => Boolean, { description: 'Whether they were put right.' })
  rebuilt!: boolean;
}

const RebuildUsageCountsResult = resultUnion('rebuildUsageCounts', RebuildUsageCountsPayload, [
  NotFoundProblem,
]);

@Resolver()
export class UsageResolver {
  @Mutation(() => RebuildUsageCountsResult, {
    nullable: true,
    description:
      'Counts the contacts of a taxonomy one by one and puts right what figures read otherwise. Nothing is recorded meanwhile.',
  })
  async rebuildUsageCounts(
    @Arg('input', () => RebuildUsageCountsInputType, { description: 'Whose.' })
    input: RebuildUsageCountsInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof RebuildUsageCountsResult> {
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const outcome = await context.run(rebuildUsageCounts, { taxonomyId, checkOnly: input.checkOnly });
    if (!outcome.ok) return problemView(outcome.problem);
    return Object.assign(new RebuildUsageCountsPayload(), { taxonomyId, ...outcome.value.value });
  }
}
