import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { can } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import { ContactType, ExcerptType, type VisibleContacts } from '../../contact/graphql';
import { isRevealed } from '../domain';
import type { CodingRecord } from '../queries/coding-reader';
import { AdjudicationType, CodingType, DiscussionNoteType } from './coding.type';
import { SessionItemType, SessionType } from './session.type';
import type { VisibleSessions } from './visible-sessions';

@Resolver(() => SessionItemType)
export class SessionItemResolver {
  constructor(
    private readonly visible: VisibleSessions,
    private readonly contacts: VisibleContacts,
  ) {}

  @FieldResolver(() => SessionType, {
    nullable: true,
    description: 'The session; null where it cannot be read now.',
  })
  async session(
    @Root() { record }: SessionItemType,
    @Ctx() context: AccessContext,
  ): Promise<SessionType | null> {
    return this.visible.session(record.sessionId, context);
  }

  @FieldResolver(() => ContactType, {
    nullable: true,
    description: "The contact; null where contacts are not the caller's to read.",
  })
  async contact(
    @Root() { record }: SessionItemType,
    @Ctx() context: AccessContext,
  ): Promise<ContactType | null> {
    if (!can(context.actor, 'readContacts', record)) return null;
    const contact = await this.contacts.loaders(context).contact.load(record.contactId);
    return contact === null ? null : new ContactType(contact);
  }

  @FieldResolver(() => ExcerptType, {
    nullable: true,
    description:
      'What was said, to be coded by; null where it is gone, or where the caller neither reads excerpts nor codes it.',
  })
  async excerpt(
    @Root() { record }: SessionItemType,
    @Ctx() context: AccessContext,
  ): Promise<ExcerptType | null> {
    const key = { sessionId: record.sessionId, actorId: context.actor.id };
    const mayRead =
      can(context.actor, 'readExcerpts', record) || (await this.visible.loaders(context).codesIn.load(key));
    if (!mayRead) return null;
    const excerpt = await this.contacts.loaders(context).excerpt.load(record.contactId);
    return excerpt === null ? null : new ExcerptType(excerpt);
  }

  @FieldResolver(() => [CodingType], {
    nullable: true,
    description: 'What its coders answered, by content and letter; null until the session is revealed.',
  })
  async codings(
    @Root() { record }: SessionItemType,
    @Ctx() context: AccessContext,
  ): Promise<CodingType[] | null> {
    const session = await this.visible.sessionOf(record.sessionId, context);
    if (!isRevealed(session.state)) return null;
    const codings = await this.visible.loaders(context).codings.load(record.id);
    return codings.map((coding) => new CodingType(coding, session, letterIn(codings, coding)));
  }

  @FieldResolver(() => [AdjudicationType], {
    nullable: true,
    description: 'What it is, one judgement for each content at most; null until the session is revealed.',
  })
  async adjudications(
    @Root() { record }: SessionItemType,
    @Ctx() context: AccessContext,
  ): Promise<AdjudicationType[] | null> {
    const session = await this.visible.sessionOf(record.sessionId, context);
    if (!isRevealed(session.state)) return null;
    const made = await this.visible.loaders(context).adjudications.load(record.id);
    return made.map((adjudication) => new AdjudicationType(adjudication, session.id));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why its disagreement was left as it is when the session was closed; null: it was not.',
  })
  async waivedBecause(
    @Root() { record }: SessionItemType,
    @Ctx() context: AccessContext,
  ): Promise<string | null> {
    const [waiver] = await this.visible.loaders(context).waivers.load(record.id);
    return waiver?.because ?? null;
  }

  @FieldResolver(() => [DiscussionNoteType], {
    nullable: true,
    description: 'What was said of it, in order, 100 notes at most; null where it cannot be read now.',
  })
  async notes(
    @Root() { record }: SessionItemType,
    @Ctx() context: AccessContext,
  ): Promise<DiscussionNoteType[]> {
    const notes = await this.visible.loaders(context).notes.load(record.id);
    return notes.map((note) => new DiscussionNoteType(note));
  }
}

/** Its letter among the codings of the item with the same content, whose order is drawn by chance. */
function letterIn(codings: readonly CodingRecord[], coding: CodingRecord): string {
  const place = codings.filter(({ content }) => content === coding.content).indexOf(coding);
  const letter = String.fromCharCode('A'.charCodeAt(0) + (place % 26));
  return place < 26 ? letter : `A${letter}`;
}
