import DataLoader from 'dataloader';
import { can, type Principal } from '../../access/domain';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import type { ParsedGlobalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import type { NodeType } from '../../platform/graphql/node.type';
import { PagesLoader } from '../../platform/graphql/pages-loader';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import { ContentView } from '../../taxonomy/graphql';
import type { TaxonomyReader } from '../../taxonomy';
import type {
  AuditFindingId,
  AuditId,
  AuditItemId,
  AuditItemRecord,
  AuditRecord,
  FindingRecord,
  FollowUpRecord,
  StratumRecord,
} from '../domain';
import type { AuditCodingRecord, AuditCodings } from '../queries/audit-codings';
import type { AuditCoderRecord, AuditReader, SealedResults } from '../queries/audit-reader';
import { AuditItemType } from './audit-parts.type';
import { AuditType } from './audit.type';
import { AuditFindingType } from './finding.type';

export interface AuditReaders {
  readonly audits: AuditReader;
  readonly codings: AuditCodings;
  readonly taxonomies: TaxonomyReader;
}

/** What the audits of one request point to: each kind in one statement. */
class AuditLoaders {
  private readonly views = new Map<string, Promise<ContentView>>();

  constructor(private readonly readers: AuditReaders) {}

  readonly audit = one<AuditId, AuditRecord>((ids) => this.readers.audits.audits(ids));
  readonly item = one<AuditItemId, AuditItemRecord>((ids) => this.readers.audits.items(ids));
  readonly finding = one<AuditFindingId, FindingRecord>((ids) => this.readers.audits.findings(ids));

  readonly strata = many<AuditId, StratumRecord & { readonly auditId: AuditId }>(
    (ids) => this.readers.audits.strata(ids),
    ({ auditId }) => auditId,
  );
  readonly coders = many<AuditId, AuditCoderRecord>(
    (ids) => this.readers.audits.coders(ids),
    ({ auditId }) => auditId,
  );
  readonly results = many<AuditId, SealedResults>(
    (ids) => this.readers.audits.results(ids),
    ({ auditId }) => auditId,
  );
  readonly findings = many<AuditId, FindingRecord>(
    (ids) => this.readers.audits.findingsOfAudits(ids),
    // Found by audits, each of which it names.
    ({ auditId }) => auditId ?? ('' as AuditId),
  );
  readonly followUps = many<AuditFindingId, FollowUpRecord>(
    (ids) => this.readers.audits.followUps(ids),
    ({ findingId }) => findingId,
  );
  readonly codings = many<AuditItemId, AuditCodingRecord>(
    (ids) => this.readers.codings.codings(ids),
    ({ itemId }) => itemId,
  );
  readonly items = new PagesLoader<AuditId, AuditItemRecord>((ids, request) =>
    this.readers.audits.itemRows(ids, request),
  );

  /** Of the audits of one caller, those that they code in. */
  readonly codesIn = new DataLoader<
    { readonly auditId: AuditId; readonly actorId: Principal['id'] },
    boolean,
    AuditId
  >(
    async (keys) => {
      const [first] = keys;
      if (first === undefined) return [];
      const ids = keys.map(({ auditId }) => auditId);
      const own = await this.readers.audits.codedBy(first.actorId, ids);
      return ids.map((id) => own.has(id));
    },
    { cacheKeyFn: ({ auditId }) => auditId },
  );

  /** The content that an audit codes in, one view of it for the whole request. */
  view(audit: Pick<AuditRecord, 'digest' | 'taxonomyId'>): Promise<ContentView> {
    const known = this.views.get(audit.digest);
    if (known !== undefined) return known;
    const made = this.makeView(audit);
    this.views.set(audit.digest, made);
    return made;
  }

  private async makeView({
    digest,
    taxonomyId,
  }: Pick<AuditRecord, 'digest' | 'taxonomyId'>): Promise<ContentView> {
    const [taxonomy] = await this.readers.taxonomies.taxonomies([taxonomyId]);
    if (taxonomy === undefined) throw new Error(`no taxonomy has the id ${taxonomyId}`);
    return new ContentView(taxonomy, await this.readers.taxonomies.sealedContent(digest), {});
  }
}

/**
 * What a caller may see of audits. Whoever codes in one that is open sees nothing of it but what is theirs to code: all
 * else is, for them, not there.
 */
export class VisibleAudits implements NodeSource<Principal> {
  readonly types = ['Audit', 'AuditItem', 'AuditFinding'];

  constructor(
    private readonly readers: AuditReaders,
    readonly taxonomies: VisibleTaxonomies,
  ) {}

  readonly makeLoaders = (): AuditLoaders => new AuditLoaders(this.readers);

  loaders(context: AccessContext): AuditLoaders {
    return context.loaders.get(this.makeLoaders);
  }

  node({ type, id }: ParsedGlobalId, context: AccessContext): Promise<NodeType | null> {
    if (type === 'Audit') return this.audit(id as AuditId, context);
    if (type === 'AuditItem') return this.item(id as AuditItemId, context);
    return this.finding(id as AuditFindingId, context);
  }

  async audit(id: AuditId, context: AccessContext): Promise<AuditType | null> {
    mustHoldAnywhere(context.actor, 'readAudits');
    const audit = await this.loaders(context).audit.load(id);
    return audit !== null && (await this.isSeen(audit, context)) ? new AuditType(audit) : null;
  }

  async item(id: AuditItemId, context: AccessContext): Promise<AuditItemType | null> {
    mustHoldAnywhere(context.actor, 'readAudits');
    const item = await this.loaders(context).item.load(id);
    if (item === null) return null;
    return (await this.audit(item.auditId, context)) === null ? null : new AuditItemType(item);
  }

  async finding(id: AuditFindingId, context: AccessContext): Promise<AuditFindingType | null> {
    mustHoldAnywhere(context.actor, 'readAudits');
    const finding = await this.loaders(context).finding.load(id);
    return finding !== null && can(context.actor, 'readAudits', finding)
      ? new AuditFindingType(finding)
      : null;
  }

  private async isSeen(audit: AuditRecord, context: AccessContext): Promise<boolean> {
    if (!can(context.actor, 'readAudits', audit)) return false;
    if (audit.state === 'CLOSED') return true;
    return !(await this.loaders(context).codesIn.load({ auditId: audit.id, actorId: context.actor.id }));
  }
}

function one<Key extends string, Row extends { readonly id: Key }>(
  read: (ids: readonly Key[]) => Promise<readonly Row[]>,
): DataLoader<Key, Row | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await read(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

function many<Key extends string, Row>(
  read: (ids: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, readonly Row[]> {
  return new DataLoader(async (ids) => {
    const found = new Map<Key, Row[]>(ids.map((id) => [id, []]));
    for (const row of await read(ids)) found.get(keyOf(row))?.push(row);
    return ids.map((id) => found.get(id) ?? []);
  });
}
