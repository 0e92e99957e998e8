import { contactsOfPeriod, restatement, type MetricDefinition } from './metric-definition';

const adjusted =
  'p-values are adjusted over all reasons that are tested (Benjamini & Hochberg 1995): of the alerts at or below 0.05 five in a hundred are false, however many are tested.';
const dataStop =
  'Silence at an edge of the days, longer than any other between two days with contacts and in which seven contacts or more were to be expected, counts as no data: a desk that sends none any more has not fallen.';

export const alertMetrics: readonly MetricDefinition[] = [
  {
    name: 'TREND_ALERTS',
    formula:
      "Mann and Kendall's test of the contacts a day over the whole months or weeks of the period, exact up to ten steps without ties, else normal with the corrections for ties and continuity; slope: Sen's, the median over all pairs of steps. An alert where the adjusted p-value is at most the rule's, 0.05 unless said otherwise.",
    inputs: [contactsOfPeriod, 'the days in which any contact came in'],
    exclusions: [
      'Months and weeks that are cut, or in which no contact came in at all.',
      'Reasons with fewer contacts than the rule asks for, 20 unless said otherwise.',
    ],
    warnings: [
      adjusted,
      dataStop,
      'Steps are taken as independent: what repeats by the season is no trend, and looks like one in a period that is no whole year.',
      'Below five steps there is no test; with five the p-value is never below 0.016.',
      restatement,
    ],
    fields: [
      ...['TrendAlerts.steps', 'TrendAlerts.tested', 'ContactTrend.contacts', 'ContactTrend.slope'],
      ...['ContactTrend.interval', 'ContactTrend.pValue', 'ContactTrend.adjustedPValue'],
    ],
  },
  {
    name: 'CHANGE_ALERTS',
    formula:
      "The exact conditional test of two Poisson counts (Przyborowski & Wilenski 1940), each over the days in which contacts came in; ratio: contacts a day of the later span / of the earlier one, with Clopper and Pearson's interval. An alert where the adjusted p-value is at most the rule's, 0.05 unless said otherwise, and the ratio is at least 1.2 or at most 1 / 1.2.",
    inputs: [contactsOfPeriod, 'those of an earlier span', 'the days in which any contact came in'],
    exclusions: [
      'Reasons with fewer contacts in both spans than the rule asks for, 20 unless said otherwise.',
    ],
    warnings: [
      adjusted,
      dataStop,
      'Contacts are taken as independent: where they come in bursts, as in an outage, chance makes larger differences than the test knows.',
      'Compare whole weeks with whole weeks, or weekdays make a change.',
      restatement,
    ],
    fields: [
      ...['ChangeAlerts.tested', 'ComparedDays.contacts', 'ContactChange.before', 'ContactChange.after'],
      ...['ContactChange.ratio', 'ContactChange.interval', 'ContactChange.pValue'],
      'ContactChange.adjustedPValue',
    ],
  },
];
