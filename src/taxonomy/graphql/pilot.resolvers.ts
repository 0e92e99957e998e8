import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { ActorType, type AccessContext } from '../../access/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { mustBeMoment } from '../../platform/graphql/moment';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
} from '../../platform/graphql/problem.type';
import type { VersionId } from '../../platform/ids';
import { endPilot, startPilot } from '../commands/pilot-commands';
import type { PilotId } from '../domain';
import { slice } from './content.resolvers';
import { PilotConnection, PilotRefusedProblem, PilotType } from './pilot.type';
import type { VisibleTaxonomies } from './visible-taxonomies';
import { TaxonomyType } from './taxonomy.type';
import { DraftType, TaxonomyVersionType } from './version.type';

@InputType('StartPilotInput', { description: 'What is tried with whom, and how long.' })
class StartPilotInputType {
  @Field(() => ID, { description: 'The draft, which is under review or approved.' })
  draft!: string;

  @Field(() => String, { description: 'The digest of the content that is meant.' })
  digest!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only contacts that these departments handle; null: any.',
  })
  departments?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only contacts of these channels; null: any.' })
  channels?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only contacts that these coders code; null: any.' })
  coders?: string[] | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when on; null: now.' })
  startsAt?: Date | null;

  @Field(() => GraphQLDateTime, { description: 'Until when, 366 days at most.' })
  endsAt!: Date;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('EndPilotInput', { description: 'A pilot to be ended.' })
class EndPilotInputType {
  @Field(() => ID, { description: 'The pilot.' })
  pilot!: string;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

function pilotPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => PilotType, { nullable: true, description: 'The pilot as it is now.' })
    pilot!: PilotType | null;
  }
  return Payload;
}

const StartPayload = pilotPayload('StartPilotPayload', 'The pilot was started.');
const EndPayload = pilotPayload('EndPilotPayload', 'The pilot was ended.');
const problems = [NotFoundProblem, MalformedTextProblem, PilotRefusedProblem];
const StartResult = resultUnion('startPilot', StartPayload, problems);
const EndResult = resultUnion('endPilot', EndPayload, problems);

@Resolver()
export class PilotMutations {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @Mutation(() => StartResult, {
    nullable: true,
    description:
      'Seals a content of a draft and tries it with some, for a while: contacts of the scope and the period are coded in it.',
  })
  async startPilot(
    @Arg('input', () => StartPilotInputType, { description: 'What, with whom and how long.' })
    input: StartPilotInputType,
    @Ctx() context: AccessContext,
  ): Promise<object> {
    const { digest, because, endsAt } = input;
    mustBeMoment(endsAt, 'endsAt');
    const outcome = await context.run(startPilot, {
      ...{ draftId: localId('Draft', input.draft, 'draft'), digest, because, endsAt },
      startsAt: mustBeMoment(input.startsAt, 'startsAt'),
      scope: {
        departments: input.departments?.map((id) => localId('Department', id, 'departments')) ?? null,
        channels: input.channels ?? null,
        coders: input.coders?.map((id) => localId('Coder', id, 'coders')) ?? null,
      },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.payload(StartPayload, outcome.value.value.pilotId, context);
  }

  @Mutation(() => EndResult, {
    nullable: true,
    description: 'Ends a pilot before its time; what was coded in it stays coded in it.',
  })
  async endPilot(
    @Arg('input', () => EndPilotInputType, { description: 'Which, and why.' }) input: EndPilotInputType,
    @Ctx() context: AccessContext,
  ): Promise<object> {
    const pilotId = localId('Pilot', input.pilot, 'pilot');
    const outcome = await context.run(endPilot, { pilotId, because: input.because });
    return outcome.ok ? this.payload(EndPayload, pilotId, context) : problemView(outcome.problem);
  }

  private async payload(
    type: new () => { pilot: PilotType | null },
    id: PilotId,
    context: AccessContext,
  ): Promise<object> {
    return Object.assign(new type(), { pilot: await this.visible.pilot(id, context) });
  }
}

@Resolver(() => PilotType)
export class PilotFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => DraftType, {
    nullable: true,
    description: "The draft; null where it is not the caller's to see.",
  })
  async draft(@Root() { record }: PilotType, @Ctx() context: AccessContext): Promise<DraftType | null> {
    return this.visible.draftOf(record.draftId, context);
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The content that is tried; null where it cannot be read now.',
  })
  async content(
    @Root() { record }: PilotType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    return this.visible.version(record.id as string as VersionId, context);
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version that its very content became; null: none.',
  })
  async becameVersion(
    @Root() { record }: PilotType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    return record.versionId === null ? null : this.visible.version(record.versionId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who started it; null where that is not the caller's to see.",
  })
  async startedBy(@Root() { record }: PilotType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.actor(record.startedBy, context);
  }
}

@Resolver(() => TaxonomyType)
export class TaxonomyPilotFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => PilotConnection, {
    nullable: true,
    description: 'Its pilots, the newest first; null where they cannot be read now.',
  })
  async pilots(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<PilotType>> {
    const pilots = await this.visible.loaders(context).pilotsOf.load(record.id);
    return slice(pilots, { first, after }, (pilot) => new PilotType(pilot));
  }
}

@Resolver(() => TaxonomyVersionType)
export class VersionPilotFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => PilotType, {
    nullable: true,
    description: 'The pilot whose content this is; null of a version.',
  })
  async pilot(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<PilotType | null> {
    return record.number < 0 ? this.visible.pilot(record.id as string as PilotId, context) : null;
  }
}
