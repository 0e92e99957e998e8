import { schemaEnum } from '../../taxonomy/graphql';
import type {
  BreakKind,
  Confidence,
  Measure,
  MissingEvidence,
  Standing,
  SuggestedPart,
  SuggestionKind,
  Verdict,
} from '../domain';

export const SuggestionKindEnum = schemaEnum<SuggestionKind>('SuggestionKind', 'What is suggested.', {
  RETIRE: 'To use a reason no more, since hardly any contact gets it.',
  MERGE: 'To make one of two reasons that all coders mix up and that are resolved alike.',
  SPLIT: 'To divide a reason that stands for different work.',
  CLARIFY: 'To tell two reasons apart that coders mix up.',
  COACH: 'To explain two reasons to the one or two coders who mix them up.',
  PROMOTE_FROM_OTHER: 'To make a reason of contacts that fit none.',
  ASSIGN_OWNER: 'To have a department answer for a reason.',
  MAP_RESOLUTION: 'To map a reason to what it is resolved by.',
});

export const MeasureEnum = schemaEnum<Measure>(
  'SuggestionMeasure',
  'What is measured of the use of a list.',
  {
    SHARE_OF_CONTACTS: 'The share of all contacts; its limits are one-sided, at 95 %.',
    CONFUSION: 'Of the codings of two reasons, those that another coder of the same contact gave the other.',
    CONFUSION_WITHOUT_CODERS: 'The same without those one or two coders without whom it is least.',
    CODINGS_LEFT_OUT:
      'Of all contacts coded several times, those with a code that cannot be told in the version in force; of says why.',
    GAIN_OF_MERGING: 'By how much the alpha of all reasons would grow if the two were one.',
    RESOLUTION_DIVERGENCE: 'How differently the two are resolved: Jensen-Shannon divergence, in bits.',
    INFORMATION_LOST: 'How much less would be known of how their contacts are resolved, in bits.',
    SPECIFIC_AGREEMENT: 'Of the codings of a reason, those that another coder of the same contact shared.',
    RESOLUTION_ENTROPY: 'How mixed the resolutions of a reason are, in bits.',
    ENTROPY_ABOVE_SIBLINGS: 'By how much they are more mixed than those of its siblings, in bits.',
    SHARE_OF_MODAL_RESOLUTION:
      'Of the contacts from one channel or segment, those with the commonest resolution.',
    RESIDUAL_SHARE: 'Of the contacts of a menu, those of a residual reason.',
    SHARE_NO_REASON_FITS: 'Of the adjudicated contacts of a residual reason, those that fit no reason.',
    SHARE_HANDLED: 'Of the contacts of a reason, those that one department handled.',
    SHARE_OF_OWNED_SIBLINGS: 'Of the owned leaves of the nearest menu, those of one department.',
    SHARE_OF_RESOLUTION: 'Of the resolved contacts of a reason, those with one resolution.',
  },
);

export const MissingEvidenceEnum = schemaEnum<MissingEvidence>(
  'MissingEvidence',
  'Why something that was looked at is not suggested.',
  {
    CYCLE_NOT_SEEN: 'Contacts were not seen over a whole business cycle with the reason in the list.',
    TOO_FEW_CONTACTS: 'By so few contacts its use can be above the threshold.',
    SEASONAL: 'It was used more in some month.',
    LEGALLY_REQUIRED: 'It is of the regulatory use-case group.',
    OPEN_SESSION: 'It can be coded in a session that is open.',
    NO_SUCCESSOR: 'There is no other leaf for its contacts.',
    TOO_FEW_CODINGS: 'Pairs of coders coded it too seldom.',
    TOO_FEW_CODERS: 'Too few coders coded them to tell the list from the coders.',
    CONFUSION_UNCLEAR: 'By its lower limit the confusion may be below the threshold.',
    CONCENTRATION_UNCLEAR: 'It is not clear whether more than two coders mix them up.',
    ONE_OR_TWO_CODERS: 'It is one or two coders who mix them up.',
    RESOLUTIONS_UNKNOWN: 'Too few of their contacts have a resolution.',
    RESOLUTIONS_DIFFER: 'They are not shown to be resolved alike.',
    NO_GAIN: 'Agreement would not gain beyond chance.',
    NO_STABLE_GROUPS: 'Its contacts do not fall into groups that are resolved alike all the time.',
    AGREEMENT_LOW: 'Coders do not agree on it well enough.',
    TOO_FEW_ADJUDICATED: 'Too few of its contacts were adjudicated.',
    REASONS_FIT: 'Its contacts are not shown to fit no reason.',
    TOO_FEW_RESOLVED: 'Too few of its contacts have a resolution.',
    NO_DEPARTMENT: 'No department handles most of its contacts, and none answers for anything near it.',
  },
);

export const ConfidenceEnum = schemaEnum<Confidence>('SuggestionConfidence', 'How sure a suggestion is.', {
  HIGH: 'What decides it holds at 99 % too, or by a wide margin.',
  MEDIUM: 'What decides it holds at 95 %.',
  LOW: 'Something that would be good to know is not known.',
});

export const StandingEnum = schemaEnum<Standing>('SuggestionStanding', 'Whether somebody decided on it.', {
  OPEN: 'Nobody has, or what was decided holds no more.',
  ACCEPTED: 'It was accepted, and what came of it was not given up.',
  DISMISSED: 'It was dismissed, and there is no new evidence.',
  SNOOZED: 'It was put off, and the time is not over.',
});

export const VerdictEnum = schemaEnum<Verdict>('SuggestionVerdict', 'What somebody made of a suggestion.', {
  ACCEPTED: 'It is followed.',
  DISMISSED: 'It is not followed: it returns with new evidence.',
  SNOOZED: 'It was put off: it returns when the time is over.',
});

export const BreakKindEnum = schemaEnum<BreakKind>('BreakKind', 'What needs a reason as it is.', {
  RESOLUTION_MAPPING: 'A resolution that it is mapped to.',
  ESCALATION: 'An escalation trigger of it: the department, the deadline and the condition.',
  ARTICLE: 'A knowledge article.',
  EXCLUDED_BY: 'A reason whose note sends coders to it.',
  OPEN_SESSION: 'A calibration session in which it can be coded.',
  OPEN_DRAFT: 'A draft that changes it.',
  CONSUMER: 'A system that fetched the list within the last 90 days.',
});

export const PartDimensionEnum = schemaEnum<SuggestedPart['dimension']>(
  'SuggestedPartDimension',
  'By what the contacts of a reason fall into parts.',
  { CHANNEL: 'By the channel in which they came.', SEGMENT: 'By the segment of the customer.' },
);
