import {
  agreementReport,
  sampleVerdict,
  type AgreementReport,
  type ReportedStatistic,
  type SampleVerdict,
} from '../../../agreement/statistics';
import type { SessionData } from './session-data';
import type { UsedReasons } from './used-reasons';

/** How far the coders of one content agree, at the leaves and at each level above them. */
export interface ContentAgreement {
  readonly percentAgreement: ReportedStatistic;
  readonly alpha: ReportedStatistic;
  /** Gwet's AC1, which a dominating reason does not pull down. */
  readonly gwetAc: ReportedStatistic;
  /** Alpha in which a wrong leaf of the right branch is half a disagreement or less (Wu and Palmer). */
  readonly alphaByPath: ReportedStatistic;
  readonly levels: readonly LevelAgreement[];
  /** Pairs of codings of one item that share their branch but not their leaf, by the deepest branch they share. */
  readonly rightBranchWrongLeaf: readonly BranchAgreement[];
  readonly sample: SampleVerdict;
}

export interface LevelAgreement {
  /** 1 is the level below the root. */
  readonly level: number;
  readonly alpha: ReportedStatistic;
  readonly percentAgreement: ReportedStatistic;
}

export interface BranchAgreement {
  readonly level: number;
  /** The share of pairs that agree at this level and no longer at the leaves; null where nothing can be compared. */
  readonly share: number | null;
}

/** What the report computes of a content: the rest of it grows with the square of coders or reasons. */
const parts = ['overall', 'levels', 'categories'] as const;

/**
 * The statistics of one content of a session, with jackknife errors over items; over clusters where the session knows
 * which contacts belong to one customer.
 */
export function reportOn(session: SessionData, used: UsedReasons): AgreementReport {
  const { items, coders } = session;
  const hasClusters = items.some(({ cluster }) => cluster !== null);
  const clusters = items.map(({ id, cluster }) => cluster ?? id);
  const names = { items: items.map(({ id }) => id), coders: coders.map(({ id }) => id) };
  const report = agreementReport(
    { kind: 'ratings', ratings: used.ratings, ...names },
    {
      ...{ categories: used.reasons, declared: used.declared, levels: null, paths: used.paths, parts },
      ...{ standardError: 'jackknife', ...(hasClusters ? { clusters } : {}) },
    },
  );
  if (report.ok) return report.value;
  throw new Error(`a nominal scale was refused: ${report.problem.kind}`);
}

/**
 * What they say of the agreement as a whole.
 *
 * @example contentAgreement(reportOn(session, used), used).alpha.value // 0.71
 */
export function contentAgreement(report: AgreementReport, used: UsedReasons): ContentAgreement {
  const named = (name: string, level?: number): ReportedStatistic => {
    const found = report.statistics.find((one) => one.name === name && one.level === level);
    if (found === undefined) throw new Error(`the report lacks ${name}`);
    return found;
  };
  const deepest = used.paths.reduce((depth, path) => Math.max(depth, path.length), 0);
  const levels = Array.from({ length: deepest }, (_, index) => ({
    level: index + 1,
    alpha: named('krippendorff_alpha_level', index + 1),
    percentAgreement: named('percent_agreement_level', index + 1),
  }));
  const percentAgreement = named('percent_agreement');
  return {
    percentAgreement,
    alpha: named('krippendorff_alpha'),
    gwetAc: named('gwet_ac'),
    alphaByPath: named('krippendorff_alpha_path'),
    levels,
    rightBranchWrongLeaf: branchesOf(levels, percentAgreement.value),
    sample: sampleVerdict(report),
  };
}

/** What agrees at a level but not at the leaves; a level at which all that agrees agrees at the leaves too is 0. */
const branchesOf = (levels: readonly LevelAgreement[], atLeaves: number | null): BranchAgreement[] =>
  levels.slice(0, -1).map(({ level, percentAgreement: { value } }) => ({
    level,
    share: value === null || atLeaves === null ? null : Math.max(0, value - atLeaves),
  }));
