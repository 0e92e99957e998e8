import DataLoader from 'dataloader';
import { can, type Principal } from '../../access/domain';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import type { VisibleContacts } from '../../contact/graphql';
import type { ConsumerRecord, Consumers } from '../../distribution';
import type { ParsedGlobalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import type { ChangeSetId, TaxonomyId } from '../../platform/ids';
import type { VisibleOwnership } from '../../ownership/graphql';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import type { SuggestionDecisionId, SuggestionDecisionRecord } from '../domain';
import type { SuggestionReader } from '../queries/suggestion-reader';
import { SuggestionDecisionType } from './decision.type';

/** The decisions that one request points to, in one statement each. */
class SuggestionLoaders {
  constructor(
    private readonly reader: SuggestionReader,
    private readonly consumers: Consumers,
  ) {}

  readonly decision = new DataLoader<SuggestionDecisionId, SuggestionDecisionRecord | null>(async (ids) => {
    const found = new Map((await this.reader.many(ids)).map((record) => [record.id, record]));
    return ids.map((id) => found.get(id) ?? null);
  });

  readonly ofChangeSet = new DataLoader<ChangeSetId, readonly SuggestionDecisionRecord[]>(async (ids) => {
    const found = await this.reader.ofChangeSets(ids);
    return ids.map((id) => found.filter(({ changeSetId }) => changeSetId === id));
  });

  readonly usingNow = new DataLoader<TaxonomyId, readonly ConsumerRecord[]>(async (ids) => {
    const found = await this.consumers.usingNow(ids);
    return ids.map((id) => found.get(id) ?? []);
  });
}

/** What a caller may see of suggestions and decisions, and of what they point to. */
export class VisibleSuggestions implements NodeSource<Principal> {
  readonly types = ['SuggestionDecision'];

  constructor(
    readonly reader: SuggestionReader,
    readonly to: {
      readonly taxonomies: VisibleTaxonomies;
      readonly contacts: VisibleContacts;
      readonly ownership: VisibleOwnership;
      readonly consumers: Consumers;
    },
  ) {}

  private readonly makeLoaders = (): SuggestionLoaders =>
    new SuggestionLoaders(this.reader, this.to.consumers);

  loaders(context: AccessContext): SuggestionLoaders {
    return context.loaders.get(this.makeLoaders);
  }

  /** The systems that use a list, as far as the caller may know of them. */
  async consumers(taxonomyId: TaxonomyId, context: AccessContext): Promise<readonly ConsumerRecord[]> {
    if (!can(context.actor, 'readConsumers', { taxonomyId })) return [];
    return this.loaders(context).usingNow.load(taxonomyId);
  }

  async decision(id: SuggestionDecisionId, context: AccessContext): Promise<SuggestionDecisionType | null> {
    const record = await this.loaders(context).decision.load(id);
    return record !== null && can(context.actor, 'readSuggestions', record)
      ? new SuggestionDecisionType(record)
      : null;
  }

  async node({ id }: ParsedGlobalId, context: AccessContext): Promise<SuggestionDecisionType | null> {
    mustHoldAnywhere(context.actor, 'readSuggestions');
    return this.decision(id as SuggestionDecisionId, context);
  }
}
