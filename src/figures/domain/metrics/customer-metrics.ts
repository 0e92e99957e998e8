import { contactsOfPeriod, wilson, type MetricDefinition } from './metric-definition';

/** What is counted from single contacts, and what that means for who asks. */
export const singleContacts =
  'It is counted from single contacts: of a period of at most 366 days and 3,000,000 contacts, and not of days whose contacts are not kept any more.';

export const customerMetrics: readonly MetricDefinition[] = [
  {
    name: 'CONTACTS_PER_CUSTOMER',
    formula:
      'Contacts whose customer is known / different customers who made one; the median and the distribution are over these customers.',
    inputs: [contactsOfPeriod, 'the pseudonyms of their customers'],
    exclusions: [
      'Contacts whose customer is not known: ContactsPerCustomer.withoutCustomer.',
      'Customers without a contact: with them it would be the contact rate.',
    ],
    warnings: [
      singleContacts,
      'It is never below 1, and grows with the length of the period.',
      "The interval of the mean is Student's, over customers; that of a share is Wilson's.",
      'A filter counts the contacts that pass it alone: a customer who used two channels is one of each.',
    ],
    fields: [
      ...['ContactsPerCustomer.contacts', 'ContactsPerCustomer.withoutCustomer'],
      ...['ContactsPerCustomer.customers', 'ContactsPerCustomer.mean', 'ContactsPerCustomer.median'],
      ...['CustomersByContacts.contacts', 'CustomersByContacts.customers', 'CustomersByContacts.share'],
    ],
  },
  {
    name: 'CUSTOMERS_WHO_CONTACTED',
    formula:
      'Different customers of a segment who made a contact / its customers, the mean over the days of which a size is known; of all, both added up over the segments whose share exists.',
    inputs: [contactsOfPeriod, 'the pseudonyms of their customers', 'the sizes of segments by day'],
    exclusions: [
      'Contacts without a segment: CustomersWhoContacted.withoutSegment.',
      'Contacts whose customer is not known: SegmentWhoContacted.withoutCustomer.',
    ],
    warnings: [
      singleContacts,
      'It is at most as large as the contact rate, and as large only where nobody makes two contacts.',
      'Where many contacts have no customer it is too small.',
      wilson,
    ],
    fields: [
      ...['CustomersWhoContacted.share', 'CustomersWhoContacted.withoutSegment'],
      ...['SegmentWhoContacted.share', 'SegmentWhoContacted.size', 'SegmentWhoContacted.withoutCustomer'],
    ],
  },
];
