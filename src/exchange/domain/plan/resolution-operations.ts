import {
  sameValue,
  type Operation,
  type ReasonState,
  type ResolutionMapping,
} from '../../../taxonomy/domain';
import type { ContentWish, MappingWish } from '../import-file';

/**
 * The operations that give a reason the mappings a file has; what the file says nothing of is taken away only where it says
 * all there is. The default comes last, since being mapped takes that place from whatever had it.
 */
export function resolutionOperations(
  reason: ReasonState,
  { resolutions }: Pick<ContentWish, 'resolutions'>,
  isWhole: boolean,
): readonly Operation[] {
  const reasonId = reason.id;
  const known = new Map(reason.resolutions.map((mapping) => [mapping.code, mapping]));
  const wished = resolutions.map((wish) => mappingOf(wish, known.get(wish.code)));
  const changed = wished
    .filter((mapping) => !sameValue(mapping, known.get(mapping.code)))
    .sort((one, other) => Number(one.isDefault) - Number(other.isDefault));
  const gone = isWhole
    ? reason.resolutions.filter(({ code }) => !wished.some((mapping) => mapping.code === code))
    : [];
  return [
    ...gone.map(({ code }): Operation => ({ kind: 'UnmapResolution', reasonId, resolution: code })),
    ...changed.map(({ code, ...mapping }): Operation => ({
      ...{ kind: 'MapResolution', reasonId, resolution: code, ...mapping },
    })),
  ];
}

function mappingOf(wish: MappingWish, known: ResolutionMapping | undefined): ResolutionMapping {
  const isForbidden = wish.use === 'FORBIDDEN';
  const { isDefault = known?.isDefault ?? false, followUpWithin = known?.followUpWithin ?? null } = wish;
  return {
    ...{ code: wish.code, use: wish.use },
    isDefault: isDefault && !isForbidden,
    followUpWithin: isForbidden ? null : followUpWithin,
  };
}
