import { wordEnum } from '../../platform/graphql/schema-enum';

/** Every kind of change that the history can hold. A test holds the commands and the operations against it. */
export const changeKinds = {
  createActor: 'Somebody or some system was added.',
  linkIdentity: 'A subject of a provider of identities was bound to an actor.',
  suspendActor: 'An actor is signed in no more.',
  reinstateActor: 'A suspended actor can be signed in again.',
  grantRole: 'A role was given.',
  revokeRole: 'A role was taken.',
  issueApiKey: 'A key was made.',
  revokeApiKey: 'A key was revoked.',
  createTaxonomy: 'A taxonomy was created.',
  setPolicy: 'A policy was changed.',
  setTaxonomyChannels: 'The channels of a taxonomy were changed.',
  openDraft: 'A draft was opened.',
  submitDraft: 'A draft was submitted for review.',
  approveDraft: 'A content of a draft was approved.',
  requestChanges: 'Changes of a draft were requested.',
  abandonDraft: 'A draft was abandoned.',
  publishVersion: 'A version was published.',
  CreateReason: 'A reason was created in a draft.',
  SetLabel: 'A label was set.',
  AddSynonym: 'A synonym was added.',
  RemoveSynonym: 'A synonym was removed.',
  PromoteSynonym: 'A synonym became the label.',
  SetCode: 'A code was set.',
  SetNote: 'A note was set.',
  SetResidual: 'A reason was declared residual, or no longer.',
  SetKind: 'The kind of contact was set.',
  SetUseCaseGroups: 'The use-case groups were set.',
  SetIntent: 'The intent was set.',
  SetPriority: 'The priority was set.',
  SetTarget: 'The resolution target was set.',
  SetEscalation: 'The escalation triggers were set.',
  SetChannels: 'The channels of a reason were set.',
  SetArticles: 'The knowledge articles were set.',
  MoveReason: 'A reason was moved.',
  ReorderSiblings: 'Siblings were put in another order.',
  RetireReason: 'A reason was retired.',
  ReviseRetirement: 'A retirement was revised.',
  ReactivateReason: 'A reason was taken back into use.',
  DiscardReason: 'A reason that no version held was taken back.',
  RestoreReason: 'Fields of a reason were given back their earlier values.',
} as const;

export type ChangeKind = keyof typeof changeKinds;

export const ChangeKindEnum = wordEnum(
  'ChangeKind',
  'What a change did: the name of its command, or of its operation on a draft.',
  changeKinds,
);
