import { contactsOfPeriod, restatement, wilson, type MetricDefinition } from './metric-definition';

export const rateMetrics: readonly MetricDefinition[] = [
  {
    name: 'CONTACT_RATE',
    formula:
      'Contacts of the segment x 100 / its customers; OPTIMAL below the first cut point, CONCERN from the second on, ACCEPTABLE between.',
    inputs: [
      contactsOfPeriod,
      'the sizes of segments by day: the mean over the days of which one is known',
      'the cut points, 6 and 11 percent unless set',
    ],
    exclusions: ['Contacts without a segment: UsageFigures.withoutSegment.'],
    warnings: [
      'It is not the share of customers who made contact: one customer may make several.',
      'It grows with the length of the period: only periods of the same length compare.',
      'Bands in whole percent leave holes between 5 and 6 and between 10 and 11; isInHole says where a rate lies in one.',
      wilson,
    ],
    fields: [
      'ContactRate.contacts',
      'ContactRate.customers',
      'ContactRate.percent',
      'ContactRate.interval',
      'SegmentRate.knownDays',
      'RateBandRule.optimalBelow',
      'RateBandRule.concernFrom',
    ],
  },
  {
    name: 'CONTACT_RATE_CHANGE',
    formula:
      'The contact rate of the later period minus that of the earlier one; of a reason, its own contacts x 100 / customers after minus before.',
    inputs: ['both contact rates', 'the contacts of the segment by reason, in one version'],
    exclusions: [],
    warnings: [
      'That a reason accounts for a change does not say what caused it.',
      'Where the number of customers changes, so does the rate of a reason with as many contacts as before.',
      restatement,
    ],
    fields: [
      'ContactRateChange.points',
      'ContactRateChange.withoutReason',
      'RateContribution.points',
      'RateContribution.before',
      'RateContribution.after',
    ],
  },
];
