import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { ResolutionId } from '../../resolution/domain';
import type { CoderId } from './coder';
import type { StoredContact } from './given-contact';

/** What contacts are counted by, beside the day or month in which they took place. */
export interface UsageDimensions {
  readonly reason: ReasonId | null;
  /** The number of the version that the reason is meant in, or that was in force; null: there was none. */
  readonly version: number | null;
  readonly channel: string | null;
  readonly department: DepartmentId | null;
  readonly segment: string | null;
  readonly resolution: ResolutionId | null;
  readonly coder: CoderId | null;
  readonly initialReason: ReasonId | null;
  readonly initialVersion: number | null;
}
export type UsageDimension = keyof UsageDimensions;

/** The column of each dimension, in contacts and in counts alike. */
export const columnOfDimension: Readonly<Record<UsageDimension, string>> = {
  reason: 'reason_id',
  version: 'version',
  channel: 'channel',
  department: 'department_id',
  segment: 'segment',
  resolution: 'resolution_id',
  coder: 'coder_id',
  initialReason: 'initial_reason_id',
  initialVersion: 'initial_version',
};

export const usageDimensions = Object.keys(columnOfDimension) as readonly UsageDimension[];

export interface UsageCube {
  readonly name: 'DAILY' | 'MIX' | 'RESOLUTION' | 'RESOLUTION_MIX' | 'CODER' | 'RECODING';
  readonly grain: 'DAY' | 'MONTH';
  readonly by: readonly UsageDimension[];
  /** Whether contacts without an initial reason are left out. */
  readonly recodedOnly: boolean;
}

const cube = (
  name: UsageCube['name'],
  grain: UsageCube['grain'],
  by: readonly UsageDimension[],
): UsageCube => ({ ...{ name, grain, by }, recodedOnly: name === 'RECODING' });

const coded = ['reason', 'version'] as const;
const mix = ['channel', 'department', 'segment'] as const;

/**
 * What is counted, the cubes with fewer rows before those with more. Each has as many rows as combinations of codes occur in
 * a day or a month, whatever the number of contacts. By day only what series by day are asked for: by day and by everything
 * there would be as many rows as contacts.
 */
export const usageCubes: readonly UsageCube[] = [
  cube('RESOLUTION', 'MONTH', [...coded, 'resolution']),
  cube('MIX', 'MONTH', [...coded, ...mix]),
  cube('CODER', 'MONTH', [...coded, 'coder', 'channel', 'department']),
  cube('RESOLUTION_MIX', 'MONTH', [...coded, 'resolution', ...mix]),
  cube('RECODING', 'MONTH', [...coded, 'initialReason', 'initialVersion', ...mix]),
  cube('DAILY', 'DAY', [...coded, 'channel', 'department']),
];

/** The first day of the month of a day. */
export const monthOf = (day: string): string => `${day.slice(0, 8)}01`;

/** What a cube gains or loses of one of its rows. */
export interface UsageDelta {
  readonly cube: UsageCube;
  readonly startsOn: string;
  readonly dimensions: UsageDimensions;
  readonly contacts: number;
}

export interface UnmappedDelta {
  readonly day: string;
  readonly field: string;
  readonly value: string;
  readonly contacts: number;
}

interface Counted<Key> {
  readonly key: Key;
  contacts: number;
}

const nothing: UsageDimensions = {
  ...{ reason: null, version: null, channel: null, department: null, segment: null, resolution: null },
  ...{ coder: null, initialReason: null, initialVersion: null },
};

/**
 * What contacts that come, and those that are corrected away, add to the counts: a row for each that changes.
 *
 * @example const change = new UsageChange(); change.count(before, -1); change.count(after, 1); change.deltas()
 */
export class UsageChange {
  private readonly counted = new Map<string, Counted<Omit<UsageDelta, 'contacts'>>>();
  private readonly unmapped = new Map<string, Counted<Omit<UnmappedDelta, 'contacts'>>>();

  count({ day, facts }: StoredContact, contacts: 1 | -1): void {
    const dimensions: UsageDimensions = {
      ...{ reason: facts.reasonId, version: facts.version, channel: facts.channel },
      ...{ department: facts.departmentId, segment: facts.segment, resolution: facts.resolutionId },
      ...{ coder: facts.coderId, initialReason: facts.initialReasonId, initialVersion: facts.initialVersion },
    };
    for (const counting of usageCubes) this.countIn(counting, { day, dimensions, contacts });
    for (const [field, value] of Object.entries(facts.unmapped)) {
      const key = `${day}\n${field}\n${value}`;
      const counted = this.unmapped.get(key);
      if (counted === undefined) this.unmapped.set(key, { key: { day, field, value }, contacts });
      else counted.contacts += contacts;
    }
  }

  deltas(): readonly UsageDelta[] {
    return [...this.counted.values()].flatMap(({ key, contacts }) =>
      contacts === 0 ? [] : [{ ...key, contacts }],
    );
  }

  unmappedDeltas(): readonly UnmappedDelta[] {
    return [...this.unmapped.values()].flatMap(({ key, contacts }) =>
      contacts === 0 ? [] : [{ ...key, contacts }],
    );
  }

  private countIn(
    counting: UsageCube,
    one: { readonly day: string; readonly dimensions: UsageDimensions; readonly contacts: number },
  ): void {
    const { day, dimensions, contacts } = one;
    if (counting.recodedOnly && (dimensions.initialReason === null || dimensions.reason === null)) return;
    const startsOn = counting.grain === 'DAY' ? day : monthOf(day);
    let key = `${counting.name}\n${startsOn}`;
    for (const dimension of counting.by) key += `\n${dimensions[dimension] ?? ''}`;
    const counted = this.counted.get(key);
    if (counted !== undefined) {
      counted.contacts += contacts;
      return;
    }
    const own = Object.fromEntries(counting.by.map((dimension) => [dimension, dimensions[dimension]]));
    this.counted.set(key, {
      key: { cube: counting, startsOn, dimensions: { ...nothing, ...own } },
      contacts,
    });
  }
}
