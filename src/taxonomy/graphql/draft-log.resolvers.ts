import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { ActorType, type AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { pageRequest } from '../../platform/paging';
import { NamesInTime, toldEdits } from '../domain';
import { DraftLogEntryType } from './draft-log.type';
import type { VisibleTaxonomies } from './visible-taxonomies';
import { DraftLogEntryConnection, DraftType } from './version.type';

@Resolver(() => DraftType)
export class DraftLogFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => DraftLogEntryConnection, {
    nullable: true,
    description: 'Its accepted edits in words, the newest first; null where they cannot be read now.',
  })
  async log(
    @Root() { record }: DraftType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<DraftLogEntryType>> {
    const loaders = this.visible.loaders(context);
    const request = pageRequest({ first, after }, ['INTEGER']);
    const [page, base, naming] = await Promise.all([
      loaders.logs.load(record.id, request),
      loaders.baseContentOfDraft(record),
      loaders.namingOperations.load(record.id),
    ]);
    const names = new NamesInTime(base.tree);
    const told = toldEdits(page.items, { names, baseHead: record.baseHead, naming });
    return connectionOf(
      page,
      ({ head }) => [String(head)],
      (entry) => new DraftLogEntryType(entry, told.get(entry.head) ?? []),
    );
  }
}

@Resolver(() => DraftLogEntryType)
export class DraftLogEntryFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who made it; null where that is not the caller's to see.",
  })
  async actor(
    @Root() { entry }: DraftLogEntryType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return this.visible.actor(entry.authorId, context);
  }
}
