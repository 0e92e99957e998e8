import type { Id } from '../../platform/ids';

export type SessionId = Id<'Session'>;
export type SessionItemId = Id<'SessionItem'>;

export const sessionStates = ['PLANNED', 'OPEN', 'REVEALED', 'CLOSED', 'CANCELLED'] as const;
export type SessionState = (typeof sessionStates)[number];

export const sessionActions = [
  'openSession',
  'codeItem',
  'withdrawCoding',
  'withdrawCoder',
  'revealSession',
  'addDiscussionNote',
  'adjudicateItem',
  'recordDecision',
  'applyDecision',
  'closeSession',
  'cancelSession',
] as const;
export type SessionAction = (typeof sessionActions)[number];
