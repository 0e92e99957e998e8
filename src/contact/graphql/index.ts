import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import type { ContactReader } from '../queries/contact-reader';
import { CoderResolver } from './coder.resolver';
import { ContactResolver } from './contact.resolver';
import { UsageResolver } from './usage.resolver';
import type { VisibleContacts } from './visible-contacts';

/** The resolvers of this module, wired to what they read from. */
export const contactResolvers = (
  reader: ContactReader,
  visible: VisibleContacts,
  taxonomies: VisibleTaxonomies,
): readonly object[] => [
  new ContactResolver(reader, visible, taxonomies),
  new CoderResolver(reader, visible, taxonomies),
  new UsageResolver(),
];

export { CoderType } from './coder.type';
export { ContactType, ExcerptType } from './contact.type';
export { VisibleContacts } from './visible-contacts';
export { contactFilterOf, ContactFilterInput } from './contact.inputs';
