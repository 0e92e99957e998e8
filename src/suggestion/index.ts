export { FactsOfSuggestions } from './persistence/facts-of-suggestions';
export { suggestionReportRoute } from './http/report-route';
export { SuggestionReader } from './queries/suggestion-reader';
