import type { VisibleContacts } from '../../contact/graphql';
import type { OwnershipReader } from '../../ownership';
import { VisibleOwnership } from '../../ownership/graphql';
import { CheckMutations } from './check.mutations';
import {
  CheckQueries,
  CheckResultFields,
  CheckRunFields,
  CheckScheduleFields,
  FindingCheckFields,
} from './check.resolvers';
import type { VisibleChecks } from './visible-checks';

/** The resolvers of this module, wired to what they read from. */
export const checkResolvers = (
  checks: VisibleChecks,
  contacts: VisibleContacts,
  ownership: OwnershipReader,
): readonly object[] => [
  new CheckMutations(checks),
  new CheckQueries(checks),
  new CheckScheduleFields(new VisibleOwnership(ownership)),
  new CheckRunFields(checks),
  new CheckResultFields(contacts),
  new FindingCheckFields(checks),
];

export { VisibleChecks } from './visible-checks';
