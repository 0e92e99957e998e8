import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { CheckKind, CheckOutcome, CheckRhythm, NoDataCause } from '../domain';

export const CheckKindEnum = schemaEnum('CheckKind', 'What a check looks at.', {
  LINT: 'How often the version in force breaks a rule of the lint, waived findings left out.',
  COMPLETENESS: 'The share of contacts that came with a value of a field.',
  VALIDITY:
    'The share of values of a field that meant something in the taxonomy when the contact took place.',
  RESIDUAL_SHARE:
    'The share of contacts in reasons that are declared residual, over all or of one menu; of those that were coded in the version in force.',
  LABEL_SHARES:
    'How far the shares in which a coder gives reasons moved from the four weeks before, in bits; both coded in the version in force.',
  AGREEMENT_DRIFT:
    'How far agreement on a reason, of a coder, in a department or in a channel moved in audits that were closed in the four weeks up to the end of the days, from those of the twelve weeks before.',
} satisfies Readonly<Record<CheckKind, string>>);

export const CheckOutcomeEnum = schemaEnum('CheckOutcome', 'How a check came out.', {
  PASS: 'What was observed keeps its limit.',
  FAIL: 'It does not, and by more than chance explains: it is filed as a finding.',
  INCONCLUSIVE: 'It does not, but chance may explain it: the limit lies in the interval.',
  NO_DATA: 'There are too few data for an answer, which is neither well nor ill.',
} satisfies Readonly<Record<CheckOutcome, string>>);

export const NoDataCauseEnum = schemaEnum('NoDataCause', 'Why a check has no data.', {
  NO_VERSION: 'No version was in force.',
  NO_CONTACTS: 'There were no contacts to look at.',
  NO_VALUES: 'None of the contacts came with a value.',
  TOO_FEW: 'There were less than 20; for a reason whose agreement is compared, less than 10.',
  NO_AUDITS: 'In one of the two periods no audit was closed that has something to compare.',
  NO_VARIATION: 'Everybody agreed in both periods, so that it cannot be told what chance explains.',
} satisfies Readonly<Record<NoDataCause, string>>);

export const CheckRhythmEnum = schemaEnum('CheckRhythm', 'How often it is checked.', {
  DAILY: 'Every day, the day before.',
  WEEKLY: 'Once a week, the seven days before.',
} satisfies Readonly<Record<CheckRhythm, string>>);
