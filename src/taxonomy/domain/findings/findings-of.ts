import { atOnce, type Steps } from '../../../platform/steps';
import { findingRules, type FindingRule } from '../taxonomy-policy';
import * as content from './content-rules';
import type { Finding, FindingScene, Rule } from './finding';
import * as label from './label-rules';
import { labelScope } from './label-scope';
import { nearDuplicate } from './near-duplicates';
import { residualWord } from './residual-words';
import * as structure from './structure-rules';
import { waiverFor } from './waiver';

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
  UNKNOWN_DEPARTMENT: content.unknownDepartment,
  UNKNOWN_RESOLUTION: content.unknownResolution,
  EVIDENCE_MISSING: content.evidenceMissing,
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
  /** Of them, those that a waiver lets pass. */
  readonly waived: number;
  readonly listed: number;
}

export interface FindingReport {
  /** By rule in the order of `findingRules`, within a rule in the order of the tree. */
  readonly findings: readonly Finding[];
  /** Of the rules that found something. */
  readonly counts: readonly RuleCount[];
  /** How many findings stop a submission; the waived ones stop nothing and are no warning either. */
  readonly blocking: number;
  readonly warnings: number;
  readonly waived: number;
}

/** A list of 20,000 reasons may break a rule 20,000 times, and pairs of labels are more: whoever mends them reads as many. */
export const maxListedPerRule = 5_000;

/**
 * Everything that may be wrong with a content under its taxonomy's policy. Rules that are OFF are not
 * computed; at most 5,000 findings of a rule are listed, all are counted. Retired reasons are looked at only
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
    const waivers = (scene.waivers ?? []).filter((waiver) => waiver.rule === rule);
    let [total, waived] = [0, 0];
    for (const observation of rules[rule](scene)) {
      total += 1;
      const waiverId = waiverFor(observation, waivers, scene.tree);
      if (waiverId !== null) waived += 1;
      if (total <= maxListedPerRule) findings.push({ rule, severity, waiverId, ...observation });
    }
    const listed = Math.min(total, maxListedPerRule);
    if (total > 0) counts.push({ rule, severity, total, waived, listed });
  }
  const [blocking, warnings] = [standing(counts, 'BLOCKING'), standing(counts, 'WARNING')];
  return { findings, counts, blocking, warnings, waived: sumOf(counts, ({ waived }) => waived) };
}

const standing = (counts: readonly RuleCount[], severity: Finding['severity']): number =>
  sumOf(counts, (count) => (count.severity === severity ? count.total - count.waived : 0));

const sumOf = (counts: readonly RuleCount[], numberOf: (count: RuleCount) => number): number =>
  counts.reduce((sum, count) => sum + numberOf(count), 0);
