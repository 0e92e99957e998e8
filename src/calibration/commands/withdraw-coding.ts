import type { Command } from '../../platform/command/command';
import type { NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import type { InvalidCode, NotCoded, SessionBlocked } from '../domain';
import { CodingRepository } from '../persistence/coding.repository';
import type { CodedItem } from './code-item';
import { ownAssignment, type ItemWithContent } from './coding-steps';
import { sessionChange } from './session-steps';

/** A coder takes a coding back: it is excluded and counted, unless they code the item again. */
export const withdrawCoding: Command<
  ItemWithContent,
  CodedItem,
  NotFound | SessionBlocked | InvalidCode | NotCoded
> = {
  name: 'withdrawCoding',
  permission: 'codeInSession',
  async execute(tx, { itemId, content }, actor) {
    const own = await ownAssignment(tx, actor, { itemId, content, action: 'withdrawCoding' });
    if (!own.ok) return own;
    const { session, key, assignment } = own.value;
    if (assignment.revision === 0) return err(notCoded);
    const value = { sessionId: session.id, itemId, content };
    if (assignment.withdrawn) return ok({ value, unchanged: true });
    await tx.repository(CodingRepository).noteWithdrawal(key, tx.now);
    const place = { itemId, coderId: key.coderId, content, revision: assignment.revision };
    const sides = { before: { ...place, withdrawn: false }, after: { ...place, withdrawn: true } };
    return ok({ value, changes: [sessionChange('withdrawCoding', session.id, sides)] });
  },
};

const notCoded: NotCoded = {
  code: 'NOT_CODED',
  message: 'expected an item that you have coded with this content, but you have not',
};
