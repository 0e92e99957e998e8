export { FactsOfSuggestions } from './persistence/facts-of-suggestions';
export { SuggestionReader } from './queries/suggestion-reader';
