import { err, ok, type Result } from '../../platform/result';
import {
  defaultSuggestionThresholds,
  expectedThreshold,
  isSuggestionThreshold,
  type SuggestionThresholds,
} from './suggestion-policy';
import {
  alwaysBlocking,
  codeFormats,
  compatibilityPolicies,
  findingRules,
  ownershipPolicies,
  severities,
  type FindingRule,
  type Severity,
  type TaxonomyPolicy,
} from './taxonomy-policy';

/** What a taxonomy starts with: three levels of seven choices, one approval, nothing in the past. */
export const defaultPolicy: TaxonomyPolicy = {
  maxDepth: 3,
  maxFanOut: 7,
  maxLabelLength: 100,
  maxReasons: 20_000,
  approvals: 1,
  backdating: 'REFUSED',
  compatibility: 'NONE',
  codeFormat: 'ANY',
  ownership: 'ONE_ACCOUNTABLE',
  severities: {
    SIBLING_LABEL_CLASH: 'BLOCKING',
    DEPTH: 'BLOCKING',
    FAN_OUT: 'BLOCKING',
    LABEL_LENGTH: 'BLOCKING',
    REASON_COUNT: 'BLOCKING',
    CODE_FORMAT: 'BLOCKING',
    RETIRED_TARGET: 'BLOCKING',
    ACTIVE_CHILD_OF_RETIRED: 'BLOCKING',
    RESIDUAL_WORD: 'WARNING',
    NEAR_DUPLICATE: 'WARNING',
    SINGLE_CHILD: 'WARNING',
    DANGLING_EXCLUDES: 'WARNING',
    UNKNOWN_CHANNEL: 'WARNING',
    UNKNOWN_DEPARTMENT: 'WARNING',
    UNKNOWN_RESOLUTION: 'WARNING',
    EVIDENCE_MISSING: 'WARNING',
    LABEL_SCOPE: 'WARNING',
    LABEL_MISSING: 'BLOCKING',
    LANGUAGE_MISSING: 'OFF',
    DEFINITION_MISSING: 'OFF',
    EXAMPLE_MISSING: 'OFF',
    OWNER_MISSING: 'OFF',
    RESOLUTION_MISSING: 'OFF',
  },
  suggestions: defaultSuggestionThresholds,
};

/** The bounds of each number of a policy. */
const policyBounds = {
  maxDepth: { atLeast: 1, atMost: 20 },
  maxFanOut: { atLeast: 1, atMost: 20_000 },
  maxLabelLength: { atLeast: 1, atMost: 1_000 },
  maxReasons: { atLeast: 1, atMost: 100_000 },
  approvals: { atLeast: 0, atMost: 20 },
} as const;
type PolicyNumber = keyof typeof policyBounds;

const policyWords = {
  backdating: ['REFUSED', 'ALLOWED'],
  compatibility: compatibilityPolicies,
  codeFormat: codeFormats,
  ownership: ownershipPolicies,
} as const;
type PolicyWord = keyof typeof policyWords;

/**
 * A policy as it was kept, with the default of whatever policies did not yet say when it was.
 *
 * @example completePolicy({ maxDepth: 4 }).maxFanOut // 7
 */
export const completePolicy = (kept: PolicyWish): TaxonomyPolicy => ({
  ...defaultPolicy,
  ...given(kept),
  severities: { ...defaultPolicy.severities, ...given(kept.severities ?? {}) },
  suggestions: { ...defaultPolicy.suggestions, ...given(kept.suggestions ?? {}) },
});

/** One thing that is wrong with a policy. */
export interface PolicyProblem {
  readonly code:
    'POLICY_OUT_OF_RANGE' | 'POLICY_UNKNOWN_WORD' | 'POLICY_UNKNOWN_FIELD' | 'POLICY_RULE_NOT_LOWERABLE';
  readonly message: string;
  /** Such as `maxDepth` or `severities.DEPTH`. */
  readonly field: string;
  readonly observed: string;
  readonly expected: string;
}

/** A policy in part: what is left out, or undefined, stays as it was. */
export type PolicyWish = {
  readonly [Field in Exclude<keyof TaxonomyPolicy, 'severities' | 'suggestions'>]?:
    TaxonomyPolicy[Field] | undefined;
} & {
  readonly severities?: Readonly<Partial<Record<FindingRule, Severity | undefined>>> | undefined;
  readonly suggestions?:
    { readonly [Name in keyof SuggestionThresholds]?: SuggestionThresholds[Name] | undefined } | undefined;
};

/**
 * A whole policy from a part of one, on top of another (the default one, for a new taxonomy). Refuses numbers
 * out of range, words and fields that are not known, and a severity below BLOCKING for a rule that always
 * blocks; all at once.
 *
 * @example parsePolicy({ maxDepth: 4 }) // ok: the default policy with four levels
 * @example parsePolicy({ maxDepth: 0, severities: { LABEL_MISSING: 'OFF' } }) // err: two problems
 */
export function parsePolicy(
  wish: PolicyWish,
  base: TaxonomyPolicy = defaultPolicy,
): Result<TaxonomyPolicy, readonly PolicyProblem[]> {
  const { severities: wishedSeverities = {}, suggestions: thresholds = {}, ...wished } = wish;
  const problems = [
    ...fieldProblems(wished),
    ...severityProblems(wishedSeverities),
    ...thresholdProblems(thresholds),
  ];
  if (problems.length > 0) return err(problems);
  return ok({
    ...base,
    ...given(wished),
    severities: { ...base.severities, ...given(wishedSeverities) },
    suggestions: { ...base.suggestions, ...given(thresholds) },
  });
}

const given = <Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };

function fieldProblems(wished: Readonly<Record<string, unknown>>): readonly PolicyProblem[] {
  return Object.entries(wished).flatMap(([field, value]) => {
    if (value === undefined) return [];
    if (Object.hasOwn(policyBounds, field)) return numberProblems(field as PolicyNumber, value);
    if (Object.hasOwn(policyWords, field))
      return wordProblems(field, value, policyWords[field as PolicyWord]);
    return [problemOf('POLICY_UNKNOWN_FIELD', { field, value, expected: 'a field of the policy' })];
  });
}

function numberProblems(field: PolicyNumber, value: unknown): readonly PolicyProblem[] {
  const { atLeast, atMost } = policyBounds[field];
  const isWithin = Number.isSafeInteger(value) && Number(value) >= atLeast && Number(value) <= atMost;
  if (isWithin) return [];
  return [
    problemOf('POLICY_OUT_OF_RANGE', {
      field,
      value,
      expected: `a whole number between ${atLeast} and ${atMost}`,
    }),
  ];
}

function wordProblems(field: string, value: unknown, words: readonly string[]): readonly PolicyProblem[] {
  const isKnown = words.some((word) => word === value);
  return isKnown
    ? []
    : [problemOf('POLICY_UNKNOWN_WORD', { field, value, expected: `one of ${words.join(', ')}` })];
}

function severityProblems(wished: Readonly<Record<string, unknown>>): readonly PolicyProblem[] {
  return Object.entries(wished).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const field = `severities.${name}`;
    const rule = findingRules.find((known) => known === name);
    if (rule === undefined)
      return [problemOf('POLICY_UNKNOWN_FIELD', { field, value, expected: 'a rule that exists' })];
    const isLowered = alwaysBlocking.includes(rule) && value !== 'BLOCKING';
    if (isLowered)
      return [problemOf('POLICY_RULE_NOT_LOWERABLE', { field, value, expected: 'BLOCKING, always' })];
    return wordProblems(field, value, severities);
  });
}

function thresholdProblems(wished: Readonly<Record<string, unknown>>): readonly PolicyProblem[] {
  return Object.entries(wished).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const field = `suggestions.${name}`;
    if (!isSuggestionThreshold(name))
      return [problemOf('POLICY_UNKNOWN_FIELD', { field, value, expected: 'a threshold that exists' })];
    const expected = expectedThreshold(name, value);
    return expected === null ? [] : [problemOf('POLICY_OUT_OF_RANGE', { field, value, expected })];
  });
}

interface Wrong {
  readonly field: string;
  readonly value: unknown;
  readonly expected: string;
}

function problemOf(code: PolicyProblem['code'], { field, value, expected }: Wrong): PolicyProblem {
  const observed = String(value).slice(0, 60);
  return { code, message: `${field}: expected ${expected}, but got ${observed}`, field, observed, expected };
}
