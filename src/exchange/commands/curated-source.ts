import { sha256Hex } from '../../platform/digest';
import { readCuratedTable, type CuratedOptions, type CuratedTable } from '../domain';

/** A curated table as it was read, its bytes, and the digest by which the same file is known again. */
export class CuratedSource {
  private constructor(
    readonly digest: string,
    readonly bytes: Uint8Array,
    readonly table: CuratedTable,
  ) {}

  static read(bytes: Uint8Array, options: CuratedOptions): CuratedSource {
    return new CuratedSource(sha256Hex(bytes), bytes, readCuratedTable(bytes, options));
  }

  toJSON(): string {
    return this.digest;
  }
}
