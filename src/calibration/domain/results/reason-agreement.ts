import {
  conditionalAgreement,
  pairableVotes,
  shareInterval,
  type AgreementCounts,
  type AgreementReport,
  type ReportedStatistic,
  type ReportInterval,
  type UndefinedCause,
} from '../../../agreement/statistics';
import type { ReasonId } from '../../../platform/ids';
import type { UsedReasons } from './used-reasons';

/** How far coders agree on one reason: where one chose it, how often another did too. */
export interface ReasonAgreement {
  readonly reasonId: ReasonId;
  /** Codings with this reason on items that somebody else coded too. */
  readonly codings: number;
  /** Items on which somebody chose it. */
  readonly items: number;
  /** Specific agreement, 0..1; null where nobody chose it on an item that counts. */
  readonly agreement: number | null;
  readonly standardError: number | null;
  /** Wilson's, with as many trials as the standard error amounts to. */
  readonly interval: ReportInterval | null;
  readonly undefinedBecause: UndefinedCause | null;
  /** Alpha of this reason against all others. */
  readonly alpha: ReportedStatistic;
  /** What others chose instead, the commonest first; three at most. */
  readonly chosenInstead: readonly ChosenInstead[];
}

export interface ChosenInstead {
  readonly reasonId: ReasonId;
  /** Of those who coded the same item, the share that chose it. */
  readonly share: number;
}

const mostChosenInstead = 3;

/**
 * The agreement on each reason that was used, in the order of the tree.
 *
 * @example reasonAgreements(report, counts, used)[0] // { reasonId, agreement: 0.57, interval: { lower: 0.4, ... }, ... }
 */
export function reasonAgreements(
  report: AgreementReport,
  counts: AgreementCounts,
  used: UsedReasons,
): readonly ReasonAgreement[] {
  const specific = byCategory(report, 'specific_agreement');
  const alphas = byCategory(report, 'krippendorff_alpha_category');
  const votes = pairableVotes(counts);
  return used.reasons.map((reasonId, category) => {
    const found = needed(specific, reasonId);
    const { value, standardError, items: units } = found;
    return {
      ...{ reasonId, codings: votes[category] ?? 0, items: units },
      ...{ agreement: value, standardError, undefinedBecause: found.undefinedBecause },
      interval: value === null ? null : shareInterval({ value, standardError, units }),
      alpha: needed(alphas, reasonId),
      chosenInstead: chosenInsteadOf(counts, used, category),
    };
  });
}

function chosenInsteadOf(counts: AgreementCounts, used: UsedReasons, category: number): ChosenInstead[] {
  return used.reasons
    .flatMap((reasonId, other) => {
      const share = other === category ? null : conditionalAgreement(counts, category, other).value;
      return share === null || share === 0 ? [] : [{ reasonId, share }];
    })
    .sort((one, other) => other.share - one.share)
    .slice(0, mostChosenInstead);
}

const byCategory = (report: AgreementReport, name: string): ReadonlyMap<string, ReportedStatistic> =>
  new Map(
    report.statistics.flatMap((statistic) =>
      statistic.name === name && statistic.category !== undefined ? [[statistic.category, statistic]] : [],
    ),
  );

function needed(statistics: ReadonlyMap<string, ReportedStatistic>, reasonId: ReasonId): ReportedStatistic {
  const found = statistics.get(reasonId);
  if (found === undefined) throw new Error(`the report lacks a number of ${reasonId}`);
  return found;
}
