import { createHash } from 'node:crypto';

/**
 * The SHA-256 digest of bytes (of the UTF-8 form, for a string), as 64 lower-case hexadecimal digits.
 *
 * @example sha256Hex('abc')
 * // 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' (FIPS 180-4)
 */
export const sha256Hex = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');
