import { can, type Principal } from '../../access/domain';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import type { ParsedGlobalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import type { NodeType } from '../../platform/graphql/node.type';
import type { TaxonomyId } from '../../platform/ids';
import type { ReasonStateType } from '../../taxonomy/graphql';
import type { DecisionId, SessionId, SessionItemId, SessionRecord } from '../domain';
import { CalibrationLoaders, type CalibrationReaders } from './calibration-loaders';
import type { Verdict } from './coding.type';
import { DecisionType } from './decision.type';
import { SessionItemType, SessionType } from './session.type';

/** What a caller may see of sessions: all that is not theirs is, for them, not there. */
export class VisibleSessions implements NodeSource<Principal> {
  readonly types = ['Session', 'SessionItem', 'Decision'];

  constructor(private readonly readers: CalibrationReaders) {}

  readonly makeLoaders = (): CalibrationLoaders => new CalibrationLoaders(this.readers);

  loaders(context: AccessContext): CalibrationLoaders {
    return context.loaders.get(this.makeLoaders);
  }

  node({ type, id }: ParsedGlobalId, context: AccessContext): Promise<NodeType | null> {
    if (type === 'Session') return this.session(id as SessionId, context);
    if (type === 'SessionItem') return this.item(id as SessionItemId, context);
    return this.decision(id as DecisionId, context);
  }

  async session(id: SessionId, context: AccessContext): Promise<SessionType | null> {
    mustHoldAnywhere(context.actor, 'readSessions');
    const session = await this.loaders(context).session.load(id);
    return isSeen(session, context) ? new SessionType(session) : null;
  }

  async item(id: SessionItemId, context: AccessContext): Promise<SessionItemType | null> {
    mustHoldAnywhere(context.actor, 'readSessions');
    const item = await this.loaders(context).item.load(id);
    return isSeen(item, context) ? new SessionItemType(item) : null;
  }

  async decision(id: DecisionId, context: AccessContext): Promise<DecisionType | null> {
    mustHoldAnywhere(context.actor, 'readSessions');
    const decision = await this.loaders(context).decision.load(id);
    return isSeen(decision, context) ? new DecisionType(decision) : null;
  }

  /** The session of something that the caller sees already. */
  async sessionOf(id: SessionId, context: AccessContext): Promise<SessionRecord> {
    const session = await this.loaders(context).session.load(id);
    if (session === null) throw new Error(`no session has the id ${id}`);
    return session;
  }

  /** The reason of a coding or an adjudication as it stands in the content that was coded with. */
  async reasonOf(
    { sessionId, content, reasonId }: Verdict,
    context: AccessContext,
  ): Promise<ReasonStateType | null> {
    if (reasonId === null) return null;
    const loaders = this.loaders(context);
    const { taxonomyId } = await this.sessionOf(sessionId, context);
    const digest = (await loaders.contents.load(sessionId))[content]?.digest;
    if (digest === undefined) return null;
    return (await loaders.contentView(digest, taxonomyId)).viewById(reasonId);
  }
}

const isSeen = <Row extends { readonly taxonomyId: TaxonomyId }>(
  row: Row | null,
  { actor }: AccessContext,
): row is Row => row !== null && can(actor, 'readSessions', row);
