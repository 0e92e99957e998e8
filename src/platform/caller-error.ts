export type CallerErrorCode =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'BAD_USER_INPUT' | 'LIMIT_EXCEEDED' | 'OVERLOADED';

/** The caller's fault, as against a refusal of the domain; its message may be shown. */
export class CallerError extends Error {
  constructor(
    readonly code: CallerErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'CallerError';
  }
}
