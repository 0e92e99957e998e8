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
import type { AccessContext } from '../../access/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import {
  answersFor,
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  ProblemType,
  resultUnion,
} from '../../platform/graphql/problem.type';
import { associationsOf, relationships, type CorrespondenceFault, type Relationship } from '../domain';
import { reviseCorrespondence } from '../commands/revise-correspondence';
import type { CorrespondenceReader, ShownCorrespondence } from '../queries/correspondence-reader';
import { slice } from './content.resolvers';
import { RelationshipEnum } from './correspondence.enums';
import { ReviseCorrespondenceInputType, sourceWishes } from './correspondence.inputs';
import {
  CorrespondenceLinkConnection,
  CorrespondenceLinkType,
  CorrespondenceType,
  ReasonAssociationConnection,
  ReasonAssociationType,
} from './correspondence.type';
import { StaleRevisionProblem } from './problems.type';
import { ReasonType } from './reason.type';
import type { VisibleTaxonomies } from './visible-taxonomies';
import { TaxonomyVersionType } from './version.type';

@ObjectType('CorrespondenceFault', { description: 'One thing that a correspondence cannot say.' })
class CorrespondenceFaultType {
  @Field(() => String, { description: 'The kind of fault, stable for programs, such as TARGET_NOT_FOUND.' })
  code!: string;

  @Field(() => String, { description: 'What came and what was expected.' })
  message!: string;

  @Field(() => ReasonType, { description: 'The reason it is about.' })
  reason!: ReasonType;
}

@ObjectType('CorrespondenceRefusedProblem', {
  implements: ProblemType,
  description: 'A correction that cannot be, everything that is wrong with it at once.',
})
export class CorrespondenceRefusedProblem extends ProblemType {
  @Field(() => [CorrespondenceFaultType], { description: 'Each fault; of more than 100 the first.' })
  faults!: readonly CorrespondenceFaultType[];
}
answersFor(
  CorrespondenceRefusedProblem,
  ['CORRESPONDENCE_REFUSED'],
  ({ faults }: { readonly faults: readonly CorrespondenceFault[] }) => ({
    faults: faults
      .slice(0, 100)
      .map(({ code, message, reasonId }) => ({ code, message, reason: new ReasonType(reasonId) })),
  }),
);

@ObjectType('ReviseCorrespondencePayload', { description: 'The correspondence was corrected.' })
class ReviseCorrespondencePayload {
  @Field(() => CorrespondenceType, {
    nullable: true,
    description: 'What it says now; null where it cannot be read now.',
  })
  correspondence!: CorrespondenceType | null;
}

const ReviseCorrespondenceResult = resultUnion('reviseCorrespondence', ReviseCorrespondencePayload, [
  NotFoundProblem,
  StaleRevisionProblem,
  CorrespondenceRefusedProblem,
  MalformedTextProblem,
]);

/** What a caller may see of correspondences: those between versions that are theirs to see. */
export class VisibleCorrespondences {
  constructor(
    readonly reader: CorrespondenceReader,
    readonly visible: VisibleTaxonomies,
  ) {}

  async between(
    from: TaxonomyVersionType,
    to: TaxonomyVersionType,
    asked: { readonly revision: number | null; readonly context: AccessContext },
  ): Promise<CorrespondenceType | null> {
    const shown = await this.reader.between(from.record, to.record, asked.revision);
    return shown === null ? null : this.view(shown, asked.context);
  }

  async view(shown: ShownCorrespondence, context: AccessContext): Promise<CorrespondenceType> {
    const loaders = this.visible.loaders(context);
    const sides = {
      from: await loaders.contentOfVersion(shown.from),
      to: await loaders.contentOfVersion(shown.to),
    };
    return new CorrespondenceType(shown, associationsOf(shown.body), sides);
  }

  /** A version of a taxonomy by its number, where the caller may see it. */
  async version(key: string, number: number, { actor }: AccessContext): Promise<TaxonomyVersionType | null> {
    const taxonomy = await this.visible.byKey(key, actor);
    if (taxonomy === null) return null;
    const version = await this.visible.versionByNumber(taxonomy.id, number);
    return version === null ? null : new TaxonomyVersionType(version);
  }
}

@Resolver()
export class CorrespondenceQueries {
  constructor(private readonly correspondences: VisibleCorrespondences) {}

  @Query(() => CorrespondenceType, {
    nullable: true,
    description:
      'Which reasons of one version stand for which of another: as sealed, as imported, or composed of what lies between; null where nothing leads there.',
  })
  async correspondence(
    @Ctx() context: AccessContext,
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('from', () => Int, { description: 'The number of the version to start from.' }) from: number,
    @Arg('to', () => Int, { description: 'The number of the version to arrive at.' }) to: number,
    @Arg('toTaxonomy', () => String, {
      nullable: true,
      description: 'The key of the taxonomy to arrive in; null: the same.',
    })
    toTaxonomy?: string | null,
    @Arg('revision', () => Int, { nullable: true, description: 'An earlier revision; null: the newest.' })
    revision?: number | null,
  ): Promise<CorrespondenceType | null> {
    const earlier = await this.correspondences.version(key, from, context);
    const later = await this.correspondences.version(toTaxonomy ?? key, to, context);
    if (earlier === null || later === null || earlier.id === later.id) return null;
    return this.correspondences.between(earlier, later, { revision: revision ?? null, context });
  }
}

@Resolver()
export class CorrespondenceMutations {
  constructor(private readonly correspondences: VisibleCorrespondences) {}

  @Mutation(() => ReviseCorrespondenceResult, {
    nullable: true,
    description:
      'Corrects what a correspondence says of some reasons: a new revision, and the sealed one stays.',
  })
  async reviseCorrespondence(
    @Arg('input', () => ReviseCorrespondenceInputType, { description: 'The correction.' })
    input: ReviseCorrespondenceInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof ReviseCorrespondenceResult> {
    const [fromVersionId, toVersionId] = [
      localId('Version', input.fromVersion, 'fromVersion'),
      localId('Version', input.toVersion, 'toVersion'),
    ];
    const { expectedRevision, because } = input;
    const sources = sourceWishes(input.sources);
    const outcome = await context.run(reviseCorrespondence, {
      ...{ fromVersionId, toVersionId, expectedRevision, sources, because },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const { visible } = this.correspondences;
    const [from, to] = [
      await visible.version(fromVersionId, context),
      await visible.version(toVersionId, context),
    ];
    const correspondence =
      from === null || to === null
        ? null
        : await this.correspondences.between(from, to, { revision: null, context });
    return Object.assign(new ReviseCorrespondencePayload(), { correspondence });
  }
}

const howMany = { nullable: true, description: 'How many, 1 to 100; 20 by default.' } as const;
const goingOn = { nullable: true, description: 'The endCursor of the page before.' } as const;

@Resolver(() => CorrespondenceType)
export class CorrespondenceFields {
  @FieldResolver(() => ReasonAssociationConnection, {
    nullable: true,
    description: 'The associations page by page; null where they cannot be read now.',
  })
  associations(
    @Root() { associations, sides }: CorrespondenceType,
    @Arg('relationships', () => [RelationshipEnum], {
      nullable: true,
      description: 'Only those that stand so; null: all.',
    })
    wanted?: Relationship[] | null,
    @Arg('first', () => Int, howMany) first?: number | null,
    @Arg('after', () => String, goingOn) after?: string | null,
  ): Connection<ReasonAssociationType> {
    const asked = wanted ?? relationships;
    const shown = associations.filter(({ relationship }) => asked.includes(relationship));
    return slice(shown, { first, after }, (one) => new ReasonAssociationType(one, sides));
  }
}

@Resolver(() => ReasonAssociationType)
export class AssociationFields {
  @FieldResolver(() => CorrespondenceLinkConnection, {
    nullable: true,
    description: 'Its links page by page, by source; null where they cannot be read now.',
  })
  links(
    @Root() { association, sides }: ReasonAssociationType,
    @Arg('first', () => Int, howMany) first?: number | null,
    @Arg('after', () => String, goingOn) after?: string | null,
  ): Connection<CorrespondenceLinkType> {
    return slice(association.links, { first, after }, (link) => new CorrespondenceLinkType(link, sides));
  }
}
