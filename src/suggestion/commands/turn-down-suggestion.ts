import type { Command } from '../../platform/command/command';
import { err, ok } from '../../platform/result';
import { snoozeRefused, type SnoozeRefused } from '../domain';
import { DecisionRepository } from '../persistence/decision.repository';
import {
  decisionChange,
  openSuggestion,
  type ChoiceProblem,
  type DecidedSuggestion,
  type SuggestionChoice,
} from './open-suggestion';

/** Says that a suggestion is not to be followed. It returns with new evidence, and not before. */
export const dismissSuggestion: Command<SuggestionChoice, DecidedSuggestion, ChoiceProblem> = {
  name: 'dismissSuggestion',
  permission: 'decideSuggestions',
  async execute(tx, input, actor) {
    const open = await openSuggestion(tx, actor, { ...input, verdict: 'DISMISSED' });
    if (!open.ok) return open;
    const { record, because } = open.value;
    await tx.repository(DecisionRepository).add(record);
    const changes = [decisionChange('dismissSuggestion', record)] as const;
    return ok({ value: { decisionId: record.id }, changes, because });
  },
};

export interface SnoozeSuggestionInput extends SuggestionChoice {
  readonly until: Date;
}

/** Puts a suggestion off until a moment; then it returns, if the evidence still speaks for it. */
export const snoozeSuggestion: Command<
  SnoozeSuggestionInput,
  DecidedSuggestion,
  ChoiceProblem | SnoozeRefused
> = {
  name: 'snoozeSuggestion',
  permission: 'decideSuggestions',
  async execute(tx, { until, ...input }, actor) {
    const open = await openSuggestion(tx, actor, { ...input, verdict: 'SNOOZED', snoozedUntil: until });
    if (!open.ok) return open;
    const { record, because, taxonomy } = open.value;
    const refused = snoozeRefused(until, taxonomy.lockedAt);
    if (refused !== null) return err(refused);
    await tx.repository(DecisionRepository).add(record);
    const changes = [decisionChange('snoozeSuggestion', record)] as const;
    return ok({ value: { decisionId: record.id }, changes, because });
  },
};
