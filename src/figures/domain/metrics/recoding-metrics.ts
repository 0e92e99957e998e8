import { contactsOfPeriod, restatement, wilson, type MetricDefinition } from './metric-definition';

export const recodingMetrics: readonly MetricDefinition[] = [
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
