import { contactsOfPeriod, wilson, type MetricDefinition } from './metric-definition';
import { singleContacts } from './customer-metrics';

const window =
  'the window in days of 24 hours, and which contacts of a customer are about the same: all, those below one choice at the root, or those with one reason, as stated in one version';

export const repeatMetrics: readonly MetricDefinition[] = [
  {
    name: 'REPEAT_CONTACTS',
    formula:
      'followed: contacts that another one of the same customer, about the same, followed within the window / contacts after which the whole window lies in the period and before the end of the last day with a contact; repeats: contacts that followed another one within the window / contacts before which the whole window lies in the period.',
    inputs: [contactsOfPeriod, 'the pseudonyms of their customers', window],
    exclusions: [
      'Contacts whose window is cut by an edge of the period, or by where contacts begin or stop: RepeatContacts.censoredAfter and censoredBefore.',
      'Contacts whose customer is not known: RepeatContacts.withoutCustomer; without a reason where it has to be the same: RepeatContacts.withoutReason.',
    ],
    warnings: [
      singleContacts,
      'A filter narrows which contacts are looked at, and not which ones follow them.',
      'What was split between versions counts as the same only within one version.',
      wilson,
    ],
    fields: [
      ...['RepeatRule.windowDays', 'RepeatContacts.followed', 'RepeatContacts.repeats'],
      ...['RepeatContacts.censoredAfter', 'RepeatContacts.censoredBefore'],
      ...['RepeatContacts.withoutCustomer', 'RepeatContacts.withoutReason'],
    ],
  },
  {
    name: 'FIRST_CONTACT_RESOLUTION',
    formula:
      'FLAG: contacts recorded as resolved at first contact / contacts of which it is recorded. NO_REPEAT: contacts that none of the same customer, about the same, followed within the window / contacts after which the whole window is observed. The flag is taken where any contact has one and nothing else is asked for; the two are never mixed.',
    inputs: [contactsOfPeriod, 'the flag of each', 'the repeats, with their rule'],
    exclusions: [
      'FLAG: contacts of which it is not recorded. NO_REPEAT: those that repeats leave out. Both are what FirstContactResolution.coverage lacks.',
    ],
    warnings: [
      'The two bases answer different questions, and do not compare; nor does the proxy with different windows: a longer one finds more repeats.',
      'Who gives up does not call again: the proxy takes them for resolved.',
      'A flag of few contacts may be that of the easy ones: look at the coverage.',
      wilson,
    ],
    fields: [
      'FirstContactResolution.share',
      'FirstContactResolution.coverage',
      'ContactMeasures.resolvedByFlag',
    ],
  },
];
