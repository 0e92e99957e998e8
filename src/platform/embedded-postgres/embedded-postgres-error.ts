export type EmbeddedPostgresErrorCode =
  | 'DATA_FOLDER_IN_USE'
  | 'DATA_FOLDER_NOT_WRITABLE'
  | 'DATA_FOLDER_OTHER_VERSION'
  | 'PLATFORM_NOT_SUPPORTED'
  | 'PROGRAMS_UNUSABLE'
  | 'START_FAILED';

/** Why the embedded database did not start, in words for the person at the terminal. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * The code of a failed system call (`EACCES`, `ENOENT`, ...), where the thrown value has one. Told by its shape: in a
 * test runner's sandbox the errors of `node:fs` are made by another `Error`.
 */
export function systemCodeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
