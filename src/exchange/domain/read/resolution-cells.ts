import type { ResolutionUse } from '../../../taxonomy/domain';
import type { MappingWish } from '../import-file';
import type { ResolutionField } from './columns';
import type { RowReader } from './row-reader';
import type { Row } from './table';
import { splitTexts } from './text-list';

const useOfField = {
  expectedResolutions: 'EXPECTED',
  allowedResolutions: 'ALLOWED',
  forbiddenResolutions: 'FORBIDDEN',
} as const satisfies Partial<Record<ResolutionField, ResolutionUse>>;

/**
 * The mappings to resolutions that the cells of a row say. A default that is in no other cell is expected; where there is a
 * column for the default, whatever is not in it is none.
 */
export function resolutionsOf(row: Row, reader: RowReader): readonly MappingWish[] {
  const codesIn = (field: ResolutionField) => splitTexts(reader.raw(row, reader.column(field)));
  const [defaultCode] = codesIn('defaultResolution');
  const uses = new Map<string, ResolutionUse>();
  for (const field of ['expectedResolutions', 'allowedResolutions', 'forbiddenResolutions'] as const)
    for (const code of codesIn(field)) uses.set(code, useOfField[field]);
  if (defaultCode !== undefined && !uses.has(defaultCode)) uses.set(defaultCode, 'EXPECTED');
  const saysDefault = reader.column('defaultResolution') !== null;
  return Array.from(uses, ([code, use]) => ({
    ...{ code, use },
    ...(saysDefault ? { isDefault: code === defaultCode } : {}),
  }));
}
