import type { FindingReport, ReasonTree, TaxonomyPolicy } from '../../taxonomy/domain';
import { findingRules } from '../../taxonomy/domain';
import { observedResult, withoutData, type CheckResult } from './check-result';

/**
 * Each rule of the lint that is not switched off: how often it is broken by the version in force, waived findings left out.
 *
 * @example lintChecks({ report, policy, tree }) // [{ key: 'LINT:DEPTH', outcome: 'PASS', observed: 0, limit: 0, ... }, ...]
 */
export function lintChecks(
  version: {
    readonly report: FindingReport;
    readonly policy: TaxonomyPolicy;
    readonly tree: ReasonTree;
  } | null,
): readonly CheckResult[] {
  if (version === null) return [withoutData({ kind: 'LINT', limit: 0 }, { cause: 'NO_VERSION', n: 0 })];
  const { report, policy, tree } = version;
  const counts = new Map(report.counts.map((count) => [count.rule, count]));
  return findingRules
    .filter((rule) => policy.severities[rule] !== 'OFF')
    .map((subject) => {
      const { total = 0, waived = 0 } = counts.get(subject) ?? {};
      const observed = total - waived;
      const outcome = observed > 0 ? 'FAIL' : 'PASS';
      return observedResult({ kind: 'LINT', subject, limit: 0 }, { outcome, observed, n: tree.size });
    });
}
