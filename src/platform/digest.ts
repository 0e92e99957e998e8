import { createHmac, hash, type KeyObject } from 'node:crypto';

/**
 * The SHA-256 digest of bytes (of the UTF-8 form, for a string), as 64 lower-case hexadecimal digits.
 *
 * @example sha256Hex('abc')
 * // 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' (FIPS 180-4)
 */
export const sha256Hex = (content: Uint8Array | string): string => hash('sha256', content, 'hex');

/**
 * The HMAC-SHA-256 of a text under a key: what nobody can make, or find by trying, who does not hold the key.
 *
 * @example hmacSha256Hex('key', 'The quick brown fox jumps over the lazy dog')
 * // 'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8'
 */
export const hmacSha256Hex = (key: string | KeyObject, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex');
