import type { ReasonId } from '../../../platform/ids';
import type { Problem } from '../../../platform/problem';
import type { CodeFormat, KnownNames, Language, Operation, ReasonTree } from '../../../taxonomy/domain';
import type { ImportFinding, ImportFindingReport } from '../import-finding';
import type { PlanChoices } from '../import-options';

/** What an import is planned against, besides the tree. */
export interface PlanOptions extends PlanChoices {
  readonly languages: readonly Language[];
  readonly codeFormat: CodeFormat;
  /** Every code that a published version has ever carried, with its reason. */
  readonly reservedCodes: ReadonlyMap<string, ReasonId>;
  /** Whom and what triggers may name; left out where nobody is asked. */
  readonly names?: KnownNames;
  /** Makes the identity of a new reason. */
  readonly newReasonId: () => ReasonId;
}

/** How many reasons the import makes or changes; one that is renamed and moved counts for both. */
export interface ImportSummary {
  /** Entries of the file, those that stand above others without a row of their own included. */
  readonly entries: number;
  readonly created: number;
  readonly renamed: number;
  readonly moved: number;
  readonly recoded: number;
  /** Changed in something else than code, place and labels. */
  readonly edited: number;
  readonly retired: number;
  readonly reactivated: number;
  /** Listed, and as they were. */
  readonly unchanged: number;
}

/** An import that can be: the operations of a draft, and what came of reading and planning. */
export interface ImportPlan {
  readonly operations: readonly Operation[];
  /** The content after the operations. */
  readonly tree: ReasonTree;
  readonly summary: ImportSummary;
  readonly findings: ImportFindingReport;
}

/** A file that cannot be read, or that is no tree: everything that is wrong with it, the first 200 listed. */
export interface ImportRefused extends Problem {
  readonly code: 'IMPORT_REFUSED';
  readonly faults: readonly ImportFinding[];
  readonly total: number;
}

export function importRefused({ findings, refused }: ImportFindingReport): ImportRefused {
  const faults = findings.filter(({ severity }) => severity === 'REFUSED');
  const [first] = faults;
  const place = first === undefined || first.line === null ? '' : `, the first on line ${first.line}`;
  const message = `expected a file that can be read as a tree, but got ${refused} ${refused === 1 ? 'fault' : 'faults'}${place}: ${first?.message ?? ''}`;
  return { code: 'IMPORT_REFUSED', message, faults, total: refused };
}
