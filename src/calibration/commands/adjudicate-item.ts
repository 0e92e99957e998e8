import type { Command, Tx } from '../../platform/command/command';
import type { NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import { sealedTree } from '../../taxonomy';
import { staleRevision, type StaleRevision } from '../../taxonomy/domain';
import {
  disagreements,
  invalid,
  mustBeVerdict,
  type AdjudicationRecord,
  type InvalidCode,
  type SessionBlocked,
  type SessionId,
} from '../domain';
import { AftermathRepository } from '../persistence/aftermath.repository';
import { CodingRepository } from '../persistence/coding.repository';
import { SessionRepository } from '../persistence/session.repository';
import type { CodedItem } from './code-item';
import { lockedForItem, mustBeReason, sessionChange } from './session-steps';

export type AdjudicateItemInput = Pick<
  AdjudicationRecord,
  'itemId' | 'content' | 'outcome' | 'reasonId' | 'rationale' | 'cause'
> & {
  /** Of the adjudication that is revised; 0 for a first one. */
  readonly expectedRevision: number;
};

/** Says what an item is, and why coders disagreed on it. It can be said otherwise until the session is closed. */
export const adjudicateItem: Command<
  AdjudicateItemInput,
  CodedItem,
  NotFound | SessionBlocked | InvalidCode | StaleRevision | TextProblem
> = {
  name: 'adjudicateItem',
  permission: 'runSessions',
  async execute(tx, { expectedRevision, ...given }, actor) {
    const { itemId, content } = given;
    const locked = await lockedForItem(tx, actor, { itemId, action: 'adjudicateItem' });
    if (!locked.ok) return locked;
    const session = locked.value;
    const rationale = mustBeReason(given.rationale, 'rationale');
    if (!rationale.ok) return rationale;
    const checked = await checkedVerdict(tx, session.id, given);
    if (!checked.ok) return checked;

    const aftermath = tx.repository(AftermathRepository);
    const known = await aftermath.adjudication(itemId, content);
    const revision = known?.revision ?? 0;
    if (revision !== expectedRevision) return err(staleRevision(expectedRevision, revision));
    const value = { sessionId: session.id, itemId, content };
    const made = { ...given, rationale: rationale.value };
    if (known !== null && isSame(known, made)) return ok({ value, unchanged: true });
    await aftermath.saveAdjudication(
      { taxonomyId: session.taxonomyId, sessionId: session.id },
      { ...made, revision: revision + 1, adjudicatedBy: actor.id, adjudicatedAt: tx.now },
    );
    const sides = { before: known === null ? null : judgementOf(known), after: judgementOf(made) };
    return ok({ value, changes: [sessionChange('adjudicateItem', session.id, sides)] });
  },
};

type Judgement = Omit<AdjudicateItemInput, 'expectedRevision'>;

/** A leaf of the content, and a cause where there is something to be the cause of. */
async function checkedVerdict(
  tx: Tx,
  sessionId: SessionId,
  given: Judgement,
): Promise<Result<Judgement, InvalidCode>> {
  const { itemId, content, cause } = given;
  const sealed = (await tx.repository(SessionRepository).contents(sessionId))[content];
  if (sealed === undefined)
    return err(
      invalid('UNKNOWN_CONTENT', 'content', `expected a content of the session, but it has no ${content}`),
    );
  const verdict = mustBeVerdict(given, await sealedTree(tx, sealed.digest));
  if (!verdict.ok) return verdict;
  const answers = await tx.repository(CodingRepository).answers(sessionId, itemId);
  const isDisputed = disagreements(answers).some((disputed) => disputed.content === content);
  return isDisputed && cause === null
    ? err(invalid('CAUSE_MISSING', 'cause', 'expected why the coders disagreed, but got nothing'))
    : verdict;
}

const judgementOf = ({ itemId, content, outcome, reasonId, rationale, cause }: Judgement): Judgement => ({
  itemId,
  content,
  outcome,
  reasonId,
  rationale,
  cause,
});

const isSame = (one: Judgement, other: Judgement): boolean =>
  JSON.stringify(judgementOf(one)) === JSON.stringify(judgementOf(other));
