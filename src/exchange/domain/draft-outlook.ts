import type { FindingReport, FindingRule, ReasonTree, RuleCount } from '../../taxonomy/domain';

const maxListed = 50;

/** What will be said of the draft that an import makes, with codes for the reasons it is about. */
export interface DraftOutlook {
  /** How many findings will stop its submission. */
  readonly blocking: number;
  readonly warnings: number;
  readonly counts: readonly RuleCount[];
  /** The first of them, those that block before the others. */
  readonly findings: readonly OutlookFinding[];
}

export interface OutlookFinding {
  readonly rule: FindingRule;
  readonly severity: 'BLOCKING' | 'WARNING';
  readonly codes: readonly string[];
  readonly message: string;
}

/**
 * The findings of a content, short enough to go with the answer to an import.
 *
 * @example draftOutlook(plan.tree, findings).blocking // 0: the draft can be submitted
 */
export function draftOutlook(
  tree: ReasonTree,
  { findings, counts, blocking, warnings }: FindingReport,
): DraftOutlook {
  const bySeverity = (severity: string): number => (severity === 'BLOCKING' ? 0 : 1);
  const listed = findings
    .toSorted((one, other) => bySeverity(one.severity) - bySeverity(other.severity))
    .slice(0, maxListed)
    .map(({ rule, severity, message, reasonIds }) => {
      const codes = reasonIds.slice(0, 5).flatMap((id) => tree.get(id)?.code ?? []);
      return { rule, severity, codes, message };
    });
  return { blocking, warnings, counts, findings: listed };
}
