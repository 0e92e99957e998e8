import { z } from 'zod';
import { strictParameters } from '../../../src/exchange';

const shape = {
  from: z.string(),
  source: z.string().min(1).optional(),
  format: z.enum(['csv', 'json']).optional(),
  title: z.string().max(5).optional(),
  base: z.string().regex(/^\d+$/, 'expected a whole number').optional(),
};

it.each([
  [{}, 'from: expected one text, but got nothing'],
  [{ from: ['1', '2'] }, 'from: expected one text, but got several'],
  [{ from: '1', source: '' }, 'source: expected a text, but got ""'],
  [{ from: '1', format: 'doc' }, 'format: expected one of csv, json, but got "doc"'],
  [{ from: '1', title: 'x'.repeat(99) }, 'title: expected at most 5 characters, but got 99 characters'],
  [{ from: '1', base: 'one' }, 'base: expected a whole number, but got "one"'],
  [{ from: '1', other: '' }, 'other: expected a parameter of this path, but got an unknown one'],
])('says of the parameters %j what was expected and what came', (query, message) => {
  expect(() => strictParameters(shape, query)).toThrow(message);
});
