import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { ResolutionId } from '../../resolution/domain';
import type { Sentiment } from '../../taxonomy/domain';
import type { CoderId } from './coder';
import type { StoredContact } from './given-contact';
import { handlingBandOf } from './handling-bands';

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
  /** The band of its handle time, as `handlingBand` tells its limits; null: not measured. */
  readonly handling: number | null;
  readonly satisfaction: number | null;
  readonly sentiment: Sentiment | null;
  readonly escalated: boolean | null;
  readonly firstResolved: boolean | null;
}
export type UsageDimension = keyof UsageDimensions;

/** The column of each dimension, in counts and in contacts alike; but contacts keep their seconds and no band. */
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
  handling: 'handling',
  satisfaction: 'satisfaction',
  sentiment: 'sentiment',
  escalated: 'escalated',
  firstResolved: 'first_contact_resolved',
};

export const usageDimensions = Object.keys(columnOfDimension) as readonly UsageDimension[];

export type CubeName =
  | 'DAYS'
  | 'CHANNEL'
  | 'DEPARTMENT'
  | 'SEGMENT'
  | 'RESOLUTION'
  | 'CODER'
  | 'RESOLUTION_CHANNEL'
  | 'RESOLUTION_SEGMENT'
  | 'MIX'
  | 'RESOLUTION_MIX'
  | 'RECODED'
  | 'RECODING'
  | 'DAILY'
  | 'HANDLING'
  | 'HANDLING_CHANNEL'
  | 'QUALITY'
  | 'QUALITY_CHANNEL';

export interface UsageCube {
  readonly name: CubeName;
  readonly grain: 'DAY' | 'MONTH';
  readonly by: readonly UsageDimension[];
  /** Whether contacts without an initial reason are left out. */
  readonly recodedOnly: boolean;
  /** Whether the seconds of handling are added up beside the contacts. */
  readonly timed: boolean;
  /** A larger cube that counts the same contacts by all that this one counts by; null: it is counted from the contacts. */
  readonly within: CubeName | null;
}

const cube = (
  name: CubeName,
  grain: UsageCube['grain'],
  { by, within = null }: { readonly by: readonly UsageDimension[]; readonly within?: CubeName | null },
): UsageCube => ({
  ...{ name, grain, by, within },
  ...{ recodedOnly: by.includes('initialReason'), timed: by.includes('handling') },
});

const coded = ['reason', 'version'] as const;
const recoded = [...coded, 'initialReason', 'initialVersion'] as const;
const mix = ['channel', 'department', 'segment'] as const;
const quality = ['satisfaction', 'sentiment', 'escalated', 'firstResolved'] as const;

/**
 * What is counted, the cubes with fewer rows before those with more, and each before the one that it is within. Each has
 * as many rows as combinations of codes occur in a day or a month, whatever the number of contacts: by one thing few, by
 * several more. By day only what series by day are asked for: by day and by everything there would be as many rows as
 * contacts.
 */
export const usageCubes: readonly UsageCube[] = [
  cube('CHANNEL', 'MONTH', { by: [...coded, 'channel'], within: 'MIX' }),
  cube('DEPARTMENT', 'MONTH', { by: [...coded, 'department'], within: 'MIX' }),
  cube('SEGMENT', 'MONTH', { by: [...coded, 'segment'], within: 'MIX' }),
  cube('RESOLUTION', 'MONTH', { by: [...coded, 'resolution'], within: 'RESOLUTION_CHANNEL' }),
  cube('DAYS', 'DAY', { by: coded, within: 'DAILY' }),
  cube('HANDLING', 'MONTH', { by: [...coded, 'handling'], within: 'HANDLING_CHANNEL' }),
  cube('QUALITY', 'MONTH', { by: [...coded, ...quality], within: 'QUALITY_CHANNEL' }),
  cube('CODER', 'MONTH', { by: [...coded, 'coder'] }),
  cube('HANDLING_CHANNEL', 'MONTH', { by: [...coded, 'channel', 'handling'] }),
  cube('QUALITY_CHANNEL', 'MONTH', { by: [...coded, 'channel', ...quality] }),
  cube('RECODED', 'MONTH', { by: recoded, within: 'RECODING' }),
  cube('RESOLUTION_CHANNEL', 'MONTH', { by: [...coded, 'resolution', 'channel'], within: 'RESOLUTION_MIX' }),
  cube('RESOLUTION_SEGMENT', 'MONTH', { by: [...coded, 'resolution', 'segment'], within: 'RESOLUTION_MIX' }),
  cube('MIX', 'MONTH', { by: [...coded, ...mix], within: 'RESOLUTION_MIX' }),
  cube('RESOLUTION_MIX', 'MONTH', { by: [...coded, 'resolution', ...mix] }),
  cube('RECODING', 'MONTH', { by: [...recoded, ...mix] }),
  cube('DAILY', 'DAY', { by: [...coded, 'channel', 'department'] }),
];

export function usageCube(name: CubeName): UsageCube {
  const found = usageCubes.find((cube) => cube.name === name);
  if (found === undefined) throw new Error(`expected a cube that is counted, but got ${name}`);
  return found;
}

/** The first day of the month of a day. */
export const monthOf = (day: string): string => `${day.slice(0, 8)}01`;

/** What a cube gains or loses of one of its rows. */
export interface UsageDelta {
  readonly cube: UsageCube;
  readonly startsOn: string;
  readonly dimensions: UsageDimensions;
  readonly contacts: number;
  /** Of handling; null where the cube does not add them up. */
  readonly seconds: number | null;
}

export interface UnmappedDelta {
  readonly day: string;
  readonly field: string;
  readonly value: string;
  readonly contacts: number;
}

/** A contact that comes to be counted, or is counted no more. */
interface Counted {
  readonly contact: StoredContact;
  readonly contacts: 1 | -1;
}

const nothing: UsageDimensions = {
  ...{ reason: null, version: null, channel: null, department: null, segment: null, resolution: null },
  ...{ coder: null, initialReason: null, initialVersion: null, handling: null },
  ...{ satisfaction: null, sentiment: null, escalated: null, firstResolved: null },
};

/**
 * What contacts that come, and those that are corrected away, add to the counts, month by month.
 *
 * @example const change = new UsageChange(); change.count(before, -1); change.count(after, 1); change.deltasOf('2026-03-01')
 */
export class UsageChange {
  private readonly counted = new Map<string, Counted[]>();
  /** Of how many contacts the months change of which no single ones are kept. */
  private readonly many = new Map<string, number>();

  /** Where more contacts of a month change than this, it is to be counted anew, and they are not kept for it. */
  constructor(private readonly most = Number.POSITIVE_INFINITY) {}

  count(contact: StoredContact, contacts: 1 | -1): void {
    const month = monthOf(contact.day);
    const many = this.many.get(month);
    const known = this.counted.get(month);
    if (many !== undefined) this.many.set(month, many + 1);
    else if (known === undefined) this.counted.set(month, [{ contact, contacts }]);
    else if (known.length < this.most) known.push({ contact, contacts });
    else {
      this.many.set(month, known.length + 1);
      this.counted.delete(month);
    }
  }

  /** The first days of the months that change, and of how many contacts each. */
  months(): ReadonlyMap<string, number> {
    const few = Array.from(this.counted, ([month, ones]) => [month, ones.length] as const);
    return new Map([...few, ...this.many]);
  }

  /** What a month adds to the cubes, a row for each combination of codes. */
  deltasOf(month: string): readonly UsageDelta[] {
    if (this.many.has(month))
      throw new Error('expected a month of which so many contacts change to be counted anew');
    const deltas = new Map<string, UsageDelta>();
    for (const { contact, contacts } of this.counted.get(month) ?? []) {
      const dimensions = dimensionsOf(contact);
      for (const cube of usageCubes) {
        if (cube.recodedOnly && (dimensions.initialReason === null || dimensions.reason === null)) continue;
        const startsOn = cube.grain === 'DAY' ? contact.day : month;
        const own = cube.by.map((dimension) => [dimension, dimensions[dimension]] as const);
        const key = JSON.stringify([cube.name, startsOn, ...own]);
        const before = deltas.get(key) ?? { contacts: 0, seconds: 0 };
        const counted = { ...nothing, ...Object.fromEntries(own) };
        const more = (contact.facts.handleSeconds ?? 0) * contacts;
        const seconds = cube.timed ? (before.seconds ?? 0) + more : null;
        deltas.set(key, {
          ...{ cube, startsOn, dimensions: counted, contacts: before.contacts + contacts, seconds },
        });
      }
    }
    return [...deltas.values()].filter(({ contacts, seconds }) => contacts !== 0 || (seconds ?? 0) !== 0);
  }

  unmappedOf(month: string): readonly UnmappedDelta[] {
    return (this.counted.get(month) ?? []).flatMap(({ contact, contacts }) =>
      Object.entries(contact.facts.unmapped).map(([field, value]) => ({
        ...{ day: contact.day, field, value, contacts },
      })),
    );
  }
}

const dimensionsOf = ({ facts }: StoredContact): UsageDimensions => ({
  ...{ reason: facts.reasonId, version: facts.version, channel: facts.channel },
  ...{ department: facts.departmentId, segment: facts.segment, resolution: facts.resolutionId },
  ...{ coder: facts.coderId, initialReason: facts.initialReasonId, initialVersion: facts.initialVersion },
  ...{ satisfaction: facts.satisfaction, sentiment: facts.sentiment, escalated: facts.escalated },
  firstResolved: facts.firstContactResolved,
  handling: facts.handleSeconds === null ? null : handlingBandOf(facts.handleSeconds),
});
