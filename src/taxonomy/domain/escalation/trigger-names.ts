import { nearestCodes, type Nameable } from '../../../platform/nearest';
import type { EscalationTrigger } from '../reason';
import { clausesOf } from './condition';
import { contentOf } from './trigger';

/** Whom and what triggers may name, as it stands at a moment. */
export interface KnownNames {
  /** The departments of the taxonomy that are not dissolved. */
  readonly departments: readonly Nameable[];
  /** The codes of its channels; null where it keeps none, and then every channel passes. */
  readonly channels: readonly string[] | null;
}

/** A name in a trigger that stands for nobody, or for no channel. */
export interface UnknownName {
  readonly kind: 'DEPARTMENT' | 'CHANNEL';
  readonly observed: string;
  /** The codes that come nearest to it, the nearest first; may be empty. */
  readonly candidates: readonly string[];
}

/** The channels that a trigger asks for, by code. */
export const channelsOf = (trigger: EscalationTrigger): readonly string[] =>
  clausesOf(contentOf(trigger).condition).flatMap(({ clause }) =>
    clause.kind === 'CHANNEL' ? clause.anyOf : [],
  );

/**
 * The first name in a trigger that is not known, with those that could have been meant; null where all are. A name is a code as it
 * stands: what is only like one is a candidate.
 *
 * @example unknownName({ ...trigger, department: 'finance' }, { departments: [{ code: 'FINANCE', names: [] }], channels: null })
 * // { kind: 'DEPARTMENT', observed: 'finance', candidates: ['FINANCE'] }
 */
export function unknownName(
  trigger: EscalationTrigger,
  { departments, channels }: KnownNames,
): UnknownName | null {
  const { department } = trigger;
  if (!departments.some(({ code }) => code === department))
    return { kind: 'DEPARTMENT', observed: department, candidates: nearestCodes(department, departments) };
  if (channels === null) return null;
  const observed = channelsOf(trigger).find((channel) => !channels.includes(channel));
  if (observed === undefined) return null;
  const choices = channels.map((code) => ({ code, names: [] }));
  return { kind: 'CHANNEL', observed, candidates: nearestCodes(observed, choices) };
}
