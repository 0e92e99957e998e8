import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

const clock = 'A rule knows no clock and no chance of its own: take `now`, or the numbers, as an argument.';

/** The schema: what can be read off its text. The conventions of its shape are in tests/contract. */
const schema = {
  files: ['schema/**/*.graphql'],
  languageOptions: {
    parser: graphql.parser,
    parserOptions: { graphQLConfig: { schema: 'schema/schema.graphql' } },
  },
  plugins: { '@graphql-eslint': graphql },
  rules: {
    ...graphql.configs['flat/schema-recommended'].rules,
    '@graphql-eslint/require-description': [
      'error',
      {
        types: true,
        rootField: true,
        DirectiveDefinition: true,
        FieldDefinition: true,
        InputValueDefinition: true,
        EnumValueDefinition: true,
      },
    ],
    '@graphql-eslint/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false }],
    '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
    '@graphql-eslint/require-nullable-result-in-root': 'error',
    '@graphql-eslint/require-deprecation-date': ['error', { argumentName: 'removedOn' }],
    // Value objects have no id.
    '@graphql-eslint/strict-id-in-types': 'off',
    // Held by tests/contract/schema-conventions.test.ts, which lets a field be named as the type it returns.
    '@graphql-eslint/no-typename-prefix': 'off',
  },
};

const code = {
  files: ['**/*.ts'],
  extends: [typescript.configs.recommendedTypeChecked],
  languageOptions: {
    parserOptions: { project: 'tests/tsconfig.json', tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
    '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: true }],
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
    '@typescript-eslint/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
    ],
    '@typescript-eslint/require-await': 'off', // an interface that wants a promise gets one
    'max-params': ['error', { max: 3 }],
    'no-warning-comments': 'error',
  },
};

/** An argument of a field is a parameter of its resolver, so that their number is the schema's. */
const resolvers = { files: ['src/*/graphql/**/*.ts'], rules: { 'max-params': 'off' } };

/** What jest's matchers answer is of any type; a row of a table of cases is a parameter each. */
const tests = {
  files: ['tests/**/*.ts'],
  rules: {
    '@typescript-eslint/no-unsafe-assignment': 'off',
    '@typescript-eslint/no-unsafe-return': 'off',
    '@typescript-eslint/no-base-to-string': 'off',
    'max-params': 'off',
  },
};

const product = {
  files: ['src/**/*.ts', 'migrations/**/*.ts', 'ormconfig.ts'],
  rules: {
    'no-console': 'error',
    'no-restricted-properties': [
      'error',
      { object: 'process', property: 'env', message: 'The environment is read in src/config.ts alone.' },
    ],
  },
};

const rulesAndStatistics = {
  files: ['src/*/domain/**/*.ts', 'src/*/statistics/**/*.ts'],
  rules: {
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: clock },
      { object: 'Math', property: 'random', message: clock },
      { object: 'performance', property: 'now', message: clock },
      { object: 'process', property: 'env', message: 'The environment is read in src/config.ts alone.' },
    ],
    'no-restricted-syntax': [
      'error',
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
      { selector: "CallExpression[callee.name='Date']", message: clock },
    ],
    'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'crypto'],
  },
};

export default defineConfig(
  { ignores: ['dist/', 'tests/support/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  schema,
  code,
  resolvers,
  tests,
  product,
  rulesAndStatistics,
  { files: ['src/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['src/main.ts', 'src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
);
