import type { ReasonId } from '../../../platform/ids';
import { err, ok, type Result } from '../../../platform/result';
import { atOnce, type Steps } from '../../../platform/steps';
import { applyOperations, type OperationEffect, type ReasonTree } from '../../../taxonomy/domain';
import { FindingList } from '../import-finding';
import type { ImportFile } from '../import-file';
import { forestOf } from './forest';
import { inOwnCodes } from './own-codes';
import {
  importRefused,
  type ImportPlan,
  type ImportRefused,
  type ImportSummary,
  type PlanOptions,
} from './import-plan';
import { inOwnTexts } from './own-texts';
import { matchReasons } from './match-reasons';
import { plannedOperations } from './planned-operations';
import { refuseOperations } from './refused-operations';
import { subjectsOf, type Subject } from './subjects';

/**
 * What it takes to bring a file into a taxonomy: the same operations as those of the API, none where everything is there
 * already. A reason is known by its code, else by its path, else by its folded label. What the file does not list stays as
 * it is, unless `retireMissing` is given. Rows order new siblings only. Refused, with every fault of the file at once:
 * what could not be read, and what would be no tree. O(n log n).
 *
 * @example planImport(tree, readImportFile(bytes, readOptions), options) // ok: { operations: [...], summary: { created: 3, ... } }
 */
export const planImport = (
  tree: ReasonTree,
  file: ImportFile,
  options: PlanOptions,
): Result<ImportPlan, ImportRefused> => atOnce(planInSteps(tree, file, options));

/** The same, in steps of which each is a fraction of a second even where a file has 100,000 rows. */
export function* planInSteps(
  tree: ReasonTree,
  file: ImportFile,
  options: PlanOptions,
): Steps<Result<ImportPlan, ImportRefused>> {
  const findings = FindingList.after(file.findings);
  const wording = file.wording?.(tree, file.language) ?? null;
  const { reservedCodes: formerCodes, languages, retireMissing, names } = options;
  const forest = forestOf(inOwnCodes(file, wording, tree), { tree, formerCodes, choices: options }, findings);
  if (findings.isRefused) return err(importRefused(findings.report()));

  yield;
  const isWholeList = retireMissing !== null;
  const matches = matchReasons(forest, { tree, formerCodes, file, wording, isWholeList }, findings);
  yield;
  const found = subjectsOf(forest, matches, { tree, options, file });
  const spell = wording?.spell;
  const subjects = spell === undefined ? found : found.map((subject) => inOwnTexts(subject, spell));
  yield;
  const planned = plannedOperations(subjects, { tree, file, wording, options, findings });
  const operations = planned.map(({ operation }) => operation);
  yield;
  const context = { languages, reservedCodes: formerCodes, ...(names === undefined ? {} : { names }) };
  const applied = applyOperations(tree, operations, context);
  if (!applied.ok) {
    refuseOperations(planned, { tree, context, columns: file.columns }, findings);
    return err(importRefused(findings.report()));
  }
  yield;
  const effective = applied.value.effects.filter(({ changed }) => changed);
  return ok({
    operations: effective.map(({ operation }) => operation),
    tree: applied.value.tree,
    summary: summaryOf(effective, subjects),
    findings: findings.report(),
  });
}

function summaryOf(effects: readonly OperationEffect[], subjects: readonly Subject[]): ImportSummary {
  const touched = new Map<string, Set<ReasonId>>();
  for (const { operation, reasons } of effects) {
    const name = countOf(operation.kind);
    const ids = touched.get(name) ?? new Set<ReasonId>();
    for (const { reasonId } of reasons) ids.add(reasonId);
    touched.set(name, ids);
  }
  const created = touched.get('created') ?? new Set<ReasonId>();
  const changed = new Set([...touched.values()].flatMap((ids) => [...ids]));
  const count = (name: string): number =>
    [...(touched.get(name) ?? [])].filter((id) => !created.has(id)).length;
  return {
    entries: subjects.length,
    created: created.size,
    renamed: count('renamed'),
    moved: count('moved'),
    recoded: count('recoded'),
    edited: count('edited'),
    retired: count('retired'),
    reactivated: count('reactivated'),
    unchanged: subjects.filter(({ reason }) => !changed.has(reason.id)).length,
  };
}

function countOf(kind: OperationEffect['operation']['kind']): string {
  switch (kind) {
    case 'CreateReason':
      return 'created';
    case 'SetLabel':
      return 'renamed';
    case 'MoveReason':
      return 'moved';
    case 'SetCode':
      return 'recoded';
    case 'RetireReason':
      return 'retired';
    case 'ReactivateReason':
      return 'reactivated';
    default:
      return 'edited';
  }
}
