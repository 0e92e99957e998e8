import type { SuggestionThresholds } from './suggestion-policy';

export const severities = ['BLOCKING', 'WARNING', 'OFF'] as const;
export type Severity = (typeof severities)[number];

/** What is looked at on every draft and version. A BLOCKING finding stops submission. */
export const findingRules = [
  'SIBLING_LABEL_CLASH',
  'DEPTH',
  'FAN_OUT',
  'LABEL_LENGTH',
  'REASON_COUNT',
  'CODE_FORMAT',
  'RETIRED_TARGET',
  'ACTIVE_CHILD_OF_RETIRED',
  'RESIDUAL_WORD',
  'NEAR_DUPLICATE',
  'SINGLE_CHILD',
  'DANGLING_EXCLUDES',
  'UNKNOWN_CHANNEL',
  'UNKNOWN_DEPARTMENT',
  'UNKNOWN_RESOLUTION',
  'EVIDENCE_MISSING',
  'LABEL_SCOPE',
  'LABEL_MISSING',
  'LANGUAGE_MISSING',
  'DEFINITION_MISSING',
  'EXAMPLE_MISSING',
  'OWNER_MISSING',
  'RESOLUTION_MISSING',
] as const;
export type FindingRule = (typeof findingRules)[number];

/** Rules whose severity no policy can lower: a content that breaks them could not be read one way only. */
export const alwaysBlocking: readonly FindingRule[] = [
  'SIBLING_LABEL_CLASH',
  'RETIRED_TARGET',
  'ACTIVE_CHILD_OF_RETIRED',
  'LABEL_MISSING',
];

export const codeFormats = ['ANY', 'SLUG', 'PATH', 'NUMERIC', 'UPPER_CASE'] as const;
export type CodeFormat = (typeof codeFormats)[number];

export const compatibilityPolicies = ['NONE', 'RESOLVABLE', 'EXACT'] as const;
export type CompatibilityPolicy = (typeof compatibilityPolicies)[number];

/** What an active leaf needs to count as owned: one accountable department, or any that is accountable or responsible. */
export const ownershipPolicies = ['ONE_ACCOUNTABLE', 'ANY_RESPONSIBLE'] as const;
export type OwnershipPolicy = (typeof ownershipPolicies)[number];

export interface TaxonomyPolicy {
  /** Levels below the root, the reasons themselves included. */
  readonly maxDepth: number;
  /** Active choices in one menu; the root is a menu too. */
  readonly maxFanOut: number;
  /** Characters (code points) of a preferred label. */
  readonly maxLabelLength: number;
  /** Reasons of a content, retired ones included. */
  readonly maxReasons: number;
  /** Approvals that a submission needs; 0 openly lets an author publish. */
  readonly approvals: number;
  readonly backdating: 'REFUSED' | 'ALLOWED';
  readonly compatibility: CompatibilityPolicy;
  readonly codeFormat: CodeFormat;
  readonly ownership: OwnershipPolicy;
  readonly severities: Readonly<Record<FindingRule, Severity>>;
  readonly suggestions: SuggestionThresholds;
}
