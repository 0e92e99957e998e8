export { CoachingReader } from './queries/coaching-reader';
export { CodingReader } from './queries/coding-reader';
export { SessionResultsReader } from './queries/session-results-reader';
export { reportRoute } from './http/report-route';
export { SessionReader } from './queries/session-reader';
export { SessionEntity } from './persistence/session.entity';
export { CodedBlindInSessions } from './persistence/coded-blind-in-sessions';
export { FactsOfSessions } from './persistence/facts-of-sessions';
export { beActor, giveBlindCode } from './persistence/blind-codes';
