import { randomBytes } from 'node:crypto';
import type { Command } from '../../platform/command/command';
import type { NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import { sealedTree } from '../../taxonomy';
import {
  commitmentTo,
  mustBeCode,
  sessionBlocked,
  writtenCode,
  type GivenCode,
  type InvalidCode,
  type SessionBlocked,
} from '../domain';
import { CodingRepository } from '../persistence/coding.repository';
import type { SessionEntity } from '../persistence/session.entity';
import { SessionRepository } from '../persistence/session.repository';
import { ownAssignment, type ItemWithContent } from './coding-steps';
import { sessionChange, type SessionOnly } from './session-steps';

export type CodeItemInput = ItemWithContent & GivenCode;

export type CodedItem = SessionOnly & ItemWithContent;

/**
 * A coder codes an item, or codes it again. Whatever the code, the same is written in the same way: the code beside a
 * fresh salt where nobody else sees it, and a commitment in the history. Coding the same again is no exception.
 */
export const codeItem: Command<
  CodeItemInput,
  CodedItem,
  NotFound | SessionBlocked | InvalidCode | TextProblem
> = {
  name: 'codeItem',
  permission: 'codeInSession',
  inputIsSecret: true,
  async execute(tx, { itemId, content, ...given }, actor) {
    const own = await ownAssignment(tx, actor, { itemId, content, action: 'codeItem' });
    if (!own.ok) return own;
    const { session, key, assignment } = own.value;
    const late = session.deadline !== null && tx.now > session.deadline;
    if (late && session.latePolicy === 'REFUSE') return err(tooLate(session));
    const contents = await tx.repository(SessionRepository).contents(session.id);
    const tree = await sealedTree(tx, contents[content]?.digest ?? '');
    const checked = mustBeCode(given, tree);
    if (!checked.ok) return checked;

    const revision = assignment.revision + 1;
    const disclosed = { code: writtenCode(checked.value), salt: randomBytes(32).toString('hex') };
    const codings = tx.repository(CodingRepository);
    await codings.give({ ...key, ...disclosed, revision, codedBy: actor.id });
    await codings.noteCoding(key, { revision, late, at: tx.now });
    const place = { itemId, coderId: key.coderId, content };
    const before = assignment.revision === 0 ? null : { ...place, revision: assignment.revision };
    const after = { ...place, revision, late, commitment: commitmentTo(disclosed) };
    const change = sessionChange('codeItem', session.id, { before, after });
    return ok({ value: { sessionId: session.id, itemId, content }, changes: [change] });
  },
};

const tooLate = ({ deadline }: SessionEntity): SessionBlocked =>
  sessionBlocked([
    {
      code: 'DEADLINE_PASSED',
      message: `expected a coding before the deadline, which was ${deadline?.toISOString() ?? 'never set'}`,
    },
  ]);
