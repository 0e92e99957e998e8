import type { Readable } from 'node:stream';

/** Bytes of an import at most. */
export const importLimitBytes = 64 * 1024 * 1024;
const firstBytes = 256 * 1024;

/** A body that is larger than the service reads. */
class BodyTooLarge extends Error {
  readonly statusCode = 413;
}

/**
 * The bytes of a request, in one buffer that is as large as the request says, or grows; there is no second copy of them.
 * Tells after each part how far it is: `total` is null where the request does not say.
 */
export async function* receivedBytes(
  body: Readable,
  declared: number | null,
): AsyncGenerator<{ readonly done: number; readonly total: number | null }, Uint8Array> {
  if (declared !== null && declared > importLimitBytes) throw new BodyTooLarge();
  let buffer = Buffer.allocUnsafe(declared ?? firstBytes);
  let done = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    if (done + part.length > importLimitBytes) throw new BodyTooLarge();
    if (done + part.length > buffer.length) {
      const grown = Buffer.allocUnsafe(
        Math.min(importLimitBytes, Math.max(buffer.length * 2, done + part.length)),
      );
      buffer.copy(grown, 0, 0, done);
      buffer = grown;
    }
    part.copy(buffer, done);
    done += part.length;
    yield { done, total: declared };
  }
  return buffer.subarray(0, done);
}
