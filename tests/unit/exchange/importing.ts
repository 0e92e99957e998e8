import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReasonId } from '../../../src/platform/ids';
import {
  defaultChoices,
  planImport,
  readImportFile,
  type ImportFinding,
  type ImportPlan,
  type ImportRefused,
  type PlanOptions,
  type AtOnceFormat,
  type ReadOptions,
} from '../../../src/exchange/domain';
import { ReasonTree } from '../../../src/taxonomy/domain';
import { reasonId } from '../taxonomy/trees';

const folder = join(__dirname, '../../../../shared/reference');

/** A file of the published taxonomies and lists that are kept beside the project; null where they are not there. */
export function referenceFile(path: string): Uint8Array | null {
  const file = join(folder, path);
  return existsSync(file) ? readFileSync(file) : null;
}

/** `describe` where the files are there; else it says what was skipped. */
export function describeWith(files: readonly string[], title: string, body: () => void): void {
  const missing = files.filter((file) => !existsSync(join(folder, file)));
  if (missing.length > 0) console.log(`skipped: ${title}, without ${missing.join(', ')}`);
  (missing.length > 0 ? describe.skip : describe)(title, body);
}

export type ReadAtOnce = ReadOptions & { readonly format: AtOnceFormat };

export const readOptions: ReadAtOnce = {
  format: 'csv',
  encoding: null,
  delimiter: null,
  skipRows: null,
  hierarchy: null,
  columns: {},
  blankLevel: 'refuse',
  missingId: 'refuse',
  languages: ['en', 'nl'],
  language: 'en',
};

let made = 0;

export const planOptions = (changed: Partial<PlanOptions> = {}): PlanOptions => ({
  ...defaultChoices,
  languages: ['en', 'nl'],
  codeFormat: 'ANY',
  reservedCodes: new Map(),
  newReasonId: (): ReasonId => reasonId((made += 1)),
  ...changed,
});

interface Import {
  readonly tree?: ReasonTree;
  readonly read?: Partial<ReadAtOnce>;
  readonly plan?: Partial<PlanOptions>;
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** The plan of an import that must be accepted. */
export function planned(
  content: string | Uint8Array,
  { tree = ReasonTree.empty, read, plan }: Import = {},
): ImportPlan {
  const file = readImportFile(bytesOf(content), { ...readOptions, ...read });
  const outcome = planImport(tree, file, planOptions(plan));
  if (!outcome.ok) throw new Error(`expected to be accepted: ${outcome.problem.message}`);
  return outcome.value;
}

/** Why an import is refused. */
export function refused(
  content: string | Uint8Array,
  { tree = ReasonTree.empty, read, plan }: Import = {},
): ImportRefused {
  const file = readImportFile(bytesOf(content), { ...readOptions, ...read });
  const outcome = planImport(tree, file, planOptions(plan));
  if (outcome.ok) throw new Error('expected to be refused');
  return outcome.problem;
}

/** Findings as code@line:column, for a test to hold against a list. */
export const places = (findings: readonly ImportFinding[]): readonly string[] =>
  findings.map(({ code, line, column }) => `${code}@${line ?? '-'}:${column ?? '-'}`);

export const warningsOf = ({ findings }: ImportPlan): readonly ImportFinding[] =>
  findings.findings.filter(({ severity }) => severity === 'WARNING');

/** The codes from the root down to the reason with this code. */
export const pathOf = (tree: ReasonTree, code: string): readonly string[] =>
  tree.path(tree.holderOf(code)?.id ?? reasonId(0)).map((reason) => reason.code);
