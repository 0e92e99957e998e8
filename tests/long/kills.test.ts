import {
  killDuringImport,
  killDuringPublication,
  killDuringSchedule,
  killPlace,
  type AfterKill,
  type KillPlace,
} from '../support/kills';

jest.setTimeout(1_800_000);

const kills = 20;

let place: KillPlace;
beforeAll(async () => {
  place = await killPlace();
});
afterAll(() => place.remove());

/** Kills spread evenly over the time that the work may take, so that some fall before and some after the commit. */
async function killMany(
  kill: (place: KillPlace, delayMs: number) => Promise<AfterKill>,
  longestMs: number,
): Promise<void> {
  const counts = { WHOLE: 0, ABSENT: 0 };
  for (let at = 0; at < kills; at += 1) {
    const { outcome, faults } = await kill(place, Math.round((longestMs * (at + 1)) / kills));
    expect(faults).toEqual([]);
    counts[outcome] += 1;
  }
  process.stdout.write(
    `${kill.name}: ${kills} kills, ${counts.WHOLE} whole, ${counts.ABSENT} absent, no fault\n`,
  );
}

test('20 imports killed at 20 moments are each whole or absent', () => killMany(killDuringImport, 1_500));

test('20 publications killed at 20 moments are each whole or absent', () =>
  killMany(killDuringPublication, 600));

test('20 instances killed as scheduled versions fall due leave each to be noted once and in order', () =>
  killMany(killDuringSchedule, 6_000));
