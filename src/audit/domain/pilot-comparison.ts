import { shareDifference, type CountedShare, type Interval } from '../../agreement/statistics';
import { plusDays, residualShares, type Days, type Share } from '../../figures/domain';
import type { ReasonId } from '../../platform/ids';
import type { LocalClock } from '../../platform/local-clock';
import { endOf, type PilotRecord, type ReasonTree } from '../../taxonomy/domain';

/** As few contacts say nothing of a share. */
const fewestContacts = 20;

/** What was coded in one content. */
export interface CodedContent {
  readonly tree: ReasonTree;
  readonly contacts: ReadonlyMap<ReasonId, number>;
}

/** Residual reasons in a pilot, beside those of all others meanwhile. */
export interface ResidualComparison {
  readonly pilot: Share;
  readonly inForce: Share;
  /** That of the pilot less the other; null where one of them rests on too few. */
  readonly difference: { readonly value: number; readonly interval: Interval } | null;
  readonly tooFew: boolean;
}

/**
 * Whether fewer contacts end in residual reasons in a pilot than elsewhere in the same days. Nothing is said from fewer than 20
 * contacts on either side.
 *
 * @example compareResiduals({ pilot, inForce }).difference?.value // -0.08
 */
export function compareResiduals({
  pilot,
  inForce,
}: {
  readonly pilot: CodedContent;
  readonly inForce: CodedContent;
}): ResidualComparison {
  const [tried, other] = [pilot, inForce].map(({ tree, contacts }) => residualShares(tree, contacts).overall);
  if (tried === undefined || other === undefined) throw new Error('each of two contents has a share');
  const tooFew = [tried, other].some(({ of }: CountedShare) => of < fewestContacts);
  const difference = tooFew ? null : shareDifference(other, tried);
  return { pilot: tried, inForce: other, difference, tooFew };
}

/**
 * The days on which a pilot was on, by the clock of its taxonomy, the last one whole.
 *
 * @example daysOfPilot({ startsAt: may1, endsAt: june1, endedAt: null }, clock) // { from: '2026-05-01', until: '2026-06-01' }
 */
export const daysOfPilot = (
  pilot: Pick<PilotRecord, 'startsAt' | 'endsAt' | 'endedAt'>,
  clock: LocalClock,
): Days => ({
  from: clock.dayOf(pilot.startsAt),
  until: plusDays(clock.dayOf(new Date(endOf(pilot).getTime() - 1)), 1),
});
