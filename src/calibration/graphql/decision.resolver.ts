import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { can } from '../../access/domain';
import { ActorType, type AccessContext } from '../../access/graphql';
import { CoderType, type VisibleContacts } from '../../contact/graphql';
import { ChangeSetType } from '../../history/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { pageOf, pageRequest } from '../../platform/paging';
import { DraftType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { hidesNames, isRevealed, type SessionItemId } from '../domain';
import type { CodingReader } from '../queries/coding-reader';
import {
  DecisionType,
  RevealVerificationType,
  VerifiedCodingConnection,
  VerifiedCodingType,
} from './decision.type';
import { SessionItemType, SessionType } from './session.type';
import type { VisibleSessions } from './visible-sessions';

@Resolver(() => DecisionType)
export class DecisionResolver {
  constructor(
    private readonly visible: VisibleSessions,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @FieldResolver(() => SessionType, {
    nullable: true,
    description: 'The session; null where it cannot be read now.',
  })
  async session(
    @Root() { record }: DecisionType,
    @Ctx() context: AccessContext,
  ): Promise<SessionType | null> {
    return this.visible.session(record.sessionId, context);
  }

  @FieldResolver(() => [SessionItemType], {
    nullable: true,
    description: 'The items that it rests on; null where they cannot be read now.',
  })
  async evidence(
    @Root() { record }: DecisionType,
    @Ctx() context: AccessContext,
  ): Promise<SessionItemType[]> {
    const loaders = this.visible.loaders(context);
    const evidence = await loaders.evidence.load(record.id);
    const items = await Promise.all(evidence.map(({ itemId }) => loaders.item.load(itemId)));
    return items.flatMap((item) => (item === null ? [] : [new SessionItemType(item)]));
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who recorded it; null where that is not the caller's to see.",
  })
  async decidedBy(
    @Root() { record }: DecisionType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return this.taxonomies.actor(record.decidedBy, context);
  }

  @FieldResolver(() => DraftType, {
    nullable: true,
    description: 'The draft that it was applied to, as that is now; null where it was not.',
  })
  async draft(@Root() { record }: DecisionType, @Ctx() context: AccessContext): Promise<DraftType | null> {
    return record.draftId === null ? null : this.taxonomies.draft(record.draftId, context);
  }
}

/** A change of the list shows on which evidence from its use it was made. */
@Resolver(() => ChangeSetType)
export class EvidenceResolver {
  constructor(private readonly visible: VisibleSessions) {}

  @FieldResolver(() => [DecisionType], {
    nullable: true,
    description:
      'The decisions of calibration sessions that it carried out; empty where there are none, null where sessions are not for the caller to read.',
  })
  async evidence(
    @Root() { record }: ChangeSetType,
    @Ctx() context: AccessContext,
  ): Promise<DecisionType[] | null> {
    if (!can(context.actor, 'readSessions', { taxonomyId: record.taxonomyId })) return null;
    const decisions = await this.visible.loaders(context).decisionsOfChangeSet.load(record.id);
    return decisions.map((decision) => new DecisionType(decision));
  }
}

@Resolver(() => RevealVerificationType)
export class RevealVerificationResolver {
  constructor(
    private readonly codings: CodingReader,
    private readonly visible: VisibleSessions,
  ) {}

  @Query(() => RevealVerificationType, {
    nullable: true,
    description:
      'Holds every code that a session disclosed against the commitments of the history; null where there is no such session for the caller, or where it is not revealed.',
  })
  async verifyReveal(
    @Arg('session', () => ID, { description: 'The session.' }) id: string,
    @Ctx() context: AccessContext,
  ): Promise<RevealVerificationType | null> {
    const session = await this.visible.session(localId('Session', id, 'session'), context);
    if (session === null || !isRevealed(session.record.state)) return null;
    return new RevealVerificationType(await this.codings.verified(session.record.id), session.record);
  }

  @FieldResolver(() => VerifiedCodingConnection, {
    nullable: true,
    description: 'Each coding; null where they cannot be read now.',
  })
  verifiedCodings(
    @Root() { codings, session }: RevealVerificationType,
    @Arg('onlyFailing', () => Boolean, {
      defaultValue: false,
      description: 'Whether those that match are left out.',
    })
    onlyFailing = false,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<VerifiedCodingType> {
    const request = pageRequest({ first, after }, ['INTEGER']);
    const start = request.after === null ? 0 : Number(request.after[0]) + 1;
    const rows = codings
      .map((coding, place) => ({ coding, place }))
      .filter(({ coding, place }) => place >= start && !(onlyFailing && coding.verdict === 'MATCHES'));
    return connectionOf(
      pageOf(rows.slice(0, request.first + 1), request),
      ({ place }) => [String(place)],
      ({ coding }) => new VerifiedCodingType(coding, session, hidesNames(session)),
    );
  }
}

@Resolver(() => VerifiedCodingType)
export class VerifiedCodingResolver {
  constructor(
    private readonly visible: VisibleSessions,
    private readonly contacts: VisibleContacts,
  ) {}

  @FieldResolver(() => SessionItemType, {
    nullable: true,
    description: 'The item; null where there is none such.',
  })
  async item(
    @Root() { record }: VerifiedCodingType,
    @Ctx() context: AccessContext,
  ): Promise<SessionItemType | null> {
    return this.visible.item(record.itemId as SessionItemId, context);
  }

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'Who coded; null while the session hides names from its adjudicator.',
  })
  async coder(
    @Root() { record, session }: VerifiedCodingType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    if (hidesNames(session)) return null;
    const coder = await this.contacts
      .loaders(context)
      .coder.load(record.coderId as CoderType['record']['id']);
    return coder === null ? null : new CoderType(coder);
  }
}
