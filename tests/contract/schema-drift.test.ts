import { committedSchema, schemaText } from '../support/emit-schema';

test('the committed schema is what the code says; where it is not, npm run schema writes it', () => {
  expect(committedSchema()).toBe(schemaText());
});
