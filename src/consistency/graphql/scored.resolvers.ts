import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { mayRead } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import { CoderType } from '../../contact/graphql';
import { DepartmentType } from '../../ownership/graphql';
import { ReasonStateType, TaxonomyVersionType } from '../../taxonomy/graphql';
import type { EvidencePurpose } from '../domain';
import { EvidencePurposeEnum } from './consistency.enums';
import { ConsistencyScoreType } from './score.type';
import { mayReadScores, type ScoreArguments, type VisibleConsistency } from './visible-consistency';

const description =
  'How consistently it is coded, from closed audits or sessions; null where nothing of it was coded several times, or where scores are not for the caller to read.';

@ArgsType()
class ScoreArgs implements ScoreArguments {
  @Field(() => GraphQLLocalDate, { description: 'The first day on which audits or sessions were closed.' })
  from!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one.' })
  until!: string;

  @Field(() => EvidencePurposeEnum, {
    defaultValue: 'AUDIT',
    description: 'What the contacts were coded several times for.',
  })
  purpose!: EvidencePurpose;
}

@Resolver(() => ReasonStateType)
export class ReasonScoreField {
  constructor(private readonly visible: VisibleConsistency) {}

  @FieldResolver(() => ConsistencyScoreType, { nullable: true, description })
  async consistency(
    @Root() { content, state }: ReasonStateType,
    @Args(() => ScoreArgs) asked: ScoreArgs,
    @Ctx() context: AccessContext,
  ): Promise<ConsistencyScoreType | null> {
    const { taxonomy } = content;
    if (!mayReadScores(context.actor, taxonomy.id)) return null;
    return this.visible.scoreOf('REASON', { taxonomy, key: state.id, asked }, context);
  }
}

@Resolver(() => CoderType)
export class CoderScoreField {
  constructor(private readonly visible: VisibleConsistency) {}

  @FieldResolver(() => ConsistencyScoreType, { nullable: true, description })
  async consistency(
    @Root() { record }: CoderType,
    @Args(() => ScoreArgs) asked: ScoreArgs,
    @Ctx() context: AccessContext,
  ): Promise<ConsistencyScoreType | null> {
    const isOwn = record.actorId === context.actor.id && mayRead(context.actor, record);
    if (!isOwn && !mayReadScores(context.actor, record.taxonomyId)) return null;
    const found = await this.visible.to.taxonomies.taxonomy(record.taxonomyId, context);
    if (found === null) return null;
    return this.visible.scoreOf('CODER', { taxonomy: found.record, key: record.id, asked }, context);
  }
}

@Resolver(() => DepartmentType)
export class DepartmentScoreField {
  constructor(private readonly visible: VisibleConsistency) {}

  @FieldResolver(() => ConsistencyScoreType, { nullable: true, description })
  async consistency(
    @Root() { record }: DepartmentType,
    @Args(() => ScoreArgs) asked: ScoreArgs,
    @Ctx() context: AccessContext,
  ): Promise<ConsistencyScoreType | null> {
    const taxonomy = await this.visible.scoredTaxonomy(record.taxonomyId, context);
    if (taxonomy === null) return null;
    return this.visible.scoreOf('DEPARTMENT', { taxonomy, key: record.id, asked }, context);
  }
}

@Resolver(() => TaxonomyVersionType)
export class VersionScoreField {
  constructor(private readonly visible: VisibleConsistency) {}

  @FieldResolver(() => ConsistencyScoreType, { nullable: true, description })
  async consistency(
    @Root() { record }: TaxonomyVersionType,
    @Args(() => ScoreArgs) asked: ScoreArgs,
    @Ctx() context: AccessContext,
  ): Promise<ConsistencyScoreType | null> {
    const taxonomy = await this.visible.scoredTaxonomy(record.taxonomyId, context);
    if (taxonomy === null) return null;
    return this.visible.scoreOf('VERSION', { taxonomy, key: `${record.number}`, asked }, context);
  }
}
