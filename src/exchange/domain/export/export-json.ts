import { canonicalBytes, type SealableContent } from '../../../taxonomy/domain';

/**
 * A content as JSON: the very bytes that are sealed with a version, so that an export can be held against its digest.
 *
 * @example sha256Hex(exportJson(content)) === contentDigest(content) // true
 */
export const exportJson = (content: SealableContent): Uint8Array => canonicalBytes(content);
