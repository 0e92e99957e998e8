import { contactsOfPeriod, restatement, wilson, type MetricDefinition } from './metric-definition';

export const comparisonMetrics: readonly MetricDefinition[] = [
  {
    name: 'CHANNEL_DIVERGENCE',
    formula:
      'Jensen-Shannon divergence of the shares of reasons in a channel from those in all contacts, with logarithms to base 2, both weighing alike; statistic: G = 2 x SUM of observed x ln(observed / expected), of the channel against all the others.',
    inputs: [contactsOfPeriod, 'their channels and final reasons'],
    exclusions: ['Contacts without a reason.', 'From the test, channels with fewer than 50 contacts.'],
    warnings: [
      'All contacts hold those of the channel: one with most of them cannot be far from all.',
      'Few contacts in many reasons make a divergence by chance: look at the p-value; with many contacts look at the divergence.',
      restatement,
      wilson,
    ],
    fields: [
      ...['ChannelDivergence.contacts', 'ChannelDivergence.divergence', 'ChannelDivergence.statistic'],
      ...['ChannelDivergence.degreesOfFreedom', 'ChannelDivergence.pValue'],
      ...['ChannelDivergence.adjustedPValue', 'TypicalReason.inChannel', 'TypicalReason.ofAll'],
    ],
  },
  {
    name: 'SIMPSON_CHECK',
    formula:
      'The difference of a measure between two periods, over all and part by part: REVERSED where every part that can be compared goes the other way than all together, MIXED where some do, ALIKE where none does.',
    inputs: [contactsOfPeriod, 'those of an earlier period', 'for a contact rate the sizes of segments'],
    exclusions: [
      'Parts with nothing in one of the periods, in the verdict; they are in all together.',
      'Of a contact rate, contacts without a segment and segments whose size is not known.',
    ],
    warnings: [
      'A direction is told however small the difference: look at the intervals, which are those of Newcombe, and at the counts.',
      'That parts go the other way says that their mix changed, not which of the two views is the right one.',
    ],
    fields: [
      ...['ComparedCount.count', 'ComparedCount.of', 'ComparedPart.difference', 'ComparedPart.interval'],
      'SimpsonCheck.opposite',
    ],
  },
];
