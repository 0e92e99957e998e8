import { contactsOfPeriod, restatement, wilson, type MetricDefinition } from './metric-definition';

export const resolutionMetrics: readonly MetricDefinition[] = [
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
