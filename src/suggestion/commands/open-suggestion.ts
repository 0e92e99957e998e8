import type { Actor, Tx } from '../../platform/command/command';
import { newId, type TaxonomyId } from '../../platform/ids';
import type { NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { lockedTaxonomy, type LockedTaxonomy } from '../../taxonomy';
import {
  mustBeOpen,
  standingOf,
  suggest,
  suggestionGone,
  type SuggestionDecisionId,
  type SuggestionDecisionRecord,
  type SuggestionNotOpen,
  type Verdict,
} from '../domain';
import { DecisionRepository } from '../persistence/decision.repository';
import { SceneReader } from '../queries/scene-reader';

/** Which suggestion is decided on: the one with this key, by the evidence as of a moment. */
export interface SuggestionChoice {
  readonly taxonomyId: TaxonomyId;
  readonly key: string;
  /** Null: now. */
  readonly asOf: Date | null;
  readonly because: string;
}

export interface OpenSuggestion {
  readonly taxonomy: LockedTaxonomy;
  readonly because: string;
  /** As it is to be kept, with what spoke for it; nothing has come of it yet. */
  readonly record: SuggestionDecisionRecord;
}

export type ChoiceProblem = NotFound | TextProblem | SuggestionNotOpen;

/**
 * The suggestion that somebody decides on, made again from what is recorded, under the lock of its taxonomy: nobody decides
 * on what the evidence does not say, and of two at once the second finds it decided.
 */
export async function openSuggestion(
  tx: Tx,
  actor: Actor,
  {
    verdict,
    snoozedUntil = null,
    ...choice
  }: SuggestionChoice & {
    readonly verdict: Verdict;
    readonly snoozedUntil?: Date | null;
  },
): Promise<Result<OpenSuggestion, ChoiceProblem>> {
  const { taxonomyId, key } = choice;
  const locked = await lockedTaxonomy(tx, taxonomyId);
  if (!locked.ok) return locked;
  const taxonomy = locked.value;
  const because = mustBeText(choice.because, {
    ...{ field: 'because', maxLength: textLimits.note, multiline: true },
  });
  if (!because.ok) return because;
  const asOf = choice.asOf ?? taxonomy.lockedAt;
  const found = await tx.repository(SceneReader).sceneAt({ taxonomy, asOf });
  const thresholds = taxonomy.policy.suggestions;
  const suggestion =
    found === null ? undefined : suggest(found.scene, thresholds).made.find((one) => one.key === key);
  if (found === null || suggestion === undefined) return err(suggestionGone(key, asOf));
  const latest = await tx.repository(DecisionRepository).latest(taxonomyId, taxonomy.lockedAt);
  const at = taxonomy.lockedAt;
  const open = mustBeOpen(
    key,
    standingOf(suggestion, latest.get(key), { at, newEvidence: thresholds.newEvidence }),
  );
  if (!open.ok) return open;
  const record: SuggestionDecisionRecord = {
    ...{ id: newId<'SuggestionDecision'>(), taxonomyId, verdict, suggestion, thresholds, asOf },
    ...{ version: found.version.number, windowFrom: found.window.from, windowUntil: found.window.until },
    ...{ because: because.value, snoozedUntil, draftId: null, draftHead: null, transferId: null },
    ...{ changeSetId: tx.changeSetId, decidedBy: actor.id, decidedAt: taxonomy.lockedAt },
  };
  return ok({ taxonomy, because: because.value, record });
}

export interface DecidedSuggestion {
  readonly decisionId: SuggestionDecisionId;
}

/** What the history keeps of a decision: the evidence stands with the decision itself. */
export function decisionChange(
  kind: 'acceptSuggestion' | 'dismissSuggestion' | 'snoozeSuggestion',
  { id, suggestion, asOf, snoozedUntil }: SuggestionDecisionRecord,
  more: Readonly<Record<string, unknown>> = {},
) {
  const { key, sentence, confidence, evidence, reasonIds } = suggestion;
  const until = snoozedUntil === null ? {} : { snoozedUntil: snoozedUntil.toISOString() };
  return {
    ...{ kind, subject: { type: 'SuggestionDecision', id }, before: null },
    after: { key, reasonIds, sentence, confidence, evidence, asOf: asOf.toISOString(), ...until, ...more },
  };
}
