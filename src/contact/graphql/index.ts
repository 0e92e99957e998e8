import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import type { ContactReader } from '../queries/contact-reader';
import { CoderResolver } from './coder.resolver';
import { CodedContactFields, ProductionCodingFields } from './coded-contact.resolvers';
import { ContactResolver } from './contact.resolver';
import type { IngestReader } from '../queries/ingest-reader';
import { IngestResolver } from './ingest.resolver';
import { PrivacyMutations } from './privacy.mutations';
import { PrivacyFields, PrivacyQueries } from './privacy.resolvers';
import { UsageResolver } from './usage.resolver';
import type { VisibleContacts } from './visible-contacts';
import type { VisiblePrivacy } from './visible-privacy';

interface Readers {
  readonly contacts: ContactReader;
  readonly ingests: IngestReader;
}

interface Visible {
  readonly contacts: VisibleContacts;
  readonly taxonomies: VisibleTaxonomies;
  readonly privacy: VisiblePrivacy;
}

/** The resolvers of this module, wired to what they read from. */
export const contactResolvers = (
  readers: Readers,
  { contacts, taxonomies, privacy }: Visible,
): readonly object[] => [
  new ContactResolver(readers.contacts, contacts, taxonomies),
  new CodedContactFields(contacts),
  new ProductionCodingFields(contacts, taxonomies),
  new CoderResolver(readers.contacts, contacts, taxonomies),
  new IngestResolver(readers.ingests, taxonomies),
  new UsageResolver(),
  new PrivacyQueries(privacy, taxonomies),
  new PrivacyFields(privacy),
  new PrivacyMutations(privacy),
];

export { CoderType } from './coder.type';
export { RebuildUsageCountsPayload } from './usage.resolver';
export { ContactType, ExcerptType } from './contact.type';
export { VisibleIngests } from './visible-ingests';
export { VisiblePrivacy } from './visible-privacy';
export { VisibleContacts } from './visible-contacts';
export { contactFilterOf, ContactFilterInput } from './contact.inputs';
