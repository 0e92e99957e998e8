import { can, type Principal } from '../../access/domain';
import type { FetchListener, TaxonomyReader } from '../../taxonomy';
import {
  pilotFor,
  versionOfPilot,
  type PilotFacts,
  type TaxonomyRecord,
  type VersionRecord,
} from '../../taxonomy/domain';

export interface PublishedVersion {
  readonly taxonomy: TaxonomyRecord;
  readonly version: VersionRecord;
}

/** Which sealed version a caller gets to see; null for one that is not there and for one that is not theirs alike. */
export class PublishedVersions {
  constructor(
    private readonly reader: TaxonomyReader,
    private readonly fetches: FetchListener,
  ) {}

  /** By the taxonomy's key and the version's number; without a number the one in force now. */
  async find(actor: Principal, key: string, number: number | null): Promise<PublishedVersion | null> {
    const taxonomy = await this.reader.taxonomyByKey(key);
    if (taxonomy === null || !can(actor, 'readPublished', { taxonomyId: taxonomy.id })) return null;
    const version =
      number === null
        ? (await this.reader.versionsInForce([taxonomy.id], null))[0]
        : await this.reader.versionByNumber(taxonomy.id, number);
    return version === undefined || version === null ? null : this.fetched(actor, { taxonomy, version });
  }

  /** What is for somebody now: the content of a pilot that they are in the scope of, else the version in force. */
  async findFor(actor: Principal, key: string, facts: PilotFacts): Promise<PublishedVersion | null> {
    const taxonomy = await this.reader.taxonomyByKey(key);
    if (taxonomy === null || !can(actor, 'readPublished', { taxonomyId: taxonomy.id })) return null;
    const pilot = pilotFor(await this.reader.pilotsOf([taxonomy.id]), facts, new Date());
    if (pilot === null) return this.find(actor, key, null);
    return this.fetched(actor, { taxonomy, version: versionOfPilot(pilot) });
  }

  private fetched(actor: Principal, found: PublishedVersion): PublishedVersion {
    this.fetches.note(actor, found.version);
    return found;
  }
}
