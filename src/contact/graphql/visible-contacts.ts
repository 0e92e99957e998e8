import DataLoader from 'dataloader';
import { can, mayRead, type Principal } from '../../access/domain';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import type { ParsedGlobalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import type { NodeType } from '../../platform/graphql/node.type';
import type { CoderId, CoderRecord, ContactId, ContactRecord, ExcerptRecord } from '../domain';
import type { ContactReader } from '../queries/contact-reader';
import { CoderType } from './coder.type';
import { ContactType } from './contact.type';

/** What contacts and coders of one request are pointed to: each kind in one statement. */
export class ContactLoaders {
  constructor(private readonly reader: ContactReader) {}

  readonly contact = new DataLoader<ContactId, ContactRecord | null>(async (ids) => {
    const found = new Map((await this.reader.contacts(ids)).map((contact) => [contact.id, contact]));
    return ids.map((id) => found.get(id) ?? null);
  });

  readonly excerpt = new DataLoader<ContactId, ExcerptRecord | null>(async (ids) => {
    const found = new Map((await this.reader.excerpts(ids)).map((excerpt) => [excerpt.contactId, excerpt]));
    return ids.map((id) => found.get(id) ?? null);
  });

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

  /** A coder sees themself too. */
  async coder(id: CoderId, context: AccessContext): Promise<CoderType | null> {
    const coder = await this.loaders(context).coder.load(id);
    if (coder === null) return null;
    const isOwn = coder.actorId === context.actor.id && mayRead(context.actor, coder);
    return isOwn || can(context.actor, 'readCoders', coder) ? new CoderType(coder) : null;
  }
}
