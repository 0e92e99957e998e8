export { CoachingReader } from './queries/coaching-reader';
export { CodingReader } from './queries/coding-reader';
export { SessionDataReader } from './queries/session-data';
export { SessionReader } from './queries/session-reader';
export { SessionEntity } from './persistence/session.entity';
