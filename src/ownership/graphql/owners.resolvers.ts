import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { mustBeMoment } from '../../platform/graphql/moment';
import { ReasonTree } from '../../taxonomy/domain';
import type { TaxonomyReader } from '../../taxonomy';
import {
  PriorityEnum,
  ReasonStateConnection,
  ReasonStateType,
  ReasonType,
  ResolutionTargetType,
  slice,
  TaxonomyVersionType,
  type VisibleTaxonomies,
} from '../../taxonomy/graphql';
import { coverageOf, ownersOfReason, routeOf, type Route } from '../domain';
import { DepartmentType } from './department.type';
import { CoverageOfDepartmentType, CoverageType, OwnersAnswerType, OwnerType } from './owners.type';
import type { VisibleOwnership } from './visible-ownership';

@ObjectType('Route', {
  description: 'Where a contact with a reason goes at a moment, how urgent it is and how soon it is due.',
})
export class RouteType {
  constructor(readonly route: Route) {}

  @Field(() => PriorityEnum, { nullable: true, description: 'How urgent it is; null: not said.' })
  get priority(): keyof typeof PriorityEnum | null {
    return this.route.priority;
  }

  @Field(() => ResolutionTargetType, {
    nullable: true,
    description: 'How soon it is to be resolved; null: not said.',
  })
  get target(): ResolutionTargetType | null {
    return this.route.target;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Why no one department is named; null where one is.',
  })
  get undecidedBecause(): string | null {
    return this.route.undecidedBecause;
  }
}

@Resolver(() => RouteType)
export class RouteFields {
  constructor(private readonly ownership: VisibleOwnership) {}

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description:
      'The accountable department, or the one responsible where none is; null where that is undecided.',
  })
  async department(
    @Root() { route }: RouteType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return route.departmentId === null ? null : this.ownership.department(route.departmentId, context);
  }

  @FieldResolver(() => [DepartmentType], {
    description:
      'The responsible departments among which it is undecided; empty where one is named, or none is there.',
  })
  candidates(@Root() { route }: RouteType, @Ctx() context: AccessContext): Promise<DepartmentType[]> {
    return this.ownership.departments(route.candidateIds, context);
  }
}

@Resolver()
export class OwnersQueries {
  constructor(
    private readonly taxonomies: TaxonomyReader,
    private readonly visible: VisibleTaxonomies,
    private readonly ownership: VisibleOwnership,
  ) {}

  @Query(() => OwnersAnswerType, {
    nullable: true,
    description:
      'Who answered for a reason at a moment, as known at a moment; null where there is no such reason for the caller.',
  })
  async ownersAt(
    @Arg('reason', () => ID, { description: 'The reason.' }) id: string,
    @Ctx() context: AccessContext,
    @Arg('at', () => GraphQLDateTime, { nullable: true, description: 'The moment; null: now.' })
    at?: Date | null,
    @Arg('knownAt', () => GraphQLDateTime, {
      nullable: true,
      description: 'As it was known then; null: as it is known now.',
    })
    knownAt?: Date | null,
  ): Promise<OwnersAnswerType | null> {
    const moments = { at: mustBeMoment(at, 'at'), knownAt: mustBeMoment(knownAt, 'knownAt') };
    const reason = await this.visible.reason(localId('Reason', id, 'reason'), context);
    if (reason === null) return null;
    const found = await this.contentAt(reason, moments);
    if (found === null) return null;
    const { taxonomyId, version, tree } = found;
    const held = await this.ownership.reader.heldRoles({ taxonomyId, ...moments });
    const owners = ownersOfReason(tree, held, reason.localId).map(
      (owner) => new OwnerType(owner, reason.localId),
    );
    return Object.assign(new OwnersAnswerType(), { reason, owners, version });
  }

  @Query(() => RouteType, {
    nullable: true,
    description:
      'Where a contact with a reason goes; null where there is no such reason for the caller, or it is in no version in force then.',
  })
  async routeFor(
    @Arg('reason', () => ID, { description: 'The reason.' }) id: string,
    @Ctx() context: AccessContext,
    @Arg('at', () => GraphQLDateTime, { nullable: true, description: 'The moment; null: now.' })
    at?: Date | null,
  ): Promise<RouteType | null> {
    const moments = { at: mustBeMoment(at, 'at'), knownAt: null };
    const reason = await this.visible.reason(localId('Reason', id, 'reason'), context);
    const found = reason === null ? null : await this.contentAt(reason, moments);
    const state = reason === null ? undefined : found?.tree.get(reason.localId);
    if (reason === null || found === null || state === undefined) return null;
    const { taxonomyId, tree } = found;
    const owners = await this.ownership.reader.at({ taxonomyId, at: moments.at });
    return new RouteType(routeOf(state, owners(tree, reason.localId)));
  }

  /** The content in force at a moment as known at a moment; an empty one where there was none. */
  private async contentAt(
    { localId: reasonId }: ReasonType,
    { at, knownAt }: { readonly at: Date | null; readonly knownAt: Date | null },
  ) {
    const taxonomyId = await this.taxonomies.taxonomyOfReason(reasonId);
    if (taxonomyId === null) return null;
    const [record] = await this.taxonomies.versionsInForce([taxonomyId], at, knownAt);
    if (record === undefined) return { taxonomyId, version: null, tree: ReasonTree.empty };
    const tree = await this.taxonomies.contentOfVersion(record);
    return { taxonomyId, version: new TaxonomyVersionType(record), tree };
  }
}

@Resolver(() => OwnerType)
export class OwnerFields {
  constructor(private readonly ownership: VisibleOwnership) {}

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: "The department; null where it is not the caller's to see.",
  })
  department(@Root() { owner }: OwnerType, @Ctx() context: AccessContext): Promise<DepartmentType | null> {
    return this.ownership.department(owner.departmentId, context);
  }
}

@Resolver(() => ReasonStateType)
export class ReasonOwnersFields {
  constructor(
    private readonly visible: VisibleTaxonomies,
    private readonly ownership: VisibleOwnership,
  ) {}

  @FieldResolver(() => [OwnerType], {
    description:
      'Who answers for it: now in a draft and in the version in force, in another version when that took effect.',
  })
  async owners(
    @Root() { content, state }: ReasonStateType,
    @Ctx() context: AccessContext,
    @Arg('at', () => GraphQLDateTime, { nullable: true, description: 'At this moment instead.' })
    at?: Date | null,
  ): Promise<OwnerType[]> {
    const loaders = this.visible.loaders(context);
    const moment = await loaders.ownersMoment(content, mustBeMoment(at, 'at'));
    const held = await this.ownership.loaders(context).held(moment);
    return ownersOfReason(content.tree, held, state.id).map((owner) => new OwnerType(owner, state.id));
  }
}

@Resolver(() => TaxonomyVersionType)
export class VersionCoverageFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => CoverageType, {
    nullable: true,
    description:
      'How far its active leaves are owned under the present policy; null where that cannot be told now.',
  })
  async coverage(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
    @Arg('at', () => GraphQLDateTime, {
      nullable: true,
      description: 'At this moment; null: now for the version in force, else when the version took effect.',
    })
    at?: Date | null,
  ): Promise<CoverageType> {
    const loaders = this.visible.loaders(context);
    const content = await loaders.contentOfVersion(record);
    const owners = await loaders.ownersIn(content, mustBeMoment(at, 'at'));
    return new CoverageType(coverageOf(content.tree, owners, content.taxonomy.policy.ownership), content);
  }
}

@Resolver(() => CoverageType)
export class CoverageFields {
  @FieldResolver(() => ReasonStateConnection, {
    nullable: true,
    description:
      'The leaves without the owner that the policy asks for, in the order of the tree; null where they cannot be read now.',
  })
  unownedReasons(
    @Root() { coverage, content }: CoverageType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<ReasonStateType> {
    const states = coverage.unowned.flatMap((id) => content.tree.get(id) ?? []);
    return slice(states, { first, after }, (state) => content.view(state));
  }

  @FieldResolver(() => [CoverageOfDepartmentType], {
    description: 'The departments that answer for a leaf, those with the most first.',
  })
  departments(@Root() { coverage }: CoverageType): CoverageOfDepartmentType[] {
    return coverage.departments.map((counts) => new CoverageOfDepartmentType(counts));
  }
}

@Resolver(() => CoverageOfDepartmentType)
export class CoverageOfDepartmentFields {
  constructor(private readonly ownership: VisibleOwnership) {}

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: "The department; null where it is not the caller's to see.",
  })
  department(
    @Root() { counts }: CoverageOfDepartmentType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return this.ownership.department(counts.departmentId, context);
  }
}
