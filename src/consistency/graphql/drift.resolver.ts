import { Arg, Ctx, Field, FieldResolver, Float, InputType, Int, Query, Resolver, Root } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import { CoderType } from '../../contact/graphql';
import { daysOf } from '../../figures/graphql';
import { DepartmentType } from '../../ownership/graphql';
import { CallerError } from '../../platform/caller-error';
import type { Connection } from '../../platform/graphql/connection.type';
import { ReasonStateType, slice, TaxonomyVersionType } from '../../taxonomy/graphql';
import { driftAlerts, type DriftSubject, type EvidencePurpose } from '../domain';
import { DriftSubjectEnum, EvidencePurposeEnum } from './consistency.enums';
import {
  ConsistencyDriftType,
  DriftAlertConnection,
  DriftAlertType,
  DriftConnection,
  DriftType,
  LabelDriftConnection,
  LabelDriftType,
} from './drift.type';
import { channelText, coderText, departmentText, reasonText, Subjects } from './drift-subjects';
import { levelOf, type VisibleConsistency } from './visible-consistency';

@InputType('PeriodInput', { description: 'Days on which audits or sessions were closed.' })
export class PeriodInput {
  @Field(() => GraphQLLocalDate, { description: "The first day, by the taxonomy's time zone." })
  from!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one.' })
  until!: string;
}

@Resolver(() => ConsistencyDriftType)
export class DriftResolver {
  constructor(private readonly visible: VisibleConsistency) {}

  @Query(() => ConsistencyDriftType, {
    nullable: true,
    description:
      'How consistency changed from one period to a later one; null where there is no such taxonomy for the caller, or no such version.',
  })
  async consistencyDrift(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('of', () => DriftSubjectEnum, { description: 'What may have drifted.' }) of: DriftSubject,
    @Arg('before', () => PeriodInput, { description: 'The earlier period.' }) before: PeriodInput,
    @Arg('after', () => PeriodInput, { description: 'The later one; the two do not overlap.' })
    after: PeriodInput,
    @Ctx() context: AccessContext,
    @Arg('purpose', () => EvidencePurposeEnum, {
      defaultValue: 'AUDIT',
      description: 'What the contacts were coded several times for.',
    })
    purpose: EvidencePurpose = 'AUDIT',
    @Arg('statedIn', () => Int, {
      nullable: true,
      description: 'The number of the version that reasons are stated in; null: the one in force at the end.',
    })
    statedIn?: number | null,
    @Arg('level', () => Int, {
      nullable: true,
      description:
        'The level of the list that reasons are compared at, 1 being the first; null: reasons themselves.',
    })
    level?: number | null,
  ): Promise<ConsistencyDriftType | null> {
    const [window, later] = [daysOf(before.from, before.until), daysOf(after.from, after.until)];
    if (later.from < window.until)
      throw new CallerError(
        'BAD_USER_INPUT',
        `after: expected a period from ${window.until} on, but got one from ${later.from}`,
      );
    const at = levelOf(level);
    const taxonomy = await this.visible.to.taxonomies.byKeyFor(key, 'readScores', context.actor);
    if (taxonomy === null) return null;
    const without = await this.visible.codedBlindBy(taxonomy, context);
    const stated = { statedIn: statedIn ?? null, level: at };
    const question = { taxonomy, of, window, later, purpose, ...stated, without };
    const found = await this.visible.drifts.drift(question);
    if (found === null) return null;
    return new ConsistencyDriftType(found, () => this.visible.drifts.labelDrift(question));
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version that reasons are stated in; null where the taxonomy has none.',
  })
  statedIn(@Root() { found }: ConsistencyDriftType): TaxonomyVersionType | null {
    return found.version === null ? null : new TaxonomyVersionType(found.version);
  }

  @FieldResolver(() => DriftConnection, {
    nullable: true,
    description: 'The drifts; null where they cannot be read now.',
  })
  drifts(
    @Root() { found }: ConsistencyDriftType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<DriftType> {
    return slice(found.drifts, { first, after }, (drift) => new DriftType(found, drift, found.question.of));
  }

  @FieldResolver(() => LabelDriftConnection, {
    nullable: true,
    description:
      'How the shares of the reasons that coders chose at work changed, by the days on which contacts took place; null where they cannot be read now.',
  })
  async labelDrifts(
    @Root() drift: ConsistencyDriftType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<LabelDriftType>> {
    const { drifts } = await drift.labels();
    return slice(drifts, { first, after }, (found) => new LabelDriftType(found));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'How far the shares of reasons changed over all coders, in bits: what single coders are to be compared with; null where a period has no contact.',
  })
  async overallDivergence(@Root() drift: ConsistencyDriftType): Promise<number | null> {
    return (await drift.labels()).divergence;
  }

  @FieldResolver(() => DriftAlertConnection, {
    nullable: true,
    description:
      'What is worth a finding: changes of agreement, and for coders of label shares too; null where it cannot be told now.',
  })
  async alerts(
    @Root() drift: ConsistencyDriftType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<DriftAlertType>> {
    const { found } = drift;
    const labels = found.question.of === 'CODER' ? (await drift.labels()).drifts : [];
    const alerts = driftAlerts(found.question.of, found, labels);
    return slice(alerts, { first, after }, (alert) => new DriftAlertType(found, alert));
  }
}

@Resolver(() => DriftType)
export class DriftFields {
  private readonly subjects: Subjects;

  constructor(visible: VisibleConsistency) {
    this.subjects = new Subjects(visible);
  }

  @FieldResolver(() => ReasonStateType, { nullable: true, description: reasonText })
  async reason(
    @Root() { found, drift, of }: DriftType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    return of === 'REASON' ? this.subjects.reason(found, drift.key, context) : null;
  }

  @FieldResolver(() => CoderType, { nullable: true, description: coderText })
  async coder(@Root() { drift, of }: DriftType, @Ctx() context: AccessContext): Promise<CoderType | null> {
    return of === 'CODER' ? this.subjects.coder(drift.key, context) : null;
  }

  @FieldResolver(() => DepartmentType, { nullable: true, description: departmentText })
  async department(
    @Root() { drift, of }: DriftType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return of === 'DEPARTMENT' ? this.subjects.department(drift.key, context) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: channelText })
  channel(@Root() { drift, of }: DriftType): string | null {
    return of === 'CHANNEL' ? drift.key : null;
  }
}

@Resolver(() => LabelDriftType)
export class LabelDriftFields {
  private readonly subjects: Subjects;

  constructor(visible: VisibleConsistency) {
    this.subjects = new Subjects(visible);
  }

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The coder; null where they cannot be read now.',
  })
  coder(@Root() { drift }: LabelDriftType, @Ctx() context: AccessContext): Promise<CoderType | null> {
    return this.subjects.coder(drift.coderId, context);
  }
}

@Resolver(() => DriftAlertType)
export class DriftAlertFields {
  private readonly subjects: Subjects;

  constructor(visible: VisibleConsistency) {
    this.subjects = new Subjects(visible);
  }

  @FieldResolver(() => ReasonStateType, { nullable: true, description: reasonText })
  async reason(
    @Root() { found, alert }: DriftAlertType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    return alert.of === 'REASON' ? this.subjects.reason(found, alert.key, context) : null;
  }

  @FieldResolver(() => CoderType, { nullable: true, description: coderText })
  async coder(@Root() { alert }: DriftAlertType, @Ctx() context: AccessContext): Promise<CoderType | null> {
    return alert.of === 'CODER' ? this.subjects.coder(alert.key, context) : null;
  }

  @FieldResolver(() => DepartmentType, { nullable: true, description: departmentText })
  async department(
    @Root() { alert }: DriftAlertType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return alert.of === 'DEPARTMENT' ? this.subjects.department(alert.key, context) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: channelText })
  channel(@Root() { alert }: DriftAlertType): string | null {
    return alert.of === 'CHANNEL' ? alert.key : null;
  }
}
