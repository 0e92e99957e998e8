import { IngestKills } from '../../support/ingest-kills';
import { killPlace, type KillPlace } from '../../support/kills';

jest.setTimeout(300_000);

let place: KillPlace;
let kills: IngestKills;
beforeAll(async () => {
  place = await killPlace();
  kills = await IngestKills.start(place, 3_000);
});
afterAll(async () => {
  await kills.stop();
  await place.remove();
});

test.each([500, 1_500, 2_500])(
  'an ingest that is killed after %i of 3,000 rows and sent again is as one that was not, and so are the counts',
  async (atRows) => {
    expect(await kills.kill({ atRows })).toEqual([]);
  },
);
