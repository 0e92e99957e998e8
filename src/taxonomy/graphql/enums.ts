import { schemaEnum } from '../../platform/graphql/schema-enum';
import type {
  associationKinds,
  codeFormats,
  compatibilityPolicies,
  contactKinds,
  findingRules,
  noteKinds,
  ownershipPolicies,
  priorities,
  resolutionUses,
  retirementReasons,
  sentiments,
  severities,
  targetClocks,
  targetUnits,
  useCaseGroups,
} from '../domain';

/** A record with a sentence for each member of a list of the domain: one left out does not compile. */
type Described<List extends readonly string[]> = Readonly<Record<List[number], string>>;

export const NoteKindEnum = schemaEnum('NoteKind', 'What a note of a reason is about.', {
  DEFINITION: 'What the reason means.',
  INCLUDES: 'What else is coded with it.',
  EXCLUDES: 'What is not, and where that goes.',
  EXAMPLES: 'Contacts as they come.',
  EDGE_CASES: 'Doubtful cases and how they are decided.',
  ESCALATION_PROCEDURE: 'What to do when it must go higher.',
  CUSTOMER_WORDING: 'How to say it to a customer.',
} satisfies Described<typeof noteKinds>);

export const ContactKindEnum = schemaEnum(
  'ContactKind',
  'What a contact with the reason is, as a speech act.',
  {
    QUESTION: 'The customer wants to know something.',
    REQUEST: 'The customer wants something done.',
    COMPLAINT: 'The customer is dissatisfied and says so.',
    REPORT: 'The customer tells of something observed.',
    ORDER: 'The customer buys or changes an order.',
  } satisfies Described<typeof contactKinds>,
);

export const UseCaseGroupEnum = schemaEnum('UseCaseGroup', 'Which part of the business a reason concerns.', {
  TECHNICAL: 'Something does not work.',
  BILLING: 'Invoices and payments.',
  SALES: 'Offers and purchases.',
  COMPLAINT: 'Handling of dissatisfaction.',
  REGULATORY: 'Duties by law.',
  EMERGENCY: 'Danger to people or property.',
  SELF_SERVICE: 'Help with doing it oneself.',
  PRODUCT_FEEDBACK: 'What customers say of a product.',
  TRAINING: 'Learning to use a product.',
  PARTNERSHIP: 'Partners and suppliers.',
} satisfies Described<typeof useCaseGroups>);

export const PriorityEnum = schemaEnum('Priority', 'How urgent a contact with the reason is.', {
  LOW: 'Can wait.',
  NORMAL: 'In its turn.',
  HIGH: 'Before the others.',
  URGENT: 'At once.',
} satisfies Described<typeof priorities>);

export const ResolutionUseEnum = schemaEnum(
  'ResolutionUse',
  'What a resolution code is to contacts with a reason.',
  {
    EXPECTED: 'What such a contact should end with.',
    ALLOWED: 'What it may end with.',
    FORBIDDEN: 'What it must not end with.',
  } satisfies Described<typeof resolutionUses>,
);

export const SentimentEnum = schemaEnum('Sentiment', "The customer's mood in a contact.", {
  VERY_NEGATIVE: 'Angry or in distress.',
  NEGATIVE: 'Dissatisfied.',
  NEUTRAL: 'Neither.',
  POSITIVE: 'Satisfied.',
  VERY_POSITIVE: 'Delighted.',
} satisfies Described<typeof sentiments>);

export const TargetUnitEnum = schemaEnum('TargetUnit', 'The unit of a resolution target.', {
  MINUTE: 'Minutes.',
  HOUR: 'Hours.',
  DAY: 'Days.',
} satisfies Described<typeof targetUnits>);

export const TargetClockEnum = schemaEnum('TargetClock', 'Which time a resolution target counts.', {
  CALENDAR: 'All time.',
  WORKING: 'Working time only.',
} satisfies Described<typeof targetClocks>);

export const RetirementReasonEnum = schemaEnum('RetirementReason', 'Why a reason is no longer used.', {
  DUPLICATE: 'It says what another says; exactly one SAME_AS.',
  MERGED: 'It went into another; exactly one REPLACED_BY.',
  SPLIT: 'It was divided; two or more PARTIALLY_EQUIVALENT_TO.',
  AMBIGUOUS: 'Coders cannot tell what it means; one or more POSSIBLY_EQUIVALENT_TO.',
  ERRONEOUS: 'It should never have been; exactly one REPLACED_BY.',
  OUTDATED:
    'Its time is over; at most one REPLACED_BY, or several POSSIBLY_REPLACED_BY, or none with a justification.',
  LOW_VOLUME: 'Too few contacts have it; exactly one REPLACED_BY.',
  NON_CONFORMANT: 'It breaks the rules of the list; at most one REPLACED_BY, or several ALTERNATIVE.',
  MOVED_ELSEWHERE: 'Another list keeps it now; any number of ALTERNATIVE.',
  MEANING_UNKNOWN: 'Nobody knows what it meant; no association.',
} satisfies Described<typeof retirementReasons>);

export const AssociationKindEnum = schemaEnum(
  'AssociationKind',
  'How a target of a retired reason stands to it.',
  {
    SAME_AS: 'The target means the same.',
    REPLACED_BY: 'The target takes its contacts.',
    PARTIALLY_EQUIVALENT_TO: 'Each of the targets takes a part: all of them together.',
    POSSIBLY_EQUIVALENT_TO: 'One of the targets was meant.',
    POSSIBLY_REPLACED_BY: 'One of the targets takes its contacts.',
    ALTERNATIVE: 'A target that may serve instead.',
  } satisfies Described<typeof associationKinds>,
);

export const SeverityEnum = schemaEnum('Severity', 'What a finding does to a draft.', {
  BLOCKING: 'The draft cannot be submitted.',
  WARNING: 'It is shown and stops nothing.',
  OFF: 'The rule is not looked at.',
} satisfies Described<typeof severities>);

export const FindingRuleEnum = schemaEnum(
  'FindingRule',
  'A rule that every draft and version is looked at by.',
  {
    SIBLING_LABEL_CLASH:
      'Two active siblings have labels that are equal after case, space and compatibility folding.',
    DEPTH: 'A reason stands deeper than the policy allows.',
    FAN_OUT: 'A menu has more active choices than the policy allows.',
    LABEL_LENGTH: 'A preferred label is longer than the policy allows.',
    REASON_COUNT: 'The content has more reasons than the policy allows.',
    CODE_FORMAT: 'A code is not of the format that the policy asks for.',
    RETIRED_TARGET: 'A retirement points to a reason that is not active.',
    ACTIVE_CHILD_OF_RETIRED: 'An active reason stands under a retired one.',
    RESIDUAL_WORD: 'A label sounds like a residual reason that is not declared as one.',
    NEAR_DUPLICATE: 'Two labels are nearly the same.',
    SINGLE_CHILD: 'A menu has only one choice.',
    LABEL_SCOPE: 'A label got narrower or wider, and nobody said whether the reason counts the same.',
    DANGLING_EXCLUDES: 'An exclusion points to a reason that is not active.',
    UNKNOWN_CHANNEL: 'A reason, or a trigger of it, names a channel that the taxonomy does not have.',
    UNKNOWN_DEPARTMENT:
      'A trigger sends contacts to a department that is dissolved, or that the taxonomy does not have.',
    UNKNOWN_RESOLUTION:
      'A reason is mapped to a resolution code that the taxonomy does not have, or that may not be given any more.',
    EVIDENCE_MISSING: 'A reason was retired as AMBIGUOUS, and no evidence of that is linked.',
    LABEL_MISSING: 'An active reason has no label at all.',
    LANGUAGE_MISSING: "A label in one of the taxonomy's languages is missing.",
    DEFINITION_MISSING: 'An active leaf has no definition.',
    EXAMPLE_MISSING: 'An active leaf has no example.',
    OWNER_MISSING: 'An active leaf has no owner of the kind that the policy asks for.',
    RESOLUTION_MISSING: 'An active leaf has no resolution that is expected or allowed.',
  } satisfies Described<typeof findingRules>,
);

export const OwnershipPolicyEnum = schemaEnum(
  'OwnershipPolicy',
  'What an active leaf needs to count as owned.',
  {
    ONE_ACCOUNTABLE: 'One accountable department.',
    ANY_RESPONSIBLE: 'Any department that is accountable or responsible.',
  } satisfies Described<typeof ownershipPolicies>,
);

export const CodeFormatEnum = schemaEnum('CodeFormat', 'What a code may look like.', {
  ANY: 'Any text of 1 to 100 characters.',
  SLUG: 'Lower-case letters and digits with inner hyphens.',
  PATH: 'Slugs joined by slashes.',
  NUMERIC: 'Digits.',
  UPPER_CASE: 'Upper-case letters, digits and underscores.',
} satisfies Described<typeof codeFormats>);

export const CompatibilityPolicyEnum = schemaEnum(
  'CompatibilityPolicy',
  'What a new version owes to the codes of the one before.',
  {
    NONE: 'Nothing.',
    RESOLVABLE: 'Every old code translates to at least one active reason.',
    EXACT: 'Every old code translates to exactly one, no two to the same, and none counts something else.',
  } satisfies Described<typeof compatibilityPolicies>,
);

export const BackdatingEnum = schemaEnum(
  'Backdating',
  'Whether a version may be in force from a moment that is past.',
  {
    REFUSED: 'No.',
    ALLOWED: 'Yes, later than every sealed version: for replaying a known history.',
  },
);
