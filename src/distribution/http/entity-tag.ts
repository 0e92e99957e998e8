/*
 * The tag of a snapshot is the SHA-256 digest of the sealed content, whatever the encoding it is sent in: it names the
 * content, and it is what a client compares its own copy with after decoding. A strong tag promises equal bytes to whoever
 * joins parts of a body; parts are not served (no Range), each encoding of a content is made once and never changes, and
 * `Vary: Accept-Encoding` keeps the encodings apart in a cache. Tags with the suffix that some proxies add are understood.
 */

/** The strong tag of a sealed content. */
export const entityTag = (digest: string): string => `"${digest}"`;

/**
 * Whether a client that sends this If-None-Match has the content already: a list of tags, weak ones too, or a star.
 *
 * @example hasAlready('W/"abc", "def-gzip"', 'def') // true
 */
export function hasAlready(ifNoneMatch: string | undefined, digest: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const tags = Array.from(ifNoneMatch.matchAll(/(?:W\/)?"([^"]*)"/g), ([, tag = '']) => tag);
  return tags.some((tag) => tag.replace(/[-;](?:gzip|br)$/, '') === digest);
}

/**
 * The encoding to send: brotli, else gzip, else none, as far as the client takes it.
 *
 * @example encodingFor('gzip;q=0.5, br;q=0') // 'gzip'
 */
export function encodingFor(acceptEncoding: string | undefined): 'br' | 'gzip' | null {
  const weights = new Map<string, number>();
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const weightOf = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  const [brotli, gzip] = [weightOf('br'), weightOf('gzip')];
  if (brotli > 0 && brotli >= gzip) return 'br';
  return gzip > 0 ? 'gzip' : null;
}
