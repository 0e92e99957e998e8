import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { CoderType, type VisibleContacts } from '../../contact/graphql';
import {
  DraftType,
  ReasonStateType,
  TaxonomyVersionType,
  type VisibleTaxonomies,
} from '../../taxonomy/graphql';
import { SessionCoderType, SessionContentType } from './session.type';
import type { VisibleSessions } from './visible-sessions';

@Resolver(() => SessionContentType)
export class SessionContentResolver {
  constructor(
    private readonly visible: VisibleSessions,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version whose content it is; null where it is that of a draft.',
  })
  async version(
    @Root() { record }: SessionContentType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    return record.versionId === null ? null : this.taxonomies.version(record.versionId, context);
  }

  @FieldResolver(() => DraftType, {
    nullable: true,
    description:
      'The draft that it was taken from, as that is now; null where it is the content of a version.',
  })
  async draft(
    @Root() { record }: SessionContentType,
    @Ctx() context: AccessContext,
  ): Promise<DraftType | null> {
    return record.draftId === null ? null : this.taxonomies.draft(record.draftId, context);
  }

  @FieldResolver(() => [ReasonStateType], {
    nullable: true,
    description:
      'Its reasons in use, parents before children, with their guidelines; null where they cannot be read now.',
  })
  async reasons(
    @Root() { record, session }: SessionContentType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType[]> {
    const view = await this.visible.loaders(context).contentView(record.digest, session.taxonomyId);
    return view.viewAll(view.tree.depthFirst());
  }
}

@Resolver(() => SessionCoderType)
export class SessionCoderResolver {
  constructor(private readonly contacts: VisibleContacts) {}

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The coder; null where they cannot be read now.',
  })
  async coder(
    @Root() { record }: SessionCoderType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    const coder = await this.contacts.loaders(context).coder.load(record.coderId);
    return coder === null ? null : new CoderType(coder);
  }
}
