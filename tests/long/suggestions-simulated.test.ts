import { suggest, type Suggestion, type SuggestionKind } from '../../src/suggestion/domain';
import { defaultSuggestionThresholds as thresholds } from '../../src/taxonomy/domain';
import { simulatedDesk, type PlantedReason, type SimulatedDesk, type Truth } from '../support/simulated-desk';

// Two cores may be shared with much else.
jest.setTimeout(600_000);

const desks = 50;

/** What each kind of planted reason should be told about it. */
const answers: readonly { readonly kind: SuggestionKind; readonly truth: Truth }[] = [
  { kind: 'RETIRE', truth: 'DYING' },
  { kind: 'MERGE', truth: 'DUPLICATE' },
  { kind: 'SPLIT', truth: 'TOO_BROAD' },
  { kind: 'CLARIFY', truth: 'OVERLAPPING' },
  { kind: 'COACH', truth: 'MISREAD' },
];

/** One of each pair stands for both. */
const thingsOf = (planted: readonly PlantedReason[], truth: Truth): readonly string[] =>
  planted
    .filter((one) => one.truth === truth && (one.partner === null || one.id < one.partner))
    .map(({ id, partner }) => [id, ...(partner === null ? [] : [partner])].sort().join(' '));

const aboutOf = ({ reasonIds }: Suggestion): string => [...reasonIds].sort().join(' ');

interface Score {
  right: number;
  made: number;
  planted: number;
}

function scored(found: readonly { readonly desk: SimulatedDesk; readonly made: readonly Suggestion[] }[]) {
  const scores = new Map<SuggestionKind, Score>();
  for (const { kind, truth } of answers) {
    const score: Score = { right: 0, made: 0, planted: 0 };
    for (const { desk, made } of found) {
      const truths = new Set(thingsOf(desk.planted, truth));
      const own = made.filter((one) => one.kind === kind).map(aboutOf);
      score.planted += truths.size;
      score.made += own.length;
      score.right += own.filter((about) => truths.has(about)).length;
    }
    scores.set(kind, score);
  }
  return scores;
}

const run = (wish: { readonly doubleCoded: number }) =>
  Array.from({ length: desks }, (_, seed) => {
    const desk = simulatedDesk({ seed: seed + 1, ...wish });
    return { desk, made: suggest(desk.scene, thresholds).made };
  });

const percent = (count: number, of: number): string =>
  of === 0 ? '-' : `${Math.round((100 * count) / of)} %`;

test.each([1_000, 4_000])(
  'of what is planted in 50 desks with %i double codings most is found, and what is suggested is nearly always right',
  (doubleCoded) => {
    const found = run({ doubleCoded });
    const scores = scored(found);
    const lines = [...scores].map(
      ([kind, { right, made, planted }]) =>
        `${kind}: precision ${percent(right, made)} (${right} of ${made}), recall ${percent(right, planted)} (${right} of ${planted})`,
    );
    console.log(
      [`${desks} desks, 60,000 contacts and ${doubleCoded} double codings each`, ...lines].join('\n'),
    );
    for (const { right, made } of scores.values()) expect(right / Math.max(1, made)).toBeGreaterThan(0.9);
    const never = found.flatMap(({ desk, made }) => {
      const apart = new Set([
        ...thingsOf(desk.planted, 'OVERLAPPING'),
        ...thingsOf(desk.planted, 'MISREAD'),
        ...thingsOf(desk.planted, 'SEASONAL'),
      ]);
      return made.filter((one) => (one.kind === 'MERGE' || one.kind === 'RETIRE') && apart.has(aboutOf(one)));
    });
    expect(never.map(({ sentence }) => sentence)).toEqual([]);
  },
);

test('a desk whose data stop after four months gives no retirement at all', () => {
  const retired = Array.from({ length: desks }, (_, seed) =>
    suggest(simulatedDesk({ seed: seed + 1, monthsWithData: 4 }).scene, thresholds),
  ).flatMap(({ made }) => made.filter(({ kind }) => kind === 'RETIRE'));
  expect(retired).toEqual([]);
});
