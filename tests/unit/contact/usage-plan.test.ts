import { usageCubes, usagePlan, type CubeName, type UsageDimension } from '../../../src/contact/domain';

const year = { from: '2025-01-01', until: '2026-01-01', byDay: false, recodedOnly: false, uncounted: [] };
const cubesFor = (...dimensions: readonly UsageDimension[]): readonly (CubeName | null)[] =>
  usagePlan({ ...year, dimensions }).map(({ cube }) => cube?.name ?? null);

test('whole months are read from the smallest counts that have all that is asked for', () => {
  expect(cubesFor('reason', 'version', 'resolution')).toEqual(['RESOLUTION']);
  expect(cubesFor('reason', 'resolution', 'channel')).toEqual(['RESOLUTION_CHANNEL']);
  expect(cubesFor('reason', 'resolution', 'segment')).toEqual(['RESOLUTION_SEGMENT']);
  expect(cubesFor('reason', 'resolution', 'segment', 'channel')).toEqual(['RESOLUTION_MIX']);
  expect(cubesFor('coder', 'channel')).toEqual([null]);
});

test('counts within others are counted after them, by some of what those count by, over the same days', () => {
  for (const [at, cube] of usageCubes.entries()) {
    if (cube.within === null) continue;
    const whole = usageCubes.findIndex(({ name }) => name === cube.within);
    expect(whole).toBeGreaterThan(at);
    expect(usageCubes[whole]?.by).toEqual(expect.arrayContaining([...cube.by]));
    expect([usageCubes[whole]?.grain, usageCubes[whole]?.recodedOnly]).toEqual([
      cube.grain,
      cube.recodedOnly,
    ]);
  }
});
