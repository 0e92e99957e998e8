import type { RepeatRow } from '../../contact';
import type { ReasonId } from '../../platform/ids';
import {
  concentrationOf,
  contactsByReason,
  noFigure,
  noShare,
  restated,
  shareOf,
  sumOf,
  type ReasonEvidence,
  type RepeatRule,
  type ResolutionBasis,
  type Share,
} from '../domain';
import { isActive } from '../../taxonomy/domain';
import { causeNotKept } from './from-contacts';
import { measuresByReason } from './measure-figures';
import { repeatCountsOf } from './repeat-figures';
import { observedResolutions } from './resolution-figures';
import type { UsageFigures } from './usage-figures';

/** A contact about the same within a week says that the first one did not end it. */
export const evidenceRule: RepeatRule = { windowDays: 7, sameReason: 'LEAF' };

/** What is known of each active reason with a contact: for candidates of self-service, and for gaps of knowledge. */
export const reasonEvidence = (figures: UsageFigures): Promise<readonly ReasonEvidence[]> =>
  figures.once('evidence', () => gathered(figures));

async function gathered(figures: UsageFigures): Promise<readonly ReasonEvidence[]> {
  const { tree } = figures.stated;
  const volumes = contactsByReason((await figures.restated()).rows);
  const all = sumOf(volumes.values(), (contacts) => contacts);
  const measures = await measuresByReason(figures, null);
  const { table } = await observedResolutions(figures, null);
  const resolved = await resolvedOf(figures);
  return [...volumes].flatMap(([reasonId, contacts]): readonly ReasonEvidence[] => {
    const state = tree.get(reasonId);
    const own = measures.get(reasonId);
    if (state === undefined || !isActive(state) || own === undefined) return [];
    const ended = table.cells.get(reasonId) ?? new Map<string, number>();
    const foreseen = new Set(
      state.resolutions.flatMap(({ code, use }) => (use === 'FORBIDDEN' ? [] : [code])),
    );
    const outside = sumOf(ended, ([code, count]) => (foreseen.has(code) ? 0 : count));
    return [
      {
        ...{ reasonId, volume: shareOf(contacts, all), articles: state.articles.length },
        resolutions: concentrationOf(ended, String),
        unexpected:
          state.resolutions.length === 0
            ? noShare('NOT_RECORDED')
            : shareOf(outside, table.rowTotals.get(reasonId) ?? 0),
        medianHandling: own.handleTime.median,
        resolvedAtOnce:
          resolved.basis === 'FLAG'
            ? { basis: 'FLAG', share: own.quality.firstResolved }
            : { basis: 'NO_REPEAT', share: resolved.shareOf(reasonId) },
        escalated: own.quality.escalated,
      },
    ];
  });
}

interface Resolved {
  readonly basis: ResolutionBasis;
  readonly shareOf: (reason: ReasonId) => Share;
}

/** As first-contact resolution of all: by the flag where any contact has one. */
async function resolvedOf(figures: UsageFigures): Promise<Resolved> {
  const flagged = (await figures.counts(['firstResolved'])).some(
    ({ firstResolved }) => firstResolved !== null,
  );
  if (flagged) return { basis: 'FLAG', shareOf: () => noShare('NOT_RECORDED') };
  const notKept = await causeNotKept(figures);
  if (notKept !== null) return { basis: 'NO_REPEAT', shareOf: () => noShare(notKept) };
  const { rows } = await repeatCountsOf(figures, evidenceRule);
  const found = new Map<ReasonId, { followable: number; followed: number }>();
  for (const row of restated(rows.map(withParts), figures.stated).rows) {
    const known = found.get(row.reason) ?? { followable: 0, followed: 0 };
    found.set(row.reason, {
      followable: known.followable + row.contacts * row.followablePart,
      followed: known.followed + row.contacts * row.followedPart,
    });
  }
  return {
    basis: 'NO_REPEAT',
    shareOf: (reason) => {
      const { followable, followed } = found.get(reason) ?? { followable: 0, followed: 0 };
      return followable > 0
        ? shareOf(followable - followed, followable)
        : { ...noFigure('WINDOW_TOO_LONG'), count: 0, of: 0, interval: null };
    },
  };
}

/** What goes with the contacts where a reason was split. */
const withParts = (row: RepeatRow) => ({
  ...row,
  followablePart: row.followable / row.contacts,
  followedPart: row.followed / row.contacts,
});
