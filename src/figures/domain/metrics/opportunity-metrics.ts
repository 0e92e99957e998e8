import { contactsOfPeriod, restatement, wilson, type MetricDefinition } from './metric-definition';

const evidence = [
  ...['ReasonEvidence.volume', 'ReasonEvidence.modalShare', 'ReasonEvidence.entropy'],
  ...['ReasonEvidence.unexpected', 'ReasonEvidence.medianHandleTime', 'ReasonEvidence.resolvedAtOnce'],
  ...['ReasonEvidence.escalated', 'ReasonEvidence.articles'],
];

export const opportunityMetrics: readonly MetricDefinition[] = [
  {
    name: 'SELF_SERVICE_CANDIDATES',
    formula:
      'Active reasons with at least 50 contacts and 1 % of all, of whose contacts the commonest resolution has 60 % or more by its lower limit, half are handled within 300 seconds by the upper limit of the band, and 70 % or more are resolved at once by the lower limit; each limit as the rule says.',
    inputs: [
      contactsOfPeriod,
      'the observed resolutions',
      'handle times',
      'first-contact resolution: by the flag where any contact has one, else that no contact of the customer with the same reason followed within 7 days',
    ],
    exclusions: ['Retired reasons.', 'Criteria of which nothing is known are not taken for met.'],
    warnings: [
      'What is short and ends alike may still need a person: a reset of a password is, an address in dispute is not.',
      'Two figures of one reason that rest on different contacts, such as those with a handle time, are of one rule here.',
      restatement,
      wilson,
    ],
    fields: evidence,
  },
  {
    name: 'KNOWLEDGE_GAPS',
    formula:
      'Active reasons without a knowledge article and with at least 30 contacts that show a sign: the commonest resolution has less than 50 % by its upper limit (SPREAD); 20 % or more end as no mapping foresees, by the lower limit (UNEXPECTED); 10 % or more are escalated, by the lower limit (ESCALATED); less than 60 % are resolved at once, by the upper limit (NOT_RESOLVED_AT_ONCE); each limit as the rule says.',
    inputs: [
      contactsOfPeriod,
      'the observed resolutions and the mappings',
      'escalations',
      'first-contact resolution, as for self-service candidates',
      'the knowledge articles of reasons in the version that figures are stated in',
    ],
    exclusions: ['Retired reasons.', 'Of a reason without a mapping nothing is unexpected.'],
    warnings: [
      'A reason that holds two different things spreads as well: look whether it is to be split.',
      'An article that is named need not be read, nor right.',
      restatement,
      wilson,
    ],
    fields: [],
  },
];
