import { contactsOfPeriod, restatement, wilson, type MetricDefinition } from './metric-definition';

const counted =
  'They are read from counts by month, and so of any period and of contacts that are not kept any more; the days of a month that is cut, and what a filter by segment or department asks for, are counted from single contacts, of at most 366 days and 3,000,000 contacts.';

export const measureMetrics: readonly MetricDefinition[] = [
  {
    name: 'HANDLE_TIME',
    formula:
      'mean: SUM of seconds / contacts whose handle time is known. median, p90: the values that half and nine of ten of them do not exceed, from counts in bands of handle time, taken as spread evenly over their band.',
    inputs: [contactsOfPeriod, 'their handle times in seconds'],
    exclusions: ['Contacts whose handle time is not known: HandleTime.measured.'],
    warnings: [
      counted,
      'A quantile lies between the limits of its band for certain, which are told: 10 seconds apart below 5 minutes, 30 below 15, a minute below half an hour, and wider above.',
      "The interval of the mean is Student's, with the spread within a band taken as even; handle times have long tails, so that it wants a hundred contacts. That of a quantile is by order statistics, widened to whole bands.",
      restatement,
    ],
    fields: [
      ...['HandleTime.measured', 'HandleTime.mean', 'HandleTime.median', 'HandleTime.p90'],
      ...['ContactMeasures.contacts', 'FigureQuantile.value', 'FigureQuantile.from', 'FigureQuantile.until'],
      ...['FigureQuantile.interval', 'FigureMean.value', 'FigureMean.of', 'FigureMean.interval'],
    ],
  },
  {
    name: 'SATISFACTION',
    formula:
      'mean: SUM of answers from 1 to 5 / customers who answered. topBox: customers who answered 4 or 5 / customers who answered.',
    inputs: [contactsOfPeriod, 'how satisfied their customers said to be'],
    exclusions: ['Contacts whose customer did not answer: SatisfactionFigures.answered.'],
    warnings: [
      counted,
      'Who answers is no random sample: where the part that answers changes, so may the figure.',
      "The interval of the mean is Student's.",
      restatement,
      wilson,
    ],
    fields: ['SatisfactionFigures.answered', 'SatisfactionFigures.mean', 'SatisfactionFigures.topBox'],
  },
  {
    name: 'SENTIMENT',
    formula:
      'Contacts of a sentiment / contacts whose sentiment is known; negativeShare: those that are negative or very negative.',
    inputs: [contactsOfPeriod, 'their sentiments'],
    exclusions: ['Contacts whose sentiment is not known.'],
    warnings: [
      counted,
      'A sentiment that a program told is an estimate with errors of its own.',
      restatement,
      wilson,
    ],
    fields: ['ContactMeasures.negativeShare', 'SentimentShare.share'],
  },
  {
    name: 'ESCALATION_SHARE',
    formula: 'Contacts recorded as escalated / contacts of which it is recorded whether they were.',
    inputs: [contactsOfPeriod, 'whether each was handed on to somebody who may do more'],
    exclusions: ['Contacts of which it is not recorded: it is not taken for no.'],
    warnings: [
      counted,
      'Systems that record escalations alone, and no other contact, show 100 %.',
      restatement,
      wilson,
    ],
    fields: ['ContactMeasures.escalationShare'],
  },
];
