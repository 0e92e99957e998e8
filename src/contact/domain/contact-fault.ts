import type { ContactField } from './given-contact';

/** Why a contact is not taken. */
export const contactFaultCodes = [
  'MISSING',
  'MALFORMED_TEXT',
  'MALFORMED_INSTANT',
  'INSTANT_OUT_OF_RANGE',
  'NO_SUCH_LOCAL_TIME',
  'BEYOND_RETENTION',
  'MALFORMED_NUMBER',
  'UNKNOWN_WORD',
  'UNLISTED_VALUE',
  'UNKNOWN_CHANNEL',
  'UNKNOWN_DEPARTMENT',
  'DISSOLVED_DEPARTMENT',
  'UNKNOWN_RESOLUTION',
  'RESOLUTION_NOT_VALID',
  'UNKNOWN_CODER',
  'NO_VERSION_IN_FORCE',
  'UNKNOWN_REASON',
  'REASON_NOT_IN_VERSION',
  'RETIRED_REASON',
  'NOT_A_LEAF',
  'DIFFERS',
  'CODED_BLIND',
  'NAMED_TWICE',
  'ERASED',
  'WRONG_COLUMN_COUNT',
  'MALFORMED_LINE',
  'UNKNOWN_FIELD',
] as const;
export type ContactFaultCode = (typeof contactFaultCodes)[number];

/** What is wrong with one field of a contact, or (null) with the whole line. */
export interface ContactFault {
  readonly field: ContactField | null;
  readonly code: ContactFaultCode;
  /** What came; null where it is what a customer said or a contact is known by, which is not repeated, or where nothing came. */
  readonly observed: string | null;
  readonly expected: string;
}

const shownCharacters = 100;

/** What came, short enough to be answered, and without what no answer can carry. */
export const shown = (value: string): string =>
  value.slice(0, shownCharacters).replace(/\p{Surrogate}|\p{Cc}/gu, '\ufffd');
