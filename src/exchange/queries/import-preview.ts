import { newId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import { inTurns } from '../../platform/turns';
import { knownFindings, type TaxonomyReader } from '../../taxonomy';
import {
  ReasonTree,
  staleBase,
  type OperationKind,
  type StaleBase,
  type TaxonomyRecord,
} from '../../taxonomy/domain';
import {
  draftOutlook,
  planInSteps,
  type DraftOutlook,
  type ImportFile,
  type ImportFindingReport,
  type ImportOptions,
  type ImportRefused,
  type ImportSummary,
} from '../domain';
import { describeOperation, type DescribedOperation } from './described-operation';

const maxListed = 200;

/** What an import would do. */
export interface ImportPreview {
  readonly summary: ImportSummary;
  readonly findings: ImportFindingReport;
  readonly outlook: DraftOutlook;
  readonly operationCount: number;
  readonly operationCounts: readonly { readonly kind: OperationKind; readonly total: number }[];
  /** The first 200. */
  readonly operations: readonly DescribedOperation[];
}

export interface PreviewWish {
  readonly baseVersion: number | null;
  readonly file: ImportFile;
  readonly options: ImportOptions;
}

/** Plans an import on the newest version and writes nothing. */
export async function previewImport(
  reader: TaxonomyReader,
  taxonomy: TaxonomyRecord,
  { baseVersion, file, options }: PreviewWish,
): Promise<Result<ImportPreview, ImportRefused | StaleBase>> {
  const [newest] = await reader.newestVersions([taxonomy.id]);
  const current = newest?.number ?? 0;
  const isStale = baseVersion !== null && baseVersion !== current;
  if (isStale) return err(staleBase(baseVersion, current));
  const before = newest === undefined ? ReasonTree.empty : await reader.contentOfVersion(newest);
  const reservedCodes = await reader.reservedCodes(taxonomy.id);
  const { languages, policy } = taxonomy;
  const scene = {
    ...options,
    languages,
    codeFormat: policy.codeFormat,
    reservedCodes,
    names: await reader.knownNames(taxonomy),
    newReasonId: newId<'Reason'>,
  };
  const planned = await inTurns(planInSteps(before, file, scene));
  if (!planned.ok) return planned;
  const { operations, tree, summary, findings } = planned.value;
  const facts = await reader.findingFacts(taxonomy.id);
  const outlook = draftOutlook(tree, await knownFindings(tree, taxonomy, facts));
  const totals = new Map<OperationKind, number>();
  for (const { kind } of operations) totals.set(kind, (totals.get(kind) ?? 0) + 1);
  return ok({
    ...{ summary, findings, outlook, operationCount: operations.length },
    operationCounts: Array.from(totals, ([kind, total]) => ({ kind, total })),
    operations: operations.slice(0, maxListed).map((operation) => describeOperation(operation, tree)),
  });
}
