import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { taxonomiesWith } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import { RetirementType } from '../../taxonomy/graphql';
import type { SessionId } from '../domain';
import { SessionType } from './session.type';
import type { VisibleSessions } from './visible-sessions';

@Resolver(() => RetirementType)
export class RetirementEvidenceResolver {
  constructor(private readonly visible: VisibleSessions) {}

  @FieldResolver(() => [SessionType], {
    nullable: true,
    description:
      'The calibration sessions that it rests on; empty where none is linked, null where sessions are not for the caller to read.',
  })
  async evidence(
    @Root() { evidence }: RetirementType,
    @Ctx() context: AccessContext,
  ): Promise<SessionType[] | null> {
    if (taxonomiesWith(context.actor, 'readSessions')?.length === 0) return null;
    const ids = evidence.flatMap(({ type, id }) => (type === 'Session' ? [id] : []));
    const sessions = ids.map((id) => this.visible.session(id as SessionId, context));
    return (await Promise.all(sessions)).filter((session) => session !== null);
  }
}
