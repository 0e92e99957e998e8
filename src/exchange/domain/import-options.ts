import type { Language, RetirementReason } from '../../taxonomy/domain';

/** What files are written in, both ways; what there is to each stands in `formats/file-formats.ts`. */
export const importFormats = [
  'csv',
  'tsv',
  'text',
  'json',
  'turtle',
  'jsonld',
  'zendesk',
  'salesforce',
  'genesys',
] as const;
export type ImportFormat = (typeof importFormats)[number];

export const hierarchies = ['adjacency', 'levels', 'code-prefix'] as const;
export type Hierarchy = (typeof hierarchies)[number];

export const encodings = ['utf-8', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type Delimiter = keyof typeof delimiters;

/** How a file is to be read. What is null is found out from the file. */
export interface ReadOptions {
  readonly format: ImportFormat;
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  /** Lines before the header. */
  readonly skipRows: number | null;
  readonly hierarchy: Hierarchy | null;
  /** Which column holds what: `id`, `parent`, `label`, `label.nl`, ... to the column's name; `items` in JSON. */
  readonly columns: Readonly<Record<string, string>>;
  /** A filled level under a blank one: the file is refused, or it stands under the nearest level that is filled. */
  readonly blankLevel: 'refuse' | 'skip';
  /** A row of a list without an id: the file is refused, or the row is left out with a warning. */
  readonly missingId: 'refuse' | 'skip';
  /** The languages that the taxonomy keeps, and the one of texts whose column names none. */
  readonly languages: readonly Language[];
  readonly language: Language;
}

/** What is to become of the reasons of the taxonomy that the file does not list. */
export interface RetireMissing {
  readonly reason: RetirementReason;
  readonly because: string;
}

/** What the import makes of what was read. */
export interface PlanChoices {
  /** A reason that names itself as its parent: the file is refused, or it stands at the root. */
  readonly selfParent: 'refuse' | 'root';
  /** An id that stands on several lines: the file is refused, or the first line counts. */
  readonly duplicateId: 'refuse' | 'first';
  /** A listed reason that is retired stays so, with a warning, or is taken back into use. */
  readonly retired: 'keep' | 'reactivate';
  /** Null: nothing is retired for not being listed. */
  readonly retireMissing: RetireMissing | null;
}

export type ImportOptions = ReadOptions & PlanChoices;

export const defaultChoices: PlanChoices = {
  selfParent: 'refuse',
  duplicateId: 'refuse',
  retired: 'keep',
  retireMissing: null,
};

/**
 * Which column holds what, from the words of a command line: entries with commas between them, a comma within a column's
 * name being no end of it unless another `field=` follows. Null where an entry has no `=`.
 *
 * @example parseColumnMap('id=Unique ID,label.nl=Naam, kort') // { id: 'Unique ID', 'label.nl': 'Naam, kort' }
 */
export function parseColumnMap(text: string): Readonly<Record<string, string>> | null {
  const entries = text.split(/,(?=\s*[\w.-]+=)/).map((entry) => {
    const at = entry.indexOf('=');
    return at < 1 ? null : ([entry.slice(0, at).trim(), entry.slice(at + 1).trim()] as const);
  });
  const whole = entries.filter((entry) => entry !== null);
  return whole.length === entries.length ? Object.fromEntries(whole) : null;
}

/** What a caller may say of an import; what is left out is found out from the file, or is the careful choice. */
export type ImportWish = { readonly [Field in keyof ImportOptions]?: ImportOptions[Field] | undefined } & {
  readonly format: ImportFormat;
};

/**
 * All the options of an import into a taxonomy that keeps these languages, the first of them its default.
 *
 * @example importOptions({ format: 'csv' }, ['en', 'nl']).language // 'en'
 */
export function importOptions(wish: ImportWish, languages: readonly Language[]): ImportOptions {
  const {
    format,
    columns = {},
    blankLevel = 'refuse',
    missingId = 'refuse',
    language = languages[0] ?? 'en',
  } = wish;
  const { encoding = null, delimiter = null, skipRows = null, hierarchy = null } = wish;
  const { selfParent, duplicateId, retired, retireMissing } = defaultChoices;
  return {
    ...{ format, encoding, delimiter, skipRows, hierarchy, columns, blankLevel, missingId, languages },
    language: language.toLowerCase(),
    selfParent: wish.selfParent ?? selfParent,
    duplicateId: wish.duplicateId ?? duplicateId,
    retired: wish.retired ?? retired,
    retireMissing: wish.retireMissing ?? retireMissing,
  };
}
