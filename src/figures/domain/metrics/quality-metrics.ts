import { contactsOfPeriod, restatement, wilson, type MetricDefinition } from './metric-definition';

export const qualityMetrics: readonly MetricDefinition[] = [
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
