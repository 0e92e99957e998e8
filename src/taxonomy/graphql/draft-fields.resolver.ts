import { Resolver, FieldResolver, Root, Ctx } from 'type-graphql';
import { type AccessContext, ActorType } from '../../access/graphql';
import { knownDiff } from '../queries/known-results';
import { VersionComparisonType } from './comparison.type';
import { DraftType, TaxonomyVersionType } from './version.type';
import type { VisibleTaxonomies } from './visible-taxonomies';
import type { DraftRecord, VersionRecord } from '../domain';

@Resolver(() => DraftType)
export class DraftFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version it is built on; null for a first version.',
  })
  async base(
    @Root() { record }: DraftType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    return record.baseVersionId === null ? null : this.visible.version(record.baseVersionId, context);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether a version was published since it was opened or rebased: it can then not be submitted before rebaseDraft; null where that cannot be told now.',
  })
  async behind(@Root() { record }: DraftType, @Ctx() context: AccessContext): Promise<boolean> {
    return isBehind(record, await this.visible.loaders(context).newest.load(record.taxonomyId));
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'With behind, the version that it is to be rebased onto; null where it is not behind.',
  })
  async rebaseOnto(
    @Root() { record }: DraftType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    const newest = await this.visible.loaders(context).newest.load(record.taxonomyId);
    return newest !== null && isBehind(record, newest) ? new TaxonomyVersionType(newest) : null;
  }

  @FieldResolver(() => VersionComparisonType, {
    nullable: true,
    description: 'What it changes of its base; null where that cannot be told now.',
  })
  async comparison(
    @Root() { record }: DraftType,
    @Ctx() context: AccessContext,
  ): Promise<VersionComparisonType> {
    const loaders = this.visible.loaders(context);
    const sides = {
      from: await loaders.baseContentOfDraft(record),
      to: await loaders.contentOfDraft(record),
    };
    return new VersionComparisonType(await knownDiff(sides.from.tree, sides.to.tree), sides);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who opened it; null where that is not the caller's to see.",
  })
  async createdBy(@Root() { record }: DraftType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.actor(record.createdBy, context);
  }
}

export const isBehind = (draft: DraftRecord, newest: VersionRecord | null): boolean =>
  draft.state !== 'PUBLISHED' && draft.state !== 'SCHEDULED' && draft.baseVersionId !== (newest?.id ?? null);
