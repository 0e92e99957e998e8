import { err, ok } from '../../../platform/result';
import { mustBeText, textLimits } from '../../../platform/text';
import type { OperationOf } from '../operation';
import { ofReason, tooMany, type OperationProblem } from '../operation-problems';
import type { ReasonState, ResolutionMapping } from '../reason';
import { byResolutionCode } from '../reason-state';
import type { Edited } from './edit';
import { storedTarget } from './stored-values';

const maxMappings = 200;

/**
 * Says what a resolution code is to contacts with the reason, in place of what was said before. A new default takes the
 * place of the earlier one. Which codes exist is the taxonomy's business: an unknown one is a finding. Refuses what
 * contradicts itself: a forbidden default, or a follow-up of what must not be.
 */
export function mapResolution(reason: ReasonState, operation: OperationOf<'MapResolution'>): Edited {
  const code = mustBeText(operation.resolution, { field: 'resolution', maxLength: textLimits.code });
  if (!code.ok) return err(ofReason(code.problem, reason.id));
  const contradiction = contradictionIn(reason, operation);
  if (contradiction !== null) return err(contradiction);
  const { use, isDefault } = operation;
  const followUpWithin = storedTarget(reason, 'followUpWithin', operation.followUpWithin);
  if (!followUpWithin.ok) return followUpWithin;

  const mapping = { code: code.value, use, isDefault, followUpWithin: followUpWithin.value };
  const others = reason.resolutions.filter((known) => known.code !== mapping.code);
  if (others.length >= maxMappings)
    return err(tooMany(reason.id, 'resolutions', { observed: others.length + 1, limit: maxMappings }));
  const kept = isDefault ? others.map(withoutDefault) : others;
  return ok({ ...reason, resolutions: [...kept, mapping].sort(byResolutionCode) });
}

/** Refuses a code that is not mapped: taking away what is not there is a slip of whoever asks. */
export function unmapResolution(reason: ReasonState, operation: OperationOf<'UnmapResolution'>): Edited {
  const code = mustBeText(operation.resolution, { field: 'resolution', maxLength: textLimits.code });
  if (!code.ok) return err(ofReason(code.problem, reason.id));
  const observed = code.value;
  const resolutions = reason.resolutions.filter((known) => known.code !== observed);
  if (resolutions.length < reason.resolutions.length) return ok({ ...reason, resolutions });
  const message = `resolution: expected one that ${reason.id} is mapped to, but got ${JSON.stringify(observed)}`;
  return err({
    ...{ code: 'RESOLUTION_NOT_MAPPED', message, reasonId: reason.id, field: 'resolution', observed },
  });
}

const withoutDefault = (mapping: ResolutionMapping): ResolutionMapping =>
  mapping.isDefault ? { ...mapping, isDefault: false } : mapping;

function contradictionIn(
  { id }: ReasonState,
  { use, isDefault, followUpWithin }: OperationOf<'MapResolution'>,
): OperationProblem | null {
  if (use !== 'FORBIDDEN') return null;
  const refused = (field: string, expected: string): OperationProblem => ({
    code: 'MAPPING_CONTRADICTS_ITSELF',
    message: `${field}: expected ${expected} with FORBIDDEN, but got one`,
    ...{ reasonId: id, field },
  });
  if (isDefault) return refused('isDefault', 'no default');
  return followUpWithin === null ? null : refused('followUpWithin', 'no follow-up');
}
