import { wilsonInterval } from '../../../agreement/statistics';
import type { Day } from '../../../figures/domain';
import { nameOfReason, type ReasonState, type SuggestionThresholds } from '../../../taxonomy/domain';
import {
  keyOf,
  row,
  type EvidenceRow,
  type NotSuggested,
  type Suggestion,
  type Suggestions,
} from '../suggestion';
import type { SuggestionScene } from '../suggestion-scene';
import type { MissingEvidence } from '../suggestion-words';
import { inWords, percent } from '../words';

interface Half {
  readonly name: string;
  readonly count: number;
  readonly of: number;
}

/**
 * PROMOTE_FROM_OTHER: a residual leaf whose share of its menu is above its limit in both halves of the window, by the lower
 * limits, and of whose adjudicated contacts a good part fits no reason of the list. Where they do fit one, the list is
 * complete, and it is coders who do not find it.
 */
export function promotions(scene: SuggestionScene, thresholds: SuggestionThresholds): Suggestions {
  const made: Suggestion[] = [];
  const notMade: NotSuggested[] = [];
  for (const residual of scene.tree.leaves().filter((state) => state.residual)) {
    const halves = halvesOf(scene, residual);
    const isAbove = ({ count, of }: Half): boolean =>
      of > 0 && wilsonInterval(count, of).lower > thresholds.residualUpTo;
    if (halves.length < 2 || !halves.every(isAbove)) continue;
    const { contacts: of = 0, noReasonFits: count = 0 } =
      scene.adjudicated.find(({ residualId }) => residualId === residual.id) ?? {};
    const interval = of === 0 ? null : wilsonInterval(count, of);
    const missing = missingOf(of, interval?.lower ?? 0, thresholds);
    const fits = row({
      ...{ measure: 'SHARE_NO_REASON_FITS', reasonId: residual.id, value: of === 0 ? null : count / of },
      ...{ interval, n: of, threshold: thresholds.missingFrom },
    });
    const evidence = [...halves.map((half) => shareRow(residual, half, thresholds)), fits];
    const told = { residual, halves, evidence, of, count };
    if (missing === null) made.push(suggested(told, (interval?.lower ?? 0) >= 0.5));
    else notMade.push(withheld(told, missing, thresholds));
  }
  return { made, notMade };
}

function halvesOf({ tree, use }: SuggestionScene, { id, parentId }: ReasonState): readonly Half[] {
  const inMenu = new Set(
    tree
      .leaves()
      .flatMap((leaf) =>
        parentId === null || tree.path(leaf.id).some((above) => above.id === parentId) ? [leaf.id] : [],
      ),
  );
  const months = use.months.map(({ month }) => month);
  const middle = months[Math.floor(months.length / 2)];
  if (middle === undefined || months.length < 2) return [];
  return (
    [
      ['the earlier half', (month: Day) => month < middle],
      ['the later half', (month: Day) => month >= middle],
    ] as const
  ).map(([name, isIn]) => {
    let [count, of] = [0, 0];
    for (const [reasonId, byMonth] of use.byReason) {
      if (!inMenu.has(reasonId)) continue;
      for (const [month, contacts] of byMonth) {
        if (!isIn(month)) continue;
        of += contacts;
        if (reasonId === id) count += contacts;
      }
    }
    return { name, count, of };
  });
}

function missingOf(
  adjudicated: number,
  lower: number,
  { minAdjudicated, missingFrom }: SuggestionThresholds,
): MissingEvidence | null {
  if (adjudicated < minAdjudicated) return 'TOO_FEW_ADJUDICATED';
  return lower < missingFrom ? 'REASONS_FIT' : null;
}

const shareRow = (
  residual: ReasonState,
  { name, count, of }: Half,
  { residualUpTo }: SuggestionThresholds,
): EvidenceRow =>
  row({
    ...{ measure: 'RESIDUAL_SHARE', reasonId: residual.id, of: name, value: count / of, n: of },
    ...{ interval: wilsonInterval(count, of), threshold: residualUpTo },
  });

interface Told {
  readonly residual: ReasonState;
  readonly halves: readonly Half[];
  readonly evidence: readonly EvidenceRow[];
  readonly of: number;
  readonly count: number;
}

const sharesInWords = (halves: readonly Half[]): string =>
  halves.map(({ name, count, of }) => `${percent(count / of)} in ${name}`).join(' and ');

function suggested({ residual, halves, evidence, of, count }: Told, isMost: boolean): Suggestion {
  return {
    ...{ key: keyOf('PROMOTE_FROM_OTHER', [residual.id]), kind: 'PROMOTE_FROM_OTHER', evidence },
    ...{ reasonIds: [residual.id], confidence: isMost ? 'HIGH' : 'MEDIUM' },
    proposal: { kind: 'PROMOTE_FROM_OTHER', residualId: residual.id, parentId: residual.parentId },
    sentence: `${nameOfReason(residual)} takes ${sharesInWords(halves)} of its menu, and ${inWords(count)} of ${inWords(of)} adjudicated contacts of it fit no reason: a reason is missing.`,
    alternatives: ['Widen the definition of a sibling, where the contacts are near enough to it.'],
  };
}

function withheld(
  { residual, halves, evidence, of, count }: Told,
  missing: MissingEvidence,
  { minAdjudicated }: SuggestionThresholds,
): NotSuggested {
  const because =
    missing === 'TOO_FEW_ADJUDICATED'
      ? `only ${inWords(of)} contacts of it were adjudicated, where ${minAdjudicated} are the least: put some into the next calibration session`
      : `only ${inWords(count)} of ${inWords(of)} adjudicated contacts of it are shown to fit no reason: coders do not find the reasons that there are`;
  return {
    ...{ key: keyOf('PROMOTE_FROM_OTHER', [residual.id]), kind: 'PROMOTE_FROM_OTHER', evidence },
    ...{ reasonIds: [residual.id], missing: [missing] },
    sentence: `${nameOfReason(residual)} takes ${sharesInWords(halves)} of its menu, but ${because}.`,
  };
}
