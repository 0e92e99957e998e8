import { handlingBand } from '../../contact/domain';
import type { Sentiment } from '../../taxonomy/domain';
import { meanOf, momentsOf, type Mean } from './mean';
import { bandedQuantile, type BandedQuantile } from './quantile';
import { shareOf, sumOf, type Share } from './share';

/** Contacts of one band of handle time, and how long they took together; null: not measured. */
export interface HandledContacts {
  readonly handling: number | null;
  readonly contacts: number;
  readonly seconds: number;
}

export interface HandleTime {
  /** Of all contacts, those whose handle time is known. */
  readonly measured: Share;
  /** In seconds, as are the others. */
  readonly mean: Mean;
  readonly median: BandedQuantile;
  readonly p90: BandedQuantile;
}

/**
 * How long contacts took. The mean is that of their seconds; the quantiles are told from bands. The spread for the interval
 * of the mean is that between bands and, within each, that of values spread evenly over it. Undefined: NO_CONTACTS;
 * NOT_RECORDED.
 *
 * @example handleTimeOf([{ handling: 3, contacts: 2, seconds: 50 }]).mean.value // 25
 */
export function handleTimeOf(counts: readonly HandledContacts[]): HandleTime {
  const all = sumOf(counts, ({ contacts }) => contacts);
  const bands = new Map<number, { count: number; seconds: number }>();
  for (const { handling, contacts, seconds } of counts) {
    if (handling === null) continue;
    const known = bands.get(handling) ?? { count: 0, seconds: 0 };
    bands.set(handling, { count: known.count + contacts, seconds: known.seconds + seconds });
  }
  const inOrder = [...bands]
    .filter(([, { count }]) => count > 0)
    .sort(([one], [other]) => one - other)
    .map(([band, told]) => ({ ...handlingBand(band), ...told }));
  const moments = momentsOf(inOrder.map(({ count, seconds }) => ({ value: seconds / count, count })));
  const within = sumOf(inOrder, ({ from, until, count }) => count * spreadOf(from, until));
  const cause = all > 0 ? 'NOT_RECORDED' : 'NO_CONTACTS';
  return {
    measured: shareOf(moments.of, all),
    mean: meanOf({ ...moments, squares: moments.squares + within }, cause),
    median: bandedQuantile(inOrder, 0.5, cause),
    p90: bandedQuantile(inOrder, 0.9, cause),
  };
}

/** The variance of values that lie evenly between two limits. */
const spreadOf = (from: number, until: number | null): number =>
  until === null ? 0 : (until - from) ** 2 / 12;

/** Contacts with the same answers to how they went; null: not known. */
export interface QualityContacts {
  readonly satisfaction: number | null;
  readonly sentiment: Sentiment | null;
  readonly escalated: boolean | null;
  readonly firstResolved: boolean | null;
  readonly contacts: number;
}

export interface ContactQuality {
  /** Of all contacts, those whose customer said how satisfied they were. */
  readonly answered: Share;
  /** From 1 to 5. */
  readonly satisfaction: Mean;
  /** Of those who answered, those who said 4 or 5. */
  readonly topBox: Share;
  /** Of the contacts whose sentiment is known, those that were negative or very negative. */
  readonly negative: Share;
  /** By sentiment; each share is of the contacts whose sentiment is known. */
  readonly sentiments: ReadonlyMap<Sentiment, Share>;
  /** Of the contacts of which it is recorded, those that were escalated. */
  readonly escalated: Share;
  /** Of the contacts of which it is recorded, those that were resolved at first contact. */
  readonly firstResolved: Share;
}

const topBoxFrom = 4;
const negativeOnes: ReadonlySet<Sentiment> = new Set<Sentiment>(['NEGATIVE', 'VERY_NEGATIVE']);

/**
 * How contacts went, as far as it is recorded of each: what is not recorded of a contact is left out and not taken for no.
 * Undefined: NO_CONTACTS; NOT_RECORDED.
 *
 * @example qualityOf([{ satisfaction: 5, sentiment: null, escalated: false, firstResolved: true, contacts: 3 }]).topBox.value // 1
 */
export function qualityOf(counts: readonly QualityContacts[]): ContactQuality {
  const tally = (keep: (one: QualityContacts) => boolean): number =>
    sumOf(counts, (one) => (keep(one) ? one.contacts : 0));
  const all = tally(() => true);
  const cause = all > 0 ? 'NOT_RECORDED' : 'NO_CONTACTS';
  const answered = counts.flatMap(({ satisfaction: value, contacts: count }) =>
    value === null ? [] : [{ value, count }],
  );
  const moments = momentsOf(answered);
  const felt = tally(({ sentiment }) => sentiment !== null);
  const known = new Set(counts.flatMap(({ sentiment }) => sentiment ?? []));
  const shareOfTrue = (field: 'escalated' | 'firstResolved'): Share =>
    shareOf(
      tally((one) => one[field] === true),
      tally((one) => one[field] !== null),
      cause,
    );
  return {
    answered: shareOf(moments.of, all),
    satisfaction: meanOf(moments, cause),
    topBox: shareOf(
      tally(({ satisfaction }) => (satisfaction ?? 0) >= topBoxFrom),
      moments.of,
      cause,
    ),
    negative: shareOf(
      tally(({ sentiment }) => sentiment !== null && negativeOnes.has(sentiment)),
      felt,
      cause,
    ),
    sentiments: new Map(
      Array.from(known, (word) => [
        word,
        shareOf(
          tally(({ sentiment }) => sentiment === word),
          felt,
        ),
      ]),
    ),
    ...{ escalated: shareOfTrue('escalated'), firstResolved: shareOfTrue('firstResolved') },
  };
}
