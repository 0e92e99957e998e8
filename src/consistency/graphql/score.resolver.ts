import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import { CoderType } from '../../contact/graphql';
import type { CoderId } from '../../contact/domain';
import { daysOf } from '../../figures/graphql';
import { DepartmentType } from '../../ownership/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import type { DepartmentId, ReasonId } from '../../platform/ids';
import { ReasonStateType, slice, TaxonomyVersionType } from '../../taxonomy/graphql';
import type { EvidencePurpose, ScoredSubject } from '../domain';
import type { ContactReader } from '../../contact';
import { EvidencePurposeEnum, ScoredSubjectEnum } from './consistency.enums';
import {
  ConsistencyScoreConnection,
  ConsistencyScoresType,
  ConsistencyScoreType,
  ScoreOfMonthType,
  SelfAgreementType,
} from './score.type';
import { levelOf, type VisibleConsistency } from './visible-consistency';

const purposeText = 'What the contacts were coded several times for.';
const fromText = "The first day on which audits or sessions were closed, by the taxonomy's time zone.";
const untilText = 'The day after the last one.';

@Resolver(() => ConsistencyScoresType)
export class ScoreResolver {
  constructor(
    private readonly visible: VisibleConsistency,
    private readonly contacts: ContactReader,
  ) {}

  @Query(() => ConsistencyScoresType, {
    nullable: true,
    description:
      'How consistently reasons, coders, departments, channels or versions are coded, from closed audits or sessions; null where there is no such taxonomy for the caller, or no such version.',
  })
  async consistencyScores(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('of', () => ScoredSubjectEnum, { description: 'What the scores are of.' }) of: ScoredSubject,
    @Arg('from', () => GraphQLLocalDate, { description: fromText }) from: string,
    @Arg('until', () => GraphQLLocalDate, { description: untilText }) until: string,
    @Ctx() context: AccessContext,
    @Arg('purpose', () => EvidencePurposeEnum, { defaultValue: 'AUDIT', description: purposeText })
    purpose: EvidencePurpose = 'AUDIT',
    @Arg('statedIn', () => Int, {
      nullable: true,
      description: 'The number of the version that reasons are stated in; null: the one in force at the end.',
    })
    statedIn?: number | null,
    @Arg('level', () => Int, {
      nullable: true,
      description:
        'The level of the list that reasons are taken at, 1 being the first; null: reasons themselves.',
    })
    level?: number | null,
  ): Promise<ConsistencyScoresType | null> {
    const window = daysOf(from, until);
    const at = levelOf(level);
    const taxonomy = await this.visible.to.taxonomies.byKeyFor(key, 'readScores', context.actor);
    if (taxonomy === null) return null;
    const question = { taxonomy, of, window, purpose, statedIn: statedIn ?? null, level: at };
    const found = await this.visible.scores(question, context);
    return found === null ? null : new ConsistencyScoresType(found);
  }

  @Query(() => ConsistencyScoreType, {
    nullable: true,
    description:
      "The caller's own score as a coder; null where there is no such taxonomy for them, where they do not code in it, or where nothing of theirs was coded several times.",
  })
  async myConsistency(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('from', () => GraphQLLocalDate, { description: fromText }) from: string,
    @Arg('until', () => GraphQLLocalDate, { description: untilText }) until: string,
    @Ctx() context: AccessContext,
    @Arg('purpose', () => EvidencePurposeEnum, { defaultValue: 'AUDIT', description: purposeText })
    purpose: EvidencePurpose = 'AUDIT',
  ): Promise<ConsistencyScoreType | null> {
    const asked = { ...daysOf(from, until), purpose };
    const taxonomy = await this.visible.to.taxonomies.byKeyFor(key, 'readSessions', context.actor);
    if (taxonomy === null) return null;
    const own = await this.contacts.coderOfActor(taxonomy.id, context.actor.id);
    return own === null ? null : this.visible.scoreOf('CODER', { taxonomy, key: own.id, asked }, context);
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version that reasons are stated in; null where the taxonomy has none.',
  })
  statedIn(@Root() { found }: ConsistencyScoresType): TaxonomyVersionType | null {
    return found.version === null ? null : new TaxonomyVersionType(found.version);
  }

  @FieldResolver(() => ConsistencyScoreConnection, {
    nullable: true,
    description: 'The scores; null where they cannot be read now.',
  })
  scores(
    @Root() { found }: ConsistencyScoresType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<ConsistencyScoreType> {
    return slice(found.scores, { first, after }, (score) => new ConsistencyScoreType(found, score));
  }
}

@Resolver(() => ConsistencyScoreType)
export class ScoreFields {
  constructor(private readonly visible: VisibleConsistency) {}

  @FieldResolver(() => ReasonStateType, {
    nullable: true,
    description: 'The reason, as it stands in the stated version; null where the score is of something else.',
  })
  async reason(
    @Root() { found, score }: ConsistencyScoreType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    if (found.question.of !== 'REASON' || found.version === null) return null;
    const view = await this.visible.to.taxonomies.loaders(context).contentOfVersion(found.version);
    return view.viewById(score.key as ReasonId);
  }

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The coder; null where the score is of something else.',
  })
  async coder(
    @Root() { found, score }: ConsistencyScoreType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    return found.question.of === 'CODER'
      ? this.visible.to.contacts.coder(score.key as CoderId, context)
      : null;
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'The department; null where the score is of something else.',
  })
  async department(
    @Root() { found, score }: ConsistencyScoreType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    const { of } = found.question;
    return of === 'DEPARTMENT'
      ? this.visible.to.ownership.department(score.key as DepartmentId, context)
      : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The channel's code; null where the score is of something else.",
  })
  channel(@Root() { found, score }: ConsistencyScoreType): string | null {
    return found.question.of === 'CHANNEL' ? score.key : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "The version's number; null where the score is of something else.",
  })
  version(@Root() { found, score }: ConsistencyScoreType): number | null {
    return found.question.of === 'VERSION' ? Number(score.key) : null;
  }

  @FieldResolver(() => [ScoreOfMonthType], {
    description: 'The same month by month, of months in which audits or sessions were closed.',
  })
  async series(@Root() { found, score }: ConsistencyScoreType): Promise<ScoreOfMonthType[]> {
    return ((await found.series()).get(score.key) ?? []).map((point) => new ScoreOfMonthType(point));
  }

  @FieldResolver(() => SelfAgreementType, {
    nullable: true,
    description: 'How a coder agrees with themself; null where nothing came twice, and for others.',
  })
  async withThemself(@Root() { found, score }: ConsistencyScoreType): Promise<SelfAgreementType | null> {
    if (found.question.of !== 'CODER') return null;
    return (await found.selfAgreements()).get(score.key as CoderId) ?? null;
  }
}
