import type { ReasonId } from '../../platform/ids';
import { err, isNonEmpty, ok, type NonEmptyArray, type Result } from '../../platform/result';
import { mustBeText, textLimits } from '../../platform/text';
import * as check from './check-facts';
import { checkMoment } from './check-moment';
import { shown, type ContactFault, type ContactFaultCode } from './contact-fault';
import type { ContactScene } from './contact-scene';
import {
  factFields,
  type CheckedContact,
  type ContactFacts,
  type FactField,
  type GivenContact,
  type GivenValue,
} from './given-contact';
import type { CodingVersion } from './reason-finder';
import { redactExcerpt, type RedactedExcerpt } from './redact-excerpt';

const longestExcerpt = 20_000;

/** What can be kept as unmapped: values that mean nothing here. Others are malformed, and mean nothing anywhere. */
const unknownCodes: ReadonlySet<ContactFaultCode> = new Set<ContactFaultCode>([
  ...(['UNLISTED_VALUE', 'UNKNOWN_WORD', 'UNKNOWN_CHANNEL', 'UNKNOWN_DEPARTMENT'] as const),
  ...(['DISSOLVED_DEPARTMENT', 'UNKNOWN_RESOLUTION', 'RESOLUTION_NOT_VALID', 'UNKNOWN_CODER'] as const),
  ...(['UNKNOWN_REASON', 'REASON_NOT_IN_VERSION', 'RETIRED_REASON', 'NOT_A_LEAF'] as const),
]);

/**
 * Answers a contact as it is to be recorded: its codes as what they stand for, its customer as a pseudonym, its excerpt
 * redacted; or all that is wrong with it, at most one fault a field.
 *
 * @example checkContact({ ...contact, channel: 'PIGEON' }, scene)
 * // err([{ field: 'channel', code: 'UNKNOWN_CHANNEL', observed: 'PIGEON', expected: 'one of PHONE' }])
 */
export function checkContact(
  given: GivenContact,
  scene: ContactScene,
): Result<CheckedContact, NonEmptyArray<ContactFault>> {
  return new ContactCheck(given, scene).outcome();
}

class ContactCheck {
  private readonly faults: ContactFault[] = [];
  private readonly unmapped: Partial<Record<FactField, string>> = {};

  constructor(
    private readonly given: GivenContact,
    private readonly scene: ContactScene,
  ) {}

  outcome(): Result<CheckedContact, NonEmptyArray<ContactFault>> {
    const { given, scene, faults } = this;
    const source = this.name('source', given.source);
    const externalId = this.name('externalId', given.externalId);
    const occurredAt =
      given.occurredAt === null
        ? this.missing('occurredAt')
        : this.valueOf(checkMoment(given.occurredAt, scene));
    // Without its moment nothing can be said of what was in force then.
    const facts = this.facts(occurredAt ?? scene.now, occurredAt !== null);
    const excerpt = this.excerpt();
    if (occurredAt !== null) this.mustBeKept(occurredAt);
    if (isNonEmpty(faults)) return err(faults);
    if (source === null || externalId === null || occurredAt === null)
      throw new Error('a contact without faults has every field');
    const said = saidOf(given);
    const day = scene.clock.dayOf(occurredAt);
    return ok({ source, externalId, occurredAt, day, facts, said, excerpt });
  }

  private facts(at: Date, atIsKnown: boolean): ContactFacts {
    const { scene } = this;
    const channel = this.fact('channel', (text) => check.checkChannel(text, scene));
    const departmentId = this.fact('department', (text) => check.checkDepartment(text, scene, at));
    const coderId = this.fact('coder', (text) => check.checkCoder(text, scene));
    const version = scene.reasons.versionAt(at, { department: departmentId, channel, coder: coderId });
    const isCoded = this.given.reason !== undefined || this.given.initialReason !== undefined;
    if (isCoded && version === null && atIsKnown) this.noVersion(at);
    const initialReasonId = this.reason('initialReason', version);
    // Named one by one, here and where rows are written: an object of a spread and many keys is kept in a slow form.
    return {
      channel,
      departmentId,
      coderId,
      segment: this.fact('segment', check.checkSegment),
      cluster: this.fact('cluster', (text) => check.checkText('cluster', text, textLimits.name)),
      customerKey: this.customer(),
      resolutionId: this.fact('resolution', (text) => check.checkResolution(text, scene, at)),
      priority: this.fact('priority', check.checkPriority),
      sentiment: this.fact('sentiment', check.checkSentiment),
      handleSeconds: this.fact('handleSeconds', check.checkHandleSeconds),
      satisfaction: this.fact('satisfaction', check.checkSatisfaction),
      firstContactResolved: this.fact('firstContactResolved', (text) =>
        check.checkTruth('firstContactResolved', text),
      ),
      escalated: this.fact('escalated', (text) => check.checkTruth('escalated', text)),
      initialReasonId,
      initialVersion: initialReasonId === null ? null : (version?.number ?? null),
      reasonId: this.reason('reason', version),
      version: version?.number ?? null,
      unmapped: this.unmapped,
    };
  }

  private name(field: 'source' | 'externalId', value: string | null): string | null {
    return value === null
      ? this.missing(field)
      : this.valueOf(check.checkText(field, value, textLimits.name));
  }

  private missing(field: 'source' | 'externalId' | 'occurredAt'): null {
    this.faults.push({ field, code: 'MISSING', observed: null, expected: 'a value' });
    return null;
  }

  /** What was removed could not be told from what never came: of days that are not kept nothing is taken. */
  private mustBeKept(at: Date): void {
    const { takenFrom, clock } = this.scene;
    if (takenFrom === null || clock.dayOf(at) >= takenFrom) return;
    const expected = `a contact from ${takenFrom} on: older ones are not kept`;
    this.faults.push({
      field: 'occurredAt',
      code: 'BEYOND_RETENTION',
      observed: at.toISOString(),
      expected,
    });
  }

  private noVersion(at: Date): void {
    const expected = 'a time from the first version of the taxonomy on';
    const observed = at.toISOString();
    this.faults.push({ field: 'occurredAt', code: 'NO_VERSION_IN_FORCE', observed, expected });
  }

  private fact<Value>(field: FactField, checked: (text: string) => check.Checked<Value>): Value | null {
    const value: GivenValue | undefined = this.given[field];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string') return this.unlisted(field, value);
    return this.mapped(field, value, checked(value));
  }

  private reason(field: 'initialReason' | 'reason', version: CodingVersion | null): ReasonId | null {
    const value = this.given[field];
    if (value === undefined || value === null || version === null) return null;
    if (typeof value !== 'string' && !isPath(value)) return this.unlisted(field, value);
    const found = this.scene.reasons.find(value, version);
    if (found.ok) return found.value;
    return this.mapped(field, found.problem.observed, err({ field, ...found.problem }));
  }

  private unlisted(field: FactField, value: Exclude<GivenValue, string | null>): null {
    const observed = isPath(value) ? value.join(' > ') : value.unlisted;
    const fault = { field, code: 'UNLISTED_VALUE' as const, observed: shown(observed) };
    return this.mapped(field, observed, err({ ...fault, expected: 'a value that the mapping lists' }));
  }

  /** The value; or null with what came kept as unmapped, or with a fault. */
  private mapped<Value>(field: FactField, came: string, outcome: check.Checked<Value>): Value | null {
    if (outcome.ok) return outcome.value;
    const isKept = this.scene.keepsUnknown.has(field) && unknownCodes.has(outcome.problem.code);
    if (isKept) this.unmapped[field] = shown(came);
    else this.faults.push(outcome.problem);
    return null;
  }

  /** Never repeated, not even where it is malformed: it is what a customer is known by. */
  private customer(): string | null {
    const value = this.given.customer;
    if (value === undefined || value === null) return null;
    const text = typeof value === 'string' ? check.checkText('customer', value, textLimits.name) : null;
    if (text?.ok === true) return this.scene.pseudonymOf(text.value);
    const expected = text === null ? 'a text' : text.problem.expected;
    this.faults.push({ field: 'customer', code: 'MALFORMED_TEXT', observed: null, expected });
    return null;
  }

  private excerpt(): RedactedExcerpt | null {
    const { excerpt = null } = this.given;
    if (excerpt === null) return null;
    const text = mustBeText(excerpt, { field: 'excerpt', maxLength: longestExcerpt, multiline: true });
    if (text.ok) return redactExcerpt(text.value);
    const expected = text.problem.message;
    this.faults.push({ field: 'excerpt', code: 'MALFORMED_TEXT', observed: null, expected });
    return null;
  }

  private valueOf<Value>(outcome: check.Checked<Value>): Value | null {
    if (outcome.ok) return outcome.value;
    this.faults.push(outcome.problem);
    return null;
  }
}

const kinds = new Map<number, ReadonlySet<FactField>>();

/** Rows of one file say the same fields, and share the set of them. */
function saidOf(given: GivenContact): ReadonlySet<FactField> {
  let kind = 0;
  let bit = 1;
  for (const field of factFields) {
    if (given[field] !== undefined) kind += bit;
    bit *= 2;
  }
  const known = kinds.get(kind) ?? new Set(factFields.filter((field) => given[field] !== undefined));
  kinds.set(kind, known);
  return known;
}

const isPath = (value: Exclude<GivenValue, string | null>): value is readonly string[] =>
  Array.isArray(value);
