import type { ImportFile } from '../import-file';

/**
 * The names that a list gives to its codes; where a code comes again the first counts.
 *
 * @example namesInFile(readImportFile(bytes, options)).get('1001') // ['Alcohol']
 */
export function namesInFile({ entries }: ImportFile): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const { code, labels } of entries)
    if (code !== null && !names.has(code)) names.set(code, Object.values(labels));
  return names;
}
