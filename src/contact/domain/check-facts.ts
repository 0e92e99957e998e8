import { err, ok, type Result } from '../../platform/result';
import { foldLabel, mustBeText, textLimits } from '../../platform/text';
import { priorities, sentiments } from '../../taxonomy/domain';
import { shown, type ContactFault } from './contact-fault';
import type { ContactScene } from './contact-scene';
import type { FactField } from './given-contact';

export type Checked<Value> = Result<Value, ContactFault>;

const mostSeconds = 31_536_000;
const satisfactions = { least: 1, most: 5 };
const plainText = /^[\x21-\x7e]{1,100}$/;

const refused = (
  field: FactField,
  code: ContactFault['code'],
  { observed, expected }: { readonly observed: string; readonly expected: string },
): Checked<never> => err({ field, code, observed: shown(observed), expected });

/** What a customer or a contact is known by is not repeated: faults are kept longer than contacts are, and by others. */
const knownBy: ReadonlySet<ContactFault['field']> = new Set(['externalId', 'cluster', 'customer'] as const);

/** A text of one line. */
export function checkText(field: ContactFault['field'], given: string, maxLength: number): Checked<string> {
  if (plainText.test(given)) return ok(given);
  const text = mustBeText(given, { field: field ?? 'text', maxLength });
  const isReadable = text.ok && !text.value.includes('\ufffd');
  if (isReadable) return text;
  const expected = text.ok ? 'text in UTF-8' : text.problem.message;
  const observed = knownBy.has(field) ? null : shown(given);
  return err({ field, code: 'MALFORMED_TEXT', observed, expected });
}

export const checkSegment = (given: string): Checked<string> => checkText('segment', given, textLimits.code);

export function checkChannel(given: string, { channels }: ContactScene): Checked<string> {
  if (channels.has(given)) return ok(given);
  const expected = `one of ${[...channels].join(', ')}`;
  return refused('channel', 'UNKNOWN_CHANNEL', { observed: given, expected });
}

/** By code or alias, whatever its case. */
export function checkDepartment(given: string, scene: ContactScene, occurredAt: Date) {
  const found = scene.departments.get(foldLabel(given));
  if (found === undefined) {
    const expected = 'the code or an alias of a department of the taxonomy';
    return refused('department', 'UNKNOWN_DEPARTMENT', { observed: given, expected });
  }
  if (found.dissolvedAt === null || occurredAt < found.dissolvedAt) return ok(found.id);
  const expected = `a department that had not been dissolved, as ${found.code} was at ${found.dissolvedAt.toISOString()}`;
  return refused('department', 'DISSOLVED_DEPARTMENT', { observed: given, expected });
}

export function checkResolution(given: string, scene: ContactScene, occurredAt: Date) {
  const { standing, resolution } = scene.resolutions.standingOf(given, occurredAt);
  if (standing === 'VALID') return ok(resolution.id);
  if (standing === 'UNKNOWN') {
    const expected = 'the code of a resolution of the taxonomy';
    return refused('resolution', 'UNKNOWN_RESOLUTION', { observed: given, expected });
  }
  const { validFrom, validUntil } = resolution;
  const span = `from ${validFrom?.toISOString() ?? 'ever'} until ${validUntil?.toISOString() ?? 'further notice'}`;
  const expected = `a resolution that was valid then: this one is ${span}`;
  return refused('resolution', 'RESOLUTION_NOT_VALID', { observed: given, expected });
}

export function checkCoder(given: string, { coders }: ContactScene) {
  const found = coders.get(given);
  if (found !== undefined) return ok(found);
  const expected = 'the external id of a coder of the taxonomy';
  return refused('coder', 'UNKNOWN_CODER', { observed: given, expected });
}

export const checkPriority = (given: string) => checkWord('priority', given, priorities);
export const checkSentiment = (given: string) => checkWord('sentiment', given, sentiments);

function checkWord<Word extends string>(
  field: 'priority' | 'sentiment',
  given: string,
  words: readonly Word[],
): Checked<Word> {
  const word = words.find((known) => known === given);
  if (word !== undefined) return ok(word);
  return refused(field, 'UNKNOWN_WORD', { observed: given, expected: `one of ${words.join(', ')}` });
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', '1'].map((word) => [word, true] as const),
  ...['false', 'no', '0'].map((word) => [word, false] as const),
]);

export function checkTruth(field: 'firstContactResolved' | 'escalated', given: string): Checked<boolean> {
  const truth = truths.get(given.toLowerCase());
  if (truth !== undefined) return ok(truth);
  const expected = 'true or false, yes or no, 1 or 0';
  return refused(field, 'UNKNOWN_WORD', { observed: given, expected });
}

export const checkHandleSeconds = (given: string) =>
  checkNumber('handleSeconds', given, { least: 0, most: mostSeconds });
export const checkSatisfaction = (given: string) => checkNumber('satisfaction', given, satisfactions);

function checkNumber(
  field: 'handleSeconds' | 'satisfaction',
  given: string,
  { least, most }: { readonly least: number; readonly most: number },
): Checked<number> {
  const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return ok(number);
  const expected = `a whole number from ${least} to ${most}`;
  return refused(field, 'MALFORMED_NUMBER', { observed: given, expected });
}
