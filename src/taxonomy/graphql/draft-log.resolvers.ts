import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { ActorType, type AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import type { ReasonId } from '../../platform/ids';
import { pageRequest } from '../../platform/paging';
import { nameIn, simpleOperations, type NameOf } from '../domain';
import type { DraftLogEntry } from '../queries/taxonomy-reader';
import { DraftLogEntryType } from './draft-log.type';
import type { VisibleTaxonomies } from './taxonomy.resolver';
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
    const [page, base, content] = await Promise.all([
      loaders.logs.load(record.id, request),
      loaders.baseContentOfDraft(record),
      loaders.contentOfDraft(record),
    ]);
    const nameOf = namesOf(page.items, (id) => nameIn([content.tree, base.tree], id));
    return connectionOf(
      page,
      ({ head }) => [String(head)],
      (entry) => new DraftLogEntryType(entry, nameOf),
    );
  }
}

/** What was created and taken back again is in no content: it is called by what it was created as. */
function namesOf(entries: readonly DraftLogEntry[], inContent: NameOf): NameOf {
  const created = new Map<ReasonId, string>();
  for (const operation of simpleOperations(entries.flatMap(({ operations }) => operations))) {
    if (operation.kind !== 'CreateReason') continue;
    const [label] = Object.values(operation.labels);
    const { code, reasonId } = operation;
    created.set(reasonId, label === undefined ? code : `"${label}" (${code})`);
  }
  return (id) => {
    const name = inContent(id);
    return name === id ? (created.get(id) ?? id) : name;
  };
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
