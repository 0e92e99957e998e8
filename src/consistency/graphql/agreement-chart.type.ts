import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import type { AgreementChart, ChartPoint, DriftMethod, DriftSubject, NoPointCause } from '../domain';
import type { FoundCharts } from '../queries/agreement-chart-reader';
import { DriftMethodEnum, DriftSubjectEnum, NoPointCauseEnum } from './consistency.enums';

@ObjectType('AgreementChartPoint', {
  description: 'The agreement in one audit or session, against all of the same version before it.',
})
export class AgreementChartPointType {
  constructor(
    private readonly found: FoundCharts,
    private readonly point: ChartPoint,
  ) {}

  @Field(() => ID, { description: 'The closed audit or session.' })
  get exerciseId(): string {
    const type = this.found.question.purpose === 'AUDIT' ? 'Audit' : 'Session';
    return globalId(type, this.point.exerciseId);
  }

  @Field(() => GraphQLLocalDate, { description: 'The day on which it was closed.' })
  get closedOn(): string {
    return this.point.closedOn;
  }

  @Field(() => Int, { description: 'The number of the version that was coded with.' })
  get version(): number {
    return this.point.version;
  }

  @Field(() => Float, { description: 'The agreement in it, 0 to 1, with its own mix of reasons.' })
  get value(): number {
    return this.point.value;
  }

  @Field(() => Float, { nullable: true, description: 'Of the value; null where it is not known.' })
  get standardError(): number | null {
    return this.point.standardError;
  }

  @Field(() => Int, { description: 'Contacts that the value rests on.' })
  get contacts(): number {
    return this.point.contacts;
  }

  @Field(() => DriftMethodEnum, {
    nullable: true,
    description: 'How it is compared with those before it; null where there are none.',
  })
  get method(): DriftMethod | null {
    return this.point.method;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The agreement in it less that in all before it; null where nothing can be said.',
  })
  get difference(): number | null {
    return this.point.difference;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'The difference by its standard error, standard normal as long as nothing changed; null where nothing can be said.',
  })
  get deviation(): number | null {
    return this.point.deviation;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'The moving average of the deviations since the version began; null where nothing can be said.',
  })
  get average(): number | null {
    return this.point.average;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The average lies within minus and plus this as long as nothing changed; null without one.',
  })
  get limit(): number | null {
    return this.point.limit;
  }

  @Field(() => Boolean, { description: 'Whether the average lies outside its limits.' })
  get signals(): boolean {
    return this.point.signals;
  }

  @Field(() => NoPointCauseEnum, {
    nullable: true,
    description: 'Why nothing can be said; null where something can.',
  })
  get undefinedBecause(): NoPointCause | null {
    return this.point.undefinedBecause;
  }
}

@ObjectType('AgreementChart', {
  description: 'How agreement went on from audit to audit, or session to session.',
})
export class AgreementChartType {
  constructor(
    readonly found: FoundCharts,
    readonly chart: AgreementChart,
    /** Null: all contacts. */
    readonly of: DriftSubject | null,
  ) {}

  @Field(() => [AgreementChartPointType], {
    description:
      'Version by version, in the order in which they were closed; at most as many as were closed.',
  })
  get points(): readonly AgreementChartPointType[] {
    return this.chart.points.map((point) => new AgreementChartPointType(this.found, point));
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'How likely the newest average is without a change, two-sided; null where the newest version has none.',
  })
  get pValue(): number | null {
    return this.chart.pValue;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'The same raised for as many as are looked at (Benjamini-Hochberg); null for all contacts together, and without one.',
  })
  get adjustedPValue(): number | null {
    return this.chart.adjustedPValue;
  }

  @Field(() => Boolean, {
    description: 'Whether the newest average is more than chance makes of as many as are looked at.',
  })
  get isAlert(): boolean {
    return this.chart.isAlert;
  }
}

export const AgreementChartConnection = connectionType(
  'AgreementChart',
  () => AgreementChartType,
  'Charts in the order of the ids of what they are of.',
);

@ObjectType('AgreementCharts', {
  description: 'Control charts of agreement over closed audits or sessions; a new version begins anew.',
})
export class AgreementChartsType {
  constructor(readonly found: FoundCharts) {}

  @Field(() => DriftSubjectEnum, { description: 'What the charts are of.' })
  get of(): DriftSubject {
    return this.found.question.of;
  }

  @Field(() => GraphQLLocalDate, { description: 'The first day.' })
  get from(): string {
    return this.found.question.window.from;
  }

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one.' })
  get until(): string {
    return this.found.question.window.until;
  }

  @Field(() => Float, { description: 'How much a point counts in the average against all before it.' })
  get smoothing(): number {
    return this.found.question.rule.smoothing;
  }

  @Field(() => Float, { description: 'How many standard errors of the average its limits lie from 0.' })
  get width(): number {
    return this.found.question.rule.width;
  }

  @Field(() => AgreementChartType, { description: 'Of all contacts.' })
  get overall(): AgreementChartType {
    return new AgreementChartType(this.found, this.found.overall, null);
  }

  @Field(() => Int, {
    description: 'Audits or sessions that were closed on these days and coded several times.',
  })
  get exercises(): number {
    return this.found.exercises;
  }

  @Field(() => [Int], { description: 'The numbers of the versions that were coded with.' })
  get versions(): readonly number[] {
    return this.found.versions;
  }
}
