import type { ChangeClass } from './diff/diff-entries';
import { isComposite, type Operation } from './operation';
import type { Retirement } from './reason';

/**
 * What an operation is by the classes of GSIM; null for one that is no change of a classification: words beside the label,
 * settings, order. An operation is judged by itself: a creation and a retirement into it are a creation and a take-over, and only
 * MergeReasons says that they are one merger.
 *
 * @example changeClassOf({ kind: 'SetCode', reasonId, code: 'a' }) // 'VC1'
 */
export function changeClassOf(operation: Operation): ChangeClass | null {
  if (isComposite(operation)) {
    if (operation.kind === 'SplitReason') return operation.keepsSource ? 'RC4.2' : 'RC4.1';
    const { parts, reasonId } = operation;
    const isIntoNew = parts.some((part) => part.kind === 'CreateReason' && part.reasonId === reasonId);
    return isIntoNew ? 'RC3.1' : 'RC3.2';
  }
  switch (operation.kind) {
    case 'CreateReason':
    case 'ReactivateReason':
      return 'RC2';
    case 'DiscardReason':
      return 'RC1';
    case 'RetireReason':
      return classOfRetirement(operation.retirement);
    case 'MoveReason':
      return 'RC5';
    case 'SetCode':
      return 'VC1';
    case 'SetLabel':
    case 'PromoteSynonym':
      return 'VC2';
    default:
      return null;
  }
}

function classOfRetirement({ reason, associations }: Retirement): ChangeClass {
  if (reason === 'SPLIT') return 'RC4.1';
  const [only, ...others] = associations;
  const isTakenOver = others.length === 0 && (only?.kind === 'REPLACED_BY' || only?.kind === 'SAME_AS');
  return isTakenOver ? 'RC3.2' : 'RC1';
}
