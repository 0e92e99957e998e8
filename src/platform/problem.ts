/** A refusal of the domain: what came, what was expected, and the facts to act on. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

export interface NotFound extends Problem {
  readonly code: 'NOT_FOUND';
  /** What was looked for, such as `draft`. */
  readonly subject: string;
}

/** Also the answer for what exists but is not the caller's to see: the two must not be told apart. */
export const notFound = (subject: string, given: string): NotFound => ({
  code: 'NOT_FOUND',
  subject,
  message: `expected the id or key of a ${subject}, but there is none for ${JSON.stringify(given)}`,
});

/**
 * A message without the field that it begins with, for whoever names the field beside it.
 *
 * @example withoutField('code', 'code: expected text, but got nothing') // 'expected text, but got nothing'
 */
export const withoutField = (field: string, message: string): string =>
  message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
