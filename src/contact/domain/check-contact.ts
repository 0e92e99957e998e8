import { err, isNonEmpty, ok, type NonEmptyArray, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { redactExcerpt, type RedactedExcerpt } from './redact-excerpt';

/** A contact as a caller sends it: nothing is known of it yet. */
export interface GivenContact {
  readonly source: string;
  readonly externalId: string;
  readonly occurredAt: string;
  readonly channel: string | null;
  readonly cluster: string | null;
  readonly excerpt: string | null;
}

export interface CheckedContact {
  readonly source: string;
  readonly externalId: string;
  readonly occurredAt: Date;
  readonly channel: string | null;
  readonly cluster: string | null;
  readonly excerpt: RedactedExcerpt | null;
}

export type ContactField = keyof GivenContact;

/** Why a contact is not taken: one of its fields. */
export interface ContactFault {
  readonly field: ContactField;
  readonly code:
    'MALFORMED_TEXT' | 'MALFORMED_INSTANT' | 'INSTANT_OUT_OF_RANGE' | 'UNKNOWN_CHANNEL' | 'DIFFERS';
  /** What came; null where it is the customer's text, which is not repeated. */
  readonly observed: string | null;
  readonly expected: string;
}

export interface ContactScene {
  /** The codes of the taxonomy's channels. */
  readonly channels: readonly string[];
  readonly now: Date;
}

const longestExcerpt = 20_000;
const shownCharacters = 100;
const firstInstant = new Date('1970-01-01T00:00:00Z');
/** ISO 8601 with a zone: an instant without one is another in each place. */
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Answers a contact as it is stored, its excerpt redacted; or all that is wrong with it, at most one fault a field.
 *
 * @example checkContact({ ...contact, channel: 'PIGEON' }, { channels: ['PHONE'], now })
 * // err([{ field: 'channel', code: 'UNKNOWN_CHANNEL', observed: 'PIGEON', expected: 'one of PHONE' }])
 */
export function checkContact(
  given: GivenContact,
  scene: ContactScene,
): Result<CheckedContact, NonEmptyArray<ContactFault>> {
  const checked = {
    source: textOf(given.source, 'source'),
    externalId: textOf(given.externalId, 'externalId'),
    occurredAt: instantOf(given.occurredAt, scene.now),
    channel: given.channel === null ? ok(null) : channelOf(given.channel, scene.channels),
    cluster: given.cluster === null ? ok(null) : textOf(given.cluster, 'cluster'),
    excerpt: given.excerpt === null ? ok(null) : excerptOf(given.excerpt),
  };
  const faults = Object.values(checked).flatMap((field) => (field.ok ? [] : [field.problem]));
  if (isNonEmpty(faults)) return err(faults);
  const { source, externalId, occurredAt, channel, cluster, excerpt } = checked;
  if (!source.ok || !externalId.ok || !occurredAt.ok || !channel.ok || !cluster.ok || !excerpt.ok)
    throw new Error('a contact without faults has every field');
  return ok({
    ...{ source: source.value, externalId: externalId.value, occurredAt: occurredAt.value },
    ...{ channel: channel.value, cluster: cluster.value, excerpt: excerpt.value },
  });
}

type Field<Value> = Result<Value, ContactFault>;

function textOf(value: string, field: 'source' | 'externalId' | 'cluster'): Field<string> {
  const text = mustBeText(value, { field, maxLength: textLimits.name });
  return text.ok ? text : err(textFault(field, text.problem, value));
}

function excerptOf(value: string): Field<RedactedExcerpt> {
  const text = mustBeText(value, { field: 'excerpt', maxLength: longestExcerpt, multiline: true });
  return text.ok ? ok(redactExcerpt(text.value)) : err(textFault('excerpt', text.problem, null));
}

const textFault = (field: ContactField, problem: TextProblem, observed: string | null): ContactFault => ({
  field,
  code: 'MALFORMED_TEXT',
  observed: observed === null ? null : shown(observed),
  expected: problem.message,
});

function instantOf(value: string, now: Date): Field<Date> {
  const instant = instantPattern.test(value) ? new Date(value) : new Date(Number.NaN);
  const fault = (code: ContactFault['code'], expected: string): Field<Date> =>
    err({ field: 'occurredAt', code, observed: shown(value), expected });
  if (Number.isNaN(instant.getTime()) || !isDayOfCalendar(value))
    return fault('MALFORMED_INSTANT', 'an instant with its zone, such as 2026-03-01T09:30:00Z');
  if (instant < firstInstant || instant > now)
    return fault('INSTANT_OUT_OF_RANGE', `an instant from 1970 to now, which is ${now.toISOString()}`);
  return ok(instant);
}

/** The clock of the language reads the 30th of February as the 2nd of March. */
function isDayOfCalendar(value: string): boolean {
  const day = value.slice(0, 10);
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}

function channelOf(value: string, channels: readonly string[]): Field<string> {
  if (channels.includes(value)) return ok(value);
  const expected = `one of ${channels.join(', ')}`;
  return err({ field: 'channel', code: 'UNKNOWN_CHANNEL', observed: shown(value), expected });
}

/** What came, short enough to be answered, and without what no answer can carry. */
const shown = (value: string): string =>
  value.slice(0, shownCharacters).replace(/\p{Surrogate}|\p{Cc}/gu, '\ufffd');

/** What is recorded of a contact, as far as a second sending of it is held against it. */
export type KnownContact = Omit<CheckedContact, 'source' | 'externalId' | 'excerpt'> & {
  readonly excerpt: string | null;
};

/**
 * Where a contact differs from what is recorded under its source and external id: empty where it is the same again.
 * What was observed is not changed by sending it otherwise.
 */
export function differencesFrom(known: KnownContact, given: CheckedContact): readonly ContactFault[] {
  const differing = (
    field: ContactField,
    observed: string | null,
    recorded: string | null,
  ): ContactFault[] =>
    observed === recorded ? [] : [{ field, code: 'DIFFERS', observed, expected: expectedAgain(recorded) }];
  const excerpt = given.excerpt?.text ?? null;
  return [
    ...differing('occurredAt', given.occurredAt.toISOString(), known.occurredAt.toISOString()),
    ...differing('channel', given.channel, known.channel),
    ...differing('cluster', given.cluster, known.cluster),
    ...(excerpt === known.excerpt
      ? []
      : [{ ...differs('excerpt'), expected: 'the excerpt that is recorded, or another external id' }]),
  ];
}

const differs = (field: ContactField) => ({ field, code: 'DIFFERS' as const, observed: null });

const expectedAgain = (recorded: string | null): string =>
  recorded === null ? 'nothing, as it is recorded' : `${recorded}, as it is recorded`;
