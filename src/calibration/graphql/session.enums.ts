import { schemaEnum } from '../../platform/graphql/schema-enum';
import type {
  AdjudicationCause,
  CodingOutcome,
  CodingVerdict,
  DecisionKind,
  LatePolicy,
  SessionState,
} from '../domain';

export const SessionStateEnum = schemaEnum(
  'SessionState',
  'Where a calibration session stands in its life.',
  {
    PLANNED: 'What is to be coded, by whom and with what, is settled.',
    OPEN: 'Coders code, each for themselves; nobody else sees a code.',
    REVEALED: 'The codes are shown; they are discussed and adjudicated.',
    CLOSED: 'Every disagreement is settled, and nothing of it changes any more.',
    CANCELLED: 'It was given up before the codes were revealed, and they stay hidden.',
  } satisfies Readonly<Record<SessionState, string>>,
);

export const LatePolicyEnum = schemaEnum(
  'LatePolicy',
  'What becomes of a coding after the deadline, while the session is still open.',
  {
    COUNT: 'It is taken, marked late, and counts.',
    EXCLUDE: 'It is taken and marked late, and the results leave it out.',
    REFUSE: 'It is refused.',
  } satisfies Readonly<Record<LatePolicy, string>>,
);

export const CodingOutcomeEnum = schemaEnum('CodingOutcome', 'What a coder can answer.', {
  REASON: 'A reason of the content.',
  CANNOT_CODE: 'The contact does not say enough to be coded.',
  NO_REASON_FITS: 'The contact is clear, and the content has no reason for it.',
} satisfies Readonly<Record<CodingOutcome, string>>);

export const AdjudicationCauseEnum = schemaEnum('AdjudicationCause', 'Why coders disagreed on an item.', {
  DEFINITION_UNCLEAR: 'The definition of a reason can be read in more than one way.',
  REASONS_OVERLAP: 'Two reasons cover the same contacts.',
  MISSING_REASON: 'The content has no reason for it.',
  SLIP: 'Somebody slipped; the guideline is clear.',
  INSUFFICIENT_INFORMATION: 'The contact does not say enough.',
  SEVERAL_APPLY: 'The contact is about several things.',
  OTHER: 'Something else, which the rationale says.',
} satisfies Readonly<Record<AdjudicationCause, string>>);

export const DecisionKindEnum = schemaEnum('DecisionKind', 'What a decision changes.', {
  GUIDELINE_EDIT: 'Notes of reasons: definitions, includes, excludes, examples, edge cases.',
  OPERATION: 'Anything that an operation of a draft can change.',
  NOTE: 'Nothing by itself: a merge or a split to be made later, say.',
} satisfies Readonly<Record<DecisionKind, string>>);

export const CodingVerdictEnum = schemaEnum(
  'CodingVerdict',
  'How a disclosed code stands to what the history committed to.',
  {
    MATCHES: 'It is the code that was committed to.',
    DIFFERS: 'It is not the code that was committed to.',
    STANDS_OTHERWISE:
      'It is, but the session counts another giving of it, or holds it for late, in time, taken back or standing against the history.',
    NOT_COMMITTED: 'The history knows of no such coding.',
    NOT_DISCLOSED: 'The history knows of a coding that is gone.',
  } satisfies Readonly<Record<CodingVerdict, string>>,
);
