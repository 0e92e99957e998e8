import type { ReasonTree } from '../../../taxonomy/domain';
import type { Wording } from '../formats/wording';
import type { ImportFile } from '../import-file';

/**
 * The file with the codes of the taxonomy in the place of those by which its format words them; what the taxonomy does not
 * have stays as the file has it.
 *
 * @example inOwnCodes(file, wording, tree).entries[0]?.code // 'Billing Q' for the tag billing_q
 */
export function inOwnCodes(file: ImportFile, wording: Wording | null, tree: ReasonTree): ImportFile {
  if (wording === null) return file;
  const own = new Map<string, string>();
  for (const reason of tree.depthFirst('ALL')) {
    const { text, loss } = wording.code(reason);
    if (loss !== null) own.set(text, reason.code);
  }
  if (own.size === 0) return file;
  const ownCode = (code: string): string => own.get(code) ?? code;
  const entries = file.entries.map((entry) => {
    const code = entry.code === null ? null : ownCode(entry.code);
    const { parent } = entry;
    return {
      ...entry,
      code,
      parent: parent.kind === 'CODE' ? { ...parent, code: ownCode(parent.code) } : parent,
    };
  });
  return { ...file, entries };
}
