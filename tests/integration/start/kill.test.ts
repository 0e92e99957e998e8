import {
  killDuringImport,
  killDuringPublication,
  killDuringSchedule,
  killPlace,
  type KillPlace,
} from '../../support/kills';

jest.setTimeout(300_000);

let place: KillPlace;
beforeAll(async () => {
  place = await killPlace();
});
afterAll(() => place.remove());

// Early and late in the time that the work takes; the long proofs kill at twenty moments of it.
test.each([60, 500])(
  'an import that is killed after %i ms is whole or absent, and the history agrees',
  async (delayMs) => {
    const { faults } = await killDuringImport(place, delayMs);
    expect(faults).toEqual([]);
  },
);

test.each([30, 300])(
  'a publication that is killed after %i ms is whole or absent, and the history agrees',
  async (delayMs) => {
    const { faults } = await killDuringPublication(place, delayMs);
    expect(faults).toEqual([]);
  },
);

test('where an instance is killed as scheduled versions fall due, another notes each once and in order', async () => {
  const { faults } = await killDuringSchedule(place, 3_000);
  expect(faults).toEqual([]);
});
