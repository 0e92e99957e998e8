import { contactsOfPeriod, restatement, wilson, type MetricDefinition } from './metric-definition';

export const volumeMetrics: readonly MetricDefinition[] = [
  {
    name: 'CONTACTS',
    formula: 'The number of contacts.',
    inputs: [contactsOfPeriod, 'the filter'],
    exclusions: ['Contacts that the asker codes blind, for as long as they do: UsageFigures.heldBack.'],
    warnings: ['Rows of a file that were rejected are no contacts.'],
    fields: [
      ...['UsageFigures.contacts', 'UsageFigures.withoutReason', 'UsageFigures.withoutSegment'],
      'UsageFigures.heldBack',
      ...[
        'UsageFigures.versions',
        'UnmappedValue.contacts',
        'ContactsByCode.contacts',
        'ContactsByCode.share',
      ],
    ],
  },
  {
    name: 'REASON_VOLUME',
    formula:
      'The number of contacts with a reason, or with any reason below it; its share is of all contacts with a reason.',
    inputs: [
      contactsOfPeriod,
      'their final reasons and the versions these were coded in',
      'the correspondences between these versions and the one that is stated in',
    ],
    exclusions: ['Contacts without a reason: UsageFigures.withoutReason.'],
    warnings: [restatement, wilson, 'Shares of a split make volumes that are not whole.'],
    fields: ['ReasonVolume.contacts', 'ReasonVolume.share'],
  },
  {
    name: 'MONTHLY_SERIES',
    formula:
      'The number of contacts in each month; the first and the last month as far as they lie in the period.',
    inputs: [contactsOfPeriod],
    exclusions: [],
    warnings: ['Months differ in length, and the first and last may be cut.', restatement],
    fields: ['MonthOfContacts.contacts'],
  },
  {
    name: 'SERIES_BREAK',
    formula:
      'The contacts of a reason in a version that cannot be restated in the version that figures are stated in.',
    inputs: ['the retirements and changes of scope recorded in the versions'],
    exclusions: [],
    warnings: ['A series that runs over a break counts two different things under one name.'],
    fields: ['VolumeBreak.contacts', 'VolumeBreak.version'],
  },
];
