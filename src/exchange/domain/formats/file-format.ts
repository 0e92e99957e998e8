import type { NonEmptyArray } from '../../../platform/result';
import type { ExportContent, ExportOptions, FileWriter } from '../export/export-content';
import type { LossKind, LossList } from '../losses/loss-report';
import type { FileReader, LaterReader } from '../read/read-file';
import type { WordingOf } from './wording';

/**
 * Which reasons an export in a format lists: all; those in use; those that contacts are coded with, each with the names
 * above it; or those and the retired ones, without what is above them.
 */
export type Listing = 'ALL' | 'ACTIVE' | 'CHOICES_BY_PATH' | 'CHOICES_AND_RETIRED';

/** All that there is to a format: whoever reads, writes, serves or explains files asks here. */
export interface FileFormat<Reader = FileReader | LaterReader> {
  /** In a sentence, for people. */
  readonly title: string;
  /** What a file that is empty lacks. */
  readonly unit: string;
  /** What it is sent as; by the ones after it, and by no other, it is asked for and sent in too. */
  readonly mediaTypes: readonly string[];
  /** How its files end, in lower case; the first is how an export is named. */
  readonly endings: NonEmptyArray<string>;
  readonly read: Reader;
  readonly write: FileWriter;
  /** Null where it takes every code and name as it is. */
  readonly wording: WordingOf | null;
  readonly lists: Listing;
  /** Whether its texts are in the language that is asked for, and in no other. */
  readonly isOneLanguage: boolean;
  readonly carries: ReadonlySet<LossKind>;
  /** How it is written besides; nothing where it is left out. */
  readonly mayChoose?: readonly ('delimiter' | 'encoding')[];
  /** What else it loses, of what it carries. */
  readonly particular?: (content: ExportContent, options: ExportOptions, losses: LossList) => void;
}
