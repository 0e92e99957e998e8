import { sha256Hex } from '../../platform/digest';
import { readAnyFile, type ImportFile, type ReadOptions } from '../domain';

/** A file as it was read, its bytes, and the digest by which the same file is known again: an Idempotency-Key compares that. */
export class ImportSource {
  private constructor(
    readonly digest: string,
    readonly bytes: Uint8Array,
    readonly file: ImportFile,
  ) {}

  static async read(bytes: Uint8Array, options: ReadOptions): Promise<ImportSource> {
    return new ImportSource(sha256Hex(bytes), bytes, await readAnyFile(bytes, options));
  }

  toJSON(): string {
    return this.digest;
  }
}
