import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLList,
  type GraphQLScalarType,
  type GraphQLSchema,
} from 'graphql';
import fc, { type Arbitrary } from 'fast-check';

type NullableInputType =
  GraphQLScalarType | GraphQLEnumType | GraphQLInputObjectType | GraphQLList<GraphQLInputType>;

/** The input type of a mutation, which takes exactly one argument. */
export function inputTypeOf(schema: GraphQLSchema, mutation: string): GraphQLInputObjectType {
  const argument = schema.getMutationType()?.getFields()[mutation]?.args[0];
  const type = argument === undefined ? undefined : nullable(argument.type);
  if (type === undefined || !isInputObjectType(type)) throw new Error(`expected an input of ${mutation}`);
  return type;
}

const nullable = (type: GraphQLInputType): NullableInputType => (isNonNullType(type) ? type.ofType : type);

/** A value that a field cannot, or may not, be given. */
export interface BadValue {
  readonly what: string;
  readonly value: unknown;
}

const long = 'x'.repeat(21_000);
const idOf = (type: string): string =>
  Buffer.from(`${type}:00000000-0000-7000-8000-00000000dead`).toString('base64url');

const badTexts: readonly BadValue[] = [
  { what: 'blank', value: ' \t\u00a0\u200b ' },
  { what: 'empty', value: '' },
  { what: 'NUL', value: 'a\0b' },
  { what: 'half of a surrogate pair', value: 'a\ud800b' },
  { what: 'a control character', value: 'a\u0007b' },
  { what: 'too long', value: long },
  { what: 'a number', value: 5 },
  { what: 'SQL', value: `'; DROP TABLE reason; --` },
];

const badIds: readonly BadValue[] = [
  { what: 'garbage', value: 'garbage' },
  { what: 'empty', value: '' },
  { what: 'a number', value: 5 },
  { what: 'an id of another type', value: idOf('Version') },
  { what: 'an id of nothing', value: Buffer.from('Draft:1').toString('base64url') },
  { what: 'a lost draft', value: idOf('Draft') },
  { what: 'a lost reason', value: idOf('Reason') },
  { what: 'a lost taxonomy', value: idOf('Taxonomy') },
  { what: 'a lost actor', value: idOf('Actor') },
  { what: 'a lost key', value: idOf('ApiKey') },
];

const badInts: readonly BadValue[] = [
  { what: 'beyond 32 bits', value: 2_147_483_648 },
  { what: 'huge', value: 1e300 },
  { what: 'a fraction', value: 0.5 },
  { what: 'the largest', value: 2_147_483_647 },
  { what: 'the smallest', value: -2_147_483_648 },
  { what: 'a word', value: 'NaN' },
];

const badFloats: readonly BadValue[] = [
  { what: 'above 1', value: 1.5 },
  { what: 'below 0', value: -0.1 },
  { what: 'huge', value: 1e308 },
  { what: 'a word', value: 'NaN' },
];

/** What a field of this type may be given that it cannot, or may not, take. */
export function badValuesOf(type: GraphQLInputType): readonly BadValue[] {
  const missing = isNonNullType(type) ? [{ what: 'null', value: null }] : [];
  return [...missing, { what: 'an object', value: { a: 1 } }, ...badValuesOfNullable(nullable(type))];
}

function badValuesOfNullable(type: NullableInputType): readonly BadValue[] {
  if (isEnumType(type)) return [{ what: 'an unknown word', value: 'UNHEARD_OF' }];
  if (isListType(type)) return badListsOf(type.ofType);
  if (isInputObjectType(type)) return badObjectsOf(type);
  switch (type.name) {
    case 'ID':
      return badIds;
    case 'Int':
      return badInts;
    case 'Float':
      return badFloats;
    case 'Boolean':
      return [{ what: 'a word', value: 'true' }];
    case 'DateTime':
      return ['yesterday', '2026-02-30T00:00:00Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', 0].map(
        (value) => ({ what: String(value), value }),
      );
    default:
      return badTexts;
  }
}

function badListsOf(item: GraphQLInputType): readonly BadValue[] {
  const [sample] = fc.sample(wellFormed(item), { numRuns: 1, seed: 7 });
  const inside = badValuesOf(item).map(({ what, value }) => ({
    what: `a list with ${what}`,
    value: [value],
  }));
  return [
    { what: 'an empty list', value: [] },
    { what: 'the same twice', value: [sample, sample] },
    { what: '10,000 entries', value: Array.from({ length: 10_000 }, () => 1) },
    ...inside,
  ];
}

function badObjectsOf(type: GraphQLInputObjectType): readonly BadValue[] {
  const [sample] = fc.sample(wellFormedObject(type), { numRuns: 1, seed: 7 });
  return Object.values(type.getFields()).flatMap((field) =>
    badValuesOf(field.type).map(({ what, value }) => ({
      what: `${field.name}: ${what}`,
      value: { ...sample, [field.name]: value },
    })),
  );
}

/** Values of the shape that the schema asks for; the scalars are mostly nonsense to the domain. */
export function wellFormed(type: GraphQLInputType): Arbitrary<unknown> {
  return isNonNullType(type)
    ? wellFormedNullable(type.ofType)
    : fc.option(wellFormedNullable(nullable(type)), { nil: null });
}

function wellFormedNullable(type: NullableInputType): Arbitrary<unknown> {
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isListType(type)) return fc.array(wellFormed(type.ofType), { maxLength: 4 });
  if (isInputObjectType(type)) return wellFormedObject(type);
  if (isScalarType(type) && type.name === 'DateTime')
    return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  switch (type.name) {
    case 'ID':
      return fc.oneof(fc.constantFrom(...badIds.map(({ value }) => value)), fc.string());
    case 'Int':
      return fc.integer({ min: -2_147_483_648, max: 2_147_483_647 });
    case 'Float':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'Boolean':
      return fc.boolean();
    default:
      return fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constant('en'));
  }
}

export const wellFormedObject = (type: GraphQLInputObjectType): Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, wellFormed(field.type)])),
  );
