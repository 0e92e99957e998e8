import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { can } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { problemView } from '../../platform/graphql/problem.type';
import { pageRequest } from '../../platform/paging';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import { addContacts, largestBatch } from '../commands/add-contacts';
import type { ContactReader } from '../queries/contact-reader';
import { AddContactsInputType, contactFilterOf, ContactFilterInput, givenContactOf } from './contact.inputs';
import { AddContactsPayload, AddContactsResult } from './contact.results';
import { ContactConnection, ContactType, ExcerptType } from './contact.type';
import type { VisibleContacts } from './visible-contacts';

@Resolver(() => ContactType)
export class ContactResolver {
  constructor(
    private readonly reader: ContactReader,
    private readonly visible: VisibleContacts,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @Query(() => ContactConnection, {
    nullable: true,
    description:
      'The contacts of a taxonomy, the latest first; null where there is no such taxonomy for the caller.',
  })
  async contacts(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('filter', () => ContactFilterInput, { nullable: true, description: 'Which contacts; null: all.' })
    filter?: ContactFilterInput | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ContactType> | null> {
    const request = pageRequest({ first, after }, ['INSTANT', 'UUID']);
    const known = await this.taxonomies.byKeyFor(key, 'readContacts', context.actor);
    if (known === null) return null;
    const page = await this.reader.contactPage(known.id, contactFilterOf(filter ?? {}), request);
    return connectionOf(
      page,
      ({ occurredAt, id }) => [occurredAt.toISOString(), id],
      (contact) => new ContactType(contact),
    );
  }

  @FieldResolver(() => ExcerptType, {
    nullable: true,
    description: "What was said in it; null where nothing is kept, or where it is not the caller's to read.",
  })
  async excerpt(@Root() { record }: ContactType, @Ctx() context: AccessContext): Promise<ExcerptType | null> {
    if (!can(context.actor, 'readExcerpts', record)) return null;
    const excerpt = await this.visible.loaders(context).excerpt.load(record.id);
    return excerpt === null ? null : new ExcerptType(excerpt);
  }

  @Mutation(() => AddContactsResult, {
    nullable: true,
    description:
      'Records contacts by source and external id. The same again changes nothing, and said otherwise they are corrected; one that cannot be taken is answered and the rest is kept.',
  })
  async addContacts(
    @Arg('input', () => AddContactsInputType, { description: 'The contacts.' }) input: AddContactsInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof AddContactsResult> {
    const count = input.contacts.length;
    if (count > largestBatch)
      throw new CallerError('LIMIT_EXCEEDED', `expected at most ${largestBatch} contacts, but got ${count}`);
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const contacts = input.contacts.map(givenContactOf);
    const outcome = await context.run(addContacts, { taxonomyId, contacts });
    if (!outcome.ok) return problemView(outcome.problem);
    const { contactIds, ...counts } = outcome.value.value;
    const mayRead = can(context.actor, 'readContacts', { taxonomyId });
    const found = mayRead ? await this.visible.loaders(context).contact.loadMany([...contactIds]) : null;
    const recorded = found?.flatMap((contact) =>
      contact === null || contact instanceof Error ? [] : [new ContactType(contact)],
    );
    return Object.assign(new AddContactsPayload(), { ...counts, contacts: recorded ?? null });
  }
}
