/** What a figure is, in the words of whoever has to rely on it. */
export interface MetricDefinition {
  readonly name: string;
  readonly formula: string;
  readonly inputs: readonly string[];
  /** What is left out, and where it is counted instead. */
  readonly exclusions: readonly string[];
  /** How it is misread. */
  readonly warnings: readonly string[];
  /** The fields of the schema that show it, such as `UsageFigures.contacts`. */
  readonly fields: readonly string[];
}

const contactsOfPeriod =
  'the contacts that took place on days of the period, by the time zone of the taxonomy';
const restatement =
  'A contact is counted with its reason in the version that figures are stated in: with itself where that is active and counts the same, with its recorded successors where these are exact or have shares. What cannot be restated stays with its own reason and is listed under breaks.';
const wilson =
  "The interval is Wilson's, at 95 %: it takes contacts as independent, so that it is too narrow where one customer makes several.";

const volumeMetrics: readonly MetricDefinition[] = [
  {
    name: 'CONTACTS',
    formula: 'The number of contacts.',
    inputs: [contactsOfPeriod, 'the filter'],
    exclusions: [],
    warnings: ['Rows of a file that were rejected are no contacts.'],
    fields: [
      ...['UsageFigures.contacts', 'UsageFigures.withoutReason', 'UsageFigures.withoutSegment'],
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
      'the recorded successors of retired reasons',
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

const qualityMetrics: readonly MetricDefinition[] = [
  {
    name: 'RESIDUAL_SHARE',
    formula:
      'Contacts whose reason, or one above it, is declared residual / contacts with a reason; of a menu, those below a residual choice of it / those below the menu.',
    inputs: [contactsOfPeriod, 'the declarations in the version that figures are stated in'],
    exclusions: ['Contacts without a reason.'],
    warnings: [
      'Only what is declared counts: a reason that is called Other and not declared residual does not.',
      restatement,
      wilson,
    ],
    fields: ['UsageFigures.residualShare', 'ResidualOfMenu.share'],
  },
  {
    name: 'HANDLED_ELSEWHERE_SHARE',
    formula:
      'Contacts handled by another department than the accountable one / contacts with a department whose reason has an accountable one.',
    inputs: [
      contactsOfPeriod,
      'the department that handled each',
      'who was accountable, itself or by inheritance, at the end of each month',
    ],
    exclusions: [
      'Contacts without a department, and those whose reason nobody is accountable for: both are counted beside.',
    ],
    warnings: ['Who took over in the middle of a month answers for the whole of it.', wilson],
    fields: ['HandledElsewhere.share', 'HandledElsewhere.withoutDepartment', 'HandledElsewhere.withoutOwner'],
  },
  {
    name: 'CODE_COMPLETENESS',
    formula: 'Contacts of which something was said in the field / all contacts.',
    inputs: [contactsOfPeriod, 'the codes, and the values that came and meant nothing'],
    exclusions: [],
    warnings: [
      'It does not exist with a filter: values without a meaning are kept by field and day alone.',
      wilson,
    ],
    fields: ['CodeQuality.completeness'],
  },
  {
    name: 'CODE_VALIDITY',
    formula:
      'Contacts whose code the taxonomy knew and took when they came / contacts of which something was said in the field.',
    inputs: [contactsOfPeriod, 'the codes, and the values that came and meant nothing'],
    exclusions: ['Contacts of which nothing was said: see CODE_COMPLETENESS.'],
    warnings: ['A code that becomes valid later does not mend what came before.', wilson],
    fields: ['CodeQuality.validity'],
  },
];

const rateMetrics: readonly MetricDefinition[] = [
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

const resolutionMetrics: readonly MetricDefinition[] = [
  {
    name: 'OBSERVED_RESOLUTIONS',
    formula: 'The number of contacts by reason and resolution.',
    inputs: [contactsOfPeriod, 'their final reasons and resolutions'],
    exclusions: ['Contacts without a resolution that is known: ObservedResolutions.withoutResolution.'],
    warnings: [restatement],
    fields: [
      ...[
        'ObservedResolutions.contacts',
        'ObservedResolutions.withoutResolution',
        'ObservedResolutions.rows',
      ],
      ...['ObservedResolutions.columns', 'ObservedReason.contacts', 'ObservedReason.distinct'],
      ...['ObservedResolution.contacts', 'ObservedResolution.share'],
    ],
  },
  {
    name: 'MODAL_SHARE',
    formula: 'Contacts with the commonest resolution of their reason / contacts with a resolution.',
    inputs: ['the observed resolutions'],
    exclusions: ['Contacts without a resolution.'],
    warnings: ['The commonest of few is always a large part: look at the interval.', wilson],
    fields: ['ObservedResolutions.modalShare', 'ObservedReason.modalShare'],
  },
  {
    name: 'ENTROPY',
    formula: '- SUM of share x log2(share) over the resolutions of a reason, in bits.',
    inputs: ['the observed resolutions of a reason'],
    exclusions: ['Contacts without a resolution.'],
    warnings: ['It is biased downwards where there are few contacts for the number of resolutions.'],
    fields: ['ObservedReason.entropy'],
  },
  {
    name: 'CRAMERS_V',
    formula:
      'sqrt(chi-square / (n x (min(rows, columns) - 1))), with chi-square = SUM of (observed - expected)² / expected.',
    inputs: ['the observed resolutions, by the reasons of a level'],
    exclusions: ['Contacts without a resolution; reasons and resolutions without a contact.'],
    warnings: [
      'With many contacts any dependence is significant: V says how strong it is, the p-value does not.',
      'It is not corrected for bias, and is too large where there are many sparse cells.',
      'Reasons count as nodes: two of one name under different parents are two rows.',
    ],
    fields: [
      ...[
        'ObservedResolutions.chiSquare',
        'ObservedResolutions.degreesOfFreedom',
        'ObservedResolutions.pValue',
      ],
      ...['ObservedResolutions.cramersV', 'ObservedResolutions.sparseCells'],
    ],
  },
  {
    name: 'MAPPING_COVERAGE',
    formula:
      'Contacts whose reason is mapped to their resolution as expected or allowed / contacts with a resolution; mappedShare: those whose reason is mapped to any resolution.',
    inputs: ['the observed resolutions', 'the mappings of the version that figures are stated in'],
    exclusions: ['Contacts without a resolution.'],
    warnings: [
      'It judges contacts of an earlier version by the mappings of the one that figures are stated in.',
      wilson,
    ],
    fields: ['UsageFigures.mappingCoverage', 'UsageFigures.mappedShare'],
  },
  {
    name: 'UNEXPECTED_RESOLUTIONS',
    formula:
      'Contacts of a reason with a resolution that it is mapped to as forbidden, or not at all / contacts of the reason with a resolution.',
    inputs: ['the observed resolutions', 'the mappings of the version that figures are stated in'],
    exclusions: ['Contacts without a resolution.'],
    warnings: ['Of a reason without any mapping everything is unexpected.', wilson],
    fields: ['UnexpectedResolution.share'],
  },
  {
    name: 'UNUSED_MAPPINGS',
    formula:
      'Mappings, other than forbidden ones, of reasons with resolved contacts, that none of these used.',
    inputs: ['the observed resolutions', 'the mappings of the version that figures are stated in'],
    exclusions: ['Reasons without a contact with a resolution.'],
    warnings: ['Of a reason with few contacts a rare resolution may be unused by chance.'],
    fields: ['UnusedMapping.contacts'],
  },
  {
    name: 'MAPPING_PROPOSALS',
    formula:
      'EXPECTED, ALLOWED where the lower limit of the share of a resolution among the contacts of a reason reaches the cut points of the rule; the default where it is more than half and there is none.',
    inputs: ['the observed resolutions', 'the mappings there are', 'the rule'],
    exclusions: [
      'Reasons with fewer contacts than the rule asks for, retired ones, and what is mapped already.',
    ],
    warnings: ['What is done often is not what should be done.', wilson],
    fields: ['MappingProposal.evidence'],
  },
];

const recodingMetrics: readonly MetricDefinition[] = [
  {
    name: 'RECODING_RATE',
    formula: 'Contacts whose final reason is another than the initial one / contacts with both.',
    inputs: [contactsOfPeriod, 'their initial and final reasons, both stated in one version'],
    exclusions: ['Contacts with one reason only.'],
    warnings: ['Systems that overwrite the initial reason show no recoding at all.', restatement, wilson],
    fields: ['Recoding.rate', 'RecodingPair.share'],
  },
  {
    name: 'RECODING_AGREEMENT',
    formula:
      "Contacts with the same initial and final reason / contacts with both; kappa is Cohen's, (observed - chance) / (1 - chance).",
    inputs: [contactsOfPeriod, 'their initial and final reasons, both stated in one version'],
    exclusions: ['Contacts with one reason only.'],
    warnings: [
      'Who corrects a reason has seen it: this is no agreement of independent coders, which a calibration session measures.',
      wilson,
    ],
    fields: ['Recoding.agreement', 'Recoding.kappa'],
  },
];

const intervalMetrics: readonly MetricDefinition[] = [
  {
    name: 'SHARE',
    formula: 'A count / a count, with both beside it.',
    inputs: ['those of the figure that it belongs to'],
    exclusions: [],
    warnings: [wilson],
    fields: [
      ...[
        'FigureShare.value',
        'FigureShare.count',
        'FigureShare.of',
        'FigureShare.interval',
        'FigureValue.value',
      ],
      ...['FigureInterval.lower', 'FigureInterval.upper', 'FigureInterval.level'],
    ],
  },
];

/** Every figure there is: a test holds the fields of the schema against it. */
export const metricDefinitions: readonly MetricDefinition[] = [
  ...volumeMetrics,
  ...qualityMetrics,
  ...rateMetrics,
  ...resolutionMetrics,
  ...recodingMetrics,
  ...intervalMetrics,
];
