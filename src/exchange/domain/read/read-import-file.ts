import { fileFormats, type AtOnceFormat } from '../formats/file-formats';
import { spelledWording } from '../formats/wording';
import { excerpt, FindingList, nowhere } from '../import-finding';
import type { ImportFile } from '../import-file';
import type { ReadOptions } from '../import-options';
import { nothingRead, type Read } from './read-file';

/** Options for a format that is read without waiting. */
export type AtOnceOptions = ReadOptions & { readonly format: AtOnceFormat };

/**
 * What a file says, before it meets a taxonomy. It never fails: what cannot be read is among the findings as REFUSED, with
 * line and column, all of it at once as far as the file can be followed.
 *
 * @example readImportFile(utf8('id,parent,name\n1,,Bills\n'), { ...options, format: 'csv' }).entries.length // 1
 */
export function readImportFile(bytes: Uint8Array, options: AtOnceOptions): ImportFile {
  const findings = findingsFor(options);
  return fileOf(fileFormats[options.format].read(bytes, options, findings), options, findings);
}

/** The same for every format: JSON-LD is expanded by a library that answers later. */
export async function readAnyFile(bytes: Uint8Array, options: ReadOptions): Promise<ImportFile> {
  const findings = findingsFor(options);
  return fileOf(await fileFormats[options.format].read(bytes, options, findings), options, findings);
}

function findingsFor({ language, languages }: ReadOptions): FindingList {
  const findings = new FindingList();
  if (languages.includes(language)) return findings;
  const expected = `a language of the taxonomy (${languages.join(', ')})`;
  findings.refuse('UNKNOWN_LANGUAGE', nowhere, { observed: excerpt(language), expected });
  return findings;
}

function fileOf(read: Read | null, { format, language }: ReadOptions, findings: FindingList): ImportFile {
  const { entries } = read ?? nothingRead;
  if (entries.length === 0 && !findings.isRefused) {
    const { unit } = fileFormats[format];
    findings.refuse('NO_ROWS', nowhere, { observed: 'none', expected: unit });
  }
  const { wording: plain } = fileFormats[format];
  const { spell, ...rest } = read ?? nothingRead;
  const wording = plain === null || spell === undefined ? plain : spelledWording(plain, spell);
  return { ...rest, language, wording, findings: findings.report() };
}
