import type { ReasonId, TaxonomyId } from '../../src/platform/ids';
import { createDataSource } from '../../src/platform/database/data-source';
import { entities } from '../../src/entities';
import { allocateSample, type StratumRecord } from '../../src/audit/domain';
import { FrameRepository, type FrameQuestion } from '../../src/audit/persistence/frame.repository';
import { codedContacts, registeredAgents } from '../support/audit-scene';
import { governedScene } from '../support/governed-scene';
import { startService, type TestService } from '../support/service';
import { localIdOf } from '../support/twin-services';

jest.setTimeout(1_800_000);

let service: TestService;
afterAll(() => service?.close());

const draws = 1_000;

test('each contact is drawn as often as its inclusion probability says, in a thousand seeded draws of a real frame', async () => {
  service = await startService();
  const governed = await governedScene(service);
  const [coder = ''] = await registeredAgents(governed.scenario, 1);
  const counts = { refund: 160, invoice: 60, delivery: 20 };
  await codedContacts(
    governed.scenario,
    Object.entries(counts).flatMap(([reason, count]) =>
      Array.from({ length: count }, (_, at) => ({ reason, coder, externalId: `${reason}-${at}` })),
    ),
  );
  const leaves = [governed.refund, governed.invoice, governed.delivery].map(
    (id) => localIdOf(id) as ReasonId,
  );
  const question: FrameQuestion = {
    taxonomyId: localIdOf(governed.scenario.taxonomyId) as TaxonomyId,
    population: {
      ...{ from: new Date('2020-01-01'), until: new Date('2999-01-01'), channels: null, departments: null },
      ...{ reasons: null, coders: null, stage: 'FINAL', excerptOnly: true, unknownCoders: false },
    },
    ...{ reasonIds: null, version: 1, leaves, by: ['REASON'] },
  };
  const dataSource = await createDataSource(service.database.runtime, { entities }).initialize();
  const drawnOf = new Map<string, number>();
  const pairOf = new Map<string, number>();
  const strata = await dataSource.transaction(async (sql) => {
    const frame = new FrameRepository(sql);
    await frame.open(question);
    const found = await frame.counts();
    const sizes = allocateSample(
      found.map(({ reasonId, count }) => ({ reasonId, frame: count })),
      { size: 60, floor: 12 },
    );
    if (!sizes.ok) throw new Error('expected a sample of sixty');
    const made: StratumRecord[] = found.map(({ count, reasonId }, place) => ({
      ...{
        place,
        reasonId,
        departmentId: null,
        channel: null,
        frame: count,
        sample: sizes.value[place] ?? 0,
      },
    }));
    for (let seed = 0; seed < draws; seed += 1) {
      const drawn = await frame.draw(made, seed);
      expect(drawn).toHaveLength(60);
      for (const { contactId, stratum } of drawn) {
        const key = `${stratum} ${contactId}`;
        drawnOf.set(key, (drawnOf.get(key) ?? 0) + 1);
      }
      const [first, second] = drawn.filter(({ stratum }) => stratum === 0).map(({ contactId }) => contactId);
      pairOf.set(`${first} ${second}`, (pairOf.get(`${first} ${second}`) ?? 0) + 1);
    }
    return made;
  });
  await dataSource.destroy();

  const lines = strata.map(({ place, frame, sample }) => {
    const probability = sample / frame;
    const own = [...drawnOf].flatMap(([key, count]) => (key.startsWith(`${place} `) ? [count] : []));
    // Each contact is drawn a binomial number of times: chi-square over the contacts, each stratum by itself.
    const expected = draws * probability;
    const missing = frame - own.length;
    const spread = expected * (1 - probability);
    const statistic =
      own.reduce((sum, count) => sum + (count - expected) ** 2, missing * expected ** 2) /
      Math.max(spread, 1e-9);
    const worst = own.reduce((most, count) => Math.max(most, Math.abs(count - expected)), 0) / draws;
    return { frame, sample, probability, statistic, worst };
  });
  process.stdout.write(
    `${lines.map((line) => `stratum of ${line.frame}: ${line.sample} drawn, probability ${line.probability.toFixed(4)}, chi-square ${line.statistic.toFixed(1)} of ${line.frame - 1}, farthest ${line.worst.toFixed(4)}`).join('\n')}\n`,
  );
  for (const { frame, sample, statistic } of lines) {
    if (sample === frame) continue;
    // Within six standard deviations of its mean: chi-square with frame - 1 degrees of freedom.
    expect(Math.abs(statistic - (frame - 1))).toBeLessThan(6 * Math.sqrt(2 * (frame - 1)));
  }
  // Contacts come in an order of chance: no two of a stratum lead more often than chance has them do.
  expect(Math.max(...pairOf.values())).toBeLessThan(12);
});
