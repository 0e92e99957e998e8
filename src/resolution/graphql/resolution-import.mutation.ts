import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { localId } from '../../platform/graphql/global-id';
import {
  answersFor,
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  ProblemType,
  resultUnion,
} from '../../platform/graphql/problem.type';
import { localizedText, LocalizedTextInput } from '../../taxonomy/graphql';
import { importResolutions } from '../commands/import-resolutions';
import type { ListFault } from '../domain';

const mostAtOnce = 500;

@InputType('ListedResolutionInput', {
  description: 'A resolution code of a list from elsewhere; of one that is known what is left out stays.',
})
class ListedResolutionInput {
  @Field(() => String, { description: 'What contacts and other systems name it by, for ever.' })
  code!: string;

  @Field(() => [LocalizedTextInput], {
    nullable: true,
    description: 'What people call it; null: as it is, which a new one cannot be.',
  })
  labels?: LocalizedTextInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "From when on it may be given: a day of the taxonomy's time zone, or an instant; null: as it is, and of a new one since ever.",
  })
  validFrom?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The first moment at which it may not be given any more: a day of the taxonomy's time zone, or an instant; null: as it is, and of a new one no end is known.",
  })
  validUntil?: string | null;
}

@InputType('ImportResolutionsInput', { description: 'A list of resolution codes from elsewhere.' })
class ImportResolutionsInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => [ListedResolutionInput], { description: `The codes, at most ${mostAtOnce}.` })
  resolutions!: ListedResolutionInput[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether only to tell what would be done; null: it is done.',
  })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@ObjectType('ResolutionListFault', { description: 'What is wrong with one code of a list.' })
class ResolutionListFaultType {
  @Field(() => Int, { description: 'Its place in the list, from 0.' })
  index!: number;

  @Field(() => String, { description: 'The field.' })
  field!: string;

  @Field(() => String, { description: 'What came, and what was expected.' })
  message!: string;
}

@ObjectType('ResolutionListRefusedProblem', {
  implements: ProblemType,
  description: 'The list cannot be taken as it is, and nothing of it was.',
})
class ResolutionListRefusedProblem extends ProblemType {
  @Field(() => [ResolutionListFaultType], { description: 'What is wrong, the first two hundred.' })
  faults!: readonly ListFault[];

  @Field(() => Int, { description: 'How much is wrong.' })
  faultCount!: number;
}
answersFor(ResolutionListRefusedProblem, ['RESOLUTION_LIST_REFUSED']);

@ObjectType('ImportResolutionsPayload', { description: 'What became, or would become, of the list.' })
class ImportResolutionsPayload {
  @Field(() => Int, { description: 'Codes that are new.' })
  added!: number;

  @Field(() => Int, { description: 'Codes that are said otherwise now.' })
  revised!: number;

  @Field(() => Int, { description: 'Codes that are as they were.' })
  unchanged!: number;
}

const ImportResult = resultUnion('importResolutions', ImportResolutionsPayload, [
  NotFoundProblem,
  MalformedTextProblem,
  ResolutionListRefusedProblem,
]);

@Resolver()
export class ResolutionImportMutation {
  @Mutation(() => ImportResult, {
    nullable: true,
    description:
      'Takes over a list of resolution codes: new ones are added, known ones revised, and what it leaves out stays. All of it, or nothing.',
  })
  async importResolutions(
    @Arg('input', () => ImportResolutionsInputType, { description: 'The list.' })
    input: ImportResolutionsInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof ImportResult> {
    const { resolutions, dryRun, because } = input;
    if (resolutions.length > mostAtOnce)
      throw new CallerError(
        'LIMIT_EXCEEDED',
        `expected at most ${mostAtOnce} resolutions, but got ${resolutions.length}`,
      );
    const outcome = await context.run(importResolutions, {
      taxonomyId: localId('Taxonomy', input.taxonomy, 'taxonomy'),
      resolutions: resolutions.map(({ code, labels, validFrom = null, validUntil = null }) => ({
        ...{ code, validFrom, validUntil },
        labels: localizedText(labels ?? [], 'labels'),
      })),
      ...{ dryRun: dryRun === true, because },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return Object.assign(new ImportResolutionsPayload(), outcome.value.value);
  }
}
