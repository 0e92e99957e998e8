import { buildSchema, parse, validate } from 'graphql';
import { examples } from '../../src/platform/graphiql/page';
import { committedSchema } from '../support/emit-schema';

const schema = buildSchema(committedSchema());

test.each(examples)('the example that GraphiQL opens with can be run as it stands: %#', (text) => {
  expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
});
