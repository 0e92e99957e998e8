import type { ReasonId } from '../../../platform/ids';
import type { Operation } from '../operation';
import type { Between } from './contents';

/** What is taken back: children before parents, and nothing that points to another of them any more. */
export function discardOperations({ to, gone }: Between): readonly Operation[] {
  const isGone = (id: ReasonId): boolean => !to.has(id);
  const silenced = gone.flatMap(({ id, excludes, retirement }): readonly Operation[] => {
    const points =
      excludes.some(isGone) || (retirement?.associations ?? []).some(({ targetId }) => isGone(targetId));
    const fields = { excludes: [], retirement: null };
    return points ? [{ kind: 'RestoreReason', reasonId: id, fields }] : [];
  });
  const discarded = gone.toReversed().map(({ id }): Operation => ({ kind: 'DiscardReason', reasonId: id }));
  return [...silenced, ...discarded];
}
