import 'reflect-metadata';
import { buildSchema, getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { consistencyMetrics } from '../../src/consistency';
import { driftSubjects, scoredSubjects } from '../../src/consistency/domain';
import { metricDefinitions } from '../../src/figures/domain';
import { committedSchema } from '../support/emit-schema';

const schema = buildSchema(committedSchema());

const definitions = [...metricDefinitions, ...consistencyMetrics];

/** Types of other modules that figures show beside them: they hold no figure. */
const shown = [
  ...['ReasonState', 'Reason', 'TaxonomyVersion', 'ResolutionMapping', 'PageInfo'],
  ...['Coder', 'Department', 'Annotation'],
];

/** Every type of a figure that can be reached from the figures of a period, from scores and from drifts. */
function figureTypes(): readonly GraphQLObjectType[] {
  const found = new Map<string, GraphQLObjectType>();
  const visit = (name: string): void => {
    const type = schema.getType(name);
    if (!isObjectType(type) || found.has(name) || shown.includes(name)) return;
    found.set(name, type);
    for (const field of Object.values(type.getFields())) visit(getNamedType(field.type).name);
  };
  for (const root of ['UsageFigures', 'ConsistencyScores', 'ConsistencyDrift', 'AgreementCharts'])
    visit(root);
  return [...found.values()];
}

const numbers = [
  ...['Int', 'Float', 'FigureShare', 'FigureValue', 'FigureInterval', 'FigureMean', 'FigureQuantile'],
  'ScoreInterval',
];

const figures = figureTypes().flatMap((type) =>
  Object.values(type.getFields())
    .filter((field) => numbers.includes(getNamedType(field.type).name))
    .map((field) => `${type.name}.${field.name}`),
);

test('every figure of the schema is defined, and nothing is defined that the schema does not show', () => {
  const defined = metricDefinitions.flatMap(({ fields }) => fields);
  // A score has the same fields whatever it is of, and is another thing each time.
  const ofScores = [...new Set(consistencyMetrics.flatMap(({ fields }) => fields))];
  expect(figures.length).toBeGreaterThan(80);
  expect([...defined, ...ofScores].toSorted()).toEqual(figures.toSorted());
});

test('each kind of score and of drift has a definition of its own', () => {
  const names = new Set(consistencyMetrics.map(({ name }) => name));
  for (const subject of scoredSubjects) expect(names).toContain(`${subject}_CONSISTENCY`);
  for (const subject of driftSubjects) expect(names).toContain(`${subject}_DRIFT`);
});

test('a definition has a name of its own, a formula, what it rests on, and how it is misread', () => {
  const names = definitions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { formula, inputs } of definitions) {
    expect(formula).toMatch(/\.$/);
    expect(inputs.length).toBeGreaterThan(0);
  }
});
