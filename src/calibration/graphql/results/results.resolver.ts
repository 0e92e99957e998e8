import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../../access/graphql';
import { CoderType, type VisibleContacts } from '../../../contact/graphql';
import type { CoderId } from '../../../contact/domain';
import type { SessionItemId } from '../../domain';
import type { SessionResultsReader } from '../../queries/session-results-reader';
import { SessionItemType, SessionType } from '../session.type';
import type { VisibleSessions } from '../visible-sessions';
import { CoderResultType } from './coder-result.type';
import { ConfusedPairType } from './confusion.type';
import { ModelResultType } from './model-result.type';
import { MeasuredAssociationType } from './correspondence.type';
import { ContentResultsType, SessionResultsType } from './session-results.type';

@Resolver(() => SessionType)
export class SessionResultsResolver {
  constructor(
    private readonly reader: SessionResultsReader,
    private readonly visible: VisibleSessions,
  ) {}

  @FieldResolver(() => SessionResultsType, {
    nullable: true,
    description: 'What the session shows; null until the codes are revealed.',
  })
  async results(
    @Root() { record }: SessionType,
    @Ctx() context: AccessContext,
  ): Promise<SessionResultsType | null> {
    const shown = await this.reader.shown(record);
    if (shown === null) return null;
    const loaders = this.visible.loaders(context);
    const views = await Promise.all(
      shown.data.contents.map(({ digest }) => loaders.contentView(digest, record.taxonomyId)),
    );
    const names = new Map(shown.data.coders.map(({ id, name }) => [id, name]));
    const { results } = shown;
    const [from, to] = views;
    return {
      contents: results.contents.flatMap((content, at) => {
        const view = views[at];
        return view === undefined ? [] : [new ContentResultsType(content, view, names)];
      }),
      correspondence:
        from === undefined || to === undefined
          ? []
          : results.correspondence.map((one) => new MeasuredAssociationType(one, { from, to })),
      excluded: results.excluded,
    };
  }
}

@Resolver(() => ConfusedPairType)
export class ConfusedPairResolver {
  constructor(private readonly visible: VisibleSessions) {}

  @FieldResolver(() => [SessionItemType], { description: 'The items on which both were chosen.' })
  async items(
    @Root() { pair }: ConfusedPairType,
    @Ctx() context: AccessContext,
  ): Promise<readonly SessionItemType[]> {
    const found = await Promise.all(
      pair.itemIds.map((id) => this.visible.item(id as SessionItemId, context)),
    );
    return found.filter((item) => item !== null);
  }
}

@Resolver(() => ModelResultType)
export class ModelResultResolver {
  constructor(private readonly contacts: VisibleContacts) {}

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The model; null where it cannot be told now.',
  })
  async coder(@Root() { found }: ModelResultType, @Ctx() context: AccessContext): Promise<CoderType | null> {
    const coder = await this.contacts.loaders(context).coder.load(found.coderId as CoderId);
    return coder === null ? null : new CoderType(coder);
  }
}

@Resolver(() => CoderResultType)
export class CoderResultResolver {
  constructor(private readonly contacts: VisibleContacts) {}

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The coder; null where it cannot be told now.',
  })
  async coder(@Root() { found }: CoderResultType, @Ctx() context: AccessContext): Promise<CoderType | null> {
    const coder = await this.contacts.loaders(context).coder.load(found.coderId as CoderId);
    return coder === null ? null : new CoderType(coder);
  }
}
