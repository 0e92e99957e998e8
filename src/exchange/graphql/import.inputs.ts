import { Field, ID, InputType, Int } from 'type-graphql';
import { CallerError } from '../../platform/caller-error';
import type { RetirementReason } from '../../taxonomy/domain';
import { RetirementReasonEnum, schemaEnum } from '../../taxonomy/graphql';
import type { ImportWish } from '../domain';
import { formatSentences } from './export.types';

export const ImportFormatEnum = schemaEnum(
  'ImportFormat',
  'What a file of reasons is written in.',
  formatSentences,
);

export const HierarchyEnum = schemaEnum('Hierarchy', 'How a file tells what stands under what.', {
  ADJACENCY: 'Each row names the id of its parent.',
  LEVELS: 'A column for each level: a row is a path.',
  CODE_PREFIX: 'The parent is the longest code that is a prefix, else the section above.',
});

const refuseOr = { REFUSE: 'The file is refused.' } as const;
export const SelfParentEnum = schemaEnum(
  'SelfParentChoice',
  'What becomes of a reason that names itself as parent.',
  {
    ...refuseOr,
    ROOT: 'It stands at the root.',
  },
);
export const DuplicateIdEnum = schemaEnum(
  'DuplicateIdChoice',
  'What becomes of an id that stands on several lines.',
  {
    ...refuseOr,
    FIRST: 'The first line counts.',
  },
);
export const MissingIdEnum = schemaEnum('MissingIdChoice', 'What becomes of a row of a list without an id.', {
  ...refuseOr,
  SKIP: 'It is left out, with a warning.',
});

export const BlankLevelEnum = schemaEnum(
  'BlankLevelChoice',
  'What becomes of a filled level under a blank one.',
  {
    ...refuseOr,
    SKIP: 'It stands under the nearest level that is filled.',
  },
);
export const RetiredEnum = schemaEnum(
  'RetiredChoice',
  'What becomes of a retired reason that the file lists.',
  {
    KEEP: 'It stays retired.',
    REACTIVATE: 'It is taken back into use.',
  },
);

@InputType('ImportColumnInput', { description: 'Which column of a file holds what.' })
export class ImportColumnInput {
  @Field(() => String, {
    description:
      'What it holds, such as id, parent, label, label.nl, level 1 or definition; items: the list in JSON.',
  })
  field!: string;

  @Field(() => String, { description: 'The name of the column, or of the key in JSON.' })
  column!: string;
}

@InputType('RetireMissingInput', { description: 'How the reasons that a file does not list are retired.' })
export class RetireMissingInput {
  @Field(() => RetirementReasonEnum, { description: 'As what: one that asks for no successor.' })
  reason!: RetirementReason;

  @Field(() => String, { description: 'Why: it stands with each of them.' })
  because!: string;
}

@InputType({ description: 'A file of reasons and how it is to be read.' })
abstract class FileInput {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => ImportFormatEnum, { description: 'What it is written in.' })
  format!: keyof typeof ImportFormatEnum;

  @Field(() => String, {
    description: 'Its text. Files of more than some 100 KB go through POST /v1/taxonomies/KEY/imports.',
  })
  content!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that it was made for, 0 before there is one; null takes the newest.',
  })
  baseVersion?: number | null;

  @Field(() => [ImportColumnInput], {
    nullable: true,
    description: 'What its columns hold; null finds out by their names.',
  })
  columns?: ImportColumnInput[] | null;

  @Field(() => HierarchyEnum, {
    nullable: true,
    description: 'How it tells the tree; null finds out by its columns.',
  })
  hierarchy?: keyof typeof HierarchyEnum | null;

  @Field(() => String, {
    nullable: true,
    description: "The language of its labels; null: the taxonomy's default.",
  })
  language?: string | null;

  @Field(() => Int, { nullable: true, description: 'Lines before its header; null finds out.' })
  skipRows?: number | null;

  @Field(() => SelfParentEnum, {
    defaultValue: 'REFUSE',
    description: 'What becomes of a reason that is its own parent.',
  })
  selfParent!: keyof typeof SelfParentEnum;

  @Field(() => DuplicateIdEnum, {
    defaultValue: 'REFUSE',
    description: 'What becomes of an id that comes again.',
  })
  duplicateId!: keyof typeof DuplicateIdEnum;

  @Field(() => BlankLevelEnum, {
    defaultValue: 'REFUSE',
    description: 'What becomes of a level under a blank one.',
  })
  blankLevel!: keyof typeof BlankLevelEnum;

  @Field(() => MissingIdEnum, {
    defaultValue: 'REFUSE',
    description: 'What becomes of a row of a list without an id.',
  })
  missingId!: keyof typeof MissingIdEnum;

  @Field(() => RetiredEnum, {
    defaultValue: 'KEEP',
    description: 'What becomes of a retired reason that it lists.',
  })
  retired!: keyof typeof RetiredEnum;

  @Field(() => RetireMissingInput, {
    nullable: true,
    description: 'How what it does not list is retired; null: not at all.',
  })
  retireMissing?: RetireMissingInput | null;
}

@InputType('ImportTaxonomyInput', { description: 'A file to be brought into a draft.' })
export class ImportTaxonomyInput extends FileInput {
  @Field(() => String, { defaultValue: 'Import', description: 'What the draft is about.' })
  title!: string;
}

@InputType('PreviewImportInput', { description: 'A file, to see what it would do.' })
export class PreviewImportInput extends FileInput {}

const small = <Word extends string>(word: Word): Lowercase<Word> => word.toLowerCase() as Lowercase<Word>;

const hierarchyWords = { ADJACENCY: 'adjacency', LEVELS: 'levels', CODE_PREFIX: 'code-prefix' } as const;

/** The options that an input asks for. A field that is named twice is the caller's mistake. */
export function wishOf(input: FileInput): ImportWish {
  const fields = (input.columns ?? []).map(({ field }) => field);
  const repeated = fields.find((field, at) => fields.indexOf(field) !== at);
  if (repeated !== undefined) {
    throw new CallerError(
      'BAD_USER_INPUT',
      `columns: expected each field once, but got ${JSON.stringify(repeated)} twice`,
    );
  }
  const { skipRows, hierarchy } = input;
  if (typeof skipRows === 'number' && skipRows < 0) {
    throw new CallerError('BAD_USER_INPUT', `skipRows: expected 0 or more, but got ${skipRows}`);
  }
  return {
    format: small(input.format),
    columns: Object.fromEntries((input.columns ?? []).map(({ field, column }) => [field, column])),
    hierarchy: hierarchy === null || hierarchy === undefined ? null : hierarchyWords[hierarchy],
    language: input.language ?? undefined,
    skipRows: skipRows ?? null,
    selfParent: small(input.selfParent),
    duplicateId: small(input.duplicateId),
    blankLevel: small(input.blankLevel),
    missingId: small(input.missingId),
    retired: small(input.retired),
    retireMissing: input.retireMissing ?? null,
  };
}
