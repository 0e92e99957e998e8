import { sha256Hex } from '../../../platform/digest';
import type { CorrespondenceBody, Link, SourceEntry } from './correspondence';

const correspondenceFormat = 1;

/** The contents that a correspondence leads from and to, by their digests: it belongs to these and to no others. */
export interface CorrespondenceEnds {
  readonly fromDigest: string;
  readonly toDigest: string;
}

export interface SealedCorrespondence {
  readonly digest: string;
  readonly text: string;
}

/**
 * A correspondence as it is sealed: JSON without space, `format` first, keys in a fixed order, entries by source. Equal
 * correspondences between the same contents are equal bytes.
 *
 * @example sealedCorrespondence(body, { fromDigest, toDigest }).text // '{"format":1,"from":"9f…","to":"a1…",…}'
 */
export function sealedCorrespondence(
  { impliesIdentity, entries, begun, found }: CorrespondenceBody,
  { fromDigest, toDigest }: CorrespondenceEnds,
): SealedCorrespondence {
  const text = JSON.stringify({
    ...{ format: correspondenceFormat, from: fromDigest, to: toDigest, impliesIdentity },
    ...{ entries: entries.map(writtenEntry), begun, found: found.map(writtenEntry) },
  });
  return { digest: sha256Hex(text), text };
}

/** What was sealed, read again. It is what this service wrote: the database holds it against its digest. */
export function readCorrespondence(text: string): CorrespondenceBody {
  const { format, impliesIdentity, entries, begun, found } = JSON.parse(text) as CorrespondenceBody & {
    readonly format: number;
  };
  if (format !== correspondenceFormat)
    throw new Error(`expected a correspondence of format ${correspondenceFormat}, but got ${format}`);
  return { impliesIdentity, entries, begun, found };
}

const writtenEntry = ({ source, origin, note, links }: SourceEntry): SourceEntry => ({
  ...{ source, origin, note },
  links: links.map(writtenLink),
});

const writtenLink = ({ target, kind, partialSource, partialTarget, share }: Link): Link => ({
  ...{ target, kind, partialSource, partialTarget },
  share:
    share === null
      ? null
      : { value: share.value, n: share.n, method: share.method, sessionId: share.sessionId },
});
