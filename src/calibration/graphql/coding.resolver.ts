import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ActorType, type AccessContext } from '../../access/graphql';
import { CoderType, type VisibleContacts } from '../../contact/graphql';
import { ReasonStateType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { hidesNames } from '../domain';
import {
  AdjudicationType,
  AssignmentType,
  CodingType,
  DiscussionNoteType,
  OwnCodingType,
} from './coding.type';
import { SessionItemType } from './session.type';
import type { VisibleSessions } from './visible-sessions';

@Resolver(() => AssignmentType)
export class AssignmentResolver {
  constructor(private readonly visible: VisibleSessions) {}

  @FieldResolver(() => SessionItemType, {
    nullable: true,
    description: 'The item; null where it cannot be read now.',
  })
  async item(
    @Root() { record }: AssignmentType,
    @Ctx() context: AccessContext,
  ): Promise<SessionItemType | null> {
    return this.visible.item(record.itemId, context);
  }
}

@Resolver(() => OwnCodingType)
export class OwnCodingResolver {
  constructor(private readonly visible: VisibleSessions) {}

  @FieldResolver(() => ReasonStateType, {
    nullable: true,
    description: 'The reason, as it stands in the content; null where the answer is none.',
  })
  async reason(
    @Root() { verdict }: OwnCodingType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    return this.visible.reasonOf(verdict, context);
  }
}

@Resolver(() => CodingType)
export class CodingResolver {
  constructor(
    private readonly visible: VisibleSessions,
    private readonly contacts: VisibleContacts,
  ) {}

  @FieldResolver(() => ReasonStateType, {
    nullable: true,
    description: 'The reason, as it stands in the content; null where the answer is none.',
  })
  async reason(
    @Root() { verdict }: CodingType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    return this.visible.reasonOf(verdict, context);
  }

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'Who answered; null while the session hides names from its adjudicator.',
  })
  async coder(
    @Root() { record, session }: CodingType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    if (hidesNames(session)) return null;
    const coder = await this.contacts.loaders(context).coder.load(record.coderId);
    return coder === null ? null : new CoderType(coder);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether it is the answer of the caller; null where that cannot be told now.',
  })
  mine(@Root() { record }: CodingType, @Ctx() { actor }: AccessContext): boolean {
    return record.codedBy === actor.id;
  }
}

@Resolver(() => AdjudicationType)
export class AdjudicationResolver {
  constructor(
    private readonly visible: VisibleSessions,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @FieldResolver(() => ReasonStateType, {
    nullable: true,
    description: 'The reason, as it stands in the content; null where it is none.',
  })
  async reason(
    @Root() { verdict }: AdjudicationType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    return this.visible.reasonOf(verdict, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who said so; null where that is not the caller's to see.",
  })
  async adjudicator(
    @Root() { record }: AdjudicationType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return this.taxonomies.actor(record.adjudicatedBy, context);
  }
}

@Resolver(() => DiscussionNoteType)
export class DiscussionNoteResolver {
  constructor(private readonly taxonomies: VisibleTaxonomies) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who said it; null where that is not the caller's to see.",
  })
  async author(
    @Root() { record }: DiscussionNoteType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return this.taxonomies.actor(record.authorId, context);
  }
}
