/**
 * A message without the field that it begins with, for whoever names the field beside it.
 *
 * @example withoutField('code', 'code: expected text, but got nothing') // 'expected text, but got nothing'
 */
export const withoutField = (field: string, message: string): string =>
  message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
