import fc from 'fast-check';

/*
 * Every property runs with one seed that never changes, so that what passes once passes always. In the long proofs it runs
 * many times as often, each file with a seed of its own that is printed and can be given again as PROPERTY_SEED.
 */
const { propertyRounds = 1 } = globalThis as { readonly propertyRounds?: number };
const isLong = propertyRounds > 1;
const usualRuns = 100;
const seedOfEveryRun = 20_261_126;

const given = process.env['PROPERTY_SEED'];
const seed = given === undefined ? (isLong ? Date.now() % 2_147_483_647 : seedOfEveryRun) : Number(given);
if (!Number.isSafeInteger(seed)) throw new Error(`expected PROPERTY_SEED to be an integer, but got ${given}`);

fc.configureGlobal({ seed, numRuns: usualRuns * propertyRounds });
if (isLong) {
  jest.setTimeout(60_000 * propertyRounds);
  process.stdout.write(`properties of ${expect.getState().testPath}: PROPERTY_SEED=${seed}\n`);
}

/** Every second of some cases in `npm test`, which of them by where one stands among its like; all in the long proofs. */
export const sampled = <Case>(cases: readonly Case[], place: number): readonly Case[] =>
  isLong ? cases : cases.filter((_, at) => (at + place) % 2 === 0);

/** So many runs in `npm test`, and so many times that in the long proofs. */
export const runs = (count: number): { readonly numRuns: number } => ({ numRuns: count * propertyRounds });
