import DataLoader from 'dataloader';
import { can, mayRead, type Principal } from '../../access/domain';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import type { ParsedGlobalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import type { NodeType } from '../../platform/graphql/node.type';
import type { DepartmentRecord } from '../../ownership/domain';
import type { ActorId, DepartmentId, TaxonomyId } from '../../platform/ids';
import type { ResolutionId, ResolutionRecord } from '../../resolution/domain';
import type {
  CodedContact,
  CoderId,
  CoderRecord,
  ContactId,
  ContactRecord,
  ExcerptRecord,
  ProductionCoding,
} from '../domain';
import type { ContactReader } from '../queries/contact-reader';
import { CoderType } from './coder.type';
import { ContactType } from './contact.type';

/** What contacts and coders of one request are pointed to: each kind in one statement. */
export class ContactLoaders {
  private readonly blind = new Map<string, Promise<ReadonlySet<ContactId>>>();

  constructor(private readonly reader: ContactReader) {}

  readonly contact = new DataLoader<ContactId, ContactRecord | null>(async (ids) => {
    const found = new Map((await this.reader.contacts(ids)).map((contact) => [contact.id, contact]));
    return ids.map((id) => found.get(id) ?? null);
  });

  readonly excerpt = new DataLoader<ContactId, ExcerptRecord | null>(async (ids) => {
    const found = new Map((await this.reader.excerpts(ids)).map((excerpt) => [excerpt.contactId, excerpt]));
    return ids.map((id) => found.get(id) ?? null);
  });

  readonly coded = new DataLoader<ContactRecord, CodedContact, ContactId>(
    async (contacts) => {
      const found = new Map((await this.reader.coded.of(contacts)).map((coded) => [coded.id, coded]));
      return contacts.map(({ id }) => found.get(id) ?? new Error(`the contact ${id} has moved`));
    },
    { cacheKeyFn: ({ id }) => id },
  );

  readonly formerCodings = new DataLoader<ContactRecord, readonly ProductionCoding[], ContactId>(
    async (contacts) => {
      const former = await this.reader.coded.formerOf(contacts);
      return contacts.map(({ id }) => former.get(id) ?? []);
    },
    { cacheKeyFn: ({ id }) => id },
  );

  readonly department = new DataLoader<DepartmentId, DepartmentRecord | null>(async (ids) => {
    const found = new Map((await this.reader.departments(ids)).map((one) => [one.id, one]));
    return ids.map((id) => found.get(id) ?? null);
  });

  readonly resolution = new DataLoader<ResolutionId, ResolutionRecord | null>(async (ids) => {
    const found = new Map((await this.reader.resolutions.many(ids)).map((one) => [one.id, one]));
    return ids.map((id) => found.get(id) ?? null);
  });

  /** What one actor codes blind in a taxonomy, asked once for a request. */
  codedBlind(actorId: ActorId, taxonomyId: TaxonomyId): Promise<ReadonlySet<ContactId>> {
    const key = `${actorId} ${taxonomyId}`;
    const known = this.blind.get(key);
    if (known !== undefined) return known;
    const asked = this.reader.codedBlindBy(actorId, taxonomyId).then((ids) => new Set(ids));
    this.blind.set(key, asked);
    return asked;
  }

  readonly coder = new DataLoader<CoderId, CoderRecord | null>(async (ids) => {
    const found = new Map((await this.reader.coders(ids)).map((coder) => [coder.id, coder]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** What a caller may see of contacts and coders: all that is not theirs is, for them, not there. */
export class VisibleContacts implements NodeSource<Principal> {
  readonly types = ['Contact', 'Coder'];

  constructor(private readonly reader: ContactReader) {}

  readonly makeLoaders = (): ContactLoaders => new ContactLoaders(this.reader);

  loaders(context: AccessContext): ContactLoaders {
    return context.loaders.get(this.makeLoaders);
  }

  node(id: ParsedGlobalId, context: AccessContext): Promise<NodeType | null> {
    return id.type === 'Contact'
      ? this.contact(id.id as ContactId, context)
      : this.coder(id.id as CoderId, context);
  }

  async contact(id: ContactId, context: AccessContext): Promise<ContactType | null> {
    mustHoldAnywhere(context.actor, 'readContacts');
    const contact = await this.loaders(context).contact.load(id);
    return contact !== null && can(context.actor, 'readContacts', contact) ? new ContactType(contact) : null;
  }

  /** Whether the caller codes a contact blind: then nothing is told of it that tells its code. */
  async isHeldBack({ id, taxonomyId }: ContactRecord, context: AccessContext): Promise<boolean> {
    return (await this.loaders(context).codedBlind(context.actor.id, taxonomyId)).has(id);
  }

  /** A coder sees themself too. */
  async coder(id: CoderId, context: AccessContext): Promise<CoderType | null> {
    const coder = await this.loaders(context).coder.load(id);
    if (coder === null) return null;
    const isOwn = coder.actorId === context.actor.id && mayRead(context.actor, coder);
    return isOwn || can(context.actor, 'readCoders', coder) ? new CoderType(coder) : null;
  }
}
