import { CallerError } from '../../platform/caller-error';
import { daysBetween, type UndefinedCause } from '../domain';
import type { UsageFigures } from './usage-figures';

/** What is counted from single contacts takes as long as there are contacts: of more days, or more of them, it is not. */
export const mostDaysOfContacts = 366;
const mostContacts = 3_000_000;

/** Refuses a period of which too much would have to be read. */
export async function mustBeBounded(figures: UsageFigures): Promise<void> {
  const { from, until } = figures.question;
  const days = daysBetween(from, until);
  if (days > mostDaysOfContacts)
    throw new CallerError(
      'LIMIT_EXCEEDED',
      `until: expected at most ${mostDaysOfContacts} days for a figure that is counted from single contacts, but got ${days}`,
    );
  const contacts = await figures.contactsOfDays();
  if (contacts > mostContacts)
    throw new CallerError(
      'LIMIT_EXCEEDED',
      `until: expected a period with at most ${mostContacts} contacts for a figure that is counted from single ones, but it has ${contacts}`,
    );
}

/** Why a figure that is counted from single contacts cannot be told; null where it can. */
export async function causeNotKept(figures: UsageFigures): Promise<UndefinedCause | null> {
  const since = await figures.keptSince();
  return since !== null && figures.question.from < since ? 'CONTACTS_NOT_KEPT' : null;
}
