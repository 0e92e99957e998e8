import { missing } from '../statistics';

/** The declared categories, in order, with their values where all are numbers. */
export interface CategoryScale {
  readonly categories: readonly string[];
  readonly levels: readonly number[] | null;
}

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * The scale of the names that occur or were declared. Where all are numbers they are values, in ascending order
 * ("1.0" and "1" are the same); names stay in the order given.
 *
 * @example scaleOf(['10', '9']).levels // [9, 10]
 */
export function scaleOf(names: readonly string[]): CategoryScale {
  const isNumeric = names.length > 0 && names.every((name) => numberPattern.test(name));
  if (!isNumeric) return { categories: [...new Set(names)], levels: null };
  const levels = [...new Set(names.map(Number))].sort((a, b) => a - b);
  return { categories: levels.map(String), levels };
}

/** The scale of a table or of counts: the order of the file is kept, numbers or not. */
export function scaleInOrder(names: readonly string[]): CategoryScale {
  const isNumeric = names.length > 0 && names.every((name) => numberPattern.test(name));
  return {
    categories: isNumeric ? names.map(canonical) : names,
    levels: isNumeric ? names.map(Number) : null,
  };
}

/** Finds the index of a category by its name, or by its value on a numeric scale; -1 if it is not declared. */
export function categoryFinder({ categories, levels }: CategoryScale): (name: string) => number {
  const indexes = new Map(categories.map((category, index) => [category, index]));
  return (name) => indexes.get(levels === null ? name : canonical(name)) ?? missing;
}

/**
 * The order in which names are read: numbers inside names count as numbers ("u2" before "u10").
 *
 * @example ['u10', 'u2'].sort(naturally) // ['u2', 'u10']
 */
export const naturally = (a: string, b: string): number =>
  collator.compare(a, b) || (a < b ? -1 : Number(a > b));

const collator = new Intl.Collator('en', { numeric: true });

const canonical = (name: string): string => (numberPattern.test(name) ? String(Number(name)) : name);
