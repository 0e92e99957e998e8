import type { ActorId, DepartmentId, DraftId, Id, TaxonomyId, VersionId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { DraftState } from './life-cycle-problems';
import type { VersionRecord } from './records';

export type PilotId = Id<'Pilot'>;

/** Whose contacts a pilot is about; null does not narrow. */
export interface PilotScope {
  readonly departments: readonly DepartmentId[] | null;
  /** Their codes. */
  readonly channels: readonly string[] | null;
  readonly coders: readonly string[] | null;
}

/** A content of a draft, sealed, that is coded with in a limited scope before it is a version. */
export interface PilotRecord {
  readonly id: PilotId;
  readonly taxonomyId: TaxonomyId;
  /** From 1. What is coded in it names the number below zero where others name a version. */
  readonly number: number;
  readonly draftId: DraftId;
  readonly title: string;
  readonly digest: string;
  readonly reasonCount: number;
  readonly baseVersionId: VersionId | null;
  readonly scope: PilotScope;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly because: string;
  readonly startedBy: ActorId;
  readonly recordedAt: Date;
  /** When it was ended before its time; null: it was not. */
  readonly endedAt: Date | null;
  readonly endedBecause: string | null;
  /** The version that its content became, with the same digest; null: none. */
  readonly versionId: VersionId | null;
}

export type PilotFault =
  'NOT_SUBMITTED' | 'OTHER_CONTENT' | 'NO_PERIOD' | 'NO_SCOPE' | 'UNKNOWN_SCOPE' | 'OVERLAPS' | 'ENDED';

/** A pilot that cannot start, or not end. */
export interface PilotRefused extends Problem {
  readonly code: 'PILOT_REFUSED';
  readonly fault: PilotFault;
}

export const pilotRefused = (fault: PilotFault, message: string): PilotRefused => ({
  ...{ code: 'PILOT_REFUSED', fault, message },
});

const dayMs = 86_400_000;
const mostDays = 366;

export type PilotWish = Pick<PilotRecord, 'scope' | 'startsAt' | 'endsAt' | 'digest'>;

/**
 * Whether a content of a draft can be tried so: it is under review or approved, it is the content that was named, it has a
 * period that is not past, a scope that is some and not all, and no other pilot can claim a contact of it.
 *
 * @example mustBeStartable(wish, { state: 'APPROVED', digest, pilots: [], now, mayBeBackdated: false }) // ok(null)
 */
export function mustBeStartable(
  wish: PilotWish,
  known: {
    readonly state: DraftState;
    readonly digest: string;
    readonly pilots: readonly PilotRecord[];
    readonly now: Date;
    readonly mayBeBackdated: boolean;
  },
): Result<null, PilotRefused> {
  const { state, digest, pilots, now, mayBeBackdated } = known;
  if (state !== 'IN_REVIEW' && state !== 'APPROVED')
    return err(
      pilotRefused('NOT_SUBMITTED', `expected a draft that is IN_REVIEW or APPROVED, but it is ${state}`),
    );
  if (digest !== wish.digest)
    return err(
      pilotRefused(
        'OTHER_CONTENT',
        `expected the draft's content ${digest}, but got ${shortly(wish.digest)}`,
      ),
    );
  const days = (wish.endsAt.getTime() - wish.startsAt.getTime()) / dayMs;
  const isPast = wish.endsAt <= now || (wish.startsAt < now && !mayBeBackdated);
  if (days <= 0 || days > mostDays || isPast) {
    const came = `${wish.startsAt.toISOString()} to ${wish.endsAt.toISOString()}`;
    return err(
      pilotRefused('NO_PERIOD', `expected a period from now on, ${mostDays} days at most, but got ${came}`),
    );
  }
  if (Object.values(wish.scope).every((part) => part === null || part.length === 0))
    return err(
      pilotRefused('NO_SCOPE', 'expected departments, channels or coders, but got none: publish it for all'),
    );
  const other = pilots.find((pilot) => overlap(pilot, wish));
  return other === undefined
    ? ok(null)
    : err(
        pilotRefused(
          'OVERLAPS',
          `expected no other pilot of these contacts then, but pilot ${other.number} is one`,
        ),
      );
}

const shortly = (text: string): string => JSON.stringify(text.slice(0, 80));

/** When it applies no more. */
export const endOf = ({ endedAt, endsAt }: Pick<PilotRecord, 'endedAt' | 'endsAt'>): Date =>
  endedAt !== null && endedAt < endsAt ? endedAt : endsAt;

/** Whether a contact can be in both. */
function overlap(pilot: PilotRecord, { scope, startsAt, endsAt }: PilotWish): boolean {
  if (pilot.startsAt >= endsAt || endOf(pilot) <= startsAt) return false;
  return (['departments', 'channels', 'coders'] as const).every((part) => {
    const [own, other]: readonly (readonly string[] | null)[] = [pilot.scope[part], scope[part]];
    return (
      own === null ||
      other === null ||
      own === undefined ||
      other === undefined ||
      own.some((one) => other.includes(one))
    );
  });
}

/** What is known of a contact, or of whoever asks for the taxonomy. */
export interface PilotFacts {
  readonly department: string | null;
  readonly channel: string | null;
  readonly coder: string | null;
}

/**
 * The pilot that a contact of a moment is coded in; null: none. What is not known is in no scope that names it.
 *
 * @example pilotFor(pilots, { department: finance, channel: null, coder: null }, at)?.number // 1
 */
export function pilotFor<Pilot extends Pick<PilotRecord, 'scope' | 'startsAt' | 'endsAt' | 'endedAt'>>(
  pilots: readonly Pilot[],
  { department, channel, coder }: PilotFacts,
  at: Date,
): Pilot | null {
  const isIn = (list: readonly string[] | null, one: string | null): boolean =>
    list === null || (one !== null && list.includes(one));
  const found = pilots.find(
    (pilot) =>
      pilot.startsAt <= at &&
      at < endOf(pilot) &&
      isIn(pilot.scope.departments, department) &&
      isIn(pilot.scope.channels, channel) &&
      isIn(pilot.scope.coders, coder),
  );
  return found ?? null;
}

/** The content of a pilot as one reads that of a version: under the number below zero. */
export const versionOfPilot = (pilot: PilotRecord): VersionRecord => ({
  ...{
    id: pilot.id as string as VersionId,
    taxonomyId: pilot.taxonomyId,
    number: -pilot.number,
    title: pilot.title,
  },
  ...{ draftId: pilot.draftId, baseVersionId: pilot.baseVersionId, contentDigest: pilot.digest },
  ...{ reasonCount: pilot.reasonCount, effectiveFrom: pilot.startsAt, recordedAt: pilot.recordedAt },
  ...{ publishedBy: pilot.startedBy, withdrawnAt: null, correctsVersionId: null },
});

/** How a content is called that contacts were coded in. */
export const nameOfVersion = (number: number): string =>
  number < 0 ? `pilot ${-number}` : `version ${number}`;
