import { IngestKills } from '../support/ingest-kills';
import { killPlace } from '../support/kills';

jest.setTimeout(1_800_000);

const kills = 20;
const longestMs = 2_500;

test('20 ingests killed at 20 moments and sent again are as ones that were not, and so are the counts', async () => {
  const place = await killPlace();
  const ingests = await IngestKills.start(place, 10_000);
  try {
    for (let at = 0; at < kills; at += 1)
      expect(await ingests.kill({ afterMs: Math.round((longestMs * (at + 1)) / kills) })).toEqual([]);
  } finally {
    await ingests.stop();
    await place.remove();
  }
});
