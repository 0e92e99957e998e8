import type { BreakCause } from '../../figures/domain';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type {
  DriftMethod,
  DriftSubject,
  EvidencePurpose,
  NoDriftCause,
  NoPointCause,
  NoScoreCause,
  ScoredSubject,
} from '../domain';

export const ScoredSubjectEnum = schemaEnum('ScoredSubject', 'What has a consistency score.', {
  REASON: 'A reason: how often a second person chooses it where one does.',
  CODER: 'A coder: how often others choose the same, with the difficulty of the contacts taken out.',
  DEPARTMENT: 'The contacts that a department handled, with their difficulty taken out.',
  CHANNEL: 'The contacts of a channel, with their difficulty taken out.',
  VERSION: "A version of the list: Krippendorff's alpha.",
} satisfies Readonly<Record<ScoredSubject, string>>);

export const DriftSubjectEnum = schemaEnum('DriftSubject', 'What drifts.', {
  REASON: 'The specific agreement on each reason.',
  CODER: 'The agreement of each coder with others, and the shares of the reasons they choose at work.',
  DEPARTMENT: 'The agreement on the contacts of each department.',
  CHANNEL: 'The agreement on the contacts of each channel.',
} satisfies Readonly<Record<DriftSubject, string>>);

export const EvidencePurposeEnum = schemaEnum(
  'EvidencePurpose',
  'What contacts were coded several times for; the two are never pooled.',
  {
    AUDIT: 'Closed agreement audits: contacts drawn by chance.',
    CALIBRATION: 'Closed calibration sessions: contacts chosen to learn from, often the hard ones.',
  } satisfies Readonly<Record<EvidencePurpose, string>>,
);

export const NoScoreCauseEnum = schemaEnum('NoScoreCause', 'Why there is no score.', {
  TOO_FEW_CONTACTS:
    'Too few contacts were coded several times: fewer than 20, or 10 for a reason or version.',
  NO_VARIATION: 'All was coded as one reason, so that there is nothing to be consistent about.',
} satisfies Readonly<Record<NoScoreCause, string>>);

export const NoDriftCauseEnum = schemaEnum('NoDriftCause', 'Why nothing can be said of a drift.', {
  TOO_FEW_CONTACTS: 'One of the periods has too few contacts: fewer than 20, or 10 for a reason.',
  NO_STANDARD_ERROR: 'Everybody agreed in both periods, or nothing changed on any contact.',
} satisfies Readonly<Record<NoDriftCause, string>>);

export const NoPointCauseEnum = schemaEnum('NoPointCause', 'Why nothing can be said of a point of a chart.', {
  NOTHING_BEFORE: 'It is the first one of its version, or of the version the first one about this.',
  TOO_FEW_CONTACTS: 'It or all before it have too few contacts: fewer than 20, or 10 for a reason.',
  NO_STANDARD_ERROR: 'Everybody agreed before and in it, or nothing changed on any contact.',
} satisfies Readonly<Record<NoPointCause, string>>);

export const DriftMethodEnum = schemaEnum('DriftMethod', 'How two periods are compared.', {
  PAIRED: 'By contacts that were coded in both.',
  INDEPENDENT: "By each period's own contacts, weighed to one mix of reasons.",
} satisfies Readonly<Record<DriftMethod, string>>);

export const NotComparableCauseEnum = schemaEnum(
  'NotComparableCause',
  'Why a code cannot be told in the version that reasons are stated in.',
  {
    SCOPE_CHANGED: 'The reason counts something else there.',
    RETIRED_WITHOUT_SUCCESSOR: 'The reason was retired, and nothing took its place.',
    SUCCESSORS_WITHOUT_SHARES: 'The reason became several that are not one at the level asked for.',
    CREATED_LATER: 'The reason was created later.',
    CODED_IN_PILOT: 'It was coded with a draft that was on trial, and no correspondence leads from there.',
    NOT_MAPPED: 'No correspondence says what it became.',
  } satisfies Readonly<Record<BreakCause, string>>,
);
