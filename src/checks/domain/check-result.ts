import { wilsonInterval, type Interval } from '../../agreement/statistics';
import type { CoderId } from '../../contact/domain';
import type { ReasonId } from '../../platform/ids';
import type { CheckKind, CheckOutcome, NoDataCause } from './check-words';

/** What one check observed of one thing. */
export interface CheckResult {
  /** The same from run to run: of what kind, and about what. */
  readonly key: string;
  readonly kind: CheckKind;
  readonly outcome: CheckOutcome;
  /** The rule of the lint, the field of the contacts, or the department or channel that it is about; null: none of them. */
  readonly subject: string | null;
  readonly reasonId: ReasonId | null;
  readonly coderId: CoderId | null;
  /** Null without data. */
  readonly observed: number | null;
  readonly limit: number;
  /** Reasons or contacts that it rests on. */
  readonly n: number;
  /** Of a share, or of a difference, at 95 %. */
  readonly interval: Interval | null;
  /** Of a test, once all tests of its kind were taken into account. */
  readonly adjustedP: number | null;
  readonly noDataBecause: NoDataCause | null;
}

/** As few contacts say nothing of a share, or of a coder. */
export const fewestContacts = 20;

type About = Partial<Pick<CheckResult, 'subject' | 'reasonId' | 'coderId'>> &
  Pick<CheckResult, 'kind' | 'limit'>;

const nothingElse = { subject: null, reasonId: null, coderId: null, interval: null, adjustedP: null };

/** What a result is about, as one text. */
const keyOf = ({ kind, subject, reasonId, coderId }: About): string =>
  [kind, subject, reasonId, coderId].filter((part) => typeof part === 'string').join(':');

/**
 * A check of which there are no data: neither well nor ill.
 *
 * @example withoutData({ kind: 'LINT', limit: 0 }, { cause: 'NO_VERSION', n: 0 }).outcome // 'NO_DATA'
 */
export const withoutData = (
  about: About,
  { cause, n }: { readonly cause: NoDataCause; readonly n: number },
): CheckResult => ({
  ...{ ...nothingElse, ...about, key: keyOf(about), n },
  ...{ outcome: 'NO_DATA', observed: null, noDataBecause: cause },
});

/** A check of which there are data. */
export const observedResult = (
  about: About,
  seen: Pick<CheckResult, 'outcome' | 'n'> & { readonly observed: number } & Partial<
      Pick<CheckResult, 'interval' | 'adjustedP'>
    >,
): CheckResult => ({ ...nothingElse, ...about, key: keyOf(about), noDataBecause: null, ...seen });

/**
 * A share held against its limit. PASS where it keeps it; FAIL where its whole interval lies beyond, since contacts of a
 * period are a sample of what goes on; INCONCLUSIVE between the two. Below 20 of the whole there are no data.
 *
 * @example shareResult({ kind: 'RESIDUAL_SHARE', limit: 0.1 }, { count: 40, of: 100, mayBe: 'AT_MOST', cause: 'NO_CONTACTS' }).outcome
 * // 'FAIL': 0.31 .. 0.50
 */
export function shareResult(
  about: About,
  share: {
    readonly count: number;
    readonly of: number;
    readonly mayBe: 'AT_MOST' | 'AT_LEAST';
    readonly cause: NoDataCause;
  },
): CheckResult {
  const { count, of, mayBe, cause } = share;
  if (of < fewestContacts) return withoutData(about, { cause: of === 0 ? cause : 'TOO_FEW', n: of });
  const interval = wilsonInterval(count, of);
  const { limit } = about;
  const isAbove = interval.lower > limit;
  const isBelow = interval.upper < limit;
  const observed = count / of;
  const isWell = mayBe === 'AT_MOST' ? observed <= limit : observed >= limit;
  const isIll = mayBe === 'AT_MOST' ? isAbove : isBelow;
  const outcome = isIll ? 'FAIL' : isWell ? 'PASS' : 'INCONCLUSIVE';
  return observedResult(about, { outcome, observed, n: of, interval });
}
