import DataLoader from 'dataloader';
import { can, type Principal } from '../../access/domain';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import type { ParsedGlobalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import type { CheckResult, CheckRunId } from '../domain';
import type { CheckReader, CheckRunRecord } from '../queries/check-reader';
import { CheckRunType } from './check.type';

/** What the runs of one request point to: each kind in one statement. */
class CheckLoaders {
  constructor(private readonly reader: CheckReader) {}

  readonly run = new DataLoader<CheckRunId, CheckRunRecord | null>(async (ids) => {
    const found = new Map((await this.reader.runs(ids)).map((run) => [run.id, run]));
    return ids.map((id) => found.get(id) ?? null);
  });

  readonly results = new DataLoader<CheckRunId, readonly CheckResult[]>(async (ids) => {
    const found = await this.reader.results(ids);
    return ids.map((id) => found.get(id) ?? []);
  });
}

/** Runs of the checks, as whoever reads audits may see them. */
export class VisibleChecks implements NodeSource<Principal> {
  readonly types = ['CheckRun'];

  constructor(
    readonly reader: CheckReader,
    readonly taxonomies: VisibleTaxonomies,
  ) {}

  readonly makeLoaders = (): CheckLoaders => new CheckLoaders(this.reader);

  loaders(context: AccessContext): CheckLoaders {
    return context.loaders.get(this.makeLoaders);
  }

  node({ id }: ParsedGlobalId, context: AccessContext): Promise<CheckRunType | null> {
    return this.run(id as CheckRunId, context);
  }

  async run(id: CheckRunId, context: AccessContext): Promise<CheckRunType | null> {
    mustHoldAnywhere(context.actor, 'readAudits');
    const run = await this.loaders(context).run.load(id);
    return run !== null && can(context.actor, 'readAudits', run) ? new CheckRunType(run) : null;
  }
}
