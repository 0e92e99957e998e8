import type { Operation, OperationKind, ReasonTree } from '../../taxonomy/domain';

/** An operation in few words, for somebody who wants to see what an import would do. */
export interface DescribedOperation {
  readonly kind: OperationKind;
  /** Of the reason that it is about, as it would be afterwards; null where it is about a whole menu at the root. */
  readonly code: string | null;
  readonly label: string | null;
  readonly detail: string | null;
}

export function describeOperation(operation: Operation, after: ReasonTree): DescribedOperation {
  const id = 'reasonId' in operation ? operation.reasonId : operation.parentId;
  const reason = id === null ? undefined : after.get(id);
  const label = reason === undefined ? null : (Object.values(reason.labels)[0] ?? null);
  return { kind: operation.kind, code: reason?.code ?? null, label, detail: detailOf(operation, after) };
}

function detailOf(operation: Operation, after: ReasonTree): string | null {
  switch (operation.kind) {
    case 'CreateReason':
    case 'MoveReason': {
      const parent = operation.parentId === null ? undefined : after.get(operation.parentId);
      return parent === undefined ? 'at the root' : `under ${parent.code}`;
    }
    case 'SetLabel':
      return `${operation.language}: ${operation.label ?? '(none)'}`;
    case 'SetNote':
      return `${operation.note} (${operation.language}), ${operation.scope}`;
    case 'RetireReason':
    case 'ReviseRetirement':
      return operation.retirement.reason;
    default:
      return null;
  }
}
