import type { Speller } from '../formats/wording';
import type { ImportEntry, ImportFile } from '../import-file';
import type { ReadOptions } from '../import-options';
import type { FindingList } from '../import-finding';

/** What a reader makes of a file. */
export interface Read {
  readonly entries: readonly ImportEntry[];
  readonly columns: ImportFile['columns'];
  readonly isWhole: boolean;
  /** How the encoding of the file spells texts, where it lacks characters. */
  readonly spell?: Speller;
}

/** Reads a file; null, and refusals among the findings, where it cannot be read. */
export type FileReader = (bytes: Uint8Array, options: ReadOptions, findings: FindingList) => Read | null;

/** The same for a form whose rules are applied by a library that answers later. */
export type LaterReader = (
  bytes: Uint8Array,
  options: ReadOptions,
  findings: FindingList,
) => Promise<Read | null>;

/** Reasons that a file lists at most. */
export const maxRows = 100_000;

export const nothingRead: Read = {
  entries: [],
  columns: { code: null, parent: null, label: null },
  isWhole: false,
};
