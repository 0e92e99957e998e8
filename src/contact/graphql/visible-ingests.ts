import { can, mayRead, type Principal } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import type { ParsedGlobalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import type { NodeType } from '../../platform/graphql/node.type';
import type { IngestJobId, IngestJobRecord } from '../domain';
import type { IngestReader } from '../queries/ingest-reader';
import { IngestJobType } from './ingest.type';

/** Files of contacts are seen by those who may see the contacts, and each by whoever sent it. */
export class VisibleIngests implements NodeSource<Principal> {
  readonly types = ['IngestJob'];

  constructor(private readonly reader: IngestReader) {}

  async node(id: ParsedGlobalId, { actor }: AccessContext): Promise<NodeType | null> {
    const [job] = await this.reader.jobs([id.id as IngestJobId]);
    if (job === undefined || !mayRead(actor, job)) return null;
    if (mayReadJob(actor, job)) return new IngestJobType(job);
    throw new CallerError('FORBIDDEN', 'expected a role that may readContacts, but you hold none here');
  }
}

const mayReadJob = (actor: Principal, job: IngestJobRecord): boolean =>
  job.startedBy === actor.id || can(actor, 'readContacts', job);
