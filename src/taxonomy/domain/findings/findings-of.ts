import { atOnce, type Steps } from '../../../platform/steps';
import { findingRules, type FindingRule } from '../taxonomy-policy';
import * as content from './content-rules';
import type { Finding, FindingScene, Rule } from './finding';
import * as label from './label-rules';
import { labelScope } from './label-scope';
import { nearDuplicate } from './near-duplicates';
import { residualWord } from './residual-words';
import * as structure from './structure-rules';

const rules: Readonly<Record<FindingRule, Rule>> = {
  SIBLING_LABEL_CLASH: label.siblingLabelClash,
  DEPTH: structure.tooDeep,
  FAN_OUT: structure.tooWide,
  LABEL_LENGTH: label.labelTooLong,
  REASON_COUNT: structure.tooMany,
  CODE_FORMAT: content.codeFormat,
  RETIRED_TARGET: structure.retiredTarget,
  ACTIVE_CHILD_OF_RETIRED: structure.activeChildOfRetired,
  RESIDUAL_WORD: residualWord,
  NEAR_DUPLICATE: nearDuplicate,
  SINGLE_CHILD: structure.singleChild,
  DANGLING_EXCLUDES: structure.danglingExcludes,
  UNKNOWN_CHANNEL: content.unknownChannel,
  LABEL_SCOPE: labelScope,
  LABEL_MISSING: label.labelMissing,
  LANGUAGE_MISSING: label.languageMissing,
  DEFINITION_MISSING: content.definitionMissing,
  EXAMPLE_MISSING: content.exampleMissing,
  OWNER_MISSING: content.ownerMissing,
  RESOLUTION_MISSING: content.resolutionMissing,
};

/** How often a rule found something; only the first of its findings are listed. */
export interface RuleCount {
  readonly rule: FindingRule;
  readonly severity: Finding['severity'];
  readonly total: number;
  readonly listed: number;
}

export interface FindingReport {
  /** By rule in the order of `findingRules`, within a rule in the order of the tree. */
  readonly findings: readonly Finding[];
  /** Of the rules that found something. */
  readonly counts: readonly RuleCount[];
  /** How many findings stop a submission. */
  readonly blocking: number;
  readonly warnings: number;
}

export const maxListedPerRule = 200;

/**
 * Everything that may be wrong with a content under its taxonomy's policy. Rules that are OFF are not
 * computed; at most 200 findings of a rule are listed, all are counted. Retired reasons are looked at only
 * where they point to others.
 *
 * @example findingsOf({ tree, policy: defaultPolicy, languages: ['en'], channels: null, owners: null }).blocking
 * // 0: may be submitted
 */
export const findingsOf = (scene: FindingScene): FindingReport => atOnce(findingsInSteps(scene));

/** The same, a rule at a time. */
export function* findingsInSteps(scene: FindingScene): Steps<FindingReport> {
  const findings: Finding[] = [];
  const counts: RuleCount[] = [];
  for (const rule of findingRules) {
    const severity = scene.policy.severities[rule];
    if (severity === 'OFF') continue;
    yield;
    let total = 0;
    for (const observation of rules[rule](scene)) {
      total += 1;
      if (total <= maxListedPerRule) findings.push({ rule, severity, ...observation });
    }
    if (total > 0) counts.push({ rule, severity, total, listed: Math.min(total, maxListedPerRule) });
  }
  return { findings, counts, blocking: totalOf(counts, 'BLOCKING'), warnings: totalOf(counts, 'WARNING') };
}

function totalOf(counts: readonly RuleCount[], severity: Finding['severity']): number {
  return counts.filter((count) => count.severity === severity).reduce((sum, count) => sum + count.total, 0);
}
