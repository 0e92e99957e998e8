import { blindProof, type BlindProof } from '../support/blind-proof';
import { plantedLeaks } from '../support/planted-leaks';

// Every query, every id and every path, as everybody in turn.
jest.setTimeout(3_600_000);

let proof: BlindProof;
beforeAll(async () => {
  proof = await blindProof();
});
afterAll(() => proof?.twins.close());

test('nothing that is asked as anybody tells what somebody else has coded', async () => {
  for (const { name } of proof.askers)
    expect(await proof.interferencesFor(name, { thorough: true })).toEqual([]);
});

test('no mutation is answered differently for what somebody else has coded', async () => {
  for (const asker of proof.askers) expect(await proof.asking.between(asker, proof.mutations())).toEqual([]);
});

test('the logs of the two services say the same', () => {
  expect(proof.differingLogLines()).toEqual([]);
});

test.each(plantedLeaks)('$what would be found', async (leak) => {
  expect(await proof.interferenceOf(leak)).toBeDefined();
});
