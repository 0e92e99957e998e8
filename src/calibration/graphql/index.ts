import type { ContactReader } from '../../contact';
import type { VisibleContacts } from '../../contact/graphql';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import type { SessionResultsReader } from '../queries/session-results-reader';
import type { CoachingReader } from '../queries/coaching-reader';
import { ItemMutations } from './aftermath.mutations';
import type { CalibrationReaders } from './calibration-loaders';
import { CoachingConfusionResolver, CoachingEntryResolver, CoachingResolver } from './coaching.resolver';
import {
  DecisionResolver,
  EvidenceResolver,
  RevealVerificationResolver,
  VerifiedCodingResolver,
} from './decision.resolver';
import { GuidelineAcknowledgementResolver, GuidelineResolver } from './guideline.resolver';
import {
  AdjudicationResolver,
  AssignmentResolver,
  CodingResolver,
  DiscussionNoteResolver,
  OwnCodingResolver,
} from './coding.resolver';
import { SessionItemResolver } from './session-item.resolver';
import {
  CoderResultResolver,
  ModelResultResolver,
  ConfusedPairResolver,
  SessionResultsResolver,
} from './results/results.resolver';
import { RetirementEvidenceResolver } from './retirement-evidence.resolver';
import { SessionMutations } from './session.mutations';
import { SessionCoderResolver, SessionContentResolver } from './session-content.resolver';
import { SessionResolver } from './session.resolver';
import type { VisibleSessions } from './visible-sessions';

export interface CalibrationGraph {
  readonly readers: CalibrationReaders & {
    readonly coaching: CoachingReader;
    readonly contacts: ContactReader;
    readonly results: SessionResultsReader;
  };
  readonly sessions: VisibleSessions;
  readonly contacts: VisibleContacts;
  readonly taxonomies: VisibleTaxonomies;
}

/** The resolvers of this module, wired to what they read from. */
export const calibrationResolvers = ({
  readers,
  sessions,
  contacts,
  taxonomies,
}: CalibrationGraph): readonly object[] => [
  new SessionResolver(readers.sessions, sessions, taxonomies),
  new SessionContentResolver(sessions, taxonomies),
  new SessionCoderResolver(contacts),
  new SessionItemResolver(sessions, contacts),
  new AssignmentResolver(sessions),
  new OwnCodingResolver(sessions),
  new CodingResolver(sessions, contacts),
  new AdjudicationResolver(sessions, taxonomies),
  new DiscussionNoteResolver(taxonomies),
  new DecisionResolver(sessions, taxonomies),
  new EvidenceResolver(sessions),
  new RetirementEvidenceResolver(sessions),
  new RevealVerificationResolver(readers.codings, sessions),
  new VerifiedCodingResolver(sessions, contacts),
  new SessionMutations(sessions),
  new ItemMutations(sessions, taxonomies),
  new CoachingResolver(readers.coaching, readers.contacts, taxonomies),
  new CoachingEntryResolver(contacts),
  new CoachingConfusionResolver(),
  new SessionResultsResolver(readers.results, sessions),
  new ConfusedPairResolver(sessions),
  new CoderResultResolver(contacts),
  new ModelResultResolver(contacts),
  new GuidelineResolver(readers, taxonomies, sessions),
  new GuidelineAcknowledgementResolver(contacts),
];

export { VisibleSessions } from './visible-sessions';
export { CodingOutcomeEnum } from './session.enums';
export { InvalidCodeProblem } from './session.problems';
export { ChosenInsteadType } from './results/reason-result.type';
