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
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { can } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import type { ContactReader } from '../../contact';
import { CoderType, type VisibleContacts } from '../../contact/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { NotFoundProblem, problemView, resultUnion } from '../../platform/graphql/problem.type';
import { pageOf, pageRequest } from '../../platform/paging';
import type { TaxonomyReader } from '../../taxonomy';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import { acknowledgeGuidelines } from '../commands/acknowledge-guidelines';
import { guidelineChanges } from '../domain';
import type { CoachingReader } from '../queries/coaching-reader';
import {
  GuidelineAcknowledgementConnection,
  GuidelineAcknowledgementsType,
  GuidelineAcknowledgementType,
  GuidelineChangeConnection,
  GuidelineChangeType,
} from './coaching.type';
import { GuidelinesUnchangedProblem } from './session.problems';
import type { VisibleSessions } from './visible-sessions';

@InputType('AcknowledgeGuidelinesInput', { description: 'Which guidelines the caller has read.' })
export class AcknowledgeGuidelinesInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => Int, { description: 'The number of the version.' })
  version!: number;
}

@ObjectType('AcknowledgeGuidelinesPayload', { description: 'The guidelines are acknowledged.' })
export class AcknowledgeGuidelinesPayload {
  @Field(() => GuidelineAcknowledgementsType, {
    nullable: true,
    description: 'What the version changed, and who knows.',
  })
  guidelines!: GuidelineAcknowledgementsType | null;
}

export const AcknowledgeGuidelinesResult = resultUnion(
  'acknowledgeGuidelines',
  AcknowledgeGuidelinesPayload,
  [NotFoundProblem, GuidelinesUnchangedProblem],
);

export interface GuidelineReaders {
  readonly coaching: CoachingReader;
  readonly contacts: ContactReader;
  readonly taxonomies: TaxonomyReader;
}

@Resolver(() => GuidelineAcknowledgementsType)
export class GuidelineResolver {
  constructor(
    private readonly readers: GuidelineReaders,
    private readonly taxonomies: VisibleTaxonomies,
    private readonly sessions: VisibleSessions,
  ) {}

  @Query(() => GuidelineAcknowledgementsType, {
    nullable: true,
    description:
      'What a version changed in the guidelines, and who has acknowledged it; null where there is none such.',
  })
  async guidelineAcknowledgements(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('version', () => Int, { description: 'The number of the version.' }) number: number,
    @Ctx() { actor }: AccessContext,
  ): Promise<GuidelineAcknowledgementsType | null> {
    const known = await this.taxonomies.byKeyFor(key, 'readSessions', actor);
    const version = known === null ? null : await this.readers.taxonomies.versionByNumber(known.id, number);
    return version === null ? null : new GuidelineAcknowledgementsType(version);
  }

  @FieldResolver(() => GuidelineChangeConnection, {
    nullable: true,
    description:
      'The reasons whose guideline reads otherwise than before; null where they cannot be read now.',
  })
  async changes(
    @Root() { version }: GuidelineAcknowledgementsType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<GuidelineChangeType>> {
    const request = pageRequest({ first, after }, ['INTEGER']);
    const before = await this.readers.taxonomies.baseContentOfDraft(version);
    const view = await this.sessions.loaders(context).contentView(version.contentDigest, version.taxonomyId);
    const changes = guidelineChanges(before, view.tree);
    const start = request.after === null ? 0 : Number(request.after[0]) + 1;
    const rows = changes.slice(start, start + request.first + 1).flatMap((change, at) => {
      const reason = view.viewById(change.reasonId);
      return reason === null ? [] : [{ change, reason, place: start + at }];
    });
    return connectionOf(
      pageOf(rows, request),
      ({ place }) => [String(place)],
      ({ change, reason }) => new GuidelineChangeType(change, reason),
    );
  }

  @FieldResolver(() => GuidelineAcknowledgementConnection, {
    nullable: true,
    description: "Who has acknowledged it and who has not; null where coders are not the caller's to read.",
  })
  async coders(
    @Root() { version }: GuidelineAcknowledgementsType,
    @Ctx() { actor }: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<GuidelineAcknowledgementType> | null> {
    const request = pageRequest({ first, after }, ['TEXT']);
    if (!can(actor, 'readCoders', version)) return null;
    const page = await this.readers.coaching.acknowledgements(version.taxonomyId, version.id, request);
    return connectionOf(
      page,
      ({ externalId }) => [externalId],
      (record) => new GuidelineAcknowledgementType(record),
    );
  }

  @FieldResolver(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the caller acknowledged it; null: not yet, or they do not code here.',
  })
  async mine(
    @Root() { version }: GuidelineAcknowledgementsType,
    @Ctx() { actor }: AccessContext,
  ): Promise<Date | null> {
    const own = await this.readers.contacts.coderOfActor(version.taxonomyId, actor.id);
    return own === null ? null : this.readers.coaching.acknowledgedAt(version.id, own.id);
  }

  @Mutation(() => AcknowledgeGuidelinesResult, {
    nullable: true,
    description:
      'Says, as the coder that the caller is, that they have read what a version changed in the guidelines.',
  })
  async acknowledgeGuidelines(
    @Arg('input', () => AcknowledgeGuidelinesInputType, { description: 'Which guidelines.' })
    input: AcknowledgeGuidelinesInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof AcknowledgeGuidelinesResult> {
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const outcome = await context.run(acknowledgeGuidelines, { taxonomyId, version: input.version });
    if (!outcome.ok) return problemView(outcome.problem);
    const version = await this.readers.taxonomies.versionByNumber(taxonomyId, input.version);
    const guidelines = version === null ? null : new GuidelineAcknowledgementsType(version);
    return Object.assign(new AcknowledgeGuidelinesPayload(), { guidelines });
  }
}

@Resolver(() => GuidelineAcknowledgementType)
export class GuidelineAcknowledgementResolver {
  constructor(private readonly contacts: VisibleContacts) {}

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The coder; null where they cannot be read now.',
  })
  async coder(
    @Root() { record }: GuidelineAcknowledgementType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    const coder = await this.contacts.loaders(context).coder.load(record.coderId);
    return coder === null ? null : new CoderType(coder);
  }
}
