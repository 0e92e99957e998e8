import { seededRandom } from '../../src/agreement/statistics';
import { coderScores, reasonScores, scoredUnits, type CodedAlike } from '../../src/consistency/domain';
import { coded } from '../unit/consistency/evidence';

const [coders, reasons, audits] = [24, 12, 120];

/** What coders who keep to the list by chance alone would agree on: how often each is right is known here. */
function simulated(
  random: () => number,
  contacts: number,
): { readonly evidence: CodedAlike[]; readonly skills: number[] } {
  const skills = Array.from({ length: coders }, () => 0.75 + 0.2 * random());
  const choose = (truth: number, coder: number): number =>
    random() < (skills[coder] ?? 0) ? truth : (truth + 1 + Math.floor(random() * 2)) % reasons;
  const evidence = Array.from({ length: contacts }, () => {
    const truth = Math.floor(reasons * random() ** 2);
    const one = Math.floor(random() * coders);
    const other = (one + 1 + Math.floor(random() * (coders - 1))) % coders;
    return coded([
      [`c${one}`, `r${choose(truth, one)}`],
      [`c${other}`, `r${choose(truth, other)}`],
    ]);
  });
  return { evidence, skills };
}

/** With whom a coder agrees in the long run: with somebody of the mean skill, who errs to the same two reasons. */
function expectedAgreement(skills: readonly number[], coder: number): number {
  const others = skills.filter((_, at) => at !== coder);
  const mean = others.reduce((sum, skill) => sum + skill, 0) / others.length;
  const own = skills[coder] ?? 0;
  return own * mean + ((1 - own) * (1 - mean)) / 2;
}

test('the intervals of coders’ scores cover what they would agree on in the long run', () => {
  const random = seededRandom(26);
  let [covered, intervals] = [0, 0];
  for (let audit = 0; audit < audits; audit += 1) {
    const { evidence, skills } = simulated(random, 60 * coders);
    const units = scoredUnits(evidence, (reasonId) => reasonId);
    for (const { key, interval } of coderScores(units)) {
      if (interval === null) continue;
      const truth = expectedAgreement(skills, Number(key.slice(1)));
      intervals += 1;
      if (interval.lower <= truth && truth <= interval.upper) covered += 1;
    }
  }
  const coverage = covered / intervals;
  process.stdout.write(
    `coverage of coders' scores: ${coverage.toFixed(3)} of ${intervals} intervals at 0.95\n`,
  );
  expect(coverage).toBeGreaterThan(0.92);
});

test('the intervals of reasons’ scores cover their specific agreement in a population of all contacts', () => {
  const random = seededRandom(27);
  let [covered, coveredRaw, intervals] = [0, 0, 0];
  const { skills } = simulated(random, 0);
  const drawn = (contacts: number): readonly CodedAlike[] => {
    const choose = (truth: number, coder: number): number =>
      random() < (skills[coder] ?? 0) ? truth : (truth + 1 + Math.floor(random() * 2)) % reasons;
    return Array.from({ length: contacts }, () => {
      const truth = Math.floor(reasons * random() ** 2);
      const [one, other] = [Math.floor(random() * coders), Math.floor(random() * coders)];
      return coded([
        [`c${one}`, `r${choose(truth, one)}`],
        [`c${coders + other}`, `r${choose(truth, other)}`],
      ]);
    });
  };
  const scored = (contacts: number) =>
    reasonScores(
      scoredUnits(drawn(contacts), (reasonId) => reasonId),
      () => '',
    );
  const truths = new Map(scored(200_000).map(({ key, raw }) => [key, raw]));
  for (let audit = 0; audit < audits; audit += 1)
    for (const { key, interval, rawInterval } of scored(400)) {
      const truth = truths.get(key) ?? null;
      if (interval === null || rawInterval === null || truth === null) continue;
      intervals += 1;
      if (interval.lower <= truth && truth <= interval.upper) covered += 1;
      if (rawInterval.lower <= truth && truth <= rawInterval.upper) coveredRaw += 1;
    }
  const [coverage, raw] = [covered / intervals, coveredRaw / intervals];
  process.stdout.write(
    `coverage of reasons' scores: drawn ${coverage.toFixed(3)}, raw ${raw.toFixed(3)}, of ${intervals}\n`,
  );
  expect(raw).toBeGreaterThan(0.92);
  expect(coverage).toBeGreaterThan(0.9);
});
