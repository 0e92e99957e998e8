import 'reflect-metadata';
import { buildSchema, getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { metricDefinitions } from '../../src/figures/domain';
import { committedSchema } from '../support/emit-schema';

const schema = buildSchema(committedSchema());

/** Types of other modules that figures show beside them: they hold no figure. */
const shown = [
  ...['ReasonState', 'Reason', 'TaxonomyVersion', 'ResolutionMapping', 'PageInfo', 'Annotation'],
];

/** Every type of a figure that can be reached from the figures of a period. */
function figureTypes(): readonly GraphQLObjectType[] {
  const found = new Map<string, GraphQLObjectType>();
  const visit = (name: string): void => {
    const type = schema.getType(name);
    if (!isObjectType(type) || found.has(name) || shown.includes(name)) return;
    found.set(name, type);
    for (const field of Object.values(type.getFields())) visit(getNamedType(field.type).name);
  };
  visit('UsageFigures');
  return [...found.values()];
}

const numbers = [
  ...['Int', 'Float', 'FigureShare', 'FigureValue', 'FigureInterval', 'FigureMean', 'FigureQuantile'],
];

const figures = figureTypes().flatMap((type) =>
  Object.values(type.getFields())
    .filter((field) => numbers.includes(getNamedType(field.type).name))
    .map((field) => `${type.name}.${field.name}`),
);

test('every figure of the schema is defined, and nothing is defined that the schema does not show', () => {
  const defined = metricDefinitions.flatMap(({ fields }) => fields);
  expect(figures.length).toBeGreaterThan(40);
  expect(defined.toSorted()).toEqual(figures.toSorted());
});

test('a definition has a name of its own, a formula, what it rests on, and how it is misread', () => {
  const names = metricDefinitions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { formula, inputs } of metricDefinitions) {
    expect(formula).toMatch(/\.$/);
    expect(inputs.length).toBeGreaterThan(0);
  }
});
