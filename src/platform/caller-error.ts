export type CallerErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'LIMIT_EXCEEDED'
  | 'OVERLOADED'
  /** What is asked for could be counted from rows alone that are not kept any more. */
  | 'NOT_OBSERVABLE';

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
