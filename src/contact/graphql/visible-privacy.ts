import DataLoader from 'dataloader';
import { can, type Principal } from '../../access/domain';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import type { ParsedGlobalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import type { NodeType } from '../../platform/graphql/node.type';
import type { LegalHoldId, LegalHoldRecord, PurgeJobId, PurgeJobRecord } from '../domain';
import type { PrivacyReader } from '../queries/privacy-reader';
import { LegalHoldType, PurgeJobType } from './privacy.type';

/** What the holds and purges of one request point to: each kind in one statement. */
class PrivacyLoaders {
  constructor(private readonly reader: PrivacyReader) {}

  readonly hold = new DataLoader<LegalHoldId, LegalHoldRecord | null>(async (ids) => {
    const found = new Map((await this.reader.holds(ids)).map((hold) => [hold.id, hold]));
    return ids.map((id) => found.get(id) ?? null);
  });

  readonly job = new DataLoader<PurgeJobId, PurgeJobRecord | null>(async (ids) => {
    const found = new Map((await this.reader.jobs(ids)).map((job) => [job.id, job]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** Holds and purges, as whoever reads how contacts are kept may see them. */
export class VisiblePrivacy implements NodeSource<Principal> {
  readonly types = ['LegalHold', 'PurgeJob'];

  constructor(readonly reader: PrivacyReader) {}

  private readonly makeLoaders = (): PrivacyLoaders => new PrivacyLoaders(this.reader);

  node({ type, id }: ParsedGlobalId, context: AccessContext): Promise<NodeType | null> {
    return type === 'LegalHold' ? this.hold(id as LegalHoldId, context) : this.job(id as PurgeJobId, context);
  }

  async hold(id: LegalHoldId, context: AccessContext): Promise<LegalHoldType | null> {
    mustHoldAnywhere(context.actor, 'readPrivacy');
    const hold = await context.loaders.get(this.makeLoaders).hold.load(id);
    return hold !== null && can(context.actor, 'readPrivacy', hold) ? new LegalHoldType(hold) : null;
  }

  async job(id: PurgeJobId, context: AccessContext): Promise<PurgeJobType | null> {
    mustHoldAnywhere(context.actor, 'readPrivacy');
    const job = await context.loaders.get(this.makeLoaders).job.load(id);
    return job !== null && can(context.actor, 'readPrivacy', job) ? new PurgeJobType(job) : null;
  }
}
