import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';
import { committedSchema } from '../support/emit-schema';

/** The rules of the schema that concern its shape; those of its text are graphql-eslint's. */
const schema = buildSchema(committedSchema());
const own: readonly GraphQLNamedType[] = Object.values(schema.getTypeMap()).filter(
  ({ name }) => !name.startsWith('__'),
);
const objects = own.filter(isObjectType);
const fieldsOf = (type: GraphQLObjectType | null | undefined): readonly GraphQLField<unknown, unknown>[] =>
  Object.values(type?.getFields() ?? {});
const mutations = fieldsOf(schema.getMutationType());
const rootFields = [...fieldsOf(schema.getQueryType()), ...mutations];
const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

test('a mutation takes one input of its own name and answers a nullable result of its own name', () => {
  const shapes = mutations.map(({ name, args, type }) => ({
    name,
    args: args.map((argument) => `${argument.name}: ${String(argument.type)}`),
    type: String(type),
  }));
  expect(shapes).toEqual(
    mutations.map(({ name }) => ({
      name,
      args: [`input: ${capitalised(name)}Input!`],
      type: `${capitalised(name)}Result`,
    })),
  );
});

test('a result is a payload and problems, and nothing else', () => {
  const strangers = own.filter(isUnionType).flatMap((union) =>
    union.getTypes().filter((member) => {
      const isPayload = member.name === union.name.replace(/Result$/, 'Payload');
      return !isPayload && !member.getInterfaces().some(({ name }) => name === 'Problem');
    }),
  );
  expect(strangers.map(({ name }) => name)).toEqual([]);
});

test('a mutation is a verb and a noun of one action, and no state is set through it', () => {
  const names = mutations.map(({ name }) => name);
  expect(names.filter((name) => /^(get|update|do|handle|process|manage)[A-Z]|^[a-z]+$/.test(name))).toEqual(
    [],
  );
});

test('root fields are nullable', () => {
  expect(rootFields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
});

test('names are not repeated: no get, and no type before its field unless the field is of that type', () => {
  const repeated = objects.flatMap((type) =>
    fieldsOf(type).flatMap((field) => {
      const prefix = type.name.charAt(0).toLowerCase() + type.name.slice(1);
      const isNamedAsItsType = capitalised(field.name) === String(field.type).replace(/[[\]!]/g, '');
      const isPrefixed = field.name.startsWith(prefix) && !isNamedAsItsType;
      return isPrefixed || /^get[A-Z]/.test(field.name) ? [`${type.name}.${field.name}`] : [];
    }),
  );
  expect(repeated).toEqual([]);
});

test('what grows is a connection: nodes and page info, asked for with first and after', () => {
  const connections = objects.filter(({ name }) => name.endsWith('Connection'));
  for (const connection of connections) {
    const { nodes, pageInfo } = connection.getFields();
    expect([connection.name, String(nodes?.type), String(pageInfo?.type)]).toEqual([
      connection.name,
      `[${connection.name.replace(/Connection$/, '')}!]!`,
      'PageInfo!',
    ]);
  }
  const askedFor = objects.flatMap((type) =>
    fieldsOf(type).filter(({ type: answer }) => String(answer).endsWith('Connection')),
  );
  for (const { args } of askedFor)
    expect(args.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual(
      expect.arrayContaining(['first: Int', 'after: String']),
    );
});

test('a list holds no nulls', () => {
  const holed = [...objects, ...own.filter(isInterfaceType), ...own.filter(isInputObjectType)].flatMap(
    (type) =>
      Object.values(type.getFields()).flatMap(({ name, type: answer }) => {
        const list = isNonNullType(answer) ? answer.ofType : answer;
        return isListType(list) && !isNonNullType(list.ofType) ? [`${type.name}.${name}`] : [];
      }),
  );
  expect(holed).toEqual([]);
});

test('a nullable field of an object says what null means', () => {
  const silent = objects
    .filter(({ name }) => !/Payload$/.test(name) && name !== 'Query' && name !== 'Mutation')
    .flatMap((type) =>
      fieldsOf(type)
        .filter(({ type: answer, description }) => !isNonNullType(answer) && !/null/.test(description ?? ''))
        .map(({ name }) => `${type.name}.${name}`),
    );
  expect(silent).toEqual([]);
});

test('a description is a sentence', () => {
  const texts = own.flatMap((type) => {
    const inner: readonly { readonly name: string; readonly description?: string | null }[] =
      isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
        ? Object.values(type.getFields())
        : isEnumType(type)
          ? type.getValues()
          : [];
    return inner.map(({ name, description }) => [`${type.name}.${name}`, description ?? ''] as const);
  });
  expect(texts.filter(([, text]) => !/^[A-Z].*[.!?:]$/s.test(text)).map(([place]) => place)).toEqual([]);
});

test('whatever implements Node can be asked for by its id', () => {
  const nodes = objects.filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'));
  expect(nodes.map(({ name }) => name).sort()).toEqual([
    'Actor',
    'Annotation',
    'Attestation',
    'Audit',
    'AuditFinding',
    'AuditItem',
    'CheckRun',
    'Coder',
    'Contact',
    'Decision',
    'Department',
    'Draft',
    'Feedback',
    'IngestJob',
    'LegalHold',
    'Pilot',
    'PurgeJob',
    'Reason',
    'Resolution',
    'Session',
    'SessionItem',
    'SuggestionDecision',
    'Taxonomy',
    'TaxonomyVersion',
    'Transfer',
    'Waiver',
  ]);
});
