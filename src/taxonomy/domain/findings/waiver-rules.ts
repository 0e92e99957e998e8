import { err, ok, type Result } from '../../../platform/result';
import type { Problem } from '../../../platform/problem';
import { alwaysBlocking } from '../taxonomy-policy';
import type { WaiverRecord, WaiverScope } from './waiver';

/** Each finding is held against those of its rule: a taxonomy with more of them is better served by its policy. */
export const mostWaivers = 500;

/** A waiver without an end would be a policy that nobody decided on. */
const longestDays = 731;
const dayMs = 86_400_000;

export interface WaiverFault {
  /** Such as rule, of or expiresAt. */
  readonly field: string;
  readonly message: string;
}

/** A waiver that cannot be granted: all faults at once. */
export interface WaiverRefused extends Problem {
  readonly code: 'WAIVER_REFUSED';
  readonly faults: readonly WaiverFault[];
}

export interface WaiverWish extends WaiverScope {
  readonly expiresAt: Date;
}

/**
 * Whether a waiver may be granted. Refused, with everything that is wrong: a rule that always blocks, nothing that it is to
 * cover, an end that is past or further than two years ahead, the same one in force already, and more than 500 in force.
 *
 * @example mustBeGrantable({ rule: 'LABEL_MISSING', ...wish }, { inForce: [], now }) // err: the rule always blocks
 */
export function mustBeGrantable(
  wish: WaiverWish,
  { inForce, now }: { readonly inForce: readonly WaiverRecord[]; readonly now: Date },
): Result<null, WaiverRefused> {
  const faults = [
    ruleFault(wish),
    scopeFault(wish, inForce),
    countFault(inForce),
    endFault(wish, now),
  ].filter((fault) => fault !== null);
  if (faults.length === 0) return ok(null);
  const message = faults.map((fault) => `${fault.field}: ${fault.message}`).join('; ');
  return err({ code: 'WAIVER_REFUSED', faults, message });
}

function ruleFault({ rule }: WaiverScope): WaiverFault | null {
  if (!alwaysBlocking.includes(rule)) return null;
  const message = `expected a rule that can be waived, but got ${rule}, which always blocks`;
  return { field: 'rule', message };
}

function scopeFault(wish: WaiverScope, inForce: readonly WaiverRecord[]): WaiverFault | null {
  if (wish.draftId === null && wish.reasonId === null) {
    const message = 'expected a version, a draft or a reason that it is to cover, but got none of them';
    return { field: 'of', message };
  }
  const same = inForce.find((waiver) => isSameScope(waiver, wish));
  if (same === undefined) return null;
  const message = `expected a waiver that is not in force yet, but ${wish.rule} is waived there until ${same.expiresAt.toISOString()}`;
  return { field: 'rule', message };
}

const isSameScope = (one: WaiverScope, other: WaiverScope): boolean =>
  one.rule === other.rule && one.draftId === other.draftId && one.reasonId === other.reasonId;

function countFault(inForce: readonly WaiverRecord[]): WaiverFault | null {
  if (inForce.length < mostWaivers) return null;
  const message = `expected at most ${mostWaivers} waivers in force, but there are as many; revoke some, or let the policy say it`;
  return { field: 'taxonomy', message };
}

function endFault({ expiresAt }: WaiverWish, now: Date): WaiverFault | null {
  const latest = new Date(now.getTime() + longestDays * dayMs);
  if (expiresAt > now && expiresAt <= latest) return null;
  const expected = `expected a moment after ${now.toISOString()} and not after ${latest.toISOString()}`;
  return { field: 'expiresAt', message: `${expected}, but got ${expiresAt.toISOString()}` };
}
