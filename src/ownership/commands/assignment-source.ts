import { sha256Hex } from '../../platform/digest';
import { readAssignmentFile, type AssignmentFile } from '../domain';

/** A file of owners as it was read, and the digest by which the same file is known again: an Idempotency-Key compares that. */
export class AssignmentSource {
  private constructor(
    readonly digest: string,
    readonly file: AssignmentFile,
  ) {}

  static read(bytes: Uint8Array): AssignmentSource {
    return new AssignmentSource(sha256Hex(bytes), readAssignmentFile(bytes));
  }

  toJSON(): string {
    return this.digest;
  }
}
