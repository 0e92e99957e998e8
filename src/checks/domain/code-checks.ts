import { codedFields, type CodeQuality } from '../../figures/domain';
import { shareResult, type CheckResult } from './check-result';
import type { CheckSettings } from './check-settings';

/**
 * How complete and how valid the codes of contacts are, field by field. Completeness is held against its limit for the fields
 * that every contact is to have; validity for every field.
 *
 * @example codeChecks(quality, settings)[0].key // 'COMPLETENESS:reason'
 */
export function codeChecks(
  quality: readonly CodeQuality[],
  { completeFields, limits }: Pick<CheckSettings, 'completeFields' | 'limits'>,
): readonly CheckResult[] {
  const of = new Map(quality.map((one) => [one.field, one]));
  const checked = codedFields.flatMap((field) => of.get(field) ?? []);
  return [
    ...checked
      .filter(({ field }) => completeFields.includes(field))
      .map(({ field, completeness }) =>
        shareResult(
          { kind: 'COMPLETENESS', subject: field, limit: limits.completeness },
          { count: completeness.count, of: completeness.of, mayBe: 'AT_LEAST', cause: 'NO_CONTACTS' },
        ),
      ),
    ...checked.map(({ field, validity }) =>
      shareResult(
        { kind: 'VALIDITY', subject: field, limit: limits.validity },
        {
          ...{ count: validity.count, of: validity.of, mayBe: 'AT_LEAST' },
          cause: validity.undefinedBecause === 'NO_CONTACTS' ? 'NO_CONTACTS' : 'NO_VALUES',
        },
      ),
    ),
  ];
}
