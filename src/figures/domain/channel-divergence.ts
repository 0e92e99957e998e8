import { benjaminiHochberg, compareProfiles, jensenShannonDivergence } from '../../agreement/statistics';
import type { ReasonId } from '../../platform/ids';
import { byCodeUnits } from '../../platform/text';
import type { CrossTable } from './cross-table';
import { figure, noFigure, shareOf, type Figure, type Share } from './share';

/** A reason that a channel has more, or less, of than all channels together. */
export interface TypicalReason {
  readonly reasonId: ReasonId;
  readonly inChannel: Share;
  readonly ofAll: Share;
}

export interface ChannelDivergence {
  /** Null: not known. */
  readonly channel: string | null;
  readonly contacts: number;
  /** From the mix of all contacts, in bits. */
  readonly divergence: Figure;
  /** The likelihood-ratio statistic of the channel against all the others. */
  readonly statistic: Figure;
  readonly degreesOfFreedom: number;
  readonly pValue: Figure;
  readonly adjustedPValue: Figure;
  /** Those that make the divergence most, the first most of all. */
  readonly typical: readonly TypicalReason[];
}

/** With fewer contacts most reasons have none, and the test means nothing. */
const fewestContacts = 50;
const mostTypical = 5;

/**
 * How the reasons of each channel differ from those of all contacts: the Jensen-Shannon divergence in bits (base 2, both
 * mixes weighing alike: 0 where they are the same, 1 where nothing is shared), and a G test of the channel against all the
 * others, over all channels. Undefined: NO_CONTACTS; TOO_FEW_CONTACTS for the test of fewer than 50; NO_VARIATION for that of
 * a single channel or reason. The channel with the most contacts first.
 *
 * Source: Lin 1991, IEEE Trans. Inf. Theory 37:145-151; Sokal & Rohlf 1995, Biometry, chapter 17.
 *
 * @example channelDivergences(table)[0].divergence.value // 0.08
 */
export function channelDivergences(table: CrossTable<string | null, ReasonId>): readonly ChannelDivergence[] {
  const reasons = [...table.columnTotals.keys()];
  const all = reasons.map((reason) => table.columnTotals.get(reason) ?? 0);
  const found = Array.from(table.cells, ([channel, cells]) => {
    const own = reasons.map((reason) => cells.get(reason) ?? 0);
    const others = all.map((count, at) => count - (own[at] ?? 0));
    const contacts = table.rowTotals.get(channel) ?? 0;
    const rest = table.total - contacts;
    const test = Math.min(contacts, rest) >= fewestContacts ? compareProfiles(own, others) : null;
    const isSame = rest === 0 || reasons.length < 2;
    const none = noFigure(isSame ? 'NO_VARIATION' : 'TOO_FEW_CONTACTS');
    const divergence = jensenShannonDivergence(own, all).value;
    return {
      ...{ channel, contacts, none, typical: typicalOf(reasons, own, all) },
      divergence: divergence === null ? noFigure('NO_CONTACTS') : figure(divergence),
      statistic: test?.statistic.value ?? null,
      degreesOfFreedom: test?.degreesOfFreedom ?? 0,
      pValue: test?.pValue ?? null,
    };
  });
  const adjusted = benjaminiHochberg(found.map(({ pValue }) => pValue));
  return found
    .map(({ none, statistic, pValue, ...told }, at): ChannelDivergence => ({
      ...told,
      statistic: statistic === null ? none : figure(statistic),
      pValue: pValue === null ? none : figure(pValue),
      adjustedPValue: figureOr(adjusted[at] ?? null, none),
    }))
    .toSorted(
      (one, other) => other.contacts - one.contacts || byCodeUnits(one.channel ?? '', other.channel ?? ''),
    );
}

const figureOr = (value: number | null, none: Figure): Figure => (value === null ? none : figure(value));

function typicalOf(
  reasons: readonly ReasonId[],
  own: readonly number[],
  all: readonly number[],
): readonly TypicalReason[] {
  const [ofChannel, ofAll] = [total(own), total(all)];
  return reasons
    .map((reasonId, at) => {
      const [inChannel, together] = [shareOf(own[at] ?? 0, ofChannel), shareOf(all[at] ?? 0, ofAll)];
      return {
        reasonId,
        inChannel,
        ofAll: together,
        part: partOf(inChannel.value ?? 0, together.value ?? 0),
      };
    })
    .toSorted((one, other) => other.part - one.part || byCodeUnits(one.reasonId, other.reasonId))
    .slice(0, mostTypical)
    .filter(({ part }) => part > 0)
    .map(({ reasonId, inChannel, ofAll: together }) => ({ reasonId, inChannel, ofAll: together }));
}

/** What one reason adds to the divergence. */
function partOf(one: number, other: number): number {
  const mean = (one + other) / 2;
  const surprise = (share: number): number => (share === 0 ? 0 : share * Math.log2(share / mean));
  return (surprise(one) + surprise(other)) / 2;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
