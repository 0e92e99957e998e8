import type { SuggestionReader } from '../queries/suggestion-reader';
import {
  ChangeSetSuggestions,
  RetirementSuggestions,
  SuggestionDecisionFields,
  SuggestionFields,
} from './suggestion-fields.resolver';
import { SuggestionMutations } from './suggestion.mutations';
import { SuggestionResolver } from './suggestion.resolver';
import { VisibleSuggestions } from './visible-suggestions';

/** The resolvers of this module, and what `node` finds of it. */
export function suggestionGraph(reader: SuggestionReader, to: VisibleSuggestions['to']) {
  const visible = new VisibleSuggestions(reader, to);
  const resolvers: readonly object[] = [
    new SuggestionResolver(visible),
    new SuggestionFields(visible),
    new SuggestionDecisionFields(visible),
    new SuggestionMutations(visible),
    new RetirementSuggestions(visible),
    new ChangeSetSuggestions(visible),
  ];
  return { visible, resolvers };
}
