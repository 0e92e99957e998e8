import type { IncomingHttpHeaders } from 'node:http';
import { CallerError } from '../caller-error';

const pattern = /^[\x21-\x7e]{1,200}$/;

/** The key under which a caller may send the same request again; null where none was given. */
export function idempotencyKeyOf(request: { readonly headers: IncomingHttpHeaders }): string | null {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return null;
  if (typeof given === 'string' && pattern.test(given)) return given;
  throw new CallerError(
    'BAD_USER_INPUT',
    'Idempotency-Key: expected 1 to 200 printable characters without space',
  );
}
