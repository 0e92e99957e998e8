import type { MetricDefinition } from '../../../figures/domain';
import { evidence, models, noReasons, openExercises } from './metric-words';

/** What is told beside a score. */
export const scoreRestMetrics: readonly MetricDefinition[] = [
  {
    name: 'SCORE_BASIS',
    formula:
      'Contacts that a score rests on: those that two people or more gave a reason; beside them the answers that were none, and the contacts with a code that cannot be told.',
    inputs: [evidence],
    exclusions: [openExercises, models],
    warnings: ['One contact that was coded in two audits counts in both.'],
    fields: [
      ...['ConsistencyScore.contacts', 'ConsistencyScore.unanswered', 'ConsistencyScore.version'],
      ...['ScoreBasis.contacts', 'ScoreBasis.unanswered', 'ScoreBasis.versions', 'ScoreBasis.exercises'],
      'NotComparable.contacts',
    ],
  },
  {
    name: 'SCORE_INTERVAL',
    formula:
      'Of a drawn value the quantiles of its beta distribution; of a raw share the interval of Wilson with as many trials as would make it as uncertain; of alpha Student t with the jackknife. At 95 %.',
    inputs: ['the score that it belongs to'],
    exclusions: [],
    warnings: [
      'It takes contacts as independent, so that it is too narrow where one customer makes several.',
    ],
    fields: ['ScoreInterval.lower', 'ScoreInterval.upper', 'ScoreInterval.level'],
  },
  {
    name: 'SCORE_PLACES',
    formula:
      'Best place: 1 + the number of those whose intervals lie wholly above; worst place: the number of all less those whose intervals lie wholly below.',
    inputs: ['the intervals of all scores of a kind'],
    exclusions: ['Whoever has no score.'],
    warnings: ['A place is no verdict: most places overlap.'],
    fields: ['ConsistencyScore.bestPlace', 'ConsistencyScore.worstPlace'],
  },
  {
    name: 'LOW_SCORE',
    formula:
      'The binomial chance that somebody as consistent as all has as low a score, raised for as many coders as are tested (Benjamini-Hochberg); low is who lies below 0.05 and has an interval below the mean.',
    inputs: ['the scores of all coders and their trials'],
    exclusions: ['Everything but coders.'],
    warnings: ['Of those called low 5 % may be false alarms: it is a reason to look, not to judge.'],
    fields: ['ConsistencyScore.adjustedPValue'],
  },
  {
    name: 'SCORE_SERIES',
    formula:
      'The raw score of each month in which audits or sessions were closed, from their contacts alone.',
    inputs: [evidence],
    exclusions: [openExercises, models, noReasons],
    warnings: ['Months differ by what was drawn in them: a change is one where ConsistencyDrift says so.'],
    fields: ['ScoreOfMonth.raw', 'ScoreOfMonth.rawInterval', 'ScoreOfMonth.contacts'],
  },
  {
    name: 'SELF_AGREEMENT',
    formula:
      'Pairs of codings of one contact by one coder in different audits or sessions that are the same / such pairs.',
    inputs: [evidence, 'the correspondences between the versions that were coded with'],
    exclusions: [openExercises, 'What was coded once at work and is shown in two audits: it was coded once.'],
    warnings: [
      'Who remembers a contact agrees with themself for that: it is the most that others can agree.',
    ],
    fields: [
      'SelfAgreement.value',
      'SelfAgreement.interval',
      'SelfAgreement.pairs',
      'SelfAgreement.agreeing',
    ],
  },
];
