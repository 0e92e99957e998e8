import { ObjectType, Field, Float, Int } from 'type-graphql';
import type { LostCount, LossCause, RestatedCount, SeriesBreak, RestatedCounts } from '../domain';
import { ReasonStateType } from './reason-state.type';
import { ReasonType } from './reason.type';
import { ShownRoute, versionAt } from './translation.type';
import { TaxonomyVersionType } from './version.type';
import { LossCauseEnum } from './correspondence.enums';

@ObjectType('RestatedCount', { description: 'A count in the terms of another version.' })
export class RestatedCountType {
  constructor(
    private readonly restated: RestatedCount,
    private readonly shown: ShownRoute,
  ) {}

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The reason; null where it cannot be read now.',
  })
  get reason(): ReasonStateType | null {
    return this.shown.to.viewById(this.restated.reasonId);
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The count; null where there is a break in the series.',
  })
  get count(): number | null {
    return this.restated.count;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Why there is no count: which codes broke the series; null where there is one.',
  })
  get undefinedBecause(): string | null {
    const { brokenBy } = this.restated;
    if (brokenBy.length === 0) return null;
    const codes = brokenBy.slice(0, 20).map((id) => this.shown.from.tree.get(id)?.code ?? id);
    return `no share is known for what came from ${codes.join(', ')}`;
  }

  @Field(() => Float, { description: 'What of it is certain: all of it where there is a count.' })
  get atLeast(): number {
    return this.restated.atLeast;
  }
}

@ObjectType('SeriesBreak', { description: 'A count that cannot be told in the terms of another version.' })
export class SeriesBreakType {
  constructor(
    private readonly broken: SeriesBreak,
    private readonly shown: ShownRoute,
  ) {}

  @Field(() => ReasonType, { description: 'The reason that was counted.' })
  get reason(): ReasonType {
    return new ReasonType(this.broken.reasonId);
  }

  @Field(() => String, {
    nullable: true,
    description: 'The code it was counted by; null where that is not known.',
  })
  get code(): string | null {
    return this.shown.from.tree.get(this.broken.reasonId)?.code ?? null;
  }

  @Field(() => Float, { description: 'The count that came in.' })
  get count(): number {
    return this.broken.count;
  }

  @Field(() => [ReasonStateType], { description: 'Where its contacts may have gone.' })
  get targets(): readonly ReasonStateType[] {
    return this.broken.targets.flatMap((id) => this.shown.to.viewById(id) ?? []);
  }

  @Field(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version over which the series breaks; null where it cannot be read now.',
  })
  get version(): TaxonomyVersionType | null {
    return versionAt(this.shown, this.broken.arrivesAt);
  }
}

@ObjectType('LostCount', { description: 'Contacts that no reason of the other version counts.' })
export class LostCountType {
  constructor(
    private readonly lost: LostCount | { readonly code: string; readonly count: number },
    private readonly shown: ShownRoute,
  ) {}

  @Field(() => String, {
    nullable: true,
    description: 'The code they were counted by; null where that is not known.',
  })
  get code(): string | null {
    return 'code' in this.lost
      ? this.lost.code
      : (this.shown.from.tree.get(this.lost.reasonId)?.code ?? null);
  }

  @Field(() => Float, { description: 'How many.' })
  get count(): number {
    return this.lost.count;
  }

  @Field(() => LossCauseEnum, { description: 'Why.' })
  get cause(): LossCause {
    return 'code' in this.lost ? 'UNKNOWN_CODE' : this.lost.cause;
  }
}

@ObjectType('RestatedPeriod', { description: 'The counts of one period in the terms of another version.' })
export class RestatedPeriodType {
  constructor(
    private readonly given: {
      readonly period: string;
      readonly restated: RestatedCounts;
      readonly unknown: readonly { readonly code: string; readonly count: number }[];
    },
    private readonly shown: ShownRoute,
  ) {}

  @Field(() => String, { description: 'The period, as it was named.' })
  get period(): string {
    return this.given.period;
  }

  @Field(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version it was counted in; null where it cannot be read now.',
  })
  get countedIn(): TaxonomyVersionType | null {
    return versionAt(this.shown, 0);
  }

  @Field(() => Int, { description: 'How many versions lie on the way, both ends included.' })
  get pathLength(): number {
    return this.shown.route.versions.length;
  }

  @Field(() => [RestatedCountType], { description: 'The counts.' })
  get counts(): readonly RestatedCountType[] {
    return this.given.restated.counts.map((count) => new RestatedCountType(count, this.shown));
  }

  @Field(() => [SeriesBreakType], { description: 'The counts that break the series.' })
  get breaks(): readonly SeriesBreakType[] {
    return this.given.restated.breaks.map((broken) => new SeriesBreakType(broken, this.shown));
  }

  @Field(() => [LostCountType], { description: 'What no reason counts any more, or none did yet.' })
  get lost(): readonly LostCountType[] {
    return [...this.given.restated.lost, ...this.given.unknown].map(
      (lost) => new LostCountType(lost, this.shown),
    );
  }
}

@ObjectType('RestatedSeries', { description: 'A series of counts in the terms of one version.' })
export class RestatedSeriesType {
  @Field(() => TaxonomyVersionType, { description: 'The version whose terms these are.' })
  to!: TaxonomyVersionType;

  @Field(() => [RestatedPeriodType], { description: 'The periods, in the order in which they were given.' })
  periods!: readonly RestatedPeriodType[];
}
