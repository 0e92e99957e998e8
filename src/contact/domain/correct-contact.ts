import { sha256Hex } from '../../platform/digest';
import {
  factFields,
  type CheckedContact,
  type ContactFacts,
  type FactField,
  type StoredContact,
} from './given-contact';

const columnsOf: Readonly<Record<FactField, readonly (keyof ContactFacts)[]>> = {
  channel: ['channel'],
  segment: ['segment'],
  cluster: ['cluster'],
  customer: ['customerKey'],
  department: ['departmentId'],
  resolution: ['resolutionId'],
  priority: ['priority'],
  sentiment: ['sentiment'],
  handleSeconds: ['handleSeconds'],
  satisfaction: ['satisfaction'],
  firstContactResolved: ['firstContactResolved'],
  escalated: ['escalated'],
  coder: ['coderId'],
  initialReason: ['initialReasonId', 'initialVersion'],
  reason: ['reasonId', 'version'],
};

/**
 * A contact as it stands after it was sent again: what was said of it now, and what was left out as it was.
 *
 * @example correctedBy(stored, { ...sent, said: new Set(['channel']) }).facts.segment // that of `stored`
 */
export function correctedBy(stored: StoredContact, sent: CheckedContact): StoredContact {
  const leftOut = factFields.filter((field) => !sent.said.has(field));
  const kept = leftOut.flatMap((field) => columnsOf[field].map((column) => [column, stored.facts[column]]));
  const unmapped = {
    ...Object.fromEntries(leftOut.flatMap((field) => entryOf(stored.facts, field))),
    ...sent.facts.unmapped,
  };
  const facts = { ...sent.facts, ...(Object.fromEntries(kept) as Partial<ContactFacts>), unmapped };
  // A contact that has no reason goes with the version of its moment.
  const version = facts.reasonId === null ? sent.facts.version : facts.version;
  return { occurredAt: sent.occurredAt, day: sent.day, facts: { ...facts, version } };
}

const entryOf = ({ unmapped }: ContactFacts, field: FactField): readonly (readonly [FactField, string])[] => {
  const value = unmapped[field];
  return value === undefined ? [] : [[field, value]];
};

/** What came to be recorded later is in a digest only where it is said, so that older digests stay what they are. */
const { escalated: columnsSince, ...columnsBefore } = columnsOf;
const columns = Object.values(columnsBefore).flat();
const fieldsOfDigest = factFields.filter((field) => field !== 'escalated');
const digestLength = 32;

/** What two recordings of a contact are told apart by: 128 bits, in hexadecimal. */
export function digestOf({ occurredAt, facts }: StoredContact): string {
  const isMapped = Object.keys(facts.unmapped).length === 0;
  const values: unknown[] = [occurredAt.getTime()];
  for (const column of columns) values.push(facts[column]);
  values.push(isMapped ? null : fieldsOfDigest.map((field) => facts.unmapped[field] ?? null));
  for (const column of columnsSince) if (facts[column] !== null) values.push([column, facts[column]]);
  return sha256Hex(JSON.stringify(values)).slice(0, digestLength);
}

/** A coding that a correction replaces. */
export interface FormerCoding {
  readonly stage: 'INITIAL' | 'FINAL';
  readonly facts: ContactFacts;
}

/** The codings of a contact that a correction takes out of use: they are kept. */
export function formerCodings(before: ContactFacts, after: ContactFacts): readonly FormerCoding[] {
  const initialChanged =
    before.initialReasonId !== null &&
    (before.initialReasonId !== after.initialReasonId || before.initialVersion !== after.initialVersion);
  const finalChanged =
    before.reasonId !== null &&
    (before.reasonId !== after.reasonId ||
      before.version !== after.version ||
      before.coderId !== after.coderId);
  return [
    ...(initialChanged ? [{ stage: 'INITIAL' as const, facts: before }] : []),
    ...(finalChanged ? [{ stage: 'FINAL' as const, facts: before }] : []),
  ];
}
