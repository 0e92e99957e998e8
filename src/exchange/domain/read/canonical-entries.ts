import { parseCanonical, type ReasonState } from '../../../taxonomy/domain';
import { nowhere, type FindingList } from '../import-finding';
import type { ImportEntry } from '../import-file';
import type { JsonValue } from './json-text';

/**
 * Whether a JSON value is an export of ours: it has a format number and reasons.
 *
 * @example isCanonical({ format: 1, taxonomy: 'bank', languages: ['en'], reasons: [] }) // true
 */
export const isCanonical = (value: JsonValue): boolean =>
  typeof value === 'object' && value !== null && 'format' in value && 'reasons' in value;

/**
 * The entries of our own export: everything about each reason, retired ones among them. Null, and a refusal that names
 * the place in the file, where it is malformed.
 */
export function canonicalEntries(bytes: Uint8Array, findings: FindingList): readonly ImportEntry[] | null {
  const parsed = parseCanonical(bytes);
  if (parsed.ok) return parsed.value.tree.depthFirst('ALL').map(entryOf);
  const { problem } = parsed;
  const place = problem.code === 'MALFORMED_CONTENT' ? ` at ${problem.path}` : '';
  const seen = {
    observed: `another one${place} (${problem.message})`,
    expected: 'an export of this service',
  };
  findings.refuse('MALFORMED_CONTENT', nowhere, seen);
  return null;
}

function entryOf(reason: ReasonState): ImportEntry {
  const { id, code, parentId, labels, synonyms, notes, intent, excludes, resolutions, retirement } = reason;
  const { residual, kind, useCaseGroups, priority, target, escalations, channels, articles } = reason;
  return {
    ...{ key: id, line: null, id, code, labels },
    parent: parentId === null ? { kind: 'ROOT' } : { kind: 'ENTRY', key: parentId },
    content: {
      ...{ synonyms, notes, intent, excludes, resolutions, retirement },
      properties: { residual, kind, useCaseGroups, priority, target, escalations, channels, articles },
    },
  };
}
