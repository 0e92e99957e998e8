import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import type { Completed } from '../../platform/command/command';
import { localId } from '../../platform/graphql/global-id';
import { mustBeMoment } from '../../platform/graphql/moment';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
  type ProblemType,
} from '../../platform/graphql/problem.type';
import type { Problem } from '../../platform/problem';
import type { Result } from '../../platform/result';
import { localizedText, StaleRevisionProblem } from '../../taxonomy/graphql';
import {
  addResolution,
  retireResolution,
  reviseResolution,
  type ResolutionOnly,
} from '../commands/resolution-commands';
import * as inputs from './resolution.inputs';
import { ResolutionRefusedProblem, ResolutionType } from './resolution.type';
import type { VisibleResolutions } from './visible-resolutions';

interface ResolutionPayload {
  resolution: ResolutionType | null;
}

function resolutionPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload implements ResolutionPayload {
    @Field(() => ResolutionType, {
      nullable: true,
      description: "The resolution as it is now; null where it is not the caller's to see.",
    })
    resolution!: ResolutionType | null;
  }
  return Payload;
}

const AddPayload = resolutionPayload('AddResolutionPayload', 'The new resolution.');
const RevisePayload = resolutionPayload('ReviseResolutionPayload', 'The resolution was revised.');
const RetirePayload = resolutionPayload('RetireResolutionPayload', 'The resolution has an end.');

const edits = [NotFoundProblem, MalformedTextProblem, StaleRevisionProblem, ResolutionRefusedProblem];
const AddResult = resultUnion('addResolution', AddPayload, [NotFoundProblem, ResolutionRefusedProblem]);
const ReviseResult = resultUnion('reviseResolution', RevisePayload, edits);
const RetireResult = resultUnion('retireResolution', RetirePayload, edits);

@Resolver()
export class ResolutionMutations {
  constructor(private readonly resolutions: VisibleResolutions) {}

  @Mutation(() => AddResult, { nullable: true, description: 'Adds a resolution code to a taxonomy.' })
  async addResolution(
    @Arg('input', () => inputs.AddResolutionInputType, { description: 'The resolution.' })
    input: inputs.AddResolutionInputType,
    @Ctx() context: AccessContext,
  ): Promise<ResolutionPayload | ProblemType> {
    const outcome = await context.run(addResolution, {
      taxonomyId: localId('Taxonomy', input.taxonomy, 'taxonomy'),
      code: input.code,
      labels: localizedText(input.labels, 'labels'),
      ...validityOf(input),
    });
    return this.answer(AddPayload, outcome, context);
  }

  @Mutation(() => ReviseResult, {
    nullable: true,
    description: 'Says what a resolution is called, and from when to when it may be given.',
  })
  async reviseResolution(
    @Arg('input', () => inputs.ReviseResolutionInputType, { description: 'Which, how and why.' })
    input: inputs.ReviseResolutionInputType,
    @Ctx() context: AccessContext,
  ): Promise<ResolutionPayload | ProblemType> {
    const { expectedRevision, because } = input;
    const outcome = await context.run(reviseResolution, {
      resolutionId: localId('Resolution', input.resolution, 'resolution'),
      labels: localizedText(input.labels, 'labels'),
      ...validityOf(input),
      ...{ expectedRevision, because },
    });
    return this.answer(RevisePayload, outcome, context);
  }

  @Mutation(() => RetireResult, {
    nullable: true,
    description: 'Ends a resolution code: from a moment on it may not be given any more.',
  })
  async retireResolution(
    @Arg('input', () => inputs.RetireResolutionInputType, { description: 'Which, when and why.' })
    input: inputs.RetireResolutionInputType,
    @Ctx() context: AccessContext,
  ): Promise<ResolutionPayload | ProblemType> {
    const { expectedRevision, because } = input;
    const resolutionId = localId('Resolution', input.resolution, 'resolution');
    const at = mustBeMoment(input.at, 'at');
    const outcome = await context.run(retireResolution, { resolutionId, expectedRevision, at, because });
    return this.answer(RetirePayload, outcome, context);
  }

  private async answer<Payload extends ResolutionPayload>(
    type: new () => Payload,
    outcome: Result<Completed<ResolutionOnly>, Problem>,
    context: AccessContext,
  ): Promise<Payload | ProblemType> {
    if (!outcome.ok) return problemView(outcome.problem);
    const { resolutionId } = outcome.value.value;
    return Object.assign(new type(), {
      resolution: await this.resolutions.resolution(resolutionId, context),
    });
  }
}

const validityOf = ({
  validFrom,
  validUntil,
}: {
  readonly validFrom?: Date | null;
  readonly validUntil?: Date | null;
}) => ({
  validFrom: mustBeMoment(validFrom, 'validFrom'),
  validUntil: mustBeMoment(validUntil, 'validUntil'),
});
