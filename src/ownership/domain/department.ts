import type { DepartmentId, TaxonomyId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import { faultOf, foldLabel, mustBeText, textLimits } from '../../platform/text';
import type { Language, LocalizedText } from '../../taxonomy/domain';
import type { DepartmentFault, DepartmentRefused } from './ownership-problems';

const mostAliases = 50;

/** Whoever can answer for reasons of a taxonomy. Departments are a tree, and are dissolved but never deleted. */
export interface DepartmentRecord {
  readonly id: DepartmentId;
  readonly taxonomyId: TaxonomyId;
  readonly code: string;
  readonly name: LocalizedText;
  /** Other codes it goes by, in older lists and in other systems. */
  readonly aliases: readonly string[];
  readonly parentId: DepartmentId | null;
  /** Null: it has not been dissolved, nor will be at a moment that is known. */
  readonly dissolvedAt: Date | null;
  readonly successorId: DepartmentId | null;
  readonly revision: number;
}

export interface DepartmentWish {
  /** Null for a new one. */
  readonly id: DepartmentId | null;
  readonly code: string;
  readonly name: LocalizedText;
  readonly aliases: readonly string[];
  readonly parentId: DepartmentId | null;
}

/**
 * A department as it can be kept beside the others, or everything that is wrong with it at once: a text that cannot be stored,
 * a language that the taxonomy does not keep, a code or alias that another one has (after folding case and space), a parent
 * that is not there, is dissolved, or stands below it.
 *
 * @example mustBeDepartment({ id: null, code: 'FIN', name: { en: 'Finance' }, aliases: [], parentId: null }, scene) // ok
 */
export function mustBeDepartment(
  wish: DepartmentWish,
  scene: { readonly others: readonly DepartmentRecord[]; readonly languages: readonly Language[] },
): Result<Pick<DepartmentRecord, 'code' | 'name' | 'aliases' | 'parentId'>, DepartmentRefused> {
  const others = scene.others.filter(({ id }) => id !== wish.id);
  const code = mustBeText(wish.code, { field: 'code', maxLength: textLimits.code });
  const aliases = wish.aliases.map((alias) =>
    mustBeText(alias, { field: 'aliases', maxLength: textLimits.code }),
  );
  const names = Object.entries(wish.name).map(
    ([language, text]) =>
      [language, mustBeText(text, { field: 'name', maxLength: textLimits.name })] as const,
  );
  const texts = [code, ...aliases, ...names.map(([, text]) => text)];
  const faults = [
    ...texts.flatMap((text) => (text.ok ? [] : [fault(text.problem.field, faultOf(text.problem))])),
    ...countFaults(wish, scene.languages),
    ...takenFaults(wish, others),
    ...parentFaults(wish, scene.others),
  ];
  if (faults.length > 0 || !code.ok) return err(refused(faults));
  const name = Object.fromEntries(
    names.flatMap(([language, text]) => (text.ok ? [[language, text.value]] : [])),
  );
  const kept = aliases.flatMap((alias) => (alias.ok ? [alias.value] : []));
  return ok({ code: code.value, name, aliases: kept, parentId: wish.parentId });
}

export const refused = (faults: readonly DepartmentFault[]): DepartmentRefused => ({
  code: 'DEPARTMENT_REFUSED',
  faults,
  message: faults.map(({ field, message }) => `${field}: ${message}`).join('; '),
});

const fault = (field: string, message: string): DepartmentFault => ({ field, message });

function countFaults({ name, aliases }: DepartmentWish, languages: readonly Language[]): DepartmentFault[] {
  const strange = Object.keys(name).filter((language) => !languages.includes(language));
  const known = languages.join(', ');
  return [
    ...(Object.keys(name).length === 0 ? [fault('name', 'expected a text in at least one language')] : []),
    ...strange
      .slice(0, 5)
      .map((language) =>
        fault(
          'name',
          `expected a language of the taxonomy (${known}), but got ${JSON.stringify(language.slice(0, 40))}`,
        ),
      ),
    ...(aliases.length > mostAliases
      ? [fault('aliases', `expected at most ${mostAliases}, but got ${aliases.length}`)]
      : []),
  ];
}

function takenFaults(
  { code, aliases }: DepartmentWish,
  others: readonly DepartmentRecord[],
): DepartmentFault[] {
  const taken = new Map(
    others.flatMap((other) => [other.code, ...other.aliases].map((text) => [foldLabel(text), other.code])),
  );
  const own = [code, ...aliases];
  return own.slice(0, mostAliases + 1).flatMap((text, at) => {
    const field = at === 0 ? 'code' : 'aliases';
    const came = JSON.stringify(text.slice(0, 60));
    const holder = taken.get(foldLabel(text));
    if (holder !== undefined)
      return [fault(field, `expected one that no department has, but ${came} is that of ${holder}`)];
    const isRepeated = own.findIndex((other) => foldLabel(other) === foldLabel(text)) !== at;
    return isRepeated ? [fault(field, `expected each once, but got ${came} twice`)] : [];
  });
}

function parentFaults({ id, parentId }: DepartmentWish, all: readonly DepartmentRecord[]): DepartmentFault[] {
  if (parentId === null) return [];
  const byId = new Map(all.map((department) => [department.id, department]));
  const parent = byId.get(parentId);
  if (parent === undefined) return [fault('parent', 'expected a department of the taxonomy')];
  if (parent.dissolvedAt !== null)
    return [fault('parent', `expected one that is not dissolved, but got ${parent.code}`)];
  const above = new Set<DepartmentId>();
  for (let at: DepartmentRecord | undefined = parent; at !== undefined && !above.has(at.id);) {
    above.add(at.id);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  const isBelow = id !== null && above.has(id);
  return isBelow ? [fault('parent', `expected one that is not below it, but got ${parent.code}`)] : [];
}

/** Whether it can still answer for anything at a moment. */
export const existsAt = ({ dissolvedAt }: DepartmentRecord, at: Date): boolean =>
  dissolvedAt === null || at < dissolvedAt;
