import { unreachable } from '../../../platform/result';
import { noteKinds, type Language, type NoteKind } from '../../../taxonomy/domain';
import type { Hierarchy } from '../import-options';

/** Columns with one value for a reason. */
type PlainField =
  ('code' | 'parent' | 'residual' | 'kind' | 'priority' | 'channels' | 'useCaseGroups') | ResolutionField;

/** Columns with codes of resolutions. */
export type ResolutionField =
  'expectedResolutions' | 'allowedResolutions' | 'forbiddenResolutions' | 'defaultResolution';

/** Columns with a text in one language. */
export type TextField = 'label' | 'synonym' | 'hiddenSynonym' | 'intent' | NoteKind;

/** What a column holds. */
export type Meaning =
  | { readonly field: PlainField }
  | { readonly field: TextField; readonly language: Language }
  | { readonly field: 'level'; readonly level: number };

export interface Column {
  /** Place in the row, from 0. */
  readonly at: number;
  readonly name: string;
  readonly meaning: Meaning;
}

/** The columns that a header has, and how they tell the tree. */
export interface Layout {
  readonly hierarchy: Hierarchy;
  readonly columns: readonly Column[];
}

const codeNames = ['id', 'unique id', 'code', 'reason code', 'notation', 'key', 'external id'];
const parentNames = ['parent', 'parent id', 'parent code', 'parent key', 'parent unique id', 'parentid'];
const labelNames = ['name', 'label', 'title', 'reason', 'preferred label', 'naam'];
const levelName = /^(?:level|tier|lvl|niveau|l) ?(\d{1,2})$/;
const textNames: Readonly<Record<string, TextField>> = {
  ...Object.fromEntries(labelNames.map((name) => [name, 'label'] as const)),
  synonym: 'synonym',
  synonyms: 'synonym',
  'hidden synonym': 'hiddenSynonym',
  'hidden synonyms': 'hiddenSynonym',
  hiddensynonym: 'hiddenSynonym',
  intent: 'intent',
  ...Object.fromEntries(noteKinds.map((note) => [note.toLowerCase().replaceAll('_', ' '), note] as const)),
  ...Object.fromEntries(noteKinds.map((note) => [note.toLowerCase().replaceAll('_', ''), note] as const)),
};
const plainNames: Readonly<Record<string, PlainField>> = {
  ...Object.fromEntries(codeNames.map((name) => [name, 'code'] as const)),
  ...Object.fromEntries(parentNames.map((name) => [name, 'parent'] as const)),
  residual: 'residual',
  kind: 'kind',
  priority: 'priority',
  channels: 'channels',
  'use case groups': 'useCaseGroups',
  usecasegroups: 'useCaseGroups',
  'expected resolutions': 'expectedResolutions',
  expectedresolutions: 'expectedResolutions',
  'allowed resolutions': 'allowedResolutions',
  allowedresolutions: 'allowedResolutions',
  'forbidden resolutions': 'forbiddenResolutions',
  forbiddenresolutions: 'forbiddenResolutions',
  'default resolution': 'defaultResolution',
  defaultresolution: 'defaultResolution',
};

/**
 * A column's name in the form in which names are compared.
 *
 * @example plainName('Parent_ID ') // 'parent id'
 */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();

/**
 * What a column with this name would hold: a field of ours or a usual word for it, with the language behind a dot, a space
 * or in brackets; null where the name says nothing.
 *
 * @example meaningOf('Tier 2', languages) // { field: 'level', level: 2 }
 * @example meaningOf('Label (nl)', { languages: ['en', 'nl'], language: 'en' }) // { field: 'label', language: 'nl' }
 */
export function meaningOf(
  name: string,
  { languages, language }: { readonly languages: readonly Language[] | null; readonly language: Language },
): Meaning | null {
  const plain = plainName(name);
  const level = levelName.exec(plain)?.[1];
  if (level !== undefined) return { field: 'level', level: Number(level) };
  const field = Object.hasOwn(plainNames, plain) ? plainNames[plain] : undefined;
  if (field !== undefined) return { field };
  const text = Object.hasOwn(textNames, plain) ? textNames[plain] : undefined;
  if (text !== undefined) return { field: text, language };
  const [, words = '', tag = ''] = /^(.+?)(?:\.| \(| )([a-z]{2,3}(?: [a-z0-9]+)*)\)?$/.exec(plain) ?? [];
  const named = Object.hasOwn(textNames, words) ? textNames[words] : undefined;
  const given = tag.replaceAll(' ', '-');
  const isLanguage = languages === null || languages.includes(given);
  return named !== undefined && isLanguage ? { field: named, language: given } : null;
}

/**
 * How columns tell the tree: by a parent where there are id, parent and label, else by levels; a list without either is
 * flat. Null where that cannot be: no label, no level, or not what was asked for.
 */
export function hierarchyOf(columns: readonly Column[], asked: Hierarchy | null): Hierarchy | null {
  const has = (field: Meaning['field']): boolean => columns.some(({ meaning }) => meaning.field === field);
  const isList = has('code') && has('label');
  switch (asked) {
    case 'levels':
      return has('level') ? asked : null;
    case 'adjacency':
      return isList && has('parent') ? asked : null;
    case 'code-prefix':
      return isList ? asked : null;
    case null:
      if (isList && has('parent')) return 'adjacency';
      if (has('level')) return 'levels';
      return isList ? 'adjacency' : null;
    default:
      return unreachable(asked);
  }
}

/** Of several columns that hold the same, the first; a label in two languages is not the same. */
export function withoutRepeats(columns: readonly Column[]): readonly Column[] {
  const byMeaning = new Map<string, Column>();
  for (const column of columns) {
    const key = JSON.stringify(column.meaning);
    if (!byMeaning.has(key)) byMeaning.set(key, column);
  }
  return [...byMeaning.values()];
}
