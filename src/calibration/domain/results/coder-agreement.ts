import {
  codeOf,
  fewestUnits,
  missing,
  tInterval,
  wilsonInterval,
  type ReportInterval,
} from '../../../agreement/statistics';
import type { SessionAdjudication, SessionCoding, SessionData } from './session-data';
import type { UsedReasons } from './used-reasons';

/** How one coder coded, beside the others and beside what was adjudicated. */
export interface CoderAgreement {
  readonly coderId: string;
  readonly codings: number;
  readonly cannotCode: number;
  readonly noReasonFits: number;
  /** Mean over items of the share of other coders who chose the same reason. */
  readonly withPeers: AgreementShare;
  /** The share of adjudicated items that the coder coded as adjudicated. */
  readonly withAdjudicated: AgreementShare;
  /** Of these, the share with the adjudicated branch of the first level and another leaf. */
  readonly rightBranchWrongLeaf: AgreementShare;
}

export interface AgreementShare {
  /** 0..1; null where there is no item to go by. */
  readonly value: number | null;
  readonly interval: ReportInterval | null;
  readonly items: number;
}

/**
 * Each coder beside peers and adjudication, in the order of the session. "Cannot code" says nothing about agreement
 * and is left out; "no reason fits" agrees with an adjudication that says so too.
 *
 * @example coderAgreements(session, used)[0].withPeers // { value: 0.74, interval: { ... }, items: 58 }
 */
export function coderAgreements(session: SessionData, used: UsedReasons): readonly CoderAgreement[] {
  const codings = session.codings.filter(({ content }) => content === used.content);
  const adjudicated = new Map(
    session.adjudications.flatMap((one) => (one.content === used.content ? [[one.itemId, one]] : [])),
  );
  const branchOf = firstBranches(session, used);
  return session.coders.map(({ id: coderId }, coder) => {
    const own = codings.filter((coding) => coding.coderId === coderId);
    const judged = own.flatMap((coding) => {
      const judgement = adjudicated.get(coding.itemId);
      const compares =
        judgement !== undefined && judgement.outcome !== 'CANNOT_CODE' && coding.outcome !== 'CANNOT_CODE';
      return compares ? [{ coding, judgement }] : [];
    });
    const isWrongLeaf = ({ coding, judgement }: Judged): boolean =>
      !isAsAdjudicated({ coding, judgement }) &&
      coding.reasonId !== null &&
      judgement.reasonId !== null &&
      branchOf(coding.reasonId) === branchOf(judgement.reasonId);
    return {
      coderId,
      codings: own.length,
      cannotCode: own.filter(({ outcome }) => outcome === 'CANNOT_CODE').length,
      noReasonFits: own.filter(({ outcome }) => outcome === 'NO_REASON_FITS').length,
      withPeers: meanShare(sharesOfPeers(used, coder)),
      withAdjudicated: countedShare(judged, isAsAdjudicated),
      rightBranchWrongLeaf: countedShare(judged, isWrongLeaf),
    };
  });
}

interface Judged {
  readonly coding: SessionCoding;
  readonly judgement: SessionAdjudication;
}

const isAsAdjudicated = ({ coding, judgement }: Judged): boolean =>
  coding.outcome === judgement.outcome && coding.reasonId === judgement.reasonId;

function firstBranches({ contents }: SessionData, { content }: UsedReasons) {
  const tree = contents[content]?.tree;
  return (reasonId: NonNullable<SessionCoding['reasonId']>): string | undefined =>
    tree?.path(reasonId)[0]?.id;
}

/** For each item that the coder and another one coded: how many of the others chose the same. */
function sharesOfPeers({ ratings }: UsedReasons, coder: number): readonly number[] {
  return Array.from({ length: ratings.items }, (_, item) => item).flatMap((item) => {
    const own = codeOf(ratings, item, coder);
    if (own === missing) return [];
    const others = Array.from({ length: ratings.coders }, (_, other) => other)
      .filter((other) => other !== coder)
      .map((other) => codeOf(ratings, item, other))
      .filter((code) => code !== missing);
    return others.length === 0 ? [] : [others.filter((code) => code === own).length / others.length];
  });
}

function countedShare(judged: readonly Judged[], holds: (one: Judged) => boolean): AgreementShare {
  const items = judged.length;
  if (items === 0) return { value: null, interval: null, items };
  const held = judged.filter(holds).length;
  return { value: held / items, interval: { ...wilsonInterval(held, items), method: 'wilson' }, items };
}

/** With few items, or none that differ, a t interval is too narrow; Wilson's is not. */
function meanShare(shares: readonly number[]): AgreementShare {
  const items = shares.length;
  if (items === 0) return { value: null, interval: null, items };
  const sum = shares.reduce((total, share) => total + share, 0);
  const value = sum / items;
  const squares = shares.reduce((total, share) => total + (share - value) ** 2, 0);
  const standardError = items < 2 ? 0 : Math.sqrt(squares / (items - 1) / items);
  const isFew = items < fewestUnits || standardError < 1e-12;
  if (isFew) return { value, interval: { ...wilsonInterval(sum, items), method: 'wilson' }, items };
  const { lower, upper, level } = tInterval({ value, standardError, units: items });
  return { value, interval: { lower: Math.max(0, lower), upper, level, method: 't' }, items };
}
