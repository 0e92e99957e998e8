import { hash } from 'node:crypto';

/**
 * The SHA-256 digest of bytes (of the UTF-8 form, for a string), as 64 lower-case hexadecimal digits.
 *
 * @example sha256Hex('abc')
 * // 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' (FIPS 180-4)
 */
export const sha256Hex = (content: Uint8Array | string): string => hash('sha256', content, 'hex');

const blockSize = 64;
const digestSize = 32;
const bytesPerUnit = 3;
const usualSize = 1_024;

/**
 * The HMAC-SHA-256 of texts under a key: what nobody can make, or find by trying, who does not hold the key. Made of two
 * digests, as RFC 2104 has it: of millions of texts an object of the library for each takes longer than the work.
 *
 * @example hmacSha256Under('key')('The quick brown fox jumps over the lazy dog')
 * // 'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8'
 */
export function hmacSha256Under(key: string): (text: string) => string {
  let inner = paddedKey(key, 0x36, usualSize);
  const outer = paddedKey(key, 0x5c, digestSize);
  return (text) => {
    const most = blockSize + text.length * bytesPerUnit;
    if (most > inner.length) inner = paddedKey(key, 0x36, most);
    const end = blockSize + inner.write(text, blockSize, 'utf8');
    outer.write(hash('sha256', inner.subarray(0, end), 'binary'), blockSize, 'binary');
    return hash('sha256', outer, 'hex');
  };
}

/** A block that the key begins, with room for what follows it. */
function paddedKey(key: string, pad: number, room: number): Buffer {
  const bytes = Buffer.from(key);
  const block = Buffer.alloc(blockSize + room);
  if (bytes.length <= blockSize) bytes.copy(block);
  else block.write(sha256Hex(bytes), 'hex');
  for (let at = 0; at < blockSize; at += 1) block[at] = (block[at] ?? 0) ^ pad;
  return block;
}
