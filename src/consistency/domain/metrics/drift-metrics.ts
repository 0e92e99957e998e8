import type { MetricDefinition } from '../../../figures/domain';
import { evidence, models, noReasons, openExercises } from './metric-words';

const bothPeriods = `${evidence}, of an earlier and a later period`;
const mix =
  'Independent periods are weighed to one mix of reasons (post-stratification); what one of them has no contact of is left out: ConsistencyDrift.withoutCounterpart.';
const alerts =
  'An alert holds for as many as are tested together (Benjamini-Hochberg at 5 %): no alert does not say that nothing changed.';
const sharesOfAll = [openExercises, models, noReasons];

const shown = [
  ...['Drift.difference', 'Drift.interval', 'Drift.pValue', 'Drift.adjustedPValue'],
  ...['DriftSide.value', 'DriftSide.standardError', 'DriftSide.contacts'],
];

const groupDrift = (name: string, whose: string): MetricDefinition => ({
  name,
  formula: `Agreement on ${whose} in the later period less that in the earlier one: of the same contacts where 30 were coded in both, else by Welch's t of two means with the mix of reasons held fixed.`,
  inputs: [bothPeriods],
  exclusions: [...sharesOfAll, 'Where one of the periods has fewer than 20 contacts nothing is said.'],
  warnings: [mix, alerts],
  fields: shown,
});

/** What each kind of drift is, named as what it is of. */
export const driftMetrics: readonly MetricDefinition[] = [
  {
    ...groupDrift('OVERALL_DRIFT', 'all contacts'),
    warnings: [mix, 'It is one test: no other is taken into account.'],
    fields: [
      ...shown.filter((field) => field !== 'Drift.adjustedPValue'),
      ...['ConsistencyDrift.contactsInBoth', 'ConsistencyDrift.withoutCounterpart'],
      ...['ConsistencyDrift.notComparable', 'ConsistencyDrift.versions', 'ConsistencyDrift.level'],
    ],
  },
  {
    name: 'REASON_DRIFT',
    formula:
      "The specific agreement on a reason in the later period less that in the earlier one: of the same contacts where 10 that touch it were coded in both, with the jackknife of the difference, else by Welch's t with the mix of reasons held fixed.",
    inputs: [bothPeriods, 'the correspondences between the versions that were coded with'],
    exclusions: [
      ...sharesOfAll,
      'Where one of the periods has fewer than 10 contacts of it nothing is said.',
    ],
    warnings: [
      ...[mix, alerts],
      'Over versions only what can be told in the stated one is compared: at a higher level more can.',
    ],
    fields: shown,
  },
  groupDrift('CODER_DRIFT', 'the contacts of a coder, by how many of the others chose the same,'),
  groupDrift('DEPARTMENT_DRIFT', 'the contacts that a department handled'),
  groupDrift('CHANNEL_DRIFT', 'the contacts of a channel'),
  {
    name: 'LABEL_DRIFT',
    formula:
      'The Jensen-Shannon divergence in bits of the shares in which a coder gave reasons at work, each period weighing as its contacts; G = 2 N ln 2 x the divergence, against chi-square.',
    inputs: ['the contacts that the coder coded at work on days of the two periods'],
    exclusions: [
      'Contacts that the asker codes blind; coders with fewer than 50 contacts in a period are not tested.',
    ],
    warnings: [
      'What customers call about changes for everybody: hold it against ConsistencyDrift.overallDivergence.',
      'That somebody codes otherwise than before does not say when they were right.',
      alerts,
    ],
    fields: [
      ...['LabelDrift.contactsBefore', 'LabelDrift.contactsAfter', 'LabelDrift.divergence'],
      ...['LabelDrift.statistic', 'LabelDrift.degreesOfFreedom', 'LabelDrift.pValue'],
      ...['LabelDrift.adjustedPValue', 'ConsistencyDrift.overallDivergence'],
    ],
  },
  {
    name: 'AGREEMENT_CHART',
    formula:
      'Each closed audit or session against all of the same version before it as drift compares two periods, its difference as a standard normal deviation u; the average z = smoothing x u + (1 - smoothing) x z before, and its limit width x √(smoothing / (2 - smoothing) x (1 - (1 - smoothing)^(2 x points so far))).',
    inputs: [evidence, 'smoothing, 0.2 unless told otherwise', 'width, 2.7 unless told otherwise'],
    exclusions: [
      ...sharesOfAll,
      'The first point of a version, and a point of which nothing can be said: the average stays as it is.',
    ],
    warnings: [
      'A new version begins anew: what changed from one version to the next is asked of ConsistencyDrift.',
      'By chance alone one chart in these limits signals once in some 230 points, the first time; over many charts read AgreementChart.isAlert (Benjamini-Hochberg at 5 %).',
      'What changed once becomes what later points are compared with: a signal is to be looked into when it comes.',
    ],
    fields: [
      ...['value', 'standardError', 'contacts', 'difference', 'deviation', 'average', 'limit', 'version'].map(
        (field) => `AgreementChartPoint.${field}`,
      ),
      ...['AgreementChart.pValue', 'AgreementChart.adjustedPValue'],
      ...['smoothing', 'width', 'exercises', 'versions'].map((field) => `AgreementCharts.${field}`),
    ],
  },
  {
    name: 'DRIFT_ALERT',
    formula: 'A drift whose p-value, raised for as many as are tested together, lies below 0.05.',
    inputs: ['the drifts of a kind, and for coders their label drifts'],
    exclusions: ['Drifts of which nothing can be said.'],
    warnings: ['Of the alerts 5 % may be false.'],
    fields: ['DriftAlert.adjustedPValue'],
  },
];
