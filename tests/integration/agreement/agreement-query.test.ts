import { GraphqlClient } from '../../support/graphql';
import { startService, type TestService } from '../../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const query = `query($input: AgreementInput!, $names: [String!]) {
  agreement(input: $input) { warnings statistics(names: $names) { name value undefinedBecause items ratings } }
}`;

interface Statistic {
  readonly name: string;
  readonly value: number | null;
  readonly undefinedBecause: string | null;
}

async function statistics(
  ratings: readonly (readonly [string, string, string])[],
  names: readonly string[],
): Promise<readonly Statistic[]> {
  const input = { ratings: ratings.map(([item, coder, category]) => ({ item, coder, category })) };
  const client = new GraphqlClient(service, 'ANALYST');
  const data = await client.ask<{ agreement: { statistics: Statistic[] } }, object>(query, { input, names });
  return data.agreement.statistics;
}

test('the agreement of given ratings: two coders, four contacts, one disagreement', async () => {
  const ratings = ['aa', 'aa', 'bb', 'ab'].flatMap(([one = '', other = ''], item) => [
    [`c${item}`, 'Ann', one] as const,
    [`c${item}`, 'Bob', other] as const,
  ]);
  // By hand: 3 of 4 agree; coincidences aa 4, bb 2, ab and ba 1 each; alpha = 1 - 7 * 2 / (2 * 5 * 3).
  expect(await statistics(ratings, ['percent_agreement', 'krippendorff_alpha'])).toMatchObject([
    { name: 'percent_agreement', value: 0.75 },
    { name: 'krippendorff_alpha', value: expect.closeTo(1 - 14 / 30, 12) as number },
  ]);
});

test('where all ratings are alike alpha is no number, and the cause is said', async () => {
  const ratings = [['c1', 'Ann', 'a'] as const, ['c1', 'Bob', 'a'] as const];
  expect(await statistics(ratings, ['krippendorff_alpha'])).toMatchObject([
    { value: null, undefinedBecause: 'NO_VARIATION' },
  ]);
});

test('a rating without a category is refused with its line', async () => {
  const input = {
    ratings: [
      { item: 'c1', coder: 'Ann', category: '' },
      { item: '', coder: 'Bob', category: 'a' },
    ],
  };
  const { errors } = await new GraphqlClient(service, 'ANALYST').answer(query, { input, names: null });
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(errors[0]?.message).toContain('line 3');
});
