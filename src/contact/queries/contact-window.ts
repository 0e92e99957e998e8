import type { TaxonomyId } from '../../platform/ids';
import {
  columnOfDimension,
  type ContactId,
  type DayRange,
  type UsageDimension,
  type UsageDimensions,
} from '../domain';

/**
 * Contacts that took place on days from the first on and before the second, by the taxonomy's time zone. Each list narrows
 * to its values, among which null stands for what is not said; one that is left out does not narrow.
 */
export interface UsageWindow extends DayRange {
  readonly taxonomyId: TaxonomyId;
  readonly reasons?: readonly UsageDimensions['reason'][];
  readonly versions?: readonly UsageDimensions['version'][];
  readonly channels?: readonly UsageDimensions['channel'][];
  readonly departments?: readonly UsageDimensions['department'][];
  readonly segments?: readonly UsageDimensions['segment'][];
  readonly resolutions?: readonly UsageDimensions['resolution'][];
  readonly coders?: readonly UsageDimensions['coder'][];
  /** Contacts that are left out, such as those that the asker codes blind; few, since each is looked up. */
  readonly without?: readonly ContactId[];
}

const filters = {
  reasons: ['reason', 'uuid'],
  versions: ['version', 'integer'],
  channels: ['channel', 'text'],
  departments: ['department', 'uuid'],
  segments: ['segment', 'text'],
  resolutions: ['resolution', 'uuid'],
  coders: ['coder', 'uuid'],
} as const satisfies Readonly<Record<string, readonly [UsageDimension, string]>>;
type Filter = keyof typeof filters;
const filterNames = Object.keys(filters) as readonly Filter[];

/** What narrows a window, as conditions and the values that they name from a place on. */
export interface Narrowed {
  readonly dimensions: readonly UsageDimension[];
  readonly conditions: readonly string[];
  readonly values: readonly unknown[];
}

export function narrowedBy(window: UsageWindow, firstPlace: number): Narrowed {
  const given = filterNames.filter((name) => window[name] !== undefined);
  return {
    dimensions: given.map((name) => filters[name][0]),
    conditions: given.map((name, at) => conditionOf(name, at + firstPlace)),
    values: given.map((name) => window[name]),
  };
}

function conditionOf(name: Filter, at: number): string {
  const [dimension, type] = filters[name];
  const column = columnOfDimension[dimension];
  return `(${column} = ANY ($${at}::${type}[]) OR (${column} IS NULL AND array_position($${at}::${type}[], NULL) IS NOT NULL))`;
}

/** Found by their identities, which know in which month each is kept. */
export const isAmong = (ids: string): string =>
  `(occurred_at, id) IN (SELECT i.occurred_at, i.id FROM contact_identity i WHERE i.taxonomy_id = $1 AND i.id = ANY (${ids}::uuid[]))`;

/** Of contacts: those of days, with what lets whole months be passed over. */
export const onDays = ({ from, until }: DayRange): readonly string[] => [
  `day >= '${literalDay(from)}' AND day < '${literalDay(until)}'`,
  `occurred_at >= ${edge(from, -1)}`,
  `occurred_at < ${edge(until, 1)}`,
];

/** No day is longer than a day and a bit anywhere: what bounds the moments lets whole months be passed over. */
const edge = (day: string, days: number): string =>
  `'${literalDay(day)}T00:00:00Z'::timestamptz + interval '${days} day'`;

/** Days are digits and hyphens by their pattern: as literals they let the planner know how many rows there will be. */
export function literalDay(day: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(day)) return day;
  throw new Error(`expected a day as YYYY-MM-DD, but got ${JSON.stringify(day)}`);
}
