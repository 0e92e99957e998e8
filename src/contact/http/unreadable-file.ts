import type { Problem } from '../../platform/problem';

/** A file that cannot be read on. What stood before it was taken. */
export interface MalformedFile extends Problem {
  readonly code: 'MALFORMED_FILE';
  /** Null where it is not known. */
  readonly line: number | null;
}

/** Thrown out of the reading of a file, on its way to the answer. */
export class UnreadableFile extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

export const malformedFile = (message: string, line: number | null): UnreadableFile => {
  const problem: MalformedFile = { code: 'MALFORMED_FILE', message, line };
  return new UnreadableFile(problem);
};
