import { stringify } from 'csv-stringify/sync';
import { Field, InputType } from 'type-graphql';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { CalculatorInput } from '../calculator';

export const AgreementMetricEnum = schemaEnum(
  'AgreementMetric',
  "Krippendorff's metric: how far two categories are apart.",
  {
    NOMINAL: 'Alike or not.',
    ORDINAL: 'By rank, weighted by how many ratings lie between.',
    INTERVAL: 'By the squared difference of the values.',
    RATIO: 'By the squared difference relative to the sum of the values.',
  },
);

export const AgreementWeightsEnum = schemaEnum(
  'AgreementWeights',
  'How alike two categories are taken to be.',
  {
    UNWEIGHTED: 'Alike or not.',
    LINEAR: 'Less by the difference.',
    QUADRATIC: 'Less by its square.',
    ORDINAL: 'Less by the ranks between.',
    RADICAL: 'Less by the root of the difference.',
    RATIO: 'Less by the difference relative to the sum.',
    CIRCULAR: 'On a circle, where the last is next to the first.',
    BIPOLAR: 'Between two poles.',
  },
);

export const StandardErrorEnum = schemaEnum('AgreementStandardError', 'How standard errors are found.', {
  LINEARISED: "Gwet's linearisation over items.",
  JACKKNIFE: 'Leaving out one item at a time; with few items, an interval that small samples allow.',
  ASYMPTOTIC: 'From the table of two coders.',
});

@InputType('AgreementRatingInput', { description: 'One rating: which category a coder gave an item.' })
export class AgreementRatingInput {
  @Field(() => String, { description: 'The item, such as a contact.' })
  item!: string;

  @Field(() => String, { description: 'The coder.' })
  coder!: string;

  @Field(() => String, { description: 'The category, such as the code of a reason.' })
  category!: string;
}

@InputType('CategoryPathInput', { description: 'Where a category stands in its taxonomy.' })
export class CategoryPathInput {
  @Field(() => String, { description: 'The category.' })
  category!: string;

  @Field(() => [String], { description: 'The names from the root down, its own last.' })
  path!: string[];
}

@InputType('AgreementInput', { description: 'Ratings, and how their agreement is to be computed.' })
export class AgreementInput {
  @Field(() => [AgreementRatingInput], { description: 'The ratings.' })
  ratings!: AgreementRatingInput[];

  @Field(() => [String], {
    nullable: true,
    description: 'The declared categories in their order; null: those that occur.',
  })
  categories?: string[] | null;

  @Field(() => AgreementMetricEnum, { nullable: true, description: 'The metric of alpha; null: 1 - weight.' })
  metric?: keyof typeof AgreementMetricEnum | null;

  @Field(() => AgreementWeightsEnum, {
    nullable: true,
    description: 'How alike categories are; null: alike or not.',
  })
  weights?: keyof typeof AgreementWeightsEnum | null;

  @Field(() => StandardErrorEnum, {
    nullable: true,
    description: 'How standard errors are found; null: LINEARISED.',
  })
  standardError?: keyof typeof StandardErrorEnum | null;

  @Field(() => [CategoryPathInput], {
    nullable: true,
    description: 'Where the categories stand: adds alpha by path and by level; null: not said.',
  })
  paths?: CategoryPathInput[] | null;
}

const lower = <Word extends string>(word: Word): Lowercase<Word> => word.toLowerCase() as Lowercase<Word>;

/** What the calculator takes: the same text as a file would hold, so that API and command line cannot differ. */
export function calculatorInput(given: AgreementInput): CalculatorInput {
  const { ratings, categories, metric, weights, standardError, paths } = given;
  const rows = ratings.map(({ item, coder, category }) => [item, coder, category]);
  return {
    text: stringify([['item', 'coder', 'category'], ...rows]),
    shape: 'ratings',
    standardError: lower(standardError ?? 'LINEARISED'),
    ...(metric === null || metric === undefined ? {} : { metric: lower(metric) }),
    ...(weights === null || weights === undefined ? {} : { weights: lower(weights) }),
    ...(categories === null || categories === undefined ? {} : { categories: stringify([categories]) }),
    ...(paths === null || paths === undefined ? {} : { pathsText: pathsText(paths) }),
  };
}

function pathsText(paths: readonly CategoryPathInput[]): string {
  const deepest = Math.max(1, ...paths.map(({ path }) => path.length));
  const header = ['category', ...Array.from({ length: deepest }, (_, at) => `level ${at + 1}`)];
  const rows = paths.map(({ category, path }) => [
    category,
    ...path,
    ...Array<string>(deepest - path.length).fill(''),
  ]);
  return stringify([header, ...rows]);
}
