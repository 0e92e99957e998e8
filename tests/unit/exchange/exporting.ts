import {
  exportOptions,
  importFormats,
  planImport,
  readAnyFile,
  writeFile,
  type ExportContent,
  type ExportOptions,
  type ExportWish,
  type ImportPlan,
} from '../../../src/exchange/domain';
import type { TaxonomyId } from '../../../src/platform/ids';
import { ReasonTree } from '../../../src/taxonomy/domain';
import { planOptions, readOptions } from './importing';
import type { PlanOptions, ReadOptions } from '../../../src/exchange/domain';

export const formats = importFormats;

/** Version 3 of a bank's taxonomy. */
export const contentOf = (tree: ReasonTree): ExportContent => ({
  taxonomyId: '00000000-0000-7000-8000-00000000bbbb' as TaxonomyId,
  taxonomyKey: 'bank',
  version: 3,
  languages: ['en', 'nl'],
  tree,
});

export const optionsFor = (wish: ExportWish): ExportOptions => exportOptions(wish, ['en', 'nl']);

/** The bytes of a tree in a format. */
export const exported = (tree: ReasonTree, wish: ExportWish): Uint8Array =>
  writeFile(contentOf(tree), optionsFor(wish)).bytes;

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

interface Import {
  readonly tree?: ReasonTree;
  readonly read?: Partial<ReadOptions>;
  readonly plan?: Partial<PlanOptions>;
}

/** What an import comes to, in any format. */
export async function imported(
  content: string | Uint8Array,
  { tree = ReasonTree.empty, read, plan }: Import = {},
): Promise<ReturnType<typeof planImport>> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return planImport(tree, await readAnyFile(bytes, { ...readOptions, ...read }), planOptions(plan));
}

/** The plan of an import that must be accepted. */
export async function accepted(content: string | Uint8Array, how: Import = {}): Promise<ImportPlan> {
  const outcome = await imported(content, how);
  if (outcome.ok) return outcome.value;
  const { message, faults } = outcome.problem;
  throw new Error(`expected to be accepted: ${message} ${JSON.stringify(faults.slice(0, 3))}`);
}
