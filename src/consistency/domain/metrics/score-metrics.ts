import type { MetricDefinition } from '../../../figures/domain';
import { causes, drawn, evidence, models, noRanking, noReasons, openExercises } from './metric-words';

const shown = [
  ...['ConsistencyScore.value', 'ConsistencyScore.interval', 'ConsistencyScore.raw'],
  ...['ConsistencyScore.rawInterval', 'ConsistencyScore.standardError', 'ConsistencyScore.agreeing'],
];
const shownOfDrawn = [...shown, 'ConsistencyScore.effectiveContacts', 'ScoreMean.mean', 'ScoreMean.strength'];
const shownOfPeers = [...shownOfDrawn, 'ConsistencyScore.expectedAgreeing'];

const difficulty =
  'how often others agree on contacts about the same reasons, the codings of the one who is scored left out; about reasons of fewer than 10 contacts, how often others agree at all';
const hardness =
  'Difficulty is taken out by the reasons that contacts are about, and by nothing else: of two reasons alike, who codes the longer calls has the harder ones.';

/** What each kind of score is, named as what it is of. */
export const scoreMetrics: readonly MetricDefinition[] = [
  {
    name: 'REASON_CONSISTENCY',
    formula:
      'The specific agreement: of the codings of a reason, each paired with the other codings of its contact, the share that is the same reason, contacts weighing as they were drawn; drawn to the mean of the reasons beside it under the same parent.',
    inputs: [
      evidence,
      'the correspondences between the versions that were coded with and the one that reasons are stated in',
      'how many contacts each one stands for, by the design of the audit',
    ],
    exclusions: [
      openExercises,
      models,
      noReasons,
      'Reasons that fewer than 10 contacts touch have no score.',
    ],
    warnings: [
      drawn,
      causes,
      'What cannot be told in the stated version stays a choice of its own and agrees with nothing else: ScoreBasis.notComparable.',
      'The standard error leaves out one contact at a time: it takes contacts as independent and coders as given.',
      noRanking,
    ],
    fields: shownOfDrawn,
  },
  {
    name: 'CODER_CONSISTENCY',
    formula:
      'SUM over the contacts of a coder of the share of others who chose the same / SUM of that share as it is to be expected on contacts as hard x the mean of all coders; drawn to the mean of the coders.',
    inputs: [evidence, difficulty],
    exclusions: [
      ...[openExercises, noReasons, 'Coders with fewer than 20 contacts have no score.'],
      'Models count for nobody; their own score compares them with people alone.',
    ],
    warnings: [drawn, causes, hardness, 'Who codes with a careless colleague agrees less.', noRanking],
    fields: shownOfPeers,
  },
  {
    name: 'DEPARTMENT_CONSISTENCY',
    formula:
      'SUM over the contacts that a department handled of the share of pairs of people who chose the same / SUM of that share as it is to be expected on contacts as hard x the mean of all departments; drawn to the mean of the departments.',
    inputs: [
      evidence,
      'the department of each contact, as it was when the audit or session was closed',
      difficulty,
    ],
    exclusions: [
      ...[openExercises, models, noReasons, 'Contacts of no department that is known.'],
      'Departments with fewer than 20 contacts have no score.',
    ],
    warnings: [
      ...[drawn, causes, hardness],
      'It is about the contacts of a department: who coded them a second time may be of another one.',
      noRanking,
    ],
    fields: shownOfPeers,
  },
  {
    name: 'CHANNEL_CONSISTENCY',
    formula:
      'SUM over the contacts of a channel of the share of pairs of people who chose the same / SUM of that share as it is to be expected on contacts as hard x the mean of all channels; drawn to the mean of the channels.',
    inputs: [
      evidence,
      'the channel of each contact, as it was when the audit or session was closed',
      difficulty,
    ],
    exclusions: [
      ...[openExercises, models, noReasons, 'Contacts of no channel that is known.'],
      'Channels with fewer than 20 contacts have no score.',
    ],
    warnings: [drawn, causes, hardness, noRanking],
    fields: shownOfPeers,
  },
  {
    name: 'VERSION_CONSISTENCY',
    formula:
      "Krippendorff's alpha for nominal codes: 1 - (n - 1) x observed / expected disagreement over the contacts that were coded with a version, contacts weighing as they were drawn. It is drawn nowhere: the value is the raw one.",
    inputs: [evidence, 'how many contacts each one stands for, by the design of the audit'],
    exclusions: [
      ...[
        openExercises,
        models,
        noReasons,
        'Versions that fewer than 10 contacts were coded with have no score.',
      ],
      'Where all was coded as one reason there is nothing to be consistent about.',
    ],
    warnings: [
      'It falls where one reason has most of the contacts, also when people agree on nearly all of them.',
      'Versions were coded at different times, by different people and on other contacts: that one is higher does not make its list the better one.',
      'With few contacts or disagreements the interval is the one of Wilson, carried over to alpha.',
      noRanking,
    ],
    fields: shown,
  },
];
