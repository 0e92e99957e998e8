import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { contactFilterOf } from '../../contact/graphql';
import { CallerError } from '../../platform/caller-error';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { problemView } from '../../platform/graphql/problem.type';
import { cancelSession } from '../commands/cancel-session';
import { closeSession } from '../commands/close-session';
import { openSession } from '../commands/open-session';
import { planSession, type ContentWish } from '../commands/plan-session';
import { revealSession } from '../commands/reveal-session';
import { withdrawCoder } from '../commands/withdraw-coder';
import type { SessionId } from '../domain';
import * as inputs from './session.inputs';
import * as results from './session.results';
import type { SessionType } from './session.type';
import type { VisibleSessions } from './visible-sessions';

/** What whoever runs a session does with it, from its plan to its end. */
@Resolver()
export class SessionMutations {
  constructor(private readonly visible: VisibleSessions) {}

  @Mutation(() => results.PlanSessionResult, {
    nullable: true,
    description:
      'Plans a calibration session. The contents are sealed: later edits of a draft do not change them.',
  })
  async planSession(
    @Arg('input', () => inputs.PlanSessionInputType, { description: 'The session.' })
    input: inputs.PlanSessionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.PlanSessionResult> {
    const { title, latePolicy, adjudicatorBlind, sample } = input;
    const outcome = await context.run(planSession, {
      ...{ taxonomyId: localId('Taxonomy', input.taxonomy, 'taxonomy'), title, latePolicy, adjudicatorBlind },
      contents: input.contents.map(contentWishOf),
      coderIds: input.coders.map((id) => localId('Coder', id, 'coders')),
      facilitatorId: optionalLocalId('Actor', input.facilitator, 'facilitator'),
      contactIds: input.contacts?.map((id) => localId('Contact', id, 'contacts')) ?? null,
      sample:
        sample === null || sample === undefined
          ? null
          : { size: sample.size, filter: contactFilterOf(sample.filter ?? {}) },
      ...{ seed: input.seed ?? null, deadline: input.deadline ?? null },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(results.PlanSessionPayload, outcome.value.value.sessionId, context);
  }

  @Mutation(() => results.OpenSessionResult, {
    nullable: true,
    description: 'Opens a session: every coder gets every item, in an order of their own.',
  })
  async openSession(
    @Arg('input', () => inputs.OpenSessionInputType, { description: 'Which session.' })
    input: inputs.OpenSessionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.OpenSessionResult> {
    const outcome = await context.run(openSession, stepOf(input));
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(results.OpenSessionPayload, outcome.value.value.sessionId, context);
  }

  @Mutation(() => results.WithdrawCoderResult, {
    nullable: true,
    description: 'Takes a coder out of a session before its reveal; their codings are excluded and counted.',
  })
  async withdrawCoder(
    @Arg('input', () => inputs.WithdrawCoderInputType, { description: 'Which coder, and why.' })
    input: inputs.WithdrawCoderInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.WithdrawCoderResult> {
    const coderId = localId('Coder', input.coder, 'coder');
    const outcome = await context.run(withdrawCoder, { ...stepOf(input), coderId, because: input.because });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(results.WithdrawCoderPayload, outcome.value.value.sessionId, context);
  }

  @Mutation(() => results.RevealSessionResult, {
    nullable: true,
    description: 'Shows the codes of a session. Before all is coded the facilitator alone may, and says why.',
  })
  async revealSession(
    @Arg('input', () => inputs.RevealSessionInputType, { description: 'Which session.' })
    input: inputs.RevealSessionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.RevealSessionResult> {
    const outcome = await context.run(revealSession, { ...stepOf(input), because: input.because ?? null });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(results.RevealSessionPayload, outcome.value.value.sessionId, context);
  }

  @Mutation(() => results.CloseSessionResult, {
    nullable: true,
    description: 'Closes a session: each item with disagreement is adjudicated, or waived for a reason.',
  })
  async closeSession(
    @Arg('input', () => inputs.CloseSessionInputType, { description: 'Which session.' })
    input: inputs.CloseSessionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.CloseSessionResult> {
    const waivers = input.waivers.map(({ item, because }) => ({
      itemId: localId('SessionItem', item, 'waivers'),
      because,
    }));
    const outcome = await context.run(closeSession, { ...stepOf(input), waivers });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(results.CloseSessionPayload, outcome.value.value.sessionId, context);
  }

  @Mutation(() => results.CancelSessionResult, {
    nullable: true,
    description: 'Gives a session up before its reveal; what was coded in it is never shown.',
  })
  async cancelSession(
    @Arg('input', () => inputs.CancelSessionInputType, { description: 'Which session, and why.' })
    input: inputs.CancelSessionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.CancelSessionResult> {
    const outcome = await context.run(cancelSession, { ...stepOf(input), because: input.because });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(results.CancelSessionPayload, outcome.value.value.sessionId, context);
  }

  private async answer<Payload extends { session: SessionType | null }>(
    type: new () => Payload,
    id: SessionId,
    context: AccessContext,
  ): Promise<Payload> {
    return Object.assign(new type(), { session: await this.visible.session(id, context) });
  }
}

const stepOf = ({ session, expectedRevision }: inputs.OpenSessionInputType) => ({
  sessionId: localId('Session', session, 'session'),
  expectedRevision,
});

function contentWishOf({ version, draft }: inputs.SessionContentInput): ContentWish {
  const versionId = optionalLocalId('Version', version, 'contents');
  const draftId = optionalLocalId('Draft', draft, 'contents');
  if (versionId !== null && draftId === null) return { versionId, draftId };
  if (draftId !== null && versionId === null) return { draftId, versionId };
  throw new CallerError('BAD_USER_INPUT', 'contents: expected either a version or a draft in each entry');
}
