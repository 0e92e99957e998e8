import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { ActorType, type AccessContext } from '../../access/graphql';
import { can } from '../../access/domain';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { pageRequest } from '../../platform/paging';
import { TaxonomyType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import {
  DepartmentConnection,
  DepartmentMemberConnection,
  DepartmentMemberType,
  DepartmentType,
} from './department.type';
import type { VisibleOwnership } from './visible-ownership';

@Resolver(() => DepartmentType)
export class DepartmentFields {
  constructor(
    private readonly visible: VisibleTaxonomies,
    private readonly ownership: VisibleOwnership,
  ) {}

  @FieldResolver(() => TaxonomyType, {
    nullable: true,
    description: "The taxonomy whose reasons it can answer for; null where that is not the caller's to see.",
  })
  taxonomy(@Root() { record }: DepartmentType, @Ctx() context: AccessContext): Promise<TaxonomyType | null> {
    return this.visible.taxonomy(record.taxonomyId, context);
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'The department that it belongs to; null where it stands at the top.',
  })
  async parent(
    @Root() { record }: DepartmentType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return record.parentId === null ? null : this.ownership.department(record.parentId, context);
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'The department that it goes on in; null where it is not dissolved, or ends without one.',
  })
  async successor(
    @Root() { record }: DepartmentType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return record.successorId === null ? null : this.ownership.department(record.successorId, context);
  }

  @FieldResolver(() => DepartmentMemberConnection, {
    nullable: true,
    description: 'Those who speak for it; null where the caller may not know them.',
  })
  async members(
    @Root() { record }: DepartmentType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<DepartmentMemberType> | null> {
    if (!can(context.actor, 'readDrafts', record)) return null;
    const page = await this.ownership.reader.memberPage(record.id, pageRequest({ first, after }, ['UUID']));
    const actors = await Promise.all(page.items.map(({ actorId }) => this.visible.actor(actorId, context)));
    const shown = new Map(page.items.map(({ id }, at) => [id, actors[at] ?? null]));
    return connectionOf(
      page,
      ({ id }) => [id],
      ({ id, addedAt }) => new DepartmentMemberType(shown.get(id) ?? null, addedAt),
    );
  }
}

@Resolver(() => DepartmentMemberType)
export class DepartmentMemberFields {
  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who; null where that is not the caller's to see.",
  })
  actor(@Root() member: DepartmentMemberType): ActorType | null {
    return member.actor;
  }
}

@Resolver(() => TaxonomyType)
export class TaxonomyDepartmentFields {
  constructor(private readonly ownership: VisibleOwnership) {}

  @FieldResolver(() => DepartmentConnection, {
    nullable: true,
    description:
      'The departments that can answer for its reasons, by code; null where they cannot be read now.',
  })
  async departments(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
    @Arg('includeDissolved', () => Boolean, {
      defaultValue: false,
      description: 'Whether those that are no more are listed too.',
    })
    includeDissolved: boolean,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<DepartmentType>> {
    const request = pageRequest({ first, after }, ['TEXT']);
    const pages = this.ownership.loaders(context).departmentPages.of(includeDissolved);
    const page = await pages.load(record.id, request);
    return connectionOf(
      page,
      ({ code }) => [code],
      (department) => new DepartmentType(department),
    );
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'A department by its code or an alias; null where there is none.',
  })
  async department(
    @Root() { record }: TaxonomyType,
    @Arg('code', () => String, { description: 'Its code or an alias, in small or capital letters.' })
    code: string,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    const department = await this.ownership.loaders(context).departmentNamed.of(code).load(record.id);
    return department === null ? null : new DepartmentType(department);
  }
}
